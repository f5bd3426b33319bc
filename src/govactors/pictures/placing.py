"""Where boxes in three columns go: few crossings, no overlap, near to what they are joined to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from govactors.pictures.canvas import BODY, ICON, SMALL, height
from govactors.pictures.letters import wrap

K = TypeVar("K")
PAD, _GAP = 9.0, 12.0
_SWEEPS = 12
SIDE, MIDDLE, ROOM = 236.0, 272.0, 92.0
"""Widths of the boxes at the sides, of those in the middle, and of the room for lines."""

WIDE = 2 * SIDE + MIDDLE + 2 * ROOM


@dataclass(frozen=True, slots=True)
class Box:
    """A box of one of the columns, by a key unique in its column; ``focus`` makes it stand out."""

    key: str
    label: str
    kind: str = ""
    href: str = ""
    small: tuple[str, ...] = ()
    look: str = "actor"
    sure: bool = True
    focus: bool = False
    language: str = ""

    def lines(self, wide: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The lines of its label and of what stands below in small print."""
        room = wide - 2 * PAD - (ICON if self.kind else 0)
        room -= 22 if not self.sure else 0
        small = [line for each in self.small for line in wrap(each, room, SMALL, most=3)]
        return wrap(self.label, room, BODY, bold=self.focus), tuple(small)

    def high(self, wide: float) -> float:
        """How high it is."""
        label, small = self.lines(wide)
        return height(label) + height(small, SMALL) + (2 if small else 0) + 2 * PAD - 2


@dataclass(frozen=True, slots=True)
class Wire:
    """A line from a box at one side to one in the middle; ``right`` is the side it is at."""

    side: str
    middle: str
    right: bool
    classes: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """Three columns that belong together, with what holds for all of them as a heading."""

    left: tuple[Box, ...]
    middle: tuple[Box, ...]
    right: tuple[Box, ...]
    wires: tuple[Wire, ...]
    title: str = ""


def ordered(band: Band) -> tuple[list[Box], list[Box], list[Box]]:
    """The boxes in the order with the fewest crossings that some sweeps to and fro find."""
    columns = [list(band.left), list(band.middle), list(band.right)]
    pairs = [
        [(w.side, w.middle) for w in band.wires if not w.right],
        [(w.side, w.middle) for w in band.wires if w.right],
    ]
    best, fewest = [list(each) for each in columns], _crossings(columns, pairs)
    for _ in range(_SWEEPS):
        order = {box.key: at for at, box in enumerate(columns[1])}
        for index, found in ((0, pairs[0]), (2, pairs[1])):
            columns[index] = _by_mean(columns[index], found, order)
        sides = {}
        for index, found in ((0, pairs[0]), (2, pairs[1])):
            count = max(1, len(columns[index]))
            at = {box.key: (n + 0.5) / count for n, box in enumerate(columns[index])}
            sides[index] = [(middle, (index, side)) for side, middle in found], at
        merged = [pair for listed, _ in sides.values() for pair in listed]
        spots = {(index, key): spot for index, (_, at) in sides.items() for key, spot in at.items()}
        columns[1] = _by_mean(columns[1], merged, spots)
        crossed = _crossings(columns, pairs)
        if crossed < fewest:
            best, fewest = [list(each) for each in columns], crossed
    return best[0], best[1], best[2]


def _by_mean(
    boxes: Sequence[Box], pairs: Sequence[tuple[str, K]], spots: Mapping[K, float]
) -> list[Box]:
    """The boxes by the mean of the places of what they are joined to; others stay behind."""
    found: dict[str, list[float]] = {}
    for key, other in pairs:
        found.setdefault(key, []).append(spots[other])
    means = {key: sum(each) / len(each) for key, each in found.items()}
    return sorted(boxes, key=lambda box: means.get(box.key, float("inf")))


def _crossings(columns: Sequence[Sequence[Box]], pairs: Sequence[Sequence[tuple[str, str]]]) -> int:
    middle = {box.key: at for at, box in enumerate(columns[1])}
    total = 0
    for boxes, found in ((columns[0], pairs[0]), (columns[2], pairs[1])):
        side = {box.key: at for at, box in enumerate(boxes)}
        lines = sorted((side[one], middle[other]) for one, other in found)
        total += sum(a < c and b > d for n, (a, b) in enumerate(lines) for c, d in lines[n + 1 :])
    return total


def stacked(boxes: Sequence[Box], wide: float) -> dict[str, float]:
    """The middles of boxes one below the other."""
    places, y = {}, 0.0
    for box in boxes:
        places[box.key] = y + box.high(wide) / 2
        y += box.high(wide) + _GAP
    return places


def beside(
    boxes: Sequence[Box], wires: Sequence[Wire], centres: Mapping[str, float], *, right: bool
) -> dict[str, float]:
    """The middles of boxes at a side: as near to what they are joined to as their order allows.

    Neighbours that would overlap become one block around the mean of their wishes.
    """
    blocks: list[tuple[list[Box], float, float]] = []
    for box in boxes:
        joined = [centres[w.middle] for w in wires if w.side == box.key and w.right is right]
        high = box.high(SIDE) + _GAP
        wish = sum(joined) / len(joined) if joined else 0.0
        block = ([box], wish - high / 2, high)
        while blocks and blocks[-1][1] + blocks[-1][2] > block[1]:
            before, top, tall = blocks.pop()
            count, more = len(before), len(block[0])
            # Both wish for a top edge: those of the second as if they stood below the first.
            wished = (top * count + (block[1] - tall) * more) / (count + more)
            block = ([*before, *block[0]], wished, tall + block[2])
        blocks.append(block)
    places: dict[str, float] = {}
    for listed, top, _ in blocks:
        y = top
        for box in listed:
            places[box.key] = y + (box.high(SIDE) + _GAP) / 2
            y += box.high(SIDE) + _GAP
    return places
