"""The catalogue as a whole: named by the rule, in two languages, and nothing left untaught."""

import csv
import io
import re
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from govactors import Publication
from govactors.binding import bind
from govactors.questions import Question, as_csv
from govactors.solutions import Rows
from govactors.store import Query
from govactors.terms import PREFIXES, SCHEMA, VOCABULARY, XSD
from govactors.turtle import triples

ROOT = Path(__file__).parents[2]

# The questions that users brought, by their number in the list that the catalogue started from.
COVERED = {
    1: "gezag-aanpak-mensensmokkel",
    2: "hoofdverantwoordelijk-mensensmokkel",
    3: "hoofdverantwoordelijk-mensenhandel",
    4: "leden-emm",
    5: "leden-emm-in-ecid",
    6: "advies-en-informatie-ecid",
    7: "middelen-grenspolitietaak",
    8: "betekenis-mtv",
    9: "controle-luchthavens",
    10: "partners-pre-boarding",
    11: "voorwaarde-opsporing-buitenland",
    12: "personeel-frontex",
    13: "landen-capaciteitsversterking",
    14: "samenwerking-liaison-officers",
    15: "werk-ilo",
    16: "signalering-ind",
    17: "reden-signalering-ind",
    18: "partners-ind-bekend",
    19: "stromen-naar-emm",
    20: "voorzitter-operationeel-overleg",
    21: "deelnemers-operationeel-overleg",
    22: "fenomenen",
    23: "reden-gezamenlijk-onderzoek",
    24: "opbouw-informatiepositie",
    25: "datum-en-kenmerk",
    26: "pagina",
    27: "afgeleide-uitspraken",
    28: "grondslag-van-een-taak",
    29: "artikelen-gezag-om",
    30: "grondslag-grenstaak-zeehavenpolitie",
    31: "ministeries-op-drie-dagen",
    32: "vroegere-namen",
    33: "tooi-van-leden",
    34: "toezicht-op-de-keten",
    35: "splitsing-landelijke-eenheid",
}

_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)
_IRI = re.compile(r"<[^>\s]*>")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_DECLARATION = re.compile(r"^PREFIX\s+(\w*):\s*<([^>]*)>$", re.MULTILINE)


def body(question: Question) -> str:
    """The query without declarations, comments, strings and full addresses."""
    text = _COMMENT.sub("", _DECLARATION.sub("", question.text))
    return _STRING.sub('""', _IRI.sub("<>", text))


def select(publication: Publication, text: str) -> Rows:
    """The rows of an answer."""
    found = publication.query(text)
    assert isinstance(found, Rows)
    return found


def addresses(publication: Publication, text: str) -> set[str]:
    """The first column of an answer, as addresses."""
    return {str(row[0]) for row in select(publication, text)}


@pytest.fixture(scope="module")
def used(publication: Publication) -> Counter[str]:
    """In how many questions each term of the vocabulary stands."""
    return Counter(
        VOCABULARY + name
        for question in publication.questions
        for name in set(re.findall(r"\bga:(\w+)", body(question)))
    )


def test_every_file_is_a_question_at_its_own_address(publication: Publication) -> None:
    files = list((ROOT / "queries").iterdir())
    named = [question.reference for question in publication.questions]
    assert named == sorted(path.stem for path in files)
    for path in files:
        address = publication.addresses.thing("vraag", path.stem)
        subjects = {t.subject for t in triples(path.read_text(encoding="utf-8"), path.name)}
        parameters = publication.questions[path.stem].parameters
        own = {ox.NamedNode(f"{address}#{each.name}") for each in parameters}
        assert subjects == {ox.NamedNode(address)} | own
        assert publication.addresses.split(address) == ("vraag", path.stem)


def test_every_question_that_users_brought_is_there(publication: Publication) -> None:
    assert list(COVERED) == list(range(1, 36))
    assert len(set(COVERED.values())) == len(COVERED)
    assert set(COVERED.values()) < {question.reference for question in publication.questions}


def test_questions_ask_in_two_languages(publication: Publication) -> None:
    labels = [question.label(each) for question in publication.questions for each in ("nl", "en")]
    assert all(label.endswith("?") for label in labels)
    assert len(set(labels)) == len(labels)
    comments = [text for question in publication.questions for text in question.comments.values()]
    assert all({"nl", "en"} == question.comments.keys() for question in publication.questions)
    assert all(comment.endswith(".") for comment in comments)
    assert len(set(comments)) == len(comments)


@pytest.mark.parametrize("path", sorted((ROOT / "queries").glob("*.ttl")), ids=lambda p: p.stem)
def test_keywords_are_in_two_languages(path: Path) -> None:
    found = [
        (t.object.language, t.object.value)
        for t in triples(path.read_text(encoding="utf-8"), path.name)
        if t.predicate.value == SCHEMA + "keywords" and isinstance(t.object, ox.Literal)
    ]
    per_language = Counter(language for language, _ in found)
    assert per_language.keys() == {"nl", "en"}
    assert per_language["nl"] == per_language["en"] >= 2
    assert len(set(found)) == len(found)
    assert not any("," in word for _, word in found)


def test_texts_declare_the_prefixes_they_use_and_no_other(publication: Publication) -> None:
    known = {**PREFIXES, **publication.addresses.prefixes}
    for question in publication.questions:
        declared = dict(_DECLARATION.findall(question.text))
        assert list(declared) == sorted(declared), question.reference
        assert declared.items() <= known.items(), question.reference
        names = set(re.findall(r"(?<![\w?])([a-z]\w*):", body(question)))
        assert names == set(declared), question.reference


def test_texts_are_laid_out_for_reading(publication: Publication) -> None:
    for question in publication.questions:
        assert not re.search(r"[ \t]$", question.text, re.MULTILINE), question.reference
        lines = body(question).splitlines()
        assert all(len(re.findall(r" [;.]", line)) <= 1 for line in lines), question.reference
        assert question.form == "ASK" or "\nORDER BY ?" in question.text, question.reference


def test_expected_answers_are_sorted_and_no_row_stands_twice(publication: Publication) -> None:
    for question in publication.questions:
        header, *rows = question.rows
        assert rows == sorted(rows), question.reference
        assert len({tuple(row) for row in rows}) == len(rows) > 0, question.reference
        assert all(len(row) == len(header) for row in rows), question.reference
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows([header, *rows])
        assert out.getvalue() == question.expected, question.reference


def test_every_class_of_statement_is_asked_for(
    publication: Publication, used: Counter[str]
) -> None:
    found = addresses(publication, "SELECT ?class { ?class rdfs:subClassOf ga:Statement }")
    assert len(found) >= 11
    assert found - used.keys() == set()


def test_every_shortcut_is_asked_for(publication: Publication, used: Counter[str]) -> None:
    found = addresses(
        publication,
        """SELECT DISTINCT ?shortcut {
          ?shortcut ga:abbreviates ?what .
          GRAPH graaf:afgeleid { ?one ?shortcut ?other }
        }""",
    )
    assert len(found) >= 10
    assert found - used.keys() == set()


def test_every_kind_of_actor_and_authority_is_asked_for(publication: Publication) -> None:
    """In the words of a query, or among what it answers."""
    kinds = addresses(publication, "SELECT DISTINCT ?kind { ?actor org:classification ?kind }")
    lines = addresses(publication, "SELECT DISTINCT ?kind { ?one ga:authorityKind ?kind }")
    names = {
        str(row[0]): str(row[1])
        for row in select(
            publication,
            "SELECT ?kind ?name { ?kind skos:prefLabel ?name FILTER (LANG(?name) = 'nl') }",
        )
    }
    answered = {cell for question in publication.questions for row in question.rows for cell in row}
    queries = " ".join(question.text for question in publication.questions)
    named = set(re.findall(r"\bbegrip:[a-z0-9-]+", queries))
    assert len(kinds) >= 30
    assert len(lines) >= 5
    left = {kind for kind in kinds | lines if publication.addresses.shorten(kind) not in named}
    assert {names[kind] for kind in left} - answered == set()


def test_every_act_of_law_is_asked_for(publication: Publication) -> None:
    """By more than the lists of acts: what it provides, or who has a task by it."""
    lists = {"gelezen-wetteksten", "taken-per-wet", "wetten"}
    rows = select(
        publication,
        """SELECT ?act ?name {
          ?act a eli:LegalResource .
          ?law eli:is_part_of* ?act ; dcterms:title ?name
          FILTER (LANG(?name) = "nl")
        }""",
    )
    names: dict[str, set[str]] = {}
    for act, name in rows:
        names.setdefault(publication.addresses.shorten(str(act)), set()).add(str(name))
    asked: set[str] = set()
    for question in publication.questions:
        if question.reference not in lists:
            asked |= set(re.findall(r"\bwet:[a-z0-9-]+", question.text))
            answered = {cell for row in question.rows for cell in row}
            asked |= {act for act, its in names.items() if its & answered}
    assert len(names) >= 29
    assert names.keys() - asked == set()


def test_parameters_are_columns_and_stand_in_the_text_with_their_default(
    publication: Publication,
) -> None:
    found = [(question, each) for question in publication.questions for each in question.parameters]
    assert len(found) >= 30
    for question, parameter in found:
        assert parameter.name in question.rows[0], question.reference
        value = parameter.default
        written = (
            publication.addresses.shorten(value.value)
            if isinstance(value, ox.NamedNode)
            else str(value).replace(f"<{XSD}date>", "xsd:date")
        )
        line = f"  VALUES ?{parameter.name} {{ {written} }}\n"
        assert line in question.text, question.reference


@pytest.mark.parametrize(
    "path",
    [p for p in sorted((ROOT / "queries").glob("*.ttl")) if "sh:parameter" in p.read_text("utf-8")],
    ids=lambda p: p.stem,
)
def test_a_default_given_from_outside_changes_nothing(path: Path, publication: Publication) -> None:
    """Bound or written in the text, a value reaches every part of the query, here and elsewhere."""
    question = publication.questions[path.stem]
    values = {each.name: each.default for each in question.parameters}
    assert question.answer(publication, **values) == question.expected
    query = question.query(publication, **values)
    assert as_csv(publication, Query(bind(query.text, query.bindings, {}))) == question.expected


def test_what_makes_a_statement_worth_having_is_asked_for(used: Counter[str]) -> None:
    taught = {
        "Derivation", "because", "certainty", "condition", "missing", "page", "paragraph",
        "passage", "place", "qualifier", "range", "scope", "section", "sha256", "alternativeTo",
        "modality", "holdsFrom", "holdsUntil", "origin", "purpose", "target", "with", "within",
        "attestedOn", "contradicts", "endStatus", "legalBasis", "locator", "mayHoldFrom",
        "mayHoldUntil", "readVersion", "validFrom", "validUntil",
    }  # fmt: skip
    assert {VOCABULARY + name for name in taught} - used.keys() == set()


def test_terms_in_queries_exist(publication: Publication, used: Counter[str]) -> None:
    words = addresses(publication, "SELECT ?word { ?word rdfs:isDefinedBy ?ontology }")
    assert used.keys() - words == set()
    things = addresses(publication, "SELECT DISTINCT ?thing { ?thing a ?kind }")
    graphs = addresses(publication, "SELECT DISTINCT ?graph { GRAPH ?graph { ?a ?b ?c } }")
    there = {publication.addresses.shorten(address) for address in things | graphs}
    concepts = "begrip|bron|functie|graaf|groep|organisatie|plaats|taak|wet"
    for question in publication.questions:
        named = set(re.findall(rf"\b(?:{concepts}):[a-z0-9-]+", body(question)))
        assert named <= there, question.reference
