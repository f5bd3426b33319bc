"""The label index: every name of every thing, former names and abbreviations included."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from govactors.contents import Contents
from govactors.problems import expect
from govactors.solutions import Rows, Text

_QUERY = Path(__file__).with_name("queries") / "labels.rq"
THRESHOLD = 70
"""Likeness, in percent, from which a name counts as a near match."""


@dataclass(frozen=True, slots=True)
class Label:
    """One name of a thing: ``kind`` is ``label``, ``alternative``, ``hidden``, ``abbreviation``,
    or the kind of a name that a source uses: ``official``, ``former``, ``letterhead``, ...

    ``language`` is empty where the name has none.
    """

    text: str
    language: str
    kind: str
    iri: str


@dataclass(frozen=True, slots=True)
class Match:
    """A label that resembles what was asked, with its likeness from 0 to 100."""

    label: Label
    score: float


def folded(text: str) -> str:
    """The form in which names are compared: no case, no diacritics, no punctuation.

    >>> folded("DT&V"), folded("Ministerie van Financiën"), folded("Frontex-verband")
    ('dt v', 'ministerie van financien', 'frontex verband')
    """
    once = unicodedata.normalize("NFKD", text).casefold()
    plain = unicodedata.normalize("NFKD", once).casefold()
    kept = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


@cache
def query() -> str:
    """The query for all names; read once."""
    return _QUERY.read_text(encoding="utf-8")


class Labels:
    """Names in, things out; exact first, near matches by likeness.

    >>> import govactors
    >>> [match.label.text for match in govactors.load().labels.near("marechausee", limit=1)]
    ['Marechaussee']
    """

    def __init__(self, labels: Iterable[Label]) -> None:
        self._labels = sorted(labels, key=lambda each: (each.text, each.iri, each.kind))
        self._index: dict[str, list[Label]] = {}
        for label in self._labels:
            self._index.setdefault(folded(label.text), []).append(label)

    @classmethod
    def of(cls, contents: Contents) -> "Labels":
        """The names of actors, tasks, concepts, places, sources and law in a publication."""
        rows = contents.select(query())
        assert isinstance(rows, Rows)  # noqa: S101 - the file holds a SELECT
        return cls(
            Label(
                str(row.text),
                row.text.language if isinstance(row.text, Text) else "",
                str(row.kind),
                str(row.thing),
            )
            for row in rows
        )

    def __len__(self) -> int:
        return len(self._labels)

    def __repr__(self) -> str:
        return f"<Labels: {len(self)} names>"

    def exact(self, name: str) -> tuple[Label, ...]:
        """Every label that is this name but for case, diacritics and punctuation."""
        expect(name, str, "A name")
        return tuple(self._index.get(folded(name), ()))

    def things(self, name: str) -> tuple[str, ...]:
        """The addresses of the things that bear this name; more than one if it is ambiguous."""
        return tuple(sorted({label.iri for label in self.exact(name)}))

    def near(self, name: str, limit: int = 5) -> tuple[Match, ...]:
        """The labels most like the name, best first, one a thing; exact ones score 100."""
        from rapidfuzz import fuzz, process

        expect(name, str, "A name")
        found = process.extract(
            folded(name), list(self._index), scorer=fuzz.WRatio, score_cutoff=THRESHOLD, limit=None
        )
        best: dict[str, Match] = {}
        for text, score, _ in sorted(found, key=lambda each: (-each[1], each[0])):
            for label in self._index[text]:
                best.setdefault(label.iri, Match(label, score))
        return tuple(best.values())[:limit]
