"""The files of a release: what each holds, in which format, and how it is made."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

import pyoxigraph as ox

from govactors import derivation, export, tabular
from govactors.contents import Contents
from govactors.formats import Carries, by_name
from govactors.labels import folded
from govactors.release import canonical_hash
from govactors.tabular import Table

_TITLES = {
    "publication": ("De hele publicatie", "The whole publication"),
    "ontology": ("De ontologie: klassen en eigenschappen", "The ontology: classes and properties"),
    "derived": ("Wat uit de uitspraken is afgeleid", "What is derived from the statements"),
    "source": ("De uitspraken van één bron", "The statements of one source"),
    "actors": ("Tabel van actoren", "Table of actors"),
    "tasks": ("Tabel van taken", "Table of tasks"),
    "assignments": ("Tabel van toedelingen: wie doet wat", "Table of assignments: who does what"),
    "authorities": ("Tabel van gezagsverhoudingen", "Table of authorities"),
    "participations": ("Tabel van deelnames", "Table of participations"),
    "information-flows": ("Tabel van informatiestromen", "Table of information flows"),
    "sources": ("Tabel van bronnen", "Table of sources"),
    "database": ("Alle tabellen in één database", "All tables in one database"),
}
_PARQUET = "application/vnd.apache.parquet"
_SQLITE = "application/vnd.sqlite3"


@dataclass(frozen=True, slots=True)
class File:
    """A file to be made; for the fields see :class:`govactors.manifest.Entry`."""

    name: str
    holds: str
    media_type: str
    title_nl: str
    title_en: str
    make: Callable[[], bytes]
    graph_hash: str = ""
    content_hash: str = ""
    packable: bool = True


def stem(contents: Contents) -> str:
    """The first part of the names of files: the last word of the publication's address.

    >>> import govactors
    >>> stem(govactors.load())
    'govactors'
    """
    address = urlsplit(contents.addresses.base)
    last = address.path.strip("/").rpartition("/")[2] or address.hostname or "publication"
    return "-".join(folded(last).split())


def plan(contents: Contents) -> tuple[File, ...]:
    """All files of a release, in the order in which they are made."""
    name = stem(contents)
    quads, triples = export.data_set(contents), export.union(contents)
    addresses = contents.addresses
    derived = addresses.graph(derivation.GRAPH)
    files = _rdf(contents, name, "publication", ("trig", "nq", "jsonld"), quads)
    files += _rdf(contents, name, "publication", ("ttl", "nt", "rdf"), triples)
    words = _graph(quads, addresses.ontology)
    files += _rdf(contents, f"{name}-ontology", "ontology", ("trig", "nq", "jsonld"), words)
    files += _rdf(contents, f"{name}-ontology", "ontology", ("ttl", "nt", "rdf"), _triples(words))
    files += _rdf(
        contents, f"{name}-derived", "derived", ("ttl", "nt"), _triples(_graph(quads, derived))
    )
    own = {addresses.ontology, derived, addresses.graph("kern")}
    for graph in sorted({each.graph for each in contents.files} - own - {""}):
        source = f"bron/{graph.rpartition('/')[2]}"
        files += _rdf(contents, source, "source", ("ttl",), _triples(_graph(quads, graph)))
    return (*files, *_tables(contents, name))


def _graph(quads: Iterable[ox.Quad], name: str) -> list[ox.Quad]:
    graph = ox.NamedNode(name)
    return [quad for quad in quads if quad.graph_name == graph]


def _triples(quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    return [quad.triple for quad in quads]


def _rdf(
    contents: Contents,
    name: str,
    holds: str,
    formats: Sequence[str],
    content: Sequence[ox.Triple] | Sequence[ox.Quad],
) -> list[File]:
    digest = canonical_hash(
        each if isinstance(each, ox.Quad) else ox.Quad(each.subject, each.predicate, each.object)
        for each in content
    )
    files = []
    for kind in map(by_name, formats):
        graphs = holds == "publication" and kind.carries is Carries.DATASET
        nl, en = _TITLES[holds]
        files.append(
            File(
                f"{name}.{kind.name}",
                holds,
                kind.media_type,
                f"{nl}, elke graaf apart" if graphs else nl,
                f"{en}, each graph apart" if graphs else en,
                partial(export.serialise, content, kind, contents),
                digest,
            )
        )
    return files


def _tables(contents: Contents, name: str) -> list[File]:
    """The tables; what they hold is identified by their CSV, whoever makes the other files."""
    tables = tabular.tables(contents)
    files: list[File] = []
    digests = []
    for table in tables:
        digests.append(hashlib.sha256(tabular.to_csv(table, safe=False)).hexdigest())
        files += _table(table, digests[-1])
    files.append(
        File(
            f"{name}.sqlite",
            "database",
            _SQLITE,
            *_TITLES["database"],
            partial(tabular.to_sqlite, tables),
            content_hash=hashlib.sha256("\n".join(digests).encode()).hexdigest(),
        )
    )
    return files


def _table(table: Table, digest: str) -> tuple[File, File]:
    nl, en = _TITLES[table.name]
    return (
        File(f"{table.name}.csv", "table", "text/csv", nl, en, partial(tabular.to_csv, table)),
        File(
            f"{table.name}.parquet",
            "table",
            _PARQUET,
            nl,
            en,
            partial(tabular.to_parquet, table),
            content_hash=digest,
            packable=False,
        ),
    )
