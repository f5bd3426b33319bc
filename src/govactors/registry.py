"""The things and statements of one publication, made when first asked for and kept."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from govactors import lookup, readers
from govactors.descriptions import Description, described
from govactors.index import Said
from govactors.labels import Labels
from govactors.problems import Problem, expect
from govactors.sources import Passage
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
    Statement,
)
from govactors.terms import SKOS, ga
from govactors.things import Concept, Thing

if TYPE_CHECKING:
    from govactors.depicted import Depicted
    from govactors.pictures import Picture

_SCHEME = SKOS + "inScheme"
S = TypeVar("S", bound=Statement)
T = TypeVar("T", bound=Thing)


class Registry:
    """Finds and links what a publication describes.

    A class is read with one query when something of it is first asked for; after that every
    answer comes from dictionaries.
    """

    def __init__(self, contents: "Depicted") -> None:
        self._contents = contents
        self._things: dict[str, dict[str, Thing]] = {}
        self._told: dict[str, Description] = {}
        self._said: dict[type[Statement], Said[Any]] = {}
        self._pointers: dict[str, Mapping[str, list[str]]] = {}

    def __reduce__(self) -> tuple[Callable[[], None], tuple[()]]:
        """A copy of a thing elsewhere comes without its publication."""
        return _nothing, ()

    def __deepcopy__(self, memo: object) -> "Registry":
        return self

    def __repr__(self) -> str:
        return f"<Registry of {self._contents!r}>"

    @cached_property
    def labels(self) -> Labels:
        """Every name of every thing."""
        return Labels.of(self._contents)

    @cached_property
    def known(self) -> Mapping[str, Thing]:
        """Every thing, by address."""
        return {iri: each for kind in readers.THINGS for iri, each in self._members(kind).items()}

    def things(self, kind: type[T]) -> tuple[T, ...]:
        """All things of a class and its subclasses, sorted by address."""
        kinds = [name for name, one in readers.THINGS.items() if issubclass(one, kind)]
        found = {iri: each for name in kinds for iri, each in self._members(name).items()}
        return tuple(cast(T, found[iri]) for iri in sorted(found))

    def _members(self, name: str) -> dict[str, Thing]:
        """The things of one class, but those that are of a class before it."""
        if name not in self._things:
            names = list(readers.THINGS)
            before = [self._members(each) for each in names[: names.index(name)]]
            made: dict[str, Thing] = {}
            for said in described(self._contents, name):
                if not any(said.iri in each for each in before):
                    self._told[said.iri] = said
                    made[said.iri] = readers.thing(readers.THINGS[name], said, self)
            self._things[name] = made
        return self._things[name]

    @cached_property
    def passages(self) -> Mapping[str, Passage]:
        """Every passage, by address."""
        found = described(self._contents, ga("Passage"))
        return {each.iri: readers.passage(each, self) for each in found}

    def passage(self, iri: str) -> Passage:
        """The passage at an address; raises :class:`Problem` ``unknown-thing``."""
        if iri not in self.passages:
            hint = "Describe it in the file of its source, or run govactors validate."
            detail = f"<{iri}> is named as a passage and described nowhere."
            raise Problem("unknown-thing", detail, hint=hint)
        return self.passages[iri]

    def a(self, kind: type[T], iri: str) -> T:
        """The thing at an address; where it is described as something else, or not: a bare one."""
        found = self.known.get(iri)
        if isinstance(found, kind):
            return found
        return kind(iri, found.labels if found else {}, _registry=self)

    def those(self, kind: type[T], iris: Iterable[str]) -> tuple[T, ...]:
        """The things at these addresses; see :meth:`a`."""
        return tuple(self.a(kind, iri) for iri in iris)

    def objects(self, kind: type[T], iri: str, name: str) -> tuple[T, ...]:
        """The things of a class that a property of a thing points at, sorted by address."""
        found = map(self.known.get, self._described(iri).nodes(name))
        return tuple(each for each in found if isinstance(each, kind))

    def _described(self, iri: str) -> Description:
        return self._told.get(iri) or Description(iri)

    def subjects(self, kind: type[T], iri: str, name: str) -> tuple[T, ...]:
        """The things of a class that point at a thing by a property, sorted by address."""
        found = (self.known[each] for each in self._pointing(name).get(iri, ()))
        return tuple(each for each in found if isinstance(each, kind))

    def _pointing(self, name: str) -> Mapping[str, list[str]]:
        if name not in self._pointers:
            made: dict[str, list[str]] = {}
            for iri in sorted(self.known):
                for each in self._told[iri].nodes(name):
                    made.setdefault(each, []).append(iri)
            self._pointers[name] = made
        return self._pointers[name]

    def said(self, kind: type[S]) -> Said[S]:
        """The statements of a class."""
        if kind not in self._said:
            told = {each.iri: each for each in described(self._contents, ga(kind.__name__))}
            made = (readers.statement(kind, each, self) for each in told.values())
            self._said[kind] = Said(cast("Iterable[S]", made), told)
        return self._said[kind]

    @cached_property
    def assignments(self) -> Said[Assignment]:
        """Statements of the class ``Assignment``."""
        return self.said(Assignment)

    @cached_property
    def authorities(self) -> Said[Authority]:
        """Statements of the class ``Authority``."""
        return self.said(Authority)

    @cached_property
    def placements(self) -> Said[Placement]:
        """Statements of the class ``Placement``."""
        return self.said(Placement)

    @cached_property
    def participations(self) -> Said[Participation]:
        """Statements of the class ``Participation``."""
        return self.said(Participation)

    @cached_property
    def cooperations(self) -> Said[Cooperation]:
        """Statements of the class ``Cooperation``."""
        return self.said(Cooperation)

    @cached_property
    def flows(self) -> Said[InformationFlow]:
        """Statements of the class ``InformationFlow``."""
        return self.said(InformationFlow)

    @cached_property
    def deployments(self) -> Said[Deployment]:
        """Statements of the class ``Deployment``."""
        return self.said(Deployment)

    @cached_property
    def changes(self) -> Said[Change]:
        """Statements of the class ``Change``."""
        return self.said(Change)

    @cached_property
    def namings(self) -> Said[Naming]:
        """Statements of the class ``Naming``."""
        return self.said(Naming)

    def statements(self) -> tuple[Statement, ...]:
        """Every statement, sorted by address."""
        found = {each.iri: each for kind in readers.OWN for each in self.said(kind)}
        return tuple(found[iri] for iri in sorted(found))

    def statement(self, name: str) -> Statement:
        """The statement at an address, short or full, or with a reference."""
        expect(name, str, "The name of a statement")
        if name not in self._statements:
            raise Problem("unknown-thing", f"There is no statement {name!r} here.")
        return self._statements[name]

    @cached_property
    def _statements(self) -> Mapping[str, Statement]:
        shorten = self._contents.addresses.shorten
        return {
            form: each
            for each in self.statements()
            for form in (each.iri, shorten(each.iri), each.reference)
        }

    def naming(self, iri: str, *roles: str) -> tuple[Statement, ...]:
        """Every statement that names a thing, in whatever role or in these, sorted by address."""
        found = {s.iri: s for kind in readers.OWN for s in self.said(kind).of(iri, *roles)}
        return tuple(found[each] for each in sorted(found))

    def notation(self, iri: str) -> str:
        """The English word of a concept; of one that has none, the reference."""
        found = self.known.get(iri)
        word = found.notation if isinstance(found, Concept) else ""
        return word or iri.rpartition("/")[2]

    def word(self, said: Said[Any], name: str, text: str | None) -> str | None:
        """The word of a code list that is meant; raises :class:`Problem` ``unknown-thing``.

        The list is that of the words in use; on a day on which none is, any will do.
        """
        if text is None:
            return None
        used = self.those(Concept, sorted(said.values(name)))
        lists = {each for one in used for each in self._described(one.iri).nodes(_SCHEME)}
        others = (each for one in lists for each in self.subjects(Concept, one, _SCHEME))
        called = ", ".join(map(self._contents.addresses.shorten, sorted(lists)))
        return lookup.word(text, {*used, *others} or self.things(Concept), called)

    def find(self, name: str, *kinds: type[T]) -> T:
        """The one thing, of these classes, that is called so; see :meth:`Lookup.find`."""
        return self._lookup.find(name, *kinds)

    def diagram(self, kind: str, about: str, *, language: str, as_of: str | None) -> "Picture":
        """A picture of the thing at an address."""
        return self._contents.diagram(kind, about, language=language, as_of=as_of)

    @cached_property
    def _lookup(self) -> lookup.Lookup:
        return lookup.Lookup(self.known, self.labels, self._contents.addresses)


def _nothing() -> None:
    """What a registry becomes in a copy elsewhere."""
