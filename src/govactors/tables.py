"""Tables for people: aligned on a terminal, complete and unwrapped when piped."""

import io
import sys
from collections.abc import Iterable, Sequence


def render(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The table as text; cells wrap to the width of a terminal, never when piped.

    >>> print(render(["who", "what"], [["ind", "signal"]]))
     who   what
    ────────────
     ind   signal
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    width = None if sys.stdout.isatty() else 100_000
    out = io.StringIO()
    Console(file=out, width=width, color_system=None).print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())
