"""What a folder publishes, read and derived: files, graphs, release, and a store to ask."""

from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pyoxigraph as ox

from govactors import derivation, folder, scanner
from govactors.folder import File, Header, Role
from govactors.problems import Problem
from govactors.release import Release, content_hash
from govactors.solutions import Result, Rows, Triples, Value, result, to_term
from govactors.store import EmbeddedStore, Query, Store
from govactors.terms import Addresses


class Contents:
    """The files of a publication, what follows from them by rules, and the engine over both.

    ``directory`` is where they were read, ``addresses`` builds every address, ``release`` says
    which state this is, ``store`` answers queries.
    """

    def __init__(
        self,
        directory: Path,
        header: Header,
        addresses: Addresses,
        files: tuple[File, ...],
        release: Release | None = None,
    ) -> None:
        self.directory = directory
        self.addresses = addresses
        self.files = files
        self.header = header
        self.release = release or Release(header.version, header.date, content_hash(files))
        store = EmbeddedStore(prefixes=addresses.prefixes)
        for file in files:
            if file.graph:
                store.add(file.graph, file.triples)
        rules = [file for file in files if file.role is Role.RULE]
        self._derived = tuple(derivation.derive(store, rules, addresses, self.release.date))
        self.store: Store = store

    @classmethod
    def from_directory(cls, path: str | Path) -> Self:
        """What is published by a folder with ``ontology/`` and ``data/``.

        Raises :class:`govactors.Problem` that names file, line and column of what is wrong.
        """
        directory = Path(path)
        return cls(directory, *folder.read(directory))

    def triples(self) -> Iterator[tuple[str, tuple[ox.Triple, ...]]]:
        """Each file's graph name and triples as the source has them, then the derived graph.

        Literals are as written in the Turtle (the engine would normalise them).
        """
        for file in self.files:
            if file.graph:
                yield file.graph, file.triples
        yield self.addresses.graph(derivation.GRAPH), self._derived

    def quads(self) -> Iterator[ox.Quad]:
        """The data set, derived graph included, each triple in its named graph."""
        for name, triples in self.triples():
            graph = ox.NamedNode(name)
            for triple in triples:
                yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)

    def query(self, text: str, /, **bindings: Value) -> Result:
        """The answer to a SPARQL query: rows, yes or no, or triples.

        Values are bound as terms: ``publication.query("SELECT ?actor ...", actor=iri)``; the
        variable must be among the result columns. The prefixes of the publication are known
        (``ga:``, ``organisatie:``, ...).

        Raises :class:`govactors.Problem`: ``query-syntax`` with line and column,
        ``unknown-graph``, ``federation-refused``, ``update-refused``, ``query-too-deep``.
        """
        scanner.check(text, graphs=self.store.graphs(), prefixes=self.addresses.prefixes)
        terms = {name: to_term(value) for name, value in bindings.items()}
        return result(self.store.evaluate(Query(text, terms)))

    def select(self, text: str, /, **bindings: Value) -> Rows:
        """The rows of a SELECT; see :meth:`query`.

        Raises :class:`govactors.Problem` ``wrong-kind-of-result`` for any other query.

        >>> import govactors
        >>> rows = govactors.load().select("SELECT ?who { ?who ga:chairs ?what }")
        >>> [str(row.who).rpartition("/")[2] for row in rows]
        ['emm']
        """
        answer = self.query(text, **bindings)
        if not isinstance(answer, Rows):
            raise Problem("wrong-kind-of-result", "Only a SELECT query gives rows.")
        return answer

    def ask(self, text: str, /, **bindings: Value) -> bool:
        """The yes or no of an ASK; see :meth:`query`.

        Raises :class:`govactors.Problem` ``wrong-kind-of-result`` for any other query.
        """
        answer = self.query(text, **bindings)
        if not isinstance(answer, bool):
            raise Problem("wrong-kind-of-result", "Only an ASK query gives yes or no.")
        return answer

    def construct(self, text: str, /, **bindings: Value) -> Triples:
        """The triples of a CONSTRUCT or DESCRIBE; see :meth:`query`.

        Raises :class:`govactors.Problem` ``wrong-kind-of-result`` for any other query.
        """
        answer = self.query(text, **bindings)
        if not isinstance(answer, Triples):
            raise Problem("wrong-kind-of-result", "Only CONSTRUCT and DESCRIBE give triples.")
        return answer
