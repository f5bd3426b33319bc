"""``govactors serve``: the publication over HTTP."""

import os
from pathlib import Path
from typing import Any

import click

from govactors.publication import Publication, shipped
from govactors.service.server import serve
from govactors.service.settings import Row, Settings, rows


def _option(row: Row) -> click.Option:
    """The flag of a setting: name, type and help as the table of settings has them."""
    return click.Option(
        [row.flag, row.name],
        type=row.type,
        help=f"{row.help} [default: {row.default!s}]  ({row.variable})",
    )


@click.command("serve")
@click.option("--settings", metavar="FILE", help="A TOML file with settings, by name.")
@click.pass_obj
def command(folder: str | None, /, settings: str | None, **flags: Any) -> int:
    """Serve the publication: pages, SPARQL, dumps. Ends with ctrl-C or SIGTERM.

    A flag overrules the environment, which overrules the file of settings.

    \b
    Examples:
      govactors serve
      govactors serve --port 0 --workers 4
      govactors serve --engine store
      GOVACTORS_QUERY_TIME_LIMIT=10 govactors --publication . serve
    """
    chosen = Settings.read(flags, os.environ, settings)

    place = Path(folder) if folder else shipped()
    engine = chosen.engine or None
    return serve(lambda: Publication.from_directory(place, engine), chosen)


command.params.extend(_option(row) for row in rows())
