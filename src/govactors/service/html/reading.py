"""The statements of a source, in the order of the document."""

import re
from dataclasses import dataclass

import pyoxigraph as ox

from govactors import portrait
from govactors.nodes import Nodes
from govactors.problems import Problem
from govactors.service.html.chapters import Group
from govactors.service.html.dossier import Dossier
from govactors.service.html.naming import Part
from govactors.service.makings import Making

SIZE = 100
"""Statements of a source on one page."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A page of statements, by page and section of the document; ``total`` on all pages."""

    groups: list[Group]
    total: int
    pages: int


def reading(making: Making, dossier: Dossier) -> Reading:
    """The page asked for; raises :class:`Problem` ``invalid-parameter`` for one there is not."""
    found = positions(Nodes.of(making.said), making.thing)
    pages = max(1, -(-len(found) // SIZE))
    page = making.ask.page
    if page > pages:
        raise Problem("invalid-parameter", f"There is no page {page}.", hint=f"1 to {pages}.")
    shown = found[(page - 1) * SIZE : page * SIZE]
    entries = [portrait.entry(making.publication, making.view, iri) for iri in shown]
    groups: list[tuple[tuple[Part, ...], list[portrait.Entry]]] = []
    for each in entries:
        title = _heading(dossier, each)
        if not groups or groups[-1][0] != title:
            groups.append((title, []))
        groups[-1][1].append(each)
    made = [Group(title, dossier.said(each)) for title, each in groups]
    return Reading(made, len(found), pages)


def positions(nodes: Nodes, source: str) -> list[str]:
    """The statements of a source, as they follow each other in it."""
    places: dict[str, tuple[object, ...]] = {}
    for row in nodes.select("positions", source=source):
        statement = row["statement"].value
        page, paragraph, start = (_number(row[name]) for name in ("page", "paragraph", "start"))
        locator = row["locator"].value if row["locator"] is not None else ""
        place = (page, start, _natural(locator), paragraph)
        places[statement] = min(place, places.get(statement, place))
    return sorted(places, key=lambda iri: (places[iri], _natural(iri)))


def _number(term: object) -> int:
    text = term.value if isinstance(term, ox.Literal) else ""
    return int(text) if text.isdigit() else 1 << 30


def _natural(text: str) -> tuple[tuple[int, str], ...]:
    """Sorts numbers in a text as numbers: ``artikel 4`` before ``artikel 10``."""
    return tuple((int(each or 0), word) for word, each in re.findall(r"(\D*)(\d*)", text))


def _heading(dossier: Dossier, entry: portrait.Entry) -> tuple[Part, ...]:
    """The page and section that a statement stands in."""
    place = next(iter(entry.places), None)
    if place is None:
        return ()
    naming = dossier.naming
    section = naming.text(place.section)
    word = "Page" if naming.language == "en" else "Pagina"
    page = f"{word} {place.page}" + (" ·" if section else "") if place.page else ""
    return tuple(part for part in (Part(page), section) if part and part.text)
