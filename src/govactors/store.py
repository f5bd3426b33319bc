"""The engine seam: a query in, an answer out; nobody above knows which engine answered."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import pyoxigraph as ox

from govactors.problems import Problem

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


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


class EmbeddedStore:
    """The data set in this process, in memory.

    The default graph is written out as the union of the named graphs at load, so counts,
    paths and ``FROM`` agree with other engines.

    >>> triple = ox.Triple(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.Literal("o"))
    >>> store = EmbeddedStore([("a:g", [triple])])
    >>> bool(store.evaluate(Query("ASK { ?s ?p 'o' GRAPH <a:g> { ?s ?p 'o' } }")))
    True
    """

    def __init__(
        self,
        graphs: Iterable[tuple[str, Iterable[ox.Triple]]] = (),
        prefixes: Mapping[str, str] | None = None,
    ) -> None:
        self._engine = ox.Store()
        self._names: set[str] = set()
        self._prefixes = dict(prefixes or {})
        for name, triples in graphs:
            self.add(name, triples)

    def add(self, name: str, triples: Iterable[ox.Triple]) -> None:
        """Adds triples to a named graph and to the union."""
        self._names.add(name)
        graph = ox.NamedNode(name)
        quads = []
        for triple in triples:
            quads.append(ox.Quad(triple.subject, triple.predicate, triple.object, graph))
            quads.append(ox.Quad(triple.subject, triple.predicate, triple.object))
        self._engine.extend(quads)

    def graphs(self) -> frozenset[str]:
        """The names of the graphs of the data set."""
        return frozenset(self._names)

    def evaluate(self, query: Query) -> Answer:
        """The answer of the engine; rows and triples are produced while they are read."""
        try:
            return self._engine.query(
                query.text,
                prefixes=self._prefixes,
                default_graph=_named(query.default_graphs, query.named_graphs),
                named_graphs=_named(query.named_graphs, query.default_graphs),
                substitutions={ox.Variable(k): v for k, v in query.bindings.items()} or None,
            )
        except SyntaxError as error:
            raise syntax_problem(error) from error
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


def _named(graphs: Sequence[str], others: Sequence[str]) -> list[Any] | None:
    """Protocol 2.1.4: as soon as one of the two lists is given, the other may be empty."""
    return list(map(ox.NamedNode, graphs)) if graphs or others else None


def syntax_problem(error: SyntaxError) -> Problem:
    """The engine's message as a problem with line and column, 1-based."""
    found = re.match(r"error at (\d+):(\d+): (.*)", error.msg or "", re.DOTALL)
    if not found:
        return Problem("query-syntax", f"{str(error.msg).rstrip('.')}.")
    what = _readable(found[3])
    return Problem("query-syntax", f"{what}.", line=int(found[1]), column=int(found[2]))


def _readable(expected: str) -> str:
    """The engine lists character classes of its grammar; people need the words only."""
    if "Prefix not found" in expected:
        return "the prefix is not declared"
    head, _, options = " ".join(expected.split()).partition("one of ")
    words = [each for each in options.split(", ") if not each.startswith("[")]
    return f"{head}one of {', '.join(words)}" if words else head or expected
