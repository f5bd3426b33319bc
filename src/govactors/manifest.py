"""The manifest of a release: every file with its size, its hashes and what it holds."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import pyoxigraph as ox

from govactors.problems import Problem
from govactors.solutions import Iri, Text, to_term
from govactors.store import EmbeddedStore, Query, Term
from govactors.terms import DCTERMS, RDF, VOCABULARY, XSD, Addresses

NAME = "manifest.json"
SUMS = "SHA256SUMS"

_FOLDER = Path(__file__).with_name("queries") / "releases"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": DCTERMS,
    "ga": VOCABULARY,
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": XSD,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a release.

    ``holds`` says of what kind the content is: ``publication``, ``ontology``, ``derived``,
    ``source``, ``table``, ``database``, ``catalogue`` or ``profile``. ``graph_hash`` is the
    RDFC-1.0 hash of what an RDF file holds, the same for every format that carries the same;
    ``content_hash`` belongs to files whose bytes depend on the versions of the packages that make
    them (Parquet, SQLite, compressed ones): the SHA-256 of the same content as CSV, or
    uncompressed.
    ``packed`` is the media type of the compression, if any.
    """

    name: str
    holds: str
    media_type: str
    packed: str
    bytes: int
    sha256: str
    graph_hash: str
    content_hash: str
    title_nl: str
    title_en: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A release with its files, sorted by name."""

    base: str
    version: str
    date: str
    hash: str
    license: str
    publisher: str
    files: tuple[Entry, ...]

    @property
    def addresses(self) -> Addresses:
        """The builder of the addresses of this publication."""
        return Addresses(self.base)

    def find(self, holds: str, media_type: str) -> Entry:
        """The uncompressed file that holds this in this format.

        Raises :class:`Problem` ``broken-release`` if there is none.
        """
        for entry in self.files:
            if (entry.holds, entry.media_type, entry.packed) == (holds, media_type, ""):
                return entry
        raise Problem("broken-release", f"It lists no {holds} as {media_type}.", file=NAME)


def sha256(data: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def to_json(manifest: Manifest) -> bytes:
    """The manifest as JSON, with the address of every file."""
    content = asdict(manifest)
    for entry in content["files"]:
        entry["address"] = manifest.addresses.dump(manifest.date, entry["name"])
    return (json.dumps(content, indent=2, ensure_ascii=False, sort_keys=True) + "\n").encode()


def read(folder: Path) -> Manifest:
    """The manifest of a release's folder.

    Raises :class:`Problem` ``unreadable-input`` if the folder has none, ``broken-release`` if
    it says something else than a manifest does.
    """
    path = folder / NAME
    try:
        content = json.loads(path.read_bytes())
        entries = [
            Entry(**{key: value for key, value in each.items() if key != "address"})
            for each in content.pop("files")
        ]
        return Manifest(**content, files=tuple(entries))
    except OSError as error:
        raise Problem(
            "unreadable-input",
            "It is not the folder of a release.",
            hint=f"Name a folder made by govactors release build; it holds {NAME}.",
            file=str(folder),
        ) from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Problem("broken-release", f"It is no manifest: {error}.", file=str(path)) from error


def to_turtle(manifest: Manifest) -> bytes:
    """The manifest as DCAT: a data set, and a distribution with a checksum for each file."""
    release = Iri(manifest.addresses.release(manifest.date))
    shared: dict[str, str | Iri] = {"release": release}
    if manifest.license:
        shared["license"] = Iri(manifest.license)
    triples = set(_made("manifest", {**_release_values(manifest), **shared}))
    for entry in manifest.files:
        triples.update(_made("distribution", {**_file_values(entry, manifest), **shared}))
    ordered = sorted(triples, key=lambda t: (str(t.subject), t.predicate != _KIND, str(t)))
    made = ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=_PREFIXES)
    assert made is not None  # noqa: S101 - without an output file the engine returns bytes
    return made


_KIND = ox.NamedNode(RDF + "type")
_SIZE = ox.NamedNode("urn:govactors:size")
_Values = Mapping[str, str | Iri | Text | ox.Literal]


def _release_values(manifest: Manifest) -> dict[str, str | Iri | Text | ox.Literal]:
    named = f"{manifest.version}, {manifest.date}"
    values: dict[str, str | Iri | Text | ox.Literal] = {
        "title_nl": Text(f"Uitgave {named}", "nl"),
        "title_en": Text(f"Release {named}", "en"),
        "ontology": Iri(manifest.addresses.ontology),
        "date": _typed(manifest.date, "date"),
        "version": manifest.version,
        "hash": manifest.hash,
    }
    if manifest.publisher:
        values["publisher"] = Iri(manifest.publisher)
    return values


def _file_values(entry: Entry, manifest: Manifest) -> dict[str, str | Iri | Text | ox.Literal]:
    address = manifest.addresses.dump(manifest.date, entry.name)
    values: dict[str, str | Iri | Text | ox.Literal] = {
        "distribution": Iri(address),
        "checksum": Iri(f"{address}#sha256"),
        "name": entry.name,
        "title_nl": Text(entry.title_nl, "nl"),
        "title_en": Text(entry.title_en, "en"),
        "mediaType": Iri(_MEDIA_TYPES + entry.media_type),
        "bytes": _typed(str(entry.bytes), "nonNegativeInteger"),
        "sha256": _typed(entry.sha256, "hexBinary"),
    }
    if entry.packed:
        values["compressFormat"] = Iri(_MEDIA_TYPES + entry.packed)
    if entry.graph_hash:
        values["graphHash"] = entry.graph_hash
    if entry.content_hash:
        values["contentHash"] = entry.content_hash
    return values


def _typed(value: str, kind: str) -> ox.Literal:
    return ox.Literal(value, datatype=ox.NamedNode(XSD + kind))


def _made(name: str, values: _Values) -> Iterator[ox.Triple]:
    """What a template says with these values; a variable without a value leaves its triple out."""
    terms: dict[str, Term] = {key: to_term(value) for key, value in values.items()}
    # The engine would make a plain integer of it, which DCAT does not take.
    size = terms.pop("bytes", None)
    if size is not None:
        terms["bytes"] = _SIZE
    text = (_FOLDER / f"{name}.rq").read_text(encoding="utf-8")
    answer = EmbeddedStore().evaluate(Query(text, terms))
    assert isinstance(answer, ox.QueryTriples)  # noqa: S101 - the file holds a CONSTRUCT
    for triple in answer:
        if size is not None and triple.object == _SIZE:
            yield ox.Triple(triple.subject, triple.predicate, size)
        else:
            yield triple


def to_sums(sums: Iterable[tuple[str, str]]) -> bytes:
    """Names and hashes as ``sha256sum --check`` reads them.

    >>> to_sums([("a.ttl", "00ff")])
    b'00ff  a.ttl\\n'
    """
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(sums)).encode()


def read_sums(folder: Path) -> dict[str, str]:
    """The hashes by name; raises :class:`Problem` as :func:`read` does."""
    path = folder / SUMS
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Problem("broken-release", "It cannot be read.", file=str(path)) from error
    pairs = [line.split("  ", 1) for line in lines]
    if any(len(pair) != 2 for pair in pairs):
        raise Problem("broken-release", "A line is not a hash and a name.", file=str(path))
    return {name: digest for digest, name in pairs}
