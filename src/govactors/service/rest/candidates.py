"""Which things a name in somebody's table may mean, and how sure that is."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import pyoxigraph as ox
from rapidfuzz import fuzz

from govactors.labels import folded
from govactors.nodes import Nodes
from govactors.search import Hit, Search
from govactors.service.html.hits import KINDS as WORDS
from govactors.terms import DCTERMS, FOAF, ORG, OWL, SKOS, ga

ACTORS = ("Organisation", "Unit", "Partnership", "Office", "ActorGroup")

TYPES: Mapping[str, tuple[tuple[str, ...], str, str]] = MappingProxyType(
    {
        "Actor": (ACTORS, "actor", "actor"),
        **{name: ((name,), *WORDS[name]) for name in ACTORS},
        "Task": (("Task",), *WORDS["Task"]),
        "Phenomenon": (("Phenomenon",), *WORDS["Phenomenon"]),
        "LegalBasis": (("Law", "Article"), "wettelijke grondslag", "legal basis"),
        "Place": (("Place",), *WORDS["Place"]),
        "Source": (("Source",), *WORDS["Source"]),
        "Concept": (("Concept", "Phenomenon"), *WORDS["Concept"]),
    }
)
"""Types by name: the kinds of things that belong to each, and its name in Dutch and English."""

PROPERTIES: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "label": (SKOS + "prefLabel", "naam", "name"),
        "otherName": (SKOS + "altLabel", "andere naam", "other name"),
        "abbreviation": (ga("abbreviation"), "afkorting", "abbreviation"),
        "definition": (SKOS + "definition", "definitie", "definition"),
        "classification": (ORG + "classification", "soort", "classification"),
        "partOf": (ga("partOf"), "deel van", "part of"),
        "underAuthorityOf": (ga("worksUnderAuthorityOf"), "onder gezag van", "under authority of"),
        "hasTask": (ga("hasTask"), "taak", "task"),
        "leads": (ga("leads"), "leidt", "leads"),
        "memberOf": (ga("memberOf"), "lid van", "member of"),
        "cooperatesWith": (ga("cooperatesWith"), "werkt samen met", "cooperates with"),
        "concerns": (ga("concerns"), "gaat over", "concerns"),
        "title": (DCTERMS + "title", "titel", "title"),
        "identifier": (DCTERMS + "identifier", "kenmerk", "identifier"),
        "issued": (DCTERMS + "issued", "gepubliceerd", "issued"),
        "homepage": (FOAF + "homepage", "website", "website"),
        "sameAs": (OWL + "sameAs", "hetzelfde als", "same as"),
    }
)
"""Properties by name: the term of the data, and its name in Dutch and English."""

_LOOKED_AT = 200
_LEAST, _CERTAIN = 50.0, 95.0
_FORMER = 96.0
_OF_PROPERTIES = 0.3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that may be meant; ``certain`` if no other one is as likely."""

    iri: str
    kind: str
    score: float
    name: float
    properties: float | None
    certain: bool = False


def candidates(
    nodes: Nodes,
    search: Search,
    text: str,
    types: Iterable[str],
    asked: Iterable[tuple[str, tuple[str, ...]]],
) -> list[Candidate]:
    """The things that may be meant, best first; those of other types are left out.

    ``asked`` are properties with values, of which one has to be there. A former name counts a
    little less than one in use.
    """
    wanted = tuple(types)
    kinds = {kind for name in wanted if name in TYPES for kind in TYPES[name][0]}
    pairs = list(asked)
    if not text.strip():
        return _by_properties(nodes, search, kinds, pairs)
    found = search.find(text, limit=_LOOKED_AT, names_only=True).hits
    listed = []
    for hit in found:
        fits = hit.kind in kinds if wanted else hit.kind not in ("Term", "Question")
        name = _likeness(hit, text)
        if fits and name >= _LEAST:
            share = _share(nodes, hit.iri, pairs) if pairs else None
            score = name if share is None else name + _OF_PROPERTIES * (100 * share - name)
            listed.append(Candidate(hit.iri, hit.kind, round(score, 1), round(name, 1), share))
    listed.sort(key=lambda each: -each.score)  # of equals the one found first
    sure = [each for each in listed if each.name >= _CERTAIN and each.properties in (None, 1.0)]
    if len(sure) != 1:
        return listed
    return [replace(each, certain=each is sure[0]) for each in listed]


def _by_properties(
    nodes: Nodes, search: Search, kinds: Set[str], pairs: list[tuple[str, tuple[str, ...]]]
) -> list[Candidate]:
    """The things with the properties asked for, where no name is: never certain."""
    listed = []
    for iri, kind in search.things() if pairs else ():
        share = _share(nodes, iri, pairs) if kind in kinds else 0.0
        if share:
            listed.append(Candidate(iri, kind, round(100 * share, 1), 0.0, round(share, 2)))
    return sorted(listed, key=lambda each: -each.score)


def values(nodes: Nodes, iri: str, name: str) -> list[ox.NamedNode | ox.Literal]:
    """The values of a property of a thing, in a fixed order."""
    found = nodes[iri].values(PROPERTIES[name][0])
    return [each for each in found if isinstance(each, ox.NamedNode | ox.Literal)]


def texts(value: Any) -> tuple[str, ...]:
    """What a query gives as the value of a property: texts, numbers, things, or a list of them."""
    listed = value if isinstance(value, list) else [value]
    given = [each.get("id", "") if isinstance(each, dict) else each for each in listed]
    return tuple(str(each) for each in given if isinstance(each, str | int | float))


def _likeness(hit: Hit, text: str) -> float:
    """How much the likest name of a hit resembles a text, from 0 to 100."""
    wanted = folded(text)
    names = [hit.text, hit.abbreviation, *hit.labels.values()]
    best = 0.0
    for name in dict.fromkeys(folded(each) for each in names if each):
        if name == wanted:
            return _FORMER if folded(hit.formerly) == wanted else 100.0
        alike = max(fuzz.ratio(wanted, name), 0.95 * fuzz.token_sort_ratio(wanted, name))
        best = max(best, min(alike, _CERTAIN - 1))
    return best


def _share(nodes: Nodes, iri: str, asked: list[tuple[str, tuple[str, ...]]]) -> float:
    """How many of the properties asked for have one of the values given, from 0 to 1."""
    held = 0
    for name, given in asked:
        known: set[str] = set()
        for value in values(nodes, iri, name) if name in PROPERTIES else ():
            known.add(folded(value.value))
            if isinstance(value, ox.NamedNode):
                known.add(folded("/".join(value.value.split("/")[-2:])))
                known |= {folded(label) for label in nodes[value.value].labels.values()}
                known.add(folded(nodes[value.value].text(ga("abbreviation"))))
        held += any(folded(each) in known for each in given)
    return held / len(asked)
