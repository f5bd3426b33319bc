"""A server with three releases of the small chain, the last of which it serves."""

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from govactors import archive, load_directory

if TYPE_CHECKING:
    from tests.service.conftest import Server

Serving = Callable[..., AbstractContextManager["Server"]]

SMALL = Path(__file__).parents[1] / "publication"
SOURCE = """
@prefix bron: <https://example.org/keten/id/bron/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ga: <https://w3id.org/govactors/def#> .

bron:groot a ga:Source ; dcterms:title "Groot"@nl ; dcterms:description "{}" .
"""
FIRST, SECOND, LAST = "2026-09-01", "2026-10-01", "2026-11-01"
NAMES = {FIRST: "Slagboom", SECOND: "Hek", LAST: "Poort"}


@dataclass(frozen=True)
class Library:
    """What is served, from where, and by whom."""

    server: "Server"
    publication: Path
    releases: Path

    @property
    def client(self) -> httpx.Client:
        """A client of the server."""
        return self.server.client

    def folder(self, date: str = LAST) -> Path:
        """The folder of a release."""
        return self.releases / date


def edition(folder: Path, date: str) -> Path:
    """The small chain as it was on a day: with a text large enough to be compressed."""
    shutil.copytree(SMALL, folder)
    words = random.Random(7).choices(["grens", "gezag", "taak", "bron"], k=30_000)  # noqa: S311
    (folder / "data/bron/groot.ttl").write_text(SOURCE.format(" ".join(words)))
    for path, old, new in (
        ("ontology/keten.ttl", LAST, date),
        ("data/kern/organisatie/poort.ttl", '"Poort"', f'"{NAMES[date]}"'),
    ):
        text = (folder / path).read_text()
        assert old in text
        (folder / path).write_text(text.replace(old, new))
    return folder


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three publications, and in ``uitgaven`` their releases."""
    root = tmp_path_factory.mktemp("edities")
    for date in NAMES:
        archive.build(load_directory(edition(root / date, date)), root / "uitgaven")
    return root


@pytest.fixture(scope="session")
def library(serving: Serving, editions: Path) -> Iterator[Library]:
    """One server for all tests that change nothing."""
    releases = editions / "uitgaven"
    with serving(publication=editions / LAST, workers=2, releases=releases) as server:
        yield Library(server, editions / LAST, releases)
