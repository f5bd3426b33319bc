"""Who does what: tasks by actors, with a letter and a pattern for each responsibility."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from govactors.pictures import hatching
from govactors.pictures.canvas import BODY, ICON, SMALL, Canvas, escaped, height, number
from govactors.pictures.letters import width, wrap
from govactors.pictures.picture import Cell, Picture, Table, finished
from govactors.pictures.reading import Reading, Said
from govactors.terms import SKOS

TASKS, ACTORS = 40, 20
"""Rows and columns that are drawn; what has the fewest assignments is left out first."""

_LABEL, _COLUMN, _LEAST, _HEAD = 270.0, 44.0, 36.0, 190.0
_REST = "..."


@dataclass(frozen=True, slots=True)
class _Mark:
    """A responsibility in a cell: the statements that say so."""

    concept: str
    code: str
    said: tuple[Said, ...]

    @property
    def sure(self) -> bool:
        return any(each.sure for each in self.said)


_Cells = dict[tuple[str, str], list[_Mark]]


def draw(reading: Reading, iri: str | None, *, name: str, more: str = "") -> Picture:
    """The tasks about a phenomenon, below a task, or of an actor, with all who have them."""
    cells = _cells(reading, _found(reading, iri))
    tasks = _most((task for task, _ in cells), TASKS)
    actors = _most((actor for _, actor in cells), ACTORS)
    rows = reading.alphabetical(tasks)
    counts = Counter(actor for _, actor in cells)
    columns = sorted(actors, key=lambda a: (a != iri, -counts[a], reading.label(a).casefold(), a))
    hidden = (len({t for t, _ in cells}) - len(tasks), len({a for _, a in cells}) - len(actors))
    canvas = Canvas()
    size = _draw(canvas, reading, cells, (rows, columns), hidden, (name, more))
    label = reading.label(iri) if iri else ""
    title = reading.words("Wie doet wat", "Who does what")
    return finished(
        canvas,
        size,
        name=name,
        kind="matrix",
        language=reading.language,
        title=f"{title}: {label}" if label else title,
        description=_description(reading, cells, hidden),
        table=_table(reading, cells),
    )


def _found(reading: Reading, iri: str | None) -> list[Said]:
    if iri is None:
        return reading.all("Assignment")
    kind = reading.kind(iri)
    if kind == "task":
        tasks = [iri, *reading.tasks("narrower", iri)]
    elif kind == "phenomenon":
        tasks = reading.tasks("about", iri)
        own = [each for each in reading.about(iri, "Assignment") if iri in each.named("concerns")]
        tasks = sorted({*tasks, *(task for each in own for task in each.named("task"))})
    else:
        own = [each for each in reading.about(iri, "Assignment") if iri in each.named("actor")]
        tasks = sorted({task for each in own for task in each.named("task")})
    found = {each.iri: each for task in tasks for each in reading.about(task, "Assignment")}
    wanted = set(tasks)
    return [found[each] for each in sorted(found) if wanted & set(found[each].named("task"))]


def _cells(reading: Reading, found: Sequence[Said]) -> _Cells:
    marks: dict[tuple[str, str], dict[str, list[Said]]] = {}
    for said in found:
        for task in said.named("task"):
            for actor in said.named("actor"):
                by = marks.setdefault((task, actor), {})
                by.setdefault(said.first("responsibility"), []).append(said)
    return {
        place: sorted(
            (_Mark(concept, _code(reading, concept), tuple(said)) for concept, said in by.items()),
            key=lambda mark: (hatching.rank(mark.code), mark.concept),
        )
        for place, by in marks.items()
    }


def _code(reading: Reading, concept: str) -> str:
    return reading[concept].text(SKOS + "notation") if concept else ""


def _most(found: Iterable[str], most: int) -> set[str]:
    counted = Counter(found)
    if len(counted) <= most + 1:
        return set(counted)
    return set(sorted(counted, key=lambda iri: (-counted[iri], iri))[:most])


def _draw(
    canvas: Canvas,
    reading: Reading,
    cells: _Cells,
    shown: tuple[Sequence[str], Sequence[str]],
    hidden: tuple[int, int],
    place: tuple[str, str],
) -> tuple[float, float]:
    rows, columns = shown
    name, more = place
    canvas.add(hatching.patterns(name))
    marks = {each.code: each.concept for found in cells.values() for each in found}
    top = _heads(canvas, reading, columns, hidden[1], more)
    wide = _LABEL + _COLUMN * (len(columns) + (hidden[1] > 0))
    y = top
    for task in rows:
        y = _row(canvas, reading, cells, (task, columns, y, wide, name), rest=hidden[1] > 0)
    if hidden[0]:
        word = reading.words(f"en nog {hidden[0]} taken", f"and {hidden[0]} more tasks")
        with canvas.link(more):
            canvas.text(ICON, y + 16, [word], "more")
        y += 32
    canvas.line([(0, y), (wide, y)], "grid")
    for at in range(len(columns) + 1):
        x = _LABEL + _COLUMN * at
        canvas.line([(x, top), (x, y)], "grid")
    end = hatching.legend(canvas, reading, marks, (name, y, max(wide, 640)))
    slants = [
        width("".join(wrap(reading.short(each), _HEAD, BODY, most=1)), BODY) for each in columns
    ]
    reach = [_LABEL + _COLUMN * (at + 0.5) + long * 0.71 for at, long in enumerate(slants)]
    return max(wide, 640.0, *reach), end


def _heads(
    canvas: Canvas, reading: Reading, columns: Sequence[str], hidden: int, more: str
) -> float:
    """The names of the actors, slanted; returns how much room they take."""
    names = [wrap(reading.short(each), _HEAD, BODY, most=1) for each in columns]
    rest = reading.words(f"en nog {hidden}", f"and {hidden} more")
    longest = max((width(each[0], BODY) for each in names if each), default=0)
    top = max(longest, width(rest, BODY) if hidden else 0) * 0.72 + 22
    for at, (iri, label) in enumerate(zip(columns, names, strict=True)):
        x = _LABEL + _COLUMN * (at + 0.5)
        with canvas.link(reading.href(iri), reading.label(iri), *reading.name(iri)):
            canvas.add(_slanted(x, top - 8, label[0] if label else ""))
    if hidden:
        with canvas.link(more):
            canvas.add(_slanted(_LABEL + _COLUMN * (len(columns) + 0.5), top - 8, rest))
    return top


def _slanted(x: float, y: float, text: str) -> str:
    turned = f"translate({number(x)} {number(y)}) rotate(-45)"
    return f'<text transform="{turned}">{escaped(text)}</text>'


def _row(
    canvas: Canvas,
    reading: Reading,
    cells: _Cells,
    place: tuple[str, Sequence[str], float, float, str],
    *,
    rest: bool,
) -> float:
    task, columns, y, wide, name = place
    lines = wrap(reading.label(task), _LABEL - ICON - 12, BODY)
    high = max(_LEAST, height(lines) + 12)
    most = max((len(cells.get((task, each), ())) for each in columns), default=0)
    high = max(high, most * 28 + 8)
    canvas.line([(0, y), (wide, y)], "grid")
    canvas.icon("task", 0, y + high / 2)
    cut = reading.label(task) if lines and lines[-1].endswith("…") else ""
    with canvas.link(reading.href(task), cut, *reading.name(task)):
        canvas.text(ICON, y + high / 2, lines)
    for at, actor in enumerate(columns):
        found = cells.get((task, actor), [])
        for row, mark in enumerate(found):
            middle = y + high / 2 + (row - (len(found) - 1) / 2) * 28
            label = f"{reading.label(actor)}: {reading.label(mark.concept)}, {reading.label(task)}"
            with canvas.link(reading.href(mark.said[0].iri), label, label):
                x = _LABEL + _COLUMN * at + 5
                box = (x, middle - 13, _COLUMN - 10, 26.0)
                letter = hatching.letter(mark.code, reading.language)
                hatching.mark(canvas, box, mark.code, letter, name, sure=mark.sure)
    if rest:
        others = sum(1 for t, actor in cells if t == task and actor not in columns)
        if others:
            x = _LABEL + _COLUMN * (len(columns) + 0.5)
            canvas.text(x, y + high / 2, [f"+{others}"], "middle small quiet", SMALL)
    return y + high


def _description(reading: Reading, cells: _Cells, hidden: tuple[int, int]) -> str:
    tasks, actors = len({t for t, _ in cells}), len({a for _, a in cells})
    text = reading.words(
        f"Elke rij is een taak, elke kolom een actor, elke letter een verantwoordelijkheid. "
        f"Stand {reading.day}: {tasks} taken en {actors} actoren.",
        f"Each row is a task, each column an actor, each letter a responsibility. "
        f"As of {reading.day}: {tasks} tasks and {actors} actors.",
    )
    if any(hidden):
        text += reading.words(" De tabel heeft ze alle.", " The table has them all.")
    return text


def _table(reading: Reading, cells: _Cells) -> Table:
    """Tasks by actors again, with words for letters."""
    actors = reading.alphabetical({actor for _, actor in cells})
    tasks = reading.alphabetical({task for task, _ in cells})
    headers = (reading.words("Taak", "Task"), *(reading.label(each) for each in actors))
    return Table(headers, tuple(_cells_of(reading, cells, task, actors) for task in tasks))


def _cells_of(
    reading: Reading, cells: _Cells, task: str, actors: Sequence[str]
) -> tuple[Cell, ...]:
    return (reading.cell(task), *(Cell(_said(reading, cells.get((task, a), []))) for a in actors))


def _said(reading: Reading, marks: Sequence[_Mark]) -> str:
    return ", ".join(_words(reading, marks))


def _words(reading: Reading, marks: Sequence[_Mark]) -> Iterator[str]:
    for each in marks:
        yield reading.label(each.concept) + ("" if each.sure else " (?)")
