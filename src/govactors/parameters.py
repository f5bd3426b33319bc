"""The parameters of a question: the names and days in it that a reader may want to change."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from govactors.contents import Contents
from govactors.folder import File
from govactors.problems import Problem, expect_language
from govactors.solutions import Value, to_term
from govactors.store import Term
from govactors.terms import SH, XSD, expand

_DESCRIBED = Path(__file__).with_name("queries") / "described.rq"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value in a question that a reader may want to change (``sh:parameter``).

    ``name`` is the variable, and its column in the answer; ``labels`` are by language.
    ``datatype`` is ``None`` for the address of a thing. The query gives ``default`` itself, in a
    line ``VALUES ?name { ... }``.
    """

    name: str
    labels: Mapping[str, str]
    datatype: str | None
    default: ox.NamedNode | ox.Literal

    def label(self, language: str) -> str:
        """What the value is, in words."""
        expect_language(language)
        return self.labels[language]

    def term(self, value: Value, publication: Contents) -> Term:
        """The value as a term of the right kind; text is read as the parameter needs it.

        Raises :class:`Problem` ``invalid-parameter``, or ``unknown-thing`` for an address that
        the publication says nothing of.
        """
        if isinstance(value, str) and self.datatype is None:
            value = self._address(value, publication)
        elif isinstance(value, str) and self.datatype:
            value = self._literal(value, self.datatype)
        term = to_term(value)
        if isinstance(self.default, ox.Literal):
            if not isinstance(term, ox.Literal) or term.datatype != self.default.datatype:
                raise self._refusal(value, f"of type {(self.datatype or '').rpartition('#')[2]}")
            if self.datatype == XSD + "date" and not _is_day(term.value):
                raise self._refusal(term.value, f"a day, such as {self.default.value}")
        elif not isinstance(term, ox.NamedNode):
            raise self._refusal(value, "an address")
        elif not any(publication.select(described(), thing=term)):
            raise Problem("unknown-thing", f"The publication does not describe {term}.")
        return term

    def _address(self, text: str, publication: Contents) -> ox.NamedNode:
        address = expand(text, publication.addresses.prefixes)
        example = publication.addresses.shorten(self.default.value)
        try:
            return ox.NamedNode(address)
        except ValueError as error:
            raise self._refusal(text, f"an address, such as {example}") from error

    def _literal(self, text: str, datatype: str) -> ox.Literal:
        try:
            return ox.Literal(text, datatype=ox.NamedNode(datatype))
        except ValueError as error:  # half a character
            raise self._refusal(repr(text), "text") from error

    def _refusal(self, value: Value, wanted: str) -> Problem:
        return Problem("invalid-parameter", f"{self.name} must be {wanted}, not {value!s}.")


@cache
def described() -> str:
    """The query whether a thing is described; read once, for where no file can be opened."""
    return _DESCRIBED.read_text(encoding="utf-8")


def _is_day(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def parameters(file: File, question: ox.NamedNode, text: str) -> tuple[Parameter, ...]:
    """The parameters of a question in the order of their names.

    Raises :class:`Problem` ``broken-question`` if one lacks something, or ``text`` its default.
    """
    nodes = {
        triple.object
        for triple in file.triples
        if triple.subject == question
        and triple.predicate.value == SH + "parameter"
        and isinstance(triple.object, ox.NamedNode)
    }
    found = []
    for node in nodes:
        said = {t.predicate.value: t.object for t in file.triples if t.subject == node}
        path, default = said.get(SH + "path"), said.get(SH + "defaultValue")
        datatype = said.get(SH + "datatype")
        name = re.split("[/#]", path.value)[-1] if isinstance(path, ox.NamedNode) else ""
        labels = by_language(literals(file, node).get(SH + "name", []))
        whole = {"nl", "en"} <= labels.keys() and len(_default_of(name).findall(text)) == 1
        if not whole or not isinstance(default, ox.NamedNode | ox.Literal):
            raise Problem(
                "broken-question",
                f"The parameter {node} lacks a path, names in nl and en, a default, or the line "
                f"VALUES ?{name} {{ ... }} in the query.",
                file=file.name,
            )
        kind = datatype.value if isinstance(datatype, ox.NamedNode) else None
        found.append(Parameter(name, labels, kind, default))
    return tuple(sorted(found, key=lambda each: each.name))


def without_default(text: str, name: str) -> str:
    """The query without the line that gives a parameter its default, so that it can be bound.

    >>> without_default("SELECT ?x {\\n  VALUES ?x { 1 }\\n  ?x ?x ?x\\n}", "x")
    'SELECT ?x {\\n  ?x ?x ?x\\n}'
    """
    return _default_of(name).sub("", text)


def _default_of(name: str) -> re.Pattern[str]:
    """The line of a query that gives a parameter its default."""
    return re.compile(rf"^ *VALUES \?{re.escape(name)} \{{[^{{}}]*\}}\n", re.MULTILINE)


def literals(file: File, subject: ox.NamedNode) -> dict[str, list[ox.Literal]]:
    """What a file says of a subject in literals, by the address of the property."""
    values: dict[str, list[ox.Literal]] = {}
    for triple in file.triples:
        if triple.subject == subject and isinstance(triple.object, ox.Literal):
            values.setdefault(triple.predicate.value, []).append(triple.object)
    return values


def by_language(found: list[ox.Literal]) -> dict[str, str]:
    """The texts by language; those without one are left out."""
    return {each.language: each.value for each in found if each.language}
