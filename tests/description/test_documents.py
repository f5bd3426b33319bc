"""Things as JSON: nothing lost, nothing added, and as plain as JSON can be."""

import json
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

import govactors
from govactors import Publication, context, description, documents
from govactors.export import union
from govactors.terms import OWL, RDF, RDFS, VOCABULARY, XSD

KMAR = "https://w3id.org/govactors/id/organisatie/kmar"


def _inlined(document: documents.JsonObject, words: dict[str, Any] | None = None) -> str:
    """The document with its context in place of the address, so that nothing is fetched."""
    return json.dumps({**document, "@context": words or context.entries()})


def _read(document: documents.JsonObject) -> set[ox.Triple]:
    quads = ox.parse(_inlined(document), format=ox.RdfFormat.JSON_LD)
    return {quad.triple for quad in quads}


def _about(publication: Publication, thing: str) -> list[ox.Triple]:
    """What is said of a thing, what points at it, and the labels of both."""
    node = ox.NamedNode(thing)
    data = union(publication)
    pointing = {t.subject for t in data if t.object == node}
    near = [t for t in data if t.subject == node or t.subject in pointing]
    named = {t.object for t in near}
    kinds = (RDF + "type", "http://www.w3.org/2004/02/skos/core#prefLabel")
    return [*near, *(t for t in data if t.subject in named and t.predicate.value in kinds)]


@pytest.fixture(scope="module")
def kmar(letter: Publication) -> documents.JsonObject:
    return documents.document(_about(letter, KMAR), KMAR)


@pytest.mark.parametrize("name", ["letter", "diensten"])
def test_a_document_of_everything_is_everything(name: str, request: pytest.FixtureRequest) -> None:
    publication = request.getfixturevalue(name)
    triples = union(publication)
    document = documents.document(triples, publication.actors[0].iri)
    assert _read(document) == set(triples)


def test_every_actor_and_task_makes_the_round_trip(letter: Publication) -> None:
    for thing in (*letter.actors[:8], *letter.tasks[:8]):
        triples = _about(letter, thing.iri)
        document = documents.document(triples, thing.iri)
        assert document["id"] == thing.iri
        assert _read(document) == set(triples)


def test_another_reader_sees_the_same(letter: Publication, kmar: documents.JsonObject) -> None:
    mine = rdflib.Graph().parse(data=_inlined(kmar), format="json-ld")
    lines = "".join(f"{t} .\n" for t in _about(letter, KMAR))
    theirs = rdflib.Graph().parse(data=lines, format="nt")
    assert set(mine) == set(theirs)


def test_a_document_is_plain_json(kmar: documents.JsonObject) -> None:
    assert kmar["@context"] == context.ADDRESS
    assert kmar["type"] == ["Organisation", "PublicOrganisation"]
    assert kmar["label"] == {
        "en": "Royal Netherlands Marechaussee",
        "nl": "Koninklijke Marechaussee",
    }
    assert kmar["abbreviation"] == "KMar"
    assert kmar["homepage"] == ["https://www.marechaussee.nl/"]
    tasks = [task["label"]["en"] for task in kmar["hasTask"]]
    assert "border police task" in tasks
    statement = next(each for each in kmar["about"] if each["type"] == ["Assignment"])
    assert statement["attestedOn"] == "2023-10-19"
    assert statement["certainty"]["label"]["en"].endswith("statement")


def test_no_key_of_a_document_is_an_address(letter: Publication) -> None:
    document = documents.document(union(letter), KMAR)
    assert [key for key in _keys(document) if ":" in key] == []


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)


def test_order_does_not_matter(letter: Publication) -> None:
    triples = _about(letter, KMAR)
    assert json.dumps(documents.document(triples, KMAR)) == json.dumps(
        documents.document(reversed(triples), KMAR)
    )


def test_every_word_of_the_ontology_is_in_the_context(letter: Publication) -> None:
    words = context.own()
    kinds = [
        ox.NamedNode(OWL + name)
        for name in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty", "Class")
    ]
    own = {
        t.subject.value
        for t in union(letter)
        if t.predicate.value == RDF + "type" and t.object in kinds
        if isinstance(t.subject, ox.NamedNode) and t.subject.value.startswith(VOCABULARY)
    }
    assert {iri for iri in own if words.name(iri) == iri} == set()
    assert {iri for iri in own if words.name(iri) != iri.removeprefix(VOCABULARY)} == set()


def test_the_context_reads_values_as_the_ontology_means_them(letter: Publication) -> None:
    words = context.own()
    texts = {
        t.subject.value
        for t in union(letter)
        if t.predicate.value == RDFS + "range"
        if t.object == ox.NamedNode(RDF + "PlainLiteral") and isinstance(t.subject, ox.NamedNode)
    }
    assert {iri for iri in texts if not words.word(iri).by_language} == set()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (ox.Literal("4", datatype=ox.NamedNode(XSD + "integer")), 4),
        (
            ox.Literal("04", datatype=ox.NamedNode(XSD + "integer")),
            {"@value": "04", "@type": XSD + "integer"},
        ),
        (
            ox.Literal("9" * 20, datatype=ox.NamedNode(XSD + "integer")),
            {"@value": "9" * 20, "@type": XSD + "integer"},
        ),
        (ox.Literal(True), True),
        (ox.Literal("4"), "4"),
        (ox.Literal("vier", language="nl"), {"@value": "vier", "@language": "nl"}),
        (ox.NamedNode("https://example.org/x"), {"id": "https://example.org/x"}),
    ],
)
def test_a_value_is_written_so_that_it_reads_back(
    value: ox.Literal | ox.NamedNode, written: object
) -> None:
    thing = ox.NamedNode("https://example.org/s")
    triple = ox.Triple(thing, ox.NamedNode(VOCABULARY + "value"), value)
    document = documents.document([triple], thing.value)
    assert document["value"] == written
    assert _read(document) == {triple}


def test_a_year_keeps_its_precision_and_a_day_is_text() -> None:
    thing = ox.NamedNode("https://example.org/s")
    since = ox.NamedNode(VOCABULARY + "validFrom")
    year = ox.Literal("2020", datatype=ox.NamedNode(XSD + "gYear"))
    day = ox.Literal("2020-05-01", datatype=ox.NamedNode(XSD + "date"))
    document = documents.document([ox.Triple(thing, since, day)], thing.value)
    assert document["validFrom"] == "2020-05-01"
    document = documents.document([ox.Triple(thing, since, year)], thing.value)
    assert _read(document) == {ox.Triple(thing, since, year)}


def test_what_has_no_word_or_does_not_fit_is_kept() -> None:
    thing = ox.NamedNode("https://example.org/s")
    label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    strange = [
        ox.Triple(thing, ox.NamedNode("https://example.org/p"), ox.Literal("q")),
        ox.Triple(thing, label, ox.Literal("zonder taal")),
        ox.Triple(thing, label, ox.Literal("met taal", language="nl")),
        ox.Triple(thing, label, thing),
        ox.Triple(ox.NamedNode("https://example.org/t"), label, ox.Literal("los", language="nl")),
    ]
    document = documents.document(strange, thing.value)
    assert _read(document) == set(strange)
    assert [each["id"] for each in document["about"]] == ["https://example.org/t"]


def test_a_circle_ends() -> None:
    one, other = ox.NamedNode("https://example.org/1"), ox.NamedNode("https://example.org/2")
    wider = ox.NamedNode("http://www.w3.org/2004/02/skos/core#broader")
    circle = [ox.Triple(one, wider, other), ox.Triple(other, wider, one)]
    document = documents.document(circle, one.value)
    assert document["broader"][0]["broader"] == [{"id": one.value}]
    assert _read(document) == set(circle)


def test_a_thing_of_which_nothing_is_said() -> None:
    assert documents.document([], "https://example.org/s") == {
        "@context": context.ADDRESS,
        "id": "https://example.org/s",
    }


def test_triple_terms_are_refused() -> None:
    inner = ox.Triple(*(ox.NamedNode(f"https://example.org/{each}") for each in "spo"))
    outer = ox.Triple(inner.subject, inner.predicate, inner)
    with pytest.raises(govactors.Problem, match="Triple terms"):
        documents.document([outer], "https://example.org/s")


def test_a_version_that_does_not_exist_is_refused() -> None:
    with pytest.raises(govactors.Problem, match="v1"):
        context.text("v0")
    assert json.loads(context.text("v1"))["@context"] == context.entries()


def test_schema_org_reads_back_under_its_own_words(diensten: Publication) -> None:
    bakery = diensten.actor("Bakkerij").iri
    triples = description.schema_org(diensten, bakery)
    document = documents.schema_org(triples, bakery)
    assert document["@context"] == "https://schema.org"
    assert document["@type"] == ["GovernmentOrganization"]
    assert document["memberOf"]["name"]["@value"] == "Dorpsraad"
    words = {"@vocab": "https://schema.org/"}
    quads = ox.parse(_inlined(document, words), format=ox.RdfFormat.JSON_LD)
    assert {quad.triple for quad in quads} == set(triples)
