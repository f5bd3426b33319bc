"""``govactors diagram``: pictures of the model and of who does what."""

from pathlib import Path

import click

from govactors import pictures
from govactors.commands import publication
from govactors.moments import INCLUDE
from govactors.problems import Problem


@click.command("diagram")
@click.argument("kind", metavar="[KIND]", type=click.Choice(pictures.KINDS), default="classes")
@click.option("--about", metavar="THING", help="A name, an abbreviation or an address.")
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
@click.option("--as-of", metavar="DAY", help="Draw what held on a day, such as 2025-01-15.")
@click.option(
    "--unknown",
    type=click.Choice(["include", "exclude"]),
    help="With --as-of: statements of which it is not known whether they held that day; include "
    "if left out.",
)
@click.option("--output", metavar="FILE", help="Write to FILE instead of standard output.")
@click.pass_obj
def command(
    folder: str | None,
    kind: str,
    about: str | None,
    language: str,
    as_of: str | None,
    unknown: str | None,
    output: str | None,
) -> None:
    """Draw a picture as SVG, by default of the classes of the model.

    KIND is neighbourhood, flows, authority, matrix, timeline or classes. A neighbourhood is of
    an actor or task; flows of information, lines of authority and the matrix of tasks and
    actors are about what THING names, or without it about everything; a timeline is of an
    actor, or of all changes.

    \b
    Examples:
      govactors diagram > model.svg
      govactors diagram neighbourhood --about KMar --output kmar.svg
      govactors diagram matrix --about mensensmokkel --language en --as-of 2023-10-19
    """
    if unknown is not None and as_of is None:
        raise Problem("invalid-parameter", "--unknown needs a day.", hint="Add --as-of DAY.")
    drawn = publication(folder).diagram(
        kind, about, language=language, as_of=as_of, unknown=unknown or INCLUDE
    )
    if output is None:
        click.echo(drawn.svg, nl=False)
        return
    try:
        Path(output).write_text(drawn.svg, encoding="utf-8")
    except OSError as error:
        raise Problem(
            "unreadable-input",
            f"It cannot be written: {error.strerror}.",
            hint="Name a file in an existing folder you may write to.",
            file=output,
        ) from error
