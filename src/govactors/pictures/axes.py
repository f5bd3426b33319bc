"""The axis of a timeline: moments in their order, not to scale, so that centuries cost no room."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from govactors.period import Moment
from govactors.pictures.canvas import SMALL, Canvas
from govactors.pictures.history import Row, spelled
from govactors.pictures.reading import Reading

LABEL, HEAD = 372.0, 42.0
"""The room for the words of a row, and for the dates above the columns."""

_COLUMN, _YEAR, _LEAST, _ROOM = 66.0, 46.0, 20.0, 1100.0
_MOMENTS = 12
"""From more moments than these on, a column is a year."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The columns: moments or years, each at the same distance from the next; ``day`` is one."""

    marks: tuple[str, ...]
    day: str
    step: float = _COLUMN

    def x(self, moment: Moment) -> float:
        """Where a moment stands."""
        mark = moment.text if moment.text in self.marks else moment.text[:4]
        return self.column(self.marks.index(mark))

    def column(self, at: int) -> float:
        """Where a column stands."""
        return LABEL + self.step * at + max(self.step, _YEAR)

    @property
    def end(self) -> float:
        """The right edge, where what goes on leaves the picture."""
        return self.column(len(self.marks) - 1) + max(self.step, _YEAR)


def axis(day: datetime.date, rows: Iterable[Row]) -> Axis:
    """The axis for some rows and the day whose state they show."""
    today = Moment.parse(day.isoformat())
    texts = {each.text: each for row in rows for each in row.moments} | {today.text: today}
    if len(texts) > _MOMENTS:
        years = sorted({each.text[:4] for each in texts.values()})
        step = min(_YEAR, max(_LEAST, _ROOM / len(years)))
        return Axis(tuple(years), today.text[:4], step)
    order = sorted(texts.values(), key=lambda each: (each.first, each.last))
    return Axis(tuple(each.text for each in order), today.text)


def draw(canvas: Canvas, axis: Axis, reading: Reading, end: float) -> None:
    """Draws the columns down to a height, with their dates; where it is narrow not each of them."""
    every = 1 if axis.step >= _YEAR - 4 else 2 if axis.step * 2 >= _YEAR - 6 else 3
    today = axis.marks.index(axis.day)
    for at, mark in enumerate(axis.marks):
        x = axis.column(at)
        canvas.line([(x, HEAD - 2), (x, end)], "today" if at == today else "grid")
        year, _, rest = mark.partition("-")
        if (at - today) % every == 0:
            canvas.text(x, 10, [year], "middle bold")
        if rest:
            words = spelled(Moment.parse(mark), reading.language).split()
            short = " ".join([*words[:-2], words[-2][:3]])
            canvas.text(x, 27, [short], "middle small quiet", SMALL)
    x = axis.column(today)
    canvas.text(x, end + 12, [reading.words("stand", "as of")], "middle small quiet", SMALL)
