"""``govactors dump``: the whole publication in one file."""

import sys
from pathlib import Path

import click

from govactors import export
from govactors.commands import publication
from govactors.problems import Problem


@click.command("dump")
@click.option(
    "--format",
    "name",
    default="ttl",
    show_default=True,
    metavar="FORMAT",
    help=f"One of: {', '.join(each.name for each in export.formats())}.",
)
@click.option("--output", metavar="FILE", help="Write to FILE instead of standard output.")
@click.pass_obj
def command(folder: str | None, name: str, output: str | None) -> None:
    """Write everything published, derived statements included, byte-identical each time.

    ttl, nt and rdf hold the union of all graphs; trig, nq and jsonld keep the graphs apart.

    \b
    Examples:
      govactors dump --output govactors.ttl
      govactors dump --format nq | sha256sum
    """
    content = export.dump(publication(folder), name)
    if output is None:
        sys.stdout.buffer.write(content)
        return
    try:
        Path(output).write_bytes(content)
    except OSError as error:
        raise Problem(
            "unreadable-input",
            f"It cannot be written: {error.strerror}.",
            hint="Name a file in an existing folder you may write to.",
            file=output,
        ) from error
