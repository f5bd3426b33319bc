"""Lines of authority, apart from each other: criminal enforcement, supervision, management."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from govactors.pictures import columns, legend, sides
from govactors.pictures.canvas import Canvas
from govactors.pictures.flows import joined
from govactors.pictures.picture import Cell, Picture, Table, finished
from govactors.pictures.placing import SIDE, WIDE, Band, Box, Wire
from govactors.pictures.reading import Reading, Said
from govactors.terms import ORG

_PROSECUTION = "vervolgingsdienst"
"""The sort of actor whose authority is that of criminal enforcement."""

_SHOWN = 40
"""Boxes of the middle column of one line that are drawn; the table has all."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One of the lines: its title, how it is drawn, and the codes of what belongs to it."""

    nl: str
    en: str
    classes: str
    codes: tuple[str, ...] = ()


_CRIMINAL = _Line(
    "Gezag bij strafrechtelijke handhaving", "Authority in criminal enforcement", "thick"
)
_OTHER = _Line("Overige lijnen", "Other lines", "")
LINES = (
    _CRIMINAL,
    _Line(
        "Toezicht, en gezag bij andere taken",
        "Supervision, and authority in other tasks",
        "dashed",
        ("toezicht", "gezag", "aanwijzing"),
    ),
    _Line("Beheer", "Management", "double", ("beheer",)),
    _Line(
        "Mandaat en verantwoording", "Mandate and accountability", "", ("mandaat", "verantwoording")
    ),
    _OTHER,
)


def draw(reading: Reading, iri: str | None, *, name: str, more: str = "") -> Picture:
    """The lines from or to an actor, or for a task; without one of them, all."""
    found = reading.all("Authority") if iri is None else reading.about(iri, "Authority")
    canvas = Canvas()
    words = reading.words(
        "Wie erboven staat|Waarover|Wie eronder staat",
        "Who stands above|Over what|Who stands below",
    )
    heads = (SIDE / 2, WIDE / 2, WIDE - SIDE / 2)
    for word, x in zip(words.split("|"), heads, strict=True):
        canvas.text(x, 8, [word], "middle bold quiet")
    end, drawn = 8.0, []
    apart = _apart(reading, found)
    for line, own in apart.items():
        if own:
            end = columns.draw(canvas, _band(reading, line, own, iri, more), end + 26)
            drawn.append((line.classes, reading.words(line.nl, line.en)))
    unsure = any(not each.sure for each in found)
    samples = [each for each in drawn if each[0]]
    end = legend.draw(canvas, end, WIDE, reading.language, unsure=unsure, lines=samples)
    label = reading.label(iri) if iri else ""
    title = reading.words("Gezagslijnen", "Lines of authority")
    return finished(
        canvas,
        (WIDE, end),
        name=name,
        kind="authority",
        language=reading.language,
        title=f"{title}: {label}" if label else title,
        description=_description(reading, [word for _, word in drawn]),
        table=Table(
            tuple(
                reading.words(
                    "Lijn|Wie erboven staat|Vorm|Waarover|Wie eronder staat|Zeker|Uitspraak",
                    "Line|Who stands above|Form|Over what|Who stands below|Certain|Statement",
                ).split("|")
            ),
            tuple(_rows(reading, apart)),
        ),
    )


def _apart(reading: Reading, found: Sequence[Said]) -> dict[_Line, list[Said]]:
    """The statements of each line."""
    superiors = {iri for each in found for iri in each.named("superior")}
    prosecutors = {iri for iri in superiors if _prosecutes(reading, iri)}
    apart: dict[_Line, list[Said]] = {line: [] for line in LINES}
    for each in found:
        apart[_line(reading, each, prosecutors)].append(each)
    return apart


def _line(reading: Reading, said: Said, prosecutors: Collection[str]) -> _Line:
    codes = reading.notations(said.node, "authorityKind")
    if "gezag" in codes and any(each in prosecutors for each in said.named("superior")):
        return _CRIMINAL
    return next((each for each in LINES if set(codes) & set(each.codes)), _OTHER)


def _prosecutes(reading: Reading, iri: str) -> bool:
    """Whether an actor, or what it is part of, prosecutes."""
    above = [each for said in reading.about(iri, "Placement") for each in said.named("whole")]
    return any(
        kind.rpartition("/")[2] == _PROSECUTION
        for each in (iri, *above)
        for kind in reading[each].nodes(ORG + "classification")
    )


def _band(
    reading: Reading, line: _Line, found: Sequence[Said], focus: str | None, more: str
) -> Band:
    """One line; statements of the same between the same are one box."""
    merged: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[Said]] = {}
    for each in found:
        scope = tuple(sorted({*each.named("scope")}))
        merged.setdefault((each.first("authorityKind"), scope, each.named("superior")), []).append(
            each
        )
    order = sorted(
        merged, key=lambda key: (reading.label(key[0]), [reading.label(i) for i in key[1]], key)
    )
    middle = [_what(reading, key, merged[key]) for key in order[:_SHOWN]]
    if len(order) > _SHOWN:
        left = len(order) - _SHOWN
        word = reading.words(f"en nog {left}", f"and {left} more")
        middle.append(Box("...", word, href=more, look="other"))
    wires: dict[Wire, None] = {}
    columns_ = []
    for right, name in ((False, "superior"), (True, "subordinate")):
        joins = [
            (iri, box)
            for key, box in zip(order, middle[:_SHOWN], strict=False)
            for iri in sorted({iri for each in merged[key] for iri in each.named(name)})
        ]
        own = sides.shown([iri for iri, _ in joins], focus)
        for iri, box in joins:
            classes = line.classes if box.sure else "unsure"
            wires[Wire(iri if iri in own else sides.REST, box.key, right, classes)] = None
        keys = [wire.side for wire in wires if wire.right is right]
        hidden = len({iri for iri, _ in joins} - own)
        columns_.append(sides.boxes(reading, keys, focus, hidden, more))
    title = reading.words(line.nl, line.en)
    return Band(columns_[0], tuple(middle), columns_[1], tuple(wires), title)


def _what(
    reading: Reading, key: tuple[str, tuple[str, ...], tuple[str, ...]], said: Sequence[Said]
) -> Box:
    kind, scope, _ = key
    label = reading.label(kind)
    dash = "– " if len(scope) > 1 else ""
    small = tuple(dash + reading.label(each) for each in reading.alphabetical(scope))
    if "may" in reading.notations(said[0].node, "modality"):
        label += reading.words(" (mag)", " (may)")
    sure = any(each.sure for each in said)
    return Box(said[0].iri, label, "", reading.href(said[0].iri), small, "law", sure=sure)


def _description(reading: Reading, drawn: Sequence[str]) -> str:
    if not drawn:
        return reading.words(
            f"Op {reading.day} is hierover geen gezagslijn bekend.",
            f"On {reading.day} no line of authority about this is known.",
        )
    listed = "; ".join(drawn)
    return reading.words(
        f"Elke lijn apart, stand {reading.day}: {listed}. De een sluit de ander niet in.",
        f"Each line apart, as of {reading.day}: {listed}. One does not include another.",
    )


def _rows(reading: Reading, apart: Mapping[_Line, Sequence[Said]]) -> Iterator[tuple[Cell, ...]]:
    yes, no = reading.words("ja|nee", "yes|no").split("|")
    word = reading.words("uitspraak", "statement")
    for line, own in apart.items():
        for each in own:
            cells = (
                joined(reading, each.named(name))
                for name in ("superior", "authorityKind", "scope", "subordinate")
            )
            sure = Cell(yes if each.sure else no)
            said = Cell(word, each.iri, reading.href(each.iri))
            yield (Cell(reading.words(line.nl, line.en)), *cells, sure, said)
