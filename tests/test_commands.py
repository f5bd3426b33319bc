"""The commands that ask, dump, list and verify: what they print and how they end."""

import csv
import io
import json
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.conftest import Cli, Done, Run

from govactors import Publication, export

KETEN = "https://example.org/keten/"
DIENST = f"{KETEN}id/organisatie/dienst-keuring"
LEADS = "SELECT ?who ?what { ?who ga:leads ?what }"
CONSTRUCT = "CONSTRUCT { ?who ga:leads ?what } { ?who ga:leads ?what }"


@pytest.fixture
def ask(cli: Cli, keten_folder: Path) -> Cli:
    """The command line over ``keten``."""

    def call(*arguments: str) -> Done:
        return cli("--publication", str(keten_folder), *arguments)

    return call


# query


def test_a_query_prints_a_table_for_people(ask: Cli) -> None:
    done = ask("query", LEADS)
    assert (done.code, done.error) == (0, "")
    assert [line.split() for line in done.text.splitlines() if "─" not in line] == [
        ["who", "what"],
        ["organisatie:dienst-keuring", "taak:keuring"],
        ["1", "row"],
    ]


def test_yes_no_and_triples_are_printed_too(ask: Cli) -> None:
    assert ask("query", "ASK { ?s ga:leads ?o }").text == "yes\n"
    assert ask("query", "ASK { ?s ga:leads 1 }").text == "no\n"
    assert "organisatie:dienst-keuring   ga:leads    taak:keuring" in ask("query", CONSTRUCT).text
    assert ask("query", "SELECT ?x { ?x ga:leads 1 }").text.endswith("\n0 rows\n")


def test_a_query_comes_from_a_file(ask: Cli, tmp_path: Path) -> None:
    path = tmp_path / "vraag.rq"
    path.write_bytes(b"\xef\xbb\xbf" + LEADS.replace(" ", "\r\n").encode())
    assert (
        ask("query", str(path), "--format", "csv").text
        == f"who,what\r\n{DIENST},{KETEN}id/taak/keuring\r\n"
    )


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_a_query_comes_from_standard_input(
    ask: Cli, monkeypatch: pytest.MonkeyPatch, start: bytes
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(start + LEADS.encode())))
    assert ask("query", "-", "--format", "csv").text.startswith("who,what\r\n")


def test_standard_input_must_be_utf8(ask: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"# caf\xe9\nASK {}")))
    done = ask("query", "-")
    assert (done.code, done.text) == (2, "")
    assert done.error == "govactors: Byte 5 of the input is not UTF-8. Send UTF-8.\n"


def test_the_formats_of_rows(ask: Cli) -> None:
    bound = json.loads(ask("query", LEADS, "--format", "json").text)["results"]["bindings"]
    assert [row["who"] for row in bound] == [{"type": "uri", "value": DIENST}]
    assert f"<uri>{DIENST}</uri>" in ask("query", LEADS, "--format", "xml").text
    rows = list(csv.reader(io.StringIO(ask("query", LEADS, "--format", "csv").text)))
    assert rows == [["who", "what"], [DIENST, f"{KETEN}id/taak/keuring"]]
    assert ask("query", LEADS, "--format", "tsv").text == (
        f"?who\t?what\n<{DIENST}>\t<{KETEN}id/taak/keuring>\n"
    )
    assert json.loads(ask("query", "ASK {}", "--format", "json").text)["boolean"] is True


@pytest.mark.parametrize(
    ("name", "engine"),
    [
        ("ttl", ox.RdfFormat.TURTLE),
        ("nt", ox.RdfFormat.N_TRIPLES),
        ("rdf", ox.RdfFormat.RDF_XML),
        ("jsonld", ox.RdfFormat.JSON_LD),
        ("trig", ox.RdfFormat.TRIG),
        ("nq", ox.RdfFormat.N_QUADS),
    ],
)
def test_the_formats_of_triples(ask: Cli, name: str, engine: ox.RdfFormat) -> None:
    (quad,) = ox.parse(ask("query", CONSTRUCT, "--format", name).text, format=engine)
    assert str(quad.triple.subject) == f"<{DIENST}>"


@pytest.mark.parametrize(
    ("bound", "rows"),
    [
        ("who=organisatie:dienst-keuring", 1),
        (f"who=<{DIENST}>", 1),
        ("who=organisatie:inspectie", 0),
        (f"who={DIENST}", 0),
        ('who=x" } #', 0),
    ],
)
def test_a_value_is_bound_as_address_or_text(ask: Cli, bound: str, rows: int) -> None:
    text = ask("query", "--bind", bound, "--format", "csv", LEADS).text
    assert len(text.splitlines()) == 1 + rows


def test_several_values_are_bound(ask: Cli) -> None:
    bind = ("--bind", "who=organisatie:dienst-keuring", "--bind", "what=taak:keuring")
    assert ask("query", *bind, LEADS).text.endswith("\n1 row\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            [LEADS, "--format", "turtle"],
            "There is no format 'turtle'. Choose one of: table, json, ",
        ),
        ([LEADS, "--format", "ttl"], "ttl cannot carry rows or a yes or no. Rows and yes/no take "),
        (["ASK {}", "--format", "nq"], "nq cannot carry rows or a yes or no. "),
        ([CONSTRUCT, "--format", "csv"], "csv cannot carry triples. Rows and yes/no take json, "),
        ([LEADS, "--bind", "who"], "--bind takes NAME=VALUE, not 'who'."),
        ([LEADS, "--bind", "=x"], "--bind takes NAME=VALUE, not '=x'."),
        ([LEADS, "--bind", "who=<geen adres>"], "'geen adres' cannot be bound: "),
        ([LEADS, "--bind", "other=x"], "?other cannot be bound: the query does not select it. "),
        (["SELECT ?x {\n ?x ga:leads }"], "line 2, column 14: The query breaks at '}'. Mend the "),
        (["ASK { ?x zz:p 1 }"], "line 1, column 10: The prefix zz: is not declared. "),
        (["niet-daar.rq"], "niet-daar.rq: No such file or directory. Name an existing, readable "),
        (["ASK FROM <https://example.org/x> {}"], "line 1, column 10: There is no graph "),
        (
            ["INSERT DATA {}"],
            "line 1, column 1: INSERT is an update. This publication is read-only",
        ),
        (["ASK { SERVICE <a:b> {} }"], "line 1, column 7: The query calls SERVICE. "),
    ],
)
def test_a_query_that_is_not_answered_says_why(
    ask: Cli, arguments: list[str], message: str
) -> None:
    done = ask("query", *arguments)
    assert (done.code, done.text) == (2, "")
    assert done.error.startswith(f"govactors: {message}")
    assert done.error.count("\n") == 1


def test_a_query_longer_than_a_file_name_may_be_is_a_query(ask: Cli) -> None:
    assert ask("query", "ASK { ?s ga:leads ?o } # " + "x" * 5000).text == "yes\n"


# dump


@pytest.mark.parametrize("name", [each.name for each in export.formats()])
def test_a_dump_is_written_whole_to_output_or_file(
    ask: Cli, keten: Publication, tmp_path: Path, name: str
) -> None:
    expected = export.dump(keten, name)
    assert ask("dump", "--format", name).text.encode() == expected
    path = tmp_path / f"uit.{name}"
    done = ask("dump", "--format", name, "--output", str(path))
    assert (done.code, done.text, done.error) == (0, "", "")
    assert path.read_bytes() == expected


def test_a_dump_in_turtle_is_what_you_get_unasked(ask: Cli, keten: Publication) -> None:
    assert ask("dump").text.encode() == export.dump(keten, "ttl")


def test_a_dump_that_cannot_be_made_or_written_says_why(ask: Cli, tmp_path: Path) -> None:
    done = ask("dump", "--format", "csv")
    assert done.code == 2
    assert "A dump cannot be 'csv'. Choose one of: ttl, nt, rdf, jsonld, trig, nq." in done.error
    path = tmp_path / "nergens" / "uit.ttl"
    done = ask("dump", "--output", str(path))
    assert (done.code, done.text) == (2, "")
    assert done.error == (
        f"govactors: {path}: It cannot be written: No such file or directory. "
        "Name a file in an existing folder you may write to.\n"
    )


# info


def test_info_tells_what_is_published(ask: Cli, keten: Publication) -> None:
    told = json.loads(ask("info", "--format", "json").text)
    hashes = export.hashes(keten)
    assert told == {
        "base": KETEN,
        "version": "2.3",
        "date": "2024-06-30",
        "release hash": keten.release.hash,
        "graph hash": hashes["union"],
        "dataset hash": hashes["dataset"],
        "graphs": 4,
        "triples": len(keten.graph),
        "questions": 2,
        "rules": told["rules"],
        "shapes files": 0,
    }
    lines = ask("info").text.splitlines()
    assert [line.partition("  ")[0] for line in lines] == list(told)
    assert [line.rpartition("  ")[2] for line in lines] == [str(value) for value in told.values()]


# questions


def test_questions_are_listed_in_both_languages(ask: Cli) -> None:
    dutch, english = ask("questions").text, ask("questions", "--language", "en").text
    assert "wie-keurt" in dutch
    assert "Wie leidt de keuring van schepen?" in dutch
    assert "Who leads the inspection of ships?" in english
    assert len(dutch.splitlines()) == 4


def test_a_question_is_run_or_shown(ask: Cli, keten: Publication) -> None:
    assert (
        ask("questions", "wie-keurt").text == f"Wie leidt de keuring van schepen?\nwie\n{DIENST}\n"
    )
    assert ask("questions", "wie-keurt", "--sparql").text == keten.questions["wie-keurt"].text
    answer = ask("questions", "is-de-inspectie-lid", "--language", "en").text
    assert answer.endswith("yet?\nanswer\nfalse\n")


def test_a_question_that_is_not_there_says_so(ask: Cli) -> None:
    done = ask("questions", "wie")
    assert done.code == 2
    assert "There is no question 'wie'." in done.error


def test_all_answers_are_checked(cli: Cli, ask: Cli, keten_folder: Path, tmp_path: Path) -> None:
    done = ask("questions", "--check")
    assert (done.code, done.text.splitlines()[-1]) == (0, "2 of 2 as expected")
    folder = tmp_path / "kopie"
    shutil.copytree(keten_folder, folder)
    path = folder / "queries" / "wie-keurt.ttl"
    path.write_bytes(path.read_bytes().replace(b"organisatie/dienst-keuring", b"organisatie/ind"))
    done = cli("--publication", str(folder), "questions", "--check")
    assert done.code == 1
    assert "WRONG wie-keurt" in done.text
    assert f"expected:\nwie\n{KETEN}id/organisatie/ind\ngot:\nwie\n{DIENST}\n" in done.text
    assert done.text.splitlines()[-1] == "1 of 2 as expected"


# verify


def test_verify_ends_with_0_1_or_2(ask: Cli, report: Path, tmp_path: Path) -> None:
    done = ask("verify", "--document", str(report))
    assert (done.code, done.error) == (0, "")
    assert done.text == f"5 of 5 passages of {KETEN}id/bron/rapport are as recorded\n"
    copy = tmp_path / "kopie.txt"
    copy.write_bytes(report.read_bytes().replace(b"Inspectie.", b"inspectie."))
    done = ask("verify", "--document", str(copy), "--source", "bron:rapport")
    assert done.code == 1
    assert done.text.splitlines() == [
        f"{KETEN}id/passage/rapport-83-111 (page 1, characters 83-111): "
        "the text there has another SHA-256",
        f"4 of 5 passages of {KETEN}id/bron/rapport are as recorded",
    ]
    done = ask("verify", "--document", str(tmp_path / "weg.txt"))
    assert (done.code, done.text) == (2, "")
    assert done.error.startswith("govactors: weg.txt: No such file or directory. ")
    done = ask("verify", "--document", str(report), "--source", "bron:wet")
    assert done.code == 2
    assert "is no source with positions" in done.error


# diagram


def test_the_diagram_is_an_svg(cli: Cli) -> None:
    done = cli("diagram", "--language", "nl")
    assert (done.code, done.error) == (0, "")
    assert done.text.startswith("<svg ")


# A pipe, end to end.


def test_output_of_one_is_input_of_another(run: Run, keten_folder: Path) -> None:
    here = ("-m", "govactors", "--publication", str(keten_folder))
    shown = run(*here, "questions", "wie-keurt", "--sparql").stdout
    done = run(*here, "query", "--format", "csv", "-", stdin=shown)
    assert done.stdout.decode().splitlines() == ["wie", DIENST]
