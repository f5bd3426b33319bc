"""The files of releases over HTTP: whole or in parts, compressed beforehand or not at all."""

import asyncio
import os
import secrets
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from govactors.problems import Problem
from govactors.service import headers, problems
from govactors.service.answers import Answer
from govactors.service.endpoints import Endpoint, Front
from govactors.service.headers import Receive, Scope, Send
from govactors.service.negotiation import encoding
from govactors.service.press import Press
from govactors.service.ranges import Parts, Span, spans, unchanged
from govactors.service.shelf import CODINGS, Shelf, Stored
from govactors.service.versions import Versions

_CHUNK = 1 << 18
_AT_ONCE: int = getattr(os, "RWF_NOWAIT", 0)
"""Flag to read only what is in memory already; other reads must not hold up the event loop."""


class Download(Endpoint):
    """``/dumps/{name}`` and ``/{date}/dumps/{name}``: a closed list of names."""

    def __init__(self, front: Front, shelf: Shelf, press: Press, date: str, name: str) -> None:
        super().__init__(front, "/{date}/dumps/{name}" if date else "/dumps/{name}")
        self._press = press
        self._versions = Versions(shelf)
        self._date = date
        self._name = name

    async def answer(
        self,
        scope: Scope,
        receive: Receive,  # noqa: ARG002 - every endpoint gets it
        send: Send,
        client: str,  # noqa: ARG002 - every endpoint gets it
    ) -> tuple[int, Answer | None, str]:
        """Answers with the file, a part of it, or that it is unchanged."""
        volume = await self._press.volume(self._date)
        stored = volume.files.get(self._name)
        if stored is None:
            raise Problem(
                "not-found",
                f"The release of {volume.date} has no file of that name.",
                hint="The manifest names all files: /dumps/",
            )
        chosen, coding = _chosen(stored, headers.header(scope, b"accept-encoding"))
        pairs = [("etag", chosen.etag), ("cache-control", self._fresh), *_vary(stored)]
        tag = chosen.etag
        if not _required(headers.header(scope, b"if-match"), tag):
            raise Problem("precondition-failed", "The file has another ETag.")
        links = self._versions.of_file(self._date, volume, self._name)
        pairs.append(("link", ", ".join(map(str, links))))
        if _same(headers.header(scope, b"if-none-match"), tag):
            await _start(send, 304, pairs)
            await send({"type": "http.response.body", "body": b""})
            return 304, None, ""
        if coding:
            pairs.append(("content-encoding", coding))
        pairs += [
            ("accept-ranges", "bytes"),
            ("content-disposition", stored.disposition),
            ("repr-digest", chosen.digest),
        ]
        body = _body(scope, chosen, stored.content_type)
        if body.status == 416:
            return await self._beyond(chosen.size, scope, send), None, ""
        try:
            await _deliver(body, pairs, scope, send)
        except FileNotFoundError as error:
            raise Problem("internal-error", "The file is gone from the disk.") from error
        return body.status, None, ""

    async def _beyond(self, size: int, scope: Scope, send: Send) -> int:
        """Tells that nothing asked for exists, and how large the file is."""
        problem = Problem("unsatisfiable-range", f"The file has {size} bytes.")
        rendered = problems.render(problem, scope, self.front.base)
        rendered.headers.append((b"content-range", f"bytes */{size}".encode()))
        await problems.send(rendered, send)
        return rendered.status

    @property
    def _fresh(self) -> str:
        """The file of a version never changes; the plain address leads to another one some day."""
        if self._date:
            return "public, max-age=31536000, immutable"
        return f"public, max-age={self.front.settings.cache_seconds}"


def _chosen(stored: Stored, accepted: str) -> tuple[Stored, str]:
    """The file to send, and its content coding."""
    chosen = encoding(accepted, [each for each in CODINGS if each in stored.coded])
    return (stored.coded[chosen], chosen) if chosen in stored.coded else (stored, "")


def _vary(stored: Stored) -> list[tuple[str, str]]:
    return [("vary", "Accept-Encoding")] if stored.coded else []


def _required(condition: str, tag: str) -> bool:
    """Whether If-Match holds: no condition, ``*``, or exactly this tag in the list."""
    return condition.strip() in ("", "*") or tag in (e.strip() for e in condition.split(","))


def _same(condition: str, tag: str) -> bool:
    return condition.strip() == "*" or headers.matches(condition, tag)


@dataclass(frozen=True, slots=True)
class _Body:
    """What of a file is sent: all of it, a part, or several parts."""

    stored: Stored
    content_type: str
    status: int
    spans: Sequence[Span]
    parts: Parts | None = None

    @property
    def headers(self) -> list[tuple[str, str]]:
        """The headers that depend on what is sent."""
        kind = self.parts.content_type if self.parts else self.content_type
        length = self.parts.length if self.parts else sum(map(len, self.spans))
        found = [("content-type", kind), ("content-length", str(length))]
        if self.status == 206 and not self.parts:
            found.append(("content-range", self.spans[0].told(self.stored.size)))
        return found


def _body(scope: Scope, chosen: Stored, content_type: str) -> _Body:
    """What to send; with status 416 there is nothing to send."""
    whole = _Body(chosen, content_type, 200, [Span(0, chosen.size)])
    asked = headers.header(scope, b"range") if scope["method"] == "GET" else ""
    if not asked or not unchanged(headers.header(scope, b"if-range"), chosen.etag):
        return whole
    wanted = spans(asked, chosen.size)
    if wanted is None:
        return whole
    if len(wanted) < 2:
        return _Body(chosen, content_type, 206 if wanted else 416, wanted)
    parts = Parts(wanted, chosen.size, content_type, secrets.token_hex(12))
    return _Body(chosen, content_type, 206, wanted, parts)


async def _deliver(body: _Body, pairs: list[tuple[str, str]], scope: Scope, send: Send) -> None:
    """Sends headers and bytes; a file that lost bytes ends too early, visibly."""
    with body.stored.path.open("rb", buffering=0) as file:
        await _start(send, body.status, [*pairs, *body.headers])
        if scope["method"] != "HEAD":
            for span in body.spans:
                if body.parts:
                    await _more(send, body.parts.head(span))
                async for piece in _pieces(file.fileno(), span):
                    await _more(send, piece)
            if body.parts:
                await _more(send, body.parts.tail)
    await send({"type": "http.response.body", "body": b""})


async def _pieces(descriptor: int, span: Span) -> AsyncIterator[bytes]:
    place = span.start
    while place < span.end:
        piece = await _read(descriptor, min(_CHUNK, span.end - place), place)
        if not piece:
            raise OSError("The file is shorter than it was.")
        place += len(piece)
        yield piece


async def _read(descriptor: int, size: int, place: int) -> bytes:
    """Bytes of a file: at once if they are in memory, else in a thread."""
    if _AT_ONCE:
        into = bytearray(size)
        try:
            found = os.preadv(descriptor, [into], place, _AT_ONCE)
        except OSError:
            found = 0  # not in memory, or a file system that cannot tell
        if found:
            return bytes(into) if found == size else bytes(into[:found])
    return await asyncio.to_thread(os.pread, descriptor, size, place)


async def _more(send: Send, data: bytes) -> None:
    await send({"type": "http.response.body", "body": data, "more_body": True})


async def _start(send: Send, status: int, pairs: list[tuple[str, str]]) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers.of(pairs)})
