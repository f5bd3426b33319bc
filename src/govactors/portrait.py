"""A thing described: what is said of it and about it, by which source, on which page.

A portrait is bounded: what is said about a thing comes in pages of :data:`PAGE` entries.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pyoxigraph as ox

from govactors import moments
from govactors.contents import Contents
from govactors.nodes import LABELS, TYPE, Mention, Node, Nodes
from govactors.period import Holds, Period
from govactors.problems import Problem
from govactors.store import Term
from govactors.terms import DCTERMS, OA, OWL, PROV, expand, ga

PAGE = 50
"""Entries on one page of a portrait."""

_FACTS = 250
"""Values of the thing itself on one page."""

BOUNDS = tuple(map(ga, ("holdsFrom", "holdsUntil", "mayHoldFrom", "mayHoldUntil")))
"""The properties that say between which days a statement holds."""

_ORDER = (
    "Assignment/actor",
    "Assignment/task",
    "Authority/subordinate",
    "Authority/superior",
    "Authority/scope",
    "Placement/part",
    "Placement/whole",
    "Participation/member",
    "Participation/partnership",
    "Cooperation/actor",
    "InformationFlow/sender",
    "InformationFlow/receiver",
    "InformationFlow/origin",
    "Deployment/actor",
    "Change/before",
    "Change/after",
    "Naming/names",
    "Relation/subject",
    "Relation/object",
    "Omission/subject",
)
_LAST = (ga("Derivation"),)


@dataclass(frozen=True, slots=True)
class Fact:
    """A property with its values."""

    property: str
    values: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a source says so; ``positions`` are characters, 0-based, end exclusive."""

    passage: str
    source: str
    page: str
    section: dict[str, str]
    paragraph: str
    locator: dict[str, str]
    positions: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A node that speaks about the thing; ``holds`` says whether it does on the day.

    ``holds`` is ``None`` for what is no statement of a source.
    """

    iri: str
    kinds: tuple[str, ...]
    facts: tuple[Fact, ...]
    places: tuple[Place, ...]
    period: Period
    holds: Holds | None


@dataclass(frozen=True, slots=True)
class Section:
    """Entries of one class, which name the thing by one property; ``total`` on all pages."""

    kind: str
    role: str
    total: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Portrait:
    """The description of a thing on a day, or one page of it.

    ``itself`` is the thing as an entry, ``withdrawn`` says that it is no longer published, and
    ``replaced_by`` what took its place. ``triples`` is all of this as RDF, with the labels of
    every node named.
    """

    iri: str
    day: datetime.date
    itself: Entry
    sections: tuple[Section, ...]
    withdrawn: bool
    replaced_by: tuple[str, ...]
    page: int
    pages: int
    triples: tuple[ox.Triple, ...]


def describe(
    contents: Contents,
    iri: str,
    *,
    as_of: datetime.date | str | None = None,
    unknown: str = moments.INCLUDE,
    page: int = 1,
) -> Portrait:
    """The description of a thing: its own statements and those about it, with their sources.

    Without ``as_of`` all statements are there, whenever they held, and the shortcuts of the day
    of the release; with it what held on that day, see :func:`govactors.moments.as_of`. What is
    said of the thing itself is there on any day.

    Raises :class:`Problem` ``unknown-thing``, or ``invalid-parameter`` for a page there is not.

    >>> import govactors
    >>> kmar = govactors.load().describe("organisatie:kmar")
    >>> [section.kind.partition("#")[2] for section in kmar.sections[:3]]
    ['Assignment', 'Authority', 'Placement']
    """
    thing = expand(iri, contents.addresses.prefixes)
    view = contents if as_of is None else moments.as_of(contents, as_of, unknown)
    return of_view(contents, view, thing, page)


def of_view(contents: Contents, view: Contents, thing: str, page: int = 1) -> Portrait:
    """A portrait from a publication as of a day; ``contents`` is all of it."""
    nodes = Nodes.of(view)
    itself = nodes[thing] if nodes[thing].triples else Nodes.of(contents)[thing]
    mentions = sorted(_mentions(nodes, thing), key=_rank)
    if not itself.triples and not mentions:
        raise Problem("unknown-thing", f"Nothing is said of <{thing}>.")
    pages = max(1, -(-len(mentions) // PAGE), -(-len(itself.triples) // _FACTS))
    if not 1 <= page <= pages:
        raise Problem("invalid-parameter", f"There is no page {page}.", hint=f"1 to {pages}.")
    own = _part(itself, page)
    day = moments.day(view.release.date)
    shown = mentions[(page - 1) * PAGE : page * PAGE]
    sections = tuple(_sections(nodes, mentions, shown, day))
    return Portrait(
        thing,
        day,
        _entry(nodes, own, day),
        sections,
        any(getattr(v, "value", "") == "true" for v in itself.values(OWL + "deprecated")),
        itself.nodes(DCTERMS + "isReplacedBy"),
        page,
        pages,
        _triples(nodes, own, shown),
    )


def _mentions(nodes: Nodes, thing: str) -> Iterator[Mention]:
    """What points at the thing; shortcuts are told by their derivations."""
    for each in nodes.mentions(thing):
        if not nodes[each.property].values(ga("abbreviates")):
            yield each


def _part(itself: Node, page: int) -> Node:
    """The thing with a page of its values; kinds and labels stand on every page."""
    head = [t for t in itself.triples if t.predicate.value in (TYPE, *LABELS)]
    rest = [t for t in itself.triples if t.predicate.value not in (TYPE, *LABELS)]
    cut = {t.predicate.value for t in (*head, *rest[(page - 1) * _FACTS : page * _FACTS])}
    kept = tuple((*head, *rest[(page - 1) * _FACTS : page * _FACTS]))
    said = {
        name: tuple(t.object for t in kept if t.predicate.value == name) for name in sorted(cut)
    }
    return replace(itself, triples=kept, said=said)


def kind_of(mention: Mention) -> str:
    """The class under which a mention is listed: one of ours before any other."""
    own = [kind for kind in mention.kinds if kind.startswith(ga(""))]
    return (own or list(mention.kinds) or [""])[0]


def _rank(mention: Mention) -> tuple[int, str, str, str]:
    kind = kind_of(mention)
    name = f"{kind.rpartition('#')[2]}/{mention.property.rpartition('#')[2]}"
    if kind.startswith(ga("")) and name in _ORDER:
        return _ORDER.index(name), "", "", mention.node
    statement = kind.startswith(ga("")) and kind not in _LAST
    return len(_ORDER) + (not statement), kind, mention.property, mention.node


def _sections(
    nodes: Nodes, mentions: Iterable[Mention], shown: Iterable[Mention], day: datetime.date
) -> Iterator[Section]:
    totals: dict[tuple[str, str], int] = {}
    for each in mentions:
        totals[kind_of(each), each.property] = totals.get((kind_of(each), each.property), 0) + 1
    entries: dict[tuple[str, str], list[Entry]] = {}
    for each in shown:
        found = entries.setdefault((kind_of(each), each.property), [])
        found.append(_entry(nodes, nodes[each.node], day))
    for key, found in entries.items():
        found.sort(key=lambda entry: entry.holds is Holds.NO)
        yield Section(*key, totals[key], tuple(found))


def _entry(nodes: Nodes, node: Node, day: datetime.date) -> Entry:
    facts = tuple(Fact(name, values) for name, values in node.said.items() if name != TYPE)
    period = Period(*(_date(node.text(name)) for name in BOUNDS))
    holds = period.on(day) if node.values(ga("certainty")) else None
    passages = [node.iri] if ga("Passage") in node.kinds else node.nodes(ga("passage"))
    places = tuple(_place(nodes, nodes[each]) for each in passages)
    return Entry(node.iri, node.kinds, facts, places, period, holds)


def _place(nodes: Nodes, passage: Node) -> Place:
    ranges = (nodes[each] for each in passage.nodes(ga("range")))
    bounds = sorted((each.text(OA + "start"), each.text(OA + "end")) for each in ranges)
    return Place(
        passage.iri,
        next(iter(passage.nodes(OA + "hasSource")), ""),
        passage.text(ga("page")),
        passage.texts(ga("section")),
        passage.text(ga("paragraph")),
        passage.texts(ga("locator")),
        tuple(sorted((int(a), int(b)) for a, b in bounds if a.isdigit() and b.isdigit())),
    )


def _triples(nodes: Nodes, own: Node, shown: Iterable[Mention]) -> tuple[ox.Triple, ...]:
    """Own triples, those of what speaks about it, of passages and sources, and all labels."""
    full = {own.iri: own} | {each.node: nodes[each.node] for each in shown}
    behind = (ga("passage"), ga("source"), OA + "hasSource", ga("range"))
    waiting = [
        iri
        for node in full.values()
        if node is own or node.values(ga("certainty")) or ga("Derivation") in node.kinds
        for iri in node.nodes(*behind, *((PROV + "wasDerivedFrom",) if node is own else ()))
    ]
    while waiting:
        iri = waiting.pop()
        if iri not in full:
            full[iri] = nodes[iri]
            waiting += full[iri].nodes(*behind)
    kept = {triple for node in full.values() for triple in node.triples}
    kept |= {
        ox.Triple(ox.NamedNode(start), ox.NamedNode(name), ox.NamedNode(end))
        for node in full.values()
        if ga("Derivation") in node.kinds
        for start, name, end in zip(
            *map(node.nodes, map(ga, ("subject", "property", "object"))), strict=True
        )
    }
    named = {t.object.value for t in kept if isinstance(t.object, ox.NamedNode)} - full.keys()
    for iri in named:
        kept |= {t for t in nodes[iri].triples if t.predicate.value in LABELS}
    return tuple(sorted(kept, key=str))


def _date(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
