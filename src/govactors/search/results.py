"""What a search finds: hits, what they can be narrowed by, suggestions."""

from collections.abc import Mapping
from dataclasses import dataclass

from govactors.problems import expect_language


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found, with the text it was found by.

    ``kind`` is one of :data:`govactors.search.KINDS`; ``score`` runs from 0 to about 100.
    ``role`` says what the text is to the thing: ``label``, ``abbreviation``, ``former``,
    ``definition``, ... ``formerly`` is a name it, or what it came in the place of, had before.
    ``mentions`` is the address of the thing that was found and that this one speaks of.
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
    """A page of hits, best first; ``total`` counts all.

    ``complete`` is false if no text has all the words asked for, so that these have only some.
    """

    text: str
    total: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that begins like what is typed, and the thing that bears it."""

    text: str
    language: str
    iri: str
    kind: str
    labels: Mapping[str, str]
    formerly: bool
