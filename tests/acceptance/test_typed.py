"""A user's project that depends on the wheel passes ``mypy --strict``, and a wrong one does not."""

import subprocess
import sys
from pathlib import Path

from tests.acceptance.conftest import Installed

SAMPLE = """
import datetime
from typing import assert_type

import govactors
from govactors import Actor, Assignment, Holds, Passage, Publication, Row, Source, Task

chain: Publication = govactors.load()
kmar = chain.actor("KMar")
assert_type(kmar, Actor)
assert_type(kmar.tasks(responsibility="lead"), tuple[Task, ...])
assert_type(kmar.tasks()[0].label("en"), str)
assert_type(kmar.assignments, tuple[Assignment, ...])
assert_type(kmar.assignments[0].passages[0], Passage)
assert_type(kmar.assignments[0].passages[0].source, Source)
assert_type(kmar.assignments[0].period.on(datetime.date(2024, 1, 1)), Holds)
assert_type([each.partnership.members for each in kmar.memberships], list[tuple[Actor, ...]])
assert_type(chain.as_of("2025-01-15"), Publication)


def leaders(publication: Publication, name: str) -> list[str]:
    return [actor.label("en") for actor in publication.task(name).actors(responsibility="lead")]


def first(publication: Publication) -> Row:
    (task,) = kmar.tasks(responsibility="lead")
    return next(iter(publication.select("SELECT ?who ?task { ?who ga:leads ?task }", task=task)))


print(leaders(chain, "opsporing-mensensmokkel"))
"""

WRONG = """
import govactors

kmar = govactors.load().actor(3)
kmar.assignments[0].task.labell("en")
kmar.iri = "x"
"""


def _mypy(installed: Installed, file: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [
            *(sys.executable, "-m", "mypy", "--strict", "--no-incremental"),
            *("--config-file", "/dev/null"),
            *("--python-executable", installed.folder / "bin" / "python", file.name),
        ],
        cwd=file.parent,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_users_project_is_typed(installed: Installed, tmp_path: Path) -> None:
    sample = tmp_path / "sample.py"
    sample.write_text(SAMPLE, encoding="utf-8")
    found = _mypy(installed, sample)
    assert (found.returncode, found.stdout) == (0, "Success: no issues found in 1 source file\n")
    run = subprocess.run(
        [installed.folder / "bin" / "python", sample], capture_output=True, text=True, check=True
    )
    assert run.stdout == "['Royal Netherlands Marechaussee']\n"


def test_mistakes_in_a_users_project_are_seen(installed: Installed, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.py"
    wrong.write_text(WRONG, encoding="utf-8")
    found = _mypy(installed, wrong)
    assert found.stdout.count("error:") == 3
    assert 'has no attribute "labell"' in found.stdout
