"""Law as a ground: articles that give or limit a task or power."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from govactors.terms import ELI
from govactors.things import Thing

if TYPE_CHECKING:
    from govactors.actors import Actor
    from govactors.statements import Assignment
    from govactors.tasks import Task


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class LegalBasis(Thing):
    """A law, or a part of one, whatever its version.

    ``identifier`` is its number in the register, such as ``BWBR0011823``, ``abbreviation`` what
    lawyers call it, ``pages`` are addresses where it stands.
    """

    identifier: str | None = field(default=None, kw_only=True)
    abbreviation: str | None = field(default=None, kw_only=True)
    pages: tuple[str, ...] = field(default=(), kw_only=True)

    @property
    def whole(self) -> "LegalBasis | None":
        """The law that it is a part of."""
        return next(iter(self._home.objects(LegalBasis, self.iri, ELI + "is_part_of")), None)

    @property
    def parts(self) -> "tuple[LegalBasis, ...]":
        """The articles of this law that the publication names."""
        return self._home.subjects(LegalBasis, self.iri, ELI + "is_part_of")

    @property
    def assignments(self) -> "tuple[Assignment, ...]":
        """The assignments that rest on it, sorted by address."""
        return self._home.assignments.of(self.iri, "legalBasis")

    @property
    def tasks(self) -> "tuple[Task, ...]":
        """The tasks that rest on it, by assignments that count."""
        return tuple(dict.fromkeys(each.task for each in self.assignments if each.counts))

    @property
    def actors(self) -> "tuple[Actor, ...]":
        """The actors whose tasks rest on it, by assignments that count."""
        return tuple(dict.fromkeys(each.actor for each in self.assignments if each.counts))
