"""The files of a release: what each holds, in which format, and how it is made."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

import pyoxigraph as ox

from govactors import derivation, export, tabular
from govactors.contents import Contents
from govactors.formats import Carries, Format, by_name
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
_QUADS = ("trig", "nq", "jsonld")
_TRIPLES = ("ttl", "nt", "rdf")
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
    graphs = _graphs(contents)
    addresses = contents.addresses
    words, derived = addresses.ontology, addresses.graph(derivation.GRAPH)
    union = sorted({triple for triples in graphs.values() for triple in triples}, key=str)
    only_words = {words: graphs[words]}
    files = _rdf(contents, name, "publication", _QUADS, partial(_quads, graphs))
    files += _rdf(contents, name, "publication", _TRIPLES, partial(iter, union))
    files += _rdf(contents, f"{name}-ontology", "ontology", _QUADS, partial(_quads, only_words))
    files += _rdf(contents, f"{name}-ontology", "ontology", _TRIPLES, partial(iter, graphs[words]))
    files += _rdf(
        contents, f"{name}-derived", "derived", ("ttl", "nt"), partial(iter, graphs[derived])
    )
    for graph, triples in graphs.items():
        if graph not in (words, derived, addresses.graph("kern")):
            source = f"bron/{graph.rpartition('/')[2]}"
            files += _rdf(contents, source, "source", ("ttl",), partial(iter, triples))
    return (*files, *_tables(contents, name))


def _graphs(contents: Contents) -> dict[str, list[ox.Triple]]:
    """The triples of each graph, once and sorted; the graphs sorted by name."""
    found: dict[str, set[ox.Triple]] = {}
    for graph, triples in contents.triples():
        found.setdefault(graph, set()).update(triples)
    return {graph: sorted(found[graph], key=str) for graph in sorted(found)}


def _quads(graphs: Mapping[str, Sequence[ox.Triple]]) -> Iterator[ox.Quad]:
    """The quads, made while they are read: a list of them would double the memory."""
    for name, triples in graphs.items():
        graph = ox.NamedNode(name)
        for triple in triples:
            yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)


_Content = Callable[[], Iterator[ox.Triple]] | Callable[[], Iterator[ox.Quad]]


def _rdf(
    contents: Contents, name: str, holds: str, formats: Sequence[str], content: _Content
) -> list[File]:
    digest = canonical_hash(map(_quad, content()))
    files = []
    for kind in map(by_name, formats):
        files.append(
            File(
                f"{name}.{kind.name}",
                holds,
                kind.media_type,
                *titles(holds, kind),
                partial(_serialised, content, kind, contents),
                digest,
            )
        )
    return files


def titles(holds: str, kind: Format) -> tuple[str, str]:
    """What an RDF file is called in Dutch and in English."""
    nl, en = _TITLES[holds]
    if holds == "publication" and kind.carries is Carries.DATASET:
        return f"{nl}, elke graaf apart", f"{en}, each graph apart"
    return nl, en


def _quad(each: ox.Triple | ox.Quad) -> ox.Quad:
    if isinstance(each, ox.Quad):
        return each
    return ox.Quad(each.subject, each.predicate, each.object)


def _serialised(content: _Content, kind: Format, contents: Contents) -> bytes:
    return export.serialise(content(), kind, contents)


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
