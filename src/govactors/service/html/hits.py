"""What is found, as a page, as JSON, and while a reader is still typing."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from govactors.search import FACETS, Hit, Results, Search, Value
from govactors.service import asks
from govactors.service.html import pages
from govactors.service.html.naming import Part
from govactors.service.links import Links
from govactors.service.makings import JSON, Made, Making
from govactors.service.rest.lists import SIZE

KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "Organisation": ("organisatie", "organisation"),
        "Unit": ("onderdeel", "unit"),
        "Partnership": ("samenwerkingsverband", "partnership"),
        "Office": ("functie", "office"),
        "ActorGroup": ("groep", "group"),
        "Task": ("taak", "task"),
        "Phenomenon": ("fenomeen", "phenomenon"),
        "Article": ("artikel van een wet", "article of law"),
        "Law": ("wet of regeling", "law"),
        "Place": ("plaats", "place"),
        "Source": ("bron", "source"),
        "Concept": ("begrip", "concept"),
        "Term": ("woord van het model", "term of the model"),
        "Question": ("vraag", "question"),
    }
)
"""What the kinds of things are called, in Dutch and English."""

TITLES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "kind": ("Soort", "Kind"),
        "phenomenon": ("Fenomeen", "Phenomenon"),
        "responsibility": ("Verantwoordelijkheid", "Responsibility"),
        "ministry": ("Ministerie", "Ministry"),
        "period": ("Jaar van de bron", "Year of the source"),
    }
)
"""What the facets are called."""

ON_PAGE = 20
"""Hits on a page for people."""

SUGGESTED = 8
"""Suggestions at most."""

_SHOWN = 220

Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class HitView:
    """A hit as the page shows it; ``found`` is the text it was found by, in marked pieces."""

    href: str
    name: Part
    marked: tuple[tuple[str, bool], ...]
    kind: str
    abbreviation: str
    definition: Part | None
    found: tuple[tuple[str, bool], ...]
    found_in: str
    formerly: str
    mentions: Part | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to narrow by; ``href`` chooses it, or gives it up where it is chosen."""

    name: Part
    count: int
    href: str
    chosen: bool


def page(making: Making) -> Made:
    """The page with the form and what was found: ``/zoek``."""
    text = _value(making, "q")
    found: Results | None = None
    groups: list[tuple[str, list[Choice]]] = []
    views: list[HitView] = []
    if text.strip():
        found = _found(making, text, ON_PAGE)
        views = [_view(making, hit, text) for hit in found.hits]
        groups = [
            (TITLES[f.name][_at(making)], _choices(making, f.name, f.values)) for f in found.facets
        ]
    return making.html(
        "zoek.html",
        "/zoek",
        q=text,
        found=found,
        hits=views,
        groups=[(title, choices) for title, choices in groups if choices],
        pages=max(1, -(-found.total // ON_PAGE)) if found else 1,
        first=(making.ask.page - 1) * ON_PAGE + 1,
        state=Links(making.publication.addresses, (*making.ask.kept, *making.ask.values)),
    )


def found(making: Making) -> Made:
    """A page of hits as JSON: ``/v1/search``."""
    size = int(_value(making, "pageSize") or SIZE)
    results = _found(making, _value(making, "q"), size)
    made = {
        "page": making.ask.page,
        "pageSize": size,
        "total": results.total,
        "asOf": None if making.ask.as_of in ("", asks.ANY) else making.ask.as_of,
        "complete": results.complete,
        "items": [_item(making, hit) for hit in results.hits],
        "facets": [
            {
                "name": facet.name,
                "values": [
                    {"value": v.value, "label": _texts(facet.name, v), "count": v.count}
                    for v in facet.values
                ],
            }
            for facet in results.facets
        ],
    }
    return Made(pages.as_json(made), JSON)


def suggested(making: Making) -> Made:
    """The names that what was typed may become: ``/v1/suggest``."""
    text = _value(making, "q")
    most = int(_value(making, "limit") or SUGGESTED)
    listed = Search.of(making.view).suggest(text, language=_value(making, "language"), limit=most)
    items = [
        {
            "id": each.iri,
            "text": each.text,
            "language": each.language or None,
            "label": dict(each.labels),
            "kind": each.kind,
            "former": each.formerly,
            "document": _document(making, each.iri),
        }
        for each in listed
    ]
    return Made(pages.as_json({"q": text, "items": items}), JSON)


def _found(making: Making, text: str, size: int) -> Results:
    chosen = {name: _value(making, name) for name in FACETS if _value(making, name)}
    return Search.of(making.view).find(
        text,
        narrow=chosen,
        language=_value(making, "language"),
        limit=size,
        offset=(making.ask.page - 1) * size,
    )


def _item(making: Making, hit: Hit) -> Item:
    return {
        "id": hit.iri,
        "reference": hit.iri.rpartition("/")[2].rpartition("#")[2],
        "label": dict(hit.labels),
        "document": _document(making, hit.iri),
        "kind": hit.kind,
        "abbreviation": hit.abbreviation or None,
        "definition": dict(hit.definitions),
        "score": hit.score,
        "match": {"text": hit.text, "language": hit.language or None, "role": hit.role},
        "formerly": hit.formerly or None,
        "mentions": hit.mentions or None,
    }


def _document(making: Making, iri: str) -> str | None:
    path = making.links.path(iri).partition("?")[0]
    return making.publication.addresses.base + path[1:] if path else None


def _view(making: Making, hit: Hit, asked: str) -> HitView:
    naming, search = making.naming, Search.of(making.view)
    name = naming.text(hit.labels) or Part(making.publication.addresses.shorten(hit.iri))
    definition = naming.text(hit.definitions)
    if definition and len(definition.text) > _SHOWN:
        short = definition.text[:_SHOWN].rpartition(" ")[0]
        definition = Part(f"{short} …", definition.language)
    elsewhere = (
        not hit.mentions and not hit.formerly and hit.text not in (name.text, hit.abbreviation)
    )
    shown = elsewhere and hit.role not in ("definition", "keyword")
    other = search.entry(hit.mentions) if hit.mentions else None
    own = "" if hit.language in ("", making.ask.language) else hit.language
    return HitView(
        making.links.to(hit.iri),
        name,
        search.marked(name.text, asked),
        KINDS[hit.kind][_at(making)],
        hit.abbreviation,
        definition,
        search.marked(hit.text, asked) if shown else (),
        own,
        hit.formerly,
        naming.text(other.labels) if other else None,
    )


def _choices(making: Making, name: str, values: tuple[Value, ...]) -> list[Choice]:
    chosen = _value(making, name)
    return [
        Choice(
            _called(making, name, value),
            value.count,
            _narrowed(making, name, "" if value.value == chosen else value.value),
            value.value == chosen,
        )
        for value in values
    ]


def _called(making: Making, name: str, value: Value) -> Part:
    if name == "kind":
        return Part(KINDS[value.value][_at(making)])
    return making.naming.text(value.labels) or Part(value.value)


def _texts(name: str, value: Value) -> dict[str, str]:
    if name == "kind":
        return dict(zip(("nl", "en"), KINDS[value.value], strict=True))
    return dict(value.labels)


def _narrowed(making: Making, name: str, value: str) -> str:
    kept = [pair for pair in making.ask.values if pair[0] != name and pair[1]]
    return making.links.here("/zoek", *kept, (name, value))


def _at(making: Making) -> int:
    return int(making.ask.language == "en")


def _value(making: Making, name: str) -> str:
    return dict(making.ask.values).get(name, "")
