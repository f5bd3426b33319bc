"""``govactors load``: a data set on disk, for publications larger than memory."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from govactors import intake, loading
from govactors.commands import publication
from govactors.intake import Report
from govactors.terms import expand


@click.command("load")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--location", required=True, metavar="DIR", help="Folder for the data on disk.")
@click.option(
    "--graph",
    metavar="ADDRESS",
    help="Graph for triples in files that name none; without it they are in no named graph.",
)
@click.pass_obj
def command(folder: str | None, sources: tuple[str, ...], location: str, graph: str | None) -> None:
    """Write data to disk, to be queried by `query --engine DIR`.

    A SOURCE is the folder of a publication, or a file .ttl, .nt, .nq or .trig, gzipped (.gz) or
    not; without any, the publication shipped with the package is loaded. What DIR held stays in
    use until everything is written, also when this is interrupted.

    \b
    Examples:
      govactors load --location store
      govactors load --location store dump.nq.gz
      govactors load --location store --graph graaf:kern things.nt more.ttl
    """
    if not sources:
        sources = (folder or str(publication(None).directory),)
    name = expand(graph, publication(folder).addresses.prefixes) if graph else None
    found = [intake.source(Path(each), name) for each in sources]
    with _progress(sum(each.size for each in found)) as report:
        made = loading.load(found, Path(location), report)
    graphs = len(made.graphs)
    click.echo(f"{made.triples} triples, {graphs} graph{'' if graphs == 1 else 's'}, {made.hash}")


@contextmanager
def _progress(total: int) -> Iterator[Report]:
    """Reports how far the reading is: a bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Loading"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda size: bar.advance(task, size)
