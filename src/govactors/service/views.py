"""A portrait as templates want it: names, links and wording instead of addresses and terms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from govactors.nodes import BOUNDS, LABELS
from govactors.period import Holds
from govactors.portrait import Entry, Place, Portrait, Section
from govactors.service.naming import HEADLINES, Naming, Part, Shown
from govactors.terms import OWL, SKOS, ga

TITLES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "Assignment/actor": ("Taken", "Tasks"),
        "Assignment/task": ("Wie dit doet", "Who does this"),
        "Assignment/with": ("Werkt mee aan taken van anderen", "Works along on tasks of others"),
        "Authority/subordinate": ("Onder wie", "Under whom"),
        "Authority/superior": ("Zeggenschap over", "Authority over"),
        "Authority/scope": ("Zeggenschap over deze taak", "Authority over this task"),
        "Placement/part": ("Deel van", "Part of"),
        "Placement/whole": ("Onderdelen", "Parts"),
        "Participation/member": ("Neemt deel aan", "Takes part in"),
        "Participation/partnership": ("Deelnemers", "Participants"),
        "Cooperation/actor": ("Werkt samen", "Cooperates"),
        "InformationFlow/sender": ("Informeert anderen", "Informs others"),
        "InformationFlow/receiver": ("Wordt geïnformeerd", "Is informed"),
        "InformationFlow/origin": (
            "Informatie afkomstig hiervan",
            "Information that comes from it",
        ),
        "Deployment/actor": ("Zet mensen of eenheden in", "Posts people or units"),
        "Change/before": ("Wijzigingen: wat eraan voorafging", "Changes: what was before"),
        "Change/after": ("Wijzigingen: wat eruit ontstond", "Changes: what came of it"),
        "Naming/names": ("Namen in bronnen", "Names in sources"),
        "Relation/subject": ("Andere uitspraken hierover", "Other statements about it"),
        "Relation/object": ("Uitspraken die dit noemen", "Statements that name it"),
        "Derivation/wasDerivedFrom": ("Wat hieruit is afgeleid", "What follows from it"),
        "Task/broader": ("Deeltaken", "Parts of this task"),
        "Task/concerns": ("Taken hierover", "Tasks about this"),
        "Task/inScheme": ("Taken in deze lijst", "Tasks in this list"),
        "Passage/hasSource": ("Passages in deze bron", "Passages in this source"),
        "Omission/subject": ("Wat bronnen open laten", "What sources leave open"),
    }
)
"""Headings of sections, in Dutch and English, by class and property; others get their labels."""

_APART = {*BOUNDS, *LABELS, *map(ga, ("source", "passage", "countsOn", "certainty"))}
_APART |= {SKOS + "note", SKOS + "definition", OWL + "deprecated"}


@dataclass(frozen=True, slots=True)
class FactView:
    """A property with its values."""

    label: Shown
    values: list[Shown]


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A passage: the source it is in, where there, and the page of the passage."""

    source: Shown
    where: list[Part]
    href: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """A statement, or another node, that speaks about the thing."""

    href: str
    headline: list[Shown]
    facts: list[FactView]
    notes: list[Shown]
    certainty: list[Shown]
    places: list[PlaceView]
    over: bool
    unsure: bool


@dataclass(frozen=True, slots=True)
class SectionView:
    """Entries under one heading."""

    anchor: str
    title: Part
    total: int
    entries: list[EntryView]


class View:
    """Makes a page's parts of the parts of a portrait."""

    def __init__(self, portrait: Portrait, naming: Naming) -> None:
        self._portrait = portrait
        self.naming = naming

    @property
    def itself(self) -> EntryView:
        """The thing: all that is said of it, shortcuts apart."""
        whole = self._portrait.itself
        facts = tuple(fact for fact in whole.facts if not self._is_shortcut(fact.property))
        return self.entry(replace(whole, facts=facts), headline=False)

    @property
    def shortcuts(self) -> list[tuple[Shown, Shown | None, list[tuple[Shown, str]]]]:
        """Property, the thing where it is the object, and what is there with its derivation."""
        groups: dict[tuple[str, bool], list[tuple[Shown, str]]] = {}
        thing = self._portrait.iri
        said = {(each.property, each.object) for each in self._portrait.shortcuts}
        for each in self._portrait.shortcuts:
            outgoing = each.subject == thing
            if not outgoing and (each.property, each.subject) in said:
                continue  # it works both ways and stands there already
            other = self.naming.node(each.object if outgoing else each.subject)
            why = self.naming.links.to(each.derivation)
            groups.setdefault((each.property, outgoing), []).append((other, why))
        me = Shown(self.naming.parts(thing))
        return [
            (self.naming.node(name), None if outgoing else me, sorted(found, key=_by_text))
            for (name, outgoing), found in sorted(groups.items(), key=lambda g: (not g[0][1], g[0]))
        ]

    @property
    def sections(self) -> list[SectionView]:
        """The sections of this page."""
        return [self._section(each) for each in self._portrait.sections]

    def entry(self, entry: Entry, *, headline: bool = True) -> EntryView:
        """One entry."""
        kind = next((k for k in entry.kinds if k.removeprefix(ga("")) in HEADLINES), "")
        mentioned = [] if not headline else self._headline(entry, kind)
        own = {ga(name) for name in HEADLINES.get(kind.removeprefix(ga("")), ())}
        thing = self._portrait.iri
        facts = [
            FactView(self.naming.node(fact.property), self._values(fact.values))
            for fact in entry.facts
            if fact.property not in _APART
            and not (headline and fact.property in own)
            and [getattr(value, "value", "") for value in fact.values] != [thing]
        ]
        said = {fact.property: fact.values for fact in entry.facts}
        return EntryView(
            self.naming.links.to(entry.iri),
            mentioned,
            facts,
            self._values(said.get(SKOS + "note", ())),
            self._values(said.get(ga("certainty"), ())),
            [self.place(each) for each in entry.places],
            entry.holds is Holds.NO,
            entry.holds is Holds.UNKNOWN,
        )

    def place(self, place: Place) -> PlaceView:
        """One passage."""
        source = self.naming.node(place.source) if place.source else Shown(())
        return PlaceView(source, self.naming.place(place), self.naming.links.to(place.passage))

    def _headline(self, entry: Entry, kind: str) -> list[Shown]:
        found = self.naming.headline(entry.iri, kind, self._portrait.iri) if kind else []
        return found or [Shown(self.naming.parts(entry.iri), self.naming.links.to(entry.iri))]

    def _values(self, values: Iterable[object]) -> list[Shown]:
        return [self.naming.value(v) for v in self.naming.wanted(values)]  # type: ignore[arg-type]

    def _is_shortcut(self, name: str) -> bool:
        return bool(self.naming.nodes[name].values(ga("abbreviates")))

    def _section(self, section: Section) -> SectionView:
        kind = section.kind.rpartition("#")[2] or section.kind
        role = section.role.rpartition("#")[2].rpartition("/")[2]
        key = f"{kind}/{role}"
        if key in TITLES:
            title = Part(TITLES[key][self.naming.language == "en"])
        else:
            named = [self.naming.parts(iri) for iri in (section.kind, section.role) if iri]
            title = Part(": ".join(" ".join(p.text for p in parts) for parts in named))
        anchor = key.replace("/", "-").lower()
        return SectionView(anchor, title, section.total, [self.entry(e) for e in section.entries])


def _by_text(pair: tuple[Shown, str]) -> str:
    return pair[0].text.casefold()
