"""What a session shows of an object: one short line that tells which it is."""

from collections.abc import Callable

import pytest

import govactors
from govactors import Period, Problem, Publication


@pytest.mark.parametrize(
    ("make", "shown"),
    [
        (lambda p: p, "<Publication https://w3id.org/govactors/ "),
        (lambda p: p.as_of("2025-01-15"), ", as of 2025-01-15: "),
        (lambda p: p.select("SELECT ?who ?task {}"), "<Rows: who, task>"),
        (
            lambda p: govactors.connect("https://a.example/sparql", p),
            "<Endpoint https://a.example/",
        ),
        (
            lambda p: govactors.connect("https://a.example/sparql", p).awaitable,
            "<AwaitableEndpoint https://a.example/sparql>",
        ),
        (lambda p: p.labels, " names>"),
        (lambda p: p.registry, "<Registry of <Publication https://w3id.org/govactors/ "),
        (lambda p: p.search("KMar", limit=2), "<Results 'KMar': 2 of "),
        (lambda p: p.search("KMar")[0], "<Hit Organisation kmar: Koninklijke Marechaussee>"),
        (lambda p: p.diagram("flows", "EMM"), "<Picture flows: "),
        (lambda p: p.gaps[0], "<Gap actors-without-identifier: "),
        (lambda p: p.questions["ministerie-op-een-dag"], "<Question ministerie-op-een-dag: Welk"),
        (lambda p: p.validate(), "<Report: "),
        (lambda _: Period(), "<Period ?>"),
        (lambda p: p.statement("brief-4054603-s16"), ": om above kmar (gezag)>"),
        (lambda p: p.statement("brief-4054603-s116"), ": emm "),
        (
            lambda p: p.actor("AenM").changes[-1],
            ": merger 2026-02-23: aenm, jenv -> jenv>",
        ),
    ],
)
def test_it_is_one_short_line(
    letter: Publication, make: Callable[[Publication], object], shown: str
) -> None:
    line = repr(make(letter))
    assert shown in line
    assert len(line) < 250
    assert "\n" not in line


def test_what_is_found_is_a_sequence_and_leads_on(letter: Publication) -> None:
    found = letter.search("mensensmokkel", limit=3)
    assert list(found) == list(found.hits) == [found[0], *found[1:]]
    assert (len(found), found[0].thing) == (3, letter.phenomenon("mensensmokkel"))
    assert found
    assert letter.search("mensensmokkel", offset=found.total)
    assert not letter.search("xqzzyqx")
    question = letter.search("Welk ministerie", kind="Question")[0]
    with pytest.raises(Problem, match="here"):
        _ = question.thing


def test_everything_is_written_with_one_call(letter: Publication) -> None:
    assert b"ga:leads" in letter.dump()
    assert letter.dump("nt").count(b"\n") > 1000
    with pytest.raises(Problem, match="dump cannot be 'pdf'"):
        letter.dump("pdf")
    assert dir(govactors) == govactors.__all__
