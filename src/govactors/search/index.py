"""The index: which texts hold a word, or one like it. SQLite's full text search does the finding.

Two tables in memory: the texts as stems, and the distinct stems by their trigrams, so that a word
is found inside a compound. Rows stand in the order of their worth, so the first found are the
best.
"""

import sqlite3
import threading
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from govactors.search.words import halves

_TABLES = """
PRAGMA temp_store = MEMORY;
PRAGMA journal_mode = OFF;
CREATE VIRTUAL TABLE texts USING fts5(stems, content='', prefix='2 3 4');
CREATE VIRTUAL TABLE parts USING fts5(stem, tokenize='trigram');
"""
_HOLDING = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rowid LIMIT ?"
_INSIDE = "SELECT stem FROM parts WHERE parts MATCH ? ORDER BY rowid LIMIT 40"

PREFIX, ENDING, INSIDE, TYPO, PART = 0.85, 0.7, 0.6, 0.5, 0.45
"""What a word counts that only begins like the one asked for, ends with it, holds it, resembles
it, or is a part of it."""

_LIKE = 6
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word asked for: what stands for it in the index, and what each counts.

    ``prefix`` is empty where no text holds a word that begins so.
    """

    stem: str
    prefix: str
    others: Mapping[str, float]

    def weight(self, stems: Sequence[str]) -> float:
        """How well the best of these stems answers to this word, from 0 to 1."""
        best = 0.0
        for each in stems:
            if each == self.stem:
                return 1.0
            found = self.others.get(each, 0.0)
            if self.prefix and each.startswith(self.prefix):
                found = PREFIX * (0.8 + 0.2 * len(self.prefix) / len(each))
            best = max(best, found)
        return best


class Index:
    """Finds the numbers of texts, given as stems in the order of their worth."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        counted = Counter(stem for stems in texts for stem in stems)
        self._stems = sorted(counted)
        self._known = frozenset(counted)
        self._long = [stem for stem in self._stems if len(stem) >= _SHORTEST]
        self._lock = threading.Lock()
        self._base = base = sqlite3.connect(":memory:", check_same_thread=False)
        base.executescript(_TABLES)
        rows = ((number, " ".join(stems)) for number, stems in enumerate(texts))
        base.executemany("INSERT INTO texts(rowid, stems) VALUES (?, ?)", rows)
        often = sorted(self._long, key=lambda stem: (-counted[stem], stem))
        base.executemany("INSERT INTO parts(stem) VALUES (?)", ((stem,) for stem in often))
        base.execute("INSERT INTO texts(texts) VALUES ('optimize')")
        base.commit()

    def word(self, stem: str, *, typing: bool = False) -> Word:
        """What stands for a word; ``typing`` if it may be the start of one."""
        prefix = stem if (typing or len(stem) >= _SHORTEST) and self._begins(stem) else ""
        others: dict[str, float] = {}
        if len(stem) >= _SHORTEST:
            inside = self._inside(stem)
            others |= {each: ENDING if each.endswith(stem) else INSIDE for each in inside}
            parts = () if typing else self._parts(stem)
            others |= {part: PART for part in parts if part not in others}
        if not (others or prefix or stem in self._known):
            others |= self._like(stem)
        return Word(stem, prefix, others)

    def holding(self, words: Sequence[Word], *, all_of: bool = True, most: int = -1) -> list[int]:
        """The numbers of the texts that answer to all of these words, or to any; the best first.

        ``most`` is how many at most; below 0 is no limit.
        """
        groups = [_group(each) for each in words]
        text = (" AND " if all_of else " OR ").join(groups)
        if not text:
            return []
        with self._lock:
            return [number for (number,) in self._base.execute(_HOLDING, (text, most))]

    def _begins(self, prefix: str) -> bool:
        at = bisect_left(self._stems, prefix)
        return at < len(self._stems) and self._stems[at].startswith(prefix)

    def _inside(self, stem: str) -> list[str]:
        with self._lock:
            found = self._base.execute(_INSIDE, (_quoted(stem),))
            return [each for (each,) in found if each != stem]

    def _parts(self, stem: str) -> list[str]:
        """The words of which a compound is made; the last of them names what it is.

        Of a compound that no text holds the first part counts as well, and the last part may
        itself be found inside other words.
        """
        unknown = stem not in self._known
        for first, last in halves(stem):
            whole = [last] if last in self._known else []
            if unknown and not whole:
                whole = self._inside(last)[:_LIKE]
            if whole and self._begins(first):
                return [*whole, *([first] if unknown and first in self._known else [])]
        return []

    def _like(self, stem: str) -> dict[str, float]:
        """The words that were meant, if this one was mistyped."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        if len(stem) < _SHORTEST:
            return {}
        most = 1 if len(stem) < 7 else 2
        found = process.extract(
            stem, self._long, scorer=OSA.distance, score_cutoff=most, limit=_LIKE
        )
        best = min((distance for _, distance, _ in found), default=0)
        return {each: TYPO for each, distance, _ in found if distance == best}


def _group(word: Word) -> str:
    found = [_quoted(each) for each in (word.stem, *word.others)]
    if word.prefix:
        found.append(_quoted(word.prefix) + "*")
    return "(" + " OR ".join(found) + ")"


def _quoted(text: str) -> str:
    """A word as FTS5 reads a string; folded words hold no quotes, but nothing relies on it."""
    return '"' + text.replace('"', "") + '"'
