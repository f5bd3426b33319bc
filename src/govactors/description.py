"""The publication described for machines: catalogue, statistics, service, provenance, profiles.

Everything here is what a CONSTRUCT file of ``queries/description/`` makes of the publication's own
header and data, with values bound as terms. ``address`` is where the service is reached in
public; names of things keep the publication's base, whatever host serves them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from govactors import __version__
from govactors.contents import Contents
from govactors.folder import Role
from govactors.formats import FORMATS
from govactors.problems import Problem
from govactors.release import content_hash
from govactors.solutions import Iri, Value, to_term
from govactors.store import EmbeddedStore, Query, Store
from govactors.terms import XSD

_FOLDER = Path(__file__).with_name("queries") / "description"
_BYTE_SIZE = "http://www.w3.org/ns/dcat#byteSize"


@dataclass(frozen=True, slots=True)
class Download:
    """A file that can be downloaded, as the catalogue tells it.

    ``path`` stands below the public address (``dumps/govactors.ttl``), ``compression`` is the
    media type of the packing (``application/gzip``), ``whole`` says that the file holds the
    whole publication as RDF, and ``nl`` and ``en`` say what it holds.
    """

    path: str
    media_type: str
    bytes: int
    sha256: str
    compression: str = ""
    whole: bool = False
    nl: str = ""
    en: str = ""


def catalogue(
    contents: Contents,
    files: Sequence[Download],
    *,
    address: str,
    earlier: Iterable[ox.Triple] = (),
) -> list[ox.Triple]:
    """The catalogue as DCAT-AP-NL 3.0 and DCAT-AP 3.0.1: data set, series, files and services.

    ``earlier`` are catalogues of earlier releases; their data sets are listed as well.

    >>> import govactors
    >>> letter = govactors.load()
    >>> file = Download("dumps/govactors.ttl", "text/turtle", 1200, "0" * 64)
    >>> triples = catalogue(letter, [file], address=letter.addresses.base)
    >>> [str(t.object) for t in triples if t.predicate.value.endswith("#byteSize")]
    ['"1200"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>']
    """
    made: list[ox.Triple] = []
    for name in ("catalogue", "dataset", "data-services", "kinds-of-values"):
        made += _made(name, contents, address)
    for file in files:
        made += _made("download", contents, address, _row(file))
    before = EmbeddedStore([(contents.addresses.catalogue(), earlier)])
    made += _made("earlier", contents, address, store=before)
    return _sorted(made)


def void(contents: Contents, files: Sequence[Download], *, address: str) -> list[ox.Triple]:
    """The release as a VoID data set: sizes, partitions, links, examples, dumps."""
    made: list[ox.Triple] = []
    for name in ("void", "void-classes", "void-properties", "void-shapes", "void-links"):
        made += _made(name, contents, address)
    for file in files:
        if file.whole:
            made += _made("void-dump", contents, address, {"path": file.path})
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


def schema_org(contents: Contents, organisation: str) -> list[ox.Triple]:
    """One organisation as a schema.org ``GovernmentOrganization`` or ``Organization``.

    >>> import govactors
    >>> letter = govactors.load()
    >>> triples = schema_org(letter, letter.actor("IND").iri)
    >>> [t.object.value for t in triples if t.predicate.value == "https://schema.org/url"]
    ['https://www.ind.nl/']
    """
    return _sorted(_made("schema-org", contents, row={"organisation": Iri(organisation)}))


def _row(file: Download) -> dict[str, Value]:
    values = asdict(file)
    del values["whole"]
    return {"mediaType": values.pop("media_type"), **values}


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
        "base": contents.addresses.base,
        **(row or {}),
    }
    bound = {key: to_term(value) for key, value in values.items() if f"?{key}" in text}
    answer = (store or contents.store).evaluate(Query(text, bound))
    if not isinstance(answer, ox.QueryTriples):
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
