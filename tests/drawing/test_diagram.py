from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

import govactors
from govactors.diagram import class_diagram
from govactors.folder import File, Role
from govactors.terms import OWL, RDF, RDFS, VOCABULARY
from govactors.turtle import triples

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"
OWL_CLASS = ox.NamedNode(OWL + "Class")
SMALL = """
@prefix ga: <https://w3id.org/govactors/def#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .

<https://w3id.org/govactors/def> a owl:Ontology .
ga:Actor a owl:Class ; rdfs:isDefinedBy <https://w3id.org/govactors/def> ;
    rdfs:label "Actor"@nl, "Actor"@en .
ga:Unit a owl:Class ; rdfs:isDefinedBy <https://w3id.org/govactors/def> ;
    rdfs:subClassOf ga:Actor ; rdfs:label "Onderdeel"@nl, "Unit"@en .
ga:Place a owl:Class ; rdfs:isDefinedBy <https://w3id.org/govactors/def> ;
    rdfs:label "Plaats"@nl, "Place"@en .
<http://elsewhere/Class> a owl:Class ; rdfs:label "Elders"@nl, "Elsewhere"@en .
ga:place rdfs:isDefinedBy <https://w3id.org/govactors/def> ; rdfs:label "plaats"@nl, "place"@en .
ga:near rdfs:isDefinedBy <https://w3id.org/govactors/def> ; rdfs:label "bij"@nl, "near"@en ;
    rdfs:range ga:Place .
ga:leads rdfs:isDefinedBy <https://w3id.org/govactors/def> ; rdfs:label "leidt"@nl, "leads"@en ;
    rdfs:domain ga:Actor ; rdfs:range ga:Unit .
<urn:shape> sh:targetClass ga:Actor ; sh:property <urn:one>, <urn:two>, <urn:three> .
<urn:one> sh:path ga:place ; sh:or ( [ sh:class ga:Place ] [ sh:class ga:Unit ] ) .
<urn:two> sh:path ga:near .
<urn:three> sh:path rdfs:label ; sh:class ga:Place .
"""


def _file(found: list[ox.Triple]) -> File:
    return File("ontology/small.ttl", Role.ONTOLOGY, SMALL, triples=tuple(found))


def _texts(svg: str) -> Iterator[str]:
    for element in ElementTree.fromstring(svg).iter(f"{SVG}text"):  # noqa: S314 - our own bytes
        yield element.text or ""


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nl", ["Actor", "Onderdeel", "Plaats", "rdfs:label, bij, plaats", "leidt, plaats"]),
        ("en", ["Actor", "Place", "Unit", "leads, place", "rdfs:label, near, place"]),
    ],
)
def test_classes_and_what_runs_between_them(language: str, expected: list[str]) -> None:
    svg = class_diagram([_file(triples(SMALL, "small"))], language)
    assert sorted(" ".join(_texts(svg)).split()) == sorted(" ".join(expected).split())


def test_the_order_of_the_triples_does_not_matter() -> None:
    found = triples(SMALL, "small")
    assert class_diagram([_file(found)]) == class_diagram([_file(found[::-1])])


def test_an_ontology_without_classes_is_an_empty_picture() -> None:
    assert list(_texts(class_diagram([], "nl"))) == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_class_of_the_ontology_is_drawn_once(language: str) -> None:
    files = govactors.load().files
    found = [t for file in files if file.role is Role.ONTOLOGY for t in file.triples]
    classes = {
        t.subject for t in found if t.predicate.value == RDF + "type" and t.object == OWL_CLASS
    }
    labels = [
        t.object.value
        for t in found
        if t.subject in classes and t.predicate.value == RDFS + "label"
        if isinstance(t.object, ox.Literal) and t.object.language == language
    ]
    drawn = ElementTree.fromstring(class_diagram(files, language))  # noqa: S314 - our own bytes
    bold = [str(text.text) for text in drawn.iter(f"{SVG}text") if text.get("font-weight")]
    assert sorted(" ".join(bold).split()) == sorted(" ".join(labels).split())


def _extent(text: ElementTree.Element) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a line of text in a font somewhat wider than Arial."""
    size = float(text.get("font-size") or 13)
    width = len(text.text or "") * size * (0.62 if text.get("font-weight") else 0.55)
    x, y = float(text.get("x") or 0), float(text.get("y") or 0)
    left = x - width / 2 if text.get("text-anchor") == "middle" else x
    return left, y - size * 0.8, left + width, y + size * 0.2


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_text_of_the_model_overlaps_another(language: str) -> None:
    drawn = ElementTree.fromstring(class_diagram(govactors.load().files, language))  # noqa: S314
    texts = [(text.text, _extent(text)) for text in drawn.iter(f"{SVG}text")]
    assert len(texts) > 50
    for (one, a), (other, b) in combinations(texts, 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, f"{one!r} lies over {other!r}"


def test_the_committed_picture_is_the_drawn_one() -> None:
    drawn = class_diagram(govactors.load().files, "en")
    committed = (ROOT / "docs" / "model.svg").read_text(encoding="utf-8")
    assert committed == drawn, "draw it anew: govactors diagram --language en > docs/model.svg"


def test_the_vocabulary_is_that_of_the_ontology() -> None:
    assert govactors.load().addresses.ontology + "#" == VOCABULARY
