"""Names: the vocabulary's namespace, the prefixes, and the one builder of addresses.

Nothing else in the package spells an address. A publication's base comes from its own
ontology header (:class:`Addresses`); the vocabulary, the words the library itself
understands, is fixed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

VOCABULARY = "https://w3id.org/govactors/def#"
"""Namespace of the words (``ga:``) that the library understands."""

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
ELI = "http://data.europa.eu/eli/ontology#"
ORG = "http://www.w3.org/ns/org#"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
SH = "http://www.w3.org/ns/shacl#"
VANN = "http://purl.org/vocab/vann/"
FOAF = "http://xmlns.com/foaf/0.1/"
SCHEMA = "https://schema.org/"

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "cpsv": "http://purl.org/vocab/cpsv#",
        "cv": "http://data.europa.eu/m8g/",
        "dcterms": DCTERMS,
        "eli": ELI,
        "foaf": FOAF,
        "ga": VOCABULARY,
        "oa": OA,
        "org": ORG,
        "owl": OWL,
        "prov": PROV,
        "rdf": RDF,
        "rdfs": RDFS,
        "schema": SCHEMA,
        "sh": SH,
        "skos": SKOS,
        "vann": VANN,
        "xsd": XSD,
    }
)
"""Prefixes of the vocabularies in use; :attr:`Addresses.prefixes` adds a publication's own."""

CLASSES = frozenset(
    {
        "Actor",
        "ActorGroup",
        "Assignment",
        "Authority",
        "Change",
        "Cooperation",
        "Deployment",
        "Derivation",
        "InformationFlow",
        "LegalBasis",
        "Naming",
        "Office",
        "Omission",
        "Organisation",
        "Participation",
        "Partnership",
        "Passage",
        "Phenomenon",
        "Place",
        "Placement",
        "Relation",
        "Source",
        "Statement",
        "Task",
        "Unit",
    }
)
"""The classes of the vocabulary, without its namespace."""

CONCEPTS = (
    "afleiding",
    "begrip",
    "bereik",
    "bron",
    "functie",
    "gebeurtenis",
    "graaf",
    "groep",
    "organisatie",
    "passage",
    "plaats",
    "taak",
    "uitspraak",
    "voorvoegsel",
    "vorm",
    "vraag",
    "wet",
)
"""The ``{concept}`` segments that get a prefix of their own name in listings and dumps."""

_THING = re.compile(r"(?P<concept>[a-z][a-z-]*)/(?P<reference>[a-z0-9][a-z0-9-]*)")


def ga(name: str) -> str:
    """The IRI of a term of the vocabulary.

    >>> ga("Assignment")
    'https://w3id.org/govactors/def#Assignment'
    """
    return VOCABULARY + name


def expand(name: str, prefixes: Mapping[str, str]) -> str:
    """The address behind ``prefix:local`` or ``<...>``; any other text as it is.

    >>> expand("ga:leads", PREFIXES)
    'https://w3id.org/govactors/def#leads'
    """
    if name.startswith("<") and name.endswith(">"):
        return name[1:-1]
    prefix, colon, local = name.partition(":")
    return prefixes[prefix] + local if colon and prefix in prefixes else name


@dataclass(frozen=True, slots=True)
class Addresses:
    """Every address of one publication, built from its base (which ends in ``/``).

    >>> here = Addresses("https://example.org/chain/")
    >>> here.thing("organisatie", "ind")
    'https://example.org/chain/id/organisatie/ind'
    >>> here.split("https://example.org/chain/id/organisatie/ind")
    ('organisatie', 'ind')
    >>> here.shorten("https://example.org/chain/id/organisatie/ind")
    'organisatie:ind'
    """

    base: str

    @property
    def ontology(self) -> str:
        """The ontology itself, also the name of the graph that holds it."""
        return self.base + "def"

    def thing(self, concept: str, reference: str) -> str:
        """A thing: ``{base}id/{concept}/{reference}`` (Dutch URI strategy)."""
        return f"{self.base}id/{concept}/{reference}"

    def document(self, concept: str, reference: str) -> str:
        """The description of a thing, to which its address answers 303."""
        return f"{self.base}doc/{concept}/{reference}"

    def graph(self, reference: str) -> str:
        """A named graph: one per source, ``kern``, and ``afgeleid`` (derived)."""
        return self.thing("graaf", reference)

    def release(self, date: str) -> str:
        """One release, by its date; below it stands all that it published."""
        return f"{self.base}{date}/"

    def dump(self, date: str, name: str) -> str:
        """A file of one release."""
        return f"{self.release(date)}dumps/{name}"

    def changes(self, iri: str | None = None) -> str:
        """The feed of what changed from release to release, of all or of one thing."""
        parts = self.split(iri) if iri else None
        return f"{self.document(*parts)}/changes" if parts else f"{self.base}changes"

    def catalogue(self, date: str = "") -> str:
        """The document that describes the publication, or its release of a day.

        >>> Addresses("https://example.org/chain/").catalogue("2024-06-30")
        'https://example.org/chain/2024-06-30/catalogus'
        """
        return f"{self.base}{date}/catalogus" if date else self.base + "catalogus"

    def split(self, iri: str) -> tuple[str, str] | None:
        """Concept and reference of a thing's address; ``None`` for any other address."""
        head = self.base + "id/"
        found = _THING.fullmatch(iri[len(head) :]) if iri.startswith(head) else None
        return (found["concept"], found["reference"]) if found else None

    @property
    def prefixes(self) -> dict[str, str]:
        """The common prefixes and one for each concept of this publication."""
        own = {concept: f"{self.base}id/{concept}/" for concept in CONCEPTS}
        own["lijst"] = f"{self.base}id/begrippenlijst/"
        return {**PREFIXES, **own}

    def shorten(self, iri: str) -> str:
        """``prefix:local`` where a prefix fits and the local part is plain, else the IRI."""
        best = max(
            ((name, space) for name, space in self.prefixes.items() if iri.startswith(space)),
            key=lambda item: len(item[1]),
            default=None,
        )
        if best is None:
            return iri
        name, space = best
        local = iri[len(space) :]
        return f"{name}:{local}" if re.fullmatch(r"[A-Za-z0-9_][\w-]*", local, re.ASCII) else iri
