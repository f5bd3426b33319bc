"""A portrait as templates want it: names, links and wording instead of addresses and terms."""

from collections.abc import Iterable
from dataclasses import dataclass

from govactors.nodes import BOUNDS, LABELS
from govactors.period import Holds
from govactors.portrait import Entry, Place, Portrait
from govactors.service.html.naming import Naming, Part, Shown
from govactors.terms import DCTERMS, OA, OWL, SKOS, ga

_APART = {*BOUNDS, *LABELS, *map(ga, ("source", "passage", "countsOn", "certainty"))}
_APART |= {
    OA + "hasSource",
    SKOS + "note",
    SKOS + "definition",
    DCTERMS + "description",
    OWL + "deprecated",
}


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
class Itself:
    """All that is said of the thing itself; ``over`` if it is a statement that does not hold."""

    facts: list[FactView]
    notes: list[Shown]
    certainty: list[Shown]
    places: list[PlaceView]
    holds: Holds | None

    @property
    def over(self) -> bool:
        """Whether it certainly does not hold on the day of the page."""
        return self.holds is Holds.NO


class View:
    """Makes a page's parts of the parts of a portrait."""

    def __init__(self, portrait: Portrait, naming: Naming) -> None:
        self._portrait = portrait
        self.naming = naming

    @property
    def itself(self) -> Itself:
        """The thing: all that is said of it, shortcuts apart."""
        entry = self._portrait.itself
        said = {fact.property: fact.values for fact in entry.facts}
        return Itself(
            self._facts(entry),
            self._values(said.get(SKOS + "note", ())),
            self._values(said.get(ga("certainty"), ())),
            [self.place(each) for each in entry.places],
            entry.holds,
        )

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

    def _facts(self, entry: Entry) -> list[FactView]:
        return [
            FactView(self.naming.node(fact.property), self._values(fact.values))
            for fact in entry.facts
            if fact.property not in _APART and not self._is_shortcut(fact.property)
        ]

    def place(self, place: Place) -> PlaceView:
        """One passage."""
        source = self.naming.node(place.source) if place.source else Shown(())
        return PlaceView(
            source, self.naming.place(place, positions=True), self.naming.links.to(place.passage)
        )

    def _values(self, values: Iterable[object]) -> list[Shown]:
        return [self.naming.value(v) for v in self.naming.wanted(values)]  # type: ignore[arg-type]

    def _is_shortcut(self, name: str) -> bool:
        return bool(self.naming.nodes[name].values(ga("abbreviates")))


def _by_text(pair: tuple[Shown, str]) -> str:
    return pair[0].text.casefold()
