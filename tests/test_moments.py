"""A publication as of a day."""

import datetime
from pathlib import Path

import pytest
from tests.conftest import Publish

import govactors
from govactors import Problem, Publication, moments

PREFIXES = """
@prefix begrip: <https://w3id.org/govactors/id/begrip/> .
@prefix bron: <https://example.org/minimaal/id/bron/> .
@prefix ga: <https://w3id.org/govactors/def#> .
@prefix organisatie: <https://example.org/minimaal/id/organisatie/> .
@prefix taak: <https://example.org/minimaal/id/taak/> .
@prefix uitspraak: <https://example.org/minimaal/id/uitspraak/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def _assignment(name: str, dates: str) -> str:
    return f"""
uitspraak:{name} a ga:Assignment ; ga:actor organisatie:{name} ; ga:task taak:toelaten ;
  ga:certainty begrip:expliciet ; ga:source bron:x {dates} .
"""


@pytest.fixture
def ministries(publish: Publish) -> Publication:
    """One task that moved twice, as the ministry for migration did."""
    source = PREFIXES + "".join(
        [
            "bron:x a ga:Source .",
            _assignment("eerst", '; ga:validUntil "2024-07-01"^^xsd:date'),
            _assignment(
                "toen",
                '; ga:validFrom "2024-07-02"^^xsd:date ; ga:validUntil "2026-02-22"^^xsd:date',
            ),
            _assignment("daarna", '; ga:validFrom "2026-02"^^xsd:gYearMonth'),
            _assignment("gezien", '; ga:attestedOn "2025-01-15"^^xsd:date'),
            _assignment("onbekend", ""),
            "uitspraak:w a ga:Change ; ga:certainty begrip:expliciet ; ga:source bron:x ;"
            ' ga:after organisatie:toen ; ga:changedOn "2024-07"^^xsd:gYearMonth .',
        ]
    )
    return govactors.load_directory(publish({"data/bron/x.ttl": source}))


def _bearers(publication: Publication) -> set[str]:
    rows = publication.select("SELECT ?who { ?who ga:hasTask taak:toelaten }")
    return {str(row.who).rpartition("/")[2] for row in rows}


@pytest.mark.parametrize(
    ("day", "unknown", "expected"),
    [
        ("2023-10-19", "include", {"eerst", "gezien", "onbekend"}),
        ("2025-01-15", "include", {"toen", "gezien", "onbekend"}),
        ("2025-01-15", "exclude", {"toen", "gezien"}),
        ("2026-03-01", "include", {"daarna", "gezien", "onbekend"}),
        ("2026-02-10", "include", {"toen", "daarna", "gezien", "onbekend"}),
        ("2026-03-01", "exclude", set()),
    ],
)
def test_the_answer_is_that_of_the_day(
    ministries: Publication, day: str, unknown: str, expected: set[str]
) -> None:
    assert _bearers(ministries.as_of(day, unknown)) == expected


def test_a_period_known_on_both_sides_holds_between_them(ministries: Publication) -> None:
    then = ministries.as_of(datetime.date(2025, 1, 15), "exclude")
    assert then.ask('ASK { uitspraak:toen ga:countsOn "2025-01-15"^^xsd:date }')
    assert not then.ask("ASK { uitspraak:onbekend ga:countsOn ?day }")


def test_a_change_is_there_from_the_day_it_happened(ministries: Publication) -> None:
    assert not ministries.as_of("2024-06-30").ask("ASK { uitspraak:w a ga:Change }")
    assert ministries.as_of("2024-08-01", "exclude").ask("ASK { uitspraak:w a ga:Change }")


def test_nothing_of_a_statement_left_out_remains(ministries: Publication) -> None:
    then = ministries.as_of("2023-10-19")
    assert not then.ask("ASK { { uitspraak:toen ?p ?o } UNION { ?s ?p uitspraak:toen } }")


def test_each_view_is_a_release_of_its_own(ministries: Publication) -> None:
    views = [
        ministries,
        *(
            ministries.as_of(d, u)
            for d, u in (
                ("2025-01-15", "include"),
                ("2025-01-15", "exclude"),
                ("2025-01-16", "include"),
            )
        ),
    ]
    assert len({view.release.hash for view in views}) == 4
    assert views[1].release.date == "2025-01-15"
    assert views[1].ask('ASK { ?ontology ga:stateOn "2025-01-15"^^xsd:date }')


@pytest.mark.parametrize("day", ["2025", "2025-02-30", "yesterday", ""])
def test_what_is_no_day_is_refused(ministries: Publication, day: str) -> None:
    with pytest.raises(Problem, match="is not a day"):
        moments.as_of(ministries, day)


def test_the_choice_on_the_unknown_is_one_of_two(ministries: Publication) -> None:
    with pytest.raises(Problem, match="'include' or 'exclude'"):
        ministries.as_of("2025-01-15", "perhaps")


def test_the_documented_sparql_pattern_gives_the_same_answer(ministries: Publication) -> None:
    pattern = Path(__file__).parents[1] / "docs" / "samples" / "as-of.rq"
    rows = ministries.select(pattern.read_text(encoding="utf-8"))
    found = {str(row.actor).rpartition("/")[2] for row in rows}
    assert found == _bearers(ministries.as_of("2025-01-15"))
