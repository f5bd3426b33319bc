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

GEZAG = "gezag"
"""The kind of authority under which work is done."""

Roles = Mapping[str, tuple[Thing, ...]]


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Statement(Described):
    """What a source says, of whichever class.

    ``certainty`` is the English word of the code list: ``explicit``, ``implied``, ``ambiguous``,
    ``unverified``; ``modality`` (``may``, ``must``, ``announced``) and ``end_status`` (``ended``,
    ``ongoing``, ``unknown``) are such words too, or ``None`` where nothing is said. It ``counts``
    if shortcuts follow from it on the day of the publication: it is certain enough, not merely
    announced, and neither ended nor still to begin.

    It holds in a ``period``, rests on a ``source`` and its ``passages``, and names the
    ``legal_bases`` given for it. By language: ``notes`` on how it was read, ``qualifiers`` such as
    "mainly", and ``conditions``.

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
    """An ``actor`` has a ``task``, in a ``responsibility``: ``lead``, ``execute``, ``advise``, ...

    ``under`` are the superiors whose authority (gezag) a source gives for this very task: a rule
    derives them. Where the source gives it for a broader task, ``under`` is empty, since whether
    it reaches every part of that task the source leaves open; :attr:`authorities` has both, with
    their scope. ``partners`` are those with whom it is done.
    """

    actor: Actor
    task: Task
    responsibility: str
    under: tuple[Actor, ...] = ()
    partners: tuple[Thing, ...] = ()

    @property
    def authorities(self) -> "tuple[Authority, ...]":
        """The lines of authority (gezag) above the actor that cover the task, if they count.

        The task that it is done within is covered as well; see :meth:`Authority.covers`.

        >>> import govactors
        >>> kmar = govactors.load().actor("KMar")
        >>> (lead,) = [each for each in kmar.assignments if each.responsibility == "lead"]
        >>> {line.superior.abbreviation for line in lead.authorities}, lead.under
        ({'OM'}, ())
        """
        tasks = (self.task, *(e for e in self.role("withinTask") if isinstance(e, Task)))
        return tuple(
            each
            for each in self.actor.authorities
            if each.counts and each.authority_kind == GEZAG and all(map(each.covers, tasks))
        )


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Authority(Statement):
    """A ``superior`` stands above ``subordinates``; ``scope`` limits it, if given.

    ``authority_kind`` is the Dutch term of law, such as ``gezag`` or ``beheer``: the code list
    has no English words for them, because English has no settled ones.
    """

    superior: Actor
    subordinates: tuple[Actor, ...]
    authority_kind: str
    scope: tuple[Thing, ...] = ()

    def __repr__(self) -> str:
        below = ", ".join(each.reference for each in self.subordinates)
        line = f"{self.superior.reference} above {below} ({self.authority_kind})"
        return f"<Authority {self.reference}: {line}>"

    def covers(self, task: Task) -> bool:
        """Whether its scope names a task, or a broader task that it is a part of.

        Of a broader one the source may still leave open whether it means every part: read
        :attr:`scope`. Without a scope the source does not say for what it holds, and no task is
        covered.
        """
        expect(task, Task, "The task")
        return not {task, *task.ancestors}.isdisjoint(self.scope)


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Placement(Statement):
    """A ``part`` stands below a ``whole``."""

    part: Actor
    whole: Actor


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Participation(Statement):
    """A ``member`` takes part in a ``partnership``; ``member_role`` is ``member`` or ``chair``."""

    member: Actor
    partnership: Partnership
    member_role: str


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Cooperation(Statement):
    """Two or more ``actors`` work together, on ``tasks`` or about something (``concerns``)."""

    actors: tuple[Actor, ...]
    tasks: tuple[Task, ...] = ()
    concerns: tuple[Thing, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class InformationFlow(Statement):
    """``senders`` tell ``receivers`` something; either side may be left open by the source.

    ``content`` is the kind of information, ``concerns`` what it is about, ``purposes`` what for.
    """

    senders: tuple[Actor, ...] = ()
    receivers: tuple[Actor, ...] = ()
    content: tuple[Thing, ...] = ()
    concerns: tuple[Thing, ...] = ()
    purposes: tuple[Thing, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Deployment(Statement):
    """An ``actor`` posts a unit (``deployed``) or staff, ``staff`` in words by language.

    ``places`` is where, ``within`` the partnership or task that it is done for.
    """

    actor: Actor
    deployed: tuple[Actor, ...] = ()
    places: tuple[Thing, ...] = ()
    within: tuple[Thing, ...] = ()
    staff: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Change(Statement):
    """A founding, renaming, merger, split, move, task transfer or closure.

    ``change_kind`` is the English word of the code list, such as ``merger``; ``before`` and
    ``after`` are the actors on either side, ``changed_on`` is when, ``tasks`` are those handed
    over.
    """

    change_kind: str
    changed_on: Moment | None
    before: tuple[Actor, ...] = ()
    after: tuple[Actor, ...] = ()
    tasks: tuple[Task, ...] = ()

    def __repr__(self) -> str:
        before, after = (", ".join(e.reference for e in all_) for all_ in (self.before, self.after))
        what = f"{self.change_kind} {self.changed_on or '?'}"
        return f"<Change {self.reference}: {what}: {before} -> {after}>"


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Naming(Statement):
    """What a source calls a ``thing``: a ``name`` in a ``language``, in use during :attr:`period`.

    ``name_kind`` is ``official``, ``former``, ``abbreviation``, ``heading`` or ``letterhead``.
    """

    thing: Thing
    name: str
    language: str
    name_kind: str

    def __repr__(self) -> str:
        return f"<Naming {self.reference}: {self.thing.reference} {self.name_kind} {self.name!r}>"


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Relation(Statement):
    """Anything else of a ``subject``; ``relation`` is a concept, what it points at ``objects`` or
    ``values``.
    """

    subject: Thing
    relation: Thing
    objects: tuple[Thing, ...] = ()
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Omission(Statement):
    """What a source leaves open about a ``subject``; ``missing`` is a concept."""

    subject: Thing
    missing: Thing
