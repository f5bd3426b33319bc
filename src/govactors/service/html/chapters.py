"""The parts of a dossier: chapters of groups of rows, each row with its proofs."""

from dataclasses import dataclass, field

from govactors.service.html.naming import Part, Shown


@dataclass(frozen=True, slots=True)
class Fact:
    """A property with its values."""

    label: Shown
    values: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """A statement: which source, where in it; ``certainty`` only if it is not explicit."""

    source: Shown
    where: tuple[Part, ...]
    href: str
    certainty: tuple[Shown, ...]


@dataclass(slots=True)
class Row:
    """One thing that is said, and everybody who says so; ``over`` if it does not hold any more."""

    what: tuple[Shown, ...]
    kind: tuple[Part, ...] = ()
    when: str = ""
    period: tuple[Part, ...] = ()
    over: bool = True
    facts: list[Fact] = field(default_factory=list)
    notes: list[Shown] = field(default_factory=list)
    proofs: list[Proof] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading of their own; one without any words is not shown."""

    title: tuple[Part, ...]
    rows: list[Row]

    @property
    def plain(self) -> bool:
        """Whether the rows are names and nothing else."""
        return not any(row.proofs or row.facts for row in self.rows)


@dataclass(frozen=True, slots=True)
class Chapter:
    """Groups about one side of the thing."""

    anchor: str
    title: Part
    groups: list[Group]

    @property
    def total(self) -> int:
        """Rows in all groups."""
        return sum(len(group.rows) for group in self.groups)
