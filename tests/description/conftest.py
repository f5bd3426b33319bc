"""Descriptions to look at: of the letter, and of a village that says all there is to say."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

import govactors
from govactors import Publication, archive, description
from govactors.manifest import Entry

HERE = Path(__file__).parent
ADDRESS = "https://data.example.org/"

Described = dict[str, list[ox.Triple]]
Describe = Callable[[Publication], Described]


def _entry(name: str, holds: str, media_type: str, packed: str = "") -> Entry:
    return Entry(name, holds, media_type, packed, 1234, "00ff" * 16, "", "", "inhoud", "content")


@pytest.fixture(scope="session")
def files() -> list[Entry]:
    """A file of each kind that a release has."""
    return [
        _entry("publicatie.nq", "publication", "application/n-quads"),
        _entry("publicatie.ttl", "publication", "text/turtle"),
        _entry("publicatie.ttl.gz", "publication", "text/turtle", "application/gzip"),
        _entry("bron/krant.ttl", "source", "text/turtle"),
        _entry("actors.csv", "table", "text/csv"),
        _entry("actors.parquet", "table", "application/vnd.apache.parquet"),
        _entry("tables.sqlite", "database", "application/vnd.sqlite3"),
    ]


@pytest.fixture(scope="session")
def address() -> str:
    """Where the service is reached: another host than the base of the publications."""
    return ADDRESS


@pytest.fixture(scope="session")
def diensten(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """A village at https://example.org/diensten/, with the rules of this repository."""
    folder = tmp_path_factory.mktemp("diensten") / "diensten"
    shutil.copytree(HERE / "diensten", folder)
    shutil.copytree(HERE.parents[1] / "rules", folder / "rules")
    return govactors.load_directory(folder)


@pytest.fixture(scope="session")
def describe(files: list[Entry]) -> Describe:
    """Every description of a publication, by its name; made once."""
    made: dict[str, Described] = {}

    def make(publication: Publication) -> Described:
        known = made.get(publication.release.hash)
        if known is not None:
            return known
        return made.setdefault(publication.release.hash, _described(publication, files))

    return make


def _described(publication: Publication, files: list[Entry]) -> Described:
    return {
        "catalogue": description.catalogue(publication, files, address=ADDRESS),
        "void": description.void(publication, files, address=ADDRESS),
        "service": description.service(publication, address=ADDRESS),
        "provenance": description.provenance(publication),
        "public-services": description.public_services(publication),
        "public-organisations": description.public_organisations(publication),
        "written": _written(publication),
    }


def _written(publication: Publication) -> list[ox.Triple]:
    """The catalogue as the release has it, with all its files."""
    with tempfile.TemporaryDirectory() as folder:
        file = archive.build(publication, Path(folder)) / "catalogue.ttl"
        return [quad.triple for quad in ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE)]


@pytest.fixture(scope="session", params=["letter", "diensten"])
def described(request: pytest.FixtureRequest, describe: Describe) -> Described:
    """The descriptions of one publication after the other."""
    publication = request.getfixturevalue(str(request.param))
    assert isinstance(publication, Publication)
    return describe(publication)
