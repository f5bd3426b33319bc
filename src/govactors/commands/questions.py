"""``govactors questions``: the catalogue, one question, or a check of all answers."""

from collections.abc import Sequence

import click

from govactors import tables
from govactors.commands import as_of_options, publication
from govactors.problems import Problem
from govactors.publication import Publication
from govactors.questions import Question


@click.command("questions")
@click.argument("reference", required=False)
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
@click.option("--sparql", is_flag=True, help="Show the SPARQL of the question, do not run it.")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="NAME=VALUE",
    help="Ask with another value for a parameter of the question; may be repeated.",
)
@click.option("--check", is_flag=True, help="Run all, or REFERENCE, against the answers expected.")
@as_of_options
@click.pass_obj
def command(
    folder: str | None,
    reference: str | None,
    language: str,
    sparql: bool,
    settings: tuple[str, ...],
    check: bool,
    as_of: str | None,
    unknown: str | None,
) -> int:
    """List the questions; with REFERENCE, run that one and print its answer.

    \b
    Examples:
      govactors questions --language en
      govactors questions wie-leidt-opsporing-mensensmokkel
      govactors questions --sparql wie-leidt-opsporing-mensensmokkel
      govactors questions ministerie-op-een-dag --set date=2025-01-15
      govactors questions --check
      govactors questions --check wie-leidt-opsporing-mensensmokkel
    """
    contents = publication(folder, as_of, unknown)
    if settings and (check or sparql or reference is None):
        raise Problem("invalid-parameter", "--set needs a REFERENCE, to be run.")
    if sparql and (check or reference is None):
        raise Problem("invalid-parameter", "--sparql needs a REFERENCE, and no --check.")
    if check:
        return _check(contents, [contents.questions[reference]] if reference else None)
    if reference is None:
        rows = [[each.reference, each.label(language)] for each in contents.questions]
        click.echo(tables.render(["reference", "question"], rows))
        return 0
    question = contents.questions[reference]
    if sparql:
        click.echo(question.text, nl=False)
        return 0
    answer = question.answer(contents, **dict(_setting(each) for each in settings))
    click.echo(question.label(language))
    click.echo(answer, nl=False)
    return 0


def _setting(pair: str) -> tuple[str, str]:
    name, equals, value = pair.partition("=")
    if not equals:
        raise Problem("invalid-parameter", f"--set takes NAME=VALUE, not {pair!r}.")
    return name, value


def _check(contents: Publication, chosen: Sequence[Question] | None = None) -> int:
    """1 if an answer differs from the expected one, else 0; all questions unless some are named."""
    wrong, asked = 0, list(contents.questions if chosen is None else chosen)
    for question in asked:
        answer = question.answer(contents)
        right = answer == question.expected
        wrong += not right
        click.echo(f"{'ok   ' if right else 'WRONG'} {question.reference}")
        if not right:
            click.echo(f"expected:\n{question.expected}got:\n{answer}")
    click.echo(f"{len(asked) - wrong} of {len(asked)} as expected")
    return 1 if wrong else 0
