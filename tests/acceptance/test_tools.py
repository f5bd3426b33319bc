"""The running service, asked by tools of other worlds: Comunica and wrk."""

import csv
import io
import json
import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import govactors

if TYPE_CHECKING:
    from tests.acceptance.conftest import Installed

SCRIPT = Path(__file__).with_name("comunica.mjs")
QUESTIONS = list(govactors.load().questions)
LIGHT = "/sparql?query=ASK%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D"


def _comunica(folder: Path, kind: str, endpoint: str, queries: list[str]) -> list[Any]:
    done = subprocess.run(
        ["node", str(SCRIPT), str(folder), kind, endpoint],
        input=json.dumps(queries),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers: list[Any] = json.loads(done.stdout)
    return answers


def test_comunica_gets_the_expected_answers(service: str, packages: Path) -> None:
    queries = [question.text for question in QUESTIONS]
    answers = _comunica(packages, "sparql", f"{service}/sparql", queries)
    for question, answer in zip(QUESTIONS, answers, strict=True):
        header, *rows = csv.reader(io.StringIO(question.expected))
        if isinstance(answer, bool):
            assert [[str(answer).lower()]] == rows, question.reference
            continue
        found = sorted([row.get(name, "") for name in header] for row in answer)
        assert found == rows, question.reference


def test_comunica_finds_out_by_itself_what_the_endpoint_is(service: str, packages: Path) -> None:
    query = "SELECT ?who { ?who <https://w3id.org/govactors/def#leads> ?what }"
    (told,) = _comunica(packages, "sparql", f"{service}/sparql", [query])
    (found,) = _comunica(packages, "auto", f"{service}/sparql", [query])
    assert sorted(map(str, found)) == sorted(map(str, told)) != []


@pytest.fixture
def own(installed: "Installed", tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A service of our own, and its pid file."""
    pid_file = tmp_path / "pid"
    program = str(installed.folder / "bin" / "govactors")
    command = [program, "serve", "--port", "0", "--log", "error"]
    process = subprocess.Popen(
        [*command, "--pid-file", str(pid_file)], cwd=tmp_path, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        yield process.stdout.readline().split()[-1].rstrip("/"), pid_file
    finally:
        process.terminate()
        process.communicate(timeout=20)


def test_wrk_sees_no_error_while_releases_change(
    installed: "Installed", own: tuple[str, Path]
) -> None:
    address, pid_file = own
    with subprocess.Popen(
        ["wrk", "-t2", "-c16", "-d10", address + LIGHT], stdout=subprocess.PIPE, text=True
    ) as wrk:
        for _ in range(2):
            time.sleep(1)
            installed.run("govactors", "reload", "--pid-file", str(pid_file))
        told = wrk.communicate(timeout=60)[0]
    assert "Non-2xx" not in told, told
    assert "Socket errors" not in told, told
    requests = re.search(r"(\d+) requests in", told)
    assert requests
    assert int(requests[1]) > 1000
