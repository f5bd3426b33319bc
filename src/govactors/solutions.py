"""Answers as Python sees them: typed rows, a yes or no, or triples."""

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import overload

import pyoxigraph as ox

from govactors.problems import Problem
from govactors.store import Answer, Term
from govactors.terms import XSD


class Iri(str):
    """An address. A plain ``str`` bound in a query is text; an ``Iri`` is a thing."""

    __slots__ = ()


class Text(str):
    """Text in a language, for instance ``nl``; equal to the plain text."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, value: str, language: str) -> "Text":
        """Text with its language tag."""
        made = super().__new__(cls, value)
        made.language = language
        return made


Value = str | bool | int | float | Decimal | datetime.date | datetime.datetime | Term
Cell = Iri | Text | str | bool | int | float | Decimal | datetime.date | datetime.datetime | Term

_INTEGERS = {XSD + name for name in ("integer", "int", "long", "short", "nonNegativeInteger")}


def to_python(term: Term | None) -> Cell | None:
    """A term as the Python value of its datatype; what has none stays a term.

    A literal whose text does not fit its datatype stays a term as well, so nothing is lost;
    ``xsd:gYear`` and ``xsd:gYearMonth`` are no dates and stay terms.

    >>> to_python(ox.Literal("4", datatype=ox.NamedNode(XSD + "integer")))
    4
    """
    if term is None or isinstance(term, ox.BlankNode | ox.Triple):
        return term
    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    if term.language:
        return Text(term.value, term.language)
    try:
        return _literal(term)
    except (ValueError, ArithmeticError):
        return term


def _literal(term: ox.Literal) -> Cell:
    kind, value = term.datatype.value, term.value
    if kind == XSD + "string":
        return value
    if kind == XSD + "boolean" and value in ("true", "false", "1", "0"):
        return value in ("true", "1")
    if kind in _INTEGERS:
        return int(value)
    if kind == XSD + "decimal":
        return Decimal(value)
    if kind in (XSD + "double", XSD + "float"):
        return float(value)
    if kind == XSD + "date":
        return datetime.date.fromisoformat(value)
    if kind == XSD + "dateTime":
        return datetime.datetime.fromisoformat(value)
    return term


def to_term(value: Value) -> Term:
    """A Python value as the term that is bound; never text spliced into a query.

    rdflib's terms are accepted too: they say themselves what they are.

    >>> to_term(Iri("https://w3id.org/govactors/id/organisatie/ind"))
    <NamedNode value=https://w3id.org/govactors/id/organisatie/ind>
    """
    if isinstance(value, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple):
        return value
    if isinstance(value, Iri) or type(value).__name__ == "URIRef":
        return _named_node(str(value))
    if isinstance(value, Text):
        return ox.Literal(str(value), language=value.language)
    if type(value).__module__.startswith("rdflib"):
        language, datatype = getattr(value, "language", None), getattr(value, "datatype", None)
        if language:
            return ox.Literal(str(value), language=language)
        return ox.Literal(str(value), datatype=ox.NamedNode(str(datatype or XSD + "string")))
    if isinstance(value, bool):
        return ox.Literal(value)
    if isinstance(value, datetime.datetime):
        return ox.Literal(value.isoformat(), datatype=ox.NamedNode(XSD + "dateTime"))
    if isinstance(value, datetime.date):
        return ox.Literal(value.isoformat(), datatype=ox.NamedNode(XSD + "date"))
    if isinstance(value, Decimal):
        return ox.Literal(f"{value:f}", datatype=ox.NamedNode(XSD + "decimal"))
    if isinstance(value, str | int | float):
        return ox.Literal(value)
    raise Problem("invalid-parameter", f"A {type(value).__name__} cannot be bound in a query.")


def _named_node(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise Problem("invalid-parameter", f"{iri!r} is not an address.") from error


class Row:
    """One solution: values by name (``row.actor``, ``row["actor"]``) and by position.

    An unbound variable is ``None``.
    """

    __slots__ = ("_names", "_values")

    def __init__(self, names: Sequence[str], values: tuple[Cell | None, ...]) -> None:
        self._names = names
        self._values = values

    def __getattr__(self, name: str) -> Cell | None:
        try:
            return self._values[self._names.index(name)]
        except ValueError:
            raise AttributeError(f"no column {name!r}; there are {list(self._names)}") from None

    @overload
    def __getitem__(self, key: int | str) -> Cell | None: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[Cell | None, ...]: ...
    def __getitem__(self, key: int | str | slice) -> Cell | tuple[Cell | None, ...] | None:
        if isinstance(key, str):
            if key not in self._names:
                raise KeyError(key)
            return self._values[self._names.index(key)]
        return self._values[key]

    def __iter__(self) -> Iterator[Cell | None]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Row | tuple) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(self._values)

    def __repr__(self) -> str:
        cells = ", ".join(f"{n}={v!r}" for n, v in zip(self._names, self._values, strict=True))
        return f"Row({cells})"


class Rows:
    """The solutions of a SELECT, produced while they are read: iterate once."""

    def __init__(self, solutions: ox.QuerySolutions) -> None:
        self.columns = tuple(variable.value for variable in solutions.variables)
        self._solutions = solutions

    def __iter__(self) -> Iterator[Row]:
        for solution in self._solutions:
            yield Row(self.columns, tuple(to_python(solution[name]) for name in self.columns))


class Triples:
    """The triples of a CONSTRUCT or DESCRIBE, in no order; iterate once."""

    def __init__(self, triples: ox.QueryTriples) -> None:
        self._triples = triples

    def __iter__(self) -> Iterator[ox.Triple]:
        return iter(self._triples)


Result = Rows | bool | Triples


def result(answer: Answer) -> Result:
    """The engine's answer as rows, a boolean, or triples."""
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    return Rows(answer) if isinstance(answer, ox.QuerySolutions) else Triples(answer)
