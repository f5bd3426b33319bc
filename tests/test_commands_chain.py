"""The commands that look into the chain: why, gaps, new, and --as-of."""

import json
from pathlib import Path

import pytest
from tests.conftest import Run

import govactors

LEADS = ("organisatie:kmar", "ga:leads", "taak:opsporing-mensensmokkel")


WORDS = {
    "en": (
        "(assignment, explicit statement, behind ga:leads)",
        "Letter of 19 October",
        "page 4",
        "characters",
    ),
    "nl": (
        "(toedeling, expliciete uitspraak, achter ga:leads)",
        "Brief van 19 oktober",
        "pagina 4",
        "tekens",
    ),
}


@pytest.mark.parametrize("language", WORDS)
def test_why_names_statement_source_and_place(run: Run, language: str) -> None:
    done = run("-m", "govactors", "why", *LEADS, "--language", language)
    text = done.stdout.decode()
    assert done.returncode == 0
    used, title, page, characters = WORDS[language]
    assert f"uitspraak:brief-4054603-s26 {used}" in text
    assert title in text
    assert page in text
    assert f"{characters} 496-560" in text


def test_why_as_json_holds_the_same(run: Run) -> None:
    done = run("-m", "govactors", "why", *LEADS, "--format", "json")
    (ground,) = json.loads(done.stdout)
    assert (ground["page"], ground["certainty"]) == (4, "explicit")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("why", "organisatie:ind", "ga:leads"), "No statement is a ground"),
        (("why", *LEADS, "--as-of", "2025-01-15", "--unknown", "exclude"), "No statement"),
        (("why", *LEADS, "--as-of", "2025"), "'2025' is not a day"),
        (("new", "actor", "Kust Wacht", "--name", "x", "--name-en", "x"), "is not a reference"),
    ],
)
def test_what_cannot_be_is_said_in_one_message(
    run: Run, arguments: tuple[str, ...], message: str
) -> None:
    done = run("-m", "govactors", *arguments)
    assert done.returncode == 2
    assert message in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_gaps_count_in_text_and_list_in_json(run: Run, letter: govactors.Publication) -> None:
    text = run("-m", "govactors", "gaps", "--language", "en").stdout.decode()
    listed = json.loads(run("-m", "govactors", "gaps", "--format", "json").stdout)
    counts = {gap["gap"]: len(gap["things"]) for gap in listed}
    assert counts == {gap.reference: len(gap.things) for gap in letter.gaps}
    assert f"{counts['ambiguous-statements']:5}  Statements that can be read" in text


def test_a_query_as_of_a_day_differs(run: Run) -> None:
    query = "ASK { organisatie:kmar ga:leads ?task }"
    day = ("--as-of", "2025-01-15", "--unknown")
    assert run("-m", "govactors", "query", query, *day, "include").stdout == b"yes\n"
    assert run("-m", "govactors", "query", query, *day, "exclude").stdout == b"no\n"


@pytest.mark.parametrize(
    ("what", "place"),
    [("actor", "kern/organisatie"), ("task", "kern/taak"), ("source", "bron")],
)
def test_a_skeleton_is_written_where_it_loads(
    run: Run, keten_folder: Path, tmp_path: Path, what: str, place: str
) -> None:
    folder = tmp_path / "own"
    folder.symlink_to(keten_folder)
    name = ("--name", 'Raad "van" 1', "--name-en", "Council\\1")
    done = run("-m", "govactors", "--publication", str(folder), "new", what, "raad-1", *name)
    assert '"Raad \\"van\\" 1"@nl' in done.stdout.decode()
    written = run(
        "-m", "govactors", "--publication", str(folder), "new", what, "raad-1", *name, "--write"
    )
    path = keten_folder / "data" / place / "raad-1.ttl"
    try:
        assert written.stdout.decode().strip().endswith(f"data/{place}/raad-1.ttl")
        assert govactors.load_directory(keten_folder).ask('ASK { ?s ?p "Council\\\\1"@en }')
        again = run(
            "-m", "govactors", "--publication", str(folder), "new", what, "raad-1", *name, "--write"
        )
        assert (again.returncode, b"exists already" in again.stderr) == (2, True)
    finally:
        path.unlink()


@pytest.mark.parametrize("what", ["actor", "task", "source"])
def test_a_skeleton_lacks_only_the_kind_of_an_actor_which_nobody_may_guess(
    run: Run, tmp_path: Path, what: str
) -> None:
    done = run("-m", "govactors", "new", what, "raad-1", "--name", "Raad", "--name-en", "Council")
    file = tmp_path / "raad-1.ttl"
    file.write_bytes(done.stdout)
    assert b"# Fill in:" in done.stdout
    checked = run("-m", "govactors", "validate", "--format", "json", str(file))
    found = [each for each in json.loads(checked.stdout)["findings"] if each["severity"] != "info"]
    missing = ["organisation-classification"] if what == "actor" else []
    assert [each["shape"].rpartition("/")[2] for each in found] == missing


def test_what_exists_is_not_begun_anew(run: Run) -> None:
    done = run("-m", "govactors", "new", "actor", "kmar", "--name", "KMar", "--name-en", "KMar")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"data/kern/organisatie/kmar.ttl: The REFERENCE 'kmar' exists already." in done.stderr
