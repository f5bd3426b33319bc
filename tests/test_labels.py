"""The label index: exact, ambiguous and near."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govactors import Publication
from govactors.labels import Label, Labels, folded


@pytest.mark.parametrize(
    ("name", "reference"),
    [
        ("KMar", "kmar"),
        ("kmar", "kmar"),
        ("koninklijke marechaussee", "kmar"),
        ("Royal Netherlands Marechaussee", "kmar"),
        ("Expertisecentrum Mensenhandel & Mensensmokkel", "emm"),
        ("MENSENSMOKKEL", "mensensmokkel"),
    ],
)
def test_a_name_finds_its_thing(letter: Publication, name: str, reference: str) -> None:
    assert [iri.rpartition("/")[2] for iri in letter.labels.things(name)] == [reference]


@pytest.mark.parametrize(
    ("typed", "reference"),
    [
        ("Marechausee", "kmar"),
        ("frontx", "frontex"),
        ("expertisecentrum identiteitsfraude en dokumenten", "ecid"),
    ],
)
def test_a_near_match_comes_first(letter: Publication, typed: str, reference: str) -> None:
    assert letter.labels.near(typed)[0].label.iri.rpartition("/")[2] == reference


def test_near_matches_name_each_thing_once_best_first(letter: Publication) -> None:
    matches = letter.labels.near("mensensmokkel", limit=20)
    assert len({match.label.iri for match in matches}) == len(matches)
    assert [m.score for m in matches] == sorted((m.score for m in matches), reverse=True)


def test_a_name_that_several_things_bear_is_ambiguous() -> None:
    labels = Labels([Label("ILO", "nl", "abbreviation", "a:1"), Label("ilo", "", "label", "a:2")])
    assert labels.things("ILO") == ("a:1", "a:2")
    assert len(labels) == 2


def test_nothing_resembles_nonsense(letter: Publication) -> None:
    assert letter.labels.near("qqqqxxxx") == ()
    assert letter.labels.things("") == ()


@given(st.text())
@settings(derandomize=True, max_examples=200)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
