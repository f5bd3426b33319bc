"""Mistakes at the command line: each is refused in one message, none is passed over."""

import datetime
import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import ROOT, Cli

from govactors import Problem, moments, turtle
from govactors.terms import ga

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


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("query", ""), "There is no query."),
        (("query", " \n"), "There is no query."),
        (("query", "src"), "src: Is a directory"),
        (("verify", "--document", "."), ".: Is a directory"),
        (("verify", "--document", "README.md", "--source", "brief"), "There is no 'brief' here"),
        (("why", "kmaar"), "Did you mean: "),
        (("why", "kmar", "le ads"), "The predicate is no address"),
        (("questions", "--sparql"), "--sparql needs a REFERENCE"),
        (("questions", "--check", "geen-vraag"), "geen-vraag"),
        (("query", ASK, "--bind", "s=nope:x"), "The prefix nope: is not known. Bind an address as"),
        (("validate", ""), "A path is empty"),
    ],
)
def test_what_is_missing_or_misnamed_is_said(
    cli: Cli, arguments: tuple[str, ...], message: str
) -> None:
    done = cli(*arguments)
    assert (done.code, done.text) == (2, "")
    assert message in done.error


def test_text_with_a_colon_is_bound_in_quotes(cli: Cli) -> None:
    choose = "SELECT ?word { BIND (?word AS ?same) }"
    done = cli("query", choose, "--format", "csv", "--bind", 'word="nope:x"')
    assert (done.code, done.text.split()) == (0, ["word", "nope:x"])


@pytest.mark.parametrize("name", ["kmar", "KMar", "Koninklijke Marechaussee"])
def test_why_takes_names_as_the_library_does(cli: Cli, name: str) -> None:
    by_name = cli("why", name, "leads", "opsporing-mensensmokkel")
    by_address = cli("why", "organisatie:kmar", "ga:leads", "taak:opsporing-mensensmokkel")
    assert (by_name.code, by_name.text) == (0, by_address.text)


def test_one_question_can_be_checked(cli: Cli) -> None:
    done = cli("questions", "--check", "wie-leidt-opsporing-mensensmokkel")
    assert done.code == 0
    assert done.text.splitlines() == [
        "ok    wie-leidt-opsporing-mensensmokkel",
        "1 of 1 as expected",
    ]


@pytest.mark.parametrize("content", ["", "<urn:a> a <urn:Kind> ; <urn:p> 1 ."])
def test_files_in_which_nothing_was_judged_are_said_to_be(
    cli: Cli, tmp_path: Path, content: str
) -> None:
    path = tmp_path / "vreemd.ttl"
    path.write_text(content, encoding="utf-8")
    done = cli("validate", str(path))
    sentence = "Nothing was judged: no subject has a kind the shapes know.\n"
    assert (done.code, done.text) == (0, sentence)
    path.write_text(f"<urn:a> a <{ga('Phenomenon')}> .", encoding="utf-8")
    assert "Nothing was judged" not in cli("validate", str(path)).text


def test_sarif_names_files_as_uris(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "één bron.ttl"
    path.write_text(f"<urn:a> a <{ga('Unit')}> .", encoding="utf-8")
    log = json.loads(cli("validate", "--format", "sarif", str(path)).text)
    places = [each["locations"][0]["physicalLocation"] for each in log["runs"][0]["results"]]
    assert {each["artifactLocation"]["uri"] for each in places} == {path.as_uri()}
