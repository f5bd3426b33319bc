"""The pictures of the manual are those of the data."""

import importlib.util
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_the_pictures_of_the_manual_are_the_drawn_ones() -> None:
    spec = importlib.util.spec_from_file_location("drawings", DOCS / "drawings.py")
    assert spec
    assert spec.loader
    drawings = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(drawings)
    for file, text in drawings.drawn():
        shown = file.read_text(encoding="utf-8") == text
        assert shown, f"{file.name} is not what is drawn now: python docs/drawings.py"


def test_every_picture_of_the_manual_is_shown_on_a_page() -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in DOCS.glob("*.md"))
    for file in (DOCS / "pictures").glob("*.svg"):
        assert f"(pictures/{file.name})" in pages
