"""The neighbourhood of an actor or a task: all it has to do with, grouped by how."""

from collections.abc import Iterable, Iterator, Sequence

from govactors.pictures import legend
from govactors.pictures.canvas import ICON, SMALL, Canvas, height
from govactors.pictures.cards import Card, Item, capped
from govactors.pictures.letters import wrap
from govactors.pictures.picture import Cell, Picture, Table, finished
from govactors.pictures.reading import Reading
from govactors.pictures.surroundings import Group, groups

SHOWN = 8
"""Things of one group that are drawn; the table has all."""

_CARD, _CENTRE, _ROOM, _GAP, _PORT = 300.0, 210.0, 76.0, 16.0, 13.0


def draw(reading: Reading, iri: str, *, name: str, more: str = "") -> Picture:
    """The picture of an actor, or of a task."""
    found = groups(reading, iri)
    canvas = Canvas()
    size = _draw(canvas, reading, iri, found, more or reading.href(iri))
    unsure = any(not sure for group in found for _, sure, _ in group.found.values())
    below = legend.draw(canvas, size[1], size[0], reading.language, unsure=unsure)
    label = reading.label(iri)
    title = reading.words(f"Omgeving van {label}", f"Neighbourhood of {label}")
    return finished(
        canvas,
        (size[0], below),
        name=name,
        kind="neighbourhood",
        language=reading.language,
        title=title,
        description=_description(reading, label, found),
        table=_table(reading, found),
    )


def _items(reading: Reading, group: Group) -> list[Item]:
    return [
        Item(
            iri,
            reading.label(iri),
            reading.kind(iri),
            reading.href(iri),
            group.found[iri][2],
            group.found[iri][1],
            reading.name(iri)[1],
        )
        for iri in reading.alphabetical(group.found)
    ]


def _draw(
    canvas: Canvas, reading: Reading, iri: str, around: Sequence[Group], more: str
) -> tuple[float, float]:
    sides: dict[bool, list[tuple[Group, Card]]] = {True: [], False: []}
    word = reading.words("en nog {}", "and {} more")
    for group in around:
        shown = capped(_items(reading, group), SHOWN, word, more)
        sides[group.left].append((group, Card(group.title, group.look, *shown, wide=_CARD)))
    tall = {left: _tall(card for _, card in cards) for left, cards in sides.items()}
    lines, high = _centre_lines(reading, iri)
    high = max(high, _PORT * max(map(len, sides.values())) + 16)
    full = max(*tall.values(), high)
    left_edge = _CARD + _ROOM if sides[True] else 0
    right_edge = left_edge + _CENTRE
    cards = Canvas()
    for left, listed in sides.items():
        y = (full - tall[left]) / 2
        ports = _ports(len(listed), full / 2)
        for at, ((group, card), port) in enumerate(zip(listed, ports, strict=True)):
            key = f"{'left' if left else 'right'}{at}"
            x = 0 if left else right_edge + _ROOM
            near = (x + _CARD if left else x, y + 14)
            centre = (left_edge if left else right_edge, port)
            with canvas.group("wire", ends=f"centre {key}"):
                _join(canvas, centre, near, group.arrow, left=left)
            card.draw(cards, key, x, y)
            y += card.high() + _GAP
    canvas.add(cards.markup())
    canvas.linked |= cards.linked
    canvas.icons |= cards.icons
    _centre(canvas, reading, iri, (left_edge, full / 2 - high / 2, high), lines)
    return right_edge + (_CARD + _ROOM if sides[False] else 0), full


def _join(
    canvas: Canvas,
    centre: tuple[float, float],
    card: tuple[float, float],
    arrow: str,
    *,
    left: bool,
) -> None:
    one, other = (card, centre) if left else (centre, card)
    canvas.curve(one, other)
    if arrow == "in":
        canvas.tip(centre, left=not left)
    elif arrow == "out":
        canvas.tip(card, left=left)


def _centre_lines(reading: Reading, iri: str) -> tuple[tuple[str, ...], float]:
    lines = wrap(reading.label(iri), _CENTRE - 28 - ICON, 16, bold=True, most=4)
    return lines, height(lines, 16) + (18 if _abbreviation(reading, iri) else 0) + 28


def _abbreviation(reading: Reading, iri: str) -> str:
    short = reading.short(iri)
    return short if short != reading.label(iri) else ""


def _centre(
    canvas: Canvas,
    reading: Reading,
    iri: str,
    place: tuple[float, float, float],
    lines: Sequence[str],
) -> None:
    x, y, high = place
    short = _abbreviation(reading, iri)
    middle = y + high / 2 - (9 if short else 0)
    with canvas.link(reading.href(iri), "", *reading.name(iri)):
        canvas.box(x, y, _CENTRE, high, "focus", 8)
        canvas.text(x + _CENTRE / 2, middle, lines, "middle bold on-focus large", 16)
        if short:
            below = middle + height(lines, 16) / 2 + 9
            canvas.text(x + _CENTRE / 2, below, [short[:24]], "middle small on-focus", SMALL)


def _ports(count: int, middle: float) -> list[float]:
    """Heights on the edge of the middle box where its lines begin."""
    return [middle + (each - (count - 1) / 2) * _PORT for each in range(count)]


def _tall(cards: Iterable[Card]) -> float:
    heights = [card.high() for card in cards]
    return sum(heights) + _GAP * max(0, len(heights) - 1)


def _description(reading: Reading, label: str, around: Sequence[Group]) -> str:
    parts = ", ".join(
        f"{each.title[:1].lower()}{each.title[1:]} ({len(each.found)})" for each in around
    )
    if not parts:
        return reading.words(
            f"Over {label} is op {reading.day} niets bekend.",
            f"Nothing is known about {label} on {reading.day}.",
        )
    return reading.words(
        f"Waarmee {label} te maken heeft volgens de bronnen, stand {reading.day}: {parts}.",
        f"What {label} has to do with according to the sources, as of {reading.day}: {parts}.",
    )


def _table(reading: Reading, around: Sequence[Group]) -> Table:
    headers = reading.words(
        "Relatie|Wie of wat|Zeker|Uitspraken", "Relation|Who or what|Certain|Statements"
    )
    return Table(tuple(headers.split("|")), tuple(_rows(reading, around)))


def _rows(reading: Reading, around: Sequence[Group]) -> Iterator[tuple[Cell, ...]]:
    yes, no = reading.words("ja|nee", "yes|no").split("|")
    for group in around:
        for iri in reading.alphabetical(group.found):
            statements, sure, note = group.found[iri]
            cell = reading.cell(iri)
            shown = Cell(f"{cell.text} ({note})", iri, cell.href, cell.language) if note else cell
            first = min(statements, default="")
            said = Cell(str(len(statements)), first, reading.href(first) if first else "")
            yield Cell(group.title), shown, Cell(yes if sure else no), said
