"""Identifiers of others: exactly those that were seen in a source, each for one thing.

``identifiers.csv`` is a copy of what was collected: kind, identifier, the thing it stands for,
the row it came from, and whether it is exactly the same thing or only close to it.
"""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from .conftest import Facts

TABLE = Path(__file__).with_name("identifiers.csv")
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
FORMS = {
    "tooi": r"https://identifier\.overheid\.nl/tooi/id/"
    r"(ministerie/mnre\d{4}|zbo/zb\d{6}|oorg/oorg\d{5})",
    "wikidata": r"http://www\.wikidata\.org/entity/Q[1-9]\d*",
    "bwb": r"BWBR\d{7}",
    "celex": r"3\d{4}[RLF]\d{4}",
    "roo": r"\d{2,8}",
}
JCI = re.compile(
    r"https://wetten\.overheid\.nl/jci1\.3:c:(BWBR\d{7})"
    r"(&artikel=[0-9.]+[a-z]*(&lid=\d+)?(&o=[a-z])?)?"
)
ELSEWHERE = ("https://identifier.overheid.nl/", "http://www.wikidata.org/")
PROPERTY = {"exact": "owl:sameAs", "close": "rdfs:seeAlso"}


def _listed(*kinds: str) -> set[tuple[str, str]]:
    return {(row["thing"], row["identifier"]) for row in ROWS if row["kind"] in kinds}


@pytest.mark.parametrize("kind", FORMS)
def test_the_identifiers_have_the_right_form(kind: str) -> None:
    values = [row["identifier"] for row in ROWS if row["kind"] == kind]
    assert values
    assert [value for value in values if not re.fullmatch(FORMS[kind], value)] == []


def test_an_identifier_stands_for_one_thing_and_a_thing_has_one_of_a_kind() -> None:
    assert [i for i, n in Counter(row["identifier"] for row in ROWS).items() if n > 1] == []
    pairs = Counter((row["kind"], row["thing"]) for row in ROWS)
    assert [pair for pair, n in pairs.items() if n > 1] == []


def test_bodies_carry_the_listed_identifiers_and_no_other(facts: Facts) -> None:
    found = {
        (subject, value)
        for subject, properties in facts.items()
        for name in ("owl:sameAs", "rdfs:seeAlso")
        for value in properties.get(name, ())
        if value.startswith(ELSEWHERE)
    }
    assert found == _listed("tooi", "wikidata")


def test_the_match_is_stated(facts: Facts) -> None:
    for row in ROWS:
        if row["kind"] in ("tooi", "wikidata"):
            properties = facts[row["thing"]]
            assert row["identifier"] in properties[PROPERTY[row["match"]]], row
            other = PROPERTY["close" if row["match"] == "exact" else "exact"]
            assert row["identifier"] not in properties.get(other, ()), row


def test_each_equation_is_a_statement_of_the_editors(facts: Facts) -> None:
    relation = {"exact": "begrip/gelijk-aan", "close": "begrip/verwant-aan"}
    stated = {
        (*p["ga:subject"], *p["ga:object"], *p["ga:relation"])
        for p in facts.values()
        if "bron/redactie" in p.get("ga:source", ())
        and p.get("ga:relation", frozenset()) & set(relation.values())
    }
    assert stated == {
        (row["thing"], row["identifier"], relation[row["match"]])
        for row in ROWS
        if row["kind"] in ("tooi", "wikidata")
    }


def test_registers_give_no_other_identifier(facts: Facts) -> None:
    given = {
        (*p["ga:subject"], *p["ga:value"])
        for p in facts.values()
        if "begrip/geregistreerd-als" in p.get("ga:relation", ())
    }
    assert given <= _listed("tooi", "wikidata", "roo")
    assert given >= _listed("roo")


def test_acts_carry_the_listed_identifiers_and_no_other(facts: Facts) -> None:
    found = {
        (subject, value)
        for subject, properties in facts.items()
        if subject.startswith("wet/")
        for value in properties.get("dcterms:identifier", ())
    }
    assert found == _listed("bwb", "celex")


def test_addresses_of_articles_name_the_act_they_are_part_of(facts: Facts) -> None:
    acts = dict(_listed("bwb"))
    for subject, properties in facts.items():
        for value in properties.get("rdfs:seeAlso", ()):
            if "jci1.3" in value:
                found = JCI.fullmatch(value)
                assert found, value
                act = subject
                while "eli:is_part_of" in facts[act]:
                    (act,) = facts[act]["eli:is_part_of"]
                assert acts[act] == found[1], subject


def test_no_european_address_is_made_up(facts: Facts) -> None:
    names = ("rdfs:seeAlso", "owl:sameAs")
    acts = [properties for subject, properties in facts.items() if subject.startswith("wet/")]
    values = {value for p in acts for name in names for value in p.get(name, ())}
    assert [value for value in values if "/eli/" in value] == []


def test_groups_have_no_identifier() -> None:
    assert [row for row in ROWS if row["thing"].startswith("groep/")] == []
