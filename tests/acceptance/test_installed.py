"""The wheel and its console commands, outside the clone."""

import hashlib
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from govactors.cli import COMMANDS

if TYPE_CHECKING:
    from tests.acceptance.conftest import Installed

ROOT = Path(__file__).parents[2]


def test_the_wheel_holds_what_it_publishes(installed: "Installed") -> None:
    with zipfile.ZipFile(installed.wheel) as wheel:
        names = set(wheel.namelist())
    for folder, pattern in (
        *(("ontology", "*.ttl"), ("data", "*.ttl"), ("shapes", "*.ttl")),
        *(("queries", "*.ttl"), ("rules", "*.rq")),
    ):
        wanted = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob(pattern)}
        assert wanted
        assert wanted <= {name.removeprefix("govactors/shipped/") for name in names}
    assert "govactors/py.typed" in names
    assert not [name for name in names if name.endswith(".pyc")]
    assert not [name for name in names if re.search(r"(^|/)(tests?/|test_|conftest)", name)]
    assert "govactors/kinds.toml" in names


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_explains_itself(installed: "Installed", command: str) -> None:
    text = installed.run("govactors", command, "--help")
    assert "Example" in text or "Commands:" in text


def test_it_runs_as_a_module_too(installed: "Installed") -> None:
    version = installed.run("govactors", "--version")
    assert installed.run("python", "-m", "govactors", "--version") == version


def test_the_questions_have_their_answers(installed: "Installed") -> None:
    installed.run("govactors", "questions", "--check")


def test_what_is_shipped_is_valid(installed: "Installed") -> None:
    installed.run("govactors", "validate")


def test_the_dump_is_the_same_in_the_clone_and_twice(installed: "Installed") -> None:
    dumps = {
        hashlib.sha256(installed.run("govactors", *arguments).encode()).hexdigest()
        for arguments in (
            ("dump", "--format", "nt"),
            ("dump", "--format", "nt"),
            ("--publication", str(ROOT), "dump", "--format", "nt"),
        )
    }
    assert len(dumps) == 1


def test_information_and_queries(installed: "Installed") -> None:
    assert "release hash" in installed.run("govactors", "info")
    query = "SELECT ?who { ?who ga:leads taak:opsporing-mensensmokkel }"
    assert "organisatie:kmar" in installed.run("govactors", "query", query)


def test_a_mistake_is_one_message_and_status_2(installed: "Installed") -> None:
    installed.run("govactors", "query", "SELECT ?x {", status=2)
    installed.run("govactors", "--publication", "nowhere", "info", status=2)
