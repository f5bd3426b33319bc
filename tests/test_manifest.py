"""The manifest in RDF: a data set and its distributions, exactly as DCAT has them."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from govactors import Problem, Publication, archive, manifest
from govactors.manifest import Manifest

DCAT = "http://www.w3.org/ns/dcat#"
XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.fixture(scope="module")
def listed(letter: Publication, tmp_path_factory: pytest.TempPathFactory) -> Manifest:
    return manifest.read(archive.build(letter, tmp_path_factory.mktemp("uitgaven")))


@pytest.fixture(scope="module")
def triples(listed: Manifest) -> set[tuple[str, ...]]:
    parsed = ox.parse(manifest.to_turtle(listed), format=ox.RdfFormat.TURTLE)
    return {(str(t.subject), t.predicate.value, str(t.object)) for t in parsed}


def test_every_file_is_a_distribution_with_size_and_checksum(
    listed: Manifest, triples: set[tuple[str, ...]]
) -> None:
    release = f"<{listed.addresses.release(listed.date)}>"
    for entry in listed.files:
        file = f"<{listed.addresses.dump(listed.date, entry.name)}>"
        assert (release, DCAT + "distribution", file) in triples
        assert (file, DCAT + "downloadURL", file) in triples
        size = f'"{entry.bytes}"^^<{XSD}nonNegativeInteger>'
        assert (file, DCAT + "byteSize", size) in triples
        checksums = {o for s, p, o in triples if s == file and p.endswith("#checksum")}
        (checksum,) = checksums
        digest = f'"{entry.sha256}"^^<{XSD}hexBinary>'
        assert (checksum, "http://spdx.org/rdf/terms#checksumValue", digest) in triples


def test_compressed_files_keep_the_type_of_what_they_hold(
    listed: Manifest, triples: set[tuple[str, ...]]
) -> None:
    types = "https://www.iana.org/assignments/media-types/"
    file = f"<{listed.addresses.dump(listed.date, 'govactors.ttl.gz')}>"
    assert (file, DCAT + "mediaType", f"<{types}text/turtle>") in triples
    assert (file, DCAT + "compressFormat", f"<{types}application/gzip>") in triples
    plain = f"<{listed.addresses.dump(listed.date, 'govactors.ttl')}>"
    assert not [o for s, p, o in triples if s == plain and p == DCAT + "compressFormat"]


def test_the_release_names_its_licence_publisher_and_titles(
    listed: Manifest, triples: set[tuple[str, ...]]
) -> None:
    about = {(p.rpartition("/")[2], o) for s, p, o in triples if s.endswith(f"/{listed.date}/>")}
    assert ("license", "<https://creativecommons.org/publicdomain/zero/1.0/>") in about
    assert ("publisher", f"<{listed.base}contact>") in about
    assert ("title", f'"Uitgave {listed.version}, {listed.date}"@nl') in about
    assert ("title", f'"Release {listed.version}, {listed.date}"@en') in about


def test_there_are_no_blank_nodes(triples: set[tuple[str, ...]]) -> None:
    assert not [t for t in triples if "_:" in (t[0][:2], t[2][:2])]


def test_it_reads_what_it_writes(listed: Manifest, tmp_path: Path) -> None:
    (tmp_path / manifest.NAME).write_bytes(manifest.to_json(listed))
    assert manifest.read(tmp_path) == listed


def test_without_licence_and_publisher_these_are_left_out(listed: Manifest) -> None:
    bare = Manifest(listed.base, "1", listed.date, "", "", "", ())
    text = manifest.to_turtle(bare).decode()
    assert "license" not in text
    assert "publisher" not in text


def test_a_file_that_is_not_there_is_a_problem(listed: Manifest) -> None:
    with pytest.raises(Problem) as caught:
        listed.find("publication", "text/html")
    assert caught.value.kind == "broken-release"
