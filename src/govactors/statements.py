"""Statements: what a source says, where, how certainly and for which time."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from govactors.actors import Actor, Partnership
from govactors.laws import LegalBasis
from govactors.period import Moment, Period
from govactors.problems import expect
from govactors.sources import Passage, Source
from govactors.tasks import Task
from govactors.things import Concept, Described, Thing, in_language

Roles = Mapping[str, tuple[Thing, ...]]


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Statement(Described):
    """What a source says, of whichever class.

    ``certainty`` is the English word of the code list: ``explicit``, ``implied``, ``ambiguous``,
    ``unverified``; ``modality`` (``may``, ``must``, ``announced``) and ``end_status`` (``ended``,
    ``ongoing``, ``unknown``) are such words too, or ``None`` where nothing is said. It ``counts``
    if shortcuts follow from it on the day of the publication: it is certain enough, not merely
    announced, and neither ended nor still to begin.

    ``roles`` names all things it speaks of by property, for instance ``with`` or ``place``; the
    properties of the class are attributes of their own.
    """

    period: Period = field(default_factory=Period)
    certainty: str = ""
    counts: bool = False
    modality: str | None = None
    end_status: str | None = None
    notes: Mapping[str, str] = field(default_factory=dict)
    qualifiers: Mapping[str, str] = field(default_factory=dict)
    conditions: Mapping[str, str] = field(default_factory=dict)
    source: Source | None = None
    passages: tuple[Passage, ...] = ()
    legal_bases: tuple[LegalBasis, ...] = ()
    roles: Roles = field(default_factory=dict)

    def note(self, language: str = "nl") -> str:
        """What there is to say about how it was read; nothing where there is no note."""
        return in_language(self.notes, language)

    def role(self, name: str) -> tuple[Thing, ...]:
        """The things in one role, by the local name of the property, for instance ``with``."""
        expect(name, str, "A role")
        return self.roles.get(name, ())

    def _repr_html_(self) -> str:
        from govactors import notebook

        return notebook.statement(self)

    def __repr__(self) -> str:
        found = (each for things in self.roles.values() for each in things)
        named = (e.reference for e in found if type(e) not in (Concept, LegalBasis, Thing))
        return f"<{self.kind} {self.reference}: {', '.join(dict.fromkeys(named))}>"


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Assignment(Statement):
    """An actor has a task, in some responsibility: ``lead``, ``execute``, ``advise``, ...

    ``under`` are the superiors under whose authority (gezag) it is done, ``partners`` those with
    whom.
    """

    actor: Actor
    task: Task
    responsibility: str
    under: tuple[Actor, ...] = ()
    partners: tuple[Thing, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Authority(Statement):
    """A superior stands above subordinates; ``scope`` limits it, if given.

    ``authority_kind`` is the reference of the concept, such as ``gezag`` or ``beheer``.
    """

    superior: Actor
    subordinates: tuple[Actor, ...]
    authority_kind: str
    scope: tuple[Thing, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Placement(Statement):
    """A part stands below a whole."""

    part: Actor
    whole: Actor


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Participation(Statement):
    """An actor takes part in a partnership, in a ``member_role``: ``member`` or ``chair``."""

    member: Actor
    partnership: Partnership
    member_role: str


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Cooperation(Statement):
    """Two or more actors work together, on ``tasks`` or about something (``concerns``)."""

    actors: tuple[Actor, ...]
    tasks: tuple[Task, ...] = ()
    concerns: tuple[Thing, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class InformationFlow(Statement):
    """Senders tell receivers something; either side may be left open by the source."""

    senders: tuple[Actor, ...] = ()
    receivers: tuple[Actor, ...] = ()
    content: tuple[Thing, ...] = ()
    concerns: tuple[Thing, ...] = ()
    purposes: tuple[Thing, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Deployment(Statement):
    """An actor posts a unit (``deployed``) or staff, ``staff`` in words by language."""

    actor: Actor
    deployed: tuple[Actor, ...] = ()
    places: tuple[Thing, ...] = ()
    within: tuple[Thing, ...] = ()
    staff: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Change(Statement):
    """A founding, renaming, merger, split, move, task transfer or closure.

    ``change_kind`` is the reference of the concept, such as ``fusie``; ``before`` and ``after``
    are the actors on either side.
    """

    change_kind: str
    changed_on: Moment | None
    before: tuple[Actor, ...] = ()
    after: tuple[Actor, ...] = ()
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Naming(Statement):
    """What a source calls a thing; ``name_kind`` is ``official``, ``former``, ``abbreviation``."""

    thing: Thing
    name: str
    language: str
    name_kind: str


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Relation(Statement):
    """Anything else; ``relation`` is a concept, what it points at ``objects`` or ``values``."""

    subject: Thing
    relation: Thing
    objects: tuple[Thing, ...] = ()
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Omission(Statement):
    """What a source leaves open about a subject; ``missing`` is a concept."""

    subject: Thing
    missing: Thing
