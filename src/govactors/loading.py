"""Data sets written to disk: streamed, in a folder of their own, in use once they are whole."""

import hashlib
import os
import shutil
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Any, cast

import pyoxigraph as ox

from govactors.disk import INVENTORY, LAYOUT, Inventory
from govactors.intake import Folder, Report, Source
from govactors.problems import Problem
from govactors.release import Release

_QUERIES = Path(__file__).with_name("queries") / "engines"
_BUSY = "loading.lock"
_PREFIX = "data-"
_BATCH = 300_000
"""Quads that the engine takes in at once: it keeps a kilobyte for each until they are written."""


def load(sources: Sequence[Source], location: Path, report: Report) -> Inventory:
    """Fills a location with the sources, in place of what it holds.

    Until everything is written the location stays as it is; an interruption leaves it so, and
    the next load clears away what an interrupted one left. The default graph is written out as
    the union of all. The replaced data stay on disk until the next load, since a service may
    still read them.

    Raises :class:`Problem`: ``broken-turtle`` and its like for a source, ``broken-store`` if
    the location holds other things or is being loaded by another process.
    """
    with _alone(location):
        before = Inventory.read(location).folder if (location / INVENTORY).exists() else ""
        _clear(location, keep={before})
        folder = f"{_PREFIX}{uuid.uuid4().hex[:12]}"
        try:
            triples, graphs = _fill(location / folder, sources, report)
            made = Inventory(
                layout=LAYOUT,
                engine=ox.__version__,
                folder=folder,
                before=before,
                hash=_hash(sources),
                triples=triples,
                graphs=graphs,
                release=_release(sources),
            )
            made.write(location)
        except BaseException:
            shutil.rmtree(location / folder, ignore_errors=True)
            raise
        return made


def _fill(folder: Path, sources: Sequence[Source], report: Report) -> tuple[int, dict[str, int]]:
    """Writes the data; returns how many triples the union and each graph hold."""
    try:
        engine = ox.Store(folder)
        for each in sources:
            quads = _with_union(each.quads(report))
            while first := list(islice(quads, 1)):
                engine.bulk_extend(chain(first, islice(quads, _BATCH - 1)))
        engine.optimize()
        engine.flush()
    except OSError as error:
        raise Problem(
            "broken-store", f"It cannot be written: {error}.", hint="Is there room on the disk?"
        ) from error
    (size,) = cast(Any, engine.query((_QUERIES / "size.rq").read_text(encoding="utf-8")))
    counts = cast(Any, engine.query((_QUERIES / "counts.rq").read_text(encoding="utf-8")))
    return int(size[0].value), {row[0].value: int(row[1].value) for row in counts}


def _with_union(quads: Iterator[ox.Quad]) -> Iterator[ox.Quad]:
    for quad in quads:
        yield quad
        if not isinstance(quad.graph_name, ox.DefaultGraph):
            yield ox.Quad(quad.subject, quad.predicate, quad.object)


def _hash(sources: Sequence[Source]) -> str:
    """What identifies the data: of one publication alone the hash of its release."""
    hashes = [each.hash() for each in sources]
    if _release(sources):
        return hashes[0]
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def _release(sources: Sequence[Source]) -> Release | None:
    if len(sources) == 1 and isinstance(sources[0], Folder):
        return sources[0].contents.release
    return None


@contextmanager
def _alone(location: Path) -> Iterator[None]:
    """The location, made if need be, with nobody else loading into it meanwhile."""
    try:
        location.mkdir(parents=True, exist_ok=True)
        strange = [each.name for each in location.iterdir() if not _ours(each.name)]
        if strange:
            raise Problem(
                "broken-store",
                f"The folder holds something else: {min(strange)!r}.",
                hint="Name an empty folder, or one that does not exist.",
                file=str(location),
            )
        lock = os.open(location / _BUSY, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        detail = f"The folder cannot be used: {error.strerror}."
        raise Problem("broken-store", detail, file=str(location)) from error
    try:
        _lock(lock, location)
        yield
    finally:
        os.close(lock)


def _lock(lock: int, location: Path) -> None:
    try:
        import fcntl
    except ImportError:  # Windows: there nobody is kept from loading twice at once
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise Problem(
            "broken-store",
            "Another process is loading into this folder.",
            hint="Wait until it is done.",
            file=str(location),
        ) from error


def _ours(name: str) -> bool:
    return name.startswith(_PREFIX) or name in (_BUSY, INVENTORY, f"{Path(INVENTORY).stem}.new")


def _clear(location: Path, keep: set[str]) -> None:
    for each in location.iterdir():
        if each.name.startswith(_PREFIX) and each.name not in keep:
            shutil.rmtree(each, ignore_errors=True)
