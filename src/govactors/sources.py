"""Sources and their passages: where something is said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from govactors.period import Moment
from govactors.problems import expect_language
from govactors.things import Described, Thing, in_language

if TYPE_CHECKING:
    from govactors.statements import Statement

_WORDS = {
    "nl": ("pagina", "alinea", "de bron als geheel"),
    "en": ("page", "paragraph", "the source as a whole"),
}


def place(language: str, page: object, section: object, paragraph: object, locator: object) -> str:
    """A place in a source in words, by what is known of it."""
    of_page, of_paragraph, whole = _WORDS[language]
    found = (
        f"{of_page} {page}" if page else "",
        str(section or ""),
        f"{of_paragraph} {paragraph}" if paragraph else "",
        str(locator or ""),
    )
    return "; ".join(filter(None, found)) or whole


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Source(Thing):
    """A document that statements rest on.

    ``identifier`` is the number it bears, ``page`` its address on the web. ``issued`` and
    ``read_on`` are texts in their own precision, for instance ``2023-10``.
    """

    identifier: str | None = field(default=None, kw_only=True)
    issued: str | None = field(default=None, kw_only=True)
    read_on: str | None = field(default=None, kw_only=True)
    page: str | None = field(default=None, kw_only=True)

    @property
    def title(self) -> str:
        """The title in Dutch; :meth:`label` gives it in either language."""
        return self.label()

    @property
    def issued_on(self) -> Moment | None:
        """When it was issued, to compare with."""
        return Moment.parse(self.issued) if self.issued else None

    @property
    def statements(self) -> "tuple[Statement, ...]":
        """What it says, sorted by address."""
        return self._home.naming(self.iri, "source")

    @property
    def passages(self) -> "tuple[Passage, ...]":
        """Its passages, sorted by address."""
        return tuple(each for each in self._home.passages.values() if each.source == self)

    def _repr_html_(self) -> str:
        from govactors import notebook

        return notebook.source(self)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Passage(Described):
    """A stretch of a ``source``; :meth:`where` says in words where it stands.

    ``page`` and ``paragraph`` are numbers, ``section`` is the heading above it; ``locators`` says
    where by language, if no page does.
    """

    source: Source = field(kw_only=True)
    page: int | None = field(default=None, kw_only=True)
    section: str | None = field(default=None, kw_only=True)
    paragraph: int | None = field(default=None, kw_only=True)
    locators: Mapping[str, str] = field(default_factory=dict, kw_only=True)

    def locator(self, language: str = "nl") -> str:
        """Where it stands, in words; nothing where page and section say so."""
        return in_language(self.locators, language)

    def where(self, language: str = "nl") -> str:
        """Where it stands, in words: page, section and paragraph, or what else there is.

        >>> import govactors
        >>> govactors.load().statement("brief-4054603-s122").passages[0].where("en")
        'page 4; Expertisecentrum Mensenhandel & Mensensmokkel; paragraph 1'
        """
        expect_language(language)
        return place(language, self.page, self.section, self.paragraph, self.locator(language))

    @property
    def statements(self) -> "tuple[Statement, ...]":
        """What it says, sorted by address."""
        return self._home.naming(self.iri, "passage")

    def __repr__(self) -> str:
        return f"<Passage {self.reference}: {self.where()}>"
