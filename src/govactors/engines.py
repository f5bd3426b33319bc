"""SHACL engines behind one call: a fast one, and pyshacl as the reference.

Both answer with bare results; words, severity and place come from the shapes and the files,
so that a report reads the same whichever engine judged.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import pyoxigraph as ox

from govactors.problems import Problem
from govactors.terms import SH

if TYPE_CHECKING:
    import rdflib


@dataclass(frozen=True, slots=True, order=True)
class Result:
    """What an engine found.

    ``focus`` and ``value`` are terms in N-Triples syntax; ``path`` is filled only where it is
    a single property, the others stand in the shapes.
    """

    focus: str
    shape: str
    component: str
    path: str
    value: str


Engine = Callable[[str, Iterable[ox.Triple]], frozenset[Result]]


def fast(shapes: str, triples: Iterable[ox.Triple]) -> frozenset[Result]:
    """The results of ``shacl``, written in Rust.

    A test holds it to the reference on the data, on all examples and on broken data.
    """
    import shacl

    data = "".join(f"{triple} .\n" for triple in triples)
    try:
        report = shacl.Shapes.from_turtle(shapes).validate_text(data, format="ntriples")
    except ValueError as error:
        raise Problem("broken-shapes", f"{error}.") from error
    return frozenset(
        Result(
            focus=each.focus_node,
            shape=(each.source_shape or "").strip("<>"),
            component=each.component,
            path=_single(each.path or ""),
            value=each.value or "",
        )
        for each in report.results
    )


def reference(shapes: str, triples: Iterable[ox.Triple]) -> frozenset[Result]:
    """The results of pyshacl, whose answers count where engines differ."""
    import pyshacl
    import rdflib

    from govactors import bridge

    words = rdflib.Graph().parse(data=shapes, format="turtle")
    with _quiet("rdflib.term"):
        data = bridge.graph([("", tuple(triples))], {})
        _, report, explanation = pyshacl.validate(data, shacl_graph=words)
    if not isinstance(report, rdflib.Graph):
        raise Problem("broken-shapes", f"{explanation}.")
    return frozenset(_results(report))


ENGINES: Mapping[str, Engine] = MappingProxyType({"fast": fast, "reference": reference})
"""The engines by the names that callers use."""

_STAND_IN = "urn:blank:"


def judge(engine: str, shapes: str, triples: Iterable[ox.Triple]) -> frozenset[Result]:
    """The results of the engine named.

    Blank nodes are given stand-in addresses on the way in and their labels back on the way
    out: engines rename them as they like, and nobody could be told which one is meant.

    Raises :class:`govactors.Problem` ``invalid-parameter`` or ``broken-shapes``.
    """
    if engine not in ENGINES:
        known = ", ".join(ENGINES)
        raise Problem("invalid-parameter", f"There is no engine {engine!r}; there is: {known}.")
    found = ENGINES[engine](shapes, (_named(triple) for triple in triples))
    return frozenset(
        replace(each, focus=_unnamed(each.focus), value=_unnamed(each.value)) for each in found
    )


def _named(triple: ox.Triple) -> ox.Triple:
    subject, value = triple.subject, triple.object
    if isinstance(subject, ox.BlankNode):
        subject = ox.NamedNode(_STAND_IN + subject.value)
    if isinstance(value, ox.BlankNode):
        value = ox.NamedNode(_STAND_IN + value.value)
    return ox.Triple(subject, triple.predicate, value)


def _unnamed(term: str) -> str:
    return f"_:{term[len(_STAND_IN) + 1 : -1]}" if term.startswith(f"<{_STAND_IN}") else term


def _results(report: "rdflib.Graph") -> Iterator[Result]:
    import rdflib

    named = rdflib.Namespace(SH)
    for each in report.objects(None, named.result):
        path = report.value(each, named.resultPath)
        yield Result(
            focus=_term(report.value(each, named.focusNode)),
            shape=str(report.value(each, named.sourceShape)),
            component=str(report.value(each, named.sourceConstraintComponent)).removeprefix(SH),
            path=_single(_term(path)),
            value=_term(report.value(each, named.value)),
        )


def _term(node: object) -> str:
    """An rdflib term in the N-Triples syntax that the rest of the package writes."""
    import rdflib

    if isinstance(node, rdflib.URIRef):
        return str(ox.NamedNode(str(node)))
    if not isinstance(node, rdflib.Literal):
        return ""
    if node.language:
        return str(ox.Literal(str(node), language=node.language))
    datatype = ox.NamedNode(str(node.datatype)) if node.datatype else None
    return str(ox.Literal(str(node), datatype=datatype))


def _single(path: str) -> str:
    """The path if it is one property; the shapes know the others."""
    return path if path.startswith("<") and path.count("<") == 1 and path.endswith(">") else ""


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    """Silences a logger: rdflib prints a stack trace for each ill-formed date it is given."""
    logger = logging.getLogger(name)
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before
