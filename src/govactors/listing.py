"""The typed things and statements of a publication: listed, and found by name."""

from functools import cached_property
from typing import TYPE_CHECKING

from govactors.depicted import Depicted

if TYPE_CHECKING:
    from govactors.labels import Labels
    from govactors.model import Actor, Assignment, Phenomenon, Source, Statement, Task, Thing


class Listed(Depicted):
    """A publication as lists of things, and as a directory to look them up in."""

    @property
    def labels(self) -> "Labels":
        """Every name of every thing: exact, ambiguous and near matches."""
        return self.registry.labels

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

    def actor(self, name: str) -> "Actor":
        """The actor with this name, abbreviation, former name, reference, identifier or address.

    def _repr_html_(self) -> str:
        from govactors import notebook

        return notebook.publication(self)

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
