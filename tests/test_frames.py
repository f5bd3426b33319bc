"""Rows as tables: what decides the type of a column, in three libraries."""

import datetime
import subprocess
import sys
from decimal import Decimal
from typing import Any

import pandas
import polars
import pyarrow
import pytest

from govactors import Publication, frames
from govactors.frames import Kind, columns
from govactors.solutions import Rows

KINDS = """
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?text ?yes ?number ?decimal ?double ?day ?moment ?zoned ?thing ?year ?nothing {
  VALUES (?text ?yes ?number ?decimal ?double ?day ?moment ?zoned ?thing ?year) {
    ("een"@nl true 1 1.25 1e3 "2023-10-19"^^xsd:date "2023-10-19T12:00:00"^^xsd:dateTime
     "2023-10-19T12:00:00+02:00"^^xsd:dateTime organisatie:kmar "2023"^^xsd:gYear)
    (UNDEF UNDEF UNDEF UNDEF UNDEF UNDEF UNDEF UNDEF UNDEF UNDEF)
    ("1" false "7"^^xsd:nonNegativeInteger 10.5 "INF"^^xsd:double "1814-03-29"^^xsd:date
     "2023-10-19T12:00:00.5"^^xsd:dateTime "2023-10-19T12:00:00Z"^^xsd:dateTime taak:x
     "1999"^^xsd:gYear)
  }
}
"""


@pytest.fixture
def rows(letter: Publication) -> Rows:
    return letter.select(KINDS)


def _column(letter: Publication, *values: str) -> frames.Column:
    text = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT ?x { VALUES ?x { %s } }"
    (found,) = columns(letter.select(text % " ".join(values)))
    return found


def test_arrow(rows: Rows) -> None:
    table = rows.to_arrow()
    assert [str(each) for each in table.schema.types] == [
        "string",
        "bool",
        "int64",
        "decimal128(38, 2)",
        "double",
        "date32[day]",
        "timestamp[us]",
        "timestamp[us, tz=UTC]",
        "string",
        "string",
        "null",
    ]
    first, second, third = table.to_pylist()
    assert first["text"] == "een"
    assert first["zoned"] == datetime.datetime(2023, 10, 19, 10, tzinfo=datetime.UTC)
    assert first["thing"] == "https://w3id.org/govactors/id/organisatie/kmar"
    assert set(second.values()) == {None}
    assert (third["number"], third["decimal"], third["year"]) == (7, Decimal("10.5"), "1999")
    assert third["day"] == datetime.date(1814, 3, 29)


def test_polars(rows: Rows) -> None:
    frame = rows.to_polars()
    assert list(frame.schema.values()) == [
        polars.String(),
        polars.Boolean(),
        polars.Int64(),
        polars.Decimal(38, 2),
        polars.Float64(),
        polars.Date(),
        polars.Datetime("us"),
        polars.Datetime("us", "UTC"),
        polars.String(),
        polars.String(),
        polars.Null(),
    ]
    assert frame["number"].to_list() == [1, None, 7]
    assert frame["decimal"].to_list() == [Decimal("1.25"), None, Decimal("10.50")]
    assert frame["zoned"][0] == datetime.datetime(2023, 10, 19, 10, tzinfo=datetime.UTC)


def test_pandas(rows: Rows) -> None:
    frame = rows.to_pandas()
    assert [str(each) for each in frame.dtypes] == [
        "string[pyarrow]",
        "bool[pyarrow]",
        "int64[pyarrow]",
        "decimal128(38, 2)[pyarrow]",
        "double[pyarrow]",
        "date32[day][pyarrow]",
        "timestamp[us][pyarrow]",
        "timestamp[us, tz=UTC][pyarrow]",
        "string[pyarrow]",
        "string[pyarrow]",
        "null[pyarrow]",
    ]
    assert frame["number"][1] is pandas.NA
    assert frame["day"][2] == datetime.date(1814, 3, 29)


@pytest.mark.parametrize(
    ("values", "kind", "wanted"),
    [
        (["1", "2.5"], Kind.DECIMAL, [Decimal(1), Decimal("2.5")]),
        (["1", "2.5", "1e0"], Kind.DOUBLE, [1.0, 2.5, 1.0]),
        (["1", '"1"'], Kind.TEXT, ["1", "1"]),
        (['"2023-10-19"'], Kind.TEXT, ["2023-10-19"]),
        (['"2023-02-30"^^xsd:date', '"2023-02-28"^^xsd:date'], Kind.TEXT, None),
        (["true", "1"], Kind.TEXT, ["true", "1"]),
        (["9223372036854775807"], Kind.INTEGER, None),
        (['"a"@nl', '"b"@en', '"c"'], Kind.TEXT, ["a", "b", "c"]),
        ([], Kind.NOTHING, []),
    ],
)
def test_the_datatypes_decide(
    letter: Publication, values: list[str], kind: Kind, wanted: list[Any] | None
) -> None:
    found = _column(letter, *values)
    assert found.kind is kind
    assert wanted is None or found.values == wanted


class _Listed(Rows):
    """Rows that no engine made: with numbers larger than those of this one."""

    def __init__(self, *values: Any) -> None:
        self.columns = ("x",)
        self._values = values

    def __iter__(self) -> Any:
        return iter([(each,) for each in self._values])


def test_numbers_outside_a_type_are_told_as_they_are() -> None:
    (large,) = columns(_Listed(1 << 63, 1))
    assert (large.kind, large.scale, large.values) == (Kind.DECIMAL, 0, [Decimal(1 << 63), 1])
    (larger,) = columns(_Listed(10**38, Decimal("0.1")))
    assert (larger.kind, larger.values) == (Kind.TEXT, ["1" + "0" * 38, "0.1"])
    assert pyarrow.types.is_decimal(_Listed(1 << 63).to_arrow().schema.types[0])


def test_without_the_package_the_extra_is_named() -> None:
    code = (
        "import sys; sys.modules['polars'] = sys.modules['pyarrow'] = None\n"
        "import govactors\n"
        "letter = govactors.load()\n"
        "for name in ('to_polars', 'to_arrow', 'to_pandas'):\n"
        "    try: getattr(letter.select('SELECT ?s { ?s a ga:Task }'), name)()\n"
        "    except govactors.Problem as problem: print(problem.kind, problem.hint)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    polars_, arrow, pandas_ = run.stdout.splitlines()
    assert polars_ == (
        "missing-package Install it: pip install 'govactors[polars]', "
        "or in a clone: pip install '.[polars]'"
    )
    assert arrow.endswith("'.[arrow]'")
    assert pandas_.startswith("missing-package")
