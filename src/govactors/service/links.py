"""Where links on pages lead: the one place that turns a published address into one of ours.

Published addresses (``https://w3id.org/...``) stay what they are in RDF and in the text of pages;
what a reader clicks leads to the host that serves the page, because every link is relative.
"""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from govactors.formats import Format, by_name
from govactors.terms import Addresses

SUFFIXES = ("ttl", "jsonld", "nt", "rdf", "html")
"""The endings that stand for one format of a description."""

LINKSET = "linkset.json"

DESCRIPTIONS: tuple[Format, ...] = tuple(by_name(name) for name in SUFFIXES[:-1])
"""The formats of a description other than a page."""

_ELSEWHERE = ("http://", "https://", "mailto:")


@dataclass(frozen=True, slots=True)
class Links:
    """Links of one page; ``kept`` are the parameters that go along to other pages.

    >>> links = Links(Addresses("https://example.org/chain/"), (("asOf", "2024-01-01"),))
    >>> links.to("https://example.org/chain/id/organisatie/ind")
    '/doc/organisatie/ind?asOf=2024-01-01'
    >>> links.to("https://example.org/chain/def#leads"), links.to("javascript:alert(1)")
    ('/def?asOf=2024-01-01#leads', '')
    """

    addresses: Addresses
    kept: tuple[tuple[str, str], ...] = ()

    def to(self, iri: str) -> str:
        """Where an address leads: here, elsewhere, or nowhere (nothing)."""
        local = self.path(iri)
        if local:
            path, hash_, fragment = local.partition("#")
            return f"{path}{self._query()}{hash_}{fragment}"
        return iri if iri.lower().startswith(_ELSEWHERE) else ""

    def path(self, iri: str) -> str:
        """The path of the document in which this host describes an address; else nothing.

        Only what looks like one of the publication's own addresses gets a path.
        """
        parts = self.addresses.split(iri)
        if parts and parts[0] == "vraag":
            return f"/vraag/{parts[1]}"
        if parts:
            return document(*parts)
        below = iri.removeprefix(self.addresses.ontology)
        if iri.startswith(self.addresses.ontology) and (not below or below.startswith("#")):
            return "/def" + quote(below, safe="#")
        return ""

    def here(self, path: str, *more: tuple[str, str]) -> str:
        """An address on this host with the parameters that are kept; ``more`` wins."""
        return path + self._query(*more)

    def _query(self, *more: tuple[str, str]) -> str:
        pairs = dict(self.kept) | dict(more)
        found = urlencode([(name, value) for name, value in pairs.items() if value])
        return f"?{found}" if found else ""


def document(concept: str, reference: str, suffix: str = "") -> str:
    """The path of the description of a thing; whatever is asked for, it fits in a header.

    >>> document("organisatie", "ind", "ttl")
    '/doc/organisatie/ind.ttl'
    """
    return f"/doc/{concept}/{quote(reference, safe='')}" + (f".{suffix}" if suffix else "")


def question(reference: str, suffix: str = "") -> str:
    """The path of the page of a question, or of its answer in a format."""
    return f"/vraag/{quote(reference, safe='')}" + (f".{suffix}" if suffix else "")
