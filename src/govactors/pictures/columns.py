"""Three columns with lines between: who, what in the middle, to whom.

The places are computed here (:mod:`govactors.pictures.placing`) and not by a program: a page is
drawn by a process that may start none.
"""

from collections.abc import Mapping, Sequence

from govactors.pictures.canvas import ICON, SMALL, Canvas, height
from govactors.pictures.cards import doubt
from govactors.pictures.placing import (
    MIDDLE,
    PAD,
    ROOM,
    SIDE,
    WIDE,
    Band,
    Box,
    beside,
    ordered,
    stacked,
)


def draw(canvas: Canvas, band: Band, y: float) -> float:
    """Draws a band from a height downwards; returns where it ends."""
    if band.title:
        canvas.text(0, y + 10, [band.title], "bold large", 16)
        canvas.line([(0, y + 26), (WIDE, y + 26)], "grid")
        y += 42
    left, middle, right = ordered(band)
    centres = stacked(middle, MIDDLE)
    sides = [
        beside(each, band.wires, centres, right=at) for each, at in ((left, False), (right, True))
    ]
    tops = [
        centre - box.high(wide) / 2
        for boxes, places, wide in (
            (left, sides[0], SIDE),
            (middle, centres, MIDDLE),
            (right, sides[1], SIDE),
        )
        for box in boxes
        for centre in (places[box.key],)
    ]
    shift = y - min(tops, default=0)
    places = [
        {key: at + shift for key, at in each.items()} for each in (sides[0], centres, sides[1])
    ]
    _wires(canvas, band, places)
    columns = ((left, 0.0, SIDE), (middle, SIDE + ROOM, MIDDLE), (right, WIDE - SIDE, SIDE))
    end = y
    for (boxes, x, wide), found in zip(columns, places, strict=True):
        for box in boxes:
            _box(canvas, box, x, found[box.key], wide)
            end = max(end, found[box.key] + box.high(wide) / 2)
    return end


def _wires(canvas: Canvas, band: Band, places: Sequence[Mapping[str, float]]) -> None:
    middles = {box.key: box for box in band.middle}
    for right in (False, True):
        boxes = {box.key: box for box in (band.right if right else band.left)}
        own = [wire for wire in band.wires if wire.right is right]
        at = places[2 if right else 0]
        for wire in own:
            siblings = sorted(
                {w.middle for w in own if w.side == wire.side}, key=places[1].__getitem__
            )
            side = _port(at[wire.side], boxes[wire.side].high(SIDE), siblings, wire.middle)
            ends = sorted({w.side for w in own if w.middle == wire.middle}, key=at.__getitem__)
            inner = _port(
                places[1][wire.middle], middles[wire.middle].high(MIDDLE), ends, wire.side
            )
            start, end = (SIDE, side), (SIDE + ROOM, inner)
            if right:
                start, end = (SIDE + ROOM + MIDDLE, inner), (WIDE - SIDE, side)
            ids = (wire.side, wire.middle)
            with canvas.group("wire", ends=" ".join(ids)):
                for classes in stroke_classes(wire.classes):
                    canvas.curve(start, (end[0] - (7 if right else 0), end[1]), classes)
                if right:
                    canvas.tip(end)


def stroke_classes(classes: str) -> tuple[str, ...]:
    """A double line is two lines over each other."""
    return (classes, "gap") if "double" in classes.split() else (classes,)


def _port(middle: float, high: float, keys: Sequence[str], key: str) -> float:
    """Where on the edge of a box one of its lines ends."""
    step = min(12.0, (high - 14) / max(1, len(keys)))
    return middle + (keys.index(key) - (len(keys) - 1) / 2) * step


def _box(canvas: Canvas, box: Box, x: float, middle: float, wide: float) -> None:
    label, small = box.lines(wide)
    high = box.high(wide)
    top = middle - high / 2
    full = box.label if any(line.endswith("…") for line in (*label, *small)) else ""
    said = ", ".join((box.label, *box.small))
    with canvas.group("node", id=box.key):
        with canvas.link(box.href, full, said, box.language):
            look = "focus" if box.focus else box.look if box.sure else f"{box.look} unsure"
            canvas.box(x, top, wide, high, look)
            ink = "on-focus bold" if box.focus else ""
            left = x + PAD
            first = top + PAD - 1 + height(label[:1]) / 2
            if box.kind:
                canvas.icon(box.kind, left, first, "icon on-focus" if box.focus else "icon")
                left += ICON
            canvas.text(left, top + PAD - 1 + height(label) / 2, label, ink)
            if small:
                below = top + PAD + 1 + height(label) + height(small, SMALL) / 2
                canvas.text(
                    left, below, small, f"small {'on-focus' if box.focus else 'quiet'}", SMALL
                )
        if not box.sure:
            doubt(canvas, x + wide - 16, top + PAD + 8)
