"""What can be loaded: dumps, read while they are loaded, and the folders of publications."""

import gzip
import hashlib
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Protocol, cast

import pyoxigraph as ox

from govactors.contents import Contents
from govactors.problems import Problem

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
}

Report = Callable[[int], None]


class Source(Protocol):
    """Something to load."""

    name: str
    size: int

    def quads(self, report: Report) -> Iterator[ox.Quad]:
        """The quads; ``report`` is told how many bytes were read since it was told last."""
        ...

    def hash(self) -> str:
        """What identifies the source, once its quads are read."""
        ...


class Dump:
    """A Turtle, N-Triples, N-Quads or TriG file, gzipped or not.

    Triples go to ``graph``; without it they belong to the default graph only.
    """

    def __init__(self, path: Path, graph: str | None = None) -> None:
        self.name = str(path)
        self._path = path
        self._graph = _named(graph) if graph else None
        self._digest = hashlib.sha256()
        plain = path.with_suffix("") if path.suffix == ".gz" else path
        if plain.suffix not in _FORMATS:
            raise Problem(
                "unknown-format",
                "The ending of the name tells no format.",
                hint=f"Name a file that ends in {', '.join(_FORMATS)}, .gz behind it or not.",
                file=self.name,
            )
        self._format = _FORMATS[plain.suffix]
        try:
            self.size = path.stat().st_size
        except OSError as error:
            raise Problem("unreadable-input", f"{error.strerror}.", file=self.name) from error

    def quads(self, report: Report) -> Iterator[ox.Quad]:
        """The quads of the file, while it is read."""
        try:
            with self._path.open("rb") as raw:
                tap = cast(IO[bytes], _Tap(raw, self._digest.update, report))
                file = gzip.GzipFile(fileobj=tap) if self._path.suffix == ".gz" else tap
                found = ox.parse(cast(IO[bytes], file), self._format, rename_blank_nodes=True)
                for quad in found:
                    yield self._placed(quad)
        except SyntaxError as error:
            raise Problem(
                "broken-turtle",
                f"{error.msg}.",
                file=self.name,
                line=error.lineno,
                column=error.offset,
            ) from error
        except (OSError, EOFError, zlib.error) as error:
            raise Problem("unreadable-input", f"{error}.", file=self.name) from error

    def hash(self) -> str:
        """SHA-256 of the file, and of the graph it went to."""
        return self._digest.hexdigest() + (str(self._graph) if self._graph else "")

    def _placed(self, quad: ox.Quad) -> ox.Quad:
        if self._graph is None or not isinstance(quad.graph_name, ox.DefaultGraph):
            return quad
        return ox.Quad(quad.subject, quad.predicate, quad.object, self._graph)


class Folder:
    """The folder of a publication, with what its rules derive."""

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        self.contents = Contents.from_directory(path)
        self.size = sum(len(file.text) for file in self.contents.files)

    def quads(self, report: Report) -> Iterator[ox.Quad]:
        """The quads of the publication."""
        yield from self.contents.quads()
        report(self.size)

    def hash(self) -> str:
        """The hash of the release."""
        return self.contents.release.hash


class _Tap:
    """A file whose bytes are seen by others while they are read."""

    def __init__(self, file: IO[bytes], update: Callable[[bytes], object], report: Report) -> None:
        self._file, self._update, self._report = file, update, report

    def read(self, most: int = -1) -> bytes:
        data = self._file.read(most)
        self._update(data)
        self._report(len(data))
        return data


def source(path: Path, graph: str | None = None) -> Source:
    """A folder or file to load."""
    return Folder(path) if path.is_dir() else Dump(path, graph)


def _named(graph: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(graph)
    except ValueError as error:
        raise Problem("invalid-parameter", f"{graph!r} is not an address.") from error
