"""What a search finds: hits, what they can be narrowed by, suggestions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, overload

from govactors.problems import Problem, expect_language

if TYPE_CHECKING:
    from govactors.registry import Registry
    from govactors.things import Thing


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found, with the text it was found by.

    ``iri`` is its address, ``labels`` and ``definitions`` are by language. ``text`` is what it was
    found by, ``language`` that of the text. ``kind`` is one of :data:`govactors.search.KINDS`;
    ``score`` runs from 0 to about 100. ``role`` says what the text is to the thing: ``label``,
    ``abbreviation``, ``former``, ``definition``, ... ``formerly`` is a name it, or what it came in
    the place of, had before. ``mentions`` is the address of the thing that was found and that this
    one speaks of.
    """

    iri: str
    kind: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    abbreviation: str
    score: float
    text: str
    language: str
    role: str
    formerly: str = ""
    mentions: str = ""
    _registry: "Registry | None" = field(default=None, repr=False, compare=False, kw_only=True)

    @property
    def thing(self) -> "Thing":
        """The thing itself, of a search by :meth:`govactors.Publication.search`.

        Raises :class:`Problem` ``unknown-thing`` for a question or a term, which is no thing of
        the model.
        """
        if self._registry is None:
            hint = "Search with publication.search(text)."
            raise Problem("unknown-thing", "This hit belongs to no publication.", hint=hint)
        if self.iri not in self._registry.known:
            raise Problem("unknown-thing", f"There is no thing <{self.iri}> here.")
        return self._registry.known[self.iri]

    def __repr__(self) -> str:
        return f"<Hit {self.kind} {self.iri.rpartition('/')[2]}: {self.label()}>"

    def label(self, language: str = "nl") -> str:
        """The preferred label; falls back to the other language, then to the address."""
        expect_language(language)
        return self.labels.get(language) or next(iter(self.labels.values()), self.iri)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet: an address, or a word of its own, and how many hits have it."""

    value: str
    labels: Mapping[str, str]
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """What hits can be narrowed by: ``kind``, ``phenomenon``, ``responsibility``, ..."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits, best first, to iterate over; ``total`` counts those on all pages.

    ``text`` is what was searched for, ``hits`` are those of this page, ``facets`` say what they
    can be narrowed by.

    ``complete`` is false if no text has all the words asked for, so that these have only some.
    """

    text: str
    total: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    complete: bool = True

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)

    def __bool__(self) -> bool:
        """Whether anything was found at all, also on another page."""
        return self.total > 0

    @overload
    def __getitem__(self, place: int) -> Hit: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Hit, ...]: ...
    def __getitem__(self, place: int | slice) -> Hit | tuple[Hit, ...]:
        return self.hits[place]

    def of(self, registry: "Registry") -> "Results":
        """The same, with hits that lead to their things in a publication."""
        return replace(self, hits=tuple(replace(e, _registry=registry) for e in self.hits))

    def __repr__(self) -> str:
        return f"<Results {self.text!r}: {len(self.hits)} of {self.total}>"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that begins like what is typed, and the thing that bears it."""

    text: str
    language: str
    iri: str
    kind: str
    labels: Mapping[str, str]
    formerly: bool
