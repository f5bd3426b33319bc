"""Answers as the command line prints them, and the text of the question that is asked."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Union

import pyoxigraph as ox

from govactors import formats, tables, turtle
from govactors.formats import Carries
from govactors.problems import Problem
from govactors.store import Answer, GraphAnswer, Term

if TYPE_CHECKING:
    from govactors.contents import Contents
    from govactors.prepared import Prepared

_RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_GRAPHS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
}
NAMES = ("table", *(each.name for each in formats.FORMATS))
"""The formats of an answer by name."""

Known = Union["Contents", "Prepared"]


@contextmanager
def stoppable() -> Iterator[None]:
    """Lets Ctrl-C end the process at once: the engine does not look up from a long query."""
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def asked(query: str) -> str:
    """The text of a query, which is given itself, in a file, or on standard input (``-``)."""
    if query == "-":
        try:
            return sys.stdin.buffer.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise Problem("not-utf8", f"Byte {error.start} of the input is not UTF-8.") from error
    if not query.strip():
        return ""
    path = Path(query)
    try:
        named = path.exists() or (path.suffix in (".rq", ".sparql") and "{" not in query)
    except OSError:  # a query can be longer than a file name may be
        named = False
    return turtle.text(path, query) if named else query


def serialise(answer: Answer, name: str, contents: Known) -> bytes:
    """The answer in a format; raises :class:`Problem` ``wrong-kind-of-result``."""
    kind = formats.by_name(name)
    if isinstance(answer, GraphAnswer):
        if kind.carries is Carries.RESULTS:
            raise Problem("wrong-kind-of-result", f"{name} cannot carry triples.")
        made = ox.serialize(answer, format=_GRAPHS[name], prefixes=contents.addresses.prefixes)
    elif kind.carries is not Carries.RESULTS:
        raise Problem("wrong-kind-of-result", f"{name} cannot carry rows or a yes or no.")
    else:
        made = answer.serialize(format=_RESULTS[name])
    return made or b""


def table(answer: Answer, contents: Known) -> str:
    """The answer for people: a yes or no, or a table with the number of its rows."""
    if isinstance(answer, ox.QueryBoolean):
        return "yes" if answer else "no"
    if isinstance(answer, GraphAnswer):
        columns = ["subject", "predicate", "object"]
        rows = sorted([_cell(term, contents) for term in triple] for triple in answer)
    else:
        columns = [variable.value for variable in answer.variables]
        rows = [[_cell(solution[name], contents) for name in columns] for solution in answer]
    plural = "" if len(rows) == 1 else "s"
    return f"{tables.render(columns, rows)}\n{len(rows)} row{plural}"


def _cell(term: Term | None, contents: Known) -> str:
    if isinstance(term, ox.NamedNode):
        return contents.addresses.shorten(term.value)
    if isinstance(term, ox.Literal):
        return term.value
    return "" if term is None else str(term)
