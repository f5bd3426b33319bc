"""Terms as people read them: names in a language, values in quotation marks."""

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from govactors.store import Term
from govactors.terms import XSD, Addresses

LANGUAGES = ("nl", "en")
_NOTHING = "–"


class Wording:
    """Names of things by language, and how values are written in a sentence.

    >>> words = Wording(Addresses("https://example.org/x/"), {"a:b": {"nl": "de dienst"}})
    >>> words.listed([ox.NamedNode("a:b"), ox.Literal("the service", language="en")], "nl")
    'de dienst, “the service” (en)'
    """

    def __init__(self, addresses: Addresses, names: Mapping[str, Mapping[str, str]]) -> None:
        self._addresses = addresses
        self._names = names

    def knows(self, iri: str) -> bool:
        """Whether there is a name for this address."""
        return iri in self._names

    def names(self, iri: str) -> dict[str, str]:
        """The names of an address, by language."""
        return dict(self._names.get(iri, {}))

    def term(self, term: Term, language: str) -> str:
        """One term: its name in the language, or in another, or its address; a value as it is."""
        if isinstance(term, ox.NamedNode):
            names = self._names.get(term.value, {})
            first = next((names[each] for each in (language, *LANGUAGES) if each in names), None)
            return first or next(iter(names.values()), self._addresses.shorten(term.value))
        if not isinstance(term, ox.Literal):
            return str(term)
        if term.language:
            text = f"“{term.value}”"
            return text if term.language == language else f"{text} ({term.language})"
        return f"“{term.value}”" if term.datatype.value == XSD + "string" else term.value

    def listed(self, terms: Iterable[Term], language: str) -> str:
        """Several terms, in the order of the alphabet; a dash where there are none."""
        return ", ".join(sorted({self.term(each, language) for each in terms})) or _NOTHING
