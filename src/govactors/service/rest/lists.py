"""Things as plain JSON for the REST face: filtered, paged, without RDF to know."""

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any

from govactors import descriptions, nodes
from govactors.labels import folded
from govactors.nodes import Nodes
from govactors.problems import Problem
from govactors.service.html import pages
from govactors.service.makings import JSON, Made, Making
from govactors.service.rest import records
from govactors.service.rest.records import Statements
from govactors.terms import ga
from govactors.things import Thing

SIZE = 50
"""Items on a page, without a wish."""

MOST = 200
"""Items on a page at most."""

Item = dict[str, Any]

_HIDDEN = ("source", "passage", "countsOn", "responsibility", "certainty")


def actors(making: Making) -> Made:
    """Actors, by ``name``, ``kind``, ``task``, ``phenomenon`` and ``partner``."""
    view, said = making.view, Statements.of_day(making)
    found = [each for each in view.actors if _named(each, making, "name")]
    kind = _value(making, "kind")
    if kind:
        found = [each for each in found if each.kind == kind]
    if task := _thing(making, "task", "taak"):
        found = _among(found, said.ends("task", "actor", task))
    if phenomenon := _thing(making, "phenomenon", "begrip"):
        tasks_ = [t.iri for t in view.tasks if phenomenon in t.concerns]
        found = _among(found, set().union(*(said.ends("task", "actor", t) for t in tasks_)))
    if partner := _thing(making, "partner", "organisatie"):
        reader = Nodes.of(view)
        partners = {*reader[partner].nodes(ga("cooperatesWith"))}
        partners |= {a.iri for a in found if partner in reader[a.iri].nodes(ga("cooperatesWith"))}
        found = _among(found, partners)
    return _answer(making, found, lambda each: records.actor(making, each))


def tasks(making: Making) -> Made:
    """Tasks, by ``name``, ``phenomenon`` and ``actor``."""
    view = making.view
    found = [each for each in view.tasks if _named(each, making, "name")]
    if phenomenon := _thing(making, "phenomenon", "begrip"):
        found = [each for each in found if phenomenon in each.concerns]
    if actor := _thing(making, "actor", "organisatie"):
        found = _among(found, Statements.of(view).ends("actor", "task", actor))
    return _answer(making, found, lambda each: records.task(making, each))


def sources(making: Making) -> Made:
    """Sources, by ``name``."""
    wanted = folded(_value(making, "name"))
    found = [each for each in making.view.sources if wanted in folded(each.title)]
    return _answer(making, found, lambda each: records.source(making, each.iri))


def statements(making: Making) -> Made:
    """Statements, by ``kind``, ``actor``, ``partner``, ``task``, ``phenomenon`` and ``source``."""
    one = bool(making.ask.reference)  # it is told on any day
    said = Statements.of(making.publication) if one else Statements.of_day(making)
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
        reader = making.nodes
        found = [iri for iri in found if ga(kind) in reader[iri].kinds]
    return _answer(making, found, lambda iri: records.statement(making, iri))


def read_ahead() -> None:
    """Opens what lists need."""
    import_module("govactors.registry")
    nodes.text("statements")
    descriptions.members()


def _answer(making: Making, found: Iterable[Any], item: Callable[[Any], Item]) -> Made:
    """A page of items, or the one item asked for."""
    listed, day = list(found), None if making.whenever else making.day
    if making.ask.reference:
        ends = f"/{making.ask.reference}"
        one = [
            each for each in listed if (each if isinstance(each, str) else each.iri).endswith(ends)
        ]
        if len(one) != 1:
            raise Problem("not-found", f"There is no {making.ask.what[:-1]} of that reference.")
        return Made(pages.as_json(item(one[0]) | {"asOf": day}), JSON)
    size, number = int(_value(making, "pageSize") or SIZE), making.ask.page
    shown = listed[(number - 1) * size : number * size]
    made = {
        "page": number,
        "pageSize": size,
        "total": len(listed),
        "asOf": day,
        "items": [item(each) for each in shown],
    }
    return Made(pages.as_json(made), JSON)


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
