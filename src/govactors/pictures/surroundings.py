"""What an actor or a task has to do with, in groups by how."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from govactors.pictures.reading import Reading, Said
from govactors.terms import SKOS, ga

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


def groups(reading: Reading, iri: str) -> list[Group]:
    """The groups around an actor, or around a task, in the order in which they are drawn."""
    found = _Groups(reading)
    if reading.kind(iri) == "task":
        _of_task(found, iri)
    else:
        _of_actor(found, iri)
    return found.sorted()


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
