"""Tables: what they hold, what points at what, and that no cell is a formula."""

import csv
import io
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from govactors import Iri, Problem, Publication, load_directory, tabular
from govactors.tabular import NAMES, Table

Publish = Callable[[dict[str, str | bytes]], Path]

GA = "https://w3id.org/govactors/def#"
BASE = "https://example.org/minimaal/"


def _rows(table: Table, *, safe: bool = True) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(tabular.to_csv(table, safe=safe).decode())))


def _table(publication: Publication, name: str) -> Table:
    return next(each for each in tabular.tables(publication) if each.name == name)


@pytest.fixture(scope="module")
def letter_tables(letter: Publication) -> tuple[Table, ...]:
    return tabular.tables(letter)


@pytest.fixture
def database(letter_tables: tuple[Table, ...]) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(tabular.to_sqlite(letter_tables))
        yield connection


def test_an_assignment_is_one_row_with_names_certainty_period_source_and_place(
    letter: Publication,
) -> None:
    row = next(
        row for row in _rows(_table(letter, "assignments")) if row["address"].endswith("-s26")
    )
    wanted = {
        "actor": letter.addresses.thing("organisatie", "kmar"),
        "actor_nl": "Koninklijke Marechaussee",
        "task": letter.addresses.thing("taak", "opsporing-mensensmokkel"),
        "responsibility": "lead",
        "certainty": "explicit",
        "condition_nl": "",
        "qualifier_en": "mainly",
        "holds_from": "2023-10-19",
        "may_hold_from": "",
        "source": letter.addresses.thing("bron", "brief-4054603"),
        "passage_page": "4",
        "characters": "496-560",
    }
    assert {column: row[column] for column in wanted} == wanted


def test_every_statement_of_a_kind_is_a_row(letter: Publication) -> None:
    kinds = {
        "assignments": "Assignment",
        "authorities": "Authority",
        "participations": "Participation",
        "information-flows": "InformationFlow",
    }
    for name, kind in kinds.items():
        rows = letter.select("SELECT ?kind ?each { ?each a ?kind }", kind=Iri(GA + kind))
        assert sorted(str(row.each) for row in rows) == [
            row["address"] for row in _rows(_table(letter, name))
        ]


def test_values_that_belong_together_stand_in_the_same_order(letter: Publication) -> None:
    table = _table(letter, "authorities")
    several = [row for row in _rows(table) if " | " in row["scope"]]
    assert several
    for row in several:
        columns = [row[name].split(" | ") for name in ("scope", "scope_nl", "scope_en")]
        for address, dutch, english in zip(*columns, strict=True):
            task = letter.task(address)
            assert (task.label("nl"), task.label("en")) == (dutch, english)


@pytest.mark.parametrize("name", NAMES)
def test_rows_and_columns_are_as_promised(letter_tables: tuple[Table, ...], name: str) -> None:
    table = next(each for each in letter_tables if each.name == name)
    addresses = [row[0] for row in table.rows]
    assert addresses == sorted(addresses)
    assert len(set(addresses)) == len(addresses)
    text = tabular.to_csv(table).decode()
    assert "\r" not in text
    assert text.endswith("\n")
    queries = Path(tabular.__file__).with_name("queries") / "tables"
    asked = (queries / f"{name}.rq").read_text() + (queries / "statements.rq").read_text()
    assert [column for column in table.columns if f"?{column}" not in asked] == []


def test_no_cell_of_ours_is_a_formula(letter_tables: tuple[Table, ...]) -> None:
    for table in letter_tables:
        assert tabular.to_csv(table) == tabular.to_csv(table, safe=False)
        for row in table.rows:
            assert not [value for cell in row for value in cell if value.startswith(tuple("=+-@"))]


@pytest.mark.parametrize("text", ["=1+1", "+31", "-2", "@SUM(A1)", "\tx", "\rx"])
def test_a_formula_is_neutralised_in_csv_only(text: str) -> None:
    table = Table("tasks", ("address", "name_nl"), ((("a",), (text,)),))
    assert f"'{text}" in tabular.to_csv(table).decode()
    assert "'" not in tabular.to_csv(table, safe=False).decode()


def test_the_database_holds_every_row_and_every_link(
    database: sqlite3.Connection, letter_tables: tuple[Table, ...]
) -> None:
    for table in letter_tables:
        name = table.name.replace("-", "_")
        count = database.execute(f"SELECT COUNT(*) FROM {name}").fetchone()  # noqa: S608
        assert count == (len(table.rows),)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    scopes = database.execute(
        "SELECT tasks.name_nl FROM authorities_scope JOIN tasks ON tasks.address = scope "
        "WHERE authorities_scope.address LIKE '%-s16' ORDER BY 1"
    ).fetchall()
    assert scopes == [
        ("aanpak van mensensmokkel",),
        ("strafrechtelijke handhaving van mensensmokkel",),
    ]


def test_an_empty_cell_is_null_in_the_database(database: sqlite3.Connection) -> None:
    assert database.execute("SELECT COUNT(*) FROM tasks WHERE broader = ''").fetchone() == (0,)


def test_a_row_that_points_nowhere_is_a_problem(publish: Publish) -> None:
    folder = publish(
        {
            "data/bron/wet.ttl": f"""
            @prefix ga: <{GA}> .
            <{BASE}id/bron/wet> a ga:Source .
            <{BASE}id/uitspraak/wet-1> a ga:Assignment ; ga:certainty <{BASE}id/begrip/zeker> ;
                ga:actor <{BASE}id/organisatie/niemand> .
            """
        }
    )
    with pytest.raises(Problem) as caught:
        tabular.to_sqlite(tabular.tables(load_directory(folder)))
    assert caught.value.kind == "broken-release"
    assert "actors" in caught.value.detail


def test_parquet_is_typed_and_holds_the_same(letter: Publication, tmp_path: Path) -> None:
    table = _table(letter, "assignments")
    path = tmp_path / "assignments.parquet"
    path.write_bytes(tabular.to_parquet(table))
    read = duckdb.read_parquet(str(path))
    types = dict(zip(read.columns, map(str, read.types), strict=True))
    assert types["holds_from"] == types["may_hold_until"] == "DATE"
    assert types["valid_from"] == types["actor"] == "VARCHAR"
    rows = [["" if cell is None else str(cell) for cell in row] for row in read.fetchall()]
    assert rows == [list(row.values()) for row in _rows(table, safe=False)]


def test_a_publication_without_statements_has_empty_tables(publish: Publish) -> None:
    tables = tabular.tables(load_directory(publish({})))
    assert [table.name for table in tables] == list(NAMES)
    for table in tables:
        assert tabular.to_csv(table).decode() == ",".join(table.columns) + "\n"
        assert tabular.to_parquet(table).startswith(b"PAR1")
    assert tabular.to_sqlite(tables).startswith(b"SQLite format 3\0")
