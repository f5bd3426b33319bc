"""``govactors mcp``: the publication for language models."""

import os
from pathlib import Path
from typing import Any

import click

from govactors.mcp.front import Doors, serve
from govactors.publication import Publication, shipped
from govactors.service.settings import Settings, row

_SETTINGS = ("engine", "query_time_limit", "query_memory_limit", "workers")


@click.command("mcp")
@click.option("--http", is_flag=True, help="Speak streamable HTTP at /mcp instead of stdio.")
@click.option("--host", help="With --http: address to listen on. [default: 127.0.0.1]")
@click.option("--port", type=int, help="With --http: port; 0 takes any free one. [default: 8000]")
@click.option(
    "--allowed-host",
    "hosts",
    multiple=True,
    metavar="NAME:PORT",
    help="With --http: a Host header to accept beside those of this machine.",
)
@click.option(
    "--allowed-origin",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    help="With --http: a site whose pages may ask, such as https://example.org.",
)
@click.option("--settings", metavar="FILE", help="A TOML file with settings, by name.")
@click.pass_obj
def command(
    folder: str | None,
    /,
    http: bool,
    host: str | None,
    port: int | None,
    hosts: tuple[str, ...],
    origins: tuple[str, ...],
    settings: str | None,
    **flags: Any,
) -> int:
    """Answer language models by the Model Context Protocol, on stdio or over HTTP.

    All tools only read; each answer names its sources and the release. Needs the extra mcp.
    The other settings of serve are taken from the environment and the file.

    \b
    Examples:
      govactors mcp
      govactors mcp --http --port 8010
      govactors --publication . mcp --query-time-limit 5
    """
    chosen = Settings.read(flags | {"host": host, "port": port}, os.environ, settings)
    doors = Doors.of(chosen, hosts, origins) if http else None
    place = Path(folder) if folder else shipped()
    return serve(lambda: Publication.from_directory(place, chosen.engine or None), chosen, doors)


command.params.extend(
    click.Option([each.flag, each.name], type=each.type, help=f"{each.help}  ({each.variable})")
    for each in map(row, _SETTINGS)
)
