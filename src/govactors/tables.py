"""Tables for people: aligned on a terminal, complete and unwrapped when piped."""

import io
import re
import sys
from collections.abc import Iterable, Sequence

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def render(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The table as text; cells wrap to the width of a terminal, never when piped.

    >>> print(render(["who", "what"], [["ind", "signal"]]))
     who   what
    ──────────────
     ind   signal
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_edge=False)
    for column in columns:
        table.add_column(Text(_shown(column)), overflow="fold")
    for row in rows:
        table.add_row(*(Text(_shown(cell)) for cell in row))
    width = None if sys.stdout.isatty() else 100_000
    out = io.StringIO()
    Console(file=out, width=width, color_system=None).print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def _shown(text: str) -> str:
    """The text without characters that would steer the terminal (CWE-150)."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
