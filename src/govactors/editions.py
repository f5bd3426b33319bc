"""One state of a publication to compare with another: a release's folder, or a publication's."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pyoxigraph as ox

from govactors import derivation, manifest
from govactors.contents import Contents
from govactors.problems import Problem
from govactors.terms import Addresses

_QUADS = "application/n-quads"


@dataclass(frozen=True, slots=True)
class Edition:
    """A release as it was published: what it says, and apart from that what is derived."""

    addresses: Addresses
    version: str
    date: str
    said: tuple[ox.Triple, ...]
    derived: tuple[ox.Triple, ...]

    @property
    def address(self) -> str:
        """The address of the release."""
        return self.addresses.release(self.date)

    @classmethod
    def from_contents(cls, contents: Contents) -> Self:
        """The state of a publication that is loaded."""
        release = contents.release
        return cls._of(contents.addresses, release.version, release.date, contents.quads())

    @classmethod
    def from_release(cls, folder: Path) -> Self:
        """A release's folder, as ``govactors release build`` made it.

        Raises :class:`Problem` ``unreadable-input`` or ``broken-release``.
        """
        listed = manifest.read(folder)
        entry = listed.find("publication", _QUADS)
        path = folder / entry.name
        try:
            data = path.read_bytes()
        except OSError as error:
            raise Problem("broken-release", "It is missing.", file=str(path)) from error
        if manifest.sha256(data) != entry.sha256:
            raise Problem("broken-release", "It has another checksum.", file=str(path))
        quads = ox.parse(data, format=ox.RdfFormat.N_QUADS)
        return cls._of(listed.addresses, listed.version, listed.date, quads)

    @classmethod
    def from_directory(cls, folder: Path) -> Self:
        """A folder of either kind."""
        if (folder / manifest.NAME).is_file():
            return cls.from_release(folder)
        return cls.from_contents(Contents.from_directory(folder))

    @classmethod
    def _of(cls, addresses: Addresses, version: str, date: str, quads: Iterable[ox.Quad]) -> Self:
        graph = ox.NamedNode(addresses.graph(derivation.GRAPH))
        said: list[ox.Triple] = []
        derived: list[ox.Triple] = []
        for quad in quads:
            (derived if quad.graph_name == graph else said).append(quad.triple)
        return cls(addresses, version, date, tuple(said), tuple(derived))
