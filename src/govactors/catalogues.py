"""The catalogue of a release as files: what harvesters and portals read of it, each in one file."""

from collections.abc import Sequence
from functools import partial

import pyoxigraph as ox

from govactors import description, export
from govactors.contents import Contents
from govactors.dumps import File
from govactors.formats import by_name
from govactors.manifest import Entry
from govactors.release import canonical_hash
from govactors.terms import Addresses

_TITLES = {
    "catalogue": (
        "De catalogus: de uitgave beschreven in DCAT, VoID, PROV en als SPARQL-dienst",
        "The catalogue: the release described in DCAT, VoID, PROV and as a SPARQL service",
    ),
    "public-services": (
        "De taken die publieke diensten zijn, in CPSV-AP",
        "The tasks that are public services, in CPSV-AP",
    ),
    "public-organisations": (
        "De publieke organisaties, in CPOV",
        "The public organisations, in CPOV",
    ),
}
_FORMATS = {"catalogue": ("ttl", "jsonld")}
_VOCABULARIES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void": "http://rdfs.org/ns/void#",
}


def prefixes(addresses: Addresses) -> dict[str, str]:
    """The prefixes of a publication and those that only catalogues use."""
    return {**addresses.prefixes, **_VOCABULARIES}


def whole(
    contents: Contents,
    files: Sequence[Entry],
    *,
    address: str,
) -> list[ox.Triple]:
    """All that the document of the catalogue says: DCAT, VoID, the SPARQL service and PROV.

    See :mod:`govactors.description` for what the arguments are.
    """
    made = set(description.catalogue(contents, files, address=address))
    made.update(description.void(contents, files, address=address))
    made.update(description.service(contents, address=address))
    made.update(description.provenance(contents))
    return sorted(made, key=str)


def plan(contents: Contents, files: Sequence[Entry]) -> tuple[File, ...]:
    """The files of a release that describe its other files; those with nothing to say are left out.

    The public reaches them at the publication's base.
    """
    said = {
        "catalogue": whole(contents, files, address=contents.addresses.base),
        "public-services": description.public_services(contents),
        "public-organisations": description.public_organisations(contents),
    }
    return tuple(
        _file(contents, name, kind, triples)
        for name, triples in said.items()
        if triples
        for kind in _FORMATS.get(name, ("ttl",))
    )


def _file(contents: Contents, name: str, ending: str, triples: list[ox.Triple]) -> File:
    kind = by_name(ending)
    nl, en = _TITLES[name]
    known = prefixes(contents.addresses)
    return File(
        f"{name}.{ending}",
        "catalogue" if name == "catalogue" else "profile",
        kind.media_type,
        nl,
        en,
        partial(export.serialise, triples, kind, contents, known),
        canonical_hash(ox.Quad(t.subject, t.predicate, t.object) for t in triples),
    )
