"""How many patterns a query joins: the time to plan a join grows with the fourth power of that.

A hundred patterns take the engine a second, a thousand hours, and nothing can interrupt it.
"""

from dataclasses import dataclass

JOINS = 128
"""How many patterns may be joined; what is optional or an alternative is joined apart."""

_APART = frozenset({"optional", "minus", "exists", "construct"})
_OPERANDS = frozenset({"variable", "iri", "name", "word", "number", "string", "blank"})
_SEPARATORS = frozenset({(".", "other"), (";", "other"), (",", "other"), ("/", "operator")})


@dataclass(slots=True)
class _Level:
    """An open bracket: what it holds, and which word stands before it."""

    content: str
    word: str = ""
    joins: int = 0
    closed: int = 0

    @property
    def weight(self) -> int:
        """How much it adds to the join around it."""
        if self.word == "union" or self.content == "data":
            return 1
        return 0 if self.word in _APART else self.joins + 1

    @property
    def counts(self) -> bool:
        """Whether it is evaluated: a template, or what is outside all brackets, is not."""
        return self.word != "construct" and self.content != "top"


class Joins:
    """Counts the joins of a query, token after token; never too few, sometimes too many."""

    def __init__(self) -> None:
        self._levels = [_Level("top")]
        self._last: tuple[str, str] = ("", "")
        self._before: tuple[str, str] = ("", "")
        self._values = False

    def token(self, kind: str, value: str) -> bool:
        """Whether this token makes it too many."""
        word = value.lower() if kind == "word" else ""
        if kind == "open":
            self._open(value)
        elif kind == "close":
            self._close(value)
        elif word.endswith("values"):
            self._values = True
        elif word == "union":
            level = self._levels[-1]
            level.joins -= level.closed
        else:
            self._count(kind, value)
        self._before, self._last = self._last, (kind, word or value)
        level = self._levels[-1]
        return level.joins > JOINS and level.counts

    def _count(self, kind: str, value: str) -> None:
        level = self._levels[-1]
        if level.content not in ("pattern", "list"):
            return
        ends = (value, kind) in _SEPARATORS or (kind == "number" and value.endswith("."))
        listed = kind in _OPERANDS and self._last[0] != "operator"
        level.joins += ends or (level.content == "list" and listed)

    def _open(self, bracket: str) -> None:
        word = self._last[1] if self._last[0] == "word" else ""
        content = "pattern"
        if self._values or self._levels[-1].content == "data":
            content = "data"
            self._values = self._values and bracket != "{"
        elif bracket == "(":
            content = "list" if self._lists() else "expression"
        self._levels.append(_Level(content, word))

    def _lists(self) -> bool:
        """Whether a parenthesis opens a collection or a path, not an expression."""
        if self._levels[-1].content not in ("pattern", "list") or self._last == ("word", "a"):
            return self._last == ("word", "a")
        called = self._last[0] == "name" and self._before == ("word", "filter")
        return self._last[0] != "word" and not called

    def _close(self, bracket: str) -> None:
        if len(self._levels) == 1:
            return  # one bracket too many: the engine says so
        level, around = self._levels.pop(), self._levels[-1]
        if level.content == "expression" or (level.content == "data" and bracket != "}"):
            return
        around.closed = level.weight
        around.joins += around.closed
