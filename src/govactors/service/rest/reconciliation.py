"""Reconciliation: names in somebody's table become things, and columns their properties.

The operations of the Reconciliation Service API 0.2, as OpenRefine and others use it. Identifiers
are what follows ``/id/`` in the address of a thing: ``organisatie/ind``.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any, cast

import pyoxigraph as ox

from govactors.nodes import Nodes
from govactors.problems import Problem
from govactors.search import LONGEST, Search
from govactors.service.html import pages
from govactors.service.makings import JSON, Made, Making
from govactors.service.rest import candidates
from govactors.service.rest.candidates import PROPERTIES, TYPES, Candidate
from govactors.service.serialisation import HTML
from govactors.terms import VOCABULARY

QUERIES = 100
"""Queries that a batch may have."""

ROWS = 1000
"""Things that may be extended at once."""

_FOUND, _MOST = 5, 50

Item = dict[str, Any]


class Reconciliation:
    """Answers one request, in the language of whoever asks."""

    def __init__(self, making: Making) -> None:
        self._making = making
        self._search = Search.of(making.view)
        self._nodes = Nodes.of(making.view)
        self._root = making.publication.addresses.base + "id/"
        self._at = int(making.ask.language == "en")

    def manifest(self) -> Item:
        """What this service is, and where its parts are."""
        address = self._value("address").rstrip("/")
        below = address + "/reconcile/"
        suggest = {
            name: {"service_url": address, "service_path": f"/reconcile/suggest/{name}"}
            for name in ("entity", "type", "property")
        }
        suggest["entity"]["flyout_service_url"] = address
        suggest["entity"]["flyout_service_path"] = "/reconcile/flyout?id=${id}"
        propose = {"service_url": address, "service_path": "/reconcile/extend/propose"}
        return {
            "versions": ["0.2"],
            "name": ("govactors: wie doet wat", "govactors: who does what")[self._at],
            "identifierSpace": self._root,
            "schemaSpace": VOCABULARY,
            "serviceVersion": self._making.publication.release.version,
            "defaultTypes": [_named(TYPES, each, self._at) for each in TYPES],
            "view": {"url": below + "view?id={{id}}"},
            "preview": {"url": below + "preview?id={{id}}", "width": 430, "height": 300},
            "suggest": suggest,
            "extend": {"propose_properties": propose, "property_settings": []},
        }

    def queries(self) -> Item:
        """Candidates for each query of a batch."""
        asked = _object(self._value("queries"), "queries")
        if len(asked) > QUERIES:
            raise Problem("size-limit", f"A batch may have {QUERIES} queries, not {len(asked)}.")
        return {name: {"result": self._result(name, each)} for name, each in asked.items()}

    def extension(self) -> Item:
        """Values of properties of things."""
        asked = _object(self._value("extend"), "extend")
        ids, wanted = asked.get("ids"), asked.get("properties")
        if not (isinstance(ids, list) and isinstance(wanted, list) and len(wanted) <= 50):
            raise Problem("invalid-parameter", "extend has a list of ids and one of properties.")
        if len(ids) > ROWS:
            raise Problem("size-limit", f"{ROWS} things may be extended at once, not {len(ids)}.")
        names = [str(each.get("id")) if isinstance(each, dict) else "" for each in wanted]
        for name in names:
            if name not in PROPERTIES:
                detail = f"extend: there is no property {name!r}."
                raise Problem("invalid-parameter", detail, hint=f"{', '.join(PROPERTIES)}.")
        rows = {str(each): {n: self._cells(str(each), n) for n in names} for each in ids}
        return {"meta": [_named(PROPERTIES, name, self._at) for name in names], "rows": rows}

    def proposal(self) -> Item:
        """The properties that things may be extended with."""
        listed = [_named(PROPERTIES, name, self._at) for name in PROPERTIES]
        most = self._limit(_MOST)
        return {"type": self._value("type"), "limit": most, "properties": listed[:most]}

    def entities(self) -> Item:
        """Things whose names begin with what is typed."""
        prefix = self._value("prefix")
        found = self._search.suggest(prefix, limit=_MOST) if prefix.strip() else ()
        listed = [
            {**self._thing(each.iri), "notable": [kind["id"] for kind in self._types(each.kind)]}
            for each in found
            if each.kind not in ("Term", "Question")
        ]
        return {"result": listed[: self._limit(10)]}

    def types(self) -> Item:
        """Types with what is typed in their names."""
        return self._holding([_named(TYPES, name, self._at) for name in TYPES])

    def properties(self) -> Item:
        """Properties with what is typed in their names."""
        return self._holding([_named(PROPERTIES, name, self._at) for name in PROPERTIES])

    def flyout(self) -> Item:
        """A few words about a thing, as HTML in JSON."""
        return {"id": self._value("id"), "html": self._page("flyout.html")}

    def preview(self) -> str:
        """A small page about a thing."""
        return self._page("preview.html")

    def _result(self, name: str, query: Any) -> list[Item]:
        if not isinstance(query, dict):
            raise Problem("invalid-parameter", f"queries: {name!r} is not an object.")
        text, types = query.get("query", ""), query.get("type") or []
        types = [types] if isinstance(types, str) else types
        given = query.get("properties") or []
        whole = isinstance(text, str) and isinstance(types, list) and isinstance(given, list)
        if not whole or len(text) > LONGEST:
            detail = f"queries: {name!r} has no query of up to {LONGEST} characters."
            raise Problem("invalid-parameter", detail)
        pairs = [
            (str(each.get("pid")), candidates.texts(each.get("v")))
            for each in given
            if isinstance(each, dict)
        ]
        limit = query.get("limit") or _FOUND
        most = min(limit, _MOST) if isinstance(limit, int) and limit > 0 else _FOUND
        found = candidates.candidates(self._nodes, self._search, text, map(str, types), pairs)
        return [self._candidate(each) for each in found[:most]]

    def _candidate(self, each: Candidate) -> Item:
        features: list[Item] = [{"id": "name", "value": each.name}]
        if each.properties is not None:
            features.append({"id": "properties", "value": each.properties})
        return {
            **self._thing(each.iri),
            "score": each.score,
            "match": each.certain,
            "type": self._types(each.kind),
            "features": features,
        }

    def _thing(self, iri: str) -> Item:
        """Identifier, name and, where there is one, definition."""
        entry, naming = self._search.entry(iri), self._making.naming
        name = naming.text(entry.labels) if entry else None
        made = {"id": iri.removeprefix(self._root), "name": name.text if name else iri}
        definition = naming.text(entry.definitions) if entry else None
        return made | ({"description": definition.text} if definition else {})

    def _types(self, kind: str) -> list[Item]:
        return [
            _named(TYPES, name, self._at)
            for name in reversed(list(TYPES))
            if kind in TYPES[name][0]
        ]

    def _cells(self, identifier: str, name: str) -> list[Item]:
        """The values of a property; texts only in the language asked for, if they are in it."""
        iri = self._iri(identifier)
        known = self._search.entry(iri) is not None
        found = candidates.values(self._nodes, iri, name) if known else []
        cells: list[Item] = []
        for value in self._making.naming.wanted(found):
            if isinstance(value, ox.NamedNode) and self._search.entry(value.value):
                thing = self._thing(value.value)
                cells.append({"id": thing["id"], "name": thing["name"]})
            elif isinstance(value, ox.NamedNode | ox.Literal):
                cells.append({"str": value.value})
        return cells

    def _iri(self, identifier: str) -> str:
        return identifier if identifier.startswith(self._root) else self._root + identifier

    def _holding(self, named: list[Item]) -> Item:
        typed = self._value("prefix").casefold()
        found = [e for e in named if typed in e["name"].casefold() or typed in e["id"].casefold()]
        return {"result": found[: self._limit(_MOST)]}

    def _page(self, template: str) -> str:
        entry = self._search.entry(self._iri(self._value("id")))
        if entry is None:
            raise Problem("not-found", f"There is no {self._value('id')!r} here.")
        naming = self._making.naming
        return self._making.page(
            template,
            "/reconcile/preview",
            name=naming.text(entry.labels),
            abbreviation=entry.abbreviation,
            definition=naming.text(entry.definitions),
            kinds=[each["name"] for each in self._types(entry.kind)],
            href=self._making.links.to(self._iri(self._value("id"))),
        ).decode()

    def _limit(self, most: int) -> int:
        text = self._value("limit")
        return min(int(text), _MOST) if text.isdecimal() and len(text) < 5 else most

    def _value(self, name: str) -> str:
        return dict(self._making.ask.values).get(name, "")


def reconciled(making: Making) -> Made:
    """The answer to a request; its operation stands in the place of a reference."""
    operation = cast(
        Callable[[], Item | str], getattr(Reconciliation(making), making.ask.reference)
    )
    made = operation()
    return Made(made.encode(), HTML) if isinstance(made, str) else Made(pages.as_json(made), JSON)


def _named(known: Mapping[str, tuple[Any, str, str]], name: str, at: int) -> Item:
    return {"id": name, "name": known[name][1 + at]}


def _object(text: str, name: str) -> Item:
    """A parameter that holds a JSON object."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Problem("invalid-parameter", f"{name} is not JSON: {error}.") from error
    if not isinstance(found, dict):
        raise Problem("invalid-parameter", f"{name} is JSON, but not an object.")
    return found
