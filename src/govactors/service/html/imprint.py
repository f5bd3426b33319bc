"""What every page says about the publication it belongs to: release, licence, whom to tell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import pyoxigraph as ox

from govactors.contents import Contents
from govactors.folder import Role
from govactors.terms import DCTERMS, FOAF

_VCARD = "http://www.w3.org/2006/vcard/ns#"
_DCAT = "http://www.w3.org/ns/dcat#"


@dataclass(frozen=True, slots=True)
class Imprint:
    """The imprint of a publication, as its own header has it.

    ``contact`` is an address of whoever keeps the publication, ``keeper`` their name and
    ``email`` an e-mail address; each is empty where the header does not tell.
    """

    base: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    abouts: Mapping[str, str] = field(default_factory=dict)
    version: str = ""
    date: str = ""
    hash: str = ""
    licence: str = ""
    contact: str = ""
    keeper: str = ""
    email: str = ""

    @classmethod
    def of(cls, contents: Contents) -> "Imprint":
        """That of a publication.

        >>> import govactors
        >>> Imprint.of(govactors.load()).keeper
        'govactors project'
        """
        said = _Header(contents)
        ontology = contents.addresses.ontology
        contact = said.first(ontology, _DCAT + "contactPoint", DCTERMS + "publisher")
        email = said.first(contact, FOAF + "mbox", _VCARD + "hasEmail")
        return cls(
            contents.addresses.base,
            said.texts(ontology, DCTERMS + "title"),
            said.texts(ontology, DCTERMS + "description")
            or said.texts(ontology, DCTERMS + "title"),
            contents.release.version,
            contents.release.date,
            contents.release.hash,
            said.first(ontology, DCTERMS + "license"),
            contact,
            said.first(contact, FOAF + "name", _VCARD + "fn"),
            email.removeprefix("mailto:") if email.startswith("mailto:") else "",
        )

    def title(self, language: str) -> str:
        """What the publication calls itself, in the language if it can."""
        return self.titles.get(language) or next(iter(self.titles.values()), "govactors")

    def about(self, language: str) -> str:
        """What it is about, in a sentence."""
        return self.abouts.get(language) or self.title(language)

    def spoken(self, language: str) -> str:
        """The language of :meth:`title`."""
        return language if language in self.titles else next(iter(self.titles), "")


class _Header:
    """The triples of the ontology's files, by subject and property."""

    def __init__(self, contents: Contents) -> None:
        self._said: dict[tuple[str, str], list[ox.NamedNode | ox.Literal]] = {}
        for file in contents.files:
            for triple in file.triples if file.role is Role.ONTOLOGY else ():
                if isinstance(triple.subject, ox.NamedNode) and isinstance(
                    triple.object, ox.NamedNode | ox.Literal
                ):
                    key = (triple.subject.value, triple.predicate.value)
                    self._said.setdefault(key, []).append(triple.object)

    def first(self, subject: str, *properties: str) -> str:
        found = (each.value for name in properties for each in self._said.get((subject, name), ()))
        return next(found, "")

    def texts(self, subject: str, name: str) -> Mapping[str, str]:
        found = self._said.get((subject, name), [])
        return MappingProxyType(
            {each.language or "": each.value for each in found if isinstance(each, ox.Literal)}
        )
