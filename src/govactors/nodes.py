"""The nodes of a publication: what is said of each, what points at it, what it is called."""

import datetime
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from weakref import WeakKeyDictionary

import pyoxigraph as ox

from govactors.contents import Contents
from govactors.period import Holds, Period
from govactors.store import GraphAnswer, Query, Store, Term
from govactors.terms import DCTERMS, RDF, RDFS, SKOS, ga

_FOLDER = Path(__file__).with_name("queries") / "portrait"
_KEPT = 20_000

TYPE = RDF + "type"
LABELS = (SKOS + "prefLabel", RDFS + "label", DCTERMS + "title")
"""The properties that say what a node is called, the best first."""

BOUNDS = tuple(map(ga, ("holdsFrom", "holdsUntil", "mayHoldFrom", "mayHoldUntil")))
"""The properties that say between which days a statement holds."""


@dataclass(frozen=True, slots=True)
class Node:
    """An address with the triples of which it is the subject, in a fixed order."""

    iri: str
    triples: tuple[ox.Triple, ...]
    said: Mapping[str, tuple[Term, ...]] = field(repr=False)

    def values(self, *properties: str) -> tuple[Term, ...]:
        """The values of these properties."""
        return tuple(value for name in properties for value in self.said.get(name, ()))

    def nodes(self, *properties: str) -> tuple[str, ...]:
        """The addresses among the values of these properties."""
        found = self.values(*properties)
        return tuple(value.value for value in found if isinstance(value, ox.NamedNode))

    def text(self, *properties: str) -> str:
        """The first literal of these properties, or nothing."""
        found = (v.value for v in self.values(*properties) if isinstance(v, ox.Literal))
        return next(found, "")

    def texts(self, *properties: str) -> dict[str, str]:
        """Texts by language, of the first property that has any; ``""`` is no language."""
        for name in properties:
            found = [value for value in self.values(name) if isinstance(value, ox.Literal)]
            if found:
                return {each.language or "": each.value for each in reversed(found)}
        return {}

    @property
    def period(self) -> Period:
        """When it holds, if it is a statement."""
        certain_from, certain_until, start, end = (_day(self.text(name)) for name in BOUNDS)
        return Period(certain_from, certain_until, start, end)

    def holds(self, day: datetime.date) -> Holds | None:
        """Whether it holds on a day; ``None`` for what is no statement of a source."""
        return self.period.on(day) if self.values(ga("certainty")) else None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The classes it belongs to."""
        return self.nodes(TYPE)

    @property
    def labels(self) -> dict[str, str]:
        """What it is called, by language."""
        return self.texts(*LABELS)


@dataclass(frozen=True, slots=True)
class Mention:
    """A node that points at another, by which property; ``kinds`` are its classes."""

    node: str
    property: str
    kinds: tuple[str, ...]


class Nodes:
    """Reads nodes from a store and keeps those read last.

    >>> import govactors
    >>> letter = govactors.load()
    >>> Nodes.of(letter)[letter.actor("IND").iri].labels["nl"]
    'Immigratie- en Naturalisatiedienst'
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: OrderedDict[str, Node] = OrderedDict()

    @classmethod
    def of(cls, contents: Contents) -> "Nodes":
        """The nodes of a publication; the same reader every time."""
        if contents not in _READERS:
            _READERS[contents] = cls(contents.store)
        return _READERS[contents]

    def __getitem__(self, iri: str) -> Node:
        """What is said of a node; one of which nothing is said has no triples."""
        known = self._known.get(iri)
        if known is None:
            known = node(iri, self.construct("node", node=iri))
            self._known[iri] = known
            if len(self._known) > _KEPT:
                self._known.popitem(last=False)
        else:
            self._known.move_to_end(iri)
        return known

    def mentions(self, iri: str) -> tuple[Mention, ...]:
        """All that points at a node, sorted by address and property."""
        found: dict[tuple[str, str], set[str]] = {}
        for row in self.select("mentions", node=iri):
            start, name, kind = row["from"], row["property"], row["kind"]
            if isinstance(start, ox.NamedNode) and isinstance(name, ox.NamedNode):
                kinds = found.setdefault((start.value, name.value), set())
                kinds |= {kind.value} if isinstance(kind, ox.NamedNode) else set()
        return tuple(Mention(*key, tuple(sorted(found[key]))) for key in sorted(found))

    def select(self, name: str, /, **bound: str | Term) -> list[ox.QuerySolution]:
        """The rows of a query of ``queries/portrait/``; text that is bound is an address."""
        answer = self._store.evaluate(Query(text(name), _terms(bound)))
        return list(answer) if isinstance(answer, ox.QuerySolutions) else []

    def construct(self, name: str, /, **bound: str | Term) -> list[ox.Triple]:
        """The triples that a query of ``queries/portrait/`` makes, sorted; see :meth:`select`."""
        terms = _terms(bound)
        answer = self._store.evaluate(Query(text(name), terms))
        return sorted(set(answer), key=str) if isinstance(answer, GraphAnswer) else []


class Seen(Nodes):
    """The nodes as of a day, and behind them those of which nothing is said on that day.

    So what did not hold on the day can be shown as such.
    """

    def __init__(self, day: Nodes, whole: Nodes) -> None:
        super().__init__(day._store)
        self._day, self._whole = day, whole

    @classmethod
    def of_view(cls, contents: Contents, view: Contents) -> Nodes:
        """The nodes of a view of a publication, and behind them those of all of it."""
        if view is contents:
            return Nodes.of(contents)
        return cls(Nodes.of(view), Nodes.of(contents))

    def __getitem__(self, iri: str) -> Node:
        """What is said of a node on the day, else what is said at all."""
        found = self._day[iri]
        return found if found.triples else self._whole[iri]


def node(iri: str, triples: Iterable[ox.Triple]) -> Node:
    """A node from triples, of which those with other subjects are left out."""
    own = tuple(
        t for t in triples if isinstance(t.subject, ox.NamedNode) and t.subject.value == iri
    )
    said: dict[str, tuple[Term, ...]] = {}
    for triple in own:
        said[triple.predicate.value] = (*said.get(triple.predicate.value, ()), triple.object)
    return Node(iri, own, said)


def _day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _terms(bound: Mapping[str, str | Term]) -> dict[str, Term]:
    return {k: ox.NamedNode(v) if isinstance(v, str) else v for k, v in bound.items()}


@cache
def text(name: str) -> str:
    """The text of a query of ``queries/portrait/``."""
    return (_FOLDER / f"{name}.rq").read_text(encoding="utf-8")


_READERS: "WeakKeyDictionary[Contents, Nodes]" = WeakKeyDictionary()
