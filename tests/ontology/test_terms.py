"""Every word of the ontology says what it means, and every word in use is in the ontology."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, VANN, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

GA = Namespace("https://w3id.org/govactors/def#")
ONTOLOGY = URIRef("https://w3id.org/govactors/def")
LANGUAGES = {"nl", "en"}
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


def words(text: str) -> list[str]:
    return text.split()


CORE_CLASSES = words("""
    Actor Organisation Unit Partnership Office ActorGroup Task Phenomenon Place Statement
    Assignment Authority Placement Participation Cooperation InformationFlow Deployment Change
    Naming Relation Omission LegalBasis Source Passage Derivation
""")

CORE_PROPERTIES = words("""
    actor task responsibility concerns target superior subordinate authorityKind scope part whole
    member partnership role sender receiver origin content purpose condition qualifier modality
    because through place with within withinTask legalBasis certainty alternativeTo contradicts
    validFrom validUntil attestedOn endStatus source passage deployed staff changeKind changedOn
    before after names name nameKind subject relation object value missing
    holdsFrom holdsUntil mayHoldFrom mayHoldUntil
    order page paragraph section range sha256 abbreviation controlKind property abbreviates
    expectedAnswer
    hasTask leads cooperatesWith worksUnderAuthorityOf managedBy memberOf chairs informs partOf
    carriedOutThrough mayInclude underAuthorityOf
""")

STATEMENTS = words("""
    Assignment Authority Placement Participation Cooperation InformationFlow Deployment Change
    Naming Relation Omission
""")

SHORTCUTS = words("""
    hasTask leads cooperatesWith worksUnderAuthorityOf managedBy memberOf chairs informs partOf
    carriedOutThrough mayInclude underAuthorityOf
""")

# Words that the reused vocabularies already have: to mint one again would split the data.
REUSED = words("""
    prefLabel altLabel hiddenLabel definition notation broader narrower related inScheme
    classification unitOf subOrganizationOf wasDerivedFrom hasSource hasSelector start end
    title description identifier issued creator licence license homepage
""")


def own_terms(ontology: Graph) -> list[URIRef]:
    found = {term for term in ontology.subjects() if isinstance(term, URIRef) and term in GA}
    return sorted(found)


def languages(graph: Graph, term: Node, predicate: URIRef) -> set[str | None]:
    values = graph.objects(term, predicate)
    return {value.language for value in values if isinstance(value, Literal)}


def names(terms: Iterable[Node]) -> list[str]:
    return sorted(str(term).removeprefix(str(GA)) for term in terms)


def test_every_core_name_exists(ontology: Graph) -> None:
    classes = names(t for t in own_terms(ontology) if (t, RDF.type, OWL.Class) in ontology)
    assert classes == sorted(CORE_CLASSES)
    properties = {name for kind in PROPERTIES for name in names(ontology.subjects(RDF.type, kind))}
    assert set(CORE_PROPERTIES) - properties == set()


@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition], ids=["label", "definition"])
def test_every_term_is_described_in_both_languages(ontology: Graph, predicate: URIRef) -> None:
    terms = own_terms(ontology)
    assert names([t for t in terms if languages(ontology, t, predicate) != LANGUAGES]) == []


def test_dutch_and_english_definitions_differ(ontology: Graph) -> None:
    same = [
        term
        for term in own_terms(ontology)
        if len({str(text) for text in ontology.objects(term, SKOS.definition)}) != 2
    ]
    assert names(same) == []


def test_no_two_terms_share_a_definition(ontology: Graph) -> None:
    texts = [str(text) for term in own_terms(ontology) for text in ontology[term : SKOS.definition]]
    assert sorted(text for text in set(texts) if texts.count(text) > 1) == []


def test_every_term_names_its_ontology(ontology: Graph) -> None:
    elsewhere = [t for t in own_terms(ontology) if ontology.value(t, RDFS.isDefinedBy) != ONTOLOGY]
    assert names(elsewhere) == []


def test_every_term_has_an_example_in_a_language(ontology: Graph) -> None:
    bare = [t for t in own_terms(ontology) if not languages(ontology, t, SKOS.example) & LANGUAGES]
    assert names(bare) == []


def test_every_property_has_domain_and_range_or_a_reason(ontology: Graph) -> None:
    silent = []
    for term in own_terms(ontology):
        if not any((term, RDF.type, kind) in ontology for kind in PROPERTIES):
            continue
        bounded = (term, RDFS.domain, None) in ontology and (term, RDFS.range, None) in ontology
        if not bounded and "en" not in languages(ontology, term, SKOS.editorialNote):
            silent.append(term)
    assert names(silent) == []


def test_examples_of_properties_are_turtle_that_uses_them(ontology: Graph) -> None:
    header = "".join(
        f"@prefix {ontology.value(d, SH.prefix)}: <{ontology.value(d, SH.namespace)}> .\n"
        for d in ontology.objects(ONTOLOGY, SH.declare)
    )
    for name in CORE_PROPERTIES:
        example = ontology.value(GA[name], SKOS.example)
        parsed = Graph().parse(data=f"{header}{example}", format="turtle")
        assert (None, GA[name], None) in parsed, name


def test_header_is_complete(ontology: Graph) -> None:
    for predicate in (DCTERMS.title, DCTERMS.description):
        assert languages(ontology, ONTOLOGY, predicate) == LANGUAGES
    for predicate in (DCTERMS.creator, DCTERMS.license, DCTERMS.issued, DCTERMS.modified):
        assert ontology.value(ONTOLOGY, predicate) is not None
    assert (ontology.value(ONTOLOGY, DCTERMS.creator), RDF.type, None) in ontology
    assert str(ontology.value(ONTOLOGY, VANN.preferredNamespaceUri)) == str(GA)
    assert str(ontology.value(ONTOLOGY, VANN.preferredNamespacePrefix)) == "ga"
    date = ontology.value(ONTOLOGY, DCTERMS.modified)
    version = ontology.value(ONTOLOGY, OWL.versionIRI)
    assert version == URIRef(f"https://w3id.org/govactors/{date}/def")
    assert re.fullmatch(r"\d+\.\d+\.\d+", str(ontology.value(ONTOLOGY, OWL.versionInfo)))


def test_declared_prefixes_are_unique(ontology: Graph) -> None:
    declared = list(ontology.objects(ONTOLOGY, SH.declare))
    prefixes = {str(ontology.value(d, SH.prefix)) for d in declared}
    namespaces = {str(ontology.value(d, SH.namespace)) for d in declared}
    assert len(prefixes) == len(namespaces) == len(declared)


def test_statement_classes_are_pairwise_disjoint(ontology: Graph) -> None:
    for name in STATEMENTS:
        assert (GA[name], RDFS.subClassOf, GA.Statement) in ontology
    overlapping = [
        (one, other)
        for one in STATEMENTS
        for other in STATEMENTS
        if one < other
        and (GA[one], OWL.disjointWith, GA[other]) not in ontology
        and (GA[other], OWL.disjointWith, GA[one]) not in ontology
    ]
    assert overlapping == []


def test_nothing_is_minted_again(ontology: Graph) -> None:
    assert set(names(own_terms(ontology))) & set(REUSED) == set()


def test_words_of_others_are_not_redefined(ontology: Graph) -> None:
    described = {*ontology.subjects(RDFS.label), *ontology.subjects(SKOS.definition)}
    assert [term for term in described if isinstance(term, URIRef) and term not in GA] == []


def test_no_blank_nodes(ontology: Graph) -> None:
    assert [node for triple in ontology for node in triple if isinstance(node, BNode)] == []


def test_every_word_in_the_data_exists(ontology: Graph, publication: Graph) -> None:
    used = {*publication.predicates(), *publication.objects(None, RDF.type)}
    ours = [term for term in used if isinstance(term, URIRef) and term in GA]
    assert names([term for term in ours if (term, RDF.type, None) not in ontology]) == []


def test_every_foreign_property_in_the_data_is_declared(publication: Graph) -> None:
    builtin = (str(RDF), str(RDFS), str(OWL))
    foreign = {p for p in publication.predicates() if not str(p).startswith(builtin)}
    assert [p for p in foreign if (p, RDF.type, None) not in publication] == []


def rule_of(shortcut: str, rules: Path) -> str:
    """The WHERE clause of the rule that makes a shortcut."""
    for file in sorted(rules.glob("*.rq")):
        head, _, where = file.read_text(encoding="utf-8").partition("WHERE")
        if re.search(rf"ga:property ga:{shortcut}\b", head):
            return where
    return ""


@pytest.mark.parametrize("shortcut", SHORTCUTS)
def test_a_shortcut_names_what_its_rule_reads(ontology: Graph, root: Path, shortcut: str) -> None:
    named = names(ontology.objects(GA[shortcut], GA.abbreviates))
    read = set(re.findall(r"\bga:(\w+)", rule_of(shortcut, root / "rules"))) - {"countsOn"}
    assert named == sorted(read)
