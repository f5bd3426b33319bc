"""A graph in, an SVG picture out: the same bytes for the same graph on every machine.

The text in the picture stays text (it can be selected, searched and read aloud), boxes can be
links, and there is neither script nor style sheet nor style attribute in it, so that it stands
inside a page with the strictest content security policy. Colours are presentation attributes;
a page that wants others has the classes ``box``, ``line`` and ``kind-...`` to address.
"""

import math
import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape as escape_markup

from govactors.layout import Box, Direction, Layout, Line, Link, Point, arrange

_FONT = "Arial, Liberation Sans, Arimo, Helvetica, sans-serif"
_MEASURED, _DRAWN = 15, 13
"""Boxes are measured for larger letters than are drawn, so that a wider font still fits."""
_LABEL_MEASURED, _LABEL_DRAWN = 13, 11
_LINE_HEIGHT = 1.2
_BASELINE = 0.36
"""How far below the middle of a line of text its baseline is, in letter sizes."""
_MARGIN = 8
_WRAP = 30
_LABEL_WRAP = 24
_INK, _PAPER = "#1b1b1f", "#ffffff"
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SAFE_LINK = re.compile(r"(https?:|[^:]*([/?#]|$))", re.IGNORECASE)
"""Web addresses and relative ones: data may hold ``javascript:``, a picture may not."""


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a kind of box."""

    fill: str
    stroke: str


LOOKS: Mapping[str, Look] = {
    "": Look("#ffffff", "#5b5b66"),
    "actor": Look("#e3f0fb", "#154273"),
    "task": Look("#e6f4e4", "#2f6b28"),
    "statement": Look("#fff6d8", "#8a6a00"),
    "source": Look("#f4e8f6", "#6d3380"),
    "other": Look("#efefef", "#5b5b66"),
}
"""The look of each kind; a kind not listed looks like ``""``."""


@dataclass(frozen=True, slots=True)
class Node:
    """A box: ``label`` above, ``rows`` of smaller print below it, the whole a link to ``href``."""

    id: str
    label: str
    href: str = ""
    kind: str = ""
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow between two nodes by their ids; ``is_a`` draws it as a hollow triangle.

    An ``is_a`` arrow points up at the more general node, which is placed before the other.
    """

    source: str
    target: str
    label: str = ""
    is_a: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn. ``name`` is a word unique on the page it stands on."""

    name: str
    title: str
    description: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    language: str = "nl"
    direction: Direction = "down"


def draw(picture: Picture) -> str:
    """The picture as an SVG document, nodes and edges laid out in the order given.

    >>> dots = (Node("a", "Actor", kind="actor"), Node("b", "Taak", href="/id/taak/x"))
    >>> svg = draw(Picture("demo", "Voorbeeld", "Een pijl.", dots, (Edge("a", "b", "doet"),)))
    >>> svg.startswith('<svg xmlns="http://www.w3.org/2000/svg"'), ">doet</text>" in svg
    (True, True)
    """
    places = {node.id: number for number, node in enumerate(picture.nodes)}
    links = [_link(edge, places) for edge in picture.edges]
    found = arrange(
        [_lines(node) for node in picture.nodes],
        links,
        direction=picture.direction,
        font_size=_MEASURED,
        label_size=_LABEL_MEASURED,
    )
    parts = _head(picture, found)
    for edge, line in zip(picture.edges, found.lines, strict=True):
        parts += _edge(edge, line)
    for node, box in zip(picture.nodes, found.boxes, strict=True):
        parts += _node(node, box)
    return "\n".join([*parts, "</g>", "</svg>"]) + "\n"


def _escape(text: str) -> str:
    """Text for XML: markup escaped, characters that XML cannot hold replaced."""
    return escape_markup(_NOT_XML.sub("\ufffd", text))


def _link(edge: Edge, places: Mapping[str, int]) -> Link:
    source, target = places[edge.source], places[edge.target]
    label = tuple(textwrap.wrap(edge.label, _LABEL_WRAP))
    if edge.is_a:
        return Link(target, source, label, tail=True)
    return Link(source, target, label)


def _lines(node: Node) -> list[str]:
    return [*textwrap.wrap(node.label, _WRAP), *node.rows]


def _head(picture: Picture, found: Layout) -> list[str]:
    wide, high = (math.ceil(n + 2 * _MARGIN) for n in (found.width, found.height))
    # A picture with links is a document: what role="img" holds cannot be reached by a reader.
    role = "graphics-document document" if any(n.href for n in picture.nodes) else "img"
    name, title, text = (_escape(t) for t in (picture.name, picture.title, picture.description))
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}"'
        f' viewBox="0 0 {wide} {high}" role="{role}" lang="{_escape(picture.language)}"'
        f' aria-labelledby="{name}-title {name}-desc">',
        f'<title id="{name}-title">{title}</title>',
        f'<desc id="{name}-desc">{text}</desc>',
        f'<rect class="paper" width="{wide}" height="{high}" fill="{_PAPER}"/>',
        f'<g transform="translate({_MARGIN} {_MARGIN})" font-family="{_FONT}"'
        f' font-size="{_DRAWN}" fill="{_INK}">',
    ]


def _node(node: Node, box: Box) -> list[str]:
    look = LOOKS.get(node.kind, LOOKS[""])
    left, top = box.x - box.width / 2, box.y - box.height / 2
    head = textwrap.wrap(node.label, _WRAP)
    step = _MEASURED * _LINE_HEIGHT
    first = box.y - (len(head) + len(node.rows) - 1) * step / 2 + _DRAWN * _BASELINE
    parts = [
        f'<g class="box kind-{_escape(node.kind or "none")}">',
        f'<rect x="{_n(left)}" y="{_n(top)}" width="{_n(box.width)}" height="{_n(box.height)}"'
        f' rx="4" fill="{look.fill}" stroke="{look.stroke}"/>',
    ]
    for number, text in enumerate(head):
        parts.append(
            f'<text x="{_n(box.x)}" y="{_n(first + number * step)}" text-anchor="middle"'
            f' font-weight="bold">{_escape(text)}</text>'
        )
    for number, text in enumerate(node.rows, len(head)):
        parts.append(
            f'<text x="{_n(left + 9)}" y="{_n(first + number * step)}">{_escape(text)}</text>'
        )
    parts.append("</g>")
    if node.href and _SAFE_LINK.match(node.href):
        return [f'<a href="{_escape(node.href)}">', *parts, "</a>"]
    return parts


def _edge(edge: Edge, line: Line) -> list[str]:
    kind = "is-a" if edge.is_a else "relation"
    begin, *rest = line.points
    path = f"M{_pair(begin)}C{' '.join(_pair(point) for point in rest)}"
    parts = [
        f'<g class="line {kind}">',
        f'<path d="{path}" fill="none" stroke="{_INK}"/>',
    ]
    if line.start_tip is not None:
        parts.append(_arrow(begin, line.start_tip, _PAPER if edge.is_a else _INK))
    if line.end_tip is not None:
        parts.append(_arrow(line.points[-1], line.end_tip, _INK))
    if line.label is not None:
        x, y = line.label
        text = textwrap.wrap(edge.label, _LABEL_WRAP)
        step = _LABEL_MEASURED * _LINE_HEIGHT
        first = y - (len(text) - 1) * step / 2 + _LABEL_DRAWN * _BASELINE
        for number, part in enumerate(text):
            parts.append(
                f'<text x="{_n(x)}" y="{_n(first + number * step)}" text-anchor="middle"'
                f' font-size="{_LABEL_DRAWN}">{_escape(part)}</text>'
            )
    return [*parts, "</g>"]


def _arrow(base: Point, tip: Point, fill: str) -> str:
    dx, dy = tip[0] - base[0], tip[1] - base[1]
    half = 4 / (math.hypot(dx, dy) or 1)
    left = (base[0] - dy * half, base[1] + dx * half)
    right = (base[0] + dy * half, base[1] - dx * half)
    corners = " ".join(_pair(point) for point in (left, tip, right))
    return f'<polygon points="{corners}" fill="{fill}" stroke="{_INK}"/>'


def _pair(point: Sequence[float]) -> str:
    return f"{_n(point[0])},{_n(point[1])}"


def _n(number: float) -> str:
    """One decimal at most, and never a negative zero, so that the bytes do not depend on noise."""
    return f"{round(number, 1) + 0:g}" if abs(number) < 100_000 else f"{number:.0f}"
