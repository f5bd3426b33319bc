"""Queries that the engine answers wrongly without a word, as far as tokens show them.

What tokens do not show stands in the manual (docs/engines.md), each with a test.
"""

from dataclasses import dataclass

_AGGREGATES = frozenset({"count", "sum", "min", "max", "avg", "sample", "group_concat"})


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a query, where, and how to write it instead."""

    kind: str
    detail: str
    hint: str
    offset: int


@dataclass(frozen=True, slots=True)
class _Open:
    """An open bracket: whether an aggregate is around it, and which variable names the graph."""

    aggregate: bool = False
    graph: str = ""


class Faults:
    """Looks at the tokens of a query, one after another."""

    def __init__(self) -> None:
        self._open = [_Open()]
        self._last: list[tuple[str, str]] = [("", ""), ("", "")]
        self._chosen: set[str] | None = None
        self._select = (0, 0)

    def token(self, kind: str, value: str, offset: int) -> Fault | None:
        """The fault that this token completes."""
        found = None
        word = value.lower() if kind == "word" else ""
        if kind == "open":
            found = self._opened(value, offset)
        elif kind == "close" and len(self._open) > 1:
            self._open.pop()
        elif word == "select" and self._open[-1].graph:
            self._chosen, self._select = set(), (len(self._open), offset)
        elif kind == "variable" and self._chosen is not None and self._is_chosen():
            self._chosen.add(value[1:])
        self._last = [self._last[1], (kind, word or value)]
        return found

    def _is_chosen(self) -> bool:
        """Whether a variable here is one that an inner SELECT gives."""
        return len(self._open) == self._select[0] or self._last[1] == ("word", "as")

    def _opened(self, bracket: str, offset: int) -> Fault | None:
        around, found = self._open[-1], None
        if bracket == "{":
            if self._chosen is not None and len(self._open) == self._select[0]:
                found = self._inner(around.graph)
                self._chosen = None
            self._open.append(_Open(graph=self._graph(around.graph)))
            return found
        aggregate = bracket == "(" and self._last[1][0] == "word"
        aggregate = aggregate and self._last[1][1] in _AGGREGATES
        if aggregate and around.aggregate:
            found = Fault(
                "query-syntax",
                "An aggregate stands within an aggregate.",
                "Compute the inner one in a SELECT of its own.",
                offset,
            )
        self._open.append(_Open(around.aggregate or aggregate, around.graph))
        return found

    def _graph(self, around: str) -> str:
        """The variable that names the graph within a brace; none where an address names it."""
        before, (kind, value) = self._last
        if before == ("word", "graph"):
            return value[1:] if kind == "variable" else ""
        return around

    def _inner(self, graph: str) -> Fault | None:
        """An inner SELECT is evaluated over all graphs at once, unless it gives their names."""
        if graph in (self._chosen or ()):
            return None
        return Fault(
            "known-wrong-answer",
            f"The engine takes this subquery within GRAPH ?{graph} over all graphs at once.",
            f"Let it select ?{graph} too; with an aggregate, GROUP BY ?{graph}.",
            self._select[1],
        )
