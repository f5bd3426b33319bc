"""A release's folder: complete or absent, the same bytes everywhere, and every fault found."""

import gzip
import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import zstandard

from govactors import Problem, Publication, archive, export, load_directory, manifest
from govactors.formats import Carries

Run = Callable[..., subprocess.CompletedProcess[bytes]]
Publish = Callable[[dict[str, str | bytes]], Path]

REBUILT = (".ttl", ".trig", ".nt", ".nq", ".jsonld", ".rdf", ".csv", ".json")


@pytest.fixture(scope="module")
def built(keten: Publication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive.build(keten, tmp_path_factory.mktemp("uitgaven"))


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / built.name))


def _faults(folder: Path) -> dict[str, str]:
    return {fault.name: fault.en for fault in archive.check(folder)}


def test_a_release_holds_every_file_and_all_are_as_listed(built: Path, keten: Publication) -> None:
    assert built.name == keten.release.date
    names = {path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file()}
    whole = {f"keten.{each.name}" for each in export.formats()}
    words = {f"keten-ontology.{each.name}" for each in export.formats()}
    tables = {f"{name}.{end}" for name in ("actors", "sources") for end in ("csv", "parquet")}
    derived = {"keten-derived.ttl", "keten-derived.nt"}
    rest = {"bron/rapport.ttl", "keten.sqlite", "manifest.json", "manifest.ttl", "SHA256SUMS"}
    catalogue = {"catalogue.ttl", "catalogue.jsonld"}
    assert whole | words | tables | derived | rest | catalogue <= names
    assert archive.check(built) == ()


def test_without_the_package_for_parquet_nothing_is_made(
    keten: Publication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(Problem, match=r"in a clone: pip install '\.\[release\]'") as caught:
        archive.build(keten, tmp_path / "uitgaven")
    assert caught.value.kind == "missing-package"
    assert list(tmp_path.iterdir()) == []


def test_others_check_the_sums(built: Path) -> None:
    command = ["sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS"]
    assert subprocess.run(command, cwd=built, check=False).returncode == 0


def test_every_rdf_file_holds_what_its_hash_says(built: Path) -> None:
    formats = {kind.media_type: kind for kind in export.formats()}
    checked = 0
    for entry in manifest.read(built).files:
        if entry.media_type not in formats or entry.packed:
            continue
        kind = ox.RdfFormat.from_media_type(entry.media_type)
        assert kind is not None
        quads = ox.parse((built / entry.name).read_bytes(), format=kind)
        dataset = ox.Dataset(quads)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        lines = "".join(sorted(f"{quad} .\n" for quad in dataset))
        assert hashlib.sha256(lines.encode()).hexdigest() == entry.graph_hash, entry.name
        checked += 1
    assert checked == 17


def test_the_files_and_hashes_are_those_of_dump_and_info(built: Path, keten: Publication) -> None:
    hashes = export.hashes(keten)
    entries = {entry.name: entry for entry in manifest.read(built).files}
    for kind in export.formats():
        name = f"keten.{kind.name}"
        assert (built / name).read_bytes() == export.dump(keten, kind.name)
        holds = "dataset" if kind.carries is Carries.DATASET else "union"
        assert entries[name].graph_hash == hashes[holds]


def test_the_catalogue_lists_every_other_file_with_its_checksum(
    built: Path, keten: Publication
) -> None:
    spdx, dcat = "http://spdx.org/rdf/terms#", "http://www.w3.org/ns/dcat#"
    said: dict[str, set[str]] = {}
    for ending, kind in (("ttl", ox.RdfFormat.TURTLE), ("jsonld", ox.RdfFormat.JSON_LD)):
        data = (built / f"catalogue.{ending}").read_bytes()
        triples = {quad.triple for quad in ox.parse(data, format=kind)}
        sums = {
            t.subject.value.removesuffix("#sha256"): t.object.value
            for t in triples
            if t.predicate.value == spdx + "checksumValue"
        }
        files = [e for e in manifest.read(built).files if e.holds not in ("catalogue", "profile")]
        dump = keten.addresses.dump
        assert sums == {dump(keten.release.date, each.name): each.sha256 for each in files}
        said[ending] = {str(t) for t in triples}
        assert any(t.predicate.value == dcat + "endpointURL" for t in triples)
    assert said["ttl"] == said["jsonld"]


def test_compressed_files_hold_the_same(letter: Publication, tmp_path: Path) -> None:
    folder = archive.build(letter, tmp_path)
    packed = [entry for entry in manifest.read(folder).files if entry.packed]
    assert {entry.packed for entry in packed} == {"application/gzip", "application/zstd"}
    for entry in packed:
        whole = (folder / entry.name.rpartition(".")[0]).read_bytes()
        data = (folder / entry.name).read_bytes()
        if entry.packed == "application/gzip":
            assert data[4:8] == bytes(4), "a time is in it"
            inside = gzip.decompress(data)
        else:
            inside = zstandard.decompress(data)
        assert inside == whole
        assert entry.content_hash == hashlib.sha256(whole).hexdigest()


def test_the_same_bytes_whatever_the_seed_and_the_time_zone(
    built: Path, keten_folder: Path, tmp_path: Path, run: Run
) -> None:
    for seed, zone in (("1", "Pacific/Kiritimati"), ("4711", "America/Adak")):
        output = tmp_path / seed
        environment = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        arguments = [
            "--publication",
            str(keten_folder),
            "release",
            "build",
            "--output",
            str(output),
        ]
        done = run("-m", "govactors", *arguments, environment=environment)
        assert done.returncode == 0, done.stderr.decode()
        again = Path(done.stdout.decode().strip())
        for path in sorted(built.rglob("*")):
            name = path.relative_to(built)
            if path.is_file():
                assert (again / name).read_bytes() == path.read_bytes(), name
        assert archive.check(again) == ()


def test_building_again_changes_nothing(built: Path, keten: Publication) -> None:
    before = {path: path.stat().st_mtime_ns for path in built.rglob("*")}
    assert archive.build(keten, built.parent) == built
    assert {path: path.stat().st_mtime_ns for path in built.rglob("*")} == before
    assert [path.name for path in built.parent.iterdir()] == [built.name]


def test_a_release_is_never_overwritten(publish: Publish, tmp_path: Path) -> None:
    folder = publish({})
    output = tmp_path / "uitgaven"
    first = archive.build(load_directory(folder), output)
    label = "<https://example.org/minimaal/id/taak/t> a <https://w3id.org/govactors/def#Task> ."
    changed = load_directory(publish({"data/kern/taak/t.ttl": label}))
    with pytest.raises(Problem) as caught:
        archive.build(changed, output)
    assert caught.value.kind == "release-exists"
    assert archive.check(first) == ()
    assert [path.name for path in output.iterdir()] == ["2024-06-30"]


def test_a_build_that_fails_leaves_nothing(keten: Publication, tmp_path: Path) -> None:
    def stop(_: str, done: int, total: int) -> None:
        if done == total // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        archive.build(keten, tmp_path, stop)
    assert list(tmp_path.iterdir()) == []


def test_progress_names_every_file(keten: Publication, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    archive.build(keten, tmp_path, lambda *each: told.append(each))
    assert [done for _, done, _ in told] == list(range(len(told)))
    assert told[-1][0] == "catalogue.ttl"
    assert {total for _, _, total in told} == {len(told) - 1}


def test_a_folder_that_cannot_be_written_is_a_problem(keten: Publication, tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("")
    with pytest.raises(Problem) as caught:
        archive.build(keten, tmp_path / "bestand")
    assert caught.value.kind == "unreadable-input"


def test_a_changed_byte_is_found(copy: Path) -> None:
    path = copy / "keten.nt"
    data = bytearray(path.read_bytes())
    data[7] ^= 1
    path.write_bytes(data)
    assert _faults(copy) == {"keten.nt": "has another checksum"}


def test_another_size_a_missing_and_an_unlisted_file_are_named(copy: Path) -> None:
    (copy / "actors.csv").write_text("address\n")
    (copy / "bron/rapport.ttl").unlink()
    (copy / "bron/extra.ttl").write_text("")
    faults = _faults(copy)
    assert set(faults) == {"actors.csv", "bron/rapport.ttl", "bron/extra.ttl"}
    assert faults["actors.csv"].startswith("has 8 bytes, not ")
    assert faults["bron/rapport.ttl"] == "is missing"
    assert faults["bron/extra.ttl"] == "is not listed"


def test_manifest_and_sums_must_agree(copy: Path) -> None:
    sums = copy / "SHA256SUMS"
    sums.write_text(sums.read_text().replace("  keten.ttl\n", "  keten.tt\n"))
    assert _faults(copy) == {"keten.tt": "is not listed", "keten.ttl": "is not listed"}


def test_a_name_in_a_manifest_never_leads_out_of_the_folder(copy: Path) -> None:
    (copy.parent / "buiten.ttl").write_text("")
    empty = hashlib.sha256(b"").hexdigest()
    with (copy / "SHA256SUMS").open("a") as sums:
        sums.write(f"{empty}  ../buiten.ttl\n")
    listed = (copy / "manifest.json").read_text()
    (copy / "manifest.json").write_text(
        listed.replace('"name": "keten.ttl"', '"name": "../buiten.ttl"')
    )
    assert _faults(copy)["../buiten.ttl"] == "is missing"


def test_what_is_no_release_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        archive.check(tmp_path)
    assert caught.value.kind == "unreadable-input"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": [{}]}', '{"files": [1]}', "\xff"])
def test_a_broken_manifest_is_a_problem(copy: Path, text: str) -> None:
    (copy / "manifest.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(Problem) as caught:
        archive.check(copy)
    assert caught.value.kind == "broken-release"


@pytest.mark.parametrize("data", [None, b"abc\n", b"\xff"])
def test_broken_sums_are_a_problem(copy: Path, data: bytes | None) -> None:
    if data is None:
        (copy / "SHA256SUMS").unlink()
    else:
        (copy / "SHA256SUMS").write_bytes(data)
    with pytest.raises(Problem) as caught:
        archive.check(copy)
    assert caught.value.kind == "broken-release"
