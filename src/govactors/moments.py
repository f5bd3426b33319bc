"""A publication as of a day: what held then, and what followed from it then."""

import datetime
import hashlib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

from govactors.contents import Contents
from govactors.folder import File
from govactors.period import Holds, Period, as_day
from govactors.problems import Problem
from govactors.release import Release

INCLUDE, EXCLUDE = "include", "exclude"
"""What to do with statements of which it is not known whether they held on the day."""

_PERIODS = Path(__file__).with_name("queries") / "periods.rq"
C = TypeVar("C", bound=Contents)
day = as_day


@cache
def periods() -> str:
    """The query for the bounds of every statement; read once."""
    return _PERIODS.read_text(encoding="utf-8")


def as_of(contents: C, on: datetime.date | str, unknown: str = INCLUDE) -> C:
    """The publication as of a day: statements that did not hold are left out, rules run anew.

    A statement that is attested on another day only, or whose period is not known, may or may
    not have held: ``unknown="include"`` keeps it, ``"exclude"`` leaves it out. Nothing
    unknown is ever taken to hold "always": its period still says that it is not known.
    A change is kept from the day it happened.
    """
    if unknown not in (INCLUDE, EXCLUDE):
        raise Problem(
            "invalid-parameter", f"unknown is {INCLUDE!r} or {EXCLUDE!r}, not {unknown!r}."
        )
    if contents.elsewhere:
        raise Problem(
            "invalid-parameter",
            "Only a publication read from its folder can be seen as of a day.",
            hint="Leave out the other engine, or query the periods themselves.",
        )
    asked = as_day(on)
    out = {ox.NamedNode(iri) for iri in not_held(contents, asked, unknown)}
    files = tuple(_without(file, out) for file in contents.files)
    mark = f"{contents.release.hash} {asked.isoformat()} {unknown}"
    release = Release(
        contents.release.version, asked.isoformat(), hashlib.sha256(mark.encode()).hexdigest()
    )
    return type(contents)(contents.directory, contents.header, contents.addresses, files, release)


def not_held(contents: Contents, asked: datetime.date, unknown: str = INCLUDE) -> set[str]:
    """The statements that a view as of a day leaves out."""
    rows = contents.select(periods())
    out = set()
    for row in rows:
        bounds = [each if isinstance(each, datetime.date) else None for each in row[2:6]]
        held = Period(bounds[0], bounds[1], bounds[2], bounds[3]).on(asked)
        happened = row[1] is not None and held is not Holds.NO
        if held is Holds.NO or (held is Holds.UNKNOWN and unknown == EXCLUDE and not happened):
            out.add(str(row[0]))
    return out


def _without(file: File, subjects: set[ox.NamedNode]) -> File:
    if not file.graph:
        return file
    return replace(file, triples=tuple(t for t in file.triples if t.subject not in subjects))
