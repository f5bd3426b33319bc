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
    head = [_shown(column) for column in columns]
    body = [[_shown(cell) for cell in row] for row in rows]
    simple = all(_one_line(cell) for row in (head, *body) for cell in row)
    if columns and simple and not sys.stdout.isatty():
        return _plain(head, body)
    return _rich(head, body)


def _plain(head: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    """The table as :func:`_rich` makes it, of one-line cells in letters of one column each."""
    widths = [max(map(len, column)) for column in zip(head, *body, strict=True)]
    rule = "─" * (sum(widths) + 3 * len(widths) - 1)
    lines = (
        "".join(f" {cell:<{width}}  " for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (head, *body)
    )
    first, *rest = lines
    return "\n".join([first, rule, *rest])


def _rich(head: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    """The table as the library for terminals lays it out."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_edge=False)
    for column in head:
        table.add_column(Text(column), overflow="fold")
    for row in body:
        table.add_row(*map(Text, row))
    width = None if sys.stdout.isatty() else 100_000
    out = io.StringIO()
    Console(file=out, width=width, color_system=None).print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def _one_line(text: str) -> bool:
    """Whether every character takes one column of a terminal, as far as that is easily seen."""
    return text.isascii() and text.isprintable()


def _shown(text: str) -> str:
    """The text without characters that would steer the terminal (CWE-150)."""
    if _one_line(text):
        return text
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
