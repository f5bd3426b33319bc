"""The library from the outside: quick to import, one object to ask."""

import json
from pathlib import Path

import pytest
from tests.conftest import ROOT, Run

import govactors
from govactors import Problem, Publication
from govactors.cli import COMMANDS

HEAVY = {"rdflib", "pyshacl", "shacl", "fastapi", "starlette", "uvicorn", "pyoxigraph", "rich"}
LOADED = "import sys, json\n{0}\nprint(json.dumps(sorted(sys.modules)))"


def _loaded(run: Run, code: str) -> set[str]:
    done = run("-c", LOADED.format(code))
    assert done.stderr == b""
    return {name.partition(".")[0] for name in json.loads(done.stdout.splitlines()[-1])}


def test_importing_loads_nothing_heavy(run: Run) -> None:
    assert not _loaded(run, "import govactors") & {*HEAVY, "click", "jinja2"}


def test_asking_loads_no_more_than_the_engine(run: Run) -> None:
    code = "import govactors; print(govactors.load().ask('ASK { ?s ga:leads ?o }'))"
    assert _loaded(run, code) & HEAVY == {"pyoxigraph"}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["info"], ["query", "ASK {}"]])
def test_a_command_loads_only_what_it_needs(run: Run, arguments: list[str]) -> None:
    code = f"from govactors.cli import main\ntry: main({arguments!r})\nexcept SystemExit: pass"
    needed = set() if arguments[0].startswith("-") else {"pyoxigraph"}
    assert _loaded(run, code) & HEAVY <= needed


def test_names_are_loaded_when_first_used_and_are_those_listed() -> None:
    assert {*govactors.__all__} <= {*dir(govactors)}
    for name in govactors.__all__:
        assert getattr(govactors, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        _ = govactors.nonsense


def test_load_gives_what_the_repository_publishes(letter: Publication) -> None:
    assert letter.directory == ROOT
    assert letter.addresses.base == "https://w3id.org/govactors/"
    assert letter.release.version == govactors.__version__
    assert len(letter.release.hash) == 64


def test_a_folder_is_named_as_text_or_path(keten_folder: Path) -> None:
    one, other = govactors.load_directory(keten_folder), govactors.load_directory(str(keten_folder))
    assert one.release == other.release == Publication.from_directory(keten_folder).release


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        govactors.load_directory(tmp_path / "weg")
    assert caught.value.kind == "no-publication"


def test_what_is_asked_twice_is_made_once(keten: Publication) -> None:
    for name in ("actors", "tasks", "assignments", "sources", "questions", "labels"):
        assert getattr(keten, name) is getattr(keten, name)


def test_the_commands_are_those_of_the_issue() -> None:
    assert {"serve", "query", "validate", "dump", "verify", "questions", "info"} <= COMMANDS.keys()
