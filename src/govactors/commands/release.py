"""``govactors release``: build, check and compare releases."""

import sys
from pathlib import Path

import click

from govactors import archive, changes, comparison, feeds
from govactors.changes import Difference
from govactors.commands import publication
from govactors.editions import Edition
from govactors.terms import expand

_OUTCOMES = {
    "nl": ("niet zoals vermeld", "alles is zoals vermeld"),
    "en": ("not as listed", "all is as listed"),
}


@click.group("release")
def command() -> None:
    """Build the folder of a release, check one, or tell what changed between two.

    \b
    Examples:
      govactors release build --output releases
      govactors release diff releases/2026-11-23 releases/2026-12-01
    """


@command.command("build")
@click.option("--output", required=True, metavar="DIR", help="Folder that holds the releases.")
@click.pass_obj
def build(folder: str | None, output: str) -> None:
    """Write every file of the release into DIR/<date>/: RDF, tables, manifest, checksums.

    The date is that of the ontology's header. A release that is there already is never changed.

    \b
    Example:
      govactors release build --output releases
    """
    from rich.console import Console
    from rich.progress import Progress

    terminal = Console(stderr=True)
    with Progress(console=terminal, transient=True, disable=not terminal.is_terminal) as bar:
        task = bar.add_task("reading")

        def tell(name: str, done: int, total: int) -> None:
            bar.update(task, description=name, completed=done, total=total)

        made = archive.build(publication(folder), Path(output), tell)
    click.echo(str(made))


@command.command("check")
@click.argument("release", metavar="DIR")
@click.option("--language", type=click.Choice(["nl", "en"]), default="en", show_default=True)
def check(release: str, language: str) -> int:
    """Hold every file of the release in DIR against its size and checksum.

    Exit code 0: all as listed; 1: files differ, are missing or are not listed; 2: no release.

    \b
    Example:
      govactors release check releases/2026-11-23
    """
    faults = archive.check(Path(release))
    for fault in faults:
        click.echo(f"{fault.name} {fault.nl if language == 'nl' else fault.en}")
    wrong, right = _OUTCOMES[language]
    click.echo(f"{wrong}: {len(faults)}" if faults else right)
    return 1 if faults else 0


@command.command("diff")
@click.argument("old")
@click.argument("new")
@click.option(
    "--format",
    "name",
    type=click.Choice(["text", "json", "ttl", "atom", "jsonfeed"]),
    default="text",
    show_default=True,
)
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
@click.option("--actor", metavar="ADDRESS", help="Only what touches this actor.")
def diff(old: str, new: str, name: str, language: str, actor: str | None) -> None:
    """Tell what changed from OLD to NEW, by meaning: each a release's or a publication's folder.

    ttl is RDF, json has everything, atom and jsonfeed are feeds.

    \b
    Examples:
      govactors release diff releases/2026-11-23 releases/2026-12-01
      govactors release diff releases/2026-11-23 . --language en --actor organisatie:kmar
    """
    editions = [Edition.from_directory(Path(each)) for each in (old, new)]
    difference = comparison.compare(*editions)
    about = expand(actor, difference.new.addresses.prefixes) if actor else None
    if name in ("atom", "jsonfeed"):
        feed = feeds.feed([difference], language, about)
        written = feeds.to_atom(feed) if name == "atom" else feeds.to_json(feed)
    else:
        shown = difference.only(about) if about else difference
        written = _written(shown, name, language)
    sys.stdout.buffer.write(written)


def _written(difference: Difference, name: str, language: str) -> bytes:
    if name == "json":
        return changes.to_json(difference)
    if name == "ttl":
        return changes.to_turtle(difference)
    old, new = difference.old, difference.new
    head = f"{old.version} ({old.date}) → {new.version} ({new.date})"
    lines = [head, *(f"- {change.text(language)}" for change in difference.changes)]
    return "".join(f"{line}\n" for line in lines).encode()
