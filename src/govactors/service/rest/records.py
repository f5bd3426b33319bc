"""One thing as plain JSON, and the index of statements that filters look in."""

from collections.abc import Container, Iterable
from typing import Any
from weakref import WeakKeyDictionary

import pyoxigraph as ox

from govactors import model, moments
from govactors.model import Thing
from govactors.nodes import Node, Nodes
from govactors.publication import Publication
from govactors.service.makings import Making
from govactors.terms import DCTERMS, FOAF, SKOS, VOCABULARY, ga

Item = dict[str, Any]

_HIDDEN = ("source", "passage", "countsOn", "responsibility", "certainty")


class Statements:
    """Which statements name which things, by property."""

    def __init__(self, view: Publication, out: Container[str]) -> None:
        self.said: dict[str, dict[str, set[str]]] = {}
        self._named: dict[str, set[str]] = {}
        for row in Nodes.of(view).select("statements"):
            if row["statement"].value in out:
                continue
            values = self.said.setdefault(row["statement"].value, {})
            values.setdefault(row["property"].value, set()).add(row["value"].value)
            self._named.setdefault(row["value"].value, set()).add(row["statement"].value)

    @classmethod
    def of(cls, contents: Publication) -> "Statements":
        """All those of a publication, read once."""
        if contents not in _EVERY:
            _EVERY[contents] = cls(contents, ())
        return _EVERY[contents]

    @classmethod
    def of_day(cls, making: Making) -> "Statements":
        """Those that hold or may hold on the day asked for."""
        if making.whenever:
            return cls.of(making.publication)
        view = making.view
        if view not in _OF_A_DAY:
            _OF_A_DAY[view] = cls(view, moments.not_held(view, moments.day(making.day)))
        return _OF_A_DAY[view]

    def naming(self, *iris: str) -> list[str]:
        """The statements that name all these things."""
        if not iris:
            return sorted(self.said)
        return sorted(set.intersection(*(self._named.get(iri, set()) for iri in iris)))

    def ends(self, start: str, wanted: str, value: str) -> set[str]:
        """What stands under ``wanted`` where ``value`` stands under ``start``, by local names."""
        found: set[str] = set()
        for said in self.said.values():
            if value in said.get(ga(start), ()):
                found |= said.get(ga(wanted), set())
        return found


def actor(making: Making, actor: model.Actor) -> Item:
    """An actor; with what follows for it where it is the one asked for."""
    said = making.nodes[actor.iri]
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


def task(making: Making, task: model.Task) -> Item:
    """A task; with its actors where it is the one asked for."""
    made = {**_head(making, task), "concerns": [_brief(making, iri) for iri in task.concerns]}
    if making.ask.reference:
        actors_ = Statements.of_day(making).ends("task", "actor", task.iri)
        made["actors"] = [_brief(making, iri) for iri in sorted(actors_)]
    return made


def source(making: Making, iri: str) -> Item:
    """A source."""
    node = making.nodes[iri]
    simple = ("identifier", "issued")
    return {
        **_brief(making, iri),
        **{name: node.text(DCTERMS + name) or None for name in simple},
        "page": next(iter(node.nodes(FOAF + "page")), None),
    }


def statement(making: Making, iri: str) -> Item:
    """A statement: its kind, what it says in roles, and where its source says so."""
    reader = making.nodes
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
        "holds": _holds(making, node),
        "roles": dict(sorted(roles.items())),
        "source": next((_brief(making, each) for each in node.nodes(ga("source"))), None),
        "passages": [_passage(reader, each) for each in node.nodes(ga("passage"))],
    }


def _holds(making: Making, node: Node) -> str | None:
    """Whether a statement holds on the day asked for; nothing without a day."""
    holds = None if making.whenever else node.holds(moments.day(making.day))
    return holds.value if holds else None


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
        "label": making.nodes[iri].labels,
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
    return next((reader[iri].text(SKOS + "notation") or None for iri in iris), None)


_OF_A_DAY: "WeakKeyDictionary[Publication, Statements]" = WeakKeyDictionary()
_EVERY: "WeakKeyDictionary[Publication, Statements]" = WeakKeyDictionary()
