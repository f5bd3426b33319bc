"""Typed, frozen objects for what the letter's questions ask: actors, tasks, who does what."""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from govactors.contents import Contents
from govactors.labels import Labels
from govactors.period import Period
from govactors.problems import Problem
from govactors.solutions import Cell, Row, Rows

_QUERIES = Path(__file__).with_name("queries")


@dataclass(frozen=True, slots=True)
class Thing:
    """Anything with an address and names; ``labels`` is by language (nl, en)."""

    iri: str
    labels: Mapping[str, str]
    names: frozenset[str]

    @property
    def reference(self) -> str:
        """The last segment of the address, for instance ``ind``."""
        return self.iri.rpartition("/")[2]

    def label(self, language: str = "nl") -> str:
        """The preferred label; falls back to the other language, then to the reference."""
        return self.labels.get(language) or next(iter(self.labels.values()), self.reference)


@dataclass(frozen=True, slots=True)
class Actor(Thing):
    """Anyone who bears a task, takes part in it or is its object.

    ``kind`` is the class in the model, for instance ``Organisation`` or ``ActorGroup``.
    """

    kind: str
    abbreviation: str | None


@dataclass(frozen=True, slots=True)
class Task(Thing):
    """What is to be done, independent of who does it; ``concerns`` holds addresses."""

    concerns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a source says so; ``ranges`` are characters, 0-based, end exclusive."""

    iri: str
    source: str
    page: int | None
    section: str | None
    paragraph: int | None


@dataclass(frozen=True, slots=True)
class Source:
    """A document that statements rest on; ``issued`` in its own precision."""

    iri: str
    title: str
    identifier: str | None
    issued: str | None


@dataclass(frozen=True, slots=True)
class Assignment:
    """A source says that an actor has a task, in some responsibility.

    ``responsibility`` and ``certainty`` are the English words of the code lists ("lead",
    "explicit"); ``under`` are the superiors under whose authority (gezag) it is done.
    """

    iri: str
    actor: str
    task: str
    responsibility: str
    certainty: str
    period: Period
    under: tuple[str, ...]
    passages: tuple[Passage, ...]


T = TypeVar("T", bound=Thing)


def find(things: Iterable[T], name: str, labels: Labels) -> T:
    """The thing with this name, abbreviation, former name, reference or address.

    Case, diacritics and punctuation do not matter.

    Raises :class:`Problem` ``unknown-thing`` that lists near matches, or all candidates when
    the name fits several.
    """
    known = {each.iri: each for each in things}
    named = {iri for iri in labels.things(name) if iri in known}
    wanted = name.casefold()
    named |= {iri for iri in known if wanted in (iri.casefold(), iri.rpartition("/")[2])}
    if len(named) == 1:
        return known[named.pop()]
    if named:
        listed = ", ".join(sorted(named))
        raise Problem("unknown-thing", f"{name!r} fits several.", hint=f"Choose one of: {listed}.")
    near = [match.label.text for match in labels.near(name, 50) if match.label.iri in known][:5]
    hint = f"Did you mean: {', '.join(near)}?" if near else "Nothing resembles it."
    raise Problem("unknown-thing", f"There is no {name!r} here.", hint=hint)


def actors(contents: Contents) -> tuple[Actor, ...]:
    """All actors, sorted by address."""
    return tuple(
        Actor(
            str(row.thing),
            _labels(row),
            _names(row),
            str(row.kind).rpartition("#")[2],
            _text(row.abbreviation),
        )
        for row in _rows(contents, "actors")
    )


def tasks(contents: Contents) -> tuple[Task, ...]:
    """All tasks, sorted by address."""
    return tuple(
        Task(str(row.thing), _labels(row), _names(row), tuple(str(row.concerns or "").split()))
        for row in _rows(contents, "tasks")
    )


def sources(contents: Contents) -> tuple[Source, ...]:
    """All sources, sorted by address."""
    return tuple(
        Source(str(row.source), str(row.title or ""), _text(row.identifier), _text(row.issued))
        for row in _rows(contents, "sources")
    )


def passages(contents: Contents) -> dict[str, Passage]:
    """All passages, by address."""
    return {
        str(row.passage): Passage(
            str(row.passage),
            str(row.source),
            row.page if isinstance(row.page, int) else None,
            _text(row.section),
            row.paragraph if isinstance(row.paragraph, int) else None,
        )
        for row in _rows(contents, "locations")
    }


def assignments(contents: Contents) -> tuple[Assignment, ...]:
    """All assignments with their passages, sorted by address."""
    known = passages(contents)
    return tuple(
        Assignment(
            str(row.statement),
            str(row.actor),
            str(row.task),
            str(row.responsibility),
            str(row.certainty),
            Period(*map(_date, (row.from_, row.until, row.may_from, row.may_until))),
            tuple(str(row.under or "").split()),
            tuple(_passage(iri, known) for iri in sorted(str(row.passages).split())),
        )
        for row in _rows(contents, "assignments")
    )


def _passage(iri: str, known: Mapping[str, Passage]) -> Passage:
    if iri not in known:
        raise Problem(
            "unknown-thing",
            f"<{iri}> is named as a passage and described nowhere.",
            hint="Describe it in the file of its source, or run govactors validate.",
        )
    return known[iri]


def _rows(contents: Contents, name: str) -> Rows:
    return contents.select(query(name))


@cache
def query(name: str) -> str:
    """The text of a query of this module; read once."""
    return (_QUERIES / f"{name}.rq").read_text(encoding="utf-8")


def _labels(row: Row) -> dict[str, str]:
    return {key: str(row[key]) for key in ("nl", "en") if row[key] is not None}


def _names(row: Row) -> frozenset[str]:
    return frozenset(re.split(r"\t", str(row.names or ""))) - {""}


def _text(cell: Cell | None) -> str | None:
    return None if cell is None else str(cell)


def _date(cell: Cell | None) -> datetime.date | None:
    return cell if isinstance(cell, datetime.date) else None
