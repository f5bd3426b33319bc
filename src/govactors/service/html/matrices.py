"""Who does what about something: tasks, and who has which part in each."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from govactors.nodes import Nodes
from govactors.pictures import hatching
from govactors.service.html import pages
from govactors.service.html.figures import figure
from govactors.service.html.naming import Part, Shown
from govactors.service.html.subjects import subject
from govactors.service.makings import JSON, Made, Making
from govactors.service.rest.records import Statements
from govactors.service.serialisation import HTML
from govactors.terms import PREFIXES, SKOS, ga

CSV = "text/csv"
PATH = "/wie-doet-wat"

PARTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "lead": ("leidt", "leads"),
        "execute": ("voert uit", "carries out"),
        "coordinate": ("coördineert", "coordinates"),
        "contribute": ("draagt bij", "contributes"),
        "support": ("ondersteunt", "supports"),
        "advise": ("adviseert", "advises"),
        "signal": ("signaleert", "signals"),
        "oversee": ("ziet toe", "oversees"),
    }
)
"""By notation of a responsibility: in Dutch and in English; its letter is that of pictures."""

COLUMNS = (("lead",), ("execute",), ("coordinate", "contribute", "support"), ("advise", "signal"))
_ABOUT = ("task", "concerns", "legalBasis", "actor")
_PARTS = (ga("concerns"), SKOS + "broader", PREFIXES["eli"] + "is_part_of")
_OVERSEE = ("oversee",)
_MOST = 30
"""Actors up to which the table of tasks and actors is drawn."""


@dataclass(frozen=True, slots=True)
class Line:
    """One assignment: who, what, in which part, and by which statement."""

    task: str
    actor: str
    part: str
    certainty: str
    statement: str


@dataclass(frozen=True, slots=True)
class Held:
    """An actor in a cell; ``href`` leads to the statement, ``doubt`` says it is not explicit."""

    actor: Shown
    href: str
    doubt: bool
    part: str


def matrix(making: Making) -> Made:
    """Who does what about a phenomenon, a task, an act or an actor; of everything without one."""
    text = dict(making.ask.values).get("over", "")
    about = subject(making, text) if text else ""
    lines = sorted(_lines(making, about), key=lambda each: (each.task, each.actor, each.part))
    if making.media_type != HTML:
        return _data(making, lines)
    naming = making.naming
    tasks = sorted({each.task for each in lines}, key=lambda iri: naming.node(iri).text.casefold())
    actors = sorted({e.actor for e in lines}, key=lambda iri: naming.node(iri).text.casefold())
    columns = [*COLUMNS, _OVERSEE]
    heads = [" · ".join(_part(making, name) for name in column) for column in columns]
    rows = [
        (naming.node(task), [_cell(making, lines, task, column) for column in columns])
        for task in tasks
    ]
    crossed = _crossed(making, lines, tasks, actors) if about and len(actors) <= _MOST else []
    return making.html(
        "wie-doet-wat.html",
        PATH,
        about=naming.node(about) if about else None,
        text=text,
        heads=heads,
        rows=rows,
        actors=[(naming.node(iri), _short(making, iri)) for iri in actors],
        crossed=crossed,
        drawn=figure(making, "matrix", about) if crossed else None,
        letters=[
            (hatching.letter(code, making.ask.language), nl, en) for code, (nl, en) in PARTS.items()
        ],
        choices=_choices(making),
        query=making.links.here("", *making.ask.values).lstrip("?"),
        data=[("csv", "CSV", CSV), ("json", "JSON", JSON)],
    )


def _lines(making: Making, about: str) -> Iterable[Line]:
    """The assignments about something that hold or may hold on the day."""
    nodes, said = making.nodes, Statements.of_day(making).said
    named = _named(making, about) if about else set()
    for iri, values in said.items():
        tasks, actors = values.get(ga("task"), set()), values.get(ga("actor"), set())
        if not tasks or not actors or ga("responsibility") not in values:
            continue
        if about and not any(values.get(ga(name), set()) & named for name in _ABOUT):
            continue
        for part in values[ga("responsibility")]:
            notation = nodes[part].text(SKOS + "notation")
            certainty = [nodes[c].text(SKOS + "notation") for c in values[ga("certainty")]]
            for task in tasks:
                for actor in actors:
                    if about in ("", actor) or about not in actors or actor == about:
                        yield Line(task, actor, notation, (certainty or [""])[0], iri)


def _named(making: Making, about: str) -> set[str]:
    """A thing, the tasks about it, what is part of those, and the articles of an act."""
    nodes = Nodes.of(making.publication)
    found, waiting = set(), [about]
    while waiting:
        iri = waiting.pop()
        if iri not in found:
            found.add(iri)
            waiting += [each.node for each in nodes.mentions(iri) if each.property in _PARTS]
    return found


def _cell(making: Making, lines: list[Line], task: str, parts: tuple[str, ...]) -> list[Held]:
    held: dict[tuple[str, str], list[Line]] = {}
    for each in lines:
        if each.task == task and each.part in parts:
            held.setdefault((each.actor, each.part), []).append(each)
    found = []
    for (actor, part), said in held.items():
        explicit = [each for each in said if each.certainty == "explicit"]
        first = (explicit or said)[0]
        word = _part(making, part) if len(parts) > 1 else ""
        shown = making.naming.node(actor)
        found.append(Held(shown, making.links.to(first.statement), not explicit, word))
    return sorted(found, key=lambda each: each.actor.text.casefold())


def _crossed(
    making: Making, lines: list[Line], tasks: list[str], actors: list[str]
) -> list[tuple[Shown, list[list[tuple[str, str]]]]]:
    """For each task, what each actor does: letters with the words they stand for."""
    parts: dict[tuple[str, str], set[str]] = {}
    for each in lines:
        parts.setdefault((each.task, each.actor), set()).add(each.part)
    order = list(PARTS)
    return [
        (
            making.naming.node(task),
            [
                [
                    (hatching.letter(name, making.ask.language), _part(making, name))
                    for name in sorted(
                        parts.get((task, actor), set()) & set(order), key=order.index
                    )
                ]
                for actor in actors
            ],
        )
        for task in tasks
    ]


def _short(making: Making, iri: str) -> str:
    return making.nodes[iri].text(ga("abbreviation"))


def _part(making: Making, name: str) -> str:
    return PARTS[name][making.ask.language == "en"]


def _choices(making: Making) -> list[tuple[str, Part]]:
    """The phenomena that tasks are about, to choose from."""
    nodes, found = Nodes.of(making.publication), set()
    for row in nodes.select("concerned"):
        found.add(row["phenomenon"].value)
    addresses = making.publication.addresses
    named = [(iri, making.naming.node(iri)) for iri in found]
    chosen = []
    for iri, shown in sorted(named, key=lambda pair: pair[1].text.casefold()):
        path = making.links.path(iri).removeprefix("/doc/")
        chosen.append((path or addresses.shorten(iri), shown.parts[0]))
    return chosen


def _data(making: Making, lines: list[Line]) -> Made:
    naming = making.naming
    rows = [
        {
            "task": each.task,
            "taskName": naming.node(each.task).text,
            "actor": each.actor,
            "actorName": naming.node(each.actor).text,
            "responsibility": each.part,
            "certainty": each.certainty,
            "statement": each.statement,
        }
        for each in lines
    ]
    if making.media_type == JSON:
        return Made(pages.as_json({"asOf": making.day, "items": rows}), JSON)
    out = io.StringIO()
    names = ["task", "taskName", "actor", "actorName", "responsibility", "certainty", "statement"]
    writer = csv.DictWriter(out, names)
    writer.writeheader()
    writer.writerows(rows)
    return Made(out.getvalue().encode(), CSV)
