"""Things with an address and names, which know the publication they come from."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from govactors.problems import Problem, expect_language

if TYPE_CHECKING:
    from govactors.registry import Registry
    from govactors.statements import Statement


def in_language(texts: Mapping[str, str], language: str) -> str:
    """The text in a language, or else in another, or else nothing."""
    expect_language(language)
    return texts.get(language) or next(iter(texts.values()), "")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Described:
    """Anything with an address (``iri``) that a publication describes.

    Two are equal if they are of one class and say the same; the publication they come from does
    not matter, so that what is equal in two releases, or on two days, is equal here. Made by
    hand they belong to no publication, and then lead nowhere.
    """

    iri: str
    _registry: "Registry | None" = field(default=None, kw_only=True)

    @property
    def reference(self) -> str:
        """The last segment of the address, for instance ``ind``."""
        return self.iri.rpartition("/")[2]

    @property
    def kind(self) -> str:
        """The class in the model, for instance ``Organisation`` or ``Assignment``."""
        return type(self).__name__

    @property
    def _home(self) -> "Registry":
        if self._registry is None:
            raise Problem(
                "unknown-thing",
                f"This {self.kind} was made by hand and belongs to no publication.",
                hint="Take it from a publication: publication.thing(address).",
            )
        return self._registry

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if type(self) is not type(other) or not isinstance(other, Described):
            return NotImplemented
        names = [each.name for each in dataclasses.fields(self) if each.name != "_registry"]
        return all(getattr(self, name) == getattr(other, name) for name in names)

    def __hash__(self) -> int:
        return hash(self.iri)

    def __repr__(self) -> str:
        return f"<{self.kind} {self.reference}>"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Thing(Described):
    """Anything with an address and names; ``labels`` is by language (nl, en).

    ``names`` are all it is called, ``definitions`` say by language what it is.
    ``same_as`` lists the addresses of exactly the same thing in other collections.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    definitions: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    same_as: tuple[str, ...] = field(default=(), kw_only=True)

    def label(self, language: str = "nl") -> str:
        """The preferred label; falls back to the other language, then to the reference."""
        return in_language(self.labels, language) or self.reference

    def definition(self, language: str = "nl") -> str:
        """What it is, in a sentence; falls back to the other language, then to nothing."""
        return in_language(self.definitions, language)

    @property
    def statements(self) -> "tuple[Statement, ...]":
        """Every statement that names it, in whatever role, sorted by address."""
        return self._home.naming(self.iri)

    def __repr__(self) -> str:
        return f"<{self.kind} {self.reference}: {self.label()}>"

    def _repr_html_(self) -> str:
        from govactors import notebook

        return notebook.thing(self)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Concept(Thing):
    """An entry of a code list; ``notation`` is its English word, such as ``lead``."""

    notation: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Place(Thing):
    """A place, also a relative one: "between the border crossing points"."""
