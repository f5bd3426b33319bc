"""What the letter does not say must not be in the data, nor follow from it.

Each row of ``negatives.csv`` is a query that must be answered with no, the reason, and a few
triples that would make the answer yes: a query that could never fail would prove nothing.
"""

import csv
from pathlib import Path

import pyoxigraph as ox
import pytest

from govactors import Publication

from .conftest import Ask

TABLE = Path(__file__).with_name("negatives.csv")
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))


def test_there_are_enough_and_each_says_why() -> None:
    assert len(ROWS) >= 90
    assert len({row["id"] for row in ROWS}) == len({row["ask"] for row in ROWS}) == len(ROWS)
    assert all(row["why"] and "\n" not in row["why"] for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_the_letter_does_not_say(row: dict[str, str], ask: Ask) -> None:
    assert not ask(row["ask"]), row["why"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_it_would_be_noticed(
    row: dict[str, str], ask: Ask, store: ox.Store, publication: Publication
) -> None:
    prefixes = publication.addresses.prefixes.items()
    header = "\n".join(f"@prefix {prefix}: <{iri}> ." for prefix, iri in prefixes)
    planted = [
        quad
        for quad in ox.parse(f"{header}\n{row['planted']}", format=ox.RdfFormat.TURTLE)
        if quad not in store
    ]
    store.extend(planted)
    answer = ask(row["ask"])
    for quad in planted:
        store.remove(quad)
    assert planted
    assert answer
