"""``govactors info``: what is published, and the hashes that identify it."""

import json

import click

from govactors import export
from govactors.commands import publication
from govactors.contents import Contents
from govactors.folder import Role


@click.command("info")
@click.option("--format", "name", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(folder: str | None, name: str) -> None:
    """Tell what is published: address, version, date, hashes and counts.

    \b
    Examples:
      govactors info
      govactors info --format json
    """
    facts = describe(publication(folder))
    if name == "json":
        click.echo(json.dumps(facts, indent=2))
        return
    width = max(map(len, facts))
    for key, value in facts.items():
        click.echo(f"{key:<{width}}  {value}")


def describe(contents: Contents) -> dict[str, str | int]:
    """The facts, by name; ``graph hash`` and ``dataset hash`` are RDFC-1.0 hashes."""
    hashes = export.hashes(contents)
    release = contents.release
    return {
        "base": contents.addresses.base,
        "version": release.version,
        "date": release.date,
        "release hash": release.hash,
        "graph hash": hashes["union"],
        "dataset hash": hashes["dataset"],
        "graphs": len(contents.store.graphs()),
        "triples": len(export.union(contents)),
        "questions": sum(file.role is Role.QUESTION for file in contents.files),
        "rules": sum(file.role is Role.RULE for file in contents.files),
        "shapes files": sum(file.role is Role.SHAPES for file in contents.files),
    }
