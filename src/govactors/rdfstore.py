"""A publication as a store of rdflib: read in place, nothing copied, nothing changed."""

from collections.abc import Generator, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import rdflib
from rdflib.query import Result
from rdflib.store import Store as RdflibStore

from govactors import bridge
from govactors.problems import Problem
from govactors.store import GraphAnswer, Query, Term

if TYPE_CHECKING:
    from govactors.contents import Contents

_FOLDER = Path(__file__).with_name("queries") / "engines"
Pattern = tuple[Any, Any, Any]


class PublicationStore(RdflibStore):
    """What a publication holds, for ``rdflib.Graph(store=...)`` and ``rdflib.Dataset(store=...)``.

    The default graph is the union of all. Literals come as the engine keeps them: numbers and
    dates in their canonical form. Whatever would change it raises :class:`Problem`
    ``update-refused``.

    >>> import govactors, rdflib
    >>> publication = govactors.load()
    >>> graph = rdflib.Graph(store=publication.rdflib_store)
    >>> ind = rdflib.URIRef(publication.actor("IND").iri)
    >>> str(graph.value(ind, rdflib.URIRef("https://w3id.org/govactors/def#abbreviation")))
    'IND'
    """

    context_aware = True
    graph_aware = True
    formula_aware = False
    transaction_aware = False

    def __init__(self, contents: "Contents") -> None:
        super().__init__()
        self._contents = contents
        self._names: dict[str, rdflib.URIRef] = {
            prefix: rdflib.URIRef(name) for prefix, name in contents.prefixes.items()
        }

    def triples(
        self, triple_pattern: Pattern, context: rdflib.Graph | None = None
    ) -> Iterator[tuple[Pattern, Iterator[rdflib.Graph | None]]]:
        """The triples that fit, in one graph or in the union."""
        graph = self._graph(context)
        name = "pattern-in-graph" if graph else "pattern"
        bound: dict[str, Term] = {"graph": graph} if graph else {}
        for variable, value in zip("spo", triple_pattern, strict=True):
            if value is not None:
                try:
                    bound[variable] = bridge.term(value)
                except ValueError:
                    return
        if isinstance(bound.get("s"), ox.Literal) or not isinstance(
            bound.get("p", ox.NamedNode("a:p")), ox.NamedNode
        ):
            return
        answer = self._contents.store.evaluate(Query(_text(name), bound))
        for row in answer if isinstance(answer, ox.QuerySolutions) else ():
            s, p, o = (row[each] for each in "spo")
            yield (_node(s), _node(p), _node(o)), iter((context,))

    def __len__(self, context: rdflib.Graph | None = None) -> int:
        return sum(1 for _ in self.triples((None, None, None), context))

    def contexts(self, triple: Pattern | None = None) -> Generator[rdflib.Graph, None, None]:
        """The named graphs, or those that hold a triple."""
        for name in sorted(self._contents.store.graphs()):
            part = rdflib.Graph(self, rdflib.URIRef(name))
            if triple is None or next(self.triples(triple, part), None):
                yield part

    def query(
        self,
        query: Any,
        initNs: Mapping[str, Any],  # noqa: N803 - rdflib's name
        initBindings: Mapping[str, Any],  # noqa: N803 - rdflib's name
        queryGraph: str,  # noqa: N803 - rdflib's name
        **kwargs: Any,  # noqa: ARG002 - rdflib's signature
    ) -> Result:
        """The engine's answer to a query text, under the prefixes of the caller as well."""
        if not isinstance(query, str):
            raise NotImplementedError
        known = {**self._contents.prefixes, **{k: str(v) for k, v in initNs.items()}}
        head = " ".join(f"PREFIX {k}: <{v}>" for k, v in known.items() if f"{k}:" in query)
        text = f"{head} {query}"
        self._contents.check(text)
        bound = {str(name): bridge.term(value) for name, value in initBindings.items()}
        name = str(queryGraph)  # rdflib's names are no strings to a set
        graphs = [name] if name in self._contents.store.graphs() else []
        answer = self._contents.store.evaluate(Query(text, bound, default_graphs=graphs))
        return _result(answer)

    def namespace(self, prefix: str) -> rdflib.URIRef | None:
        """The namespace of a prefix."""
        return self._names.get(prefix)

    def prefix(self, namespace: rdflib.URIRef) -> str | None:
        """The prefix of a namespace."""
        return next((name for name, each in self._names.items() if each == namespace), None)

    def namespaces(self) -> Iterator[tuple[str, rdflib.URIRef]]:
        """All prefixes."""
        return iter(self._names.items())

    def bind(self, prefix: str, namespace: rdflib.URIRef, override: bool = True) -> None:
        """Remembers a prefix; of the publication's own none is replaced."""
        if override or prefix not in self._names:
            self._names.setdefault(prefix, namespace)

    def add(self, *_: Any, **__: Any) -> None:
        """Refused: a publication is only read."""
        raise _refusal()

    def addN(self, *_: Any) -> None:  # noqa: N802 - rdflib's name
        """Refused: a publication is only read."""
        raise _refusal()

    def remove(self, *_: Any, **__: Any) -> None:
        """Refused: a publication is only read."""
        raise _refusal()

    def update(self, *_: Any, **__: Any) -> None:
        """Refused: a publication is only read."""
        raise _refusal()

    def add_graph(self, graph: rdflib.Graph) -> None:
        """Nothing: naming a graph does not make it."""

    def remove_graph(self, graph: rdflib.Graph) -> None:  # noqa: ARG002 - rdflib's signature
        """Refused: a publication is only read."""
        raise _refusal()

    def _graph(self, context: rdflib.Graph | None) -> ox.NamedNode | None:
        """The named graph that is meant; any other name means the union."""
        name = str(context.identifier) if context is not None else ""
        return ox.NamedNode(name) if name in self._contents.store.graphs() else None


def _node(term: Term | None) -> Any:
    return None if term is None else bridge.node(term)


def _result(answer: Any) -> Result:
    if isinstance(answer, ox.QueryBoolean):
        made = Result("ASK")
        made.askAnswer = bool(answer)
        return made
    if isinstance(answer, GraphAnswer):
        made = Result("CONSTRUCT")
        made.graph = bridge.graph([("", tuple(answer))], {})
        return made
    made = Result("SELECT")
    made.vars = [rdflib.Variable(each.value) for each in answer.variables]
    made.bindings = [
        {name: _node(row[str(name)]) for name in made.vars if row[str(name)] is not None}
        for row in answer
    ]
    return made


@cache
def _text(name: str) -> str:
    return (_FOLDER / f"{name}.rq").read_text(encoding="utf-8")


def _refusal() -> Problem:
    return Problem("update-refused", "A publication is only read.", hint="Copy it: Graph() + graph")
