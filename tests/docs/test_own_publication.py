"""The folder that the manual builds step by step loads, derives and validates."""

import re
from pathlib import Path

from tests.conftest import Cli

import govactors
from govactors.shapes import Severity

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "own-publication.md"
FILE = re.compile(r"`([\w/-]+\.ttl)`:\n\n```turtle\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def test_the_folder_of_the_manual_is_a_publication(cli: Cli, tmp_path: Path) -> None:
    target = tmp_path / "schepen"
    done = cli("new", "publication", str(target), "--name", "Schepen", "--name-en", "Ships")
    assert done.code == 0
    for example in target.rglob("*voorbeeld.ttl"):
        example.unlink()
    files = FILE.findall(PAGE.read_text(encoding="utf-8"))
    assert len(files) == 5
    for name, text in files:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_text(text, encoding="utf-8")
    publication = govactors.load_directory(target)
    assert publication.addresses.base == "https://example.org/schepen/"
    assert publication.release.version == "1.0"
    assert publication.ask("ASK { organisatie:keuringsdienst ga:leads taak:keuring }")
    found = publication.validate().findings
    assert {each.severity for each in found} <= {Severity.INFO}
