"""Turtle read: as written, or one message with file, line and column."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from govactors import Problem, turtle

XSD = "http://www.w3.org/2001/XMLSchema#"


def test_a_literal_keeps_the_form_in_which_it_is_written() -> None:
    month = f'"2004-10"^^<{XSD}gYearMonth>'
    source = f"<a:s> <a:p> 1.50 , 007 , 2.50E0 , true , {month} ."
    written = [str(triple.object) for triple in turtle.triples(source, "x.ttl")]
    assert written == [
        f'"1.50"^^<{XSD}decimal>',
        f'"007"^^<{XSD}integer>',
        f'"2.50E0"^^<{XSD}double>',
        f'"true"^^<{XSD}boolean>',
        month,
    ]


@pytest.mark.parametrize(
    ("source", "line", "column", "what"),
    [
        ("<a:s> <a:p> 1 ,", 1, 16, "Unexpected end"),
        ("<a:s> <a:p> 1 .\n<a:s> a:p 1 .", 2, 7, "The prefix a: has not been declared"),
        ('<a:s> <a:p> "é" ;\n\t<a:q> "ü" x .', 2, 12, "x"),
        ('<a:s> <a:p> "open\n" .', 1, 18, "Line jumps are not allowed in string literals"),
        ("<a:s> <a:p> <b c> .", 1, 13, "Invalid IRI code point"),
        ("<s> <a:p> 1 .", 1, 1, "No scheme found in an absolute IRI"),
        ('<a:s> <a:p> """open\n\nend', 1, 13, "Unexpected end of file"),
    ],
)
def test_broken_turtle_is_named_with_its_place(
    source: str, line: int, column: int, what: str
) -> None:
    with pytest.raises(Problem) as caught:
        turtle.triples(source, "data/bron/x.ttl")
    problem = caught.value
    assert problem.kind == "broken-turtle"
    assert problem.place == f"data/bron/x.ttl:{line}:{column}"
    assert problem.detail.startswith(what)
    assert problem.detail.endswith(".")
    assert "Parser error" not in problem.detail


def test_terms_of_rdf_1_2_are_refused() -> None:
    with pytest.raises(Problem, match=r"RDF 1\.2") as caught:
        turtle.triples("<a:s> <a:p> <<( <a:s> <a:p> 1 )>> .", "x.ttl")
    assert caught.value.kind == "broken-turtle"


def test_blank_nodes_are_the_same_each_time_and_those_of_two_files_never_meet() -> None:
    source = "<a:s> <a:p> [ <a:q> 1 ] , _:x . _:x <a:q> 2 ."
    first, again = turtle.triples(source, "one.ttl"), turtle.triples(source, "one.ttl")
    assert [str(triple) for triple in first] == [str(triple) for triple in again]
    assert len(_blanks(first)) == 2
    assert _blanks(first).isdisjoint(_blanks(turtle.triples(source, "two.ttl")))


def _blanks(triples: list[ox.Triple]) -> set[str]:
    nodes = (node for triple in triples for node in (triple.subject, triple.object))
    return {node.value for node in nodes if isinstance(node, ox.BlankNode)}


def test_what_windows_makes_of_a_file_changes_nothing(tmp_path: Path) -> None:
    plain = '<a:s> <a:p> """één\ntwee\n""" .\n'
    (tmp_path / "plain.ttl").write_bytes(plain.encode())
    (tmp_path / "windows.ttl").write_bytes(b"\xef\xbb\xbf" + plain.replace("\n", "\r\n").encode())
    assert turtle.text(tmp_path / "windows.ttl", "x") == turtle.text(tmp_path / "plain.ttl", "x")


def test_a_document_is_read_character_for_character(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_bytes("\ufeffeen\r\ntwee\rdrie\n".encode())
    assert turtle.document(tmp_path / "letter.txt", "x") == "\ufeffeen\r\ntwee\rdrie\n"


def test_what_is_not_utf8_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "latin.ttl"
    path.write_bytes("# eerst\n<a:s> <a:p> 'één' .".encode("latin-1"))
    with pytest.raises(Problem) as caught:
        turtle.text(path, "data/latin.ttl")
    assert caught.value.kind == "not-utf8"
    assert str(caught.value) == ("data/latin.ttl:2: Byte 21 is not UTF-8. Save the file as UTF-8.")


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.ttl", tmp_path):
        with pytest.raises(Problem) as caught:
            turtle.text(path, "x.ttl")
        assert caught.value.kind == "unreadable-input"
        assert str(caught.value).startswith("x.ttl: ")


def test_the_line_of_each_subject_is_found() -> None:
    source = (
        "@prefix taak: <https://example.org/id/taak/> .\n"
        "PREFIX b: <https://example.org/b#>\n"
        "\n"
        "taak:een a b:Task ;\n"
        '    b:note """\u2028regel\x0c\n'
        '  nog een""" .\n'
        "<https://example.org/twee> a b:Task .\n"
        "ander:drie a b:Task .\n"
    )
    lines = dict(turtle.subject_lines(source, {"ander": "https://example.org/ander/"}))
    assert lines["https://example.org/id/taak/een"] == 4
    assert lines["https://example.org/twee"] == 7
    assert lines["https://example.org/ander/drie"] == 8
