"""Mistakes at the command line: each is refused in one message, none is passed over."""

import datetime
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import ROOT, Cli

from govactors import Problem, moments, turtle

ASK = "ASK { ?s ?p ?o }"
DEVICES = [device for device in (Path("/dev/full"),) if device.exists()]
"""Where every write fails for want of room, on systems that have such a device."""

NEW = ("new", "actor", "kustwacht", "--name-en", "Coastguard", "--name")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("query", ASK, "--as-of", ""), "'' is not a day"),
        (("query", ASK, "--as-of", "20250115"), "'20250115' is not a day"),
        (("query", ASK, "--as-of", "2025-W03-3"), "'2025-W03-3' is not a day"),
        (("query", ASK, "--as-of", "2025-02-30"), "'2025-02-30' is not a day"),
        (("query", ASK, "--unknown", "exclude"), "--unknown needs a day"),
        ((*NEW, "Kustwacht", "--write"), "Name it before the command: govactors --publication"),
        ((*NEW, " "), "may not be empty"),
    ],
)
def test_a_mistake_is_refused_in_one_message(
    cli: Cli, arguments: tuple[str, ...], message: str
) -> None:
    done = cli(*arguments)
    assert (done.code, done.text) == (2, "")
    assert message in done.error
    assert "Traceback" not in done.error


def test_data_in_another_engine_cannot_be_seen_as_of_a_day(cli: Cli, tmp_path: Path) -> None:
    place = str(tmp_path / "store")
    assert cli("load", "--location", place).code == 0
    done = cli("query", ASK, "--engine", place, "--as-of", "2020-01-01")
    assert (done.code, done.text) == (2, "")
    assert "Only a publication read from its folder" in done.error


def test_a_day_is_a_date_or_a_moment_on_it() -> None:
    noon = datetime.datetime(2025, 1, 15, 12, tzinfo=datetime.UTC)
    assert moments.day(noon) == moments.day("2025-01-15") == datetime.date(2025, 1, 15)
    assert type(moments.day(noon)) is datetime.date
    with pytest.raises(Problem, match="None is not a day"):
        moments.day(None)  # type: ignore[arg-type]


def test_a_text_too_long_for_the_parser_is_named() -> None:
    with pytest.raises(Problem) as caught:
        turtle.triples(f'<urn:a> <urn:b> "{"x" * 20_000_000}" .', "groot.ttl")
    assert (caught.value.kind, caught.value.file) == ("broken-turtle", "groot.ttl")


@pytest.mark.parametrize(
    "arguments",
    [("dump",), ("query", "--format", "csv", "SELECT * { ?s ?p ?o } LIMIT 9"), ("questions",)],
)
def test_a_full_disk_is_one_message(arguments: tuple[str, ...]) -> None:
    for device in DEVICES:
        with device.open("wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "govactors", *arguments],
                stdout=full,
                stderr=subprocess.PIPE,
                check=False,
                cwd=ROOT,
                timeout=60,
            )
        assert done.returncode == 2
        assert done.stderr.decode() == "govactors: the output: No space left on device.\n"
