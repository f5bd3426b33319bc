"""SVG, written piece by piece: text that stays text, links, classes instead of colours.

There is neither script nor style attribute in what is written, so that it stands inside a page
with the strictest content security policy; how it looks is said by the classes in
``picture.css``.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape as escape_markup

from govactors.pictures.letters import LINE

BODY, SMALL = 14, 12
"""Sizes of letters; ``picture.css`` says the same."""

Point = tuple[float, float]

_BASELINE = 0.36
"""How far below the middle of a line of text its baseline is, in letter sizes."""
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SAFE = re.compile(r"(https?:|mailto:|[^:]*([/?#]|$))", re.IGNORECASE)
"""Web addresses and relative ones: data may hold ``javascript:``, a picture may not."""

_ICONS = {
    "organisation": "M1 10V3h8v7zM3 5h1M6 5h1M3 7.5h1M6 7.5h1",
    "unit": "M2 10V5h6v5zM5 5V1M3 1h4",
    "partnership": "M4 6.5a2.8 2.8 0 1 1 0-.1zM9.6 6.5a2.8 2.8 0 1 1 0-.1z",
    "group": "M1 9.5v-2h2v2zM4 5.5v-2h2v2zM7 9.5v-2h2v2z",
    "office": "M5 4.8a2 2 0 1 1 .1 0M1.5 10c0-5 7-5 7 0z",
    "task": "M1 1.5h8v8H1zM3 5.5l1.5 1.8L7.5 3.5",
    "phenomenon": "M5 1l4.5 4.5L5 10 .5 5.5z",
    "law": "M2 .8h6v9.4H2zM3.5 3h3M3.5 5.2h3M3.5 7.4h3",
    "other": "M5 8.5a3 3 0 1 1 .1 0",
}
"""Small drawings that tell kinds apart without colour, in a square of 10 by 11."""

_SPACE = '<tspan font-size="0"> </tspan>'
"""Between lines, for who copies them or has them read; without width, or it would move them."""

ICON = 16
"""The room that an icon takes before a label."""


def escaped(text: str) -> str:
    """Text for XML: markup escaped, characters that XML cannot hold replaced."""
    return escape_markup(_NOT_XML.sub("\ufffd", text))


def number(value: float) -> str:
    """One decimal at most, and never a negative zero, so that the bytes do not depend on noise."""
    return f"{round(value, 1) + 0:g}" if abs(value) < 100_000 else f"{value:.0f}"


def height(lines: Sequence[str], size: float = BODY) -> float:
    """How high some lines of text are."""
    return len(lines) * size * LINE


class Canvas:
    """What is written so far.

    >>> canvas = Canvas()
    >>> with canvas.link("/doc/organisatie/ind"):
    ...     canvas.text(10, 20, ["IND"])
    >>> print(canvas.markup())
    <a href="/doc/organisatie/ind">
    <text x="10" y="25">IND</text>
    </a>
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.linked = False
        self.icons: dict[str, None] = {}

    def markup(self) -> str:
        """All that was written."""
        return "\n".join(self._parts)

    def add(self, markup: str) -> None:
        """Markup that is escaped already."""
        self._parts.append(markup)

    @contextmanager
    def link(
        self, href: str, title: str = "", label: str = "", language: str = ""
    ) -> Iterator[None]:
        """What is written within leads to an address; ``title`` is the whole of a cut label.

        ``language`` is that of the text within where it is another than the picture's.
        """
        safe = bool(href) and bool(_SAFE.match(href))
        self.linked |= safe
        aria = f' aria-label="{escaped(label)}"' if label and safe else ""
        aria += f' lang="{escaped(language)}"' if language else ""
        self.add(f'<a href="{escaped(href)}"{aria}>' if safe else f"<g{aria}>")
        if title:
            self.add(f"<title>{escaped(title)}</title>")
        yield
        self.add("</a>" if safe else "</g>")

    @contextmanager
    def group(self, classes: str, **data: str) -> Iterator[None]:
        """What is written within belongs together; ``data`` are attributes ``data-...``."""
        more = "".join(f' data-{name}="{escaped(value)}"' for name, value in data.items())
        self.add(f'<g class="{escaped(classes)}"{more}>')
        yield
        self.add("</g>")

    def text(
        self, x: float, y: float, lines: Sequence[str], classes: str = "", size: float = BODY
    ) -> None:
        """Lines of text around a height; where they start or are centred, their class says."""
        name = f' class="{classes}"' if classes else ""
        step = size * LINE
        top = y - (len(lines) - 1) * step / 2 + size * _BASELINE
        if len(lines) == 1:
            self.add(f'<text{name} x="{number(x)}" y="{number(top)}">{escaped(lines[0])}</text>')
            return
        spans = _SPACE.join(
            f'<tspan x="{number(x)}" y="{number(top + row * step)}">{escaped(each)}</tspan>'
            for row, each in enumerate(lines)
        )
        self.add(f"<text{name}>{spans}</text>")

    def box(
        self, x: float, y: float, wide: float, high: float, classes: str = "", radius: float = 4
    ) -> None:
        """A rectangle by its left upper corner."""
        name = f' class="{classes}"' if classes else ""
        self.add(
            f'<rect{name} x="{number(x)}" y="{number(y)}" width="{number(wide)}"'
            f' height="{number(high)}" rx="{number(radius)}"/>'
        )

    def icon(self, kind: str, x: float, y: float, classes: str = "icon") -> None:
        """The small drawing of a kind, with its left and its middle."""
        known = kind if kind in _ICONS else "other"
        self.icons[known] = None
        self.add(
            f'<path class="{classes}" transform="translate({number(x)} {number(y - 5.5)})"'
            f' d="{_ICONS[known]}"/>'
        )

    def line(self, points: Sequence[Point], classes: str = "") -> None:
        """A broken line."""
        path = "L".join(f"{number(x)} {number(y)}" for x, y in points)
        self.add(f'<path class="{classes}" d="M{path}"/>')

    def curve(self, start: Point, end: Point, classes: str = "", bend: float = 0.5) -> None:
        """A line from left to right that leaves and arrives horizontally."""
        reach = (end[0] - start[0]) * bend
        path = (
            f"M{_pair(start)}C{_pair((start[0] + reach, start[1]))} "
            f"{_pair((end[0] - reach, end[1]))} {_pair(end)}"
        )
        name = f' class="{classes}"' if classes else ""
        self.add(f'<path{name} d="{path}"/>')

    def tip(self, at: Point, classes: str = "tip", *, left: bool = False) -> None:
        """An arrow tip that points to the right, or to the left."""
        back = 8 if left else -8
        corners = " ".join(
            _pair(each) for each in ((at[0] + back, at[1] - 4), at, (at[0] + back, at[1] + 4))
        )
        self.add(f'<polygon class="{classes}" points="{corners}"/>')


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"
