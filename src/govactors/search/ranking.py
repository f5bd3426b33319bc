"""The order of what was found: the thing itself first, what speaks of it after."""

from collections.abc import Mapping, Sequence, Set
from itertools import islice
from typing import NamedTuple

from govactors.labels import folded
from govactors.search.entries import KINDS, Entries, Found
from govactors.search.index import Index, Word
from govactors.search.words import COMMON, stem, stems

ROLES: Mapping[str, float] = {
    "abbreviation": 1.0,
    "label": 0.99,
    "official": 0.97,
    "alternative": 0.96,
    "letterhead": 0.93,
    "heading": 0.92,
    "hidden": 0.91,
    "former": 0.9,
    "keyword": 0.5,
    "definition": 0.45,
}
"""What a text counts by its role; names that are only used somewhere count as ``heading``."""

WORTH: Mapping[str, float] = {"Question": 0.9, "Concept": 0.85, "Term": 0.6}
"""What a thing counts by its kind, where that is less than others."""

NAMES = frozenset(ROLES) - {"keyword", "definition"}
"""The roles that are names."""

_OTHER = ROLES["heading"]
_SCORED = 800
_MENTIONED = 25
_MENTION, _SUCCESSOR = 0.3, 0.96
_WORDS = 12


class Ranked(NamedTuple):
    """A thing with its score, the number of the text it was found by, and why it is here."""

    thing: str
    score: float
    text: int
    formerly: str = ""
    mentions: str = ""


class Ranking:
    """Finds and orders the things of a publication."""

    def __init__(self, entries: Entries) -> None:
        self.entries = entries
        self.texts = sorted(entries.texts, key=self._value)
        self._stems = [stems(each.text) for each in self.texts]
        self._weights = [self._weight(each) for each in self.texts]
        self._index = Index(self._stems)
        self._exact: dict[str, list[int]] = {}
        for number, each in enumerate(self.texts):
            self._exact.setdefault(folded(each.text), []).append(number)
        ordered = sorted(entries.things, key=self._place)
        self._places = {thing: place for place, thing in enumerate(ordered)}

    def words(self, text: str, *, typing: bool = False) -> list[Word]:
        """The words asked for; common ones only where there are no others."""
        asked = folded(text).split()[:_WORDS]
        telling = [each for each in asked if each not in COMMON] or asked
        last = len(telling) - 1
        return [
            self._index.word(stem(each), typing=typing and at == last)
            for at, each in enumerate(telling)
        ]

    def found(
        self, text: str, roles: Set[str] | None, language: str, *, typing: bool = False
    ) -> tuple[list[int], list[Word], bool]:
        """The numbers of the texts that hold all words asked for; if none does, of any."""
        words = self.words(text, typing=typing)
        exact = self._exact.get(folded(text), [])
        for whole in (True, False):
            numbers = self._index.holding(words, all_of=whole, most=_SCORED if typing else -1)
            numbers = list(dict.fromkeys([*exact, *numbers])) if exact else numbers
            if roles is not None or language:
                numbers = [n for n in numbers if self._fits(self.texts[n], roles, language)]
            if numbers:
                return numbers, words, whole
        return [], words, True

    def ranked(self, text: str, numbers: Sequence[int], words: Sequence[Word]) -> list[Ranked]:
        """The things of these texts, best first, one entry a thing.

        Where there are very many, those at the end stand in the order of the worth of texts.
        """
        best: dict[str, Ranked] = {}
        exact, typed = frozenset(self._exact.get(folded(text), ())), text.strip()
        for number in numbers[:_SCORED]:
            each = self.texts[number]
            score = self._score(number, words)
            if number in exact:
                same = each.role == "abbreviation" and each.text == typed
                score = 100 * self._weights[number] + (1 if same else 0)
            known = best.get(each.thing)
            if known is None or score > known.score:
                former = each.text if each.role == "former" else ""
                best[each.thing] = Ranked(each.thing, score, number, former)
        found = sorted(best.values(), key=self._order)
        for number in numbers[_SCORED:]:
            thing = self.texts[number].thing
            if thing not in best:
                best[thing] = last = Ranked(thing, 0.0, number)
                found.append(last)
        return found

    def followed(self, ranked: Sequence[Ranked]) -> list[Ranked]:
        """These with what came in the place of each, and, later, what speaks of the first ones."""
        best = {each.thing: each for each in ranked}
        for each in ranked[:_MENTIONED]:
            for after in self.entries.successors.get(each.thing, ()):
                known = best.get(after)
                if known is None or known.score < each.score * _SUCCESSOR:
                    name = self.texts[each.text].text
                    best[after] = Ranked(after, each.score * _SUCCESSOR, each.text, name)
        head = sorted(islice(best.values(), _SCORED), key=self._order)
        for each in head[:_MENTIONED]:
            for other in self.entries.mentions.get(each.thing, ()):
                if other not in best:
                    score = each.score * _MENTION
                    best[other] = Ranked(other, score, each.text, mentions=each.thing)
        scored = [each for each in best.values() if each.score]
        return sorted(scored, key=self._order) + [e for e in best.values() if not e.score]

    def _score(self, number: int, words: Sequence[Word]) -> float:
        own = self._stems[number]
        found = [word.weight(own) for word in words]
        if not found or not own:
            return 0.0
        base = sum(found) / len(found)
        share = min(1.0, sum(map(bool, found)) / len(own))
        return 95 * self._weights[number] * base * (0.5 + 0.5 * share)

    def _order(self, each: Ranked) -> tuple[float, int]:
        """Best first; equals by kind, then by name and address, so that the order is fixed."""
        return -round(each.score, 3), self._places[each.thing]

    def _place(self, thing: str) -> tuple[object, ...]:
        entry = self.entries.things[thing]
        return KINDS.index(entry.kind), entry.labels.get("nl", "").casefold(), thing

    def _weight(self, each: Found) -> float:
        kind = self.entries.things[each.thing].kind
        return ROLES.get(each.role, _OTHER) * WORTH.get(kind, 1.0)

    def _value(self, each: Found) -> tuple[object, ...]:
        """Where a text stands in the index: names before definitions, short before long."""
        kind = KINDS.index(self.entries.things[each.thing].kind)
        told = each.role in ROLES and each.role not in NAMES
        return (told, kind, len(each.text), each.text, each.thing, each.role, each.language)

    def _fits(self, each: Found, roles: Set[str] | None, language: str) -> bool:
        fitting = roles is None or each.role in roles or each.role not in ROLES
        return fitting and (not language or each.language in (language, ""))
