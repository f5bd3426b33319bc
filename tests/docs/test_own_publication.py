"""The folder that the manual builds step by step loads, derives and validates."""

import re
import shutil
from pathlib import Path

import govactors
from govactors.shapes import Severity

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "own-publication.md"
FILE = re.compile(r"`([\w/-]+\.ttl)`:\n\n```turtle\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def test_the_folder_of_the_manual_is_a_publication(tmp_path: Path) -> None:
    for name in ("shapes", "rules", "ontology"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "shapes" / "term.ttl").unlink()
    words = tmp_path / "ontology" / "govactors.ttl"
    prefixes, _, terms = words.read_text(encoding="utf-8").split("\n\n", 2)
    words.write_text(f"{prefixes}\n\n{terms}", encoding="utf-8")
    files = FILE.findall(PAGE.read_text(encoding="utf-8"))
    assert len(files) == 5
    for name, text in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    publication = govactors.load_directory(tmp_path)
    assert publication.addresses.base == "https://example.org/schepen/"
    assert publication.release.version == "1.0"
    assert publication.ask("ASK { organisatie:keuringsdienst ga:leads taak:keuring }")
    found = publication.validate().findings
    assert {each.severity for each in found} <= {Severity.INFO}
