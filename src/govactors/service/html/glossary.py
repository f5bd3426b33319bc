"""The words of the model on one page: definition, promises, an example, questions that use them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from govactors import shapes
from govactors.nodes import LABELS, TYPE, Node, Nodes
from govactors.questions import Question
from govactors.service import links
from govactors.service.html.naming import Part, Shown
from govactors.service.makings import Making
from govactors.shapes import Shape
from govactors.terms import OWL, RDFS, SKOS

PATH = "/def"
_APART = (TYPE, *LABELS, SKOS + "definition", SKOS + "example", RDFS + "isDefinedBy")
_QUESTIONS = 4


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property; ``more`` counts the questions that are not listed."""

    anchor: str
    label: tuple[Part, ...]
    kinds: list[Shown]
    definition: Part | None
    facts: list[tuple[Shown, list[Shown]]]
    promises: list[str]
    examples: list[Shown]
    questions: list[Question]
    more: int


def page(making: Making, found: list[str], others: list[Shown]) -> bytes:
    """The page of an ontology with these terms; ``others`` are the code lists it defines."""
    address = making.publication.addresses.ontology
    promised = _promised(shapes.catalogue(making.publication.files).values())
    asked = list(making.publication.questions)
    terms = [_term(making, iri, promised, asked) for iri in found]
    classes = {iri for iri in found if OWL + "Class" in making.nodes[iri].kinds}
    pairs = list(zip(found, terms, strict=True))
    return making.page(
        "ontology.html",
        PATH,
        title=making.naming.parts(address),
        groups=[
            ("klassen", [term for iri, term in pairs if iri in classes]),
            ("eigenschappen", [term for iri, term in pairs if iri not in classes]),
        ],
        others=others,
        data=links.DESCRIPTIONS,
        address=address,
        permanent=address,
    )


def _term(
    making: Making, iri: str, promised: dict[str, list[Shape]], asked: list[Question]
) -> Term:
    naming, node = making.naming, making.nodes[iri]
    anchor = iri.rpartition("#")[2]
    facts = [
        (naming.node(name), [naming.value(v) for v in node.values(name)])
        for name in node.said
        if name not in _APART
        and not any(isinstance(v, ox.Literal) and v.language for v in node.values(name))
    ]
    using = [each for each in asked if re.search(rf"\bga:{re.escape(anchor)}\b", each.text)]
    kept = [*promised.get(iri, ()), *promised.get(_file(anchor), ())]
    language = making.ask.language
    return Term(
        anchor,
        naming.parts(iri),
        [naming.node(kind) for kind in node.kinds],
        naming.text(node.texts(SKOS + "definition", RDFS + "comment")),
        facts,
        [each.message_nl if language == "nl" else each.message_en for each in kept],
        _examples(making, node),
        using[:_QUESTIONS],
        len(using[_QUESTIONS:]),
    )


def _examples(making: Making, term: Node) -> list[Shown]:
    """What the ontology gives as an example, and the first case in the data."""
    naming, nodes = making.naming, Nodes.of(making.publication)
    told = naming.text(term.texts(SKOS + "example"))
    found = [Shown((told,))] if told else []
    if OWL + "Class" in term.kinds:
        return found + [
            naming.node(r["thing"].value) for r in nodes.select("instance", kind=term.iri)
        ]
    for row in nodes.select("use", property=term.iri):
        ends = [naming.node(row["subject"].value), naming.value(row["value"])]
        found += [Shown((*ends[0].parts, Part("→"), *ends[1].parts), ends[0].href)]
    return found


def _promised(found: Iterable[Shape]) -> dict[str, list[Shape]]:
    """The promises by the property they are about, else by the file of their class."""
    named: dict[str, list[Shape]] = {}
    for shape in found:
        properties = re.findall(r"<([^>]*)>", shape.path)
        file = shape.file.rpartition("/")[2].removesuffix(".ttl")
        for key in properties or [file]:
            named.setdefault(key, []).append(shape)
    return named


def _file(name: str) -> str:
    """The file of the shapes of a class: ``LegalBasis`` has ``legal-basis``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower() if name[:1].isupper() else ""
