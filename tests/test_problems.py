"""One exception for what users can mend, worded from one table."""

import pickle

import pytest

from govactors import Problem
from govactors.kinds import KINDS


def test_an_unknown_kind_fails_at_once_even_with_a_hint_of_its_own() -> None:
    with pytest.raises(KeyError, match="no-such-kind"):
        Problem("no-such-kind", "Something.", hint="Do something.")


@pytest.mark.parametrize(
    ("file", "line", "column", "place"),
    [
        (None, None, None, ""),
        (None, 3, None, "line 3"),
        (None, 3, 7, "line 3, column 7"),
        ("a.ttl", None, None, "a.ttl"),
        ("a.ttl", 3, None, "a.ttl:3"),
        ("a.ttl", 3, 7, "a.ttl:3:7"),
    ],
)
def test_the_place_is_said_as_far_as_known(
    file: str | None, line: int | None, column: int | None, place: str
) -> None:
    problem = Problem("broken-turtle", "A dot is missing.", file=file, line=line, column=column)
    assert problem.place == place
    advice = KINDS["broken-turtle"].advice
    assert str(problem) == f"{place}: A dot is missing. {advice}".removeprefix(": ")


def test_a_problem_survives_the_way_between_processes() -> None:
    before = Problem("query-syntax", "Oops.", hint="Mend it.", file="q.rq", line=2, column=9)
    after = pickle.loads(pickle.dumps(before))  # noqa: S301 - our own bytes
    assert isinstance(after, Problem)
    assert str(after) == str(before) == "q.rq:2:9: Oops. Mend it."
    assert (after.kind, after.line, after.column) == ("query-syntax", 2, 9)


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_is_worded_in_both_languages_and_gives_advice(name: str) -> None:
    kind = KINDS[name]
    assert kind.title_nl != kind.title_en
    for title in (kind.title_nl, kind.title_en):
        assert title[0].isupper()
        assert not title.endswith(".")
    assert kind.advice.endswith(".")
    assert kind.advice_nl.endswith(".")
