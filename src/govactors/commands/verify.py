"""``govactors verify``: passages held against the document."""

from pathlib import Path

import click

from govactors import verification
from govactors.commands import publication


@click.command("verify")
@click.option("--document", required=True, metavar="FILE", help="The document's text, UTF-8.")
@click.option("--source", metavar="SOURCE", help="Its name or address, if there are several.")
@click.pass_obj
def command(folder: str | None, document: str, source: str | None) -> int:
    """Check a document and every passage of its source: are offsets and SHA-256 as recorded?

    Nothing of the document is kept. Exit code 1 if anything differs: the document as a whole,
    where the source has a digest of it, or a passage. Saved with a byte order mark or other
    line ends, every place differs; then that is what you are told.

    \b
    Examples:
      govactors verify --document letter.txt
      govactors verify --document letter.txt --source brief-4054603
    """
    contents = publication(folder)
    iri = source and (contents.address(source) if ":" in source else contents.source(source).iri)
    outcome = verification.verify(contents, Path(document), iri)
    if outcome.cause:
        click.echo(f"{document} was saved with {outcome.cause}; the text itself is as recorded.")
        click.echo(f"Save it as {outcome.source} was recorded, and verify again.")
        return 1
    for each in filter(None, (outcome.document, *outcome.mismatches)):
        click.echo(f"{each.iri} ({each.where}): {each.reason}")
    right = outcome.checked - len(outcome.mismatches)
    click.echo(f"{right} of {outcome.checked} passages of {outcome.source} are as recorded")
    return 0 if outcome.holds else 1
