"""The typed things and statements of a publication: listed, and found by name."""

from functools import cached_property
from typing import TYPE_CHECKING, TypeGuard

from govactors.depicted import Depicted

if TYPE_CHECKING:
    from govactors.labels import Labels
    from govactors.model import Actor, Assignment, Phenomenon, Source, Statement, Task, Thing
    from govactors.questions import Questions
    from govactors.solutions import Result, Value
    from govactors.store import Query


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

    def _repr_html_(self) -> str:
        from govactors import notebook

        return notebook.publication(self)

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

    @cached_property
    def questions(self) -> "Questions":
        """The catalogue of questions, each with the answer it must give."""
        from govactors.questions import Questions

        return Questions.of(self)

    def question(self, reference: str, /, **values: "Value") -> "Result":
        """The answer to a question of the catalogue, with other values for its parameters.

        A thing is given as an object, by its address or by a name; a day as a ``date`` or text.

        Raises :class:`govactors.Problem` ``unknown-thing`` or ``invalid-parameter``.

        >>> import govactors
        >>> rows = govactors.load().question("ministerie-op-een-dag", date="2025-01-15")
        >>> [str(row[1]) for row in rows]
        ['Ministerie van Asiel en Migratie']
        """
        from govactors.solutions import result

        return result(self.store.evaluate(self.asked(reference, **values)))

    def asked(self, reference: str, /, **values: "Value") -> "Query":
        """The query of a question with these values; see :meth:`question`."""
        question = self.questions[reference]
        things = {each.name for each in question.parameters if each.datatype is None}
        known = {
            name: self.thing(value) if name in things and _is_name(value) else value
            for name, value in values.items()
        }
        return question.query(self, **known)


def _is_name(value: object) -> TypeGuard[str]:
    """Whether a value is what people call a thing, not its address."""
    return type(value) is str and ":" not in value
