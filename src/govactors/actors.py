"""Actors: bodies, units, partnerships, offices and groups, and how they stand to each other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from govactors.tasks import Task
from govactors.terms import ORG
from govactors.things import Concept, Thing

if TYPE_CHECKING:
    from govactors.pictures import Picture
    from govactors.statements import (
        Assignment,
        Authority,
        Change,
        Cooperation,
        Deployment,
        InformationFlow,
        Naming,
        Participation,
        Placement,
    )

TRANSFER = "transfer"
"""The kind of change that moves tasks and leaves everybody in being."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Actor(Thing):
    """Anyone with (part in) a task, or its object; ``abbreviation`` and ``homepage`` if it has any.

    What gives statements (:attr:`assignments`, :attr:`authorities`, ...) gives all of them; what
    gives actors or tasks looks only at statements that count: not those that are ambiguous,
    unverified, announced, ended or still to begin.

    >>> import govactors
    >>> kmar = govactors.load().actor("KMar")
    >>> [task.reference for task in kmar.tasks(responsibility="lead")]
    ['opsporing-mensensmokkel']
    """

    abbreviation: str | None = None
    homepage: str | None = field(default=None, kw_only=True)

    @property
    def tooi(self) -> str | None:
        """Its address in the register of Dutch government bodies (TOOI)."""
        return next((each for each in self.same_as if "/tooi/id/" in each), None)

    @property
    def wikidata(self) -> str | None:
        """Its identifier in Wikidata, for instance ``Q1041343``."""
        return next((e.rpartition("/")[2] for e in self.same_as if "wikidata.org/" in e), None)

    @property
    def classifications(self) -> tuple[Concept, ...]:
        """What sort of actor it is, by the code list."""
        return self._home.objects(Concept, self.iri, ORG + "classification")

    @property
    def assignments(self) -> "tuple[Assignment, ...]":
        """What it does according to which source, sorted by address."""
        return self._home.assignments.of(self.iri, "actor")

    def tasks(
        self, responsibility: str | None = None, *, doubtful: bool = False
    ) -> tuple[Task, ...]:
        """Its tasks, in any responsibility or in one (``lead``, ``execute``, ...).

        ``doubtful`` adds those of assignments that do not count.
        """
        wanted = self._home.word(self._home.assignments, "responsibility", responsibility)
        return tuple(
            dict.fromkeys(
                each.task
                for each in self.assignments
                if (doubtful or each.counts) and wanted in (None, each.responsibility)
            )
        )

    @property
    def authorities(self) -> "tuple[Authority, ...]":
        """The lines of authority above it, sorted by address."""
        return self._home.authorities.of(self.iri, "subordinate")

    @property
    def authorities_over(self) -> "tuple[Authority, ...]":
        """The lines of authority below it, sorted by address."""
        return self._home.authorities.of(self.iri, "superior")

    def superiors(
        self, kind: str | None = None, *, about: Task | str | None = None
    ) -> "tuple[Actor, ...]":
        """Who stands above it, in any way or in one: ``gezag``, ``beheer``, or its English label.

        ``about``, a task or its name, keeps authority whose scope covers it: that task or a
        broader one. Without a scope the source does not say for what it holds: it is left out.
        """
        return _once(each.superior for each in self._in_force(self.authorities, kind, about))

    def subordinates(
        self, kind: str | None = None, *, about: Task | str | None = None
    ) -> "tuple[Actor, ...]":
        """Who stands below it; see :meth:`superiors`."""
        found = self._in_force(self.authorities_over, kind, about)
        return _once(actor for each in found for actor in each.subordinates)

    def _in_force(
        self, lines: "tuple[Authority, ...]", kind: str | None, about: Task | str | None
    ) -> "Iterator[Authority]":
        word = self._home.word(self._home.authorities, "authorityKind", kind)
        task = self._home.find(about, Task) if isinstance(about, str) else about
        for each in lines:
            meant = each.counts and word in (None, each.authority_kind)
            if meant and (task is None or each.covers(task)):
                yield each

    @property
    def memberships(self) -> "tuple[Participation, ...]":
        """The partnerships it is said to take part in, sorted by address of the statement."""
        return self._home.participations.of(self.iri, "member")

    @property
    def placements(self) -> "tuple[Placement, ...]":
        """Where it is said to stand, and what below it, sorted by address."""
        return self._home.placements.of(self.iri, "part", "whole")

    @property
    def parents(self) -> "tuple[Actor, ...]":
        """What it is a part of."""
        found = self._home.placements.of(self.iri, "part")
        return _once(each.whole for each in found if each.counts)

    @property
    def parts(self) -> "tuple[Actor, ...]":
        """What is a part of it."""
        found = self._home.placements.of(self.iri, "whole")
        return _once(each.part for each in found if each.counts)

    @property
    def cooperations(self) -> "tuple[Cooperation, ...]":
        """With whom it is said to work together, sorted by address."""
        return self._home.cooperations.of(self.iri, "actor")

    @property
    def flows(self) -> "tuple[InformationFlow, ...]":
        """What it is said to tell or to be told, sorted by address."""
        return self._home.flows.of(self.iri, "sender", "receiver")

    @property
    def informs(self) -> "tuple[Actor, ...]":
        """Whom it tells something."""
        found = self._home.flows.of(self.iri, "sender")
        return _once(actor for each in found if each.counts for actor in each.receivers)

    @property
    def informed_by(self) -> "tuple[Actor, ...]":
        """Who tells it something."""
        found = self._home.flows.of(self.iri, "receiver")
        return _once(actor for each in found if each.counts for actor in each.senders)

    @property
    def deployments(self) -> "tuple[Deployment, ...]":
        """What it is said to post elsewhere, and by whom it is posted, sorted by address."""
        return self._home.deployments.of(self.iri, "actor", "deployed")

    @property
    def changes(self) -> "tuple[Change, ...]":
        """What happened to it, the oldest first."""
        found = self._home.changes.of(self.iri, "before", "after")
        return tuple(sorted(found, key=lambda each: str(each.changed_on or "")))

    @property
    def predecessors(self) -> "tuple[Actor, ...]":
        """From whom it came forth."""
        found = (each for each in self._turns if self in each.after)
        return _once(a for each in found for a in each.before if a not in each.after)

    @property
    def successors(self) -> "tuple[Actor, ...]":
        """Who came forth from it when it ceased to be."""
        ended = (e for e in self._turns if self in e.before and self not in e.after)
        return _once(actor for each in ended for actor in each.after)

    @property
    def _turns(self) -> "Iterator[Change]":
        """The changes that count, but those that leave everybody in being."""
        return (each for each in self.changes if each.counts and each.change_kind != TRANSFER)

    @property
    def namings(self) -> "tuple[Naming, ...]":
        """What sources call it, and when, sorted by address."""
        return self._home.namings.of(self.iri, "names")

    def diagram(
        self, kind: str = "neighbourhood", *, language: str = "nl", as_of: str | None = None
    ) -> "Picture":
        """A picture of it; see :meth:`govactors.Publication.diagram`."""
        return self._home.diagram(kind, self.iri, language=language, as_of=as_of)

    def _repr_html_(self) -> str:
        from govactors import notebook

        return notebook.actor(self)


def _once(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    return tuple(dict.fromkeys(actors))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Organisation(Actor):
    """A body."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Unit(Actor):
    """A part of a body."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Partnership(Actor):
    """A partnership, consultation or chain, which may itself act, chair or be a member."""

    @property
    def participations(self) -> "tuple[Participation, ...]":
        """Who is said to take part, sorted by address of the statement."""
        return self._home.participations.of(self.iri, "partnership")

    @property
    def members(self) -> tuple[Actor, ...]:
        """Who takes part in it, whoever chairs it included."""
        return _once(each.member for each in self.participations if each.counts)

    @property
    def chairs(self) -> tuple[Actor, ...]:
        """Who chairs it."""
        found = (each for each in self.participations if each.counts)
        return _once(each.member for each in found if each.member_role == "chair")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Office(Actor):
    """A mayor, prosecutor or minister, where the source empowers the office."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ActorGroup(Actor):
    """A collective that a source names only by kind; mentions are not merged."""
