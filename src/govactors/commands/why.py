"""``govactors why``: the statements and passages that an answer rests on."""

import json
from dataclasses import asdict

import click

from govactors import strangers
from govactors.commands import as_of_options, publication
from govactors.contents import Contents
from govactors.grounds import Ground
from govactors.problems import Problem
from govactors.terms import expand, ga


@click.command("why")
@click.argument("subject")
@click.argument("predicate", required=False)
@click.argument("object_", metavar="[OBJECT]", required=False)
@click.option("--format", "name", type=click.Choice(["text", "json"]), default="text")
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
@as_of_options
@click.pass_obj
def command(
    folder: str | None,
    subject: str,
    predicate: str | None,
    object_: str | None,
    name: str,
    language: str,
    as_of: str | None,
    unknown: str | None,
) -> None:
    """Show what SUBJECT, or the statement SUBJECT PREDICATE OBJECT, rests on.

    Each is an address or a name with a known prefix such as organisatie:kmar; SUBJECT and
    OBJECT may also be a name, an abbreviation or a reference, PREDICATE a word of ga: alone.

    \b
    Examples:
      govactors why organisatie:kmar ga:leads taak:opsporing-mensensmokkel
      govactors why KMar memberOf --language en
      govactors why organisatie:zeehavenpolitie --format json
    """
    contents = publication(folder, as_of, unknown)
    if predicate and ":" not in predicate:
        predicate = ga(predicate)
    prefixes = contents.addresses.prefixes
    named = (expand(each, prefixes) for each in (subject, predicate, object_) if each)
    for told in strangers.among(named, contents):
        raise Problem("unknown-thing", told)
    grounds = contents.why(subject, predicate or None, object_ or None, language=language)
    if name == "json":
        click.echo(json.dumps([asdict(each) for each in grounds], indent=2, ensure_ascii=False))
        return
    for ground in grounds:
        click.echo(_text(ground, contents, _WORDS[language]))


_WORDS = {
    "nl": {"characters": "tekens", "behind": "achter"},
    "en": {"characters": "characters", "behind": "behind"},
}


def _text(ground: Ground, contents: Contents, words: dict[str, str]) -> str:
    short = contents.addresses.shorten
    used = f", {words['behind']} {short(ground.shortcut)}" if ground.shortcut else ""
    characters = f"; {words['characters']} {ground.position}" if ground.position else ""
    return (
        f"{short(ground.statement)} ({ground.kind_label}, {ground.certainty_label}{used})\n"
        f"    {ground.title} <{ground.source}>\n"
        f"    {ground.where}{characters}"
    )
