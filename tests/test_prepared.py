"""The shipped publication prepared on disk: the same answers, never out of date, never needed."""

import os
import shutil
from pathlib import Path

import pytest
from tests.conftest import Cli, Publish

from govactors import Problem, load_directory, prepared
from govactors.solutions import Rows, result
from govactors.store import Query

ASKED = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "govactors"


def test_what_is_prepared_answers_as_the_folder_does(cache: Path, keten_folder: Path) -> None:
    publication = load_directory(keten_folder)
    assert prepared.find(keten_folder) is None
    prepared.keep(publication)
    ready = prepared.find(keten_folder)
    assert ready is not None
    assert ready.prefixes == publication.prefixes
    assert ready.addresses.base == publication.addresses.base
    for store in (ready.store, publication.store):
        rows = result(store.evaluate(Query(ASKED)))
        assert isinstance(rows, Rows)
        assert [tuple(row) for row in rows] == [(len(set(publication.quads())),)]
    assert len(list(cache.iterdir())) == 1


@pytest.mark.usefixtures("cache")
def test_other_files_are_another_publication(publish: Publish) -> None:
    folder = publish({})
    prepared.keep(load_directory(folder))
    assert prepared.find(folder) is not None
    rule = next((folder / "rules").iterdir())
    rule.write_text(rule.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert prepared.find(folder) is None


@pytest.mark.usefixtures("cache")
def test_a_broken_query_is_refused_there_too(keten_folder: Path) -> None:
    prepared.keep(load_directory(keten_folder))
    ready = prepared.find(keten_folder)
    assert ready is not None
    with pytest.raises(Problem) as caught:
        ready.check("SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }")
    assert caught.value.kind == "federation-refused"


def test_what_is_damaged_is_not_used(cache: Path, keten_folder: Path) -> None:
    prepared.keep(load_directory(keten_folder))
    (location,) = cache.iterdir()
    (location / "store.json").write_text("{}", encoding="utf-8")
    assert prepared.find(keten_folder) is None


def test_what_nobody_asked_for_in_a_month_is_thrown_away(
    cache: Path, keten_folder: Path, publish: Publish
) -> None:
    prepared.keep(load_directory(keten_folder))
    (location,) = cache.iterdir()
    os.utime(location, (0, 0))
    prepared.keep(load_directory(publish({})))
    assert not location.exists()


def test_without_a_place_to_keep_it_nothing_happens(cache: Path, keten_folder: Path) -> None:
    cache.parent.write_text("a file where the folder should be", encoding="utf-8")
    prepared.keep(load_directory(keten_folder))
    assert prepared.find(keten_folder) is None


def test_the_second_question_gets_the_answer_of_the_first(cache: Path, cli: Cli) -> None:
    asked = ("query", "SELECT ?who { ?who ga:leads ?task } ORDER BY ?who ?task")
    first = cli(*asked)
    assert len(list(cache.iterdir())) == 1
    assert cli(*asked) == first
    shutil.rmtree(cache)
    assert cli(*asked) == first
