"""Things as plain JSON for the REST face: filtered, paged, without RDF to know."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from weakref import WeakKeyDictionary

import pyoxigraph as ox

from govactors import model, nodes
from govactors.labels import folded
from govactors.model import Thing
from govactors.nodes import Nodes
from govactors.problems import Problem
from govactors.publication import Publication
from govactors.service import pages
from govactors.service.makings import JSON, Made, Making
from govactors.terms import VOCABULARY, ga

SIZE = 50
"""Items on a page, without a wish."""

MOST = 200
"""Items on a page at most."""

Item = dict[str, Any]

_HIDDEN = ("source", "passage", "countsOn", "responsibility", "certainty")
_ROLES = ("actor", "member", "subordinate", "superior", "sender", "receiver", "with", "part")


class Statements:
    """Which statements name which things, by property."""

    def __init__(self, view: Publication) -> None:
        self.said: dict[str, dict[str, set[str]]] = {}
        for row in Nodes.of(view).select("statements"):
            values = self.said.setdefault(row["statement"].value, {})
            values.setdefault(row["property"].value, set()).add(row["value"].value)

    @classmethod
    def of(cls, view: Publication) -> "Statements":
        """Those of a publication, read once."""
        if view not in _KNOWN:
            _KNOWN[view] = cls(view)
        return _KNOWN[view]

    def naming(self, *iris: str) -> list[str]:
        """The statements that name all these things."""
        return [
            each
            for each, said in sorted(self.said.items())
            if all(any(iri in values for values in said.values()) for iri in iris)
        ]

    def ends(self, start: str, wanted: str, value: str) -> set[str]:
        """What stands under ``wanted`` where ``value`` stands under ``start``, by local names."""
        found: set[str] = set()
        for said in self.said.values():
            if value in said.get(ga(start), ()):
                found |= said.get(ga(wanted), set())
        return found


def actors(making: Making) -> Made:
    """Actors, by ``name``, ``kind``, ``task``, ``phenomenon`` and ``partner``."""
    view, said = making.view, Statements.of(making.view)
    found = [each for each in model.actors(view) if _named(each, making, "name")]
    kind = _value(making, "kind")
    if kind:
        found = [each for each in found if each.kind == kind]
    if task := _thing(making, "task", "taak"):
        found = _among(found, said.ends("task", "actor", task))
    if phenomenon := _thing(making, "phenomenon", "begrip"):
        tasks_ = [t.iri for t in model.tasks(view) if phenomenon in t.concerns]
        found = _among(found, set().union(*(said.ends("task", "actor", t) for t in tasks_)))
    if partner := _thing(making, "partner", "organisatie"):
        reader = Nodes.of(view)
        partners = {*reader[partner].nodes(ga("cooperatesWith"))}
        partners |= {a.iri for a in found if partner in reader[a.iri].nodes(ga("cooperatesWith"))}
        found = _among(found, partners)
    return _answer(making, found, lambda each: _actor(making, each))


def tasks(making: Making) -> Made:
    """Tasks, by ``name``, ``phenomenon`` and ``actor``."""
    view = making.view
    found = [each for each in model.tasks(view) if _named(each, making, "name")]
    if phenomenon := _thing(making, "phenomenon", "begrip"):
        found = [each for each in found if phenomenon in each.concerns]
    if actor := _thing(making, "actor", "organisatie"):
        found = _among(found, Statements.of(view).ends("actor", "task", actor))
    return _answer(making, found, lambda each: _task(making, each))


def sources(making: Making) -> Made:
    """Sources, by ``name``."""
    wanted = folded(_value(making, "name"))
    found = [each for each in model.sources(making.view) if wanted in folded(each.title)]
    return _answer(making, found, lambda each: _source(making, each.iri))


def statements(making: Making) -> Made:
    """Statements, by ``kind``, ``actor``, ``partner``, ``task``, ``phenomenon`` and ``source``."""
    said = Statements.of(making.view)
    concepts = {
        "actor": "organisatie",
        "partner": "organisatie",
        "task": "taak",
        "phenomenon": "begrip",
        "source": "bron",
    }
    named = [_thing(making, name, concept) for name, concept in concepts.items()]
    found = said.naming(*(iri for iri in named if iri))
    if kind := _value(making, "kind"):
        reader = Nodes.of(making.view)
        found = [iri for iri in found if ga(kind) in reader[iri].kinds]
    return _answer(making, found, lambda iri: _statement(making, iri))


def read_ahead() -> None:
    """Opens what lists need."""
    nodes.text("statements")
    for name in ("actors", "tasks", "sources"):
        model.query(name)


def _answer(making: Making, found: Iterable[Any], item: Callable[[Any], Item]) -> Made:
    """A page of items, or the one item asked for."""
    listed = list(found)
    if making.ask.reference:
        ends = f"/{making.ask.reference}"
        one = [
            each for each in listed if (each if isinstance(each, str) else each.iri).endswith(ends)
        ]
        if len(one) != 1:
            raise Problem("not-found", f"There is no {making.ask.what[:-1]} of that reference.")
        return Made(pages.as_json(item(one[0])), JSON)
    size, number = int(_value(making, "pageSize") or SIZE), making.ask.page
    shown = listed[(number - 1) * size : number * size]
    made = {
        "page": number,
        "pageSize": size,
        "total": len(listed),
        "asOf": making.ask.as_of or None,
        "items": [item(each) for each in shown],
    }
    return Made(pages.as_json(made), JSON)


def _actor(making: Making, actor: model.Actor) -> Item:
    said = Nodes.of(making.view)[actor.iri]
    shortcuts = ("leads", "hasTask", "cooperatesWith", "worksUnderAuthorityOf", "memberOf")
    more = {name: [_brief(making, iri) for iri in said.nodes(ga(name))] for name in shortcuts}
    if not making.ask.reference:
        more = {}
    return {
        **_head(making, actor),
        "kind": actor.kind,
        "abbreviation": actor.abbreviation,
        "names": sorted(actor.names),
        **more,
    }


def _task(making: Making, task: model.Task) -> Item:
    made = {**_head(making, task), "concerns": [_brief(making, iri) for iri in task.concerns]}
    if making.ask.reference:
        actors_ = Statements.of(making.view).ends("task", "actor", task.iri)
        made["actors"] = [_brief(making, iri) for iri in sorted(actors_)]
    return made


def _source(making: Making, iri: str) -> Item:
    node = Nodes.of(making.view)[iri]
    simple = ("identifier", "issued")
    terms = "http://purl.org/dc/terms/"
    return {
        **_brief(making, iri),
        **{name: node.text(terms + name) or None for name in simple},
        "page": next(iter(node.nodes("http://xmlns.com/foaf/0.1/page")), None),
    }


def _statement(making: Making, iri: str) -> Item:
    reader = Nodes.of(making.view)
    node = reader[iri]
    roles: dict[str, Any] = {}
    for name, values in node.said.items():
        local = name.removeprefix(VOCABULARY)
        if name.startswith(VOCABULARY) and local not in _HIDDEN:
            roles[local] = [_plain(making, value) for value in values]
    return {
        "id": iri,
        "reference": iri.rpartition("/")[2],
        "document": making.publication.addresses.base + making.links.path(iri)[1:],
        "kind": next((k.removeprefix(VOCABULARY) for k in node.kinds), None),
        "certainty": _notation(reader, node.nodes(ga("certainty"))),
        "responsibility": _notation(reader, node.nodes(ga("responsibility"))),
        "roles": dict(sorted(roles.items())),
        "source": next((_brief(making, each) for each in node.nodes(ga("source"))), None),
        "passages": [_passage(reader, each) for each in node.nodes(ga("passage"))],
    }


def _passage(reader: Nodes, iri: str) -> Item:
    node = reader[iri]
    number = {name: node.text(ga(name)) for name in ("page", "paragraph")}
    return {
        "id": iri,
        **{name: int(text) if text.isdigit() else None for name, text in number.items()},
        "section": node.texts(ga("section")) or None,
        "locator": node.texts(ga("locator")) or None,
    }


def _head(making: Making, thing: Thing) -> Item:
    return _brief(making, thing.iri) | {"label": dict(thing.labels)}


def _brief(making: Making, iri: str) -> Item:
    path = making.links.path(iri)
    return {
        "id": iri,
        "reference": iri.rpartition("/")[2],
        "label": Nodes.of(making.view)[iri].labels,
        "document": making.publication.addresses.base + path.partition("?")[0][1:]
        if path
        else None,
    }


def _plain(making: Making, value: Any) -> Any:
    if isinstance(value, ox.NamedNode):
        return _brief(making, value.value)
    language = {"language": value.language} if value.language else {}
    return {"value": value.value, **language}


def _notation(reader: Nodes, iris: Iterable[str]) -> str | None:
    skos = "http://www.w3.org/2004/02/skos/core#notation"
    return next((reader[iri].text(skos) or None for iri in iris), None)


def _value(making: Making, name: str) -> str:
    return dict(making.ask.values).get(name, "")


def _named(thing: Thing, making: Making, name: str) -> bool:
    wanted = folded(_value(making, name))
    texts = {*thing.names, *thing.labels.values(), thing.reference}
    return not wanted or any(wanted in folded(text) for text in texts)


def _among(things: Iterable[Any], iris: set[str]) -> list[Any]:
    return [each for each in things if each.iri in iris]


def _thing(making: Making, name: str, concept: str) -> str:
    """The thing that a filter names: by address, reference or name; raises :class:`Problem`."""
    text = _value(making, name)
    if not text:
        return ""
    reader = Nodes.of(making.publication)
    names: Mapping[str, str] = making.publication.addresses.prefixes
    folders = [concept] if concept != "organisatie" else [concept, "groep", "functie"]
    tried = [names[folder] + text for folder in folders if text.replace("-", "").isalnum()]
    tried += [text] if text.startswith(making.publication.addresses.base) else []
    for iri in tried:
        if not set(iri) & set('<>"{}|^`\\ ') and reader[iri].triples:
            return iri
    found = making.publication.labels.things(text)
    if len(found) == 1:
        return found[0]
    near = [each.label.iri.rpartition("/")[2] for each in making.publication.labels.near(text)]
    hint = f"Did you mean: {', '.join(near)}?" if near else ""
    raise Problem("invalid-parameter", f"{name}: {text!r} is not one thing.", hint=hint)


_KNOWN: "WeakKeyDictionary[Publication, Statements]" = WeakKeyDictionary()
