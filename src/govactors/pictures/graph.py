"""Boxes joined by arrows with words, laid out in layers by :mod:`govactors.layout`."""

import math
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from govactors.layout import Box, Line, Link, Point, arrange
from govactors.pictures.canvas import BODY, SMALL, Canvas, number
from govactors.pictures.letters import LINE

_MEASURED, _LABEL_MEASURED = 15.5, 13.5
"""Boxes are measured for larger letters than are drawn, so that a wider font still fits."""

_WRAP, _LABEL_WRAP = 30, 24


@dataclass(frozen=True, slots=True)
class Node:
    """A box: ``label`` above, ``rows`` of smaller print below it, the whole a link to ``href``."""

    id: str
    label: str
    href: str = ""
    look: str = ""
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


def draw(canvas: Canvas, nodes: Sequence[Node], edges: Sequence[Edge]) -> tuple[float, float]:
    """Draws them from left to right, in the order given; returns how wide and high it is."""
    places = {node.id: at for at, node in enumerate(nodes)}
    found = arrange(
        [[*_lines(node), *node.rows] for node in nodes],
        [_link(edge, places) for edge in edges],
        direction="right",
        font_size=_MEASURED,
        label_size=_LABEL_MEASURED,
    )
    for edge, line in zip(edges, found.lines, strict=True):
        _edge(canvas, edge, line)
    for node, box in zip(nodes, found.boxes, strict=True):
        _node(canvas, node, box)
    return found.width, found.height


def _link(edge: Edge, places: Mapping[str, int]) -> Link:
    source, target = places[edge.source], places[edge.target]
    label = tuple(textwrap.wrap(edge.label, _LABEL_WRAP))
    if edge.is_a:
        return Link(target, source, label, tail=True)
    return Link(source, target, label)


def _lines(node: Node) -> list[str]:
    return textwrap.wrap(node.label, _WRAP)


def _node(canvas: Canvas, node: Node, box: Box) -> None:
    left, top = box.x - box.width / 2, box.y - box.height / 2
    head = _lines(node)
    step = BODY * LINE
    first = box.y - (len(head) + len(node.rows) - 1) * step / 2
    with canvas.link(node.href), canvas.group("node", id=node.id):
        canvas.box(left, top, box.width, box.height, node.look)
        for at, text in enumerate(head):
            canvas.text(box.x, first + at * step, [text], "middle bold")
        for at, text in enumerate(node.rows, len(head)):
            canvas.text(left + 9, first + at * step, [text])


def _edge(canvas: Canvas, edge: Edge, line: Line) -> None:
    begin, *rest = line.points
    path = f"M{_pair(begin)}C{' '.join(_pair(point) for point in rest)}"
    with canvas.group("wire", ends=f"{edge.source} {edge.target}"):
        canvas.add(f'<path d="{path}"/>')
        if line.start_tip is not None:
            _arrow(canvas, begin, line.start_tip, "hollow" if edge.is_a else "tip")
        if line.end_tip is not None:
            _arrow(canvas, line.points[-1], line.end_tip, "tip")
        if line.label is not None:
            text = textwrap.wrap(edge.label, _LABEL_WRAP)
            canvas.text(*line.label, text, "middle small", SMALL)


def _arrow(canvas: Canvas, base: Point, tip: Point, classes: str) -> None:
    dx, dy = tip[0] - base[0], tip[1] - base[1]
    half = 4 / (math.hypot(dx, dy) or 1)
    left = (base[0] - dy * half, base[1] + dx * half)
    right = (base[0] + dy * half, base[1] - dx * half)
    corners = " ".join(_pair(point) for point in (left, tip, right))
    canvas.add(f'<polygon class="{classes}" points="{corners}"/>')


def _pair(point: Point) -> str:
    return f"{number(point[0])},{number(point[1])}"
