"""Flows of information: who gives, what it is and what it is about, who gets it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govactors.pictures import columns, legend, sides
from govactors.pictures.canvas import Canvas
from govactors.pictures.picture import Cell, Picture, Table, finished
from govactors.pictures.placing import SIDE, WIDE, Band, Box, Wire
from govactors.pictures.reading import Reading, Said

SHOWN = 24
"""Flows that are drawn, those between most first; the table has all."""


@dataclass(frozen=True, slots=True)
class _Flow:
    """All that goes from the same senders to the same receivers."""

    senders: tuple[str, ...]
    receivers: tuple[str, ...]
    said: tuple[Said, ...]

    @property
    def key(self) -> str:
        return self.said[0].iri

    @property
    def ends(self) -> tuple[str, ...]:
        return (*self.senders, *self.receivers)

    @property
    def sure(self) -> bool:
        return any(each.sure for each in self.said)

    def named(self, name: str) -> list[str]:
        return [iri for each in self.said for iri in each.named(name)]


def draw(reading: Reading, iri: str | None, *, name: str, more: str = "") -> Picture:
    """The flows of an actor, about a phenomenon or for a task; without one of them, all."""
    every = _chosen(reading, iri)
    flows, left_out = _merged(every)
    canvas = Canvas()
    band = _band(reading, flows, iri, more)
    words = reading.words("Wie geeft|Wat|Wie krijgt", "Who gives|What|Who gets").split("|")
    heads = (SIDE / 2, WIDE / 2, WIDE - SIDE / 2)
    for word, x in zip(words, heads, strict=True):
        canvas.text(x, 8, [word], "middle bold quiet")
    end = columns.draw(canvas, band, 26)
    unsure = any(not each.sure for each in flows)
    end = legend.draw(canvas, end, WIDE, reading.language, unsure=unsure)
    return finished(
        canvas,
        (WIDE, end),
        name=name,
        kind="flows",
        language=reading.language,
        title=_title(reading, iri),
        description=_description(reading, flows, len(left_out)),
        table=Table(
            tuple(
                reading.words(
                    "Wie geeft|Wat|Waarover|Waartoe|Wie krijgt|Zeker|Uitspraak",
                    "Who gives|What|About what|To what end|Who gets|Certain|Statement",
                ).split("|")
            ),
            tuple(_rows(reading, every)),
        ),
    )


def _chosen(reading: Reading, iri: str | None) -> list[Said]:
    if iri is None:
        return reading.all("InformationFlow")
    return reading.about(iri, "InformationFlow")


def _merged(found: Sequence[Said]) -> tuple[list[_Flow], list[Said]]:
    """The flows with both ends or a content; and what says too little to be drawn."""
    merged: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Said]] = {}
    left_out = []
    for each in found:
        senders = tuple(sorted(set(each.named("sender")))) or tuple(sorted(each.named("origin")))
        receivers = tuple(sorted(set(each.named("receiver"))))
        if not (senders or receivers) or not (each.named("content") or (senders and receivers)):
            left_out.append(each)
        else:
            merged.setdefault((senders, receivers), []).append(each)
    return [_Flow(*ends, tuple(said)) for ends, said in merged.items()], left_out


def _band(reading: Reading, flows: Sequence[_Flow], focus: str | None, more: str) -> Band:
    ranked = sorted(flows, key=lambda each: (-len(each.ends), reading.label(each.key), each.key))
    flows = ranked if len(ranked) <= SHOWN + 1 else ranked[:SHOWN]
    middle = [_what(reading, each) for each in flows]
    if len(ranked) > len(flows):
        left = len(ranked) - len(flows)
        word = reading.words(f"en nog {left} stromen", f"and {left} more flows")
        middle.append(Box(sides.REST, word, href=more, look="other"))
    wires: dict[Wire, None] = {}
    ends_of = []
    for right in (False, True):
        ends = [(each, each.receivers if right else each.senders) for each in flows]
        shown = sides.shown([iri for _, iris in ends for iri in iris], focus)
        keys: dict[str, None] = {}
        for flow, iris in ends:
            for iri in iris or (sides.NOBODY,):
                key = iri if iri in shown or iri == sides.NOBODY else sides.REST
                keys[key] = None
                wires[Wire(key, flow.key, right, "" if flow.sure else "unsure")] = None
        hidden = {iri for _, iris in ends for iri in iris} - shown
        ends_of.append(sides.boxes(reading, keys, focus, len(hidden), more))
    return Band(ends_of[0], tuple(middle), ends_of[1], tuple(wires))


def _what(reading: Reading, flow: _Flow) -> Box:
    contents = [reading.label(iri) for iri in reading.alphabetical(flow.named("content"))]
    about = [reading.label(iri) for iri in reading.alphabetical(flow.named("concerns"))]
    ends = [reading.label(iri) for iri in reading.alphabetical(flow.named("purpose"))]
    small = []
    if about:
        small.append(reading.words("over ", "about ") + _listed(reading, about))
    if ends:
        small.append(reading.words("voor ", "for ") + _listed(reading, ends))
    label = _listed(reading, contents) or reading.words("inhoud niet genoemd", "content not named")
    href = reading.href(flow.key)
    return Box(flow.key, label, "", href, tuple(small), "flow", sure=flow.sure)


def _listed(reading: Reading, words: Sequence[str]) -> str:
    """Words as a sentence has them."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {reading.words('en', 'and')} {words[-1]}"


def _title(reading: Reading, iri: str | None) -> str:
    if iri is None:
        return reading.words("Wie geeft wie welke informatie", "Who gives whom which information")
    label = reading.label(iri)
    return reading.words(f"Informatiestromen: {label}", f"Information flows: {label}")


def _description(reading: Reading, flows: Sequence[_Flow], left_out: int) -> str:
    text = reading.words(
        "Links wie informatie geeft, in het midden welke, rechts wie die krijgt. "
        f"Stand {reading.day}: {len(flows)} stromen.",
        "On the left who gives information, in the middle which, on the right who gets it. "
        f"As of {reading.day}: {len(flows)} flows.",
    )
    if left_out:
        text += reading.words(
            f" Niet getekend omdat zij te weinig zeggen: {left_out}; zij staan in de tabel.",
            f" Not drawn since they say too little: {left_out}; they are in the table.",
        )
    return text


def _rows(reading: Reading, found: Sequence[Said]) -> Iterator[tuple[Cell, ...]]:
    yes, no = reading.words("ja|nee", "yes|no").split("|")
    word = reading.words("uitspraak", "statement")
    for each in found:
        cells = [
            joined(reading, each.named(name))
            for name in ("sender", "content", "concerns", "purpose", "receiver")
        ]
        said = Cell(word, each.iri, reading.href(each.iri))
        yield (*cells, Cell(yes if each.sure else no), said)


def joined(reading: Reading, iris: Sequence[str]) -> Cell:
    """Several things in one cell; a link if there is one only."""
    if len(iris) == 1:
        return reading.cell(iris[0])
    return Cell(", ".join(reading.label(iri) for iri in reading.alphabetical(iris)))
