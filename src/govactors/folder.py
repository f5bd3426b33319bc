"""A publication's folder read: its files, the graph each one belongs to, its header.

The rule of the house: ``ontology/`` holds the words (the file with the ontology header is the
graph of the ontology, the code lists belong to the graph ``kern``), ``data/kern/`` the things,
``data/bron/x.ttl`` the statements of source ``x`` (graph ``x``).
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

import pyoxigraph as ox

from govactors import turtle
from govactors.problems import Problem
from govactors.terms import CLASSES, DCTERMS, OWL, RDF, Addresses, ga


class Role(Enum):
    """What a file of a publication is for."""

    ONTOLOGY = "ontology"
    CORE = "kern"
    SOURCE = "bron"
    SHAPES = "shapes"
    QUESTION = "question"
    RULE = "rule"


_OURS = frozenset(ox.NamedNode(ga(name)) for name in CLASSES)
_CLASS = re.compile(r"<\S*/def[#/](\w+)>")

OWN_GRAPHS = ("kern", "afgeleid")
"""Graphs that no source can have: the things, and what the rules derive."""


@dataclass(frozen=True, slots=True)
class File:
    """A file: its name below the folder, its role, its text and, for data, its triples.

    ``graph`` names the named graph the triples belong to; it is empty for shapes, questions
    and rules, which are not part of the data set.
    """

    name: str
    role: Role
    text: str
    graph: str = ""
    triples: tuple[ox.Triple, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """What the ontology header says of the publication: address, version, release date."""

    iri: str
    version: str
    date: str


def read(directory: Path) -> tuple[Header, Addresses, tuple[File, ...]]:
    """Everything a publication consists of.

    Raises :class:`Problem` ``no-publication``, ``no-ontology``, ``broken-turtle``,
    ``not-utf8``, ``misplaced-file`` or ``other-vocabulary``; then nothing is published.
    """
    if not is_folder(directory):
        raise Problem("no-publication", f"There is no folder {str(directory)!r}.")
    words = list(_turtle(directory, "ontology", Role.ONTOLOGY))
    header, main = _header(words)
    addresses = Addresses(header.iri.removesuffix("def"))
    files = [
        replace(f, graph=addresses.ontology)
        if f is main
        else replace(f, role=Role.CORE, graph=addresses.graph("kern"))
        for f in words
    ]
    files += (_placed(f, addresses) for f in _turtle(directory, "data", Role.SOURCE))
    files += _turtle(directory, "shapes", Role.SHAPES)
    files += _turtle(directory, "queries", Role.QUESTION)
    files += (
        File(name, Role.RULE, turtle.text(path, name))
        for path, name in _paths(directory, "rules", ".rq")
    )
    return header, addresses, tuple(files)


def is_folder(path: Path) -> bool:
    """Whether there is a folder of that name; a name that no folder can have is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _paths(directory: Path, below: str, suffix: str) -> Iterator[tuple[Path, str]]:
    """The files of a folder with their names, in an order that is the same everywhere."""
    names = []
    for folder, folders, files in os.walk(directory / below):
        start = Path(folder).relative_to(directory).as_posix()
        names += [f"{start}/{name}" for name in (*folders, *files) if name.endswith(suffix)]
    for name in sorted(names):
        yield directory / name, name


def _turtle(directory: Path, below: str, role: Role) -> Iterator[File]:
    for path, name in _paths(directory, below, ".ttl"):
        source = turtle.text(path, name)
        yield File(name, role, source, "", tuple(turtle.triples(source, name)))


def _header(words: list[File]) -> tuple[Header, File]:
    """The one ontology header, with the file that holds it."""
    kind, ontology = ox.NamedNode(RDF + "type"), ox.NamedNode(OWL + "Ontology")
    found = [
        (str(t.subject.value), f)
        for f in words
        for t in f.triples
        if t.predicate == kind and t.object == ontology and isinstance(t.subject, ox.NamedNode)
    ]
    if len(found) != 1 or not found[0][0].endswith("/def"):
        named = ", ".join(iri for iri, _ in found) or "none"
        raise Problem(
            "no-ontology",
            f"ontology/ must describe one owl:Ontology whose address ends in /def; found: {named}.",
        )
    iri, file = found[0]
    date = _date(file, iri)
    if not date:
        raise Problem(
            "no-ontology",
            f"<{iri}> has no release date.",
            hint="Add dcterms:modified with an xsd:date to the ontology header.",
            file=file.name,
        )
    return Header(iri, _value(file, iri, OWL + "versionInfo"), date), file


def _date(file: File, iri: str) -> str:
    return _value(file, iri, DCTERMS + "modified") or _value(file, iri, DCTERMS + "issued")


def _value(file: File, subject: str, predicate: str) -> str:
    for t in file.triples:
        if (
            t.subject == ox.NamedNode(subject)
            and t.predicate.value == predicate
            and isinstance(t.object, ox.Literal)
        ):
            return t.object.value
    return ""


def _placed(file: File, addresses: Addresses) -> File:
    """A file below data/ in the graph its name promises, if it describes what that promises."""
    _require_our_words(file)
    match Path(file.name).with_suffix("").parts:
        case ("data", "kern", concept, reference):
            core = replace(file, role=Role.CORE, graph=addresses.graph("kern"))
            return _describing(core, addresses.thing(concept, reference), addresses, only=True)
        case ("data", "bron", reference) if reference not in OWN_GRAPHS:
            source = replace(file, graph=addresses.graph(reference))
            return _describing(source, addresses.thing("bron", reference), addresses, only=False)
    raise Problem(
        "misplaced-file",
        "No graph belongs to a file here.",
        hint="Data stand in data/kern/{concept}/{reference}.ttl and data/bron/{reference}.ttl; "
        f"the names {' and '.join(OWN_GRAPHS)} are taken.",
        file=file.name,
    )


def _require_our_words(file: File) -> None:
    """Refuses things of a class that only looks like ours: no rule and no shape would know them."""
    kinds = [t for t in file.triples if t.predicate.value == RDF + "type"]
    ours = {t.subject for t in kinds if t.object in _OURS}
    for triple in kinds:
        found = _CLASS.fullmatch(str(triple.object)) if triple.subject not in ours else None
        if found and found[1] in CLASSES:
            raise Problem(
                "other-vocabulary",
                f"It uses {triple.object}; the word that is known is <{ga(found[1])}>.",
                file=file.name,
            )


def _describing(file: File, promised: str, addresses: Addresses, *, only: bool) -> File:
    """The file, if it describes the thing that its name promises, and nothing else if ``only``."""
    if addresses.split(promised) is None:
        raise Problem(
            "misplaced-file",
            "The name is no reference.",
            hint="Name the file with lower case letters, digits and hyphens.",
            file=file.name,
        )
    thing = ox.NamedNode(promised)
    subjects = dict.fromkeys(triple.subject for triple in file.triples)
    others = [each for each in subjects if each != thing]
    if thing not in subjects or (only and others):
        found = str(others[0]) if others else "nothing"
        also = " as well as" if thing in subjects else ", not"
        raise Problem("misplaced-file", f"It describes {found}{also} {thing}.", file=file.name)
    return file
