"""A data set that another SPARQL service keeps: asked over HTTP, answered while it arrives.

Nothing of a broken answer passes for a whole one: time, length, media type and form of what
arrives are watched, and whatever is wrong ends in one :class:`Problem`.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, cast
from urllib.parse import urlsplit

import pyoxigraph as ox

from govactors import arrival, binding, dialect
from govactors.arrival import Body
from govactors.exchange import Exchange, Patience
from govactors.formats import by_name
from govactors.problems import Problem
from govactors.store import Answer, ArrivingTriples, Query

_GRAPHS = Path(__file__).with_name("queries") / "engines" / "graphs.rq"
_GRAPH_FORMS = ("construct", "describe")

_RESULTS = {
    media_type: (kind, ending)
    for name, kind, ending in (
        ("json", ox.QueryResultsFormat.JSON, b"}"),
        ("xml", ox.QueryResultsFormat.XML, b">"),
    )
    for media_type in by_name(name).media_types
}
_TRIPLES = {
    media_type: (kind, ending)
    for name, kind, ending in (
        ("nt", ox.RdfFormat.N_TRIPLES, b"."),
        ("ttl", ox.RdfFormat.TURTLE, b"."),
        ("rdf", ox.RdfFormat.RDF_XML, b">"),
    )
    for media_type in by_name(name).media_types
}
_ACCEPT_RESULTS = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
_ACCEPT_TRIPLES = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.6"


class RemoteStore:
    """The data set behind a SPARQL 1.1 endpoint.

    The query goes there as it is, with the prefixes it uses and the values bound in its text
    (see :mod:`govactors.binding`); what its default graph holds is that service's affair.
    ``body`` sends the query as the body of the request instead of as a form.
    """

    distant = True

    def __init__(
        self,
        url: str,
        prefixes: Mapping[str, str] | None = None,
        *,
        patience: Patience | None = None,
        headers: Mapping[str, str] | None = None,
        body: bool = False,
    ) -> None:
        """Raises :class:`Problem` ``invalid-parameter``; nothing is asked yet."""
        self.url = _endpoint(url)
        self._prefixes = dict(prefixes or {})
        self.settings = (patience or Patience(), dict(headers or {}), body)
        self._exchanges: dict[int, Exchange] = {}
        self._names: frozenset[str] | None = None

    def graphs(self) -> frozenset[str]:
        """The names of the graphs of the data set, asked once."""
        if self._names is None:
            answer = self.evaluate(Query(_GRAPHS.read_text(encoding="utf-8")))
            found = answer if isinstance(answer, ox.QuerySolutions) else ()
            try:
                terms = [solution["graph"] for solution in found]
            except SyntaxError as error:
                raise _malformed(self.url, error) from error
            self._names = frozenset(t.value for t in terms if isinstance(t, ox.NamedNode))
        return self._names

    def prepare(self) -> None:
        """Nothing: a connection is made when there is something to ask."""

    def evaluate(self, query: Query) -> Answer:
        """The answer of the service; rows and triples arrive while they are read.

        Raises :class:`Problem` ``query-syntax`` if the service refuses the query,
        ``remote-failed`` or ``remote-timeout`` if it does not answer as it should; also while
        rows are read.
        """
        text = binding.bind(query.text, query.bindings, self._prefixes)
        fields = [
            *(("default-graph-uri", name) for name in query.default_graphs),
            *(("named-graph-uri", name) for name in query.named_graphs),
        ]
        form = binding.form(query.text)
        triples = form in _GRAPH_FORMS
        accept = _ACCEPT_TRIPLES if triples else _ACCEPT_RESULTS
        arriving = self._exchange().ask(text, fields, accept)
        try:
            if triples:
                return _triples(arriving, self.url)
            found = _results(arriving, self.url)
            if form == "ask" and isinstance(found, ox.QuerySolutions):
                return dialect.yes_or_no(found)
            return found
        except BaseException:
            arriving.close()
            raise

    def close(self) -> None:
        """Closes the connections of this process."""
        exchange = self._exchanges.pop(os.getpid(), None)
        if exchange:
            exchange.close()

    def _exchange(self) -> Exchange:
        """The connections of this process: those of a parent must not be shared."""
        if os.getpid() not in self._exchanges:
            self._exchanges[os.getpid()] = Exchange(self.url, *self.settings)
        return self._exchanges[os.getpid()]


def _endpoint(url: str) -> str:
    try:
        parts = urlsplit(url)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.fragment
        whole = whole and (parts.port is None or parts.port > 0)
    except (ValueError, AttributeError):
        whole = False
    if not whole:
        raise Problem(
            "invalid-parameter",
            f"{url!r} is not the address of an endpoint.",
            hint="Write it whole: https://example.org/sparql.",
        )
    return url


def _results(body: Body, url: str) -> ox.QuerySolutions | ox.QueryBoolean:
    if body.media_type not in _RESULTS:
        raise arrival.unexpected(body, url, "the result of a query")
    kind, body.ending = _RESULTS[body.media_type]
    try:
        return ox.parse_query_results(cast(IO[bytes], body), kind)
    except SyntaxError as error:
        raise _malformed(url, error) from error


def _triples(body: Body, url: str) -> ArrivingTriples:
    if body.media_type not in _TRIPLES:
        raise arrival.unexpected(body, url, "triples")
    kind, body.ending = _TRIPLES[body.media_type]
    return ArrivingTriples(_arriving(body, kind, url))


def _arriving(body: Body, kind: ox.RdfFormat, url: str) -> Iterator[ox.Triple]:
    try:
        for quad in ox.parse(cast(IO[bytes], body), kind, base_iri=url):
            yield quad.triple
    except SyntaxError as error:
        raise _malformed(url, error) from error
    finally:
        body.close()


def _malformed(url: str, error: SyntaxError) -> Problem:
    return Problem("remote-failed", f"{url} sent what is no whole answer: {error.msg}.")
