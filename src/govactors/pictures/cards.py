"""Cards: a heading with the things below it, as many as there is room for."""

from collections.abc import Sequence
from dataclasses import dataclass

from govactors.pictures.canvas import BODY, ICON, SMALL, Canvas, height
from govactors.pictures.letters import wrap

_PAD = 10
_ROW_GAP = 6
_HEAD = 26


@dataclass(frozen=True, slots=True)
class Item:
    """A thing on a card; ``note`` stands behind its name, ``sure`` is false for a dashed mark."""

    iri: str
    label: str
    kind: str
    href: str
    note: str = ""
    sure: bool = True
    language: str = ""

    @property
    def text(self) -> str:
        """The name with the note."""
        return f"{self.label} ({self.note})" if self.note else self.label


@dataclass(frozen=True, slots=True)
class Card:
    """A heading, the colour of what stands below it, the items, and how many more there are."""

    title: str
    look: str
    items: tuple[Item, ...]
    more: str = ""
    more_href: str = ""
    wide: float = 300

    def high(self) -> float:
        """How high it is."""
        rows = sum(_high(self._lines(each)) for each in self.items)
        return self.head() + rows + (_high(("",)) if self.more else 0) + _PAD - _ROW_GAP

    def head(self) -> float:
        """How high its heading is."""
        return _HEAD + height(self._title()[1:]) + _PAD - 2

    def _title(self) -> tuple[str, ...]:
        return wrap(self.title, self.wide - 2 * _PAD, BODY, bold=True, most=2)

    def _lines(self, item: Item) -> tuple[str, ...]:
        room = self.wide - 2 * _PAD - ICON - (22 if not item.sure else 0)
        return wrap(item.text, room, BODY, most=3)

    def draw(self, canvas: Canvas, key: str, x: float, y: float) -> None:
        """Draws it with its left upper corner at a point; ``key`` is its name for scripts."""
        title = self._title()
        head = _HEAD + height(title[1:])
        with canvas.group("node", id=key):
            canvas.box(x, y, self.wide, self.high(), self.look)
            canvas.text(x + _PAD, y + head / 2 + 1, title, "bold")
            below = y + self.head()
            canvas.line([(x, y + head), (x + self.wide, y + head)], "grid")
            for item in self.items:
                below += self._draw(canvas, item, x + _PAD, below)
            if self.more:
                with canvas.link(self.more_href):
                    middle = below + height(("",)) / 2
                    canvas.text(x + _PAD + ICON, middle, [self.more], "more")

    def _draw(self, canvas: Canvas, item: Item, x: float, y: float) -> float:
        lines = self._lines(item)
        middle = y + height(lines) / 2
        cut = item.text if lines and lines[-1].endswith("…") else ""
        canvas.icon(item.kind, x, y + height(("",)) / 2)
        with canvas.link(item.href, cut, item.text, item.language):
            canvas.text(x + ICON, middle, lines)
        if not item.sure:
            doubt(canvas, x + self.wide - 2 * _PAD - 8, y + height(("",)) / 2)
        return _high(lines)


def doubt(canvas: Canvas, x: float, y: float) -> None:
    """The mark of what is not certain."""
    canvas.box(x - 8, y - 8, 16, 16, "doubt", 8)
    canvas.text(x, y, ["?"], "middle letter", SMALL)


def capped(
    items: Sequence[Item], most: int, word: str, more_href: str
) -> tuple[tuple[Item, ...], str, str]:
    """The items that are shown, and how many more there are; one left over is simply shown."""
    if len(items) <= most + 1:
        return tuple(items), "", ""
    return tuple(items[:most]), word.format(len(items) - most), more_href


def _high(lines: Sequence[str]) -> float:
    return height(lines) + _ROW_GAP
