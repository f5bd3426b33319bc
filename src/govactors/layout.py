"""Where the boxes and lines of a picture go: one run of the Graphviz engine.

The engine is ``graphviz-pure``, a program in a wheel: the same numbers on every machine, and no
fonts or libraries of the machine play a part. It takes milliseconds, so a page can draw on
request. It only ever sees numbered boxes with their labels; what is drawn is ours
(:mod:`govactors.drawing`).
"""

import json
import shutil
import subprocess
import sysconfig
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from govactors.problems import Problem

Direction = Literal["down", "right"]
Point = tuple[float, float]

_RANKDIR = {"down": "TB", "right": "LR"}
_POINTS_PER_INCH = 72
_SECONDS = 20
"""Far above the milliseconds it takes: a limit against a hanging program, not a budget."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box by its centre and size, in points, y downwards."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line as Bezier control points (1 + 3n), its arrow tips where it has them, its label."""

    points: tuple[Point, ...]
    start_tip: Point | None
    end_tip: Point | None
    label: Point | None


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole: boxes and lines in the order in which they were given."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A line to lay out, from one box to another by number; ``tail`` marks an arrow at its start.

    Boxes are layered along the links, from ``start`` to ``end``.
    """

    start: int
    end: int
    label: Sequence[str] = ()
    tail: bool = False


def arrange(
    boxes: Sequence[Sequence[str]],
    links: Sequence[Link],
    *,
    direction: Direction = "down",
    font_size: float = 15,
    label_size: float = 13,
) -> Layout:
    """Lay out boxes, each given by its lines of text, and the links between them.

    >>> found = arrange([["one"], ["two"]], [Link(0, 1)])
    >>> found.boxes[0].y < found.boxes[1].y
    True
    """
    source = _dot(boxes, links, direction, font_size, label_size)
    run = subprocess.run(
        [_program(), "-Tjson0"],
        input=source.encode(),
        capture_output=True,
        timeout=_SECONDS,
        check=True,
    )
    return _read(json.loads(run.stdout))


@cache
def _program() -> str:
    found = shutil.which("graphviz-pure", path=sysconfig.get_path("scripts"))
    found = found or shutil.which("graphviz-pure")
    if found is None:
        raise Problem(
            "missing-package",
            "Drawing needs the package graphviz-pure.",
            hint="Install govactors again with pip, or graphviz-pure alone.",
        )
    return found


def _dot(
    boxes: Sequence[Sequence[str]],
    links: Sequence[Link],
    direction: Direction,
    font_size: float,
    label_size: float,
) -> str:
    rows = [
        "digraph {",
        f"graph [rankdir={_RANKDIR[direction]} nodesep=0.25 ranksep=0.45]",
        f'node [shape=box fontname="Arial" fontsize={font_size} margin="0.13,0.07" height=0.3]',
        f'edge [fontname="Arial" fontsize={label_size}]',
    ]
    rows += [f"{n} [label={_quoted(lines)}]" for n, lines in enumerate(boxes)]
    for link in links:
        label = _quoted(link.label)
        arrow = "back" if link.tail else "forward"
        rows.append(f"{link.start} -> {link.end} [label={label} dir={arrow}]")
    return "\n".join([*rows, "}"])


def _quoted(lines: Sequence[str]) -> str:
    """Text as Graphviz reads it: it undoes backslash escapes and character entities."""
    text = "\n".join("".join(c if c.isprintable() else "\ufffd" for c in line) for line in lines)
    for plain, written in (("\\", "\\\\"), ("&", "&amp;"), ('"', '\\"'), ("\n", "\\n")):
        text = text.replace(plain, written)
    return f'"{text}"'


def _read(found: dict[str, Any]) -> Layout:
    _, _, width, height = (float(n) for n in found["bb"].split(","))

    def point(text: str) -> Point:
        x, y = text.split(",")
        return (float(x), height - float(y))

    boxes = []
    for item in found.get("objects", []):
        x, y = point(item["pos"])
        wide, high = float(item["width"]), float(item["height"])
        boxes.append(Box(x, y, wide * _POINTS_PER_INCH, high * _POINTS_PER_INCH))
    lines = []
    for item in found.get("edges", []):
        tips: dict[str, Point] = {}
        points = []
        for part in item["pos"].split():
            if part[0] in "se":
                tips[part[0]] = point(part[2:])
            else:
                points.append(point(part))
        label = point(item["lp"]) if "lp" in item else None
        lines.append(Line(tuple(points), tips.get("s"), tips.get("e"), label))
    return Layout(width, height, tuple(boxes), tuple(lines))
