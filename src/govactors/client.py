"""Any SPARQL endpoint, asked as a publication is asked; waiting, or without blocking others."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, TypeVar

import pyoxigraph as ox

from govactors.asking import Askable
from govactors.exchange import Patience
from govactors.problems import Problem, expect
from govactors.remote import RemoteStore
from govactors.solutions import Iri, Result, Row, Rows, Triples, Value, result
from govactors.store import Query
from govactors.terms import PREFIXES, expand

_BATCH = 500
Item = TypeVar("Item", Row, ox.Triple)


_DESCRIBE = (Path(__file__).with_name("queries") / "engines" / "describe.rq").read_text("utf-8")


class Asker(Protocol):
    """What knows a catalogue of questions: a publication."""

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes that queries need not declare."""
        ...

    def asked(self, reference: str, /, **values: Value) -> Query:
        """The query of a question with these values."""
        ...


class Endpoint(Askable):
    """A SPARQL 1.1 endpoint: ``query``, ``select``, ``ask``, ``construct``, ``describe`` ask it.

    Use it in a ``with`` statement, or call :meth:`close`. ``patience`` says how long to wait,
    ``publication`` lends its prefixes and its catalogue of questions.
    """

    def __init__(
        self,
        url: str,
        prefixes: Mapping[str, str] = PREFIXES,
        *,
        patience: Patience | None = None,
        headers: Mapping[str, str] | None = None,
        publication: Asker | None = None,
    ) -> None:
        self._publication = publication
        self._prefixes = prefixes
        self.store: RemoteStore = RemoteStore(url, prefixes, patience=patience, headers=headers)

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes that queries need not declare."""
        return self._prefixes

    def check(self, text: str) -> None:
        """Refuses nothing: what may be asked there, the endpoint knows."""

    def describe(self, iri: Value) -> Triples:
        """What is said of a thing there: the triples of which it is the subject."""
        address = Iri(expand(iri, self._prefixes)) if type(iri) is str else iri
        return self.construct(_DESCRIBE, thing=address)

    def question(self, reference: str, /, **values: Value) -> Result:
        """The answer there to a question of the catalogue of the publication lent.

        Raises :class:`govactors.Problem` ``unknown-thing`` or ``invalid-parameter``.
        """
        if self._publication is None:
            raise Problem(
                "invalid-parameter",
                "This endpoint was opened without a catalogue of questions.",
                hint="Lend it one: govactors.connect(url, govactors.load()).",
            )
        return result(self.store.evaluate(self._publication.asked(reference, **values)))

    def __repr__(self) -> str:
        return f"<Endpoint {self.store.url}>"

    @property
    def awaitable(self) -> "AwaitableEndpoint":
        """The same endpoint for asynchronous code."""
        return AwaitableEndpoint(self)

    def close(self) -> None:
        """Closes the connections."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class AwaitableEndpoint:
    """An endpoint for asynchronous code: ``await`` an answer, ``async for`` over rows.

    Each question has a thread of its own, since the engine's answers must stay in one.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    def __repr__(self) -> str:
        return f"<AwaitableEndpoint {self._endpoint.store.url}>"

    async def ask(self, text: str, /, **bindings: Value) -> bool:
        """The yes or no of an ASK; see :meth:`govactors.asking.Askable.ask`."""
        return await asyncio.to_thread(lambda: self._endpoint.ask(text, **bindings))

    async def query(self, text: str, /, **bindings: Value) -> "Answered":
        """The answer to any query, read to its end; see :meth:`govactors.asking.Askable.query`."""
        return await asyncio.to_thread(lambda: _read(self._endpoint.query(text, **bindings)))

    async def describe(self, iri: Value) -> list[ox.Triple]:
        """What is said of a thing there; see :meth:`Endpoint.describe`."""
        return await asyncio.to_thread(lambda: list(self._endpoint.describe(iri)))

    async def question(self, reference: str, /, **values: Value) -> "Answered":
        """The answer to a question, read to its end; see :meth:`Endpoint.question`."""
        return await asyncio.to_thread(lambda: _read(self._endpoint.question(reference, **values)))

    def select(self, text: str, /, **bindings: Value) -> AsyncIterator[Row]:
        """The rows of a SELECT; see :meth:`govactors.asking.Askable.select`."""
        return _batches(lambda: iter(self._endpoint.select(text, **bindings)))

    def construct(self, text: str, /, **bindings: Value) -> AsyncIterator[ox.Triple]:
        """The triples of a CONSTRUCT; see :meth:`govactors.asking.Askable.construct`."""
        return _batches(lambda: iter(self._endpoint.construct(text, **bindings)))


Answered = list[Row] | bool | list[ox.Triple]


def _read(answer: Result) -> Answered:
    """A whole answer, which another thread may have."""
    if isinstance(answer, Rows):
        return list(answer)
    return list(answer) if isinstance(answer, Triples) else answer


async def _batches(start: "Callable[[], Iterator[Item]]") -> AsyncIterator[Item]:
    """What an iterator gives, fetched by the thread that made it and drops it."""
    loop = asyncio.get_running_loop()
    made: list[Iterator[Item]] = []
    with ThreadPoolExecutor(1) as thread:
        try:
            await loop.run_in_executor(thread, lambda: made.append(start()))
            while batch := await loop.run_in_executor(
                thread, lambda: list(islice(made[0], _BATCH))
            ):
                for each in batch:
                    yield each
        finally:
            thread.submit(made.clear)


def connect(
    url: str,
    publication: Asker | None = None,
    *,
    patience: Patience | None = None,
    headers: Mapping[str, str] | None = None,
) -> Endpoint:
    """The SPARQL 1.1 endpoint at an address, asked as a publication is asked.

    Nothing is sent before the first question. ``publication`` lends its prefixes and its
    catalogue of questions.

    >>> import govactors
    >>> endpoint = govactors.connect("https://example.org/sparql", govactors.load())
    >>> endpoint.prefixes["taak"]
    'https://w3id.org/govactors/id/taak/'
    """
    expect(url, str, "The address of an endpoint")
    if not hasattr(publication, "asked") and publication is not None:
        raise Problem("invalid-parameter", "What is lent to an endpoint is no publication.")
    prefixes = publication.prefixes if publication is not None else PREFIXES
    return Endpoint(url, prefixes, patience=patience, headers=headers, publication=publication)
