"""``govactors new``: a well-formed Turtle skeleton to start from."""

import re
from datetime import date
from pathlib import Path
from string import Template

import click

from govactors.commands import publication
from govactors.problems import Problem

_FOLDER = Path(__file__).parents[1] / "skeletons"
_PLACES = {"actor": "data/kern/organisatie", "source": "data/bron", "task": "data/kern/taak"}


@click.command("new")
@click.argument("what", type=click.Choice(sorted(_PLACES)))
@click.argument("reference")
@click.option("--name", required=True, help="Name or title in Dutch.")
@click.option("--name-en", required=True, help="Name or title in English.")
@click.option("--write", is_flag=True, help="Write the file in the publication's folder.")
@click.pass_obj
def command(
    folder: str | None, what: str, reference: str, name: str, name_en: str, write: bool
) -> None:
    """Print a Turtle skeleton for a new source, actor or task, or write it where it belongs.

    REFERENCE is the last segment of its address: lower case, digits, hyphens.

    \b
    Examples:
      govactors new actor kustwacht --name Kustwacht --name-en "Netherlands Coastguard"
      govactors --publication . new source wet-x --name "Wet X" --name-en "Act X" --write
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", reference):
        raise Problem(
            "invalid-parameter",
            f"{reference!r} is not a reference.",
            hint="Use lower case letters, digits and hyphens: raad-van-state.",
        )
    if write and folder is None:
        raise Problem(
            "invalid-parameter",
            "--write needs a folder to write to.",
            hint="Name it before the command: govactors --publication . new ...",
        )
    if not (name.strip() and name_en.strip()):
        raise Problem("invalid-parameter", "--name and --name-en may not be empty.")
    contents = publication(folder)
    skeleton = Template((_FOLDER / f"{what}.ttl").read_text(encoding="utf-8"))
    text = skeleton.substitute(
        base=contents.addresses.base,
        reference=reference,
        name=_escaped(name),
        name_en=_escaped(name_en),
        today=f"{date.today():%Y-%m-%d}",
    )
    if not write:
        click.echo(text, nl=False)
        return
    path = contents.directory / _PLACES[what] / f"{reference}.ttl"
    if path.exists():
        raise Problem("invalid-parameter", "It exists already.", file=str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    click.echo(str(path))


def _escaped(text: str) -> str:
    """The text as it may stand between the quotes of a Turtle string."""
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"}
    return "".join(escapes.get(character, character) for character in text)
