"""Terms in, Python values out, and back again without loss."""

import copy
import datetime
import pickle
from decimal import Decimal

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from govactors import Iri, Problem, Publication, Row, Rows, Text
from govactors.solutions import Triples, to_python, to_term
from govactors.terms import XSD

texts = st.text(st.characters(exclude_categories=["Cs"]))
offsets = st.integers(-14 * 60, 14 * 60).map(
    lambda minutes: datetime.timezone(datetime.timedelta(minutes=minutes))
)
values = st.one_of(
    texts,
    st.builds(Text, texts, st.sampled_from(["nl", "en", "nl-be"])),
    texts.map(lambda text: Iri("https://example.org/" + "".join(filter(str.isalnum, text)))),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.decimals(allow_nan=False, allow_infinity=False, places=3),
    st.dates(),
    st.datetimes(timezones=st.none() | offsets),
)


@settings(derandomize=True, max_examples=300)
@given(values)
def test_what_is_bound_comes_back_as_it_was(value: str) -> None:
    back = to_python(to_term(value))
    assert back == value
    assert type(back) is type(value)
    assert getattr(back, "language", None) == getattr(value, "language", None)


@pytest.mark.parametrize(
    ("text", "datatype", "value"),
    [
        ("een", "string", "een"),
        ("true", "boolean", True),
        ("0", "boolean", False),
        ("007", "integer", 7),
        ("-12", "long", -12),
        ("4", "nonNegativeInteger", 4),
        ("1.50", "decimal", Decimal("1.50")),
        (".5", "decimal", Decimal("0.5")),
        ("2.50E0", "double", 2.5),
        ("-INF", "double", float("-inf")),
        ("1.5", "float", 1.5),
        ("2023-10-19", "date", datetime.date(2023, 10, 19)),
        ("2023-10-19T12:30:00", "dateTime", datetime.datetime(2023, 10, 19, 12, 30)),
        (
            "2023-10-19T12:30:00.5Z",
            "dateTime",
            datetime.datetime(2023, 10, 19, 12, 30, 0, 500_000, datetime.UTC),
        ),
    ],
)
def test_a_literal_is_the_value_of_its_datatype(text: str, datatype: str, value: object) -> None:
    read = to_python(ox.Literal(text, datatype=ox.NamedNode(XSD + datatype)))
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("2004", "gYear"),
        ("2004-10", "gYearMonth"),
        ("ja", "boolean"),
        ("True", "boolean"),
        ("1_000", "integer"),
        ("٣", "integer"),
        (" 4", "integer"),
        ("4.0", "integer"),
        ("1e5", "decimal"),
        ("NaN", "decimal"),
        ("infinity", "double"),
        ("1_0.5", "double"),
        ("2023-04-31", "date"),
        ("20231019", "date"),
        ("2023-W42-4", "date"),
        ("2023-10-19Z", "date"),
        ("2023-10-19", "dateTime"),
        ("2023-10-19T24:00:00", "dateTime"),
        ("2023-10-19T12:30:00.1234567", "dateTime"),
        ("P1D", "duration"),
    ],
)
def test_what_no_python_value_stands_for_stays_a_term(text: str, datatype: str) -> None:
    literal = ox.Literal(text, datatype=ox.NamedNode(XSD + datatype))
    assert to_python(literal) is literal


def test_an_address_is_no_text_and_text_no_address() -> None:
    address = "https://example.org/a"
    assert to_term(Iri(address)) == ox.NamedNode(address)
    assert to_term(address) == ox.Literal(address)
    assert to_python(ox.NamedNode(address)) == address
    assert isinstance(to_python(ox.NamedNode(address)), Iri)
    assert not isinstance(to_python(ox.Literal(address)), Iri)


def test_terms_of_the_engine_pass_untouched() -> None:
    terms: list[ox.NamedNode | ox.BlankNode | ox.Literal] = [
        ox.NamedNode("a:b"),
        ox.BlankNode("x"),
        ox.Literal("1.50", datatype=ox.NamedNode(XSD + "decimal")),
    ]
    assert [to_term(term) for term in terms] == terms
    assert to_python(ox.BlankNode("x")) == ox.BlankNode("x")
    assert to_python(None) is None


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (rdflib.URIRef("https://example.org/a"), ox.NamedNode("https://example.org/a")),
        (rdflib.SKOS.prefLabel, ox.NamedNode(str(rdflib.SKOS.prefLabel))),
        (rdflib.Literal("a"), ox.Literal("a")),
        (rdflib.Literal("a", lang="nl"), ox.Literal("a", language="nl")),
        (rdflib.Literal(4), ox.Literal("4", datatype=ox.NamedNode(XSD + "integer"))),
        (
            rdflib.Literal("1.50", datatype=rdflib.XSD.decimal, normalize=False),
            ox.Literal("1.50", datatype=ox.NamedNode(XSD + "decimal")),
        ),
        (
            rdflib.Literal("2004", datatype=rdflib.XSD.gYear),
            ox.Literal("2004", datatype=ox.NamedNode(XSD + "gYear")),
        ),
    ],
)
def test_terms_of_rdflib_say_themselves_what_they_are(
    term: rdflib.term.Node, expected: ox.NamedNode | ox.Literal
) -> None:
    assert to_term(term) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (Iri("geen adres"), "'geen adres' cannot be bound: "),
        (Text("x", "geen taal"), "'x' cannot be bound: "),
        (Decimal("NaN"), "Decimal('NaN') cannot be bound: a Decimal has no datatype here."),
        ([1], "[1] cannot be bound: a list has no datatype here."),
        (None, "None cannot be bound: a NoneType has no datatype here."),
        ("\ud800", r"'\ud800' cannot be bound: "),
        (rdflib.BNode("x"), "cannot be bound: it stands for no value."),
        (rdflib.Variable("x"), "cannot be bound: it stands for no value."),
    ],
)
def test_what_cannot_be_bound_is_refused(value: str, reason: str) -> None:
    with pytest.raises(Problem) as caught:
        to_term(value)
    assert caught.value.kind == "invalid-parameter"
    assert reason in caught.value.detail


ROW = Row(("actor", "task", "since"), (Iri("a:b"), Text("taak", "nl"), None))


def test_values_of_a_row_are_found_by_name_and_by_position() -> None:
    assert ROW.actor == ROW["actor"] == ROW[0] == "a:b"
    assert ROW.since is ROW["since"] is ROW[-1] is None
    assert ROW[:2] == ("a:b", "taak")
    assert len(ROW) == 3
    actor, task, _ = ROW
    assert (actor, task) == ("a:b", "taak")


def test_a_column_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(AttributeError, match="no column 'actr'; there are: actor, task, since"):
        _ = ROW.actr
    with pytest.raises(KeyError, match="no column 'actr'; there are: actor, task, since"):
        _ = ROW["actr"]
    with pytest.raises(IndexError):
        _ = ROW[3]


def test_a_row_compares_as_a_tuple() -> None:
    same = Row(("a", "b", "c"), (Iri("a:b"), Text("taak", "nl"), None))
    assert ROW == ("a:b", "taak", None) == same
    assert ROW != ("a:b", "taak")
    assert ROW != ["a:b", "taak", None]
    assert len({ROW, same}) == 1


def test_a_row_can_be_copied_and_sent() -> None:
    sent = pickle.loads(pickle.dumps(ROW))  # noqa: S301 - our own bytes
    assert copy.copy(ROW) == copy.deepcopy(ROW) == sent == ROW
    assert sent.task == "taak"


def test_a_row_shows_its_columns() -> None:
    assert repr(ROW) == "Row(actor='a:b', task='taak', since=None)"


def test_rows_have_the_columns_of_the_query(keten: Publication) -> None:
    rows = keten.query(
        "SELECT ?who ?missing ?n { ?who ga:leads ?t OPTIONAL { ?t ga:no ?missing } }"
    )
    assert isinstance(rows, Rows)
    assert rows.columns == ("who", "missing", "n")
    assert list(rows) == [("https://example.org/keten/id/organisatie/dienst-keuring", None, None)]


def test_values_of_the_data_arrive_typed(keten: Publication) -> None:
    rows = keten.select("SELECT ?v { uitspraak:rapport-s6 ga:value ?v }")
    found = {type(row.v): row.v for row in rows}
    assert found == {
        Decimal: Decimal("1.5"),
        int: 7,
        float: 2.5,
        Text: 'een "regel"\nen nog een',
    }


def test_triples_are_given_for_construct_and_a_boolean_for_ask(keten: Publication) -> None:
    triples = keten.query("CONSTRUCT { ?s ga:x ?o } { ?s ga:leads ?o }")
    assert isinstance(triples, Triples)
    assert [str(triple.subject) for triple in triples] == [
        "<https://example.org/keten/id/organisatie/dienst-keuring>"
    ]
    assert keten.query("ASK { ?s ga:leads ?o }") is True
    assert keten.query("ASK { ?s ga:leads 'niets' }") is False
