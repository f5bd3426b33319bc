"""What triples say of a thing, as a page shows it."""

from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from govactors.terms import DCTERMS, FOAF, RDF, SKOS

_NAMES = (
    FOAF + "name",
    "http://www.w3.org/2006/vcard/ns#fn",
    DCTERMS + "title",
    SKOS + "prefLabel",
)


class Excerpt:
    """Texts, names and links from triples, in a language where there is a choice."""

    def __init__(self, triples: Iterable[ox.Triple], language: str) -> None:
        self._language = language
        self._found: dict[tuple[str, str], list[ox.NamedNode | ox.Literal]] = {}
        for each in triples:
            if isinstance(each.object, ox.NamedNode | ox.Literal):
                key = (str(getattr(each.subject, "value", "")), each.predicate.value)
                self._found.setdefault(key, []).append(each.object)

    def of_kind(self, kind: str) -> list[str]:
        """The addresses of all things of a class."""
        return [
            subject
            for (subject, name), values in self._found.items()
            if name == RDF + "type" and any(each.value == kind for each in values)
        ]

    def text(self, subject: str, name: str) -> str:
        """One value as text, in the language of the page if there is one in it."""
        found = self._wanted(subject, name)
        return found[0].value if found else ""

    def values(self, subject: str, name: str) -> list[tuple[str, str]]:
        """The values: a text, and the address that it leads to, if any."""
        found = []
        for each in self._wanted(subject, name):
            href = each.value if isinstance(each, ox.NamedNode) else ""
            found.append((self._called(each), href if href.startswith("http") else ""))
        return found

    def _called(self, term: ox.NamedNode | ox.Literal) -> str:
        if isinstance(term, ox.Literal):
            return term.value
        return next((t for t in (self.text(term.value, n) for n in _NAMES) if t), term.value)

    def _wanted(self, subject: str, name: str) -> Sequence[ox.NamedNode | ox.Literal]:
        found = self._found.get((subject, name), [])
        spoken = [e for e in found if isinstance(e, ox.Literal) and e.language == self._language]
        return spoken or found
