"""Queries for engines elsewhere: complete in themselves, with the values in their text.

A value enters as what the engine's own serialiser writes for a term, and only in place of a whole
token that is a variable: inside strings, comments and addresses nothing is ever replaced. The
answer is that of the engine here, which holds the variable fixed; a ``VALUES`` clause would not
reach filters of inner groups.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from govactors.problems import Problem
from govactors.scanner.tokens import TOKEN, decode
from govactors.store import Term

FORMS = ("select", "ask", "construct", "describe")

_ILLEGAL = re.compile(r'[<>"{}|^`\\\x00-\x20]')
_MODIFIERS = ("group", "order", "having")
_UNDEFINED = re.compile(r"[?$\w\s]*\)?\s*\{\s*\(?(?:\s*UNDEF)+\s*\)?\s*\}", re.IGNORECASE)
_ESCAPED = re.compile(r"(\\.)([uU]?)", re.DOTALL)


@dataclass(slots=True)
class _Level:
    """What stands between two brackets: the clause that goes on there."""

    bracket: str
    clause: str = ""


class _Writer:
    """One pass over the tokens of a query, which writes it anew."""

    def __init__(self, text: str, terms: Mapping[str, str]) -> None:
        self._text = decode(text)
        self._terms = terms
        self._levels = [_Level("")]
        self._before = self._last = ("", "")
        self.form = ""
        self.used: set[str] = set()
        self.prefixes: set[str] = set()
        self.declared: set[str] = set()

    def run(self) -> str:
        """The text with the terms in it."""
        out = []
        for token in TOKEN.finditer(self._text):
            kind, value = token.lastgroup or "", token[0]
            if kind == "space":
                out.append(value)
                continue
            bound = kind == "variable" and value[1:] in self._terms
            out.append(self._variable(value[1:], token.end()) if bound else value)
            self._follow(kind, value)
            self._before, self._last = self._last, (kind, value)
        return "".join(out)

    def _follow(self, kind: str, value: str) -> None:
        level = self._levels[-1]
        if kind == "open":
            if value == "{":
                level.clause = ""
            self._levels.append(_Level(value))
        elif kind == "close" and len(self._levels) > 1:
            self._levels.pop()
        elif kind == "word":
            self._word(value.lower(), level)
        elif kind == "name":
            prefix = value.partition(":")[0]
            own = self._last[1].lower() == "prefix"
            (self.declared if own else self.prefixes).add(prefix)
        elif value == "*" and level.clause == "select" and self._terms and not level.bracket:
            raise _refusal(next(iter(self._terms)), "List the result columns instead of *.")

    def _word(self, word: str, level: _Level) -> None:
        if not self.form and len(self._levels) == 1:
            self.form = next((form for form in FORMS if word == form), "")
        if word in ("select", "values"):
            level.clause = word
        elif word in _MODIFIERS:
            level.clause = "modifiers"
        elif word in ("where", "from", "limit", "offset"):
            level.clause = ""

    def _variable(self, name: str, end: int) -> str:
        """What stands in place of a bound variable."""
        level, last = self._levels[-1], self._last[1].lower()
        self.used.add(name)
        listed = "values" in (level.clause, *self._outer(level))
        if listed and _UNDEFINED.match(self._text, end):
            return f"?{name}"  # says nothing but that the caller binds it
        if last == "as" or listed:
            raise _refusal(name, "The query gives it a value itself: use another variable.")
        if last == "(" and self._before[1].lower() == "bound":
            raise _refusal(name, "It always has a value: leave out BOUND.")
        term = self._terms[name]
        if level.clause == "select":
            return f" ({term} AS ?{self._column(name)}) "
        return f" ({term}) " if level.clause == "modifiers" else f" {term} "

    def _column(self, name: str) -> str:
        """The column of a value: its own name outside, and within a subquery one nobody uses."""
        if len(self._levels) == 1:
            return name
        fresh = f"{name}_{len(self._levels)}"
        while fresh in self._text:
            fresh += "_"
        return fresh

    def _outer(self, level: _Level) -> tuple[str, ...]:
        """The clause around a bracket: the names of ``VALUES (?a ?b)`` stand in one."""
        return (self._levels[-2].clause,) if level.bracket == "(" else ()


def form(text: str) -> str:
    """What kind of query a text is: select, ask, construct or describe; empty if it is none.

    >>> form("PREFIX select: <http://example.org/> ASK { ?s a select:ask }")
    'ask'
    """
    writer = _Writer(text, {})
    writer.run()
    return writer.form


def bind(text: str, bindings: Mapping[str, Term], prefixes: Mapping[str, str]) -> str:
    """The query with its values in place of their variables, and the prefixes it uses declared.

    Raises :class:`Problem` ``invalid-parameter`` for a variable that does not occur, that the
    query assigns itself, or that would vanish from ``SELECT *``, and for a blank node, which
    means nothing to another engine.

    >>> bind("SELECT ?s { ?s ?p ?o # ?o\\n}", {"o": ox.Literal('x" }')}, {})
    'SELECT ?s { ?s ?p  "x\\\\" }"  # ?o\\n}'
    """
    terms = {name: _written(name, term) for name, term in bindings.items()}
    writer = _Writer(text, terms)
    written = writer.run()
    for name in terms:
        if name not in writer.used:
            raise _refusal(name, "It does not occur in the query.")
    missing = sorted(each for each in writer.prefixes - writer.declared if each in prefixes)
    # On the line of the query's own beginning, so that the lines of error messages stay right.
    return "".join(f"PREFIX {each}: <{prefixes[each]}> " for each in missing) + written


def _written(name: str, term: Term) -> str:
    """A term as it stands in a query.

    Some engines undo code-point escapes before they look at the backslash before them, so that
    an escaped backslash followed by u0022 would end the string: that u is written as an escape.
    """
    if isinstance(term, ox.Literal):
        return _ESCAPED.sub(_apart, str(term))
    if isinstance(term, ox.NamedNode) and not _ILLEGAL.search(term.value):
        return str(term)
    raise _refusal(name, "Another engine takes addresses and literals only.")


def _apart(escape: re.Match[str]) -> str:
    if escape[1] != "\\\\" or not escape[2]:
        return escape[0]
    return f"\\\\\\u{ord(escape[2]):04X}"


def _refusal(name: str, hint: str) -> Problem:
    return Problem("invalid-parameter", f"?{name} cannot be bound.", hint=hint)
