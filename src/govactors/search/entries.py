"""What can be found in a publication: texts, things, what they are narrowed by and speak of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from govactors.contents import Contents
from govactors.labels import folded
from govactors.questions import Questions
from govactors.solutions import Row, Text
from govactors.terms import ga

_FOLDER = Path(__file__).parents[1] / "queries" / "search"
_NAMES = ("texts", "kinds", "facets", "mentions", "successors")
_ELI = "http://data.europa.eu/eli/ontology#"

CLASSES: Mapping[str, str] = {
    ga("Organisation"): "Organisation",
    ga("Unit"): "Unit",
    ga("Partnership"): "Partnership",
    ga("Office"): "Office",
    ga("ActorGroup"): "ActorGroup",
    ga("Task"): "Task",
    ga("Phenomenon"): "Phenomenon",
    _ELI + "LegalResourceSubdivision": "Article",
    _ELI + "LegalResource": "Law",
    ga("LegalBasis"): "Law",
    ga("Place"): "Place",
    ga("Source"): "Source",
    "http://www.w3.org/2004/02/skos/core#Concept": "Concept",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#Property": "Term",
}
"""The kind of a thing by its class; the first class that it has decides."""

KINDS = tuple(dict.fromkeys([*CLASSES.values(), "Question"]))
"""The kinds of things that are found, in the order in which equals are listed."""

FACETS = ("kind", "phenomenon", "responsibility", "ministry", "period")
"""What hits can be narrowed by."""


@dataclass(frozen=True, slots=True)
class Found:
    """A text by which a thing is found, and its role."""

    thing: str
    text: str
    language: str
    role: str


@dataclass(slots=True)
class Entry:
    """A thing: its kind, names and definitions by language, and its values by facet."""

    kind: str
    labels: dict[str, str] = field(default_factory=dict)
    definitions: dict[str, str] = field(default_factory=dict)
    abbreviation: str = ""
    facets: dict[str, set[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entries:
    """All that can be found; ``mentions`` lists by thing those that speak of it."""

    texts: tuple[Found, ...]
    things: Mapping[str, Entry]
    mentions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    successors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, contents: Contents) -> "Entries":
        """What can be found in a publication."""
        kinds: dict[str, str] = {}
        ranks = {iri: rank for rank, iri in enumerate(CLASSES)}
        for row in sorted(_rows(contents, "kinds"), key=lambda row: ranks[str(row[1])]):
            kinds.setdefault(str(row[0]), CLASSES[str(row[1])])
        things = {iri: Entry(kind, facets={"kind": {kind}}) for iri, kind in sorted(kinds.items())}
        texts = [_found(row) for row in _rows(contents, "texts") if str(row[0]) in things]
        for each in _questions(contents):
            things.setdefault(each.thing, Entry("Question", facets={"kind": {"Question"}}))
            texts.append(each)
        for each in sorted(texts, key=lambda each: (each.role, each.text)):
            _name(things[each.thing], each)
        for row in _rows(contents, "facets"):
            if str(row[0]) in things:
                things[str(row[0])].facets.setdefault(str(row[1]), set()).add(str(row[2]))
        texts = _former(texts)
        mentions = _pairs(contents, "mentions", things)
        return cls(tuple(texts), things, mentions, _pairs(contents, "successors", things))


@cache
def query(name: str) -> str:
    """A query of ``queries/search/``; read once."""
    return (_FOLDER / f"{name}.rq").read_text(encoding="utf-8")


def read_ahead() -> None:
    """Reads every query, for where no file can be opened any more."""
    for name in _NAMES:
        query(name)


def _rows(contents: Contents, name: str) -> Iterable[Row]:
    return contents.select(query(name))


def _found(row: Row) -> Found:
    text = row[1]
    language = text.language if isinstance(text, Text) else ""
    return Found(str(row[0]), str(text), language, str(row[2]))


def _questions(contents: Contents) -> Iterable[Found]:
    for each in Questions.of(contents):
        for language, label in each.labels.items():
            yield Found(each.iri, label, language, "label")
        for language, comment in each.comments.items():
            yield Found(each.iri, comment, language, "definition")
        yield Found(each.iri, " ".join(each.keywords), "", "keyword")


def _former(texts: Iterable[Found]) -> list[Found]:
    """Each text once a thing, role and language; a name that was once in use is that first."""
    known = list(dict.fromkeys(texts))
    former = {(each.thing, folded(each.text)) for each in known if each.role == "former"}
    return [
        replace(each, role="former")
        if each.role == "hidden" and (each.thing, folded(each.text)) in former
        else each
        for each in known
    ]


def _name(entry: Entry, found: Found) -> None:
    if found.role == "label":
        entry.labels.setdefault(found.language, found.text)
    elif found.role == "definition":
        entry.definitions.setdefault(found.language, found.text)
    elif found.role == "abbreviation":
        entry.abbreviation = entry.abbreviation or found.text


def _pairs(
    contents: Contents, name: str, things: Mapping[str, Entry]
) -> dict[str, tuple[str, ...]]:
    """What belongs to each thing, in the order of kind and address."""
    pairs: dict[str, set[str]] = {}
    for row in _rows(contents, name):
        one, other = str(row[0]), str(row[1])
        if one in things and other in things and one != other:
            pairs.setdefault(one, set()).add(other)
    return {
        one: tuple(sorted(others, key=lambda each: (KINDS.index(things[each].kind), each)))
        for one, others in pairs.items()
    }
