"""A release as a folder of files: built whole or not at all, and checked to the last byte."""

import gzip
import hashlib
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pyoxigraph as ox

from govactors import catalogues, dumps, manifest, tabular
from govactors.contents import Contents
from govactors.dumps import File
from govactors.manifest import Entry, Manifest, sha256
from govactors.problems import Problem
from govactors.terms import DCTERMS

COMPRESS_FROM = 100_000
"""Size in bytes from which a file is also there compressed."""

_ZSTD_LEVEL = 9

Progress = Callable[[str, int, int], None]
"""Told, before each file: its name, how many are done, how many there are."""


def _silent(*_: object) -> None:
    """Tells nobody."""


def build(contents: Contents, output: Path, progress: Progress = _silent) -> Path:
    """Writes the release into ``output/<date>/`` and returns that folder.

    The files are written next to it and moved there at the end, so there is never half a
    release. Where the same release is there already, nothing changes.

    Raises :class:`Problem` ``release-exists`` if it is there with other files,
    ``missing-package`` without the extra ``release``.
    """
    tabular.engine()  # before there is a folder that would stay behind empty
    target = output / contents.release.date
    try:
        output.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=output))
    except OSError as error:
        raise _unwritable(error, output) from error
    try:
        _write(contents, draft, progress)
        _publish(draft, target)
    except OSError as error:
        raise _unwritable(error, target) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return target


def _unwritable(error: OSError, path: Path) -> Problem:
    return Problem(
        "unreadable-input",
        f"It cannot be written: {error.strerror}.",
        hint="Name a folder you may write to.",
        file=str(path),
    )


def _write(contents: Contents, draft: Path, progress: Progress) -> None:
    entries = write(planned := dumps.plan(contents), draft, progress)
    progress("catalogue.ttl", len(planned), len(planned))
    entries += write(catalogues.plan(contents, entries), draft)
    seal(contents, entries, draft)
    draft.chmod(0o755)


def write(planned: Iterable[File], folder: Path, progress: Progress = _silent) -> list[Entry]:
    """Writes files, the large ones also compressed; returns what a manifest says of them."""
    files = list(planned)
    entries: list[Entry] = []
    for done, file in enumerate(files):
        progress(file.name, done, len(files))
        entries += (_stored(part, folder) for part in _with_packed(file))
    return entries


def seal(contents: Contents, entries: Iterable[Entry], folder: Path) -> Manifest:
    """Writes the manifest of these files, and the sums of all."""
    listed = _manifest(contents, entries)
    last = {manifest.NAME: manifest.to_json(listed), "manifest.ttl": manifest.to_turtle(listed)}
    for name, data in last.items():
        (folder / name).write_bytes(data)
    sums = [(entry.name, entry.sha256) for entry in listed.files]
    sums += [(name, sha256(data)) for name, data in last.items()]
    (folder / manifest.SUMS).write_bytes(manifest.to_sums(sums))
    return listed


def _manifest(contents: Contents, entries: Iterable[Entry]) -> Manifest:
    release = contents.release
    return Manifest(
        contents.addresses.base,
        release.version,
        release.date,
        release.hash,
        _said(contents, "license"),
        _said(contents, "publisher"),
        tuple(sorted(entries, key=lambda entry: entry.name)),
    )


def _said(contents: Contents, name: str) -> str:
    """What the header of the ontology says with a property of Dublin Core."""
    ontology, wanted = ox.NamedNode(contents.addresses.ontology), ox.NamedNode(DCTERMS + name)
    found = (
        triple.object.value
        for file in contents.files
        for triple in file.triples
        if triple.subject == ontology and triple.predicate == wanted
        if isinstance(triple.object, ox.NamedNode)
    )
    return min(found, default="")


@dataclass(frozen=True, slots=True)
class _Part:
    """The bytes of a file, or of its compressed form."""

    file: File
    name: str
    data: bytes
    packed: str
    content_hash: str


def _with_packed(file: File) -> Iterator[_Part]:
    data = file.make()
    yield _Part(file, file.name, data, "", file.content_hash)
    if len(data) >= COMPRESS_FROM and file.packable:
        inside = sha256(data)
        yield _Part(file, f"{file.name}.gz", _gzip(data), "application/gzip", inside)
        yield _Part(file, f"{file.name}.zst", _zstd(data), "application/zstd", inside)


def _stored(part: _Part, draft: Path) -> Entry:
    path = draft / part.name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(part.data)
    file = part.file
    return Entry(
        part.name,
        file.holds,
        file.media_type,
        part.packed,
        len(part.data),
        sha256(part.data),
        file.graph_hash,
        part.content_hash,
        file.title_nl,
        file.title_en,
    )


def _gzip(data: bytes) -> bytes:
    """Compressed, without name and time, so that the same content gives the same bytes."""
    out = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=out, mtime=0) as packed:
        packed.write(data)
    return out.getvalue()


def _zstd(data: bytes) -> bytes:
    # From Python 3.14 on it is in the standard library.
    name = "compression.zstd" if sys.version_info >= (3, 14) else "zstandard"
    try:
        packed = import_module(name).compress(data, level=_ZSTD_LEVEL)
    except ImportError as error:
        raise Problem(
            "missing-package", "This needs zstandard.", hint="Install it: pip install zstandard"
        ) from error
    assert isinstance(packed, bytes)  # noqa: S101 - both modules return bytes
    return packed


def _publish(draft: Path, target: Path) -> None:
    """Moves the finished release to its place, unless it is there already."""
    if not target.exists():
        os.rename(draft, target)  # noqa: PTH104 - unlike replace, it never overwrites
        return
    if _identity(manifest.read(draft)) != _identity(manifest.read(target)):
        raise Problem(
            "release-exists", "The release of this day is there with other files.", file=str(target)
        )


def _identity(listed: Manifest) -> list[tuple[str, str]]:
    """What a release holds, apart from the bytes that other versions of packages make differ."""
    return [(entry.name, entry.content_hash or entry.sha256) for entry in listed.files]


@dataclass(frozen=True, slots=True)
class Fault:
    """A file of a release that is not as it should be, in both languages."""

    name: str
    nl: str
    en: str


def check(folder: Path) -> tuple[Fault, ...]:
    """What is wrong with a release's folder: files that differ, are missing, or are unlisted.

    Raises :class:`Problem` ``unreadable-input`` or ``broken-release`` if it is no release.
    """
    entries = {entry.name: entry for entry in manifest.read(folder).files}
    sums = manifest.read_sums(folder)
    found = {
        path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()
    }
    found.pop(manifest.SUMS, None)
    faults = []
    for name in sorted({*sums, *entries, *found}):
        fault = _fault(name, found.get(name), sums.get(name), entries.get(name))
        if fault is not None:
            faults.append(Fault(name, *fault))
    return tuple(faults)


_UNLISTED_IN_MANIFEST = (manifest.NAME, "manifest.ttl")


def _fault(
    name: str, path: Path | None, digest: str | None, entry: Entry | None
) -> tuple[str, str] | None:
    if digest is None or (entry is None and name not in _UNLISTED_IN_MANIFEST):
        return "staat niet in de lijst", "is not listed"
    if path is None:
        return "ontbreekt", "is missing"
    size = path.stat().st_size
    if entry is not None and size != entry.bytes:
        return f"is {size} bytes groot, niet {entry.bytes}", f"has {size} bytes, not {entry.bytes}"
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != digest or (entry is not None and entry.sha256 != digest):
        return "heeft een ander controlegetal", "has another checksum"
    return None
