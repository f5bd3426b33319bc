"""A reasoner finds ontology and data consistent, and finds every contradiction planted in them."""

from pathlib import Path

import pytest
from hermit import Reasoner
from hermit.model import AtomicConcept
from hermit.parser import load_ontology_from_string
from hermit.structural.owl_clausification import OWLClausification
from hermit.structural.owl_normalization import OWLNormalization
from rdflib import OWL, RDF, XSD, Graph, Literal, URIRef

from govactors import load_directory

AXIOMS = Path(__file__).with_name("disjointness.ttl")

# OWL 2 has no such datatypes; the shapes check these values.
DATES = {XSD.date, XSD.gYear, XSD.gYearMonth}

# The form OWL 2 has for text with a language, which the reasoner's RDF reader would drop.
PLAIN_LITERAL = URIRef(f"{RDF}PlainLiteral")

PREFIXES = """
    @prefix begrip: <https://w3id.org/govactors/id/begrip/> .
    @prefix bron: <https://w3id.org/govactors/id/bron/> .
    @prefix ga: <https://w3id.org/govactors/def#> .
    @prefix groep: <https://w3id.org/govactors/id/groep/> .
    @prefix lijst: <https://w3id.org/govactors/id/begrippenlijst/> .
    @prefix org: <http://www.w3.org/ns/org#> .
    @prefix organisatie: <https://w3id.org/govactors/id/organisatie/> .
    @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix prov: <http://www.w3.org/ns/prov#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix taak: <https://w3id.org/govactors/id/taak/> .
    @prefix x: <https://example.org/> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

CONTRADICTIONS = {
    "a task that is an actor": "x:a a ga:Task , ga:Actor .",
    "two kinds of statement in one": "x:a a ga:Assignment , ga:Naming .",
    "an assignment whose task is an organisation": "x:a ga:task organisatie:kmar .",
    "a group that is an organisation": "x:a a ga:ActorGroup , org:Organization .",
    "a group that a unit belongs to": "x:a org:unitOf x:b . x:b a ga:ActorGroup .",
    "a group equated with an organisation": "x:a a ga:ActorGroup ; owl:sameAs organisatie:kmar .",
    "a group with a class of organisation": "x:a a ga:ActorGroup ; org:classification x:b .",
    "a statement that is an event": "x:a a ga:Change , org:ChangeEvent .",
    "a statement that something generates": "x:a prov:wasGeneratedBy x:b . x:b a ga:Change .",
    "a concept that is a scheme": "begrip:gezag a skos:ConceptScheme .",
    "a scheme with a broader scheme": "lijst:rollen skos:broader lijst:relaties .",
    "a concept broader than and related to another": (
        "begrip:gezag skos:broader begrip:beheer ; skos:related begrip:beheer ."
    ),
    "a label that is preferred and alternative": (
        'x:a skos:prefLabel "politie"@nl ; skos:altLabel "politie"@nl .'
    ),
    "a passage with two digests": 'x:a a ga:Passage ; ga:sha256 "00" , "11" .',
    "an actor that works with itself": "organisatie:kmar ga:cooperatesWith organisatie:kmar .",
    "a statement that contradicts itself": "x:a ga:contradicts x:a .",
    "a page that is not a number": 'x:a a ga:Passage ; ga:page "four" .',
    "a source that is an organisation": "organisatie:kmar a ga:Source .",
    "two actors both the same and different": (
        "x:a owl:sameAs organisatie:om ; owl:differentFrom organisatie:om ."
    ),
}

IMPOSSIBLE_CLASSES = {
    "a statement that is an event": "x:C rdfs:subClassOf ga:Change , org:ChangeEvent .",
    "an office that is an organisation": "x:C rdfs:subClassOf ga:Office , ga:Organisation .",
    "a task that is a scheme": "x:C rdfs:subClassOf ga:Task , skos:ConceptScheme .",
}


def reasoner(graph: Graph) -> Reasoner:
    document = Graph()
    for subject, predicate, value in graph:
        if isinstance(value, Literal) and value.datatype in DATES:
            continue
        if isinstance(value, Literal) and value.language:
            value = Literal(f"{value}@{value.language}", datatype=PLAIN_LITERAL)
        document.add((subject, predicate, value))
    document.parse(AXIOMS, format="turtle")
    for labelling in document.subjects(RDF.type, OWL.AnnotationProperty):
        if (labelling, RDF.type, OWL.DatatypeProperty) in document:
            document.remove((labelling, RDF.type, OWL.AnnotationProperty))
    axioms = load_ontology_from_string(document.serialize(format="xml"))
    return Reasoner(OWLClausification().clausify(OWLNormalization().process_ontology(axioms)))


def planted(graph: Graph, turtle: str) -> Graph:
    together = Graph()
    for triple in graph:
        together.add(triple)
    return together.parse(data=PREFIXES + turtle, format="turtle")


@pytest.fixture(scope="module")
def things(root: Path) -> Graph:
    """Words, code lists and the things named: a contradiction is found as surely, and sooner."""
    together = Graph()
    named = (root / "data" / "kern" / "organisatie" / f"{name}.ttl" for name in ("kmar", "om"))
    for file in (*sorted((root / "ontology").glob("*.ttl")), *named):
        together.parse(file)
    return together


def test_ontology_data_and_shortcuts_are_consistent(root: Path) -> None:
    published = load_directory(root).graph
    assert reasoner(published).is_consistent()


def test_every_class_can_have_members(ontology: Graph) -> None:
    thinking = reasoner(ontology)
    classes = {c for c in ontology.subjects(RDF.type, OWL.Class) if isinstance(c, URIRef)}
    empty = [c for c in sorted(classes) if not thinking.is_satisfiable(AtomicConcept.create(c))]
    assert empty == []


def test_the_things_are_consistent(things: Graph) -> None:
    assert reasoner(things).is_consistent()


@pytest.mark.parametrize("turtle", CONTRADICTIONS.values(), ids=CONTRADICTIONS.keys())
def test_a_planted_contradiction_is_found(things: Graph, turtle: str) -> None:
    assert not reasoner(planted(things, turtle)).is_consistent()


@pytest.mark.parametrize("turtle", IMPOSSIBLE_CLASSES.values(), ids=IMPOSSIBLE_CLASSES.keys())
def test_an_impossible_class_is_found(ontology: Graph, turtle: str) -> None:
    graph = planted(ontology, f"x:C a owl:Class . {turtle}")
    concept = AtomicConcept.create("https://example.org/C")
    assert not reasoner(graph).is_satisfiable(concept)
