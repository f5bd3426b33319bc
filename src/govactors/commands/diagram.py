"""``govactors diagram``: the model drawn from the ontology."""

import click

from govactors import diagram
from govactors.commands import publication


@click.command("diagram")
@click.option("--language", type=click.Choice(["nl", "en"]), default="en", show_default=True)
@click.pass_obj
def command(folder: str | None, language: str) -> None:
    """Draw the classes of the model and what connects them, as SVG on standard output.

    \b
    Example:
      govactors diagram > model.svg
    """
    click.echo(diagram.class_diagram(publication(folder).files, language), nl=False)
