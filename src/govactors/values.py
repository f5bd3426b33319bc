"""Values: terms as Python sees them, and Python values as terms that are bound in queries."""

import datetime
import re
import sys
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Protocol

import pyoxigraph as ox

from govactors.problems import Problem
from govactors.store import Term
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

    def __reduce__(self) -> tuple[type["Text"], tuple[str, str]]:
        return Text, (str(self), self.language)


class Addressed(Protocol):
    """Anything with an address, such as an actor: in a query its address is meant."""

    @property
    def iri(self) -> str:
        """The address."""
        ...


Value = str | bool | int | float | Decimal | datetime.date | datetime.datetime | Term | Addressed
Cell = Iri | Text | str | bool | int | float | Decimal | datetime.date | datetime.datetime | Term

_NUMBER = r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)"
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_INTEGER = r"[+-]?[0-9]+", int
_REAL = rf"{_NUMBER}([eE][+-]?[0-9]+)?|[+-]?INF|NaN", float
_READERS: dict[str, tuple[str, Callable[[str], "Cell"]]] = {
    "string": (r"(?s:.*)", str),
    "boolean": (r"true|false|1|0", lambda text: text in ("true", "1")),
    "decimal": (_NUMBER, Decimal),
    "double": _REAL,
    "float": _REAL,
    "date": (_DATE, datetime.date.fromisoformat),
    "dateTime": (
        rf"{_DATE}T[0-9:]{{8}}(\.[0-9]{{1,6}})?(Z|[+-][0-9]{{2}}:[0-9]{{2}})?",
        datetime.datetime.fromisoformat,
    ),
    **dict.fromkeys(
        ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger"),
        _INTEGER,
    ),
}
"""By XSD datatype: the forms that are read (Python alone would read more) and how."""


@cache
def _reader(datatype: str) -> tuple[re.Pattern[str], Callable[[str], "Cell"]] | None:
    """How values of a datatype are read; the form is compiled when the first of them comes."""
    found = _READERS.get(datatype.removeprefix(XSD))
    return (re.compile(found[0]), found[1]) if found else None


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
    reader = _reader(term.datatype.value)
    if reader is None or not reader[0].fullmatch(term.value):
        return term
    try:
        return reader[1](term.value)
    except ValueError:  # the 31st of April
        return term


def to_term(value: Value) -> Term:
    """A Python value as the term that is bound; never text spliced into a query.

    rdflib's terms are accepted too: they say themselves what they are.

    >>> to_term(Iri("https://w3id.org/govactors/id/organisatie/ind"))
    <NamedNode value=https://w3id.org/govactors/id/organisatie/ind>
    """
    if isinstance(value, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple):
        return value
    try:
        return _from_rdflib(value) or _from_python(value)
    except ValueError as error:
        detail = f"{value!r} cannot be bound: {str(error).removesuffix('.')}."
        raise Problem("invalid-parameter", detail) from error


def _from_rdflib(value: object) -> Term | None:
    """The term, if rdflib is in use and the value is one of its terms."""
    rdflib = sys.modules.get("rdflib")
    if rdflib is None or not isinstance(value, rdflib.term.Node):
        return None
    if isinstance(value, rdflib.URIRef):
        return ox.NamedNode(str(value))
    if not isinstance(value, rdflib.Literal):
        raise ValueError("it stands for no value.")
    if value.language:
        return ox.Literal(str(value), language=value.language)
    return ox.Literal(str(value), datatype=ox.NamedNode(value.datatype or XSD + "string"))


def _from_python(value: object) -> Term:
    if isinstance(value, Iri):
        return ox.NamedNode(str(value))
    if isinstance(value, Text):
        return ox.Literal(str(value), language=value.language)
    if isinstance(value, datetime.datetime):
        return ox.Literal(value.isoformat(), datatype=ox.NamedNode(XSD + "dateTime"))
    if isinstance(value, datetime.date):
        return ox.Literal(value.isoformat(), datatype=ox.NamedNode(XSD + "date"))
    if isinstance(value, Decimal) and value.is_finite():
        return ox.Literal(f"{value:f}", datatype=ox.NamedNode(XSD + "decimal"))
    if isinstance(value, str):
        return ox.Literal(str(value))
    address = getattr(value, "iri", None)
    if isinstance(address, str):
        return ox.NamedNode(address)
    if isinstance(value, bool | int | float):
        return ox.Literal(value)
    raise ValueError(f"a {type(value).__name__} has no datatype here.")


def as_address(value: str | Addressed, name: str = "The address") -> str:
    """The address that is meant, of a thing too; ``name`` is how a message calls the value.

    Raises :class:`Problem` ``invalid-parameter`` for what is none.
    """
    try:
        return ox.NamedNode(value if isinstance(value, str) else value.iri).value
    except ValueError as error:
        detail = f"{name} is no address: {value!r}. {error}."
        raise Problem("invalid-parameter", detail) from error
    except (TypeError, AttributeError) as error:
        detail = f"{name} must be a thing, its name or its address, not a {type(value).__name__}."
        raise Problem("invalid-parameter", detail) from error
