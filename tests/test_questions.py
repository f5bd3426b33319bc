"""The catalogue of questions: read from its folder, or said to be broken."""

import pytest
from tests.conftest import Publish

from govactors import Problem, Publication, load_directory
from govactors.questions import as_csv, sorted_csv
from govactors.store import Query

VRAAG = "https://example.org/minimaal/id/vraag/wie"
WHOLE = """
@prefix ga: <https://w3id.org/govactors/def#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .

<https://example.org/minimaal/id/vraag/wie> rdfs:label "Wie?"@nl , "Who?"@en ;
    sh:select "SELECT ?x { ?x ?x ?x }" ;
    ga:expectedAnswer "x\\n" .
"""


def test_a_question_is_words_a_query_and_an_answer(keten: Publication) -> None:
    question = keten.questions["wie-keurt"]
    assert question.iri == "https://example.org/keten/id/vraag/wie-keurt"
    assert question.label("nl") == "Wie leidt de keuring van schepen?"
    assert question.label("en") == "Who leads the inspection of ships?"
    assert question.comments["en"] == "Reads the shortcut ga:leads."
    assert (question.keywords, question.form) == (("keuring",), "SELECT")
    assert question.text.startswith("PREFIX ga:")
    assert question.rows == [["wie"], ["https://example.org/keten/id/organisatie/dienst-keuring"]]


def test_every_question_gets_the_answer_it_expects(keten: Publication) -> None:
    assert [each.reference for each in keten.questions] == ["is-de-inspectie-lid", "wie-keurt"]
    assert len(keten.questions) == 2
    for question in keten.questions:
        assert question.answer(keten) == question.expected


def test_an_answer_that_differs_is_seen(publish: Publish) -> None:
    publication = load_directory(
        publish({"queries/wie.ttl": WHOLE.replace('"x\\n"', '"x\\ny\\n"')})
    )
    question = publication.questions["wie"]
    assert question.answer(publication) == "x\n" != question.expected


def test_windows_line_ends_do_not_make_an_answer_wrong(publish: Publish) -> None:
    text = WHOLE.replace('"x\\n"', '"""\nx\n"""').replace("\n", "\r\n")
    publication = load_directory(publish({"queries/wie.ttl": text}))
    question = publication.questions["wie"]
    assert question.answer(publication) == question.expected == "x\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (' , "Who?"@en', ""),
        ('"Wie?"@nl , ', ""),
        ('sh:select "SELECT ?x { ?x ?x ?x }" ;', ""),
        ("sh:select", 'sh:ask "ASK {}" ; sh:select'),
        ('ga:expectedAnswer "x\\n"', "rdfs:comment 'x'@nl"),
        ('ga:expectedAnswer "x\\n"', 'ga:expectedAnswer "x\\n" , "y\\n"'),
        ("/vraag/wie>", "/vraag/waar>"),
    ],
)
def test_a_question_that_lacks_something_is_named(publish: Publish, old: str, new: str) -> None:
    assert old in WHOLE
    publication = load_directory(publish({"queries/wie.ttl": WHOLE.replace(old, new)}))
    with pytest.raises(Problem) as caught:
        _ = publication.questions
    assert (caught.value.kind, caught.value.file) == ("broken-question", "queries/wie.ttl")
    assert f"<{VRAAG}> lacks" in str(caught.value)


def test_two_questions_cannot_have_one_reference(publish: Publish) -> None:
    files: dict[str, str | bytes] = {"queries/a/wie.ttl": WHOLE, "queries/b/wie.ttl": WHOLE}
    with pytest.raises(Problem, match="There is another question 'wie'") as caught:
        _ = load_directory(publish(files)).questions
    assert caught.value.file == "queries/b/wie.ttl"


def test_an_unknown_question_says_how_to_list_them(keten: Publication) -> None:
    with pytest.raises(Problem) as caught:
        _ = keten.questions["wie"]
    assert str(caught.value) == (
        "There is no question 'wie'. "
        "The command govactors questions lists them; in Python .questions does."
    )


def test_answers_are_sorted_csv_yes_or_no_or_triples(keten: Publication) -> None:
    rows = as_csv(keten, Query('SELECT ?a ?b { VALUES (?a ?b) { ("2" "x,y") ("1" UNDEF) } }'))
    assert rows == 'a,b\n1,\n2,"x,y"\n'
    assert as_csv(keten, Query("ASK {}")) == "answer\ntrue\n"
    triples = as_csv(keten, Query("CONSTRUCT { <a:b> <a:p> 2 . <a:a> <a:p> 1 } {}"))
    assert [line[:5] for line in triples.splitlines()] == ["<a:a>", "<a:b>"]


def test_a_cell_of_several_lines_is_kept_whole() -> None:
    assert sorted_csv('a\r\n"2\r\n3"\r\n1\r\n') == 'a\n1\n"2\r\n3"\n'
