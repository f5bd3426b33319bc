"""What things are called on a page: labels in the reader's language, and where they lead."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from govactors.nodes import Nodes
from govactors.portrait import Place
from govactors.service.html.calendar import in_words
from govactors.service.html.words import CONCEPTS, WORDS
from govactors.service.links import Links
from govactors.store import Term
from govactors.terms import OA, XSD, ga

HEADLINES: Mapping[str, tuple[str, ...]] = {
    "Assignment": ("actor", "responsibility", "task"),
    "Authority": ("subordinate", "authorityKind", "superior", "scope"),
    "Placement": ("part", "whole"),
    "Participation": ("member", "role", "partnership"),
    "Cooperation": ("actor",),
    "InformationFlow": ("sender", "content", "receiver"),
    "Deployment": ("actor", "deployed", "staff", "place"),
    "Change": ("changeKind", "before", "after", "changedOn"),
    "Naming": ("names", "name"),
    "Relation": ("subject", "relation", "object", "value"),
    "Omission": ("subject", "missing"),
    "Derivation": ("subject", "property", "object"),
}
"""The properties that say what a statement comes down to, by its class."""

_DATES = {XSD + name for name in ("date", "gYearMonth", "gYear")}
_LANGUAGES = {"nl": ("nl", "en"), "en": ("en", "nl")}


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text; ``language`` is empty where it is that of the page."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as a page shows it; ``href`` is empty where it leads nowhere."""

    parts: tuple[Part, ...]
    href: str = ""

    @property
    def text(self) -> str:
        """The whole text, for titles."""
        return " ".join(part.text for part in self.parts)


class Naming:
    """Names nodes and values for one page."""

    def __init__(self, nodes: Nodes, links: Links, language: str) -> None:
        self.nodes = nodes
        self.links = links
        self.language = language

    def concept(self, name: str) -> Part:
        """The things of a concept together; the concept itself where there is no word."""
        return self.text(CONCEPTS.get(name, {"nl": name})) or Part(name)

    def node(self, iri: str) -> Shown:
        """A node by its name, with the link to its description."""
        return Shown(self.parts(iri), self.links.to(iri))

    def value(self, term: Term) -> Shown:
        """A value: a node, or a literal as it is written."""
        if isinstance(term, ox.NamedNode):
            return self.node(term.value)
        if isinstance(term, ox.Literal):
            return Shown((self._literal(term),))
        return Shown((Part(str(term)),))

    def text(self, texts: Mapping[str, str]) -> Part | None:
        """The text in the language of the page, else in the other, else in any."""
        for language in (*_LANGUAGES[self.language], ""):
            if language in texts:
                return self._part(texts[language], language)
        return self._part(*next((t, tag) for tag, t in texts.items())) if texts else None

    def parts(self, iri: str, depth: int = 0) -> tuple[Part, ...]:
        """The name of a node: its label, or what can be made of what is said of it."""
        node = self.nodes[iri]
        label = self.text(node.labels or WORDS.get(iri, {}))
        if label:
            return (label,)
        for kind in node.kinds:
            headline = HEADLINES.get(kind.removeprefix(ga("")))
            if headline and depth < 2:
                return self._statement(iri, kind, headline, depth + 1)
        if ga("Passage") in node.kinds and depth < 2:
            return self._passage(iri, depth)
        if node.text(OA + "start"):
            word = "tekens" if self.language == "nl" else "characters"
            return (Part(f"{word} {node.text(OA + 'start')}–{node.text(OA + 'end')}"),)
        return (Part(self.links.addresses.shorten(iri)),)

    def headline(self, iri: str, kind: str, without: str = "") -> list[Shown]:
        """What a statement comes down to, but for the thing on whose page it stands."""
        names = HEADLINES.get(kind.removeprefix(ga("")), ())
        values = self.wanted(self.nodes[iri].values(*map(ga, names)))
        return [self.value(v) for v in values if getattr(v, "value", "") != without]

    def wanted(self, values: Iterable[Term]) -> list[Term]:
        """The values, but of texts in several languages only those in that of the page."""
        found = list(values)
        tags = {v.language for v in found if isinstance(v, ox.Literal) and v.language}
        best = next((tag for tag in _LANGUAGES[self.language] if tag in tags), "")
        return [
            v
            for v in found
            if not (best and isinstance(v, ox.Literal) and v.language and v.language != best)
        ]

    def place(self, place: Place, *, section: bool = True, positions: bool = False) -> list[Part]:
        """Where in its source a passage stands: page, section, paragraph, characters.

        Characters are left out where anything else tells, unless ``positions`` asks for them.
        """
        nl = self.language == "nl"
        found = [
            Part(f"p. {place.page}") if place.page else None,
            self.text(place.section) if section else None,
            Part(f"{'alinea' if nl else 'paragraph'} {place.paragraph}")
            if place.paragraph
            else None,
            self.text(place.locator),
        ]
        if place.positions and (positions or not any(found)):
            spans = ", ".join(f"{start}–{end}" for start, end in place.positions)
            found.append(Part(f"{'tekens' if nl else 'characters'} {spans}"))
        return [part for part in found if part]

    def _literal(self, term: ox.Literal) -> Part:
        if term.datatype.value in _DATES:
            return Part(in_words(term.value, self.language))
        return self._part(term.value, term.language or "")

    def _part(self, text: str, language: str) -> Part:
        return Part(text, "" if language == self.language else language)

    def _statement(
        self, iri: str, kind: str, headline: Iterable[str], depth: int
    ) -> tuple[Part, ...]:
        """The class of a statement and what it comes down to."""
        found: list[Part] = [*self.parts(kind)]
        values = self.wanted(self.nodes[iri].values(*map(ga, headline)))
        found[-1] = Part(found[-1].text + (":" if values else ""), found[-1].language)
        for each in values:
            if isinstance(each, ox.NamedNode):
                more = self.parts(each.value, depth)
            else:
                more = self.value(each).parts
            found += [*([Part("–")] if len(found) > 1 else []), *more]
        return tuple(found)

    def _passage(self, iri: str, depth: int) -> tuple[Part, ...]:
        node = self.nodes[iri]
        sources = node.nodes(OA + "hasSource")
        found = list(self.parts(sources[0], depth + 1)) if sources else []
        page = node.text(ga("page"))
        locator = Part(f"p. {page}") if page else self.text(node.texts(ga("locator")))
        return (*found, Part("–"), locator) if locator else tuple(found)
