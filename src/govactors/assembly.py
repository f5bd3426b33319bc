"""Files and graphs of somebody's own put together into what a publication is made of."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from govactors import turtle
from govactors.contents import Contents
from govactors.derivation import GRAPH
from govactors.folder import File, Role, is_folder
from govactors.problems import Problem
from govactors.terms import Addresses

if TYPE_CHECKING:
    import rdflib

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
Graphs = Mapping[str, Sequence[ox.Triple]]


def of_paths(paths: Iterable[str | Path], addresses: Addresses) -> tuple[File, ...]:
    """The files named, and those below the folders named, as data of a publication.

    Each file becomes a graph of its own, called after it; graphs that a TriG or N-Quads file
    names keep their names.

    Raises :class:`Problem` ``unreadable-input``, ``unknown-format``, ``broken-turtle``,
    ``not-utf8``; then there is nothing.
    """
    found: dict[str, list[ox.Triple]] = {}
    for file in dict.fromkeys(each for path in paths for each in _below(path)):
        own = addresses.graph(reference(file.stem))
        for graph, triples in _read(file).items():
            found.setdefault(graph or own, []).extend(triples)
    return of_graphs(found)


def of_rdflib(graph: "rdflib.Graph", name: str, addresses: Addresses) -> tuple[File, ...]:
    """A graph or data set of rdflib as data; triples without a graph go to that of ``name``.

    Raises :class:`Problem` ``unreadable-input`` for what is no RDF, such as an address with a
    space, and ``invalid-parameter`` for what is no graph.
    """
    from govactors import bridge

    found: dict[str, list[ox.Triple]] = {}
    for graph_name, triple in bridge.triples(graph):
        target = graph_name or addresses.graph(reference(name))
        found.setdefault(target, []).append(triple)
    return of_graphs(found)


def of_graphs(graphs: Graphs) -> tuple[File, ...]:
    """Data whose text is N-Triples in order, so that the same data have the same hash."""
    files = []
    for name in sorted(graphs):
        if name.rpartition("/")[2] == GRAPH:
            raise Problem(
                "misplaced-file",
                f"The graph <{name}> is made by rules and cannot be given.",
                hint="Leave it out; what follows is derived anew.",
            )
        triples = sorted(set(graphs[name]), key=str)
        text = "".join(f"{triple} .\n" for triple in triples)
        files.append(File(f"<{name}>", Role.SOURCE, text, name, tuple(triples)))
    return tuple(files)


def words(contents: Contents) -> tuple[File, ...]:
    """What a publication of one's own takes over: ontology, code lists, shapes and rules."""
    return tuple(
        file
        for file in contents.files
        if file.role in (Role.ONTOLOGY, Role.SHAPES, Role.RULE)
        or (file.role is Role.CORE and file.name.startswith("ontology/"))
    )


def merged(files: Iterable[File], others: Iterable[File]) -> tuple[File, ...]:
    """The files of two publications: of those with one name and content one is enough.

    Ontology, shapes, rules and questions are those of the first.
    """
    first = tuple(files)
    known = {(file.name, file.graph, file.text) for file in first}
    return (
        *first,
        *(
            file
            for file in others
            if file.graph
            and file.role is not Role.ONTOLOGY
            and (file.name, file.graph, file.text) not in known
        ),
    )


def reference(stem: str) -> str:
    """A name of a file or graph as the last segment of an address.

    >>> reference("Mijn bron (2)")
    'mijn-bron-2'
    """
    return re.sub(r"[^a-z0-9]+", "-", stem.casefold()).strip("-") or "eigen"


def _below(path: str | Path) -> Iterator[Path]:
    try:
        start = Path(path)
    except TypeError:
        raise Problem(
            "invalid-parameter", f"{path!r} is no path.", hint="Give the names of files or folders."
        ) from None
    if not str(path).strip():
        raise Problem("invalid-parameter", "A path is empty.", hint="Name a file or a folder.")
    if is_folder(start):
        yield from sorted(each for each in start.rglob("*") if each.suffix in _FORMATS)
    else:
        yield start


def _read(path: Path) -> dict[str, list[ox.Triple]]:
    """The triples of a file by graph; ``""`` is no graph."""
    name = path.as_posix()
    if path.suffix not in _FORMATS:
        raise Problem(
            "unknown-format",
            "The ending of the name tells no format.",
            hint=f"Name a file that ends in {', '.join(_FORMATS)}.",
            file=name,
        )
    text = turtle.text(path, name)
    if path.suffix == ".ttl":
        return {"": turtle.triples(text, name)}
    found: dict[str, list[ox.Triple]] = {}
    try:
        for quad in ox.parse(text, format=_FORMATS[path.suffix], rename_blank_nodes=True):
            graph = quad.graph_name
            key = graph.value if isinstance(graph, ox.NamedNode) else ""
            found.setdefault(key, []).append(quad.triple)
    except SyntaxError as error:
        raise Problem(
            "broken-turtle", f"{error.msg}.", file=name, line=error.lineno, column=error.offset
        ) from error
    except ValueError as error:
        raise Problem("unreadable-input", f"{error}.", file=name) from error
    return found
