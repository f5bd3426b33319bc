"""What pictures are drawn from: the statements that hold on a day, and names for what they name."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from govactors import moments, nodes
from govactors.contents import Contents
from govactors.nodes import Node, Nodes
from govactors.period import Holds, Period
from govactors.pictures.letters import trimmed
from govactors.pictures.picture import Cell
from govactors.problems import Problem
from govactors.store import GraphAnswer, Query
from govactors.terms import SKOS, ga

_FOLDER = Path(__file__).parents[1] / "queries" / "pictures"
QUERIES = ("statements", "about", "narrower")
LANGUAGES = ("nl", "en")
_CERTAIN = ("explicit", "implied")
_KINDS = {
    "Organisation": "organisation",
    "Unit": "unit",
    "Partnership": "partnership",
    "Office": "office",
    "ActorGroup": "group",
    "Task": "task",
    "Phenomenon": "phenomenon",
    "LegalBasis": "law",
}
_BOUNDS = tuple(map(ga, ("holdsFrom", "holdsUntil", "mayHoldFrom", "mayHoldUntil")))

Links = Callable[[str], str]


@cache
def text(name: str) -> str:
    """The text of a query of ``queries/pictures/``."""
    return (_FOLDER / f"{name}.rq").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Said:
    """A statement. ``sure`` is false for one of several readings, unverified, or announced."""

    node: Node
    kind: str
    sure: bool

    @property
    def iri(self) -> str:
        """Its address."""
        return self.node.iri

    def named(self, *properties: str) -> tuple[str, ...]:
        """The addresses among the values of our properties."""
        return self.node.nodes(*map(ga, properties))

    def first(self, name: str) -> str:
        """The first of them, or nothing."""
        return next(iter(self.named(name)), "")


class Reading:
    """Reads a publication for one picture, in one language, on one day.

    Statements that did not hold on the day are left out; those of which that is not known stay
    unless ``unknown`` is ``exclude``, as in :func:`govactors.moments.as_of`.
    """

    def __init__(
        self,
        contents: Contents,
        language: str = "nl",
        as_of: datetime.date | str | None = None,
        unknown: str = moments.INCLUDE,
        links: Links | None = None,
    ) -> None:
        if language not in LANGUAGES:
            raise Problem(
                "invalid-parameter",
                f"There is no picture in {language!r}.",
                hint="Choose nl or en.",
            )
        if unknown not in (moments.INCLUDE, moments.EXCLUDE):
            detail = f"unknown is {moments.INCLUDE!r} or {moments.EXCLUDE!r}, not {unknown!r}."
            raise Problem("invalid-parameter", detail, hint="Leave it out to include.")
        self.contents = contents
        self.language = language
        self.dated = as_of is not None
        self.day = moments.day(contents.release.date if as_of is None else as_of)
        self._exclude = unknown == moments.EXCLUDE
        self._nodes = Nodes.of(contents)
        self._links = links

    def words(self, nl: str, en: str) -> str:
        """Of two texts the one in the language of the picture."""
        return nl if self.language == "nl" else en

    def __getitem__(self, iri: str) -> Node:
        """What is said of a node; nothing of one that a statement should name and does not."""
        return self._nodes[iri] if iri else nodes.node("", ())

    def known(self, iri: str) -> bool:
        """Whether anything is said of what may be an address."""
        try:
            return bool(self[iri].triples)
        except ValueError:
            return False

    def about(self, iri: str, *kinds: str, ever: bool = False) -> list[Said]:
        """The statements of these classes that name a thing, sorted by address.

        ``ever`` asks for those that held on any day.
        """
        wanted = {ga(kind) for kind in kinds}
        found = {m.node for m in self._nodes.mentions(iri) if wanted.intersection(m.kinds)}
        return self._said((self._nodes[each] for each in sorted(found)), kinds, ever=ever)

    def all(self, kind: str, *, ever: bool = False) -> list[Said]:
        """All statements of a class, sorted by address."""
        answer = self.contents.store.evaluate(
            Query(text("statements"), {"class": ox.NamedNode(ga(kind))})
        )
        triples: dict[str, list[ox.Triple]] = {}
        for triple in answer if isinstance(answer, GraphAnswer) else ():
            if isinstance(triple.subject, ox.NamedNode):
                triples.setdefault(triple.subject.value, []).append(triple)
        found = (nodes.node(iri, sorted(triples[iri], key=str)) for iri in sorted(triples))
        return self._said(found, (kind,), ever=ever)

    def tasks(self, name: str, about: str) -> list[str]:
        """The tasks that one of our queries finds about a thing, sorted by address."""
        answer = self.contents.store.evaluate(Query(text(name), {"about": ox.NamedNode(about)}))
        rows = answer if isinstance(answer, ox.QuerySolutions) else ()
        return sorted({row["task"].value for row in rows})

    def holds(self, node: Node) -> Holds:
        """Whether a statement holds on the day."""
        start, end, earliest, latest = (_date(node.text(each)) for each in _BOUNDS)
        period = Period(start, end, earliest, latest)
        if "ended" in self.notations(node, "endStatus") and not period.may_hold_until:
            return Holds.YES if period.on(self.day) is Holds.YES else Holds.NO
        return period.on(self.day)

    def notations(self, node: Node, name: str) -> list[str]:
        """The codes of the concepts that are the values of a property."""
        found = (self._nodes[each].text(SKOS + "notation") for each in node.nodes(ga(name)))
        return [each for each in found if each]

    def kind(self, iri: str) -> str:
        """Of which kind a thing is, as the drawings tell kinds apart."""
        own = sorted(each.removeprefix(ga("")) for each in self._nodes[iri].kinds)
        return next((_KINDS[each] for each in own if each in _KINDS), "other")

    def name(self, iri: str) -> tuple[str, str]:
        """What a thing is called, and in which language if that is another than the picture's."""
        labels = self[iri].labels
        for language in (self.language, *LANGUAGES, "", *sorted(labels)):
            if labels.get(language, "").strip():
                return trimmed(labels[language]), "" if language == self.language else language
        return self.contents.addresses.shorten(iri) if iri else "", ""

    def label(self, iri: str) -> str:
        """What a thing is called."""
        return self.name(iri)[0]

    def short(self, iri: str) -> str:
        """The abbreviation of a thing, or else what it is called."""
        return trimmed(self._nodes[iri].text(ga("abbreviation"))) or self.label(iri)

    def href(self, iri: str) -> str:
        """Where the address of a thing leads."""
        return self._links(iri) if self._links else iri

    def cell(self, iri: str) -> Cell:
        """A thing as a cell of the table."""
        name, language = self.name(iri)
        return Cell(name, iri, self.href(iri), language)

    def alphabetical(self, iris: Iterable[str]) -> list[str]:
        """Things once each, by name."""
        return sorted(set(iris), key=lambda iri: (self.label(iri).casefold(), iri))

    def _said(self, found: Iterable[Node], kinds: tuple[str, ...], *, ever: bool) -> list[Said]:
        kept = []
        for node in found:
            if not ever and not self._kept(node):
                continue
            certain = set(self.notations(node, "certainty"))
            sure = not certain or bool(certain & set(_CERTAIN))
            sure &= "announced" not in self.notations(node, "modality")
            kind = next((each for each in kinds if ga(each) in node.kinds), kinds[0])
            kept.append(Said(node, kind, sure))
        return kept

    def _kept(self, node: Node) -> bool:
        held = self.holds(node)
        happened = bool(node.values(ga("changedOn")))
        return held is Holds.YES or (held is Holds.UNKNOWN and (happened or not self._exclude))


def _date(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
