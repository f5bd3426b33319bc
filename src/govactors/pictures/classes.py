"""The picture of the model: its classes and what runs between them, drawn from the ontology.

Nothing is listed here: classes and their order come from the ontology; which class takes which
property comes from the shapes, and where they are silent from domain and range.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from govactors.drawing import Edge, Node, Picture, draw
from govactors.folder import File, Role
from govactors.store import EmbeddedStore, Query
from govactors.terms import VOCABULARY, Addresses

_QUERIES = Path(__file__).with_name("queries")

_ADDRESSES = Addresses(VOCABULARY.removesuffix("def#"))

_KINDS = {
    "Actor": "actor",
    "LegalBasis": "source",
    "Passage": "source",
    "Phenomenon": "task",
    "Source": "source",
    "Statement": "statement",
    "Task": "task",
}
"""The colour of a class and of all below it; the others look like ``other``."""

_WORDS = {
    "nl": (
        "Het model",
        "Elk vak is een klasse. Een pijl met een open punt wijst naar de ruimere klasse, een "
        "pijl met een dichte punt naar de klasse van de waarde van de eigenschappen die erbij "
        "staan. Een regel in een vak is een eigenschap naar dezelfde klasse.",
    ),
    "en": (
        "The model",
        "Each box is a class. An arrow with a hollow tip points at the wider class, an arrow "
        "with a solid tip at the class of the value of the properties that stand beside it. A "
        "line in a box is a property whose value is of the same class.",
    ),
}


def class_diagram(files: Iterable[File], language: str = "nl") -> str:
    """The classes of a publication's ontology as SVG, labelled in ``nl`` or ``en``.

    >>> import govactors
    >>> ">statement<" in class_diagram(govactors.load().files, "en")
    True
    """
    words = (file for file in files if file.role in (Role.ONTOLOGY, Role.SHAPES))
    store = EmbeddedStore((VOCABULARY, file.triples) for file in words)
    labels: dict[str, str] = {}
    wider: dict[str, list[str]] = defaultdict(list)
    for found, label, above in _rows(store, "classes", language, "class", "label", "wider"):
        labels[found] = label
        if above:
            wider[found].append(above)
    between: dict[tuple[str, str], list[str]] = defaultdict(list)
    columns = ("class", "range", "label", "property")
    for source, target, label, name in _rows(store, "relations", language, *columns):
        if source in labels and target in labels:
            between[source, target].append(label or _ADDRESSES.shorten(name))
    title, description = _WORDS[language]
    picture = Picture(
        name="model",
        title=title,
        description=description,
        nodes=tuple(
            Node(each, label, kind=_kind(each, wider), rows=tuple(between[each, each]))
            for each, label in sorted(labels.items())
        ),
        edges=(*_is_a(wider), *_relations(between)),
        language=language,
        direction="right",
    )
    return draw(picture)


def _rows(
    store: EmbeddedStore, name: str, language: str, *columns: str
) -> Iterator[tuple[str, ...]]:
    text = (_QUERIES / f"{name}.rq").read_text(encoding="utf-8")
    answer = store.evaluate(Query(text, {"language": ox.Literal(language)}))
    if isinstance(answer, ox.QuerySolutions):
        for row in answer:
            terms = (row[column] for column in columns)
            yield tuple("" if term is None else getattr(term, "value", "") for term in terms)


def _kind(found: str, wider: Mapping[str, list[str]]) -> str:
    kind = _KINDS.get(found.removeprefix(VOCABULARY))
    above = (_kind(each, wider) for each in wider.get(found, ()))
    return kind or next((each for each in above if each != "other"), "other")


def _is_a(wider: Mapping[str, list[str]]) -> Iterator[Edge]:
    for found, above in sorted(wider.items()):
        for each in above:
            yield Edge(found, each, is_a=True)


def _relations(between: Mapping[tuple[str, str], list[str]]) -> Iterator[Edge]:
    """One arrow for all properties that run from one class to another.

    Those from a class to itself are lines in its box: a loop would cross other arrows.
    """
    for (source, target), properties in sorted(between.items()):
        if source != target and properties:
            yield Edge(source, target, ", ".join(properties))
