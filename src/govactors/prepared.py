"""The shipped publication, ready on disk: one question at the command line need not wait for it.

What is ready is found by a hash over every file it was made of, over the modules that made it
and the version of the engine. If one of them is different it is not found, and what is found is
never out of date. It stands in the user's own cache and may be thrown away at any time.
"""

import contextlib
import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from govactors import scanner
from govactors.disk import INVENTORY, DiskStore, Inventory
from govactors.problems import Problem
from govactors.store import Store
from govactors.terms import Addresses

if TYPE_CHECKING:
    from govactors.contents import Contents
    from govactors.intake import Report

_PARTS = ("ontology", "data", "shapes", "queries", "rules")
_MAKERS = ("contents", "derivation", "disk", "folder", "loading", "prepared", "store", "turtle")
_UNUSED = 30 * 24 * 3600
"""Seconds after which what nobody asked for is thrown away."""


class Prepared:
    """The data of a publication on disk, with its addresses."""

    def __init__(self, location: Path) -> None:
        """Raises :class:`Problem` ``broken-store``."""
        inventory = Inventory.read(location)
        (ontology,) = (each for each in inventory.graphs if each.endswith("/def"))
        self.addresses = Addresses(ontology.removesuffix("def"))
        self.store: Store = DiskStore(location, self.addresses.prefixes, inventory)
        self.store.prepare()

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes that queries need not declare."""
        return self.addresses.prefixes

    def check(self, text: str) -> None:
        """Refuses a query that may not be evaluated; see :func:`govactors.scanner.check`."""
        scanner.check(text, graphs=self.store.graphs(), prefixes=self.prefixes)


def find(directory: Path) -> Prepared | None:
    """What is ready for the files of a folder as they are now, if anything is."""
    location = _place(directory)
    if location is None or not (location / INVENTORY).is_file():
        return None
    try:
        found = Prepared(location)
        os.utime(location)
    except (Problem, OSError, ValueError):
        return None
    return found


def keep(contents: "Contents") -> None:
    """Makes a publication ready for the next question; where it cannot, nothing happens."""
    from govactors import loading

    location = _place(contents.directory)
    if location is None:
        return
    try:
        location.mkdir(parents=True, mode=0o700, exist_ok=True)
        _clear(location.parent)
        loading.load([_Read(contents)], location, lambda _: None)
    except (Problem, OSError):
        return


class _Read:
    """A publication that is in memory already, as something to load."""

    def __init__(self, contents: "Contents") -> None:
        self._contents = contents
        self.name = str(contents.directory)
        self.size = 0

    def quads(self, report: "Report") -> Iterator[ox.Quad]:  # noqa: ARG002 - nobody waits
        """The quads of the publication."""
        return self._contents.quads()

    def hash(self) -> str:
        """The hash of the release."""
        return self._contents.release.hash


def _place(directory: Path) -> Path | None:
    """Where what is made of these files stands; ``None`` without a cache or the files."""
    try:
        cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        return Path(cache) / "govactors" / _mark(directory)
    except (OSError, RuntimeError):
        return None


def _mark(directory: Path) -> str:
    """A hash over everything that the data follow from."""
    digest = hashlib.sha256(ox.__version__.encode())
    here = str(Path(__file__).parent)
    for name in _MAKERS:
        _add(digest, f"{here}/{name}.py", name)
    for part in _PARTS:
        for folder, folders, files in os.walk(directory / part):
            folders.sort()
            for name in sorted(files):
                path = f"{folder}/{name}"
                _add(digest, path, path[len(str(directory)) :])
    return digest.hexdigest()


def _add(digest: "hashlib._Hash", path: str, name: str) -> None:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - 700 files: the quick way
        data = file.read()
    digest.update(f"{name} {len(data)} ".encode())
    digest.update(data)


def _clear(cache: Path) -> None:
    """Throws away what was not asked for in a month."""
    import shutil
    import time

    for each in cache.iterdir():
        with contextlib.suppress(OSError):
            if time.time() - each.stat().st_mtime > _UNUSED:
                shutil.rmtree(each, ignore_errors=True)
