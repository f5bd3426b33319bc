"""A plain question is answered at once, and as the whole command line answers it."""

import sys
from pathlib import Path

import pytest
from tests.conftest import Cli

from govactors import start

LEADERS = "SELECT DISTINCT ?who { ?who ga:leads ?task } ORDER BY ?who"
DESCRIBED = "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c . VALUES ?s { organisatie:ind } }"


@pytest.fixture
def ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli) -> None:
    """The shipped publication, prepared."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("GOVACTORS_PUBLICATION", raising=False)
    assert cli("query", "ASK {}").text == "yes\n"


@pytest.mark.usefixtures("ready")
def test_the_same_is_printed(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    for arguments in (
        ["query", LEADERS],
        ["query", "ASK {}"],
        ["query", "--format", "csv", LEADERS],
        ["query", LEADERS, "--format", "json"],
        ["query", "--format", "nt", DESCRIBED],
    ):
        expected = cli(*arguments)
        monkeypatch.setattr(sys, "argv", ["govactors", *arguments])
        start.main()
        assert capsysbinary.readouterr().out.decode() == expected.text
        assert start._answer(arguments) is not None


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["info"],
        ["query"],
        ["query", "--help"],
        ["query", ""],
        ["query", "SELECT ?x { ?x a }"],
        ["query", "SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }"],
        ["query", "--format", "nonsense", LEADERS],
        ["query", "--format", "ttl", LEADERS],
        ["query", "--as-of", "2025-01-15", LEADERS],
        ["--publication", ".", "query", LEADERS],
        ["query", "er-is-niets.rq"],
    ],
)
def test_anything_else_is_left_to_the_whole_command_line(arguments: list[str]) -> None:
    assert start._answer(arguments) is None


@pytest.mark.usefixtures("ready")
def test_another_publication_is_left_to_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVACTORS_PUBLICATION", ".")
    assert start._answer(["query", LEADERS]) is None
