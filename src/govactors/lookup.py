"""Things found by whatever people call them: names old and new, references, identifiers."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TypeVar, cast

from govactors.labels import Labels, folded
from govactors.problems import Problem
from govactors.terms import Addresses
from govactors.things import Concept, Thing

T = TypeVar("T", bound=Thing)
_SHOWN = 12


class Lookup:
    """Finds things by name, abbreviation, former name, reference, identifier or address."""

    def __init__(self, known: Mapping[str, Thing], labels: Labels, addresses: Addresses) -> None:
        self._known = known
        self._labels = labels
        self._addresses = addresses

    @cached_property
    def _identifiers(self) -> Mapping[str, set[str]]:
        """Addresses of things by their own and others' addresses, and the ends of these."""
        found: dict[str, set[str]] = {}
        for iri, thing in self._known.items():
            forms = {iri, self._addresses.shorten(iri), thing.reference}
            forms |= {form for each in thing.same_as for form in (each, each.rpartition("/")[2])}
            for form in forms:
                found.setdefault(form.casefold(), set()).add(iri)
        return found

    def find(self, name: str, *kinds: type[T]) -> T:
        """The one thing, of these classes, that is called so.

        Case, diacritics and punctuation do not matter.

        Raises :class:`Problem` ``unknown-thing`` that lists near matches, or all candidates when
        the name fits several; ``invalid-parameter`` if the name is no text.
        """
        if not isinstance(name, str):
            raise Problem(
                "invalid-parameter",
                f"A name is text, not {type(name).__name__}.",
                hint="Give a name, an abbreviation, an identifier or an address.",
            )
        found = {iri for iri in self._labels.things(name) if self._is(iri, kinds)}
        found |= {i for i in self._identifiers.get(name.casefold(), ()) if self._is(i, kinds)}
        if len(found) == 1:
            return cast(T, self._known[found.pop()])
        if found:
            listed = ", ".join(sorted(found)[:_SHOWN])
            more = ", ..." if len(found) > _SHOWN else ""
            hint = f"Choose one of: {listed}{more}."
            raise Problem("unknown-thing", f"{name!r} fits several.", hint=hint)
        near = [m for m in self._labels.near(name, 50) if self._is(m.label.iri, kinds)]
        listed = ", ".join(f"'{match.label.text}'" for match in near[:5])
        hint = f"Did you mean: {listed}?" if near else "Nothing resembles it."
        raise Problem("unknown-thing", f"There is no {name!r} here.", hint=hint)

    def _is(self, iri: str, kinds: tuple[type[Thing], ...]) -> bool:
        return isinstance(self._known.get(iri), kinds)


def word(text: str, concepts: Iterable[Concept], called: str = "") -> str:
    """The word of the one concept that is meant by its word, its reference or a label.

    ``called`` names the code list. Raises :class:`Problem` ``unknown-thing`` that lists the words
    there are, with what they mean in English where they are no English words.
    """
    listed = sorted(concepts, key=lambda each: each.iri)
    for each in listed:
        names = {each.notation, each.reference, each.iri, *each.names}
        if isinstance(text, str) and folded(text) in map(folded, names - {""}):
            return each.notation or each.reference
    words = sorted({_told(each) for each in listed})
    hint = f"Choose one of: {', '.join(words)}." if words else "None is in use here."
    where = f"the code list {called}" if called else "this code list"
    raise Problem("unknown-thing", f"There is no {text!r} in {where}.", hint=hint)


def _told(concept: Concept) -> str:
    """The word of a concept; of one that has only a Dutch word, with its English label."""
    own = concept.notation or concept.reference
    foreign = own == concept.reference and "en" in concept.labels
    return f"{own} ({concept.labels['en']})" if foreign and concept.labels["en"] != own else own
