"""What a publication says of the members of a class, ready to be read into typed objects."""

import datetime
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from govactors.contents import Contents
from govactors.period import Moment
from govactors.problems import Problem
from govactors.store import Query, Term
from govactors.terms import DCTERMS, OWL, SKOS, ga

_MEMBERS = Path(__file__).with_name("queries") / "model" / "members.rq"


@cache
def members() -> str:
    """The query for what is said of the members of a class; read once."""
    return _MEMBERS.read_text(encoding="utf-8")


class Description:
    """What is said of one node, by property; values are in a fixed order."""

    __slots__ = ("iri", "said")

    def __init__(self, iri: str) -> None:
        self.iri = iri
        self.said: dict[str, list[Term]] = {}

    def nodes(self, *properties: str) -> tuple[str, ...]:
        """The addresses among the values of these properties, sorted."""
        found = (value for name in properties for value in self.said.get(name, ()))
        return tuple(sorted({each.value for each in found if isinstance(each, ox.NamedNode)}))

    def literals(self, *properties: str) -> list[ox.Literal]:
        """The literals among the values of these properties, sorted."""
        found = (value for name in properties for value in self.said.get(name, ()))
        return sorted((each for each in found if isinstance(each, ox.Literal)), key=str)

    def text(self, *properties: str) -> str | None:
        """The first text of these properties, if there is any."""
        found = self.literals(*properties)
        return found[0].value if found else None

    def texts(self, *properties: str) -> dict[str, str]:
        """The texts by language, Dutch first; those without a language are left out."""
        found = {each.language: each.value for each in self.literals(*properties) if each.language}
        return {language: found[language] for language in sorted(found, key=_dutch_first)}

    def number(self, name: str) -> int | None:
        """The first value that is a whole number."""
        return next((int(e.value) for e in self.literals(name) if e.value.isdecimal()), None)

    def moment(self, *properties: str) -> Moment | None:
        """The first value that is a date, in its own precision."""
        for each in self.literals(*properties):
            try:
                return Moment.parse(each.value)
            except Problem:
                continue
        return None

    def day(self, name: str) -> datetime.date | None:
        """The first value that is a day."""
        moment = self.moment(name)
        return moment.first if moment and moment.precision == "day" else None

    @property
    def labels(self) -> dict[str, str]:
        """What it is called, by language."""
        return self.texts(SKOS + "prefLabel") or self.texts(DCTERMS + "title")

    @property
    def names(self) -> frozenset[str]:
        """Every name that is ours: labels, alternatives, abbreviations."""
        kinds = (SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel", ga("abbreviation"))
        found = self.literals(*kinds) or self.literals(DCTERMS + "title")
        return frozenset(each.value for each in found)

    @property
    def same_as(self) -> tuple[str, ...]:
        """The addresses of exactly the same thing elsewhere."""
        return self.nodes(OWL + "sameAs", SKOS + "exactMatch")


def _dutch_first(language: str) -> tuple[bool, str]:
    return language != "nl", language


def described(contents: Contents, kind: str) -> Iterator[Description]:
    """The members of a class (an address), sorted by address; blank nodes are left out."""
    terms: dict[str, Term] = {"class": ox.NamedNode(kind)}
    answer = contents.store.evaluate(Query(members(), terms))
    found: dict[str, Description] = {}
    for row in answer if isinstance(answer, ox.QuerySolutions) else ():
        node, name, value = row["node"], row["property"], row["value"]
        if isinstance(node, ox.NamedNode) and isinstance(name, ox.NamedNode) and value is not None:
            one = found.get(node.value)
            if one is None:
                one = found[node.value] = Description(node.value)
            one.said.setdefault(name.value, []).append(value)
    return (found[iri] for iri in sorted(found))
