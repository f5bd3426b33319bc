"""The releases that the service is given: their files, each known by name before anybody asks."""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import quote

from govactors import archive, dumps, manifest
from govactors.formats import FORMATS
from govactors.manifest import Manifest
from govactors.problems import Problem
from govactors.publication import Publication

CODINGS = ("zstd", "gzip")
"""The content codings that files may be there in, the better first."""

_ENDINGS = {"zstd": ".zst", "gzip": ".gz"}
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_PLAIN = re.compile(r"[\w.-]+", re.ASCII)
_OWN = {
    manifest.NAME: "application/json",
    "manifest.ttl": "text/turtle; charset=utf-8",
    manifest.SUMS: "text/plain; charset=utf-8",
}
_CONTENT_TYPES = {each.media_type: each.content_type for each in FORMATS} | {
    "text/csv": "text/csv; charset=utf-8; header=present"
}


@dataclass(frozen=True, slots=True)
class Stored:
    """A file of a release, ready to send; ``coded`` are compressed files with the same content."""

    name: str
    path: Path
    size: int
    sha256: str
    content_type: str
    coded: Mapping[str, "Stored"] = field(default_factory=dict)

    @property
    def etag(self) -> str:
        """A strong ETag: another for each coding, since each has other bytes."""
        return f'"{self.sha256[:40]}"'

    @property
    def digest(self) -> str:
        """The checksum as the header Repr-Digest has it (RFC 9530)."""
        return f"sha-256=:{base64.b64encode(bytes.fromhex(self.sha256)).decode()}:"

    @property
    def disposition(self) -> str:
        """Tells a browser to save the file, under the last part of its name."""
        last = self.name.rpartition("/")[2]
        if _PLAIN.fullmatch(last):
            return f'attachment; filename="{last}"'
        return f"attachment; filename*=UTF-8''{quote(last, safe='')}"


@dataclass(frozen=True, slots=True)
class Volume:
    """One release: what it lists, and its files by name."""

    listed: Manifest
    folder: Path
    files: Mapping[str, Stored]

    @property
    def date(self) -> str:
        """The day of the release."""
        return self.listed.date

    @classmethod
    def open(cls, folder: Path) -> Self:
        """A release's folder, held against its checksums.

        Raises :class:`Problem` ``unreadable-input`` or ``broken-release``.
        """
        listed = manifest.read(folder)
        faults = archive.check(folder)
        if faults:
            first = f"{faults[0].name} {faults[0].en}"
            raise Problem("broken-release", f"{first}.", file=str(folder))
        if not _DATE.fullmatch(listed.date):
            raise Problem("broken-release", f"{listed.date!r} is no date.", file=str(folder))
        root = folder.resolve()
        files = _files(listed, root)
        for each in files.values():
            if not each.path.resolve().is_relative_to(root):
                raise Problem("broken-release", f"{each.name} lies elsewhere.", file=str(folder))
        return cls(listed, root, files)

    def ontology(self) -> dict[str, Stored]:
        """The files that hold the ontology, by media type."""
        return {
            entry.media_type: self.files[entry.name]
            for entry in self.listed.files
            if entry.holds == "ontology" and not entry.packed
        }


def _files(listed: Manifest, root: Path) -> dict[str, Stored]:
    plain = {
        entry.name: Stored(
            entry.name,
            root / entry.name,
            entry.bytes,
            entry.sha256,
            _CONTENT_TYPES.get(entry.media_type, entry.media_type)
            if not entry.packed
            else entry.packed,
        )
        for entry in listed.files
    }
    for name, kind in _OWN.items():
        path = root / name
        plain[name] = Stored(name, path, path.stat().st_size, _digest(path), kind)
    return {name: _with_coded(each, plain) for name, each in plain.items()}


def _digest(path: Path) -> str:
    return manifest.sha256(path.read_bytes())


def _with_coded(each: Stored, plain: Mapping[str, Stored]) -> Stored:
    coded = {
        coding: plain[each.name + ending]
        for coding, ending in _ENDINGS.items()
        if each.name + ending in plain
    }
    return Stored(each.name, each.path, each.size, each.sha256, each.content_type, coded)


class Shelf:
    """The releases in a folder, and the one that is served, which is the newest.

    ``publication`` is what is served. Unless its release is in the folder, it has to be added
    (:meth:`add`) before it can be found.
    """

    def __init__(self, publication: Publication, volumes: Mapping[str, Volume]) -> None:
        self.current = publication.release.date
        self._volumes = dict(volumes)
        self._lasting = frozenset(volumes)
        self.stem = dumps.stem(publication)

    @classmethod
    def open(cls, directory: str, publication: Publication) -> Self:
        """The releases in a folder; none without a folder.

        Raises :class:`Problem` if one is damaged, is of another publication, is newer than the
        release that is served, or is of the same day with other content.
        """
        if not directory:
            return cls(publication, {})
        if not Path(directory).is_dir():
            raise Problem(
                "unreadable-input",
                "It is no folder.",
                hint="Name the folder that govactors release build wrote to.",
                file=directory,
            )
        volumes: dict[str, Volume] = {}
        for path in sorted(Path(directory).iterdir()):
            if path.name.startswith(".") or not (path / manifest.NAME).is_file():
                continue
            volume = Volume.open(path)
            _check(volume, publication)
            if volume.date in volumes:
                raise Problem("broken-release", f"{volume.date} is there twice.", file=str(path))
            volumes[volume.date] = volume
        return cls(publication, volumes)

    @property
    def dates(self) -> tuple[str, ...]:
        """The days of all releases, the newest first, that of what is served included."""
        return tuple(sorted({*self._volumes, self.current}, reverse=True))

    def find(self, date: str) -> Volume | None:
        """The release of a day, if it is there."""
        return self._volumes.get(date)

    def lasts(self, date: str) -> bool:
        """Whether the release of a day was published, and so never changes."""
        return date in self._lasting

    def add(self, volume: Volume) -> None:
        """Adds the release that is served, made since."""
        self._volumes[volume.date] = volume

    def neighbour(self, date: str, step: int) -> str:
        """The day of the release before (-1) or after (1) one; nothing if there is none."""
        place = self.dates.index(date) - step
        return self.dates[place] if 0 <= place < len(self.dates) else ""


def _check(volume: Volume, publication: Publication) -> None:
    where, release = str(volume.folder), publication.release
    if volume.listed.base != publication.addresses.base:
        raise Problem("broken-release", f"It is of {volume.listed.base}.", file=where)
    if volume.date > release.date:
        raise Problem(
            "broken-release",
            f"It is newer than what is served, which is of {release.date}.",
            hint="Serve the publication of the newest release.",
            file=where,
        )
    same = volume.listed.hash == release.hash or publication.elsewhere
    if volume.date == release.date and not same:
        raise Problem(
            "release-exists", "What is served differs from the release of its day.", file=where
        )
