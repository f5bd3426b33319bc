"""The pictures of the manual, drawn from the data: python docs/drawings.py."""

from collections.abc import Iterator
from pathlib import Path

import govactors

DOCS = Path(__file__).parent
PICTURES = {
    "neighbourhood": "KMar",
    "authority": "KMar",
    "matrix": "mensenhandel",
}


def drawn() -> Iterator[tuple[Path, str]]:
    """Each file with what it should hold."""
    letter = govactors.load()
    yield DOCS / "model.svg", letter.diagram("classes", language="en").svg
    for kind, about in PICTURES.items():
        yield DOCS / "pictures" / f"{kind}.svg", letter.diagram(kind, about, language="en").svg


if __name__ == "__main__":
    for file, text in drawn():
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
