"""Pictures on pages: drawn from the same statements, with the table that says the same."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from govactors import pictures
from govactors.pictures import Picture, Table, reading
from govactors.problems import Problem
from govactors.service.asks import ANY
from govactors.service.makings import Making

_OF_ACTORS = {
    "neighbourhood": "",
    "authority": "gezag",
    "flows": "informatie",
    "timeline": "geschiedenis",
}
_OF_TASKS = {"neighbourhood": "", "authority": "gezag"}
KINDS = {
    "organisatie": _OF_ACTORS,
    "groep": _OF_ACTORS,
    "functie": _OF_ACTORS,
    "taak": _OF_TASKS,
}
"""By concept, the kinds of picture on a page about a thing, each with the chapter it belongs to."""

_FEWEST = 2
"""Rows of its table from which a picture shows more than words do."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as a page shows it; ``name`` begins its ids."""

    name: str
    title: str
    svg: Markup
    table: Table


def figures(making: Making) -> dict[str, Figure]:
    """The pictures of a thing by chapter; without a chapter, the one for the top."""
    found: dict[str, Figure] = {}
    for kind, chapter in KINDS.get(making.ask.concept, {}).items():
        made = figure(making, kind, making.thing)
        if made and making.ask.page == 1:
            found[chapter] = made
    return found


def figure(making: Making, kind: str, about: str | None) -> Figure | None:
    """One picture; none of what cannot be drawn, or says too little."""
    ask = making.ask
    try:
        made = pictures.draw(
            making.publication,
            kind,
            about,
            language=ask.language,
            as_of=ask.as_of if ask.as_of not in ("", ANY) else None,
            unknown=ask.unknown,
            links=making.links.to,
            name=f"pic-{kind}",
            more=f"#pic-{kind}-table",
        )
    except Problem:
        return None
    return of(made) if len(made.table.rows) >= _FEWEST else None


def of(made: Picture) -> Figure:
    """A drawn picture as a figure; its markup is escaped where it is made."""
    return Figure(made.name, made.title, Markup(made.inline), made.table)  # noqa: S704


def read_ahead() -> Iterator[str]:
    """Opens the queries that pictures ask, for where no file can be opened any more."""
    for name in reading.QUERIES:
        yield reading.text(name)
