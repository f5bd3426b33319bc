"""The publication described for machines: catalogue, statistics, service, provenance, profiles.

Everything here is what a CONSTRUCT file of ``queries/description/`` makes of the publication's own
header and data, with values bound as terms. ``address`` is where the service is reached in
public; names of things keep the publication's base, whatever host serves them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from govactors import __version__
from govactors.contents import Contents
from govactors.folder import Role
from govactors.formats import FORMATS
from govactors.manifest import Entry
from govactors.problems import Problem
from govactors.release import content_hash
from govactors.solutions import Iri, Value, to_term
from govactors.store import EmbeddedStore, GraphAnswer, Query, Store
from govactors.terms import XSD

_FOLDER = Path(__file__).with_name("queries") / "description"
_SCHEMA_ORG = ("schema-org", "schema-org-task", "schema-org-work")
_BYTE_SIZE = "http://www.w3.org/ns/dcat#byteSize"


def catalogue(
    contents: Contents,
    files: Sequence[Entry],
    *,
    address: str,
    earlier: Iterable[ox.Triple] = (),
) -> list[ox.Triple]:
    """The catalogue as DCAT-AP-NL 3.0 and DCAT-AP 3.0.1: data set, series, files and services.

    ``earlier`` are catalogues of earlier releases; their data sets are listed as well.

    >>> import govactors
    >>> letter = govactors.load()
    >>> file = Entry("a.ttl", "source", "text/turtle", "", 1200, "00ff", "", "", "bron", "source")
    >>> triples = catalogue(letter, [file], address=letter.addresses.base)
    >>> [str(t.object) for t in triples if t.predicate.value.endswith("#byteSize")]
    ['"1200"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>']
    """
    made: list[ox.Triple] = []
    for name in ("catalogue", "dataset", "data-services", "kinds-of-values"):
        made += _made(name, contents, address)
    for file in files:
        made += _made("download", contents, address, _row(contents, file))
    return _sorted([*made, *listed(contents, earlier)])


def listed(contents: Contents, earlier: Iterable[ox.Triple]) -> list[ox.Triple]:
    """What catalogues of earlier releases say of their data sets, listed in this one's."""
    before = EmbeddedStore([(contents.addresses.catalogue(), earlier)])
    return _sorted(_made("earlier", contents, store=before))


def void(contents: Contents, files: Sequence[Entry], *, address: str) -> list[ox.Triple]:
    """The release as a VoID data set: sizes, partitions, links, examples, dumps."""
    made: list[ox.Triple] = []
    for name in ("void", "void-classes", "void-properties", "void-shapes", "void-links"):
        made += _made(name, contents, address)
    for file in files:
        if file.holds == "publication":
            made += _made("void-dump", contents, address, _row(contents, file))
    for each in FORMATS:
        made += _made("void-format", contents, address, {"mediaType": each.media_type})
    return _sorted(made)


def service(contents: Contents, *, address: str) -> list[ox.Triple]:
    """The SPARQL 1.1 Service Description: endpoint, languages, formats, graphs with their sizes.

    >>> import govactors
    >>> triples = service(govactors.load(), address="https://data.example.org/")
    >>> [t.object.value for t in triples if t.predicate.value.endswith("#endpoint")]
    ['https://data.example.org/sparql']
    """
    made = _made("service", contents, address) + _made("service-graphs", contents, address)
    for each in FORMATS:
        made += _made("service-format", contents, address, {"mediaType": each.media_type})
    return _sorted(made)


def endpoint(contents: Contents, *, address: str) -> list[ox.Triple]:
    """What an endpoint tells of itself: its service, and the data set behind it as VoID.

    Data elsewhere are not counted for it; that can take as long as any query there.
    """
    told = service(contents, address=address)
    return told if contents.elsewhere else _sorted([*told, *void(contents, (), address=address)])


def provenance(contents: Contents) -> list[ox.Triple]:
    """Where the release comes from, as PROV: sources, rules, software; nobody's name.

    No moment of building is told, so that every build of a release says the same.
    """
    made = _made(
        "provenance", contents, row={"software": __version__, "digest": contents.release.hash}
    )
    for file in contents.files:
        if file.role is Role.RULE:
            made += _made(
                "provenance-rule", contents, row={"file": file.name, "digest": content_hash([file])}
            )
    return _sorted(made)


def public_services(contents: Contents) -> list[ox.Triple]:
    """The tasks that are public services, as CPSV-AP 3.2.

    A task is one where a public organisation performs it, on the day whose state the
    publication describes, and both say enough of themselves.
    """
    return _sorted(_made("public-services", contents))


def public_organisations(contents: Contents) -> list[ox.Triple]:
    """The public organisations, their units and their changes, as CPOV 2.1."""
    names = ("public-organisations", "public-units", "public-changes")
    return _sorted(triple for name in names for triple in _made(name, contents))


def schema_org(contents: Contents, thing: str) -> list[ox.Triple]:
    """A thing in the words of schema.org; nothing of one that those have no word for.

    Organisations are a ``GovernmentOrganization`` or ``Organization``, tasks of government a
    ``GovernmentService``, sources a ``CreativeWork``, law is ``Legislation``.

    >>> import govactors
    >>> letter = govactors.load()
    >>> triples = schema_org(letter, letter.actor("IND").iri)
    >>> [t.object.value for t in triples if t.predicate.value == "https://schema.org/url"]
    ['https://www.ind.nl/']
    """
    row = {"thing": Iri(thing)}
    return _sorted(each for name in _SCHEMA_ORG for each in _made(name, contents, row=row))


def data_set(contents: Contents, catalogue: Iterable[ox.Triple], date: str) -> list[ox.Triple]:
    """A release in the words of schema.org, as its catalogue tells of it."""
    store = EmbeddedStore([(contents.addresses.catalogue(), catalogue)])
    row = {"release": Iri(contents.addresses.release(date))}
    return _sorted(_made("schema-org-dataset", contents, row=row, store=store))


def _row(contents: Contents, file: Entry) -> dict[str, Value]:
    """What a query is bound of a file; ``path`` is where it stands below any address."""
    addresses = contents.addresses
    address = addresses.dump(contents.release.date, file.name)
    return {
        "name": file.name,
        "path": address.removeprefix(addresses.base),
        "mediaType": file.media_type,
        "packed": file.packed,
        "bytes": file.bytes,
        "sha256": file.sha256,
        "nl": file.title_nl,
        "en": file.title_en,
    }


@cache
def _text(name: str) -> str:
    return (_FOLDER / f"{name}.rq").read_text(encoding="utf-8")


def _made(
    name: str,
    contents: Contents,
    address: str = "",
    row: Mapping[str, Value] | None = None,
    store: Store | None = None,
) -> list[ox.Triple]:
    """What a CONSTRUCT file makes of the publication; it is bound the values it uses."""
    text = _text(name)
    values: dict[str, Value] = {
        "address": address.rstrip("/") + "/",
        "catalogue": contents.addresses.catalogue(),
        "edition": contents.addresses.catalogue(contents.release.date),
        "release": contents.addresses.release(contents.release.date),
        "base": contents.addresses.base,
        **(row or {}),
    }
    used = set(re.findall(r"\?(\w+)", text))
    bound = {key: to_term(value) for key, value in values.items() if key in used}
    answer = (store or contents.store).evaluate(Query(text, bound))
    if not isinstance(answer, GraphAnswer):
        raise Problem("wrong-kind-of-result", f"{name}.rq gives no triples.")
    return [_exact(triple) for triple in answer]


def _exact(triple: ox.Triple) -> ox.Triple:
    """The triple with the datatype that DCAT asks for; the engine turns all integers into one."""
    size = triple.object
    if triple.predicate.value != _BYTE_SIZE or not isinstance(size, ox.Literal):
        return triple
    exact = ox.Literal(size.value, datatype=ox.NamedNode(XSD + "nonNegativeInteger"))
    return ox.Triple(triple.subject, triple.predicate, exact)


def _sorted(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    return sorted(set(triples), key=str)
