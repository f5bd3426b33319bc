"""``govactors query``: a table for people, every standard format for programs."""

import os
import re
import sys
from typing import TYPE_CHECKING

import click

from govactors import prepared, strangers
from govactors.answers import NAMES, Known, asked, serialise, stoppable, table
from govactors.commands import as_of_options, publication
from govactors.prepared import Prepared
from govactors.problems import Problem
from govactors.release import shipped
from govactors.solutions import Iri, broken, to_term
from govactors.store import Query, Term
from govactors.terms import expand

if TYPE_CHECKING:
    pass

_PREFIXED = re.compile(r"([A-Za-z][\w.-]*):(?!//)\S*$")


@click.command("query")
@click.argument("query")
@click.option(
    "--format",
    "name",
    default="table",
    show_default=True,
    metavar="FORMAT",
    help=f"One of: {', '.join(NAMES)}.",
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
      govactors query --bind who=organisatie:ind "SELECT ?who ?task { ?who ga:hasTask ?task }"
      govactors query --as-of 2023-10-19 "SELECT ?who { ?who ga:memberOf organisatie:emm }"
      govactors query --engine store "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
      echo "DESCRIBE organisatie:emm" | govactors query --format ttl -
    """
    if name not in NAMES:
        raise Problem(
            "unknown-format",
            f"There is no format {name!r}.",
            hint=f"Choose one of: {', '.join(NAMES)}.",
        )
    plain = (as_of, unknown) == (None, None) and not (folder or engine)
    ready = prepared.find(shipped()) if plain else None
    contents: Known = ready or publication(folder, as_of, unknown, engine)
    text = asked(query)
    if not text.strip():
        raise Problem("missing-query", "There is no query.", hint="Give its text or its file.")
    contents.check(text)
    values = dict(_binding(each, contents) for each in bind)
    try:
        with stoppable():
            answer = contents.store.evaluate(Query(text, values))
            if name == "table":
                made = f"{table(answer, contents)}{os.linesep}".encode()
            else:
                made = serialise(answer, name, contents)
    except SyntaxError as error:
        raise broken(error) from error
    sys.stdout.buffer.write(made)
    if strangers.nothing(made):
        for line in strangers.in_query(text, contents, values.values()):
            click.echo(f"govactors: {line}", err=True)
    if plain and not isinstance(contents, Prepared):
        sys.stdout.flush()
        prepared.keep(contents)


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
