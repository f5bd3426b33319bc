"""``govactors gaps``: what is not known yet, as a work list."""

import json

import click

from govactors.commands import publication


@click.command("gaps")
@click.option("--format", "name", type=click.Choice(["text", "json"]), default="text")
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
@click.option("--all", "everything", is_flag=True, help="List every case, not only the counts.")
@click.pass_obj
def command(folder: str | None, name: str, language: str, everything: bool) -> None:
    """List what is missing or uncertain: identifiers, legal bases, periods, second sources.

    \b
    Examples:
      govactors gaps
      govactors gaps --all --language en
      govactors gaps --format json
    """
    contents = publication(folder)
    if name == "json":
        listed = [
            {
                "gap": gap.reference,
                "title": {"nl": gap.title_nl, "en": gap.title_en},
                "things": [{"iri": iri, "detail": detail} for iri, detail in gap.things],
            }
            for gap in contents.gaps
        ]
        click.echo(json.dumps(listed, indent=2, ensure_ascii=False))
        return
    for gap in contents.gaps:
        title = gap.title_nl if language == "nl" else gap.title_en
        click.echo(f"{len(gap.things):5}  {title} ({gap.reference})")
        for iri, detail in gap.things if everything else ():
            click.echo(f"       {contents.addresses.shorten(iri)}  {detail}")
