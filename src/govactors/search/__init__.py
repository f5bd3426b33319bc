"""Search: what is called or described so, in Dutch and English, and what speaks of it.

Names, former names, abbreviations, definitions, articles of law, sources, questions and terms;
without regard to case, diacritics and endings, through typing errors, into compounds and out of
them. Everything is in memory and in a fixed order.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from sys import intern
from weakref import WeakKeyDictionary

from govactors.contents import Contents
from govactors.problems import Problem
from govactors.search import entries
from govactors.search.entries import FACETS, KINDS, Entries, Entry
from govactors.search.index import Index
from govactors.search.ranking import NAMES, Ranked, Ranking
from govactors.search.results import Facet, Hit, Results, Suggestion, Value
from govactors.search.words import stems

__all__ = [
    "FACETS",
    "KINDS",
    "LONGEST",
    "Facet",
    "Hit",
    "Results",
    "Search",
    "Suggestion",
    "Value",
    "search",
]

LONGEST = 200
"""Characters that a text to search for may have."""

_PIECES = re.compile(r"\w+|\W+")

_VALUES = 12
"""Values of a facet that are listed, the most frequent ones."""


class Search:
    """Searches what :class:`Entries` hold.

    >>> import govactors
    >>> found = Search.of(govactors.load()).find("IND")
    >>> found.hits[0].label("nl"), found.hits[0].role
    ('Immigratie- en Naturalisatiedienst', 'abbreviation')
    """

    def __init__(self, entries: Entries) -> None:
        self._things = entries.things
        self._ranking = Ranking(entries)
        self._values = {
            iri: tuple(
                intern(f"{name} {value}") for name in FACETS for value in entry.facets.get(name, ())
            )
            for iri, entry in entries.things.items()
        }

    @classmethod
    def of(cls, contents: Contents) -> "Search":
        """The search of a publication, its index made at first use."""
        if contents not in _KNOWN:
            _KNOWN[contents] = cls(Entries.of(contents))
        return _KNOWN[contents]

    def find(
        self,
        text: str,
        *,
        narrow: Mapping[str, str] | None = None,
        language: str = "",
        limit: int = 20,
        offset: int = 0,
        names_only: bool = False,
    ) -> Results:
        """A page of what is found; ``narrow`` holds a value by facet.

        Raises :class:`Problem` ``invalid-parameter``.
        """
        chosen = _checked(text, narrow or {}, language, limit, offset)
        roles = NAMES if names_only else None
        numbers, words, complete = self._ranking.found(text, roles, language)
        ranked = self._ranking.ranked(text, numbers, words)
        if not names_only:
            ranked = self._ranking.followed(ranked)
        kept = [each for each in ranked if self._has(each.thing, chosen)] if chosen else ranked
        hits = tuple(self._hit(each) for each in kept[offset : offset + limit])
        return Results(text, len(kept), hits, () if names_only else self._facets(kept), complete)

    def suggest(self, text: str, *, language: str = "", limit: int = 8) -> tuple[Suggestion, ...]:
        """The names that what was typed so far may become, best first, one a thing."""
        _checked(text, {}, language, limit, 0)
        numbers, words, complete = self._ranking.found(text, NAMES, language, typing=True)
        ranked = self._ranking.ranked(text, numbers, words) if complete else []
        return tuple(self._suggestion(each) for each in ranked[:limit])

    def marked(self, text: str, asked: str) -> tuple[tuple[str, bool], ...]:
        """A text in pieces, with those marked that answer to what was asked.

        >>> import govactors
        >>> Search.of(govactors.load()).marked("Aanpak van smokkel", "smokkelen")
        (('Aanpak van ', False), ('smokkel', True))
        """
        words = self._ranking.words(asked)
        pieces: list[tuple[str, bool]] = []
        for piece in _PIECES.findall(text):
            found = any(word.weight(stems(piece)) for word in words)
            if pieces and not (found or pieces[-1][1]):
                pieces[-1] = (pieces[-1][0] + piece, False)
            else:
                pieces.append((piece, found))
        return tuple(pieces)

    def things(self) -> Iterator[tuple[str, str]]:
        """The address and kind of everything that can be found, sorted by address."""
        for iri in sorted(self._things):
            yield iri, self._things[iri].kind

    def entry(self, iri: str) -> Entry | None:
        """What is known of a thing, if it can be found at all."""
        return self._things.get(iri)

    def _has(self, thing: str, chosen: Mapping[str, str]) -> bool:
        facets = self._things[thing].facets
        return all(value in facets.get(name, ()) for name, value in chosen.items())

    def _hit(self, each: Ranked) -> Hit:
        entry, found = self._things[each.thing], self._ranking.texts[each.text]
        own = found.thing == each.thing
        return Hit(
            each.thing,
            entry.kind,
            dict(entry.labels),
            dict(entry.definitions),
            entry.abbreviation,
            round(each.score, 1),
            found.text,
            found.language,
            found.role if own else "mention" if each.mentions else "former",
            each.formerly,
            each.mentions,
        )

    def _suggestion(self, each: Ranked) -> Suggestion:
        entry, found = self._things[each.thing], self._ranking.texts[each.text]
        return Suggestion(
            found.text,
            found.language,
            each.thing,
            entry.kind,
            dict(entry.labels),
            bool(each.formerly),
        )

    def _facets(self, ranked: Iterable[Ranked]) -> tuple[Facet, ...]:
        counted = Counter(chain.from_iterable(self._values[each.thing] for each in ranked))
        listed: dict[str, list[tuple[str, int]]] = {name: [] for name in FACETS}
        for each, count in sorted(counted.items(), key=lambda item: (-item[1], item[0])):
            name, _, value = each.partition(" ")
            listed[name].append((value, count))
        listed = {name: found[:_VALUES] for name, found in listed.items()}
        listed["period"].sort(reverse=True)
        return tuple(
            Facet(name, tuple(Value(v, self._labels(v), n) for v, n in found))
            for name, found in listed.items()
        )

    def _labels(self, value: str) -> Mapping[str, str]:
        known = self._things.get(value)
        return dict(known.labels) if known else {}


def read_ahead() -> None:
    """Reads and imports what a search needs, for where no file can be opened any more."""
    entries.read_ahead()
    Search(Entries((), {})).find("anything")
    Index([("something",)]).word("somehtign")


def search(
    contents: Contents,
    text: str,
    *,
    kind: str | None = None,
    language: str | None = None,
    limit: int = 20,
    offset: int = 0,
    **narrow: str | None,
) -> Results:
    """What is found in a publication, best first; see :class:`Results`.

    ``kind`` is one of :data:`KINDS`. Further keywords narrow by facet: ``phenomenon``,
    ``responsibility`` and ``ministry`` take an address, ``period`` a year.

    Raises :class:`Problem` ``invalid-parameter``.

    >>> import govactors
    >>> [hit.kind for hit in search(govactors.load(), "mensensmokkel", limit=1).hits]
    ['Phenomenon']
    """
    chosen = {name: value for name, value in (("kind", kind), *narrow.items()) if value}
    found = Search.of(contents)
    return found.find(text, narrow=chosen, language=language or "", limit=limit, offset=offset)


def _checked(
    text: str, narrow: Mapping[str, str], language: str, limit: int, offset: int
) -> dict[str, str]:
    """The facets to narrow by, if all is as it must be."""
    if not text.strip() or len(text) > LONGEST:
        detail = f"The text to search for has 1 to {LONGEST} characters."
        raise Problem("invalid-parameter", detail)
    if language not in ("", "nl", "en"):
        raise Problem("invalid-parameter", f"The language is nl or en, not {language!r}.")
    if limit < 0 or offset < 0:
        raise Problem("invalid-parameter", "How many hits, and from where, cannot be below 0.")
    for name, value in narrow.items():
        if name not in FACETS:
            known = ", ".join(FACETS)
            raise Problem("invalid-parameter", f"There is no {name!r}; narrow by: {known}.")
        if name == "kind" and value not in KINDS:
            known = ", ".join(KINDS)
            raise Problem("invalid-parameter", f"There is no kind {value!r}; there is: {known}.")
    return {name: value for name, value in narrow.items() if value}


_KNOWN: "WeakKeyDictionary[Contents, Search]" = WeakKeyDictionary()
