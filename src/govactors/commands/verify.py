"""``govactors verify``: passages held against the document."""

from pathlib import Path

import click

from govactors import verification
from govactors.commands import address, publication


@click.command("verify")
@click.option("--document", required=True, metavar="FILE", help="The document's text, UTF-8.")
@click.option("--source", metavar="SOURCE", help="Its name or address, if there are several.")
@click.pass_obj
def command(folder: str | None, document: str, source: str | None) -> int:
    """Check every passage of a source: are offsets and SHA-256 those of the document?

    Nothing of the document is kept. Exit code 1 if a passage differs.

    \b
    Examples:
      govactors verify --document letter.txt
      govactors verify --document letter.txt --source brief-4054603
    """
    contents = publication(folder)
    iri = None if source is None else address(contents, source)
    outcome = verification.verify(contents, Path(document), iri)
    for each in outcome.mismatches:
        click.echo(f"{each.iri} ({each.where}): {each.reason}")
    right = outcome.checked - len(outcome.mismatches)
    click.echo(f"{right} of {outcome.checked} passages of {outcome.source} are as recorded")
    return 0 if outcome.holds else 1
