"""One question to an HTTP service and its answer: bounded in time, tried again where that helps."""

import datetime
import email.utils
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from govactors import arrival
from govactors.arrival import Body
from govactors.problems import Problem

if TYPE_CHECKING:
    import httpx

_BUSY = (429, 503)
_PAUSE = 0.25


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds.

    ``connect`` is for a connection, ``read`` for the next bytes, ``total`` for the whole answer.
    A service that is busy (429, 503) or resets the connection is asked ``attempts`` times.
    """

    connect: float = 5
    read: float = 30
    total: float = 120
    attempts: int = 3


class Exchange:
    """Asks one endpoint; the connections of one process."""

    def __init__(
        self, url: str, patience: Patience, headers: Mapping[str, str], body: bool
    ) -> None:
        import httpx

        from govactors import __version__

        self._url = url
        self._patience = patience
        self._body = body
        timeout = httpx.Timeout(patience.read, connect=patience.connect)
        agent = {"user-agent": f"govactors/{__version__}", **headers}
        self._client = httpx.Client(timeout=timeout, headers=agent)

    def ask(self, query: str, fields: Sequence[tuple[str, str]], accept: str) -> Body:
        """The answer to a query, about to arrive.

        Raises :class:`Problem`: ``query-syntax`` if the query is refused, ``remote-failed``,
        ``remote-timeout``, or what another govactors names.
        """
        deadline = time.monotonic() + self._patience.total
        for attempt in range(1, self._patience.attempts + 1):
            pause = _PAUSE * attempt
            body = self._try(query, fields, accept, deadline)
            if isinstance(body, Body):
                if body.status == 200:
                    return body
                problem = arrival.refusal(body, self._url)
                if body.status not in _BUSY:
                    raise problem
                pause = _retry_after(body.header("retry-after")) or pause
            else:
                problem = body
            if attempt == self._patience.attempts or time.monotonic() + pause > deadline:
                raise problem
            time.sleep(pause)
        raise AssertionError("at least one attempt is made")

    def close(self) -> None:
        """Closes the connections."""
        self._client.close()

    def __del__(self) -> None:
        self._client.close()

    def _try(
        self, query: str, fields: Sequence[tuple[str, str]], accept: str, deadline: float
    ) -> Body | Problem:
        """An answer, or what went wrong with a connection that may go right the next time."""
        import httpx

        request = self._request(query, fields, accept)
        try:
            response = _within(lambda: self._client.send(request, stream=True), deadline, self._url)
        except (httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError) as error:
            return arrival.failure(error, self._url)
        except httpx.HTTPError as error:
            raise arrival.failure(error, self._url) from error
        return Body(response, self._url, deadline)

    def _request(
        self, query: str, fields: Sequence[tuple[str, str]], accept: str
    ) -> "httpx.Request":
        import httpx

        headers = {"accept": accept}
        if not self._body:
            form = httpx.QueryParams([("query", query), *fields])
            headers["content-type"] = "application/x-www-form-urlencoded"
            content = str(form).encode()
            return self._client.build_request("POST", self._url, headers=headers, content=content)
        headers["content-type"] = "application/sparql-query"
        url = httpx.URL(self._url)
        if fields:
            url = url.copy_with(params=[*url.params.multi_items(), *fields])
        return self._client.build_request("POST", url, headers=headers, content=query.encode())


def _within(send: "Callable[[], httpx.Response]", deadline: float, url: str) -> "httpx.Response":
    """The response, unless its headers drip in for so long that the deadline passes.

    The time-outs of a connection start anew with each byte. A thread waits for them, and is left
    behind when it takes too long.
    """
    outcome: list[httpx.Response | BaseException] = []
    late = threading.Event()

    def work() -> None:
        try:
            response = send()
        except BaseException as error:
            outcome.append(error)
            return
        outcome.append(response)
        if late.is_set():
            response.close()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(max(deadline - time.monotonic(), 0))
    if not outcome:
        late.set()
        raise arrival.late(url)
    if isinstance(outcome[0], BaseException):
        raise outcome[0]
    return outcome[0]


def _retry_after(value: str) -> float:
    """The seconds that Retry-After asks to wait, in either form; 0 if it says nothing."""
    if value.strip().isascii() and value.strip().isdigit():
        return float(value)
    try:
        then = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return 0
    if then.tzinfo is None:
        then = then.replace(tzinfo=datetime.UTC)
    return max((then - datetime.datetime.now(datetime.UTC)).total_seconds(), 0)
