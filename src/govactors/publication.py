"""A publication as its users meet it: ask, convert, validate, list."""

import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from govactors.contents import Contents
from govactors.listing import Listed
from govactors.problems import expect
from govactors.release import shipped as shipped
from govactors.terms import ga
from govactors.values import Addressed

if TYPE_CHECKING:
    import rdflib

    from govactors.folder import File
    from govactors.gaps import Gap
    from govactors.grounds import Ground
    from govactors.portrait import Portrait
    from govactors.report import Report
    from govactors.search import Results


class Publication(Listed):
    """What one folder publishes: things, statements, shapes, questions, and what follows.

    >>> import govactors
    >>> letter = govactors.load()
    >>> letter.release.version
    '0.1.0'
    """

    @cached_property
    def dataset(self) -> "rdflib.Dataset":
        """All named graphs as an rdflib ``Dataset`` whose default graph is their union."""
        from govactors import bridge

        return bridge.dataset(self.triples(), self.addresses.prefixes)

    @cached_property
    def graph(self) -> "rdflib.Graph":
        """The union of all graphs as one rdflib ``Graph``."""
        from govactors import bridge

        return bridge.graph(self.triples(), self.addresses.prefixes)

    @cached_property
    def rdflib_store(self) -> "rdflib.store.Store":
        """A store for ``rdflib.Graph(store=...)`` that reads the publication where it is.

        See :class:`govactors.rdfstore.PublicationStore`.
        """
        from govactors.rdfstore import PublicationStore

        return PublicationStore(self)

    @classmethod
    def from_files(cls, *paths: str | Path, words: Contents | None = None) -> Self:
        """A publication of one's own data: RDF files, and those below folders.

        Ontology, code lists, shapes and rules are those of ``words``, a publication, or else
        of the one shipped; the rules are applied to the data. Each file is a graph of its own.

        Raises :class:`govactors.Problem`: ``unreadable-input``, ``unknown-format``,
        ``broken-turtle``, ``not-utf8``; then nothing is made.
        """
        from govactors import assembly

        basis = _basis(words)
        return cls._assembled(basis, assembly.of_paths(paths, basis.addresses))

    @classmethod
    def from_graph(
        cls, graph: "rdflib.Graph", name: str = "eigen", words: Contents | None = None
    ) -> Self:
        """A publication of a graph or data set of rdflib; see :meth:`from_files`.

        Triples without a graph go to that of ``name``.

        >>> import govactors, rdflib
        >>> mine = rdflib.Graph().parse(format="turtle", data='''
        ...     PREFIX ga: <https://w3id.org/govactors/def#>
        ...     PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        ...     <https://example.org/id/organisatie/bakker> a ga:Organisation ;
        ...         skos:prefLabel "Bakker"@nl .
        ... ''')
        >>> govactors.Publication.from_graph(mine).actors
        (<Organisation bakker: Bakker>,)
        """
        from govactors import assembly

        basis = _basis(words)
        return cls._assembled(basis, assembly.of_rdflib(graph, name, basis.addresses))

    @classmethod
    def _assembled(cls, words: Contents, data: "tuple[File, ...]") -> Self:
        from govactors import assembly

        files = (*assembly.words(words), *data)
        return cls(words.directory, words.header, words.addresses, files)

    def merge(self, *others: "Contents | rdflib.Graph | str | Path") -> Self:
        """This publication with the data of others: publications, graphs of rdflib, files.

        Ontology, shapes, rules and questions stay those of this one; what follows by rules
        follows from all data together. Nothing of the parts is changed.

        Raises :class:`govactors.Problem`; then nothing is made.
        """
        from govactors import assembly

        files = self.files
        for each in others:
            if isinstance(each, Contents):
                more = each.files
            elif isinstance(each, str | Path):
                more = assembly.of_paths([each], self.addresses)
            else:
                more = assembly.of_rdflib(each, "eigen", self.addresses)
            files = assembly.merged(files, more)
        return type(self)(self.directory, self.header, self.addresses, files)

    def as_of(self, on: datetime.date | str, unknown: str = "include") -> "Publication":
        """This publication as of a day; see :func:`govactors.moments.as_of`.

        >>> import govactors
        >>> then = govactors.load().as_of("2023-10-19", unknown="exclude")
        >>> then.query("ASK { organisatie:kmar ga:leads taak:opsporing-mensensmokkel }")
        True
        """
        from govactors import moments

        return moments.as_of(self, on, unknown)

    def why(
        self,
        subject: str | Addressed,
        predicate: str | None = None,
        object_: str | Addressed | None = None,
        *,
        language: str = "nl",
    ) -> "tuple[Ground, ...]":
        """The statements and passages an answer rests on; see :func:`govactors.grounds.why`.

        ``subject`` and ``object_`` are things, their names or addresses (:meth:`address`);
        ``predicate`` is an address such as ``ga:leads``, or a word of ``ga:`` alone.

        >>> import govactors
        >>> (ground,) = govactors.load().why("KMar", "leads", "opsporing-mensensmokkel")
        >>> ground.where
        'pagina 4; Openbaar Ministerie, Koninklijke Marechaussee en politie; alinea 1'
        """
        from govactors import grounds

        if isinstance(predicate, str) and ":" not in predicate:
            predicate = ga(predicate)
        return grounds.why(
            self,
            self.address(subject, parameter="The subject"),
            None if predicate is None else self.address(predicate, parameter="The predicate"),
            None if object_ is None else self.address(object_, parameter="The object"),
            language=language,
        )

    def describe(
        self,
        iri: str | Addressed,
        *,
        as_of: "datetime.date | str | None" = None,
        unknown: str = "include",
        page: int = 1,
    ) -> "Portrait":
        """What is said of a thing and about it; see :func:`govactors.portrait.describe`.

        The thing is given as an object, by its name or by its address: see :meth:`address`.
        """
        from govactors import portrait

        address = self.address(iri, parameter="The thing to describe")
        return portrait.describe(self, address, as_of=as_of, unknown=unknown, page=page)

    @cached_property
    def gaps(self) -> "tuple[Gap, ...]":
        """What is not known yet, as a work list."""
        from govactors import gaps

        return gaps.gaps(self)

    def validate(self, *paths: str | Path, engine: str = "fast") -> "Report":
        """Findings of the shapes on this publication, or on the Turtle files named."""
        from govactors import validation

        return validation.validate(self, paths, engine=engine)

    def search(
        self,
        text: str,
        *,
        kind: str | None = None,
        language: str | None = None,
        limit: int = 20,
        offset: int = 0,
        as_of: "datetime.date | str | None" = None,
        unknown: str = "include",
        **narrow: str | None,
    ) -> "Results":
        """What is called, described or mentioned so, best first; see :mod:`govactors.search`.

        ``kind`` and further keywords (``phenomenon``, ``responsibility``, ``ministry``,
        ``period``) narrow what is found by a value of :attr:`Results.facets`.

        >>> import govactors
        >>> hit = govactors.load().search("inspectie szw")[0]
        >>> hit.thing, hit.formerly
        (<Organisation nederlandse-arbeidsinspectie: Nederlandse Arbeidsinspectie>, 'Inspectie SZW')
        """
        from govactors.search import search

        expect(text, str, "What is searched for")
        contents = self if as_of is None else self.as_of(as_of, unknown)
        asked = {"kind": kind, "language": language, **narrow}
        return search(contents, text, limit=limit, offset=offset, **asked).of(contents.registry)

    def dump(self, format: str = "ttl") -> bytes:  # noqa: A002 - as --format
        """The whole publication, derived graph included: ttl, nt, rdf, jsonld, trig or nq.

        Raises :class:`govactors.Problem` ``unknown-format``.
        """
        from govactors import export

        return export.dump(self, format)


def _basis(words: Contents | None) -> Contents:
    if words is None:
        return load()
    expect(words, Contents, "What lends its words")
    return words


def load() -> Publication:
    """The publication shipped with the package: the wheel's copy, or that of the clone."""
    return Publication.from_directory(shipped())


def load_directory(path: str | Path) -> Publication:
    """The publication in a folder of the same layout; see :meth:`Contents.from_directory`."""
    return Publication.from_directory(path)
