"""Parameters of questions: other names and days, bound as terms, asked from both sides."""

import datetime

import pyoxigraph as ox
import pytest
from tests.conftest import Cli, Publish

from govactors import Iri, Problem, Publication, load_directory
from govactors.parameters import without_default
from govactors.questions import Question
from govactors.terms import DCTERMS, XSD

WHEN = "ministerie-op-een-dag"
WHO = "vroegere-namen"

ASKED = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ga: <https://w3id.org/govactors/def#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<https://example.org/minimaal/id/vraag/wie> rdfs:label "Wie?"@nl , "Who?"@en ;
    sh:parameter <https://example.org/minimaal/id/vraag/wie#title> ;
    sh:select '''
SELECT ?title WHERE {
  VALUES ?title { "a" }
}
''' ;
    ga:expectedAnswer "title\\na\\n" .

<https://example.org/minimaal/id/vraag/wie#title> sh:path dcterms:title ;
    sh:name "titel"@nl , "title"@en ;
    sh:datatype xsd:string ;
    sh:defaultValue "a" .
"""


@pytest.fixture
def when(letter: Publication) -> Question:
    return letter.questions[WHEN]


@pytest.fixture
def who(letter: Publication) -> Question:
    return letter.questions[WHO]


def test_a_parameter_has_a_name_labels_a_type_and_a_default(when: Question, who: Question) -> None:
    (date,) = when.parameters
    assert (date.name, date.label("nl"), date.label("en")) == ("date", "dag", "day")
    assert date.datatype == XSD + "date"
    assert date.default == ox.Literal("2025-01-15", datatype=ox.NamedNode(XSD + "date"))
    (actor,) = who.parameters
    assert actor.datatype is None
    assert actor.default.value.endswith("/organisatie/nederlandse-arbeidsinspectie")


@pytest.mark.parametrize("value", ["2023-10-19", datetime.date(2023, 10, 19)])
def test_a_day_is_text_or_a_date(
    value: str | datetime.date, when: Question, letter: Publication
) -> None:
    assert when.answer(letter, date=value).splitlines()[1:] == [
        "2023-10-19,Ministerie van Justitie en Veiligheid"
    ]


def test_a_thing_is_a_short_or_whole_address_or_a_term(who: Question, letter: Publication) -> None:
    whole = letter.addresses.thing("organisatie", "frontex")
    values = ("organisatie:frontex", whole, f"<{whole}>", Iri(whole), ox.NamedNode(whole))
    answers = {who.answer(letter, actor=value) for value in values}
    assert len(answers) == 1
    assert "operationele samenwerking" in answers.pop()


@pytest.mark.parametrize(
    ("question", "name", "value", "told"),
    [
        (WHEN, "date", "2025-02-30", "date must be a day, such as 2025-01-15, not 2025-02-30."),
        (WHEN, "date", "20250115", "date must be a day"),
        (WHEN, "date", 2025, "date must be of type date, not 2025."),
        (WHEN, "date", "2025-01-15> UNION {", "date must be a day"),
        (WHEN, "day", "2025-01-15", "The question 'ministerie-op-een-dag' has no parameter 'day'"),
        (WHO, "actor", "kmar", "actor must be an address, such as organisatie:"),
        (WHO, "actor", "organisatie:geen", "does not describe"),
        (WHO, "actor", 5, "actor must be an address, not 5."),
        ("pagina", "page", "4", "It has: none."),
    ],
)
def test_what_does_not_fit_is_refused(
    question: str, name: str, value: str | int, told: str, letter: Publication
) -> None:
    with pytest.raises(Problem) as caught:
        letter.questions[question].answer(letter, **{name: value})
    assert caught.value.kind in ("invalid-parameter", "unknown-thing")
    assert told in str(caught.value)


def test_values_are_bound_and_never_written_into_the_text(publish: Publish) -> None:
    publication = load_directory(publish({"queries/wie.ttl": ASKED}))
    question = publication.questions["wie"]
    assert [each.name for each in question.parameters] == ["title"]
    assert question.answer(publication) == question.expected
    hostile = 'x" } UNION { ?s ?p ?title } #'
    query = question.query(publication, title=hostile)
    assert "UNION" not in query.text
    assert query.bindings == {"title": ox.Literal(hostile)}
    assert len(question.answer(publication, title=hostile).splitlines()) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("sh:path dcterms:title", "sh:path 'title'"),
        ("sh:path dcterms:title", "sh:path dcterms:subject"),
        (' , "title"@en', ""),
        ("VALUES ?title", "VALUES (?title)"),
        ("    sh:datatype xsd:string ;\n    sh:defaultValue", "    sh:description"),
    ],
)
def test_a_parameter_that_lacks_something_is_named(publish: Publish, old: str, new: str) -> None:
    assert old in ASKED
    publication = load_directory(publish({"queries/wie.ttl": ASKED.replace(old, new, 1)}))
    with pytest.raises(Problem, match=r"parameter .*#title") as caught:
        _ = publication.questions
    assert (caught.value.kind, caught.value.file) == ("broken-question", "queries/wie.ttl")


def test_only_the_line_of_that_default_is_left_out() -> None:
    text = "SELECT ?a ?ab {\n  VALUES ?ab { 1 }\n  VALUES ?a { 2 }\n  ?a ?ab ?a\n}\n"
    assert without_default(text, "a") == "SELECT ?a ?ab {\n  VALUES ?ab { 1 }\n  ?a ?ab ?a\n}\n"
    assert DCTERMS not in without_default(text, "ab")


def test_the_command_line_sets_parameters(cli: Cli) -> None:
    done = cli("questions", WHEN, "--set", "date=2023-10-19")
    assert (done.code, done.error) == (0, "")
    assert done.text.endswith("2023-10-19,Ministerie van Justitie en Veiligheid\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([WHEN, "--set", "date"], "--set takes NAME=VALUE, not 'date'"),
        ([WHEN, "--set", "date=gisteren"], "date must be a day"),
        (["--set", "date=2023-10-19"], "--set needs a REFERENCE"),
        ([WHEN, "--sparql", "--set", "date=2023-10-19"], "--set needs a REFERENCE"),
    ],
)
def test_the_command_line_says_what_is_wrong(arguments: list[str], told: str, cli: Cli) -> None:
    done = cli("questions", *arguments)
    assert done.code != 0
    assert told in done.error
