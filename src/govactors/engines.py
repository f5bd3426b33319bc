"""What a SHACL engine is asked and answers, and the fast engine.

Engines answer with bare results; words, severity and place come from the shapes and the files,
so that a report reads the same whichever engine judged.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from govactors.problems import Problem

if TYPE_CHECKING:
    import shacl

_STAND_IN = "urn:blank:"


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


def fast(shapes: str, triples: Iterable[ox.Triple]) -> frozenset[Result]:
    """The results of ``shacl``, written in Rust.

    Tests hold it to the reference on the data, on examples of every shape and on broken data.
    """
    data = "".join(f"{triple} .\n" for triple in triples)
    try:
        report = _compiled(shapes).validate_text(data, format="ntriples")
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


@lru_cache(maxsize=4)
def _compiled(shapes: str) -> "shacl.Shapes":
    import shacl

    return shacl.Shapes.from_turtle(shapes)


def named(triple: ox.Triple) -> ox.Triple:
    """The triple with stand-in addresses for its blank nodes.

    Engines rename blank nodes as they like, and then nobody could tell which one is meant.
    """
    subject, value = triple.subject, triple.object
    if not isinstance(subject, ox.BlankNode) and not isinstance(value, ox.BlankNode):
        return triple
    if isinstance(subject, ox.BlankNode):
        subject = ox.NamedNode(_STAND_IN + subject.value)
    if isinstance(value, ox.BlankNode):
        value = ox.NamedNode(_STAND_IN + value.value)
    return ox.Triple(subject, triple.predicate, value)


def unnamed(result: Result) -> Result:
    """The result with the labels of blank nodes in place of their stand-in addresses."""
    return replace(result, focus=_label(result.focus), value=_label(result.value))


def _label(term: str) -> str:
    return f"_:{term[len(_STAND_IN) + 1 : -1]}" if term.startswith(f"<{_STAND_IN}") else term


def _single(path: str) -> str:
    """The path if it is one property; the shapes know the others."""
    return path if path.startswith("<") and path.count("<") == 1 and path.endswith(">") else ""
