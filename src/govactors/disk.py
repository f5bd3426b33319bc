"""The data set on disk, for publications larger than memory: opened to read, never changed.

A location holds one folder a load and ``store.json``, which names the folder in use. That file
is replaced as a whole when a load is complete, so nobody ever sees half a store.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import pyoxigraph as ox

from govactors.problems import Problem
from govactors.release import Release
from govactors.store import Answer, EmbeddedStore, Query

INVENTORY = "store.json"
"""Name of the file that says what a location holds."""

LAYOUT = 1
"""Number of the layout of a location; another one cannot be read."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """What a location holds.

    ``hash`` identifies the data, ``engine`` is the version that wrote them. ``folder`` is the
    one in use and ``before`` the one it replaced, which may still be read. ``triples`` counts
    the default graph and ``graphs`` each named graph; ``release`` is set if the data are those
    of one publication.
    """

    layout: int
    engine: str
    folder: str
    before: str
    hash: str
    triples: int
    graphs: Mapping[str, int]
    release: Release | None = None

    @classmethod
    def read(cls, location: Path) -> "Inventory":
        """The inventory of a location; raises :class:`Problem` ``broken-store``."""
        path = location / INVENTORY
        try:
            facts = json.loads(path.read_bytes())
            release = facts.pop("release")
            found = cls(**facts, release=Release(**release) if release else None)
        except FileNotFoundError as error:
            raise Problem("broken-store", "There is no store here.", file=str(location)) from error
        except OSError as error:
            detail = f"It cannot be read: {error.strerror}."
            raise Problem("broken-store", detail, file=str(path)) from error
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise Problem("broken-store", "It is no inventory.", file=str(path)) from error
        if found.layout != LAYOUT or _series(found.engine) != _series(ox.__version__):
            detail = f"It was written by another engine ({found.engine}, not {ox.__version__})."
            raise Problem("broken-store", detail, file=str(path))
        return found

    def write(self, location: Path) -> None:
        """Puts the inventory in place, whole or not at all."""
        path = location / INVENTORY
        new = path.with_suffix(".new")
        with new.open("w", encoding="utf-8") as file:
            json.dump(asdict(self), file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)


class DiskStore:
    """The data set at a location that ``govactors load`` filled.

    The engine starts threads, which do not survive a fork, so it is opened when it is first
    needed in each process. Whoever may open no files later calls :meth:`prepare` before.
    """

    distant = False

    def __init__(
        self,
        location: str | Path,
        prefixes: Mapping[str, str] | None = None,
        inventory: Inventory | None = None,
    ) -> None:
        """Raises :class:`Problem` ``broken-store``; the data themselves are not opened yet.

        Who has read the ``inventory`` already may bring it.
        """
        self.location = Path(location)
        self.inventory = inventory or Inventory.read(self.location)
        self._folder = self.location / self.inventory.folder
        if not (self._folder / "CURRENT").is_file():
            raise Problem("broken-store", "The data are gone.", file=str(self._folder))
        self._prefixes = dict(prefixes or {})
        self._opened: dict[int, EmbeddedStore] = {}

    def graphs(self) -> frozenset[str]:
        """The names of the graphs of the data set."""
        return frozenset(self.inventory.graphs)

    def prepare(self) -> None:
        """Opens the data in this process.

        Raises :class:`Problem` ``broken-store`` if the engine cannot.
        """
        if os.getpid() not in self._opened:
            try:
                engine = ox.Store.read_only(str(self._folder))
            except (OSError, RuntimeError) as error:
                said = " ".join(str(error).split()).rstrip(".")
                raise Problem("broken-store", f"{said}.", file=str(self._folder)) from error
            # A store opened before a fork stays where it is: closing it here would wait for
            # threads that this process does not have.
            self._opened[os.getpid()] = EmbeddedStore(
                prefixes=self._prefixes, engine=engine, names=self.inventory.graphs
            )

    def evaluate(self, query: Query) -> Answer:
        """The answer of the engine; rows and triples are produced while they are read."""
        self.prepare()
        return self._opened[os.getpid()].evaluate(query)


def _series(version: str) -> list[str]:
    """The part of a version within which stores can be read."""
    return version.split(".")[:2]
