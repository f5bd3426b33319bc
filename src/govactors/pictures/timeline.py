"""A timeline of changes, names and what an actor was part of, with what is not known of it."""

from collections.abc import Iterator, Sequence

from govactors.period import Moment
from govactors.pictures import axes
from govactors.pictures.axes import LABEL, Axis
from govactors.pictures.canvas import BODY, SMALL, Canvas, height, number
from govactors.pictures.cards import doubt
from govactors.pictures.history import Row, period, rows
from govactors.pictures.letters import width, wrap
from govactors.pictures.picture import Cell, Picture, Table, finished
from govactors.pictures.reading import Reading

SHOWN = 40
"""Rows of a group that are drawn; the table has all."""

_HALF = 7.0


def draw(reading: Reading, iri: str | None, *, name: str, more: str = "") -> Picture:
    """The history of an actor; without one, all changes."""
    found = rows(reading, iri)
    groups = {
        name: [row for row in found if row.group == name]
        for name in dict.fromkeys(row.group for row in found)
    }
    axis = axes.axis(reading.day, (row for group in groups.values() for row in _shown(group)))
    canvas = Canvas()
    y = axes.HEAD
    lines = Canvas()
    for group in groups.items():
        y = _group(lines, reading, axis, group, y, more)
    axes.draw(canvas, axis, reading, y)
    canvas.add(lines.markup())
    canvas.linked |= lines.linked
    wide = max(axis.end, 640.0)
    end = _legend(canvas, reading, found, y, wide)
    label = reading.label(iri) if iri else ""
    title = reading.words("Tijdlijn", "Timeline")
    return finished(
        canvas,
        (wide, end),
        name=name,
        kind="timeline",
        language=reading.language,
        title=f"{title}: {label}" if label else title,
        description=_description(reading, found),
        table=Table(
            tuple(
                reading.words(
                    "Soort|Wat|Wanneer|Zeker|Uitspraken", "Kind|What|When|Certain|Statements"
                ).split("|")
            ),
            tuple(_cells(reading, found)),
        ),
    )


def _group(
    canvas: Canvas,
    reading: Reading,
    axis: Axis,
    group: tuple[str, Sequence[Row]],
    y: float,
    more: str,
) -> float:
    title, found = group
    canvas.text(0, y + 14, [title], "bold")
    y += 30
    left = len(found) - len(_shown(found))
    if left:
        word = reading.words(f"en nog {left} eerder", f"and {left} earlier")
        with canvas.link(more):
            canvas.text(0, y + 8, [word], "more")
        y += 26
    for row in _shown(found):
        y = _row(canvas, reading, axis, row, y)
    return y + 6


def _shown(found: Sequence[Row]) -> Sequence[Row]:
    """The rows of a group that are drawn, which are the last of them."""
    return found if len(found) <= SHOWN + 1 else found[-SHOWN:]


def _row(canvas: Canvas, reading: Reading, axis: Axis, row: Row, y: float) -> float:
    label = wrap(row.label, LABEL - 24, BODY)
    when = wrap(period(row, reading), LABEL - 24, SMALL, most=2)
    high = height(label) + height(when, SMALL) + 12
    canvas.line([(0, y), (axis.end, y)], "grid")
    middle = y + high / 2
    cut = row.label if label and label[-1].endswith("…") else ""
    with canvas.link(reading.href(row.said[0].iri), cut, f"{row.label}, {period(row, reading)}"):
        canvas.text(0, y + 6 + height(label) / 2, label)
        canvas.text(0, y + 6 + height(label) + height(when, SMALL) / 2, when, "small quiet", SMALL)
    if row.event:
        _sign(canvas, axis.x(row.at) if row.at else LABEL + axis.step / 2, middle, row.at, row.sure)
    else:
        _bar(canvas, axis, row, middle)
    return y + high


def _bar(canvas: Canvas, axis: Axis, row: Row, y: float) -> None:
    """What is certain is a full bar, what is not known a dashed one."""
    start = axis.x(row.since) if row.since else None
    end = axis.x(row.until) if row.until else None
    first = start if start is not None else LABEL + 10
    last = end if end is not None else axis.end - 8
    canvas.box(first, y - _HALF, max(last - first, 4), 2 * _HALF, "span unsure", 3)
    for one, other in row.spans:
        left, right = axis.x(one), axis.x(other) if other else last
        canvas.box(left - 3, y - _HALF, right - left + 6, 2 * _HALF, "span full", 3)
    if start is None:
        canvas.text(first + 8, y, ["?"], "middle letter", SMALL)
    if end is None and not row.going:
        canvas.text(last - 8, y, ["?"], "middle letter", SMALL)
    elif end is None:
        canvas.tip((last + 8, y))
    for each in (row.since, row.until):
        if each:
            _sign(canvas, axis.x(each), y, each, row.sure)


def _sign(canvas: Canvas, x: float, y: float, at: Moment | None, sure: bool) -> None:
    """Full for a day, half for a month, hollow for a year, a question mark for no date."""
    if at is None:
        canvas.box(x - 9, y - 9, 18, 18, "dot hollow unsure", 9)
        canvas.text(x, y, ["?"], "middle letter", SMALL)
        return
    hollow = "" if at.precision == "day" else " hollow"
    canvas.box(x - _HALF, y - _HALF, 2 * _HALF, 2 * _HALF, f"dot{hollow}", _HALF)
    if at.precision == "month":
        r = number(_HALF)
        canvas.add(
            f'<path class="half" d="M{number(x)} {number(y - _HALF)}a{r} {r} 0 0 0 0'
            f' {number(2 * _HALF)}z"/>'
        )
    if not sure:
        doubt(canvas, x + 18, y)


def _legend(canvas: Canvas, reading: Reading, found: Sequence[Row], y: float, wide: float) -> float:
    moments = [each for row in found for each in (row.at, row.since, row.until) if each]
    signs: list[tuple[Moment | None, str]] = []
    for text, nl, en in (
        ("2001-01-01", "dag bekend", "day known"),
        ("2001-01", "alleen de maand bekend", "only the month known"),
        ("2001", "alleen het jaar bekend", "only the year known"),
    ):
        sample = Moment.parse(text)
        if any(each.precision == sample.precision for each in moments):
            signs.append((sample, reading.words(nl, en)))
    if any(row.event and row.at is None for row in found):
        signs.append((None, reading.words("datum onbekend", "date unknown")))
    x, y = 8.0, y + 34
    for moment, word in signs:
        _sign(canvas, x, y, moment, sure=True)
        canvas.text(x + 14, y, [word], "small quiet", SMALL)
        x += 14 + width(word, SMALL) + 30
    if any(row.event and not row.sure for row in found):
        doubt(canvas, x, y)
        said = reading.words("niet zeker of aangekondigd", "not certain, or announced")
        canvas.text(x + 14, y, [said], "small quiet", SMALL)
        x += 14 + width(said, SMALL) + 30
    if any(not row.event for row in found):
        for classes, word in (
            ("span full", reading.words("gold zeker", "certainly held")),
            ("span unsure", reading.words("niet bekend of het gold", "not known whether it held")),
        ):
            if x + 60 + width(word, SMALL) > wide:
                x, y = 8.0, y + 24
            canvas.box(x - 8, y - _HALF, 34, 2 * _HALF, classes, 3)
            canvas.text(x + 34, y, [word], "small quiet", SMALL)
            x += 34 + width(word, SMALL) + 30
    return y + 12


def _description(reading: Reading, found: Sequence[Row]) -> str:
    if not found:
        return reading.words(
            f"Op {reading.day} is hierover geen verandering bekend.",
            f"On {reading.day} no change of this is known.",
        )
    return reading.words(
        "Van links naar rechts de tijd, niet op schaal; elke datum is zo nauwkeurig als de bron. "
        f"Stand {reading.day}: {len(found)} regels.",
        "Time from left to right, not to scale; every date is as precise as its source. "
        f"As of {reading.day}: {len(found)} rows.",
    )


def _cells(reading: Reading, found: Sequence[Row]) -> Iterator[tuple[Cell, ...]]:
    yes, no = reading.words("ja|nee", "yes|no").split("|")
    for row in found:
        first = row.said[0].iri
        said = Cell(str(len({each.iri for each in row.said})), first, reading.href(first))
        yield (
            Cell(row.group),
            Cell(row.label),
            Cell(period(row, reading)),
            Cell(yes if row.sure else no),
            said,
        )
