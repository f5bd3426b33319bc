"""Two days beside each other: which statements held on one and not on the other."""

import csv
import datetime
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from govactors import moments, portrait
from govactors.period import Holds, Period
from govactors.portrait import Portrait
from govactors.problems import Problem
from govactors.service.html import pages
from govactors.service.html.chapters import Row
from govactors.service.html.dossier import Dossier
from govactors.service.html.figures import figure
from govactors.service.html.matrices import CSV
from govactors.service.html.naming import Part
from govactors.service.html.subjects import subject
from govactors.service.makings import JSON, Made, Making
from govactors.service.rest.records import Statements
from govactors.service.serialisation import HTML

PATH = "/vergelijken"
MOST = 150
"""Statements of one kind on a page; the files have all."""

TURNS: Mapping[str, tuple[str, str, tuple[tuple[Holds, Holds], ...]]] = MappingProxyType(
    {
        "begun": (
            "Gold op de eerste dag niet, op de tweede wel",
            "Did not hold on the first day, does on the second",
            ((Holds.NO, Holds.YES), (Holds.NO, Holds.UNKNOWN)),
        ),
        "ended": (
            "Gold op de eerste dag, op de tweede niet",
            "Held on the first day, does not on the second",
            ((Holds.YES, Holds.NO), (Holds.UNKNOWN, Holds.NO)),
        ),
        "surer": (
            "Op de tweede dag zeker, op de eerste niet bekend",
            "Certain on the second day, not known for the first",
            ((Holds.UNKNOWN, Holds.YES),),
        ),
        "less-sure": (
            "Op de eerste dag zeker, op de tweede niet bekend",
            "Certain on the first day, not known for the second",
            ((Holds.YES, Holds.UNKNOWN),),
        ),
    }
)
"""What can become of a statement between two days: titles, and whether it held on each."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Statements to which the same happened; ``total`` counts those not shown as well."""

    anchor: str
    title: Part
    rows: list[Row]
    total: int
    plain: bool = False


def contrast(making: Making) -> Made:
    """What differs between ``asOf`` and ``met``, of everything or of what ``over`` names."""
    first, second, text = _days(making)
    about = subject(making, text) if text else ""
    found = _turned(making, first, second, about)
    if making.media_type != HTML:
        return _data(making, found, first, second)
    dossier = Dossier(_empty(making, about), making.naming)
    turns = []
    for name, statements in found.items():
        shown = [
            portrait.entry(making.publication, making.publication, iri) for iri in statements[:MOST]
        ]
        nl, en, _ = TURNS[name]
        title = Part(en if making.ask.language == "en" else nl)
        turns.append(Turn(name, title, dossier.listed(shown), len(statements)))
    return making.html(
        "vergelijken.html",
        PATH,
        about=making.naming.node(about) if about else None,
        text=text,
        first=first.isoformat(),
        second=second.isoformat(),
        turns=turns,
        drawn=figure(making, "timeline", about or None),
        query=making.links.here("", *making.ask.values).lstrip("?"),
        data=[("csv", "CSV", CSV), ("json", "JSON", JSON)],
    )


def _days(making: Making) -> tuple[datetime.date, datetime.date, str]:
    """The two days, by default a year apart up to the release; raises :class:`Problem`."""
    values = dict(making.ask.values)
    release = datetime.date.fromisoformat(making.publication.release.date)
    second = _day(values.get("met", "")) or release
    before = second.replace(year=second.year - 1, day=min(second.day, 28))
    return _day(making.ask.as_of) or before, second, values.get("over", "").strip()


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError as error:
        hint = "Write a day as 2025-01-15."
        raise Problem("invalid-parameter", f"{text!r} is not a day.", hint=hint) from error


def _turned(
    making: Making, first: datetime.date, second: datetime.date, about: str
) -> dict[str, list[str]]:
    """The statements by what became of them."""
    naming = set(Statements.of(making.publication).naming(about)) if about else None
    found: dict[str, list[str]] = {name: [] for name in TURNS}
    for row in making.publication.select(moments.periods()):
        iri = str(row[0])
        if naming is not None and iri not in naming:
            continue
        bounds = [each if isinstance(each, datetime.date) else None for each in row[2:6]]
        period = Period(bounds[0], bounds[1], bounds[2], bounds[3])
        turn = (period.on(first), period.on(second))
        for name, (_, _, turns) in TURNS.items():
            if turn in turns:
                found[name].append(iri)
    return {name: sorted(iris) for name, iris in found.items()}


def _empty(making: Making, about: str) -> Portrait:
    """A portrait without statements, so that rows are made as on a page about the thing."""
    entry = portrait.entry(
        making.publication, making.publication, about or making.publication.addresses.ontology
    )
    day = datetime.date.fromisoformat(making.day)
    return Portrait(about, day, entry, (), (), False, (), 1, 1, ())


def _data(
    making: Making,
    found: Mapping[str, Iterable[str]],
    first: datetime.date,
    second: datetime.date,
) -> Made:
    rows = [
        {"change": name, "statement": iri, "name": making.naming.node(iri).text}
        for name, iris in found.items()
        for iri in iris
    ]
    if making.media_type == JSON:
        days = {"first": first.isoformat(), "second": second.isoformat()}
        return Made(pages.as_json(days | {"items": rows}), JSON)
    out = io.StringIO()
    writer = csv.DictWriter(out, ["change", "statement", "name"])
    writer.writeheader()
    writer.writerows(rows)
    return Made(out.getvalue().encode(), CSV)
