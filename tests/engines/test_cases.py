"""Every engine gives the same answer to every question of the table."""

import runpy
from pathlib import Path
from typing import Any

import pytest

from govactors import Problem
from govactors.store import Query, Store

CASES: dict[str, Any] = runpy.run_path(str(Path(__file__).with_name("cases.py")))
DEVIATIONS = {
    ("embedded", "path-of-nothing"),
    ("disk", "path-of-nothing"),
    ("remote", "path-of-nothing"),
    ("remote_body", "path-of-nothing"),
}
"""Wrong answers of the engine itself, which docs/engines.md lists."""


@pytest.mark.parametrize("case", CASES["cases"](), ids=lambda case: case.name)
def test_the_answer_is_that_of_the_table(
    store: Store, case: Any, request: pytest.FixtureRequest
) -> None:
    engine = request.node.callspec.params["store"]
    right = CASES["shown"](store, case.query) == case.answer
    assert right is ((engine, case.name) not in DEVIATIONS)


def test_the_graphs_are_named(store: Store) -> None:
    assert store.graphs() == {CASES["SPACE"] + "een", CASES["SPACE"] + "twee"}


def test_a_query_that_is_wrong_is_refused(store: Store) -> None:
    with pytest.raises(Problem) as caught:
        store.evaluate(Query("SELECT ?s { ?s"))
    assert caught.value.kind == "query-syntax"


def test_who_asks_knows_whether_a_socket_is_needed(
    store: Store, request: pytest.FixtureRequest
) -> None:
    store.prepare()
    assert store.distant is request.node.callspec.params["store"].startswith("remote")
