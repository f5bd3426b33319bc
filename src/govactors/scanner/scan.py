"""One pass over the tokens of a query: what it is, and the first reason to refuse it."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urljoin

from govactors.scanner.faults import Fault, Faults
from govactors.scanner.joins import JOINS, Joins
from govactors.scanner.tokens import TOKEN

LIMIT = 2000
"""How high a query may stand: a bracket counts :data:`BRACKET`, an operator or clause 1.

The engine overflows a stack of 8 MiB from 685 nested ``EXISTS`` or 6,300 chained operators on.
"""

BRACKET = 10

_FORMS = ("select", "ask", "construct", "describe")
_UPDATES = re.compile(r"insert|delete|load|clear|drop|create|add|move|copy|with")
_VOLATILE = re.compile(r"now|rand|uuid|bnode")
_CLAUSES = re.compile(r"optional|union|minus|filter|bind|values|graph|select|exists|not|in")
_OPERANDS = frozenset({"variable", "iri", "name", "word", "number", "string", "language", "close"})
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*+://")
_RISKY = re.compile(r"['#()\[\]]")


@dataclass(frozen=True, slots=True)
class Traits:
    """What can be known of a query without parsing it.

    ``text`` is the query with the code-point escapes of names and words undone; ``form`` is
    select, ask, construct, describe, or empty when there is none. A ``volatile`` query can
    answer differently each time (NOW, RAND, UUID, fresh blank nodes). ``default_graphs`` and
    ``named_graphs`` are those of FROM and FROM NAMED.
    """

    text: str
    form: str
    volatile: bool
    height: int
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


class RefusedError(Exception):
    """A reason to refuse the query, at an offset of the decoded text."""

    def __init__(self, kind: str, detail: str, offset: int, hint: str = "") -> None:
        super().__init__(kind)
        self.kind, self.detail, self.offset, self.hint = kind, detail, offset, hint


@dataclass(slots=True)
class _Group:
    """An open bracket: what can stand in it, and how high what stands in it is."""

    content: str
    operators: int = 0
    highest: int = 0


class Scan:
    """One pass over the tokens of a text."""

    def __init__(self, text: str, prefixes: dict[str, str]) -> None:
        self._text = text
        self._prefixes = prefixes
        self._base = ""
        self._form = ""
        self._volatile = False
        self._blank = False
        self._groups = [_Group("top")]
        self._below = 0
        self._before = self._last = ("", "")
        self._end = 0
        self._values = False
        self._suspect: int | None = None
        self._fault: Fault | None = None
        self._from: list[tuple[bool, str, int]] = []

    def run(self) -> None:
        """Reads all tokens; raises :class:`RefusedError` at the first that is refused."""
        readers = {
            "word": self._word,
            "name": self._name,
            "iri": self._iri,
            "open": self._open,
            "close": self._close,
            "operator": self._operator,
            "blank": self._blank_node,
            "unclosed": self._unclosed,
        }
        faults, joins = Faults(), Joins()
        for token in TOKEN.finditer(self._text):
            kind = token.lastgroup or ""
            if kind == "space":
                continue
            value = token[0]
            fault = faults.token(kind, value, token.start())
            self._fault = self._fault or fault
            if self._suspect is not None and value == "{":
                raise RefusedError("federation-refused", "The query calls SERVICE.", self._suspect)
            self._suspect = None
            if joins.token(kind, value):
                detail = f"The query joins more than {JOINS} patterns."
                raise RefusedError("query-too-long", detail, token.start())
            reader = readers.get(kind)
            if reader:
                reader(value, token.start())
            self._before, self._last = self._last, (kind, value)
            self._end = token.end()
        if self._fault:
            fault = self._fault
            raise RefusedError(fault.kind, fault.detail, fault.offset, fault.hint)

    def traits(self) -> Traits:
        """What was found."""
        fresh = self._form == "construct" and self._blank
        return Traits(
            self._text,
            self._form,
            self._volatile or fresh,
            max(self._groups[0].highest, self._groups[0].operators),
            tuple(iri for named, iri, _ in self._from if not named),
            tuple(iri for named, iri, _ in self._from if named),
        )

    def require(self, graphs: Collection[str]) -> None:
        """Refuses a graph in FROM that is not there: it would never be fetched."""
        for _, iri, offset in self._from:
            if iri not in graphs:
                raise RefusedError("unknown-graph", f"There is no graph <{iri}>.", offset)

    def _word(self, value: str, offset: int) -> None:
        word = value.lower()
        if "service" in word:
            raise RefusedError("federation-refused", "The query calls SERVICE.", offset)
        if not self._form and len(self._groups) == 1:
            self._form = next((form for form in _FORMS if word.startswith(form)), "")
            if not self._form and _UPDATES.match(word):
                raise RefusedError("update-refused", f"{value.upper()} is an update.", offset)
        if _VOLATILE.search(word):
            self._volatile = True
        if _CLAUSES.search(word):
            self._count(offset)
        if word.endswith("values"):
            self._values = True

    def _name(self, value: str, offset: int) -> None:
        prefix, _, local = value.partition(":")
        if "service" in prefix.lower() and self._keyword() not in ("graph", "from", "named"):
            self._suspect = offset
        if prefix in self._prefixes:
            self._graph(self._prefixes[prefix] + re.sub(r"\\(.)", r"\1", local), offset)

    def _iri(self, value: str, offset: int) -> None:
        if _RISKY.search(value) and not _ABSOLUTE.match(value):
            inside = self._groups[-1].content
            compared = inside in ("expression", "unclear") and self._last[0] in _OPERANDS
            quoted = self._last == ("operator", "<") and self._end == offset
            if compared or quoted:
                raise RefusedError(
                    "query-syntax",
                    "This < can begin an address or compare two values.",
                    offset,
                    "Put a space after < to compare; write an address with a prefix.",
                )
        address = _resolve(self._base, value[1:-1])
        if self._keyword() == "base":
            self._base = address
        elif self._last[0] == "name" and self._before[1].lower() == "prefix":
            self._prefixes[self._last[1].rstrip(":")] = address
        else:
            self._graph(address, offset)

    def _graph(self, iri: str, offset: int) -> None:
        """Notes the graph that FROM or FROM NAMED names."""
        keyword = self._keyword()
        if keyword in ("from", "fromnamed"):
            self._from.append((keyword != "from", iri, offset))
        elif keyword == "named" and self._before[1].lower() == "from":
            self._from.append((True, iri, offset))

    def _open(self, value: str, offset: int) -> None:
        self._blank = self._blank or value == "["
        self._groups.append(_Group(self._content(value)))
        self._below += BRACKET
        if value == "{":
            self._values = False
        self._limit(offset)

    def _content(self, bracket: str) -> str:
        """What a bracket opens: inside an expression ``<`` compares, in data it cannot."""
        parent = self._groups[-1].content
        if self._values or parent == "data":
            return "data"
        if bracket != "(":
            return "pattern"
        if parent in ("expression", "top"):
            return "expression"
        return "unclear"

    def _close(self, _value: str, _offset: int) -> None:
        if len(self._groups) == 1:
            return  # one bracket too many: the engine says so
        group = self._groups.pop()
        self._below -= BRACKET + group.operators
        parent = self._groups[-1]
        parent.highest = max(parent.highest, BRACKET + group.operators + group.highest)

    def _operator(self, _value: str, offset: int) -> None:
        self._count(offset)

    def _count(self, offset: int) -> None:
        self._groups[-1].operators += 1
        self._below += 1
        self._limit(offset)

    def _limit(self, offset: int) -> None:
        # What follows a bracket at its own level stands on it as well: 1+((2))+3+4...
        if self._below + self._groups[-1].highest > LIMIT:
            raise RefusedError("query-too-deep", "The query is nested too deeply.", offset)

    def _blank_node(self, _value: str, _offset: int) -> None:
        self._blank = True

    def _unclosed(self, _value: str, offset: int) -> None:
        raise RefusedError("query-syntax", "This string is not closed.", offset)

    def _keyword(self) -> str:
        """The word just before this token, in lower case."""
        return self._last[1].lower() if self._last[0] == "word" else ""


def _resolve(base: str, iri: str) -> str:
    try:
        return urljoin(base, iri)
    except ValueError:  # a host that is none, such as http://[
        return iri
