"""A publication of one's own, begun by a command: it is sound from the first minute."""

from pathlib import Path

import pytest
from tests.conftest import Cli

import govactors
from govactors.shapes import Severity

NAMES = ("--name", 'Wie keurt "schepen"', "--name-en", "Who inspects ships")


@pytest.fixture
def begun(cli: Cli, tmp_path: Path) -> Path:
    folder = tmp_path / "Mijn schepen"
    done = cli("new", "publication", str(folder), *NAMES)
    assert done.code == 0, done.error
    assert done.text.splitlines()[0] == (
        f"{folder} is a publication at https://example.org/mijn-schepen/"
    )
    return folder


def test_what_is_begun_loads_validates_and_answers(begun: Path, cli: Cli) -> None:
    publication = govactors.load_directory(begun)
    assert publication.ask("ASK { organisatie:voorbeeld ga:leads taak:voorbeeld }")
    assert publication.ask("""ASK { ?o dcterms:title 'Wie keurt "schepen"'@nl }""")
    assert {each.severity for each in publication.validate().findings} == {Severity.INFO}
    assert cli("--publication", str(begun), "questions", "--check").code == 0


def test_the_words_are_ours_and_nothing_else_is(begun: Path, letter: govactors.Publication) -> None:
    publication = govactors.load_directory(begun)
    things = f"{letter.addresses.base}id/"
    nodes = {t.subject for _, triples in publication.triples() for t in triples}
    ours = {str(node).strip("<>") for node in nodes if str(node).startswith(f"<{things}")}
    assert {iri.split("/")[-2] for iri in ours} <= {"begrip", "begrippenlijst", "plaats"}
    words = {t.subject for _, triples in letter.triples() for t in triples}
    assert {node for node in words if "def#" in str(node)} <= nodes


def test_a_folder_that_is_in_use_is_left_alone(begun: Path, cli: Cli) -> None:
    before = {path: path.read_bytes() for path in begun.rglob("*.ttl")}
    done = cli("new", "publication", str(begun), *NAMES)
    assert (done.code, "It exists and is not an empty folder." in done.error) == (2, True)
    assert {path: path.read_bytes() for path in begun.rglob("*.ttl")} == before


@pytest.mark.parametrize("base", ["ships", "https://example.org/ships", "https:///x/", "a b/", ""])
def test_a_base_that_is_none_is_refused(cli: Cli, tmp_path: Path, base: str) -> None:
    done = cli("new", "publication", str(tmp_path / "x"), *NAMES, "--base", base)
    assert (done.code, "is no base of addresses" in done.error) == (2, True)
    assert not (tmp_path / "x").exists()


def test_a_base_belongs_to_a_publication_only(cli: Cli) -> None:
    done = cli("new", "actor", "x", *NAMES, "--base", "https://example.org/x/")
    assert (done.code, "--base is for a new publication." in done.error) == (2, True)
