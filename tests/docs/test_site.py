"""The manual becomes a site: without a warning, with every page and every public name."""

import dataclasses
import re
import subprocess
import sys
from pathlib import Path

import pytest

import govactors
from govactors.search import Hit, Results

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs").glob("*.md"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    generator = [sys.executable, "-m", "sphinx", "--fail-on-warning", "--quiet"]
    made = subprocess.run(
        [*generator, str(ROOT / "docs"), str(folder)], capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    return folder


def test_every_page_is_in_it_and_in_its_contents(site: Path) -> None:
    first = (site / "index.html").read_text(encoding="utf-8")
    for page in PAGES:
        assert (site / page.with_suffix(".html").name).is_file()
        assert page.stem == "index" or f'href="{page.stem}.html"' in first


def test_every_public_name_is_described(site: Path) -> None:
    text = (site / "reference.html").read_text(encoding="utf-8")
    assert [name for name in govactors.__all__ if f'id="govactors.{name}"' not in text] == []


def test_public_names_of_modules_and_their_fields_are_described(site: Path) -> None:
    text = (site / "reference.html").read_text(encoding="utf-8")
    for name in ("service.create_app", "notebook.speak", "search.Results", "search.Hit.thing"):
        assert f'id="govactors.{name}"' in text, name


def test_every_field_of_a_public_class_has_a_word() -> None:
    """Help and site show what a class says of itself: all its fields, or those of one above it."""
    silent = []
    public: list[object] = [getattr(govactors, name) for name in govactors.__all__]
    for kind in (*public, Results, Hit):
        if not (isinstance(kind, type) and dataclasses.is_dataclass(kind)):
            continue
        told = " ".join(each.__doc__ or "" for each in kind.__mro__ if each is not object)
        silent += [
            f"{kind.__name__}.{each.name}"
            for each in dataclasses.fields(kind)
            if not each.name.startswith("_") and not re.search(rf"``{each.name}``", told)
        ]
    assert silent == []


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    for page in PAGES:
        text = (site / page.with_suffix(".html").name).read_text(encoding="utf-8")
        for start in ('<script src="http', '<link rel="stylesheet" href="http', '<img src="http'):
            assert start not in text
