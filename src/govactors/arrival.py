"""What an HTTP service sends: read while it arrives, or turned into the problem it stands for."""

import json
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from govactors import dialect
from govactors.kinds import KINDS
from govactors.problems import Problem

if TYPE_CHECKING:
    import httpx

_TIMEOUTS = (408, 504)
_SHOWN = 200
_ELSEWHERE = (404, 405, 410, 501)
_NO_ENDPOINT = "This seems to be no SPARQL endpoint; the address of one often ends in /sparql."


class Body:
    """The body of an answer, read as a file while it arrives.

    Reading raises :class:`Problem`. ``ending`` is what a whole answer ends in: a service that
    ends an answer by closing the connection could otherwise cut it short unseen.
    """

    def __init__(self, response: "httpx.Response", url: str, deadline: float) -> None:
        self._response = response
        self._url = url
        self._deadline = deadline
        self._pieces = self._put_right(response.iter_bytes())
        self._left = b""
        self._tail = b""
        self.ending = b""

    @property
    def status(self) -> int:
        """The status of the answer."""
        return self._response.status_code

    def header(self, name: str) -> str:
        """The value of a header, empty if it is not there."""
        return str(self._response.headers.get(name, ""))

    @property
    def media_type(self) -> str:
        """The media type of the answer, without parameters."""
        return self.header("content-type").partition(";")[0].strip().lower()

    def read(self, most: int = -1) -> bytes:
        """At most so many bytes; none at the end."""
        if not self._left:
            self._left = self._next()
        size = len(self._left) if most < 0 else most
        data, self._left = self._left[:size], self._left[size:]
        return data

    def beginning(self, most: int) -> str:
        """The first characters, to be shown, on one line; nothing else can be read then."""
        text = b""
        try:
            while len(text) < most and (data := self.read(most)):
                text += data
        except Problem:
            text += b" ..."
        self.close()
        return " ".join(text[:most].decode("utf-8", "replace").split())

    def close(self) -> None:
        """Lets go of the connection."""
        self._response.close()

    def __del__(self) -> None:
        self._response.close()

    def _put_right(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        known = self.header("server").startswith(dialect.ENGINE)
        return dialect.relabelled(pieces) if known else pieces

    def _framed(self) -> bool:
        """Whether the answer says how long it is, so that HTTP itself sees it cut off."""
        chunked = "chunked" in self.header("transfer-encoding").lower()
        return chunked or bool(self.header("content-length"))

    def _next(self) -> bytes:
        import httpx

        try:
            piece = next(filter(None, self._pieces), b"")
        except (httpx.HTTPError, httpx.StreamError) as error:
            raise failure(error, self._url) from error
        if time.monotonic() > self._deadline:
            self.close()
            raise late(self._url)
        if piece:
            self._tail = (self._tail + piece).rstrip()[-1:] or self._tail
        elif self._tail and not self._framed() and not self._tail.endswith(self.ending):
            raise Problem("remote-failed", f"The answer of {self._url} was cut off.")
        return piece


def failure(error: Exception, url: str) -> Problem:
    """The problem behind an error of a connection."""
    import httpx

    if isinstance(error, httpx.TimeoutException):
        return late(url)
    if isinstance(error, httpx.ConnectError):
        return Problem("remote-failed", f"{url} cannot be reached: {error}.")
    return Problem("remote-failed", f"The answer of {url} broke off: {error}.")


def unexpected(body: Body, url: str, wanted: str) -> Problem:
    """The problem that an answer is of another kind; quotes its beginning."""
    kind = body.media_type or "nothing that says what it is"
    beginning = body.beginning(_SHOWN)
    detail = f"{url} sent {kind}, not {wanted}: {beginning!r}."
    return Problem("remote-failed", detail, hint=_NO_ENDPOINT)


def late(url: str) -> Problem:
    """The problem that an answer takes longer than there is time for."""
    return Problem("remote-timeout", f"{url} took too long.")


def refusal(body: Body, url: str) -> Problem:
    """The problem behind a status that is not 200; quotes the beginning of what was said."""
    status, location = body.status, body.header("location")
    if location and 300 <= status < 400:
        body.close()
        return Problem(
            "remote-failed",
            f"{url} sends its visitors elsewhere.",
            hint=f"Nothing is followed: name that address yourself, if you trust it: {location}",
        )
    text = body.beginning(10 * _SHOWN)
    if body.media_type == "application/problem+json":
        known = _named(text)
        if known:
            return known
    said = f"{text[:_SHOWN]!r}"
    if status in (400, 422):
        return Problem("query-syntax", f"{url} refuses the query: {said}.", hint="Mend the query.")
    if status in _TIMEOUTS:
        return Problem("remote-timeout", f"{url} gave up (status {status}): {said}.")
    if status == 206:
        return Problem("remote-timeout", f"{url} sent a part of the answer only.")
    hint = _NO_ENDPOINT if status in _ELSEWHERE else ""
    return Problem("remote-failed", f"{url} answers with status {status}: {said}.", hint=hint)


def _named(text: str) -> Problem | None:
    """The problem that another govactors names, with the place in the query."""
    try:
        said = json.loads(text)
        kind = str(said["type"]).rpartition("#")[2]
        if kind not in KINDS:
            return None
        place = [
            each if isinstance(each, int) else None for each in map(said.get, ("line", "column"))
        ]
        return Problem(kind, str(said["detail"]), line=place[0], column=place[1])
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
