"""What a folder publishes, read and derived: files, graphs, release, and a store to ask."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Self

import pyoxigraph as ox

from govactors import derivation, folder, scanner, turtle
from govactors.asking import Askable
from govactors.disk import DiskStore
from govactors.folder import File, Header, Role
from govactors.problems import expect
from govactors.release import Release, content_hash
from govactors.store import EmbeddedStore, GraphAnswer, Query, Store
from govactors.terms import Addresses

_TRIPLES = (Path(__file__).with_name("queries") / "engines" / "triples.rq").read_text("utf-8")
"""Read at once: a worker behind its fence can open no file."""


class Contents(Askable):
    """The files of a publication, what follows from them by rules, and the engine over both.

    ``directory`` is where they were read, ``addresses`` builds every address, ``release`` says
    which state this is, ``store`` answers queries. Where ``elsewhere`` is true, the data are
    those of another store (:meth:`with_store`), no longer those of the files.
    """

    def __init__(
        self,
        directory: Path,
        header: Header,
        addresses: Addresses,
        files: tuple[File, ...],
        release: Release | None = None,
        store: Store | None = None,
    ) -> None:
        self.directory = directory
        self.addresses = addresses
        self.files = files
        self.header = header
        self.release = release or Release(header.version, header.date, content_hash(files))
        self.elsewhere = store is not None
        self._found: set[ox.Triple] = set()
        self.store = store or self._embedded()

    def __repr__(self) -> str:
        day = f", as of {self.release.date}" if self.release.date != self.header.date else ""
        kind, release = type(self).__name__, f"{self.header.version} of {self.header.date}"
        return f"<{kind} {self.addresses.base} {release}{day}: {self.directory}>"

    def _embedded(self) -> EmbeddedStore:
        """The files and what follows from them, in memory."""
        store = EmbeddedStore(prefixes=self.prefixes)
        for file in self.files:
            if file.graph:
                store.add(file.graph, file.triples)
        rules = [file for file in self.files if file.role is Role.RULE]
        self._found = derivation.derive(store, rules, self.addresses, self.release.date)
        return store

    @cached_property
    def _derived(self) -> tuple[ox.Triple, ...]:
        """What the rules derived, sorted when it is first asked for: that takes a while."""
        return tuple(sorted(self._found, key=str))

    @classmethod
    def from_directory(cls, path: str | Path, engine: Store | str | Path | None = None) -> Self:
        """What is published by a folder with ``ontology/`` and ``data/``.

        With an ``engine`` the data are those it has, see :meth:`with_store`; those of the folder
        are read, but nothing is derived from them.

        Raises :class:`govactors.Problem` that names file, line and column of what is wrong.
        """
        directory = turtle.place(path)
        header, addresses, files = folder.read(directory)
        if engine is None:
            return cls(directory, header, addresses, files)
        store = _opened(engine, addresses.prefixes)
        release = Release(header.version, header.date, content_hash(files))
        return cls(directory, header, addresses, files, _joint(release, store), store)

    def with_store(self, store: Store | str | Path) -> Self:
        """This publication over the data of another engine.

        ``store`` is a store, the location that ``govactors load`` filled, or the address of a
        SPARQL endpoint. Ontology, shapes, questions and addresses stay those of the folder.

        Raises :class:`govactors.Problem` ``broken-store`` or ``invalid-parameter``.
        """
        store = _opened(store, self.prefixes)
        release = _joint(self.release, store)
        return type(self)(self.directory, self.header, self.addresses, self.files, release, store)

    def triples(self) -> Iterator[tuple[str, tuple[ox.Triple, ...]]]:
        """Each file's graph name and triples as the source has them, then the derived graph.

        Literals are as written in the Turtle (the engine would normalise them). Data elsewhere
        come graph by graph as that engine has them.
        """
        if self.elsewhere:
            yield from self._kept_elsewhere()
            return
        for file in self.files:
            if file.graph:
                yield file.graph, file.triples
        yield self.addresses.graph(derivation.GRAPH), self._derived

    def _kept_elsewhere(self) -> Iterator[tuple[str, tuple[ox.Triple, ...]]]:
        for name in sorted(self.store.graphs()):
            answer = self.store.evaluate(Query(_TRIPLES, default_graphs=(name,)))
            if isinstance(answer, GraphAnswer):
                yield name, tuple(answer)

    def quads(self) -> Iterator[ox.Quad]:
        """The data set, derived graph included, each triple in its named graph."""
        for name, triples in self.triples():
            graph = ox.NamedNode(name)
            for triple in triples:
                yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes that queries need not declare."""
        return self.addresses.prefixes

    def check(self, text: str) -> None:
        """Refuses a query that may not be evaluated; see :func:`govactors.scanner.check`."""
        expect(text, str, "The query")
        traits = scanner.check(text, prefixes=self.prefixes)
        if traits.default_graphs or traits.named_graphs:
            scanner.check(text, graphs=self.store.graphs(), prefixes=self.prefixes)


def _opened(place: Store | str | Path, prefixes: Mapping[str, str]) -> Store:
    """The store itself, at an address, or in a folder."""
    if not isinstance(place, str | Path):
        return place
    if isinstance(place, str) and "://" in place:
        from govactors.remote import RemoteStore

        return RemoteStore(place, prefixes)
    return DiskStore(place, prefixes)


def _joint(release: Release, store: Store) -> Release:
    """The release whose hash identifies the words of a folder together with the data of a store."""
    if isinstance(store, DiskStore):
        data = store.inventory.hash
        if data == release.hash:
            return release
    else:
        data = str(getattr(store, "url", ""))
    return replace(release, hash=hashlib.sha256(f"{release.hash} {data}".encode()).hexdigest())
