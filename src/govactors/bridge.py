"""Across to rdflib and back: the same triples, literals as the source wrote them."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox
import rdflib

from govactors.problems import Problem

Triples = Iterable[tuple[str, tuple[ox.Triple, ...]]]
Node = rdflib.term.IdentifiedNode | rdflib.Literal


def node(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    """An rdflib term for a term of the engine, its lexical form untouched.

    >>> node(ox.Literal("1.50", datatype=ox.NamedNode(str(rdflib.XSD.decimal)))).n3()
    '"1.50"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        datatype = rdflib.URIRef(term.datatype.value)
        if datatype == rdflib.XSD.string:
            return rdflib.Literal(term.value)
        return rdflib.Literal(term.value, datatype=datatype, normalize=False)
    raise TypeError(f"rdflib has no triple terms: {term}")


def _nodes(triples: Iterable[ox.Triple]) -> Iterator[tuple[Node, Node, Node]]:
    for triple in triples:
        yield node(triple.subject), node(triple.predicate), node(triple.object)


def graph(triples: Triples, prefixes: Mapping[str, str]) -> rdflib.Graph:
    """The union of the graphs."""
    union = rdflib.Graph(bind_namespaces="none")
    _bind(union, prefixes)
    for _, part in triples:
        for triple in _nodes(part):
            union.add(triple)
    return union


def dataset(triples: Triples, prefixes: Mapping[str, str]) -> rdflib.Dataset:
    """The graphs under their names; the default graph is their union."""
    whole = rdflib.Dataset(default_union=True)
    _bind(whole, prefixes)
    for name, part in triples:
        target = whole.graph(rdflib.URIRef(name))
        for triple in _nodes(part):
            target.add(triple)
    return whole


def _bind(target: rdflib.Graph, prefixes: Mapping[str, str]) -> None:
    for prefix, namespace in sorted(prefixes.items()):
        target.bind(prefix, rdflib.Namespace(namespace))


def term(value: object) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """The engine's term for a term of rdflib, its lexical form untouched.

    Raises ``ValueError`` for what cannot stand in RDF, such as an address with a space.

    >>> term(rdflib.Literal("7", datatype=rdflib.XSD.int))
    <Literal value=7 datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#int>>
    """
    if isinstance(value, rdflib.URIRef):
        return ox.NamedNode(str(value))
    if isinstance(value, rdflib.BNode):
        # rdflib allows any text as a label; the engine does not.
        return ox.BlankNode("b" + hashlib.sha256(str(value).encode()).hexdigest()[:32])
    if not isinstance(value, rdflib.Literal):
        raise ValueError(f"{value!r} is no term of RDF")
    if value.language:
        return ox.Literal(str(value), language=value.language)
    return ox.Literal(str(value), datatype=ox.NamedNode(value.datatype or rdflib.XSD.string))


def triples(graph: rdflib.Graph) -> Iterator[tuple[str, ox.Triple]]:
    """The triples of a graph or data set, each with the name of its graph, ``""`` without one.

    Raises :class:`Problem` ``invalid-parameter`` for what is no graph, ``unreadable-input`` for
    what is no RDF.
    """
    if not isinstance(graph, rdflib.Graph):
        raise Problem(
            "invalid-parameter",
            f"This is no graph of rdflib but a {type(graph).__name__}.",
            hint="Give an rdflib.Graph or rdflib.Dataset.",
        )
    for quad in _quads(graph):
        try:
            subject, predicate, value = map(term, quad[:3])
            yield quad[3], ox.Triple(subject, predicate, value)  # type: ignore[arg-type]
        except (ValueError, TypeError) as error:
            said = " ".join(str(each) for each in quad[:3])
            raise Problem("unreadable-input", f"{said}: {error}.") from error


def _quads(graph: rdflib.Graph) -> Iterator[tuple[object, object, object, str]]:
    if not isinstance(graph, rdflib.Dataset):
        yield from ((s, p, o, "") for s, p, o in graph)
        return
    for part in graph.graphs():
        named = isinstance(part.identifier, rdflib.URIRef) and part != graph.default_graph
        for s, p, o in part:
            yield s, p, o, str(part.identifier) if named else ""
