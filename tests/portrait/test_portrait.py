"""The description of a thing: complete, bounded, with every label and every passage."""

import datetime

import pyoxigraph as ox
import pytest

from govactors import Problem, Publication, portrait
from govactors.nodes import LABELS, Nodes
from govactors.period import Holds
from govactors.portrait import Portrait
from govactors.terms import OA, ga

ABOUT = "SELECT DISTINCT ?thing ?statement { ?statement ?role ?thing ; ga:certainty ?certainty }"


def _all(publication: Publication, name: str) -> list[Portrait]:
    first = publication.describe(name)
    more = (publication.describe(name, page=number) for number in range(2, first.pages + 1))
    return [first, *more]


def _subjects(pages: list[Portrait]) -> set[str]:
    return {
        triple.subject.value
        for page in pages
        for triple in page.triples
        if isinstance(triple.subject, ox.NamedNode)
    }


@pytest.mark.parametrize(
    "name", ["organisatie:ind", "taak:opsporing-mensensmokkel", "groep:vreemdelingen"]
)
def test_every_statement_about_a_thing_is_there(letter: Publication, name: str) -> None:
    pages = _all(letter, name)
    told = {entry.iri for page in pages for each in page.sections for entry in each.entries}
    rows = letter.select(ABOUT, thing=ox.NamedNode(pages[0].iri))
    assert {str(row.statement) for row in rows} <= told
    assert told <= _subjects(pages)


def test_sections_come_in_the_order_of_a_reader(letter: Publication) -> None:
    kmar = letter.describe("organisatie:kmar")
    kinds = [(each.kind, each.role) for each in kmar.sections]
    assert kinds[0] == (ga("Assignment"), ga("actor"))
    assert len(kinds) == len(set(kinds))


def test_a_description_is_bounded(letter: Publication) -> None:
    pages = _all(letter, "bron:brief-4054603")
    assert len(pages) > 2
    for page in pages:
        assert sum(len(each.entries) for each in page.sections) <= portrait.PAGE
        assert page.pages == len(pages)
    totals = {(each.kind, each.role): each.total for page in pages for each in page.sections}
    assert sum(totals.values()) == sum(
        len(each.entries) for page in pages for each in page.sections
    )


def test_every_node_named_has_its_labels(letter: Publication) -> None:
    reader = Nodes.of(letter)
    for name in ("organisatie:ind", "uitspraak:brief-4054603-s100", "taak:opsporing-mensensmokkel"):
        for page in _all(letter, name):
            stated = set(page.triples)
            nodes = {t.object.value for t in stated if isinstance(t.object, ox.NamedNode)}
            for iri in nodes:
                labels = [t for t in reader[iri].triples if t.predicate.value in LABELS]
                assert set(labels) <= stated, iri


def test_a_statement_comes_with_passage_range_and_source(letter: Publication) -> None:
    page = letter.describe("uitspraak:brief-4054603-s26")
    (place,) = page.itself.places
    assert (place.page, place.positions) == ("4", ((496, 560),))
    assert place.source.endswith("/brief-4054603")
    predicates = {triple.predicate.value for triple in page.triples}
    assert {ga("passage"), ga("sha256"), OA + "start", OA + "end", OA + "hasSource"} <= predicates


def test_shortcuts_name_their_derivation(letter: Publication) -> None:
    kmar = letter.describe("organisatie:kmar")
    leads = [each for each in kmar.shortcuts if each.property == ga("leads")]
    assert [each.object.rpartition("/")[2] for each in leads] == ["opsporing-mensensmokkel"]
    task = letter.describe("taak:opsporing-mensensmokkel")
    assert leads[0] in task.shortcuts
    triple = ox.Triple(
        ox.NamedNode(leads[0].subject), ox.NamedNode(ga("leads")), ox.NamedNode(leads[0].object)
    )
    assert triple in task.triples


def test_a_day_decides_what_holds(letter: Publication) -> None:
    long_ago = letter.describe("organisatie:kmar", as_of="1900-01-01", unknown="exclude")
    assert long_ago.day == datetime.date(1900, 1, 1)
    assert long_ago.shortcuts == ()
    assert len(long_ago.sections) < len(letter.describe("organisatie:kmar").sections)


def test_a_statement_that_does_not_hold_is_described_all_the_same(letter: Publication) -> None:
    rows = letter.select(
        "SELECT ?s { ?s a ga:Placement ; ga:mayHoldUntil ?end "
        "FILTER (?end < '2020-01-01'^^xsd:date) }"
    )
    iri = str(next(iter(rows)).s)
    page = letter.describe(iri, as_of="2026-01-01")
    assert page.itself.facts
    assert page.itself.holds is Holds.NO


def test_what_is_not_there_is_said(letter: Publication) -> None:
    with pytest.raises(Problem) as missing:
        letter.describe("organisatie:bestaat-niet")
    assert missing.value.kind == "unknown-thing"
    with pytest.raises(Problem) as beyond:
        letter.describe("organisatie:ind", page=999)
    assert beyond.value.kind == "invalid-parameter"


def test_nodes_are_kept_up_to_a_number(keten: Publication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govactors.nodes._KEPT", 2)
    reader = Nodes(keten.store)
    first = reader["https://example.org/keten/id/organisatie/inspectie"]
    for number in range(4):
        assert reader[f"https://example.org/{number}"].triples == ()
    again = reader["https://example.org/keten/id/organisatie/inspectie"]
    assert again == first
    assert again is not first
    assert again.labels == {"nl": "Inspectie", "en": "Inspectorate"}
