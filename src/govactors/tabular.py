"""Tables for people without RDF: actors, tasks, who does what, as CSV, Parquet and SQLite.

One SELECT file a table gives a row for each value; here the rows of one thing become one row.
``tables.sql`` says which columns there are, of which type, and what points at what.
"""

import csv
import io
import re
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from govactors.contents import Contents
from govactors.problems import Problem, missing
from govactors.store import Query, Term

_FOLDER = Path(__file__).with_name("queries") / "tables"
_STATEMENTS = ("assignments", "authorities", "participations", "information-flows")
NAMES = ("actors", "tasks", *_STATEMENTS, "sources")
"""The tables, by the name of their file."""

BETWEEN = " | "
"""Stands between the values of a cell that has several."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Cell = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows are sorted by their first cell, the address; a cell may hold several
    values, and columns such as ``scope``, ``scope_nl`` hold theirs in the same order.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables(contents: Contents) -> tuple[Table, ...]:
    """All tables of a publication, in the order of :data:`NAMES`.

    >>> import govactors
    >>> [table.name for table in tables(govactors.load())][:3]
    ['actors', 'tasks', 'assignments']
    """
    shared = _things(contents, "statements")
    return tuple(_table(contents, name, shared) for name in NAMES)


def _table(contents: Contents, name: str, shared: "_Things") -> Table:
    columns = tuple(_schema()[_identifier(name)])
    own = _things(contents, name)
    rows = []
    for address in sorted(own):
        values = (
            {**shared.get(address, {}), **own[address]} if name in _STATEMENTS else own[address]
        )
        rows.append(tuple(values.get(column, ()) for column in columns))
    return Table(name, columns, tuple(rows))


_Things = dict[str, dict[str, Cell]]


def _things(contents: Contents, name: str) -> _Things:
    """The cells of each thing, by its address: equal values once, in a stable order."""
    text = (_FOLDER / f"{name}.rq").read_text(encoding="utf-8")
    solutions = contents.store.evaluate(Query(text))
    assert isinstance(solutions, ox.QuerySolutions)  # noqa: S101 - the file holds a SELECT
    variables = [variable.value for variable in solutions.variables]
    groups = list(_groups(variables[1:]))
    places = {column: place for place, group in enumerate(groups) for column in group}
    found: dict[str, list[set[Cell]]] = {}
    for solution in solutions:
        terms = zip(variables, solution, strict=True)
        values = {column: _text(term) for column, term in terms if term is not None}
        sets = found.setdefault(values.pop("address"), [set() for _ in groups])
        for place in {places[column] for column in values}:
            sets[place].add(tuple(values.get(column, "") for column in groups[place]))
    return {address: _cells(address, groups, sets) for address, sets in found.items()}


def _cells(address: str, groups: Sequence[Cell], sets: Sequence[set[Cell]]) -> dict[str, Cell]:
    cells: dict[str, Cell] = {"address": (address,)}
    for group, collected in zip(groups, sets, strict=True):
        ordered = sorted(collected, key=_natural)
        for index, column in enumerate(group):
            cells[column] = tuple(each[index] for each in ordered)
    return cells


def _groups(columns: Iterable[str]) -> Iterator[Cell]:
    """Columns whose values belong together: ``scope`` with ``scope_nl`` and ``scope_en``."""
    groups: dict[str, list[str]] = {}
    for column in columns:
        head = next((stem for stem in groups if column.startswith(f"{stem}_")), column)
        groups.setdefault(head, []).append(column)
    return map(tuple, groups.values())


def _natural(cell: Cell) -> list[tuple[int, str]]:
    """An order in which 9 comes before 10."""
    return [
        (int(part), "") if part.isdecimal() else (-1, part)
        for value in cell
        for part in re.split(r"([0-9]+)", value)
    ]


def _text(term: Term) -> str:
    return str(getattr(term, "value", term))


def to_csv(table: Table, *, safe: bool = True) -> bytes:
    r"""The table as CSV: UTF-8, a line feed after each row, the names of the columns first.

    A spreadsheet takes a cell that starts with ``=``, ``+``, ``-`` or ``@`` for a formula; with
    ``safe`` such a cell gets an apostrophe in front.

    >>> to_csv(Table("x", ("address", "name_nl"), ((("a",), ("=1+1",)), (("b",), ("x", "y")))))
    b"address,name_nl\na,'=1+1\nb,x | y\n"
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    for row in _joined(table):
        writer.writerow(f"'{c}" if safe and c.startswith(_FORMULA) else c for c in row)
    return out.getvalue().encode()


def _joined(table: Table) -> Iterator[list[str]]:
    for row in table.rows:
        yield [BETWEEN.join(cell) if any(cell) else "" for cell in row]


def engine() -> Any:
    """What writes Parquet; raises :class:`Problem` ``missing-package`` without ``release``."""
    try:
        return import_module("duckdb")
    except ImportError as error:
        raise missing("Parquet needs the package duckdb.", "release") from error


def to_parquet(table: Table) -> bytes:
    """The table as Parquet, days typed as days; needs the extra ``release``.

    Raises :class:`Problem` ``missing-package``.
    """
    kinds = {"TEXT": "VARCHAR", "DATE": "DATE"}
    types = {column: kinds[kind] for column, kind in _schema()[_identifier(table.name)].items()}
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "table.csv"), Path(folder, "table.parquet")
        source.write_bytes(to_csv(table, safe=False))
        # One thread: the order of rows and the bytes are then always the same.
        with engine().connect(":memory:", config={"threads": 1}) as connection:
            connection.read_csv(
                str(source),
                columns=types,
                header=True,
                auto_detect=False,
                sep=",",
                quotechar='"',
                escapechar='"',
            ).write_parquet(str(target), compression="zstd")
        return target.read_bytes()


def to_sqlite(all_tables: Sequence[Table]) -> bytes:
    """All tables in one SQLite database with foreign keys.

    Raises :class:`Problem` ``broken-release`` where something points at what is not there.
    """
    with sqlite3.connect(":memory:") as database:
        database.executescript(_sql())
        for table in all_tables:
            _insert(database, _identifier(table.name), [_nulls(row) for row in _joined(table)])
        known = {_identifier(table.name): table for table in all_tables}
        for name, columns in _schema().items():
            parent = next((each for each in known if name.startswith(f"{each}_")), None)
            if name not in known and parent is not None:
                _insert(database, name, _links(known[parent], list(columns)[1]))
        broken = database.execute("PRAGMA foreign_key_check").fetchone()
        if broken is not None:
            raise Problem(
                "broken-release",
                f"A row of {broken[0]} points at a row that {broken[2]} does not hold.",
                hint="Run govactors validate, and mend what it finds.",
            )
        database.commit()
        made = database.serialize()
    database.close()
    return made


def _links(table: Table, column: str) -> list[tuple[str | None, ...]]:
    index = table.columns.index(column)
    return sorted({(row[0][0], value) for row in table.rows for value in row[index]})


def _nulls(row: Iterable[str]) -> tuple[str | None, ...]:
    return tuple(cell or None for cell in row)


def _insert(database: sqlite3.Connection, name: str, rows: list[tuple[str | None, ...]]) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        database.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608 - our names


def _identifier(name: str) -> str:
    """The name of a table in SQL, which has no hyphens."""
    return name.replace("-", "_")


@cache
def _schema() -> dict[str, dict[str, str]]:
    """The columns of each table with their types, as ``tables.sql`` has them."""
    with sqlite3.connect(":memory:") as database:
        database.executescript(_sql())
        names = [row[1] for row in database.execute("PRAGMA table_list") if row[1][:7] != "sqlite_"]
        schema = {
            name: {row[1]: row[2] for row in database.execute(f"PRAGMA table_info({name})")}
            for name in names
        }
    database.close()
    return schema


def _sql() -> str:
    return (_FOLDER / "tables.sql").read_text(encoding="utf-8")
