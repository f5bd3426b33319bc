"""Bars as SVG: the same bytes for the same figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _NAMES, _ROW, _FIGURES = 720, 170, 20, 80
_OURS, _OTHERS = ("#e3f0fb", "#154273"), ("#efefef", "#5b5b66")
"""Colours of bars: within, and of the edge."""

_FONT = "Arial, Liberation Sans, Arimo, Helvetica, sans-serif"


@dataclass(frozen=True)
class Bar:
    """One bar."""

    name: str
    value: float


@dataclass(frozen=True)
class Group:
    """Bars on one scale, the longest of them as long as there is room."""

    title: str
    bars: tuple[Bar, ...]


def draw(groups: Sequence[Group]) -> str:
    """The picture.

    >>> svg = draw([Group("Speed", (Bar("govactors", 20), Bar("other", 10)))])
    >>> 'width="470.0"' in svg, 'width="235.0"' in svg
    (True, True)
    """
    parts, y = [], 10
    for group in groups:
        most = max((bar.value for bar in group.bars), default=0) or 1
        y += _ROW
        parts.append(f'<text x="10" y="{y}" font-weight="bold">{escape(group.title)}</text>')
        for bar in group.bars:
            y += _ROW
            parts += _bar(bar, (_WIDTH - _NAMES - _FIGURES) * bar.value / most, y)
        y += _ROW // 2
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{y + 10}"'
        f' viewBox="0 0 {_WIDTH} {y + 10}" role="img" lang="en" font-family="{_FONT}"'
        ' font-size="13" fill="#1b1b1f">'
    )
    title = "<title>Speed of the service beside its peers</title>"
    paper = f'<rect width="{_WIDTH}" height="{y + 10}" fill="#ffffff"/>'
    return "\n".join([head, title, paper, *parts, "</svg>"]) + "\n"


def _bar(bar: Bar, length: float, y: int) -> list[str]:
    fill, edge = _OURS if bar.name.startswith("govactors") else _OTHERS
    return [
        f'<text x="{_NAMES - 10}" y="{y}" text-anchor="end">{escape(bar.name)}</text>',
        f'<rect x="{_NAMES}" y="{y - 12}" width="{length:.1f}" height="15" fill="{fill}"'
        f' stroke="{edge}"/>',
        f'<text x="{_NAMES + length + 6:.1f}" y="{y}">{bar.value:,.1f}</text>',
    ]
