"""A publication as its users meet it: ask, convert, validate, list."""

import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from govactors.depicted import Depicted
from govactors.release import shipped as shipped

if TYPE_CHECKING:
    import rdflib

    from govactors.gaps import Gap
    from govactors.grounds import Ground
    from govactors.labels import Labels
    from govactors.model import Actor, Assignment, Phenomenon, Source, Statement, Task, Thing
    from govactors.portrait import Portrait
    from govactors.questions import Questions
    from govactors.registry import Registry
    from govactors.report import Report
    from govactors.search import Results


class Publication(Depicted):
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
        subject: str,
        predicate: str | None = None,
        object_: str | None = None,
        *,
        language: str = "nl",
    ) -> "tuple[Ground, ...]":
        """The statements and passages an answer rests on; see :func:`govactors.grounds.why`."""
        from govactors import grounds

        return grounds.why(self, subject, predicate, object_, language=language)

    def describe(
        self,
        iri: str,
        *,
        as_of: "datetime.date | str | None" = None,
        unknown: str = "include",
        page: int = 1,
    ) -> "Portrait":
        """What is said of a thing and about it; see :func:`govactors.portrait.describe`."""
        from govactors import portrait

        return portrait.describe(self, iri, as_of=as_of, unknown=unknown, page=page)

    @cached_property
    def gaps(self) -> "tuple[Gap, ...]":
        """What is not known yet, as a work list."""
        from govactors import gaps

        return gaps.gaps(self)

    @cached_property
    def registry(self) -> "Registry":
        """The typed things and statements, made when first asked for."""
        from govactors.registry import Registry

        return Registry(self)

    @property
    def labels(self) -> "Labels":
        """Every name of every thing: exact, ambiguous and near matches."""
        return self.registry.labels

    def validate(self, *paths: str | Path, engine: str = "fast") -> "Report":
        """Findings of the shapes on this publication, or on the Turtle files named."""
        from govactors import validation

        return validation.validate(self, [Path(path) for path in paths], engine=engine)

    @cached_property
    def questions(self) -> "Questions":
        """The catalogue of questions, each with the answer it must give."""
        from govactors.questions import Questions

        return Questions.of(self)

    @cached_property
    def actors(self) -> "tuple[Actor, ...]":
        """All actors, sorted by address."""
        from govactors.actors import Actor

        return self.registry.things(Actor)

    @cached_property
    def tasks(self) -> "tuple[Task, ...]":
        """All tasks, sorted by address."""
        from govactors.tasks import Task

        return self.registry.things(Task)

    @cached_property
    def phenomena(self) -> "tuple[Phenomenon, ...]":
        """All phenomena that tasks are about, sorted by address."""
        from govactors.tasks import Phenomenon

        return self.registry.things(Phenomenon)

    @cached_property
    def sources(self) -> "tuple[Source, ...]":
        """All sources, sorted by address."""
        from govactors.sources import Source

        return self.registry.things(Source)

    @cached_property
    def statements(self) -> "tuple[Statement, ...]":
        """Everything that sources say, sorted by address."""
        return self.registry.statements()

    @cached_property
    def assignments(self) -> "tuple[Assignment, ...]":
        """Who does what, in which responsibility: all assignments, sorted by address."""
        return tuple(self.registry.assignments)

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
        >>> hit = govactors.load().search("inspectie szw", limit=1).hits[0]
        >>> hit.label("en"), hit.formerly
        ('Netherlands Labour Authority', 'Inspectie SZW')
        """
        from govactors.search import search

        contents = self if as_of is None else self.as_of(as_of, unknown)
        asked = {"kind": kind, "language": language, **narrow}
        return search(contents, text, limit=limit, offset=offset, **asked)

    def actor(self, name: str) -> "Actor":
        """The actor with this name, abbreviation, former name, reference, identifier or address.

        Identifiers are those of TOOI (``oorg10222``) and Wikidata (``Q1041343``). Case,
        diacritics and punctuation do not matter.

        Raises :class:`govactors.Problem` ``unknown-thing`` that lists near matches, or the
        candidates where the name fits several.

        >>> import govactors
        >>> govactors.load().actor("KMar")
        <Organisation kmar: Koninklijke Marechaussee>
        """
        from govactors.actors import Actor

        return self.registry.find(name, Actor)

    def task(self, name: str) -> "Task":
        """The task with this label, reference or address; see :meth:`actor`."""
        from govactors.tasks import Task

        return self.registry.find(name, Task)

    def phenomenon(self, name: str) -> "Phenomenon":
        """The phenomenon with this label, reference or address; see :meth:`actor`."""
        from govactors.tasks import Phenomenon

        return self.registry.find(name, Phenomenon)

    def source(self, name: str) -> "Source":
        """The source with this title, reference or address; see :meth:`actor`."""
        from govactors.sources import Source

        return self.registry.find(name, Source)

    def thing(self, name: str) -> "Thing":
        """The thing of whatever class that is called so; see :meth:`actor`."""
        from govactors.things import Thing

        return self.registry.find(name, Thing)

    def statement(self, name: str) -> "Statement":
        """The statement at an address, or with this reference.

        Raises :class:`govactors.Problem` ``unknown-thing``.
        """
        return self.registry.statement(name)


def load() -> Publication:
    """The publication shipped with the package: the wheel's copy, or that of the clone."""
    return Publication.from_directory(shipped())


def load_directory(path: str | Path) -> Publication:
    """The publication in a folder of the same layout; see :meth:`Contents.from_directory`."""
    return Publication.from_directory(path)
