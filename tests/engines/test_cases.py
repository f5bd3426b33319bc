"""Every engine gives the same answer to every question of the table."""

import re
import runpy
from pathlib import Path
from typing import Any

import pytest

from govactors import Problem
from govactors.store import Query, Store

ROOT = Path(__file__).parents[2]
CASES: dict[str, Any] = runpy.run_path(str(Path(__file__).with_name("cases.py")))
DEVIATIONS = set(
    re.findall(
        r"^\| In memory \| `([\w-]+)` \|",
        (ROOT / "docs" / "engines.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
)
"""Wrong answers of the engine itself, which is behind each of these."""


@pytest.mark.parametrize("case", CASES["cases"](), ids=lambda case: case.name)
def test_the_answer_is_that_of_the_table(store: Store, case: Any) -> None:
    right = CASES["shown"](store, case.query) == case.answer
    assert right is (case.name not in DEVIATIONS)


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
