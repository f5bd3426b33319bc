"""``govactors search``: what is called, described or mentioned so."""

import json
from dataclasses import asdict

import click

from govactors import tables
from govactors.commands import as_of_options, publication
from govactors.search import KINDS, Hit


@click.command("search")
@click.argument("text")
@click.option("--kind", type=click.Choice(KINDS, case_sensitive=False), help="Only this kind.")
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True)
@click.option("--format", "name", type=click.Choice(["table", "json"]), default="table")
@as_of_options
@click.pass_obj
def command(
    folder: str | None,
    text: str,
    kind: str | None,
    language: str,
    limit: int,
    name: str,
    as_of: str | None,
    unknown: str | None,
) -> None:
    """Find organisations, tasks, law, sources, questions and terms by TEXT.

    Names in Dutch and English, former names, abbreviations and definitions are searched, whatever
    the language of the answer; typing errors and compounds do not matter.

    \b
    Examples:
      govactors search mensensmokkel
      govactors search "inspectie SZW" --language en
      govactors search smokkel --kind Task --format json
    """
    contents = publication(folder, as_of, unknown)
    found = contents.search(text, kind=kind, limit=limit)
    if name == "json":
        content = asdict(found)
        for hit in content["hits"]:
            del hit["_registry"]
        click.echo(json.dumps(content, indent=2, ensure_ascii=False))
        return
    rows = [
        [hit.kind, hit.label(language), _found_as(hit), contents.addresses.shorten(hit.iri)]
        for hit in found.hits
    ]
    click.echo(tables.render(["kind", "name", "found as", "address"], rows))
    more = "; --limit gives more" if len(rows) < found.total else ""
    click.echo(f"{len(rows)} of {found.total}{more}")


def _found_as(hit: Hit) -> str:
    if hit.mentions:
        return f"mentions {hit.text}"
    if hit.formerly:
        return f"formerly {hit.formerly}"
    return "" if hit.text in hit.labels.values() else hit.text
