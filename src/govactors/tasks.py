"""Tasks, and the phenomena they are about."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from govactors.laws import LegalBasis
from govactors.terms import SKOS, ga
from govactors.things import Thing

if TYPE_CHECKING:
    from govactors.actors import Actor
    from govactors.pictures import Picture
    from govactors.statements import Assignment


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Task(Thing):
    """What is to be done, independent of who does it.

    ``concerns`` holds the addresses of what it is about, ``abbreviation`` what it is called for
    short.
    """

    concerns: tuple[str, ...] = ()
    abbreviation: str | None = field(default=None, kw_only=True)

    @property
    def assignments(self) -> "tuple[Assignment, ...]":
        """Who has it according to which source, sorted by address."""
        return self._home.assignments.of(self.iri, "task")

    def actors(
        self, responsibility: str | None = None, *, doubtful: bool = False
    ) -> "tuple[Actor, ...]":
        """Who has it, in any responsibility or in one (``lead``, ``execute``, ...).

        Only assignments that count are looked at; ``doubtful`` adds those that are ambiguous,
        unverified, announced or ended.

        >>> import govactors
        >>> task = govactors.load().task("opsporing-mensensmokkel")
        >>> [actor.abbreviation for actor in task.actors(responsibility="lead")]
        ['KMar']
        """
        wanted = self._home.word(self._home.assignments, "responsibility", responsibility)
        return tuple(
            dict.fromkeys(
                each.actor
                for each in self.assignments
                if (doubtful or each.counts) and wanted in (None, each.responsibility)
            )
        )

    @property
    def legal_bases(self) -> tuple[LegalBasis, ...]:
        """The law that assignments of it rest on, those that count."""
        found = (law for each in self.assignments if each.counts for law in each.legal_bases)
        return tuple(dict.fromkeys(found))

    @property
    def phenomena(self) -> "tuple[Phenomenon, ...]":
        """What it is about."""
        return self._home.objects(Phenomenon, self.iri, ga("concerns"))

    @property
    def broader(self) -> "tuple[Task, ...]":
        """The tasks it is a part of."""
        return self._home.objects(Task, self.iri, SKOS + "broader")

    @property
    def ancestors(self) -> "tuple[Task, ...]":
        """The tasks it is a part of, and those that these are a part of, the nearest first."""
        found: dict[Task, None] = dict.fromkeys(self.broader)
        waiting = list(found)
        for each in waiting:
            waiting += [wider for wider in each.broader if wider not in found]
            found |= dict.fromkeys(each.broader)
        return tuple(each for each in found if each != self)

    @property
    def narrower(self) -> "tuple[Task, ...]":
        """The tasks that are a part of it."""
        return self._home.subjects(Task, self.iri, SKOS + "broader")

    def diagram(
        self, kind: str = "neighbourhood", *, language: str = "nl", as_of: str | None = None
    ) -> "Picture":
        """A picture of it; see :meth:`govactors.Publication.diagram`."""
        return self._home.diagram(kind, self.iri, language=language, as_of=as_of)

    def _repr_html_(self) -> str:
        from govactors import notebook

        return notebook.task(self)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Phenomenon(Thing):
    """What a task is about, for instance people smuggling."""

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks that are about it."""
        return self._home.subjects(Task, self.iri, ga("concerns"))

    @property
    def actors(self) -> "tuple[Actor, ...]":
        """Who has a task that is about it, by assignments that count."""
        return tuple(dict.fromkeys(actor for task in self.tasks for actor in task.actors()))
