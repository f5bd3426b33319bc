"""Every fact of the page is in the data: one row of ``coverage.csv`` a fact, one query a row."""

import csv
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from govactors import Publication
from govactors.terms import RDFS, SKOS, ga

from .conftest import LETTER, Ask, Select

TABLE = Path(__file__).with_name("coverage.csv")
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
MARGIN = ("briefhoofd", "voettekst")
FACTS = [row for row in ROWS if row["ask"]]

# Where a statement comes from is the same for all and has its own test; notes are free text. What
# contradicts it is no part of what it says, and is a question of the catalogue.
_BESIDES = {
    *(ga(name) for name in ("source", "passage", "attestedOn", "contradicts")),
    SKOS + "note",
    RDFS + "seeAlso",
}

# Letterhead and fields of the margin that run through the lines of the text.
INTERLEAVED = [(156, 178), (256, 269), (432, 455), (612, 633)]


def statement(publication: Publication, fact: str) -> ox.NamedNode:
    return ox.NamedNode(publication.addresses.thing("uitspraak", f"{LETTER}-{fact.lower()}"))


def test_no_fact_is_missing() -> None:
    assert [row["id"] for row in ROWS] == [f"S{number}" for number in range(1, 135)]
    assert all(bool(row["ask"]) != bool(row["reason"]) for row in ROWS)


@pytest.mark.parametrize("row", FACTS, ids=lambda row: row["id"])
def test_fact_is_in_the_data(row: dict[str, str], ask: Ask) -> None:
    assert ask(row["ask"])


@pytest.mark.parametrize("row", FACTS, ids=lambda row: row["id"])
def test_query_watches_all_that_is_said(
    row: dict[str, str], ask: Ask, store: ox.Store, publication: Publication
) -> None:
    """Without any one triple of the statement the answer is no; so none is there unasked."""
    graph = ox.NamedNode(publication.addresses.graph(LETTER))
    said = store.quads_for_pattern(statement(publication, row["id"]), None, None, graph)
    watched = [quad for quad in said if quad.predicate.value not in _BESIDES]
    assert len(watched) >= 3
    for quad in watched:
        store.remove(quad)
        answer = ask(row["ask"])
        store.add(quad)
        assert not answer, quad


def test_every_fact_names_its_passage(publication: Publication, select: Select) -> None:
    rows = select(
        """SELECT ?said ?source ?day ?passage ?page ?section ?paragraph {
          ?said ga:source ?source ; ga:attestedOn ?day ; ga:passage ?passage .
          ?passage oa:hasSource ?source ; ga:page ?page ; ga:section ?section .
          OPTIONAL { ?passage ga:paragraph ?paragraph }
        }"""
    )
    found: dict[str, list[tuple[str, ...]]] = {}
    for said, *place in rows:
        found.setdefault(said, []).append(tuple(place))
    source = publication.addresses.thing("bron", LETTER)
    for row in FACTS:
        passage = publication.addresses.thing("passage", f"{LETTER}-{row['start']}-{row['end']}")
        place = [row["page"], row["section"], row["paragraph"]]
        expected = (source, "2023-10-19", passage, *place)
        assert found[statement(publication, row["id"]).value] == [expected], row["id"]


def test_ranges_run_from_start_to_end_and_skip_the_letterhead(select: Select) -> None:
    rows = select(
        """SELECT ?passage ?section ?start ?end {
          ?passage a ga:Passage ; ga:section ?section ; ga:range ?range .
          ?range a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end .
        } ORDER BY ?passage ?start"""
    )
    ranges: dict[str, list[tuple[int, int]]] = {}
    for passage, _, start, end in rows:
        ranges.setdefault(passage, []).append((int(start), int(end)))
    body = {passage for passage, section, _, _ in rows if section not in MARGIN}
    assert {tuple(map(int, name.split("-")[-2:])) for name in ranges} == {
        (int(row["start"]), int(row["end"])) for row in ROWS
    }
    for name, found in ranges.items():
        outer = [int(part) for part in name.split("-")[-2:]]
        edges = [edge for both in found for edge in both]
        assert edges == sorted(set(edges)), name
        assert [edges[0], edges[-1]] == outer, name
        if name in body:
            crossed = [
                (start, end)
                for start, end in found
                for first, last in INTERLEAVED
                if start < last and first < end
            ]
            assert crossed == [], name


def test_every_passage_has_one_digest(select: Select) -> None:
    rows = select(
        """SELECT ?thing ?digest {
          { ?thing oa:hasSource bron:brief-4054603 } UNION { VALUES ?thing { bron:brief-4054603 } }
          OPTIONAL { ?thing ga:sha256 ?digest }
        }"""
    )
    assert len({thing for thing, _ in rows}) == len(rows) > 100
    assert [thing for thing, digest in rows if not re.fullmatch("[0-9a-f]{64}", digest)] == []


def test_no_text_of_the_letter_is_kept(ask: Ask) -> None:
    """Passages point; they never hold what they point at."""
    assert not ask("ASK { ?passage a ga:Passage ; oa:exact|rdf:value ?text }")
    assert not ask("ASK { ?selector oa:exact|oa:prefix|oa:suffix ?text }")


def test_what_the_letter_says_stands_in_its_own_graph(
    publication: Publication, select: Select
) -> None:
    rows = select(
        """SELECT DISTINCT ?graph { GRAPH ?graph { ?said ga:source bron:brief-4054603 } }"""
    )
    assert rows == [(publication.addresses.graph(LETTER),)]
