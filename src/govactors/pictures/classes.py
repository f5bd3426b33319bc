"""The class diagram: the classes of the ontology and what runs between them.

Nothing is listed here: classes and their order come from the ontology; which class takes which
property comes from the shapes, and where they are silent from domain and range. It is laid out
by a program, see :mod:`govactors.layout`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from govactors.folder import File, Role
from govactors.pictures import graph
from govactors.pictures.canvas import Canvas
from govactors.pictures.graph import Edge, Node
from govactors.pictures.picture import Cell, Picture, Table, finished
from govactors.store import EmbeddedStore, Query
from govactors.terms import VOCABULARY, Addresses

_QUERIES = Path(__file__).parents[1] / "queries"
_ADDRESSES = Addresses(VOCABULARY.removesuffix("def#"))
_LOOKS = {
    "Actor": "actor",
    "LegalBasis": "law",
    "Passage": "law",
    "Phenomenon": "task",
    "Source": "law",
    "Statement": "flow",
    "Task": "task",
}
"""The colour of a class and of all below it; the others look like ``other``."""

_WORDS = {
    "nl": (
        "Het model",
        "Elk vak is een klasse. Een pijl met een open punt wijst naar de ruimere klasse, een "
        "pijl met een dichte punt naar de klasse van de waarde van de eigenschappen die erbij "
        "staan. Een regel in een vak is een eigenschap naar dezelfde klasse.",
        ("Klasse", "Eigenschap", "Klasse van de waarde", "is een", "–"),
    ),
    "en": (
        "The model",
        "Each box is a class. An arrow with a hollow tip points at the wider class, an arrow "
        "with a solid tip at the class of the value of the properties that stand beside it. A "
        "line in a box is a property whose value is of the same class.",
        ("Class", "Property", "Class of the value", "is a", "–"),
    ),
}


@dataclass(frozen=True, slots=True)
class Model:
    """The classes by address with their names, what is wider, and what runs between them."""

    labels: Mapping[str, str]
    wider: Mapping[str, Sequence[str]]
    between: Mapping[tuple[str, str], Sequence[str]]


def draw(
    files: Iterable[File],
    language: str,
    *,
    name: str = "classes",
    links: Callable[[str], str] | None = None,
) -> Picture:
    """The classes of a publication's ontology.

    >>> import govactors
    >>> "<tspan" in draw(govactors.load().files, "en").svg
    True
    """
    model = _model(files, language)
    nodes = tuple(
        Node(
            each,
            label,
            href=links(each) if links else each,
            look=_look(each, model.wider),
            rows=tuple(model.between.get((each, each), ())),
        )
        for each, label in sorted(model.labels.items())
    )
    edges = (*_is_a(model), *_relations(model))
    canvas = Canvas()
    size = graph.draw(canvas, nodes, edges)
    title, description, words = _WORDS[language]
    return finished(
        canvas,
        size,
        name=name,
        kind="classes",
        language=language,
        title=title,
        description=description,
        table=Table(words[:3], tuple(_rows(model, words, links))),
    )


def _model(files: Iterable[File], language: str) -> Model:
    words = (file for file in files if file.role in (Role.ONTOLOGY, Role.SHAPES))
    store = EmbeddedStore((VOCABULARY, file.triples) for file in words)
    labels: dict[str, str] = {}
    wider: dict[str, list[str]] = defaultdict(list)
    for found, label, above in _asked(store, "classes", language, "class", "label", "wider"):
        labels[found] = label
        if above:
            wider[found].append(above)
    between: dict[tuple[str, str], list[str]] = defaultdict(list)
    columns = ("class", "range", "label", "property")
    for source, target, label, name in _asked(store, "relations", language, *columns):
        if source in labels and target in labels:
            between[source, target].append(label or _ADDRESSES.shorten(name))
    return Model(labels, dict(wider), dict(between))


def _asked(
    store: EmbeddedStore, name: str, language: str, *columns: str
) -> Iterator[tuple[str, ...]]:
    text = (_QUERIES / f"{name}.rq").read_text(encoding="utf-8")
    answer = store.evaluate(Query(text, {"language": ox.Literal(language)}))
    if isinstance(answer, ox.QuerySolutions):
        for row in answer:
            terms = (row[column] for column in columns)
            yield tuple("" if term is None else getattr(term, "value", "") for term in terms)


def _look(found: str, wider: Mapping[str, Sequence[str]]) -> str:
    look = _LOOKS.get(found.removeprefix(VOCABULARY))
    above = (_look(each, wider) for each in wider.get(found, ()))
    return look or next((each for each in above if each != "other"), "other")


def _is_a(model: Model) -> Iterator[Edge]:
    for found, above in sorted(model.wider.items()):
        for each in above:
            yield Edge(found, each, is_a=True)


def _relations(model: Model) -> Iterator[Edge]:
    """One arrow for all properties that run from one class to another.

    Those from a class to itself are lines in its box: a loop would cross other arrows.
    """
    for (source, target), properties in sorted(model.between.items()):
        if source != target and properties:
            yield Edge(source, target, ", ".join(properties))


def _rows(
    model: Model, words: Sequence[str], links: Callable[[str], str] | None
) -> Iterator[tuple[Cell, ...]]:
    def cell(iri: str) -> Cell:
        return Cell(model.labels[iri], iri, links(iri) if links else iri)

    for found in sorted(model.labels, key=lambda iri: (model.labels[iri].casefold(), iri)):
        rows = [(Cell(words[3]), cell(each)) for each in model.wider.get(found, ())]
        for (source, target), properties in sorted(model.between.items()):
            if source == found:
                rows += [(Cell(each), cell(target)) for each in properties]
        for what, value in rows or [(Cell(words[4]), Cell(words[4]))]:
            yield cell(found), what, value
