"""pyshacl, the reference among the SHACL engines."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pyoxigraph as ox
import pyshacl
import rdflib
from pyparsing.exceptions import ParseException
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query

from govactors import bridge
from govactors.engines import Result
from govactors.problems import Problem
from govactors.terms import SH


class PreparedGraph(rdflib.Graph):
    """A graph that parses each query once.

    pyshacl asks the query of a constraint anew for every focus node, and rdflib's parser takes
    most of that time: with this a validation of the letter takes a tenth of it.
    """

    def __init__(self) -> None:
        super().__init__(bind_namespaces="none")
        self._prepared: dict[str, Query] = {}

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> rdflib.query.Result:
        """The answer; see :meth:`rdflib.Graph.query`."""
        if isinstance(query_object, str):
            query_object = self._prepared.get(query_object) or self._prepare(query_object)
        return super().query(query_object, *args, **kwargs)

    def _prepare(self, text: str) -> Query:
        try:
            query = self._prepared[text] = prepareQuery(text)
        except ParseException as error:
            raise Problem("broken-shapes", f"{error}.") from error
        return query


def results(shapes: str, triples: Iterable[ox.Triple]) -> frozenset[Result]:
    """What pyshacl finds.

    Raises :class:`govactors.Problem` ``broken-shapes``.
    """
    words = rdflib.Graph().parse(data=shapes, format="turtle")
    with _quiet("rdflib.term"):
        data = PreparedGraph()
        for triple in triples:
            subject, predicate, value = map(bridge.node, triple)
            data.add((subject, predicate, value))
        try:
            _, report, explanation = pyshacl.validate(data, shacl_graph=words, inplace=True)
        except pyshacl.errors.ReportableRuntimeError as error:
            raise Problem("broken-shapes", f"{error}.") from error
    if not isinstance(report, rdflib.Graph):
        raise Problem("broken-shapes", f"{explanation}.")
    return frozenset(_results(report))


def _results(report: rdflib.Graph) -> Iterator[Result]:
    named = rdflib.Namespace(SH)
    for each in report.objects(None, named.result):
        path = report.value(each, named.resultPath)
        yield Result(
            focus=_term(report.value(each, named.focusNode)),
            shape=str(report.value(each, named.sourceShape)),
            component=str(report.value(each, named.sourceConstraintComponent)).removeprefix(SH),
            path=_term(path) if isinstance(path, rdflib.URIRef) else "",
            value=_term(report.value(each, named.value)),
        )


def _term(node: object) -> str:
    """An rdflib term in the N-Triples syntax that the rest of the package writes."""
    if isinstance(node, rdflib.URIRef):
        return str(ox.NamedNode(str(node)))
    if not isinstance(node, rdflib.Literal):
        return ""
    if node.language:
        return str(ox.Literal(str(node), language=node.language))
    datatype = ox.NamedNode(str(node.datatype)) if node.datatype else None
    return str(ox.Literal(str(node), datatype=datatype))


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    """Silences a logger: rdflib prints a stack trace for each ill-formed date it is given."""
    logger = logging.getLogger(name)
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before
