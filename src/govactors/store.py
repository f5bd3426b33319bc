"""The engine seam: a query in, an answer out; nobody above knows which engine answered."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

import pyoxigraph as ox

from govactors import columns, scanner, syntax
from govactors.problems import Problem

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_FROM = re.compile(r"\bfrom\b", re.IGNORECASE)


class ArrivingTriples:
    """Triples of an engine elsewhere, which arrive while they are read."""

    def __init__(self, triples: Iterator[ox.Triple]) -> None:
        self._triples = triples

    def __iter__(self) -> Iterator[ox.Triple]:
        return self._triples

    def __next__(self) -> ox.Triple:
        return next(self._triples)


GraphAnswer = ox.QueryTriples | ArrivingTriples
Answer = ox.QuerySolutions | ox.QueryBoolean | GraphAnswer


@dataclass(frozen=True, slots=True)
class Query:
    """A query with its values, bound as terms and never spliced into the text.

    ``default_graphs`` and ``named_graphs`` are the data set of the SPARQL protocol; empty
    means the whole data set, whose default graph is the union of all graphs.
    """

    text: str
    bindings: Mapping[str, Term] = field(default_factory=dict)
    default_graphs: Sequence[str] = ()
    named_graphs: Sequence[str] = ()


class Store(Protocol):
    """An engine that answers queries over one data set."""

    def evaluate(self, query: Query) -> Answer:
        """The answer; raises :class:`Problem` ``query-syntax`` or ``evaluation-failed``."""
        ...

    def graphs(self) -> frozenset[str]:
        """The names of the graphs of the data set."""
        ...

    def prepare(self) -> None:
        """Opens what answering needs; to be called after a fork and before a fence."""
        ...

    @property
    def distant(self) -> bool:
        """Whether answers come over the network, so that who asks needs a socket."""
        ...


class EmbeddedStore:
    """The data set in this process, in memory.

    The default graph is written out as the union of the named graphs at load, so counts,
    paths and ``FROM`` agree with other engines.

    >>> triple = ox.Triple(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.Literal("o"))
    >>> store = EmbeddedStore([("a:g", [triple])])
    >>> bool(store.evaluate(Query("ASK { ?s ?p 'o' GRAPH <a:g> { ?s ?p 'o' } }")))
    True

    An ``engine`` that is loaded already, in this way, comes with the ``names`` of its graphs.
    """

    distant = False

    def __init__(
        self,
        graphs: Iterable[tuple[str, Iterable[ox.Triple]]] = (),
        prefixes: Mapping[str, str] | None = None,
        *,
        engine: ox.Store | None = None,
        names: Iterable[str] = (),
    ) -> None:
        self._engine = engine or ox.Store()
        self._names = set(names)
        self._prefixes = dict(prefixes or {})
        for name, triples in graphs:
            self.add(name, triples)

    def add(self, name: str, triples: Iterable[ox.Triple]) -> None:
        """Adds triples to a named graph and to the union."""
        self._names.add(name)
        graph = ox.NamedNode(name)
        quads = []
        for triple in triples:
            spoken = triple.subject, triple.predicate, triple.object
            quads.append(ox.Quad(*spoken, graph))
            quads.append(ox.Quad(*spoken))
        self._engine.extend(quads)

    def graphs(self) -> frozenset[str]:
        """The names of the graphs of the data set."""
        return frozenset(self._names)

    def prepare(self) -> None:
        """Nothing: the data are here."""

    def evaluate(self, query: Query) -> Answer:
        """The answer of the engine; rows and triples are produced while they are read."""
        default, named = self._data_set(query)
        engine = self._engine
        if default and len(default) > 1:
            engine, default = self._merged(default, named or []), [ox.DefaultGraph()]
        ask = partial(
            engine.query,
            prefixes=self._used(query.text),
            default_graph=default,
            named_graphs=named,
            substitutions=_variables(query.bindings) or None,
        )
        try:
            return _in_order(query.text, ask)
        except SyntaxError as error:
            raise syntax.problem(query.text, error, self._prefixes) from error
        except RuntimeError as error:
            unbound = re.search(r"does not contains variable \?(\w+)", str(error))
            if unbound is None:
                raise Problem("evaluation-failed", f"{error}.") from error
            raise Problem(
                "invalid-parameter",
                f"?{unbound[1]} cannot be bound: the query does not select it.",
                hint=f"Use ?{unbound[1]} in a pattern and list it among the result columns.",
            ) from error
        except (OSError, ValueError) as error:
            raise Problem("evaluation-failed", f"{error}.") from error

    def _used(self, text: str) -> dict[str, str]:
        """The prefixes that a text can use; the engine parses each anew for every query."""
        if "\\" in text:  # a letter of a prefix can be escaped
            return self._prefixes
        return {name: iri for name, iri in self._prefixes.items() if f"{name}:" in text}

    def _data_set(self, query: Query) -> tuple[list[Any] | None, list[Any] | None]:
        """Default and named graphs, of the protocol or else of FROM; ``None``: all there is.

        As soon as one of the two lists is given, the other may be empty (Protocol 2.1.4).
        """
        default, named = query.default_graphs, query.named_graphs
        if not (default or named) and _FROM.search(query.text):
            traits = scanner.check(query.text, prefixes=self._prefixes)
            default, named = traits.default_graphs, traits.named_graphs
        return (_graphs(default), _graphs(named)) if default or named else (None, None)

    def _merged(self, default: Iterable[Any], named: Iterable[Any]) -> ox.Store:
        """A data set whose default graph is the merge of several.

        The engine would give a triple once for each of them that holds it (SPARQL 13.2 does not).
        """
        store = ox.Store()
        for graph in default:
            found = self._engine.quads_for_pattern(None, None, None, graph)
            store.extend(ox.Quad(q.subject, q.predicate, q.object) for q in found)
        for graph in named:
            store.extend(self._engine.quads_for_pattern(None, None, None, graph))
        return store


def _in_order(text: str, ask: Callable[[str], Answer]) -> Answer:
    """The answer, of ``SELECT *`` with its columns in the order of the query."""
    answer = ask(text)
    if isinstance(answer, ox.QuerySolutions):
        spelled = columns.spelled(text, [each.value for each in answer.variables])
        return ask(spelled) if spelled else answer
    return answer


def _graphs(names: Iterable[str]) -> list[Any]:
    try:
        return [ox.NamedNode(name) for name in names]
    except ValueError as error:
        raise Problem("unknown-graph", f"There is no such graph: {error}") from error


def _variables(bindings: Mapping[str, Term]) -> dict[ox.Variable, Term]:
    try:
        return {ox.Variable(name): term for name, term in bindings.items()}
    except ValueError as error:
        names = ", ".join(map(repr, bindings))
        raise Problem("invalid-parameter", f"Not all are names of variables: {names}.") from error
