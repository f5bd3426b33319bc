"""What identifies a release: it changes with anything published, and with nothing else."""

import hashlib
import os
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from govactors import Publication, release
from govactors.folder import File, Role


def _hash(folder: Path) -> str:
    return Publication.from_directory(folder).release.hash


@pytest.fixture
def copy(keten_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(keten_folder, tmp_path / "kopie"))


def test_any_file_that_is_published_changes_the_hash(copy: Path) -> None:
    seen = {_hash(copy)}
    published = sorted(path for path in copy.rglob("*") if path.suffix in (".ttl", ".rq"))
    for path in published:
        before = path.read_bytes()
        path.write_bytes(before + b"# een opmerking\n")
        seen.add(_hash(copy))
        path.write_bytes(before)
    assert len(seen) == len(published) + 1
    assert _hash(copy) in seen


def test_a_name_counts_as_well(copy: Path) -> None:
    before = _hash(copy)
    (copy / "ontology" / "waarden.ttl").rename(copy / "ontology" / "woorden.ttl")
    assert _hash(copy) != before


def test_nothing_else_changes_the_hash(copy: Path, tmp_path: Path) -> None:
    before = _hash(copy)
    (copy / "README.md").write_text("Lees mij", encoding="utf-8")
    (copy / "data" / "kladje.txt").write_text("Niet om te publiceren", encoding="utf-8")
    (copy / "docs").mkdir()
    (copy / "docs" / "voorbeeld.ttl").write_text("<a:s> <a:p> 1 .", encoding="utf-8")
    for path in copy.rglob("*.ttl"):
        os.utime(path, (0, 0))
    moved = copy.rename(tmp_path / "verhuisd")
    assert _hash(moved) == before


def test_where_one_file_ends_and_the_next_begins_counts() -> None:
    def file(name: str, text: str) -> File:
        return File(name, Role.SHAPES, text)

    assert release.content_hash([file("a", "bc")]) != release.content_hash([file("ab", "c")])
    both = [file("a", ""), file("b", "x")]
    assert release.content_hash(both) == release.content_hash(reversed(both))


QUADS = """
<https://example.org/s> <https://example.org/p> "tab\\tquote\\"back\\\\line\\nreturn\\r" .
<https://example.org/s> <https://example.org/p> "bell\\u0007 delete\\u007F euro\\u20AC" .
<https://example.org/s> <https://example.org/p> "x"@nl <https://example.org/g> .
"""


def test_the_canonical_hash_is_that_of_the_canonical_n_quads() -> None:
    """Written by hand after RDFC-1.0, section 5: escapes as short as they come, sorted."""
    lines = [
        '<https://example.org/s> <https://example.org/p> "bell\\u0007 delete\\u007F euro€" .\n',
        "<https://example.org/s> <https://example.org/p> "
        '"tab\\tquote\\"back\\\\line\\nreturn\\r" .\n',
        '<https://example.org/s> <https://example.org/p> "x"@nl <https://example.org/g> .\n',
    ]
    quads = list(ox.parse(QUADS, format=ox.RdfFormat.N_QUADS))
    expected = hashlib.sha256("".join(lines).encode()).hexdigest()
    assert release.canonical_hash(quads) == release.canonical_hash(reversed(quads)) == expected


def test_the_names_of_blank_nodes_do_not_count_but_what_they_connect_does() -> None:
    def hashed(turtle: str) -> str:
        return release.canonical_hash(ox.parse(turtle, format=ox.RdfFormat.TURTLE))

    one = hashed("<a:s> <a:p> _:x , _:y . _:x <a:q> _:y . _:y <a:q> 1 .")
    assert one == hashed("<a:s> <a:p> _:b , [ <a:q> _:b ] . _:b <a:q> 1 .")
    assert one != hashed("<a:s> <a:p> _:x , _:y . _:x <a:q> _:y . _:x <a:q> 1 .")
