"""Rules applied: SPARQL CONSTRUCT files in, the graph of derived statements out."""

from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from govactors.folder import File
from govactors.problems import Problem
from govactors.store import EmbeddedStore, Query, Term
from govactors.terms import XSD, Addresses

GRAPH = "afgeleid"
"""Reference of the graph that holds everything derived."""


def derive(
    store: EmbeddedStore, rules: Sequence[File], addresses: Addresses, day: str
) -> set[ox.Triple]:
    """The triples that the rules derive; the store is extended with them.

    The rules run in the order of their file names and each sees what the earlier ones
    derived. ``day`` is the day whose state they describe, the release date unless a view as
    of another day is asked for, so that nothing depends on the clock; a rule that uses
    ``?asOf`` gets it bound.

    Raises :class:`Problem` ``broken-rule`` that names the file.
    """
    derived: set[ox.Triple] = set()
    for rule in rules:
        found = set(_apply(store, rule, day)) - derived
        store.add(addresses.graph(GRAPH), found)
        derived |= found
    return derived


def _apply(store: EmbeddedStore, rule: File, day: str) -> Iterable[ox.Triple]:
    value = ox.Literal(day, datatype=ox.NamedNode(XSD + "date"))
    bindings: dict[str, Term] = {"asOf": value} if "?asOf" in rule.text else {}
    try:
        answer = store.evaluate(Query(rule.text, bindings))
    except Problem as problem:
        raise Problem(
            "broken-rule", problem.detail, file=rule.name, line=problem.line, column=problem.column
        ) from problem
    if not isinstance(answer, ox.QueryTriples):
        raise Problem("broken-rule", "It is not a CONSTRUCT query.", file=rule.name)
    return list(answer)
