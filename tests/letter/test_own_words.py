"""Labels, definitions and notes are in our own words: none repeats a stretch of a source's text."""

import re
from pathlib import Path

import pyoxigraph as ox

from govactors import Publication

DOCUMENTS = sorted(Path(__file__).parents[3].glob("shared/seed/*.txt"))
"""Texts of real documents, where they lie beside the clone; they are no part of it."""
LONGEST = 6
"""Words in a row that a name of several bodies or an ordinary phrase may share with a source."""


def _stretches(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[n : n + LONGEST + 1]) for n in range(len(words) - LONGEST)}


def test_a_stretch_of_words_is_seen() -> None:
    text = "Zij keuren elk schip dat de haven binnenkomt."
    assert _stretches(text) & _stretches(f"Want {text.upper()}")
    assert not _stretches(text) & _stretches("Zij keuren elk schip dat de rivier verlaat.")


def test_no_text_repeats_a_document(letter: Publication) -> None:
    taken = set[tuple[str, ...]]().union(
        *(_stretches(path.read_text(encoding="utf-8")) for path in DOCUMENTS)
    )
    repeated = [
        f"{file.name}: {triple.object.value}"
        for file in letter.files
        for triple in file.triples
        if isinstance(triple.object, ox.Literal)
        and triple.object.language
        and _stretches(triple.object.value) & taken
    ]
    assert repeated == []
