"""Gaps: each kind is found when it is planted, and gone when it is filled."""

import pytest
from tests.conftest import Publish

import govactors
from govactors import Publication

PREFIXES = """
@prefix begrip: <https://w3id.org/govactors/id/begrip/> .
@prefix bron: <https://example.org/minimaal/id/bron/> .
@prefix ga: <https://w3id.org/govactors/def#> .
@prefix organisatie: <https://example.org/minimaal/id/organisatie/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix taak: <https://example.org/minimaal/id/taak/> .
@prefix uitspraak: <https://example.org/minimaal/id/uitspraak/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
CERTAINTIES = """
begrip:expliciet skos:notation "explicit" . begrip:meerduidig skos:notation "ambiguous" .
begrip:ongeverifieerd skos:notation "unverified" . begrip:aangekondigd skos:notation "announced" .
"""
ACTOR = 'organisatie:a a ga:Organisation ; skos:prefLabel "a"@nl'
TASK = 'taak:t a ga:Task ; skos:prefLabel "t"@nl, "t"@en .'
STATEMENT = """bron:x a ga:Source . uitspraak:s a ga:Assignment ; ga:actor organisatie:a ;
 ga:task taak:t ; ga:source bron:x"""

CASES: list[tuple[str, dict[str, str], dict[str, str]]] = [
    (
        "actors-without-identifier",
        {"data/kern/organisatie/a.ttl": f"{ACTOR} ."},
        {"data/kern/organisatie/a.ttl": f"{ACTOR} ; owl:sameAs <http://r.example/a> ."},
    ),
    (
        "ambiguous-statements",
        {"data/bron/x.ttl": f"{STATEMENT} ; ga:certainty begrip:meerduidig ."},
        {"data/bron/x.ttl": f"{STATEMENT} ; ga:certainty begrip:expliciet ."},
    ),
    (
        "announced-statements",
        {"data/bron/x.ttl": f"{STATEMENT} ; ga:modality begrip:aangekondigd ."},
        {"data/bron/x.ttl": f"{STATEMENT} ."},
    ),
    (
        "assignments-without-legal-basis",
        {"data/bron/x.ttl": f"{STATEMENT} .", "data/kern/taak/t.ttl": TASK},
        {"data/bron/x.ttl": f"{STATEMENT} ; ga:legalBasis <http://r.example/w> ."},
    ),
    (
        "single-source-claims",
        {"data/bron/x.ttl": f"{STATEMENT} ."},
        {
            "data/bron/y.ttl": """bron:y a ga:Source . uitspraak:s2 a ga:Assignment ;
 ga:actor organisatie:a ; ga:task taak:t ; ga:source bron:y ."""
        },
    ),
    (
        "statements-of-unknown-period",
        {"data/bron/x.ttl": f"{STATEMENT} ; ga:certainty begrip:expliciet ."},
        {
            "data/bron/x.ttl": f"{STATEMENT} ; ga:certainty begrip:expliciet ;"
            ' ga:validFrom "2024"^^xsd:gYear .'
        },
    ),
    (
        "terms-without-english-label",
        {"data/kern/organisatie/a.ttl": f"{ACTOR} ."},
        {"data/kern/organisatie/a.ttl": f'{ACTOR}, "a"@en .'},
    ),
    (
        "unverified-statements",
        {"data/bron/x.ttl": f"{STATEMENT} ; ga:certainty begrip:ongeverifieerd ."},
        {"data/bron/x.ttl": f"{STATEMENT} ; ga:certainty begrip:expliciet ."},
    ),
]


def _count(publication: Publication, reference: str) -> int:
    (gap,) = [each for each in publication.gaps if each.reference == reference]
    return len(gap.things)


@pytest.mark.parametrize(("reference", "planted", "filled"), CASES, ids=[c[0] for c in CASES])
def test_a_gap_is_found_and_can_be_filled(
    publish: Publish, reference: str, planted: dict[str, str], filled: dict[str, str]
) -> None:
    words: dict[str, str | bytes] = {"ontology/zekerheden.ttl": PREFIXES + CERTAINTIES}
    first: dict[str, str | bytes] = {name: PREFIXES + text for name, text in planted.items()}
    then: dict[str, str | bytes] = {name: PREFIXES + text for name, text in filled.items()}
    assert _count(govactors.load_directory(publish({**words, **first})), reference) == 1
    assert _count(govactors.load_directory(publish(then)), reference) == 0


def test_every_kind_of_gap_has_a_case_here(letter: Publication) -> None:
    assert [gap.reference for gap in letter.gaps] == [case[0] for case in CASES]


def test_titles_are_in_both_languages(letter: Publication) -> None:
    for gap in letter.gaps:
        assert gap.title_nl != gap.title_en
        assert all(title[0].isupper() for title in (gap.title_nl, gap.title_en))
