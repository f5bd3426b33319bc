"""Answers as Python sees them: typed rows, a yes or no, or triples."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, overload

import pyoxigraph as ox

from govactors.problems import Problem
from govactors.store import Answer, GraphAnswer
from govactors.values import Addressed as Addressed
from govactors.values import Cell as Cell
from govactors.values import Iri as Iri
from govactors.values import Text as Text
from govactors.values import Value as Value
from govactors.values import to_python as to_python
from govactors.values import to_term as to_term

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


class Row:
    """One solution: values by name (``row.actor``, ``row["actor"]``) and by position.

    An unbound variable is ``None``.
    """

    __slots__ = ("_names", "_values")

    def __init__(self, names: Sequence[str], values: tuple[Cell | None, ...]) -> None:
        self._names = names
        self._values = values

    def __getattr__(self, name: str) -> Cell | None:
        # Python asks a copy that is being made for slots that are not filled yet.
        if name in Row.__slots__ or name not in self._names:
            raise AttributeError(self._missing(name))
        return self._values[self._names.index(name)]

    @overload
    def __getitem__(self, key: int | str) -> Cell | None: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[Cell | None, ...]: ...
    def __getitem__(self, key: int | str | slice) -> Cell | tuple[Cell | None, ...] | None:
        if isinstance(key, str):
            if key not in self._names:
                raise KeyError(self._missing(key))
            return self._values[self._names.index(key)]
        return self._values[key]

    def _missing(self, name: str) -> str:
        columns = "" if name in Row.__slots__ else ", ".join(self._names)
        return f"no column {name!r}; there are: {columns}"

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
        self._solutions: Iterable[ox.QuerySolution] = solutions
        self._ahead: list[Row] = []

    def __iter__(self) -> Iterator[Row]:
        while self._ahead:
            yield self._ahead.pop(0)
        yield from self._arriving()

    def __repr__(self) -> str:
        return f"<Rows: {', '.join(self.columns)}>"

    def head(self, count: int) -> tuple[Row, ...]:
        """The first rows; whoever iterates later gets them all the same.

        >>> import govactors
        >>> rows = govactors.load().select("SELECT ?n { VALUES ?n { 1 2 3 } }")
        >>> rows.head(1), [row.n for row in rows]
        ((Row(n=1),), [1, 2, 3])
        """
        self._ahead += itertools.islice(self._arriving(), max(0, count - len(self._ahead)))
        return tuple(self._ahead[:count])

    def _repr_html_(self) -> str:
        from govactors import notebook

        return notebook.rows(self)

    def _arriving(self) -> Iterator[Row]:
        try:
            for solution in self._solutions:
                yield Row(self.columns, tuple(to_python(solution[name]) for name in self.columns))
        except (Problem, SyntaxError, RuntimeError, OSError) as error:
            # The error refers to this frame: who keeps it must not keep the engine's answer,
            # which only its own thread may let go of.
            self._solutions = ()
            if isinstance(error, Problem):
                raise
            raise broken(error) from error

    def to_arrow(self) -> "pyarrow.Table":
        """The rows as a table of Arrow; see :mod:`govactors.frames` for the types."""
        from govactors import frames

        return frames.to_arrow(self)

    def to_polars(self) -> "polars.DataFrame":
        """The rows as a data frame of polars; see :mod:`govactors.frames` for the types."""
        from govactors import frames

        return frames.to_polars(self)

    def to_pandas(self) -> "pandas.DataFrame":
        """The rows as a data frame of pandas; see :mod:`govactors.frames` for the types."""
        from govactors import frames

        return frames.to_pandas(self)


class Triples:
    """The triples of a CONSTRUCT or DESCRIBE, in no order; iterate once."""

    def __init__(self, triples: GraphAnswer) -> None:
        self._triples = triples

    def __iter__(self) -> Iterator[ox.Triple]:
        try:
            yield from self._triples
        except (SyntaxError, RuntimeError, OSError) as error:
            raise broken(error) from error


def broken(error: Exception) -> Problem:
    """The problem behind an answer that breaks off: what an engine elsewhere sent is no answer."""
    if isinstance(error, SyntaxError):
        return Problem("remote-failed", f"What arrived is no whole answer: {error.msg}.")
    return Problem("evaluation-failed", f"{error}.")


Result = Rows | bool | Triples


def result(answer: Answer) -> Result:
    """The engine's answer as rows, a boolean, or triples."""
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    return Rows(answer) if isinstance(answer, ox.QuerySolutions) else Triples(answer)
