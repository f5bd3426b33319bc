"""Asking a data set, whichever engine holds it: rows, yes or no, triples."""

from abc import ABC, abstractmethod
from collections.abc import Mapping

from govactors.problems import Problem, expect
from govactors.solutions import Result, Rows, Triples, Value, result, to_term
from govactors.store import Query, Store


class Askable(ABC):
    """What can be asked SPARQL queries; :attr:`store` answers them."""

    store: Store

    @property
    @abstractmethod
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes that queries need not declare."""

    @abstractmethod
    def check(self, text: str) -> None:
        """Raises :class:`govactors.Problem` if a query may not be evaluated."""

    def query(self, text: str, /, **bindings: Value) -> Result:
        """The answer to a SPARQL query: rows, yes or no, or triples.

        Values are bound as terms: ``publication.query("SELECT ?actor ...", actor=iri)``; the
        variable must be among the result columns. The prefixes of the publication are known
        (``ga:``, ``organisatie:``, ...).

        Raises :class:`govactors.Problem`: ``query-syntax`` with line and column,
        ``unknown-graph``, ``federation-refused``, ``update-refused``, ``query-too-deep``,
        ``query-too-long``; from an engine elsewhere ``remote-failed`` and ``remote-timeout``, also
        while rows are read.
        """
        _readable(text)
        self.check(text)
        terms = {name: to_term(value) for name, value in bindings.items()}
        return result(self.store.evaluate(Query(text, terms)))

    def select(self, text: str, /, **bindings: Value) -> Rows:
        """The rows of a SELECT; see :meth:`query`.

        Raises :class:`govactors.Problem` ``wrong-kind-of-result`` for any other query.

        >>> import govactors
        >>> text = "SELECT ?who { ?who ga:leads taak:opsporing-mensensmokkel }"
        >>> [str(row.who).rpartition("/")[2] for row in govactors.load().select(text)]
        ['kmar']
        """
        answer = self.query(text, **bindings)
        if not isinstance(answer, Rows):
            raise _other("Only a SELECT query gives rows.", answer)
        return answer

    def ask(self, text: str, /, **bindings: Value) -> bool:
        """The yes or no of an ASK; see :meth:`query`.

        Raises :class:`govactors.Problem` ``wrong-kind-of-result`` for any other query.
        """
        answer = self.query(text, **bindings)
        if not isinstance(answer, bool):
            raise _other("Only an ASK query gives yes or no.", answer)
        return answer

    def construct(self, text: str, /, **bindings: Value) -> Triples:
        """The triples of a CONSTRUCT or DESCRIBE; see :meth:`query`.

        Raises :class:`govactors.Problem` ``wrong-kind-of-result`` for any other query.
        """
        answer = self.query(text, **bindings)
        if not isinstance(answer, Triples):
            raise _other("Only CONSTRUCT and DESCRIBE give triples.", answer)
        return answer


def _other(detail: str, answer: Result) -> Problem:
    """The problem that an answer is of another kind, with the call that gives it."""
    if isinstance(answer, bool):
        hint = "This one is a yes or no: use .ask()."
    elif isinstance(answer, Rows):
        hint = "This one gives rows: use .select()."
    else:
        hint = "This one gives triples: use .construct()."
    return Problem("wrong-kind-of-result", detail, hint=hint)


def _readable(text: str) -> None:
    """Raises :class:`Problem` for what is no text, or holds half a character."""
    expect(text, str, "The query")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        detail = f"Character {error.start} of the query is half of one."
        raise Problem("not-utf8", detail, hint="Write the character itself.") from error
