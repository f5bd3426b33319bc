"""What is derived describes the release date, and nothing holds that does not count on that day.

Everything is reckoned anew here from what the files say, by the calendar of ``period.py`` and not
by the rules; then statements are spoiled, one for each rule, and each shortcut must go.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import cast

import pyoxigraph as ox
import pytest

from govactors import Publication
from govactors.folder import Role
from govactors.period import Moment
from govactors.terms import RDF, XSD, ga
from govactors.validation import validate

from .conftest import Facts

PROV = "http://www.w3.org/ns/prov#"
DATE = ox.NamedNode(XSD + "date")
ENDINGS = {f"begrip/{kind}" for kind in ("fusie", "opheffing", "oprichting", "opvolging")} | {
    "begrip/splitsing"
}
PERIOD = ("validFrom", "validUntil", "attestedOn")
BEGINNINGS = ("ga:validFrom", "ga:changedOn")

Key = tuple[str, str, str]


def _moments(properties: Mapping[str, frozenset[str]], names: Iterable[str]) -> list[Moment]:
    return [Moment.parse(value) for name in names for value in properties.get(name, ())]


def _counts(properties: Mapping[str, frozenset[str]], day: datetime.date) -> bool:
    """Whether a statement may be taken for true on a day."""
    ends = _moments(properties, ["ga:validUntil"])
    ended = "begrip/beeindigd" in properties.get("ga:endStatus", ()) and not ends
    sure = properties["ga:certainty"] <= {"begrip/expliciet", "begrip/impliciet"}
    announced = "begrip/aangekondigd" in properties.get("ga:modality", ())
    begun = all(begin.first <= day for begin in _moments(properties, BEGINNINGS))
    return sure and begun and not announced and not ended and all(end.last >= day for end in ends)


def _gone(facts: Facts, day: datetime.date) -> set[str]:
    """The actors that a change made an end to before a day."""
    return {
        actor
        for properties in facts.values()
        if properties.get("ga:changeKind", frozenset()) & ENDINGS and _counts(properties, day)
        if all(moment.last < day for moment in _moments(properties, ["ga:changedOn"]))
        for actor in properties.get("ga:before", frozenset())
        - properties.get("ga:after", frozenset())
    }


def _derivations(publication: Publication) -> Mapping[Key, frozenset[str]]:
    """Each derived triple with the statements it rests on."""
    found: dict[ox.NamedNode, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    *_, (_, derived) = publication.triples()
    for triple in derived:
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode):
            found[triple.subject][triple.predicate.value].add(triple.object.value)
    result = {}
    for properties in found.values():
        if ga("Derivation") in properties[RDF + "type"]:
            ends = (properties[ga(name)] for name in ("subject", "property", "object"))
            ((subject,), (property_,), (object_,)) = ends
            origin = frozenset(properties[PROV + "wasDerivedFrom"])
            result[subject, property_, object_] = origin
    return result


@pytest.fixture(scope="module")
def day(publication: Publication) -> datetime.date:
    return datetime.date.fromisoformat(publication.release.date)


@pytest.fixture(scope="module")
def derivations(publication: Publication) -> Mapping[Key, frozenset[str]]:
    return _derivations(publication)


@pytest.fixture(scope="module")
def counting(publication: Publication, facts: Facts, day: datetime.date) -> set[str]:
    base = publication.addresses.thing("x", "y").removesuffix("x/y")
    return {
        base + subject
        for subject, properties in facts.items()
        if "ga:certainty" in properties and _counts(properties, day)
    }


def test_the_state_is_that_of_the_release_date(publication: Publication) -> None:
    rows = publication.select(
        "SELECT ?day ?release { ?o ga:stateOn ?day ; dcterms:modified ?release }"
    )
    assert [(row.day, row.release) for row in rows] == [
        (datetime.date.fromisoformat(publication.release.date),) * 2
    ]


def test_the_statements_that_count_are_those_of_the_calendar(
    publication: Publication, counting: set[str]
) -> None:
    rows = list(publication.select("SELECT ?statement ?day { ?statement ga:countsOn ?day }"))
    assert {str(row.statement) for row in rows} == counting
    assert {str(row.day) for row in rows} == {publication.release.date}


def test_every_derivation_rests_on_statements_that_count_alone(
    derivations: Mapping[Key, frozenset[str]], counting: set[str]
) -> None:
    assert len(derivations) > 200
    assert [key for key, origin in derivations.items() if not origin] == []
    assert {each for origin in derivations.values() for each in origin} <= counting


def test_every_shortcut_has_a_derivation(
    publication: Publication, derivations: Mapping[Key, frozenset[str]]
) -> None:
    properties = {property_ for _, property_, _ in derivations} - {RDF + "type"}
    *_, (_, derived) = publication.triples()
    shortcuts = {
        (cast(ox.NamedNode, t.subject).value, t.predicate.value, cast(ox.NamedNode, t.object).value)
        for t in derived
        if t.predicate.value in properties
    }
    assert shortcuts == {key for key in derivations if key[1] in properties}


def test_no_shortcut_speaks_of_an_actor_that_is_no_more(
    publication: Publication,
    facts: Facts,
    derivations: Mapping[Key, frozenset[str]],
    day: datetime.date,
) -> None:
    base = publication.addresses.thing("x", "y").removesuffix("x/y")
    gone = {base + actor for actor in _gone(facts, day)}
    assert base + "organisatie/aenm" in gone
    assert [key for key in derivations if {key[0], key[2]} & gone] == []


def _spoilings(day: str) -> Mapping[str, Mapping[str, ox.NamedNode | ox.Literal]]:
    """What makes a statement count no longer: property and value that take the place of others."""

    def concept(reference: str) -> ox.NamedNode:
        return ox.NamedNode(f"https://w3id.org/govactors/id/begrip/{reference}")

    def shifted(days: int) -> ox.Literal:
        moved = datetime.date.fromisoformat(day) + datetime.timedelta(days=days)
        return ox.Literal(moved.isoformat(), datatype=DATE)

    return {
        "ambiguous": {"certainty": concept("meerduidig")},
        "unverified": {"certainty": concept("ongeverifieerd")},
        "announced": {"modality": concept("aangekondigd")},
        "ended, unknown when": {"endStatus": concept("beeindigd")},
        "ended the day before": {"validUntil": shifted(-1)},
        "still to begin": {"validFrom": shifted(1), "changedOn": shifted(1)},
    }


def _spoiled(
    publication: Publication,
    statements: set[str],
    values: Mapping[str, ox.NamedNode | ox.Literal],
) -> Publication:
    """The publication with these statements changed, and derived anew."""
    subjects = {ox.NamedNode(iri) for iri in statements}
    replaced = {ga(name) for name in values}
    if not replaced & {ga("certainty"), ga("modality")}:
        replaced |= {ga(name) for name in PERIOD}

    def changed(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
        there = set()
        for triple in triples:
            if triple.subject in subjects:
                there.add(triple.subject)
                if triple.predicate.value in replaced:
                    continue
            yield triple
        for subject in there:
            for name, value in values.items():
                yield ox.Triple(subject, ox.NamedNode(ga(name)), value)

    files = tuple(
        replace(file, triples=tuple(changed(file.triples))) if file.graph else file
        for file in publication.files
    )
    return Publication(
        publication.directory, publication.header, publication.addresses, files, publication.release
    )


@pytest.fixture(scope="module")
def witnesses(
    publication: Publication, derivations: Mapping[Key, frozenset[str]]
) -> Mapping[Key, frozenset[str]]:
    """For each rule a derived triple that rests on as few statements as can be: one, or two."""
    fewest = sorted(derivations, key=lambda key: (-len(derivations[key]), key))
    chosen = {key[1]: key for key in fewest}
    rules = [f for f in publication.files if f.role is Role.RULE and "ga:Derivation" in f.text]
    assert len(chosen) == len(rules) == 13
    return {key: derivations[key] for key in chosen.values()}


@pytest.mark.parametrize("how", _spoilings("2000-01-01"))
@pytest.mark.parametrize("which", [min, max])
def test_no_rule_fires_on_a_spoiled_statement(
    publication: Publication,
    witnesses: Mapping[Key, frozenset[str]],
    which: Callable[[frozenset[str]], str],
    how: str,
) -> None:
    values = _spoilings(publication.release.date)[how]
    statements = {which(origin) for origin in witnesses.values()}
    left = set(_derivations(_spoiled(publication, statements, values)))
    assert sorted(witnesses.keys() & left) == []
    assert left


@pytest.mark.parametrize(
    ("on", "parent"),
    [
        ("2023-10-19", {"jenv"}),
        ("2024-07-01", {"jenv"}),
        ("2025-01-15", {"aenm"}),
        ("2026-02-23", {"aenm", "jenv"}),
        ("2026-03-01", {"jenv"}),
    ],
)
def test_a_ministry_has_its_tasks_and_services_while_it_exists(
    publication: Publication, on: str, parent: set[str]
) -> None:
    then = publication.as_of(on)
    rows = then.select(
        "SELECT ?whole { organisatie:ind ga:partOf ?whole ."
        " ?whole org:classification begrip:ministerie }"
    )
    assert {str(row.whole).rpartition("/")[2] for row in rows} == parent
    assert then.query("ASK { organisatie:aenm ga:hasTask ?task }") is ("aenm" in parent)


def test_a_ministry_that_is_no_more_has_no_task_at_the_release_date(
    publication: Publication,
) -> None:
    assert publication.query("ASK { organisatie:aenm ga:hasTask ?task }") is False
    assert publication.query("ASK { ?statement ga:actor organisatie:aenm ; ga:task ?task }") is True


PLANTED = {
    "als-opvolger": "succession-same",
    "grens-met-de-hand": "period-certain-from",
    "na-het-einde": "succession-after-end",
    "naar-zichzelf": "succession-distinct",
    "nog-een-einde": "succession-life",
    "open-einde": "succession-open-end",
    "te-vroeg": "succession-before-begin",
    "tweede-ministerie": "succession-parents",
    "volgend-ministerie": "succession-parents-open",
    "vooruitblik": "period-attested",
}


def test_planted_faults_of_time_are_found(publication: Publication) -> None:
    report = validate(publication, [Path(__file__).with_name("planted-times.ttl")])
    found = {(f.subject.rpartition("/redactie-")[2], f.name) for f in report.findings}
    assert found == set(PLANTED.items())
