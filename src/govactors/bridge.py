"""Across to rdflib: the same triples as rdflib graphs, literals as the source wrote them."""

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox
import rdflib

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
