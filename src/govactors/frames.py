"""Rows as a table of Arrow, polars or pandas: each column typed by the datatypes in it.

A column has a type if all its values have one datatype, or datatypes that SPARQL promotes: an
integer beside a decimal is a decimal, a decimal beside a double a double. In any other column,
and where a value is outside what the type can hold, values are text as SPARQL writes them;
nothing is guessed from how a text looks. Addresses are text. A column without any value has the
type of nothing.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from govactors.problems import missing
from govactors.solutions import Cell, Rows, to_term

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

DIGITS = 38
"""What a decimal of 128 bits holds."""

_LEAST, _MOST = -(1 << 63), (1 << 63) - 1


class Kind(Enum):
    """The types that a column can have."""

    NOTHING = "nothing"
    TEXT = "text"
    BOOLEAN = "boolean"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DOUBLE = "double"
    DATE = "date"
    MOMENT = "moment"
    ZONED = "moment with a time zone"


_NUMBERS = (Kind.INTEGER, Kind.DECIMAL, Kind.DOUBLE)
"""Each holds what those before it hold."""


@dataclass(frozen=True, slots=True)
class Column:
    """The values of one variable, all ``None`` or of the Python type of its kind.

    ``scale`` is how many digits a decimal has behind the point.
    """

    name: str
    kind: Kind
    values: list[Any]
    scale: int = 0


def columns(rows: Rows) -> list[Column]:
    """The rows as columns; reads them to their end.

    >>> import govactors
    >>> rows = govactors.load().select("SELECT ?a ?b { VALUES (?a ?b) { (1 '1') (2.5 UNDEF) } }")
    >>> [(column.name, column.kind.value, column.values) for column in columns(rows)]
    [('a', 'decimal', [Decimal('1'), Decimal('2.5')]), ('b', 'text', ['1', None])]
    """
    cells = list(zip(*rows, strict=True)) or [()] * len(rows.columns)
    return [_column(name, values) for name, values in zip(rows.columns, cells, strict=True)]


def to_arrow(rows: Rows) -> "pyarrow.Table":
    """The rows as a table of Arrow; raises :class:`Problem` ``missing-package``."""
    arrow = _library("pyarrow", "arrow")
    types: dict[Kind, Callable[[Column], Any]] = {
        Kind.NOTHING: lambda _: arrow.null(),
        Kind.TEXT: lambda _: arrow.string(),
        Kind.BOOLEAN: lambda _: arrow.bool_(),
        Kind.INTEGER: lambda _: arrow.int64(),
        Kind.DECIMAL: lambda column: arrow.decimal128(DIGITS, column.scale),
        Kind.DOUBLE: lambda _: arrow.float64(),
        Kind.DATE: lambda _: arrow.date32(),
        Kind.MOMENT: lambda _: arrow.timestamp("us"),
        Kind.ZONED: lambda _: arrow.timestamp("us", "UTC"),
    }
    found = columns(rows)
    arrays = [arrow.array(each.values, types[each.kind](each)) for each in found]
    table: pyarrow.Table = arrow.Table.from_arrays(arrays, names=[each.name for each in found])
    return table


def to_polars(rows: Rows) -> "polars.DataFrame":
    """The rows as a data frame of polars; raises :class:`Problem` ``missing-package``."""
    library = _library("polars", "polars")
    types: dict[Kind, Callable[[Column], Any]] = {
        Kind.NOTHING: lambda _: library.Null,
        Kind.TEXT: lambda _: library.String,
        Kind.BOOLEAN: lambda _: library.Boolean,
        Kind.INTEGER: lambda _: library.Int64,
        Kind.DECIMAL: lambda column: library.Decimal(DIGITS, column.scale),
        Kind.DOUBLE: lambda _: library.Float64,
        Kind.DATE: lambda _: library.Date,
        Kind.MOMENT: lambda _: library.Datetime("us"),
        Kind.ZONED: lambda _: library.Datetime("us", "UTC"),
    }
    series = [library.Series(c.name, c.values, types[c.kind](c)) for c in columns(rows)]
    frame: polars.DataFrame = library.DataFrame(series)
    return frame


def to_pandas(rows: Rows) -> "pandas.DataFrame":
    """The rows as a data frame of pandas with Arrow's types, in which a missing value is ``NA``.

    Raises :class:`Problem` ``missing-package``.
    """
    library = _library("pandas", "pandas")
    frame: pandas.DataFrame = to_arrow(rows).to_pandas(types_mapper=library.ArrowDtype)
    return frame


def _library(name: str, extra: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise missing(f"This needs the package {name}.", extra) from error


def _column(name: str, cells: Sequence[Cell | None]) -> Column:
    kinds = {_kind(each) for each in cells if each is not None}
    kind = _joint(kinds)
    if kind is Kind.INTEGER and not all(_LEAST <= n <= _MOST for n in _present(cells)):
        kind = Kind.DECIMAL
    if kind is Kind.DECIMAL:
        scale = _scale(_present(cells))
        if scale is None:
            return Column(name, Kind.TEXT, _texts(cells))
        return Column(name, kind, [None if c is None else Decimal(str(c)) for c in cells], scale)
    if kind is Kind.DOUBLE:
        return Column(name, kind, [None if c is None else float(str(c)) for c in cells])
    if kind is Kind.ZONED:
        utc = [c.astimezone(datetime.UTC) if isinstance(c, datetime.datetime) else c for c in cells]
        return Column(name, kind, utc)
    return Column(name, kind, _texts(cells) if kind is Kind.TEXT else list(cells))


def _present(cells: Iterable[Cell | None]) -> list[Any]:
    return [each for each in cells if each is not None]


def _joint(kinds: set[Kind]) -> Kind:
    """The one type for values of these types."""
    if not kinds:
        return Kind.NOTHING
    if len(kinds) == 1:
        return next(iter(kinds))
    return max(kinds, key=_NUMBERS.index) if kinds <= set(_NUMBERS) else Kind.TEXT


def _kind(cell: Cell) -> Kind:
    match cell:
        case bool():
            return Kind.BOOLEAN
        case int():
            return Kind.INTEGER
        case float():
            return Kind.DOUBLE
        case Decimal():
            return Kind.DECIMAL
        case datetime.datetime():
            return Kind.MOMENT if cell.tzinfo is None else Kind.ZONED
        case datetime.date():
            return Kind.DATE
    return Kind.TEXT


def _scale(numbers: Iterable[Decimal | int]) -> int | None:
    """The digits behind the point that all numbers fit in; ``None`` if there are too many."""
    whole = behind = 0
    for each in numbers:
        _, digits, exponent = Decimal(each).as_tuple()
        assert isinstance(exponent, int)  # noqa: S101 - an xsd:decimal is finite
        behind = max(behind, -exponent)
        whole = max(whole, len(digits) + exponent)
    return behind if whole + behind <= DIGITS else None


def _texts(cells: Iterable[Cell | None]) -> list[str | None]:
    return [None if each is None else _text(each) for each in cells]


def _text(cell: Cell) -> str:
    """A value as SPARQL writes it."""
    if isinstance(cell, str):
        return str(cell)
    term = to_term(cell)
    return str(term) if isinstance(term, ox.BlankNode | ox.Triple) else term.value
