"""``govactors new``: a well-formed Turtle skeleton to start from."""

import re
import shlex
from datetime import date
from pathlib import Path
from string import Template

import click

from govactors import foundation
from govactors.commands import publication
from govactors.problems import Problem
from govactors.publication import shipped

_FOLDER = Path(__file__).parents[1] / "skeletons"
_PLACES = {"actor": "data/kern/organisatie", "source": "data/bron", "task": "data/kern/taak"}


@click.command("new")
@click.argument("what", type=click.Choice(["actor", "source", "task", "publication"]))
@click.argument("reference")
@click.option("--name", required=True, help="Name or title in Dutch.")
@click.option("--name-en", required=True, help="Name or title in English.")
@click.option("--write", is_flag=True, help="Write the file in the publication's folder.")
@click.option(
    "--base",
    metavar="ADDRESS",
    help="What all addresses of a new publication start with; https://example.org/ and the name "
    "of its folder if left out.",
)
@click.pass_obj
def command(
    folder: str | None,
    what: str,
    reference: str,
    name: str,
    name_en: str,
    write: bool,
    base: str | None,
) -> None:
    """Print a Turtle skeleton for a new source, actor or task, or write it where it belongs.

    REFERENCE is the last segment of its address: lower case, digits, hyphens. For a publication
    it is a new folder, which is written: a publication of your own that loads, validates and
    can be served, with one example of each thing.

    \b
    Examples:
      govactors new actor raad-x --name "Raad X" --name-en "Council X"
      govactors --publication . new source wet-x --name "Wet X" --name-en "Act X" --write
      govactors new publication schepen --name "Wie keurt schepen" --name-en "Who inspects ships"
    """
    if not (name.strip() and name_en.strip()):
        raise Problem("invalid-parameter", "--name and --name-en may not be empty.")
    today = f"{date.today():%Y-%m-%d}"
    values = {"name": _escaped(name), "name_en": _escaped(name_en), "today": today}
    if what == "publication":
        _begin(Path(reference), base, values)
        return
    if base is not None:
        raise Problem("invalid-parameter", "--base is for a new publication.")
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
    contents = publication(folder)
    path = contents.directory / _PLACES[what] / f"{reference}.ttl"
    if path.exists():
        raise Problem(
            "invalid-parameter",
            f"The REFERENCE {reference!r} exists already.",
            hint="Add to this file, or choose another REFERENCE.",
            file=str(path),
        )
    skeleton = Template((_FOLDER / f"{what}.ttl").read_text(encoding="utf-8"))
    text = skeleton.substitute(values, base=contents.addresses.base, reference=reference)
    if not write:
        click.echo(text, nl=False)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    click.echo(str(path))


def _begin(target: Path, base: str | None, values: dict[str, str]) -> None:
    """Writes a publication and says what to do with it."""
    segment = re.sub(r"[^a-z0-9]+", "-", target.resolve().name.lower()).strip("-")
    if base is None:
        base = f"https://example.org/{segment or 'keten'}/"
    foundation.begin(target, shipped(), base, values)
    click.echo(f"{target} is a publication at {base}")
    for then in ("validate", "questions", "serve"):
        click.echo(f"  govactors --publication {shlex.quote(str(target))} {then}")


def _escaped(text: str) -> str:
    """The text as it may stand between the quotes of a Turtle string."""
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"}
    return "".join(escapes.get(character, character) for character in text)
