"""A thing described: what is said of it and about it, by which source, on which page.

A portrait is bounded: what is said about a thing comes in pages of :data:`PAGE` entries.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from govactors import arrangement, moments
from govactors.arrangement import DERIVATION, Shortcut
from govactors.contents import Contents
from govactors.nodes import LABELS, TYPE, Mention, Node, Nodes, Seen, node
from govactors.period import Holds, Period
from govactors.problems import Problem
from govactors.store import Term
from govactors.terms import DCTERMS, OA, OWL, PROV, expand, ga

PAGE = 50
"""Entries on one page of a portrait."""

_FACTS = 250
"""Values of the thing itself, and shortcuts from or to it, on one page."""


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
    shortcuts: tuple[Shortcut, ...]
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

    It is seen from a day, by default that of the release: the shortcuts are those of the day, and
    of each statement it is known whether it holds then (:attr:`Entry.holds`). All statements are
    there, whenever they held; ``unknown="exclude"`` leaves those that certainly held on the day.

    Raises :class:`Problem` ``unknown-thing``, or ``invalid-parameter`` for a page there is not.

    >>> import govactors
    >>> kmar = govactors.load().describe("organisatie:kmar")
    >>> [section.kind.partition("#")[2] for section in kmar.sections[:3]]
    ['Assignment', 'Authority', 'Placement']
    """
    thing = expand(iri, contents.addresses.prefixes)
    certain, view = unknown == moments.EXCLUDE, contents
    if certain or as_of is not None:
        view = moments.as_of(contents, as_of or contents.release.date, unknown)
    return of_view(contents, view, thing, page, certain=certain)


def of_view(
    contents: Contents,
    view: Contents,
    thing: str,
    page: int = 1,
    size: int = PAGE,
    *,
    certain: bool = False,
) -> Portrait:
    """A portrait from a publication as of a day; ``contents`` is all of it.

    ``certain`` lists the statements of the view alone.
    """
    nodes = Seen.of_view(contents, view)
    itself = nodes[thing]
    mentions, derivations = arrangement.arranged(Nodes.of(view), thing)
    if not certain and view is not contents:
        mentions, _ = arrangement.arranged(Nodes.of(contents), thing)
    if not itself.triples and not mentions:
        raise Problem("unknown-thing", f"Nothing is said of <{thing}>.")
    most = max(len(itself.triples), len(derivations))
    pages = max(1, -(-len(mentions) // size), -(-most // _FACTS))
    if not 1 <= page <= pages:
        raise Problem("invalid-parameter", f"There is no page {page}.", hint=f"1 to {pages}.")
    own = _part(itself, page)
    day = moments.day(view.release.date)
    shown = mentions[(page - 1) * size : page * size]
    derived = [nodes[each] for each in derivations[(page - 1) * _FACTS : page * _FACTS]]
    shortcuts = tuple(Shortcut.of(each) for each in derived)
    sections = tuple(_sections(nodes, mentions, shown, day))
    return Portrait(
        thing,
        day,
        _entry(nodes, own, day),
        shortcuts,
        sections,
        any(getattr(v, "value", "") == "true" for v in itself.values(OWL + "deprecated")),
        itself.nodes(DCTERMS + "isReplacedBy"),
        page,
        pages,
        _triples(nodes, own, [*(nodes[each.node] for each in shown), *derived]),
    )


def entry(contents: Contents, view: Contents, iri: str) -> Entry:
    """One statement as an entry of a portrait; see :func:`of_view`."""
    nodes = Seen.of_view(contents, view)
    return _entry(nodes, nodes[iri], moments.day(view.release.date))


def _part(itself: Node, page: int) -> Node:
    """The thing with a page of its values; kinds and labels stand on every page."""
    head = [t for t in itself.triples if t.predicate.value in (TYPE, *LABELS)]
    rest = [t for t in itself.triples if t.predicate.value not in (TYPE, *LABELS)]
    kept = (*head, *rest[(page - 1) * _FACTS : page * _FACTS])
    return node(itself.iri, kept)


def _sections(
    nodes: Nodes, mentions: Iterable[Mention], shown: Iterable[Mention], day: datetime.date
) -> Iterator[Section]:
    totals: dict[tuple[str, str], int] = {}
    for each in mentions:
        totals[arrangement.kind_of(each), each.property] = (
            totals.get((arrangement.kind_of(each), each.property), 0) + 1
        )
    entries: dict[tuple[str, str], list[Entry]] = {}
    for each in shown:
        found = entries.setdefault((arrangement.kind_of(each), each.property), [])
        found.append(_entry(nodes, nodes[each.node], day))
    for key, found in entries.items():
        found.sort(key=lambda entry: entry.holds is Holds.NO)
        yield Section(*key, totals[key], tuple(found))


def _entry(nodes: Nodes, spoken: Node, day: datetime.date) -> Entry:
    facts = tuple(Fact(name, values) for name, values in spoken.said.items() if name != TYPE)
    within, holds = spoken.period, spoken.holds(day)
    passages = [spoken.iri] if ga("Passage") in spoken.kinds else spoken.nodes(ga("passage"))
    places = tuple(_place(nodes, nodes[each]) for each in passages)
    return Entry(spoken.iri, spoken.kinds, facts, places, within, holds)


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


def _triples(nodes: Nodes, own: Node, shown: Iterable[Node]) -> tuple[ox.Triple, ...]:
    """Own triples, those of what speaks about it, of passages and sources, and all labels."""
    full = {own.iri: own} | {each.iri: each for each in shown}
    behind = (ga("passage"), ga("source"), OA + "hasSource", ga("range"))
    waiting = [
        iri
        for each in full.values()
        if each is own or each.values(ga("certainty")) or DERIVATION in each.kinds
        for iri in each.nodes(*behind, *((PROV + "wasDerivedFrom",) if each is own else ()))
    ]
    while waiting:
        iri = waiting.pop()
        if iri not in full:
            full[iri] = nodes[iri]
            waiting += full[iri].nodes(*behind)
    kept = {triple for each in full.values() for triple in each.triples}
    for each in full.values():
        if DERIVATION in each.kinds:
            kept.add(Shortcut.of(each).as_triple())
    named = {t.object.value for t in kept if isinstance(t.object, ox.NamedNode)} - full.keys()
    for iri in named:
        kept |= {t for t in nodes[iri].triples if t.predicate.value in LABELS}
    return tuple(sorted(kept, key=str))
