"""A publication as its users meet it: ask, convert, validate, list."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from govactors.contents import Contents

if TYPE_CHECKING:
    import rdflib

    from govactors.model import Actor, Assignment, Source, Task
    from govactors.questions import Questions
    from govactors.validation import Report


class Publication(Contents):
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
        from govactors import model

        return model.actors(self)

    @cached_property
    def tasks(self) -> "tuple[Task, ...]":
        """All tasks, sorted by address."""
        from govactors import model

        return model.tasks(self)

    @cached_property
    def assignments(self) -> "tuple[Assignment, ...]":
        """Who does what, in which responsibility: all assignments, sorted by address."""
        from govactors import model

        return model.assignments(self)

    @cached_property
    def sources(self) -> "tuple[Source, ...]":
        """All sources, sorted by address."""
        from govactors import model

        return model.sources(self)

    def actor(self, name: str) -> "Actor":
        """The actor with this label, abbreviation, reference or address, in any letter case.

        Raises :class:`govactors.Problem` ``unknown-thing`` that lists near matches.
        """
        from govactors import model

        return model.find(self.actors, name)

    def task(self, name: str) -> "Task":
        """The task with this label, reference or address; see :meth:`actor`."""
        from govactors import model

        return model.find(self.tasks, name)


def load() -> Publication:
    """The publication shipped with the package: the wheel's copy, or that of the clone."""
    here = Path(__file__).resolve().parent
    shipped = here / "shipped"
    return Publication.from_directory(shipped if shipped.is_dir() else here.parents[1])


def load_directory(path: str | Path) -> Publication:
    """The publication in a folder of the same layout; see :meth:`Contents.from_directory`."""
    return Publication.from_directory(path)
