"""One module a command: its arguments, its help with examples, its output."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from govactors.problems import Problem

if TYPE_CHECKING:
    from govactors.publication import Publication

Command = Callable[..., Any]


def publication(
    folder: str | None,
    as_of: str | None = None,
    unknown: str | None = None,
    engine: str | None = None,
) -> "Publication":
    """The publication that ``--publication`` names, or the one shipped.

    It answers as of a day if one is asked for, and from an engine of its own if one is named.

    Raises :class:`Problem` ``invalid-parameter`` for ``--unknown`` without a day.
    """
    if unknown is not None and as_of is None:
        raise Problem("invalid-parameter", "--unknown needs a day.", hint="Add --as-of DAY.")
    from govactors.moments import INCLUDE
    from govactors.publication import load, load_directory

    whole = load_directory(Path(folder)) if folder else load()
    if engine:
        whole = whole.with_store(engine)
    return whole if as_of is None else whole.as_of(as_of, unknown or INCLUDE)


def as_of_options(command: Command) -> Command:
    """Adds ``--as-of`` and ``--unknown`` to a command."""
    unknown = click.option(
        "--unknown",
        type=click.Choice(["include", "exclude"]),
        help="With --as-of: statements of which it is not known whether they held that day; "
        "include if left out.",
    )
    day = click.option("--as-of", metavar="DAY", help="Answer as of a day, such as 2025-01-15.")
    return day(unknown(command))
