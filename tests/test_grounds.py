"""Why: the statements and passages behind an answer."""

import pytest

from govactors import Problem, Publication
from govactors.terms import ga

KMAR, SMUGGLING = "organisatie/kmar", "taak/opsporing-mensensmokkel"


def _iri(publication: Publication, name: str) -> str:
    return publication.addresses.thing(*name.split("/"))


def _statements(publication: Publication, *asked: str) -> list[str]:
    found = dict.fromkeys(ground.statement for ground in publication.why(*asked))
    return [iri.rpartition("-")[2] for iri in found]


def test_a_shortcut_leads_to_its_statement_and_the_place_in_the_source(letter: Publication) -> None:
    (ground,) = letter.why(_iri(letter, KMAR), ga("leads"), _iri(letter, SMUGGLING))
    assert ground.statement == _iri(letter, "uitspraak/brief-4054603-s26")
    assert (ground.kind, ground.certainty) == ("Assignment", "explicit")
    assert (ground.page, ground.position, ground.shortcut) == (4, "496-560", ga("leads"))
    assert ground.section is not None
    assert "19 oktober 2023" in ground.title


def test_without_object_every_value_of_the_shortcut_is_explained(letter: Publication) -> None:
    grounds = letter.why(_iri(letter, KMAR), ga("memberOf"))
    found = {ground.statement.rpartition("/")[2] for ground in grounds}
    assert found == {
        "brief-4054603-s119",
        "brief-4054603-s42",
        "dtv-leidraad-partners-migratieketen-kmar",
        "emm-convenant-2021-lid-emm-kmar",
        "weerbaar-bestuur-riec-liec-partner-kmar",
    }


def test_a_direct_statement_is_its_own_ground(letter: Publication) -> None:
    statement = _iri(letter, "uitspraak/brief-4054603-s26")
    assert _statements(letter, statement, ga("actor"), _iri(letter, KMAR)) == ["s26"]


def test_authority_over_an_assignment_rests_on_both_statements(letter: Publication) -> None:
    assignment = _iri(letter, "uitspraak/brief-4054603-s19")
    found = _statements(letter, assignment, ga("underAuthorityOf"), _iri(letter, "organisatie/om"))
    assert set(found) >= {"s16", "s19"}


def test_a_thing_alone_gives_all_that_sources_say_of_it(letter: Publication) -> None:
    found = _statements(letter, _iri(letter, "organisatie/frontex"))
    assert "s87" in found
    assert len(_statements(letter, _iri(letter, KMAR))) > 20


def test_what_no_source_says_has_no_ground(letter: Publication) -> None:
    with pytest.raises(Problem, match="organisatie:ind ga:leads"):
        letter.why(_iri(letter, "organisatie/ind"), ga("leads"))


def test_a_day_without_the_statement_has_no_ground(letter: Publication) -> None:
    later = letter.as_of("2025-01-15", "exclude")
    with pytest.raises(Problem, match="No statement is a ground"):
        later.why(_iri(letter, KMAR), ga("leads"), _iri(letter, SMUGGLING))
