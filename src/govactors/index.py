"""Statements of one class, indexed by what they name in which role."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from govactors.descriptions import Description
from govactors.statements import Statement
from govactors.terms import VOCABULARY

S = TypeVar("S", bound=Statement)


class Said(Generic[S]):
    """The statements of one class, found by what they name in which role."""

    def __init__(self, statements: Iterable[S], told: Mapping[str, Description]) -> None:
        self._all = tuple(statements)
        self._index: dict[tuple[str, str], list[S]] = {}
        for each in self._all:
            for name in told[each.iri].said:
                role = name.removeprefix(VOCABULARY)
                for iri in told[each.iri].nodes(name):
                    self._index.setdefault((role, iri), []).append(each)
                    self._index.setdefault(("", iri), []).append(each)

    def __iter__(self) -> Iterator[S]:
        return iter(self._all)

    def of(self, iri: str, *roles: str) -> tuple[S, ...]:
        """Those that name a thing in one of these roles, without roles in any; sorted."""
        lists = [self._index.get((role, iri), ()) for role in roles or [""]]
        found = {each.iri: each for some in lists for each in some}
        return tuple(found[each] for each in sorted(found))

    def values(self, role: str) -> set[str]:
        """The addresses in a role."""
        return {iri for name, iri in self._index if name == role}
