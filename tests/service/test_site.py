"""The start page answers the question that the catalogue puts first."""

from govactors import Publication
from govactors.service.site import featured, readable


def test_the_headline_is_answered_with_its_places_in_the_source(letter: Publication) -> None:
    (first, *_) = featured(letter)
    question, columns, rows = first
    assert question.reference == "wie-leidt-opsporing-mensensmokkel"
    assert {"actorName", "page", "section", "paragraph"} <= set(columns)
    named = {row[columns.index("actorName")] for row in rows}
    assert {"Koninklijke Marechaussee", "Openbaar Ministerie"} <= named


def test_no_cell_of_a_readable_answer_is_an_address() -> None:
    table = [["a", "b", "c"], ["x", "https://example.org/", ""], ["y", "", "http://example.org/"]]
    assert readable(table) == (["a"], [["x"], ["y"]])
    assert readable([["a"]]) == (["a"], [])
