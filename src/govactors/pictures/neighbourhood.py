"""The neighbourhood of an actor or a task: all it has to do with, grouped by how."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from govactors.pictures import legend
from govactors.pictures.canvas import BODY, ICON, SMALL, Canvas, height
from govactors.pictures.cards import Card, Item, capped
from govactors.pictures.letters import wrap
from govactors.pictures.picture import Cell, Picture, Table, finished
from govactors.pictures.reading import Reading, Said
from govactors.terms import SKOS, ga

SHOWN = 8
"""Things of one group that are drawn; the table has all."""

_CARD, _CENTRE, _ROOM, _GAP = 300.0, 210.0, 76.0, 16.0
_AUTHORITY = {
    "gezag": ("Onder gezag van", "Under authority of", "Gezag over", "Authority over"),
    "beheer": ("Onder beheer van", "Managed by", "Beheer over", "Manages"),
    "toezicht": ("Onder toezicht van", "Supervised by", "Toezicht op", "Supervises"),
    "aanwijzing": ("Aanwijzingen van", "Instructed by", "Aanwijzingen aan", "May instruct"),
    "mandaat": ("Mandaat van", "Mandate from", "Mandaat aan", "Mandate to"),
    "verantwoording": (
        "Legt verantwoording af aan",
        "Accountable to",
        "Krijgt verantwoording van",
        "Held accountable by it",
    ),
}
_ORDER = ("lead", "execute", "coordinate", "contribute", "support", "advise", "signal", "oversee")


@dataclass(slots=True)
class Group:
    """What stands in one relation to the thing in the middle.

    ``arrow`` is ``in`` where the line points at the middle, ``out`` where it points at the group.
    """

    title: str
    left: bool
    rank: int
    arrow: str = ""
    look: str = "actor"
    found: dict[str, tuple[set[str], bool, str]] = field(default_factory=dict)

    def put(self, iri: str, said: Said | None, note: str = "") -> None:
        """Adds a thing with the statement that says so; one certain statement is enough."""
        iris, sure, before = self.found.get(iri, (set(), False, ""))
        if said:
            iris = iris | {said.iri}
        self.found[iri] = (iris, sure or said is None or said.sure, before or note)


class _Groups:
    """The groups of a neighbourhood, by title."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.made: dict[tuple[str, bool], Group] = {}

    def group(self, nl: str, en: str, *, left: bool, rank: int, arrow: str = "") -> Group:
        title = self.reading.words(nl, en)
        return self.made.setdefault((title, left), Group(title, left, rank, arrow))

    def sorted(self) -> list[Group]:
        found = [each for each in self.made.values() if each.found]
        return sorted(found, key=lambda each: (not each.left, each.rank, each.title))


def draw(reading: Reading, iri: str, *, name: str, more: str = "") -> Picture:
    """The picture of an actor, or of a task."""
    groups = _Groups(reading)
    task = reading.kind(iri) == "task"
    if task:
        _of_task(groups, iri)
    else:
        _of_actor(groups, iri)
    found = groups.sorted()
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


def _of_actor(groups: _Groups, iri: str) -> None:
    _standing(groups, iri)
    _partnerships(groups, iri)
    for said in groups.reading.about(iri, "Assignment"):
        if iri in said.named("actor"):
            group = _responsibility(groups, said, left=False)
            for each in said.named("task"):
                group.put(each, said)
    for said in groups.reading.about(iri, "InformationFlow"):
        receivers, senders = said.named("receiver"), said.named("sender")
        if iri in senders:
            title = ("Geeft informatie aan", "Gives information to")
            group = groups.group(*title, left=True, rank=40, arrow="out")
            _put(group, receivers, said, iri)
        if iri in receivers:
            title = ("Krijgt informatie van", "Gets information from")
            _put(groups.group(*title, left=True, rank=41, arrow="in"), senders, said, iri)


def _standing(groups: _Groups, iri: str) -> None:
    """Above whom and below whom it stands."""
    reading = groups.reading
    for said in reading.about(iri, "Placement"):
        if iri in said.named("part"):
            group = groups.group("Onderdeel van", "Part of", left=True, rank=0)
            _put(group, said.named("whole"), said, iri)
        else:
            group = groups.group("Onderdelen", "Parts", left=False, rank=70)
            _put(group, said.named("part"), said, iri)
    for said in reading.about(iri, "Authority"):
        below = iri in said.named("subordinate")
        for rank, (notation, words) in enumerate(_AUTHORITY.items(), start=1):
            if notation in reading.notations(said.node, "authorityKind"):
                if below:
                    group = groups.group(*words[:2], left=True, rank=rank, arrow="in")
                    _put(group, said.named("superior"), said, iri)
                elif iri in said.named("superior"):
                    group = groups.group(*words[2:], left=False, rank=72 + rank, arrow="out")
                    _put(group, said.named("subordinate"), said, iri)


def _partnerships(groups: _Groups, iri: str) -> None:
    reading = groups.reading
    for said in reading.about(iri, "Participation"):
        chair = "chair" in reading.notations(said.node, "role")
        note = reading.words("voorzitter", "chair") if chair else ""
        if iri in said.named("member"):
            group = groups.group("Neemt deel aan", "Takes part in", left=True, rank=20)
            _put(group, said.named("partnership"), said, iri, note)
        else:
            group = groups.group("Deelnemers", "Members", left=False, rank=-1)
            _put(group, said.named("member"), said, iri, note)
    for said in reading.about(iri, "Cooperation"):
        group = groups.group("Werkt samen met", "Works together with", left=True, rank=30)
        _put(group, said.named("actor"), said, iri)


def _of_task(groups: _Groups, iri: str) -> None:
    reading = groups.reading
    for said in reading.about(iri, "Assignment"):
        if iri in said.named("task"):
            _put(_responsibility(groups, said, left=True), said.named("actor"), said, iri)
            law = groups.group("Op grond van", "On the basis of", left=False, rank=30)
            law.look = "law"
            _put(law, said.named("legalBasis"), said, iri)
    for said in reading.about(iri, "Authority"):
        group = groups.group("Hierbij onder gezag", "Under authority in this", left=False, rank=20)
        _put(group, said.named("superior"), said, iri)
    wider = groups.group("Onderdeel van", "Part of", left=False, rank=0)
    narrower = groups.group("Omvat", "Comprises", left=False, rank=1)
    about = groups.group("Gaat over", "Is about", left=False, rank=2)
    wider.look = narrower.look = about.look = "task"
    for each in reading[iri].nodes(SKOS + "broader"):
        wider.put(each, None)
    for each in reading.tasks("narrower", iri):
        narrower.put(each, None)
    for each in reading[iri].nodes(ga("concerns")):
        about.put(each, None)


def _responsibility(groups: _Groups, said: Said, *, left: bool) -> Group:
    reading = groups.reading
    concept = said.first("responsibility")
    verbs = reading[concept].texts(SKOS + "altLabel")
    notation = (reading.notations(said.node, "responsibility") or [""])[0]
    rank = _ORDER.index(notation) if notation in _ORDER else len(_ORDER)
    word = verbs.get(reading.language) or reading.label(concept)
    group = groups.group(
        word[:1].upper() + word[1:], word[:1].upper() + word[1:], left=left, rank=rank
    )
    group.look = "actor" if left else "task"
    return group


def _put(group: Group, iris: Iterable[str], said: Said, without: str, note: str = "") -> None:
    for each in iris:
        if each != without:
            group.put(each, said, note)


def _items(reading: Reading, group: Group) -> list[Item]:
    return [
        Item(
            iri,
            reading.label(iri),
            reading.kind(iri),
            reading.href(iri),
            group.found[iri][2],
            group.found[iri][1],
        )
        for iri in reading.alphabetical(group.found)
    ]


def _draw(
    canvas: Canvas, reading: Reading, iri: str, groups: Sequence[Group], more: str
) -> tuple[float, float]:
    sides: dict[bool, list[tuple[Group, Card]]] = {True: [], False: []}
    word = reading.words("en nog {}", "and {} more")
    for group in groups:
        shown = capped(_items(reading, group), SHOWN, word, more)
        sides[group.left].append((group, Card(group.title, group.look, *shown, wide=_CARD)))
    tall = {left: _tall(card for _, card in cards) for left, cards in sides.items()}
    lines, high = _centre_lines(reading, iri)
    full = max(*tall.values(), high)
    left_edge = _CARD + _ROOM if sides[True] else 0
    right_edge = left_edge + _CENTRE
    cards = Canvas()
    for left, listed in sides.items():
        y = (full - tall[left]) / 2
        ports = _ports(len(listed), full / 2, high)
        for (group, card), port in zip(listed, ports, strict=True):
            x = 0 if left else right_edge + _ROOM
            near = (x + _CARD if left else x, y + 14)
            centre = (left_edge if left else right_edge, port)
            _join(canvas, centre, near, group.arrow, left=left)
            card.draw(cards, x, y)
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
    canvas.curve(one, other, "join")
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
    with canvas.link(reading.href(iri), label=reading.label(iri)):
        canvas.box(x, y, _CENTRE, high, "focus", 8)
        canvas.text(x + _CENTRE / 2, middle, lines, "middle bold on-focus large", 16)
        if short:
            below = middle + height(lines, 16) / 2 + 9
            canvas.text(x + _CENTRE / 2, below, [short[:24]], "middle small on-focus", SMALL)


def _ports(count: int, middle: float, high: float) -> list[float]:
    """Heights on the edge of the middle box where its lines begin."""
    step = min(BODY, (high - 16) / max(1, count))
    return [middle + (each - (count - 1) / 2) * step for each in range(count)]


def _tall(cards: Iterable[Card]) -> float:
    heights = [card.high() for card in cards]
    return sum(heights) + _GAP * max(0, len(heights) - 1)


def _description(reading: Reading, label: str, groups: Sequence[Group]) -> str:
    parts = ", ".join(
        f"{each.title[:1].lower()}{each.title[1:]} ({len(each.found)})" for each in groups
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


def _table(reading: Reading, groups: Sequence[Group]) -> Table:
    headers = reading.words(
        "Relatie|Wie of wat|Zeker|Uitspraken", "Relation|Who or what|Certain|Statements"
    )
    return Table(tuple(headers.split("|")), tuple(_rows(reading, groups)))


def _rows(reading: Reading, groups: Sequence[Group]) -> Iterator[tuple[Cell, ...]]:
    yes, no = reading.words("ja|nee", "yes|no").split("|")
    for group in groups:
        for iri in reading.alphabetical(group.found):
            statements, sure, note = group.found[iri]
            cell = reading.cell(iri)
            shown = Cell(f"{cell.text} ({note})", iri, cell.href, cell.language) if note else cell
            first = min(statements, default="")
            said = Cell(str(len(statements)), first, reading.href(first) if first else "")
            yield Cell(group.title), shown, Cell(yes if sure else no), said
