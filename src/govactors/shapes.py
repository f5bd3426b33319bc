"""The shapes of a publication as promises: what each one asks, how grave, and in what words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

import pyoxigraph as ox

from govactors.folder import File, Role
from govactors.terms import RDF, SH


class Severity(Enum):
    """How grave a finding is; the order is that of reports."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"

    @property
    def iri(self) -> str:
        """The term of SHACL: ``sh:Violation``, ``sh:Warning`` or ``sh:Info``."""
        return SH + self.value.capitalize()

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Shape:
    """One promise: its name, its words in both languages, and the file that makes it.

    ``path`` is the property path in SPARQL syntax, empty for a shape about whole things.
    ``message_nl`` and ``message_en`` say what is wrong and what to do. ``allowed`` are the
    properties that a closed shape knows.
    """

    iri: str
    severity: Severity
    path: str
    message_nl: str
    message_en: str
    file: str
    allowed: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The last part of the address, for instance ``statement-source``."""
        return self.iri.rpartition("/")[2]


def catalogue(files: Iterable[File]) -> Mapping[str, Shape]:
    """Every shape that carries a message, by its address, in the order of the files.

    >>> import govactors
    >>> shapes = catalogue(govactors.load().files)
    >>> shapes["https://w3id.org/govactors/id/vorm/passage-source"].message_en
    'A passage stands in exactly one source (oa:hasSource). Name the source.'
    """
    found: dict[str, Shape] = {}
    for file in files:
        if file.role is Role.SHAPES:
            found.update((shape.iri, shape) for shape in _shapes(file))
    return found


def unnamed(iri: str) -> Shape:
    """A stand-in for a shape that carries no message: what it asks must be read there."""
    return Shape(
        iri=iri,
        severity=Severity.VIOLATION,
        path="",
        message_nl="Een vorm zonder boodschap is niet vervuld. Lees haar na en geef haar woorden.",
        message_en="A shape without a message is not met. Look it up and give it words.",
        file="",
    )


def text(files: Iterable[File]) -> str:
    """All shapes as one Turtle document: canonical files define prefixes alike."""
    return "\n".join(file.text for file in files if file.role is Role.SHAPES)


class _Graph:
    """The triples of one file, looked up by subject and property."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._objects: dict[tuple[object, str], list[object]] = {}
        for triple in triples:
            key = (triple.subject, triple.predicate.value)
            self._objects.setdefault(key, []).append(triple.object)

    def all(self, subject: object, predicate: str) -> list[object]:
        return self._objects.get((subject, predicate), [])

    def first(self, subject: object, predicate: str) -> object:
        return next(iter(self.all(subject, predicate)), None)

    def subjects(self, predicate: str) -> Iterable[ox.NamedNode]:
        for subject, each in self._objects:
            if each == predicate and isinstance(subject, ox.NamedNode):
                yield subject


def _shapes(file: File) -> Iterable[Shape]:
    graph = _Graph(file.triples)
    for subject in graph.subjects(SH + "message"):
        messages = {
            message.language: message.value
            for message in graph.all(subject, SH + "message")
            if isinstance(message, ox.Literal)
        }
        severity = graph.first(subject, SH + "severity")
        local = severity.value.removeprefix(SH) if isinstance(severity, ox.NamedNode) else ""
        path = graph.first(subject, SH + "path")
        yield Shape(
            iri=subject.value,
            severity=Severity(local.lower() or Severity.VIOLATION.value),
            path=_path(graph, path) if path else "",
            message_nl=messages.get("nl", ""),
            message_en=messages.get("en", ""),
            file=file.name,
            allowed=tuple(_addresses(graph, graph.first(subject, SH + "ignoredProperties"))),
        )


def _addresses(graph: _Graph, node: object) -> Iterable[str]:
    return (each.value for each in _list(graph, node) if isinstance(each, ox.NamedNode))


def _path(graph: _Graph, node: object) -> str:
    """A SHACL path in the syntax of SPARQL: ``^<...>`` is an inverse, ``|`` a choice."""
    if isinstance(node, ox.NamedNode):
        return f"<{node.value}>"
    inverse = graph.first(node, SH + "inversePath")
    if inverse:
        return "^" + _path(graph, inverse)
    choice = graph.first(node, SH + "alternativePath")
    if choice:
        return "(" + "|".join(_path(graph, each) for each in _list(graph, choice)) + ")"
    return "(" + "/".join(_path(graph, each) for each in _list(graph, node)) + ")"


def _list(graph: _Graph, node: object) -> Iterable[object]:
    while isinstance(node, ox.BlankNode):
        yield graph.first(node, RDF + "first")
        node = graph.first(node, RDF + "rest")
