"""Dumps: the publication in every RDF format, byte-identical on every build and machine.

Made from the source Turtle, not from the engine, whose store rewrites literals.
"""

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from govactors.contents import Contents
from govactors.formats import Carries, Format, by_name
from govactors.problems import Problem
from govactors.release import canonical_hash

_ENGINE = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
}


def formats() -> tuple[Format, ...]:
    """The formats a dump can have."""
    return tuple(by_name(name) for name in _ENGINE)


def union(publication: Contents) -> list[ox.Triple]:
    """Every triple once, sorted: what the formats without graphs carry."""
    return sorted({t for _, triples in publication.triples() for t in triples}, key=str)


def data_set(publication: Contents) -> list[ox.Quad]:
    """Every quad once, sorted by graph and triple: what the formats with graphs carry."""
    return sorted(set(publication.quads()), key=lambda q: (str(q.graph_name), str(q.triple)))


def dump(publication: Contents, name: str) -> bytes:
    """The whole publication, derived graph included, in one format.

    Raises :class:`Problem` ``unknown-format`` for a name that is no RDF format.
    """
    if name not in _ENGINE:
        known = ", ".join(_ENGINE)
        raise Problem(
            "unknown-format", f"A dump cannot be {name!r}.", hint=f"Choose one of: {known}."
        )
    kind = by_name(name)
    with_graphs = kind.carries is Carries.DATASET
    content = data_set(publication) if with_graphs else union(publication)
    return serialise(content, kind, publication)


def serialise(
    content: Iterable[ox.Triple] | Iterable[ox.Quad],
    kind: Format,
    publication: Contents,
    prefixes: Mapping[str, str] | None = None,
) -> bytes:
    """Triples or quads in a format, in their order; prefixes are the publication's, or these."""
    known = publication.addresses.prefixes if prefixes is None else dict(prefixes)
    made = ox.serialize(content, format=_ENGINE[kind.name], prefixes=known)
    assert made is not None  # noqa: S101 - without an output file the engine returns bytes
    return made


def hashes(publication: Contents) -> dict[str, str]:
    """The RDFC-1.0 hashes: ``union`` for the triple formats, ``dataset`` for the quad formats."""
    return {
        "union": canonical_hash(
            ox.Quad(t.subject, t.predicate, t.object) for t in union(publication)
        ),
        "dataset": canonical_hash(data_set(publication)),
    }
