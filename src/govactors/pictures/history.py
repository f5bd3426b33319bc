"""What happened to an actor, and from when until when: rows for a timeline."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from govactors.period import Moment
from govactors.pictures.letters import trimmed
from govactors.pictures.reading import Reading, Said
from govactors.problems import Problem
from govactors.terms import ga

_NAMES = ("official", "former", "abbreviation")
_MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A change at one moment, or what held for a while; a side that is not known is ``None``.

    ``going`` says that it certainly goes on, ``seen`` are days on which a source attests it,
    ``spans`` the stretches in which it held according to one statement; ``None`` is no end.
    """

    group: str
    label: str
    said: tuple[Said, ...]
    at: Moment | None = None
    since: Moment | None = None
    until: Moment | None = None
    going: bool = False
    seen: tuple[Moment, ...] = ()
    spans: tuple[tuple[Moment, Moment | None], ...] = ()

    @property
    def event(self) -> bool:
        """Whether it is a change."""
        return self.said[0].kind == "Change"

    @property
    def moments(self) -> tuple[Moment, ...]:
        """All moments that are known."""
        return tuple(each for each in (self.at, self.since, self.until, *self.seen) if each)

    @property
    def sure(self) -> bool:
        """Whether one statement says so for certain."""
        return any(each.sure for each in self.said)


def rows(reading: Reading, iri: str | None) -> list[Row]:
    """The rows about an actor; without one, all changes."""
    if iri is None:
        found = list(_changes(reading, reading.all("Change", ever=True)))
    else:
        kinds = ("Change", "Naming", "Placement", "Authority")
        said = reading.about(iri, *kinds, ever=True)
        found = [
            *_changes(reading, (each for each in said if each.kind == "Change")),
            *_names(reading, (each for each in said if each.kind == "Naming")),
            *_above(reading, said, iri),
        ]
    made = [each for each in _merged(found) if _begun(reading, each)]
    if reading.dated:
        made = [_known_then(reading, each) for each in made]
    groups = list(dict.fromkeys(each.group for each in found))
    return sorted(made, key=lambda each: (groups.index(each.group), *_when(each), each.label))


def _changes(reading: Reading, found: Iterable[Said]) -> Iterator[Row]:
    group = reading.words("Gebeurtenissen", "Events")
    for said in found:
        what = reading.label(said.first("changeKind"))
        before, after = (
            ", ".join(reading.label(each) for each in reading.alphabetical(said.named(name)))
            for name in ("before", "after")
        )
        ends = " → ".join(dict.fromkeys(each for each in (before, after) if each))
        label = ": ".join(each for each in (what, ends) if each)
        yield Row(group, label, (said,), at=_moment(said, "changedOn"))


def _names(reading: Reading, found: Iterable[Said]) -> Iterator[Row]:
    group = reading.words("Namen", "Names")
    for said in found:
        if set(_NAMES) & set(reading.notations(said.node, "nameKind")):
            name = next(iter(sorted(said.node.texts(ga("name")).items())), ("", ""))[1]
            yield _lasting(reading, group, f"“{trimmed(name)}”", said)


def _above(reading: Reading, found: Iterable[Said], iri: str) -> Iterator[Row]:
    listed = list(found)
    group = reading.words("Onderdeel van", "Part of")
    for said in listed:
        if said.kind == "Placement" and iri in said.named("part"):
            for each in said.named("whole"):
                yield _lasting(reading, group, reading.label(each), said)
    group = reading.words("Wie erboven staat", "Who stands above")
    for said in listed:
        if said.kind == "Authority" and iri in said.named("subordinate"):
            for each in said.named("superior"):
                form = reading.label(said.first("authorityKind"))
                yield _lasting(reading, group, f"{reading.label(each)}: {form}", said)


def _lasting(reading: Reading, group: str, label: str, said: Said) -> Row:
    since, until = _moment(said, "validFrom"), _moment(said, "validUntil")
    seen = _moment(said, "attestedOn")
    going = "ongoing" in reading.notations(said.node, "endStatus")
    start, end = since or seen, until or (None if going else seen)
    known = start and (end or going) and said.sure
    return Row(
        group,
        label,
        (said,),
        since=since,
        until=until,
        going=going,
        seen=(seen,) if seen else (),
        spans=((start, end),) if start and known else (),
    )


def _merged(found: Iterable[Row]) -> list[Row]:
    """Rows that say the same are one; what has no dates goes with the one that has them."""
    made: dict[tuple[str, str, Moment | None, Moment | None, Moment | None], Row] = {}
    for row in found:
        key = (row.group, row.label, row.at, row.since, row.until)
        before = made.get(key)
        made[key] = _both(before, row) if before else row
    for key, row in list(made.items()):
        dated = [each for each in made if each[:2] == key[:2] and each != key]
        if not row.moments and not row.event and len(dated) == 1:
            made[dated[0]] = _both(made[dated[0]], row)
            del made[key]
    return list(made.values())


def _both(one: Row, other: Row) -> Row:
    seen = tuple(sorted({*one.seen, *other.seen}, key=lambda each: (each.first, each.text)))
    going = one.going or other.going
    spans = (*one.spans, *(each for each in other.spans if each not in one.spans))
    return replace(one, said=(*one.said, *other.said), going=going, seen=seen, spans=spans)


def _begun(reading: Reading, row: Row) -> bool:
    start = row.at or row.since
    return not reading.dated or start is None or start.first <= reading.day


def _known_then(reading: Reading, row: Row) -> Row:
    """Without what lies after the day; what ended later went on."""
    seen = tuple(each for each in row.seen if each.first <= reading.day)
    spans = tuple(
        (start, end if end and end.first <= reading.day else None)
        for start, end in row.spans
        if start.first <= reading.day
    )
    if row.until and row.until.first > reading.day:
        return replace(row, until=None, going=True, seen=seen, spans=spans)
    return replace(row, seen=seen, spans=spans)


def _when(row: Row) -> tuple[str, str]:
    first = min((each.first.isoformat() for each in row.moments), default="9999")
    start = row.at or row.since
    return (start.first.isoformat() if start else first, first)


def _moment(said: Said, name: str) -> Moment | None:
    text = said.node.text(ga(name))
    try:
        return Moment.parse(text) if text else None
    except Problem:
        return None


def spelled(moment: Moment, language: str) -> str:
    """A moment in words, no more precise than it is.

    >>> spelled(Moment.parse("2007-01"), "nl"), spelled(Moment.parse("1814-10-26"), "en")
    ('januari 2007', '26 October 1814')
    """
    parts = moment.text.split("-")
    if len(parts) == 1:
        return parts[0]
    month = _MONTHS[language].split()[moment.first.month - 1]
    day = f"{moment.first.day} " if len(parts) > 2 else ""
    return f"{day}{month} {parts[0]}"


def period(row: Row, reading: Reading) -> str:
    """When it happened or held, in words that say what is not known."""
    language = reading.language
    if row.event:
        if row.at is None:
            return reading.words("datum onbekend", "date unknown")
        return spelled(row.at, language) + _precision(reading, row.at)
    since = spelled(row.since, language) if row.since else ""
    until = spelled(row.until, language) if row.until else ""
    if since and until:
        return f"{since} – {until}"
    if since:
        going = "" if row.going else reading.words(", einde onbekend", ", end unknown")
        return reading.words("sinds ", "since ") + since + going
    if until:
        return reading.words("begin onbekend, tot en met ", "beginning unknown, up to ") + until
    if row.seen:
        first, last = (spelled(each, language) for each in (row.seen[0], row.seen[-1]))
        seen = first if first == last else f"{first} {reading.words('en', 'and')} {last}"
        return reading.words("volgens een bron van ", "according to a source of ") + seen
    if row.going:
        return reading.words("begin onbekend, duurt voort", "beginning unknown, ongoing")
    return reading.words("periode onbekend", "period unknown")


def _precision(reading: Reading, moment: Moment) -> str:
    if moment.precision == "year":
        return reading.words(" (dag en maand onbekend)", " (day and month unknown)")
    return reading.words(" (dag onbekend)", " (day unknown)") if moment.precision == "month" else ""
