"""One module a command: its arguments, its help with examples, its output."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from govactors.publication import Publication, load_directory
from govactors.publication import load as load_shipped

Command = Callable[..., Any]


def publication(
    folder: str | None, as_of: str | None = None, unknown: str = "include"
) -> Publication:
    """The publication that ``--publication`` names, or the one shipped, as of a day if asked."""
    whole = load_directory(Path(folder)) if folder else load_shipped()
    return whole.as_of(as_of, unknown) if as_of else whole


def as_of_options(command: Command) -> Command:
    """Adds ``--as-of`` and ``--unknown`` to a command."""
    unknown = click.option(
        "--unknown",
        type=click.Choice(["include", "exclude"]),
        default="include",
        show_default=True,
        help="With --as-of: statements of which it is not known whether they held that day.",
    )
    day = click.option("--as-of", metavar="DAY", help="Answer as of a day, such as 2025-01-15.")
    return day(unknown(command))
