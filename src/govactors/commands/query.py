"""``govactors query``: a table for people, every standard format for programs."""

import re
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Union

import click
import pyoxigraph as ox

from govactors import formats, prepared, tables, turtle
from govactors.commands import as_of_options, publication
from govactors.formats import Carries
from govactors.prepared import Prepared
from govactors.problems import Problem
from govactors.release import shipped
from govactors.solutions import Iri, broken, to_term
from govactors.store import Answer, GraphAnswer, Query, Term
from govactors.terms import expand

if TYPE_CHECKING:
    from govactors.contents import Contents

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
_PREFIXED = re.compile(r"([A-Za-z][\w.-]*):(?!//)\S*$")
Known = Union["Contents", Prepared]
_NAMES = ("table", *(each.name for each in formats.FORMATS))


@click.command("query")
@click.argument("query")
@click.option(
    "--format",
    "name",
    default="table",
    show_default=True,
    metavar="FORMAT",
    help=f"One of: {', '.join(_NAMES)}.",
)
@click.option(
    "--bind",
    multiple=True,
    metavar="NAME=VALUE",
    help="Bind a variable; a value with a known prefix or in <...> is an address, "
    "others text; text with a colon stands in quotes.",
)
@click.option(
    "--engine",
    metavar="PLACE",
    help="Ask the data in a folder that `load` filled, or behind a SPARQL endpoint (https://...).",
)
@as_of_options
@click.pass_obj
def command(
    folder: str | None,
    query: str,
    name: str,
    bind: tuple[str, ...],
    engine: str | None,
    as_of: str | None,
    unknown: str | None,
) -> None:
    """Ask a SPARQL query: QUERY is its text, a file that holds it, or - for standard input.

    The prefixes of the publication (ga:, organisatie:, taak:, ...) are known.

    \b
    Examples:
      govactors query "SELECT ?who { ?who ga:leads taak:opsporing-mensensmokkel }"
      govactors query --format csv question.rq
      govactors query --bind who=organisatie:ind \
          "SELECT ?who ?task { ?who ga:hasTask ?task }"
      govactors query --as-of 2023-10-19 "SELECT ?who { ?who ga:memberOf organisatie:emm }"
      govactors query --engine store "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
      echo "DESCRIBE organisatie:emm" | govactors query --format ttl -
    """
    if name not in _NAMES:
        raise Problem(
            "unknown-format",
            f"There is no format {name!r}.",
            hint=f"Choose one of: {', '.join(_NAMES)}.",
        )
    plain = not (folder or as_of or unknown or engine)
    ready = prepared.find(shipped()) if plain else None
    contents: Known = ready or publication(folder, as_of, unknown, engine)
    text = _text(query)
    if not text.strip():
        raise Problem("missing-query", "There is no query.", hint="Give its text or its file.")
    contents.check(text)
    values = dict(_binding(each, contents) for each in bind)
    try:
        with _stoppable():
            answer = contents.store.evaluate(Query(text, values))
            if name == "table":
                click.echo(_table(answer, contents))
            else:
                sys.stdout.buffer.write(serialise(answer, name, contents))
    except SyntaxError as error:
        raise broken(error) from error
    if plain and not isinstance(contents, Prepared):
        sys.stdout.flush()
        prepared.keep(contents)


@contextmanager
def _stoppable() -> Iterator[None]:
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


def _text(query: str) -> str:
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


def _binding(pair: str, contents: Known) -> tuple[str, Term]:
    name, equals, value = pair.partition("=")
    if not (name.isidentifier() and equals):
        raise Problem("invalid-parameter", f"--bind takes NAME=VALUE, not {pair!r}.")
    if len(value) > 1 and value[0] == value[-1] == '"':
        return name, to_term(value[1:-1])
    address = expand(value, contents.addresses.prefixes)
    if address != value:
        return name, to_term(Iri(address))
    prefix = _PREFIXED.match(value)
    if prefix:
        raise Problem(
            "invalid-parameter",
            f"The prefix {prefix[1]}: is not known.",
            hint=f"Bind an address as '{name}=<...>', text as '{name}=\"{value}\"'.",
        )
    return name, to_term(value)


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


def _table(answer: Answer, contents: Known) -> str:
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
