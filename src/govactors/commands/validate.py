"""``govactors validate``: the publication, or somebody's own files, held against the shapes."""

import click

from govactors import validation
from govactors.commands import publication


@click.command("validate")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--format",
    "name",
    type=click.Choice(["text", "json", "ttl", "html", "sarif"]),
    default="text",
    show_default=True,
)
@click.option("--language", type=click.Choice(["nl", "en"]), default="en", show_default=True)
@click.option(
    "--engine",
    type=click.Choice(["fast", "reference"]),
    default="fast",
    show_default=True,
    help="fast, or pyshacl as the reference.",
)
@click.pass_obj
def command(
    folder: str | None, paths: tuple[str, ...], name: str, language: str, engine: str
) -> int:
    """Hold the publication, or the Turtle files PATH (files or folders), against the shapes.

    Exit code 0: neither violations nor warnings (hints may remain, and a sentence if nothing
    in the files could be judged); 1: violations or warnings; 2: the input cannot be read.

    \b
    Examples:
      govactors validate
      govactors validate --language nl my-source.ttl
      govactors validate --format sarif data/ > findings.sarif
    """
    report = validation.validate(publication(folder), paths, engine=engine)
    click.echo(report.render(name, language), nl=False)
    return 0 if report.conforms else 1
