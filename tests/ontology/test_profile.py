"""The ontology stays within OWL 2 DL; only its date values lie outside, as its notes say."""

from itertools import combinations

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

RESERVED = (str(OWL), str(RDF), str(RDFS), str(XSD))

# The words of OWL and RDF Schema that the ontology may spend, beside declared ones.
PREDICATES = {
    RDF.type,
    RDFS.label,
    RDFS.comment,
    RDFS.seeAlso,
    RDFS.isDefinedBy,
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    RDFS.domain,
    RDFS.range,
    OWL.disjointWith,
    OWL.versionInfo,
    OWL.versionIRI,
    OWL.sameAs,
}

KINDS = (
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    OWL.Ontology,
)

CHARACTERISTICS = {
    OWL.SymmetricProperty: OWL.ObjectProperty,
    OWL.IrreflexiveProperty: OWL.ObjectProperty,
    OWL.FunctionalProperty: OWL.DatatypeProperty,
}

DATATYPES = {XSD.string, XSD.integer, XSD.anyURI, URIRef(f"{RDF}PlainLiteral")}

# Outside OWL 2: left out for the reasoner, checked by the shapes.
DATES = {XSD.date, XSD.gYear, XSD.gYearMonth}


def of_kind(graph: Graph, kind: URIRef) -> set[Node]:
    return set(graph.subjects(RDF.type, kind))


def test_every_predicate_is_declared_or_builtin(publication: Graph) -> None:
    declared = {node for kind in KINDS[1:4] for node in of_kind(publication, kind)}
    assert set(publication.predicates()) - declared - PREDICATES == set()


def test_no_word_is_of_two_kinds(publication: Graph) -> None:
    for one, other in combinations(KINDS, 2):
        assert of_kind(publication, one) & of_kind(publication, other) == set()


def test_every_type_is_a_declared_class(publication: Graph) -> None:
    known = of_kind(publication, OWL.Class) | set(KINDS) | set(CHARACTERISTICS)
    assert set(publication.objects(None, RDF.type)) - known == set()


@pytest.mark.parametrize("predicate", [RDFS.domain, RDFS.subClassOf, OWL.disjointWith])
def test_class_axioms_join_declared_classes(ontology: Graph, predicate: URIRef) -> None:
    assert set(ontology.objects(None, predicate)) - of_kind(ontology, OWL.Class) == set()


def test_ranges_suit_their_properties(ontology: Graph) -> None:
    classes, datatypes = of_kind(ontology, OWL.Class), set[Node](DATATYPES)
    for kind, allowed in ((OWL.ObjectProperty, classes), (OWL.DatatypeProperty, datatypes)):
        ranges = {r for p in of_kind(ontology, kind) for r in ontology.objects(p, RDFS.range)}
        assert ranges - allowed == set()
    annotations = of_kind(ontology, OWL.AnnotationProperty)
    assert annotations & {*ontology.subjects(RDFS.range), *ontology.subjects(RDFS.domain)} == set()


def test_properties_specialise_their_like(ontology: Graph) -> None:
    for narrow, wide in ontology.subject_objects(RDFS.subPropertyOf):
        kinds = set(ontology.objects(narrow, RDF.type)) & set(ontology.objects(wide, RDF.type))
        assert kinds & set(KINDS), narrow


def test_characteristics_suit_their_properties(ontology: Graph) -> None:
    for characteristic, kind in CHARACTERISTICS.items():
        assert of_kind(ontology, characteristic) - of_kind(ontology, kind) == set()
    assert of_kind(ontology, OWL.TransitiveProperty) == set()


def test_reserved_words_are_not_used_as_things(publication: Graph) -> None:
    allowed = {*KINDS, *CHARACTERISTICS, *DATATYPES}
    reserved = {
        node
        for subject, _, value in publication
        for node in (subject, value)
        if isinstance(node, URIRef) and str(node).startswith(RESERVED)
    }
    assert reserved - allowed == set()


def test_values_are_of_owl_datatypes_or_dates(publication: Graph) -> None:
    used = {v.datatype for v in publication.objects() if isinstance(v, Literal) and v.datatype}
    assert used - DATATYPES - DATES == set()


def test_date_properties_have_no_range_and_say_why(ontology: Graph, publication: Graph) -> None:
    dated = {p for _, p, v in publication if isinstance(v, Literal) and v.datatype in DATES}
    logical = dated & of_kind(ontology, OWL.DatatypeProperty)
    assert logical != set()
    assert [p for p in logical if (p, RDFS.range, None) in ontology] == []
    reasons = {p: str(ontology.value(p, SKOS.editorialNote)) for p in logical}
    assert [p for p, reason in reasons.items() if "OWL 2 DL" not in reason] == []
