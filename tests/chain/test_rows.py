"""Every fact that was collected is carried by statements, or it is said why not; and back.

``rows.csv`` lists the facts by file and key, the things each is about, the statements that carry
it, and the reason where none does. A fact nobody has read in a source is *knowledge*.
"""

import csv
from collections import Counter
from pathlib import Path

from govactors.terms import ga

from .conftest import Facts

TABLE = Path(__file__).with_name("rows.csv")
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
COUNTS = {"actors": 104, "tasks": 117, "legal": 61, "collaborations": 56, "events": 40}
LETTER = "brief-4054603-"


def _statements(row: dict[str, str]) -> list[str]:
    return [f"uitspraak/{name}" for name in row["statements"].split()]


def test_all_rows_are_there_once() -> None:
    assert Counter(row["file"] for row in ROWS) == COUNTS
    assert len({(row["file"], row["key"]) for row in ROWS}) == len(ROWS)


def test_each_row_has_statements_or_a_reason() -> None:
    assert [row["key"] for row in ROWS if bool(row["statements"]) == bool(row["reason"])] == []


def test_only_what_nobody_read_is_left_out() -> None:
    left_out = [row for row in ROWS if row["reason"]]
    assert len(left_out) <= 6
    assert {row["confidence"] for row in left_out} == {"knowledge"}


def test_the_statements_are_in_the_data(facts: Facts) -> None:
    missing = [s for row in ROWS for s in _statements(row) if "ga:source" not in facts.get(s, {})]
    assert missing == []


def test_what_was_not_read_is_marked_unverified(facts: Facts) -> None:
    wrong = [
        statement
        for row in ROWS
        if row["confidence"] == "knowledge"
        for statement in _statements(row)
        if facts[statement]["ga:certainty"] != {"begrip/ongeverifieerd"}
    ]
    assert wrong == []


def test_the_things_are_described_and_their_statements_mention_them(facts: Facts) -> None:
    wrong = []
    for row in ROWS:
        mentioned = {
            value for s in _statements(row) for values in facts[s].values() for value in values
        }
        for thing in row["things"].split():
            if thing not in facts or thing not in mentioned:
                wrong.append((row["file"], row["key"], thing))
    assert wrong == []


def test_every_statement_comes_from_a_row(facts: Facts) -> None:
    listed = {statement for row in ROWS for statement in _statements(row)}
    stray = [
        subject
        for subject, properties in facts.items()
        if "ga:source" in properties
        and not subject.startswith(f"uitspraak/{LETTER}")
        and subject not in listed
    ]
    assert stray == []


def test_every_source_says_something(facts: Facts) -> None:
    source = ga("Source")
    sources = {s for s, properties in facts.items() if source in properties.get("rdf:type", ())}
    used = {value for properties in facts.values() for value in properties.get("ga:source", ())}
    assert sources == used
