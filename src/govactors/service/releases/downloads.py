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
from govactors.service.headers import Headers, Receive, Scope, Send
from govactors.service.negotiation import encoding
from govactors.service.releases.press import Press
from govactors.service.releases.ranges import Parts, Span, spans, unchanged
from govactors.service.releases.shelf import CODINGS, Shelf, Stored, Volume
from govactors.service.releases.versions import Versions

_CHUNK = 1 << 18
_AT_ONCE: int = getattr(os, "RWF_NOWAIT", 0)
"""Flag to read only what is in memory already; other reads must not hold up the event loop."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A file as it is sent to some clients: the bytes, and the headers that they always have.

    ``known`` are those of an answer that nothing changed, ``told`` those of any other.
    """

    stored: Stored
    content_type: str
    known: Headers
    told: Headers


class Download(Endpoint):
    """``/dumps/{name}`` and ``/{date}/dumps/{name}``: a closed list of names."""

    def __init__(self, front: Front, shelf: Shelf, press: Press, date: str, name: str) -> None:
        super().__init__(front, "/{date}/dumps/{name}" if date else "/dumps/{name}")
        self._shelf = shelf
        self._press = press
        self._date = date
        self._name = name
        self._file: Stored | None = None
        self._variants: dict[str, Variant] = {}

    async def answer(
        self,
        scope: Scope,
        receive: Receive,  # noqa: ARG002 - every endpoint gets it
        send: Send,
        client: str,  # noqa: ARG002 - every endpoint gets it
    ) -> tuple[int, Answer | None, str]:
        """Answers with the file, a part of it, or that it is unchanged."""
        variant = await self._variant(headers.header(scope, b"accept-encoding"))
        tag = variant.stored.etag
        if not _required(headers.header(scope, b"if-match"), tag):
            raise Problem("precondition-failed", "The file has another ETag.")
        condition = headers.header(scope, b"if-none-match")
        if condition.strip() == "*" or headers.matches(condition, tag):
            await _start(send, 304, variant.known)
            await send({"type": "http.response.body", "body": b""})
            return 304, None, ""
        body = _body(scope, variant)
        if body.status == 416:
            return await self._beyond(variant.stored.size, scope, send), None, ""
        try:
            await _deliver(body, variant.told, scope, send)
        except FileNotFoundError as error:
            raise Problem("internal-error", "The file is gone from the disk.") from error
        return body.status, None, ""

    async def _variant(self, accepted: str) -> Variant:
        """The file in the content coding that the client prefers."""
        if self._file is None:
            volume = await self._press.volume(self._date)
            self._file = volume.files.get(self._name)
        stored = self._file
        if stored is None:
            raise Problem(
                "not-found",
                "The release has no file of that name.",
                hint="The manifest names all files: /dumps/",
            )
        coding = encoding(accepted, [each for each in CODINGS if each in stored.coded])
        if coding not in self._variants:
            volume = await self._press.volume(self._date)
            self._variants[coding] = self._made(stored, coding, volume)
        return self._variants[coding]

    def _made(self, stored: Stored, coding: str, volume: Volume) -> Variant:
        chosen = stored.coded.get(coding, stored)
        links = Versions(self._shelf).of_file(self._date, volume, self._name)
        known = [("etag", chosen.etag), ("cache-control", self._fresh)]
        known += [("vary", "Accept-Encoding")] if stored.coded else []
        known.append(("link", ", ".join(map(str, links))))
        told = [("content-encoding", coding)] if chosen is not stored else []
        told += [
            ("accept-ranges", "bytes"),
            ("content-disposition", stored.disposition),
            ("repr-digest", chosen.digest),
        ]
        return Variant(chosen, stored.content_type, headers.of(known), headers.of([*known, *told]))

    async def _beyond(self, size: int, scope: Scope, send: Send) -> int:
        """Tells that nothing asked for exists, and how large the file is."""
        problem = Problem("unsatisfiable-range", f"The file has {size} bytes.")
        rendered = problems.render(problem, scope, self.front.base)
        rendered.headers.append((b"content-range", f"bytes */{size}".encode()))
        await problems.send(rendered, send)
        return rendered.status

    @property
    def _fresh(self) -> str:
        """The file of a release never changes; the plain address leads to another one some day."""
        if self._date and self._shelf.lasts(self._date):
            return "public, max-age=31536000, immutable"
        return f"public, max-age={self.front.settings.cache_seconds}"


def _required(condition: str, tag: str) -> bool:
    """Whether If-Match holds: no condition, ``*``, or exactly this tag in the list."""
    return condition.strip() in ("", "*") or tag in (e.strip() for e in condition.split(","))


@dataclass(frozen=True, slots=True)
class _Body:
    """What of a file is sent: all of it, a part, or several parts."""

    stored: Stored
    content_type: str
    status: int
    spans: Sequence[Span]
    parts: Parts | None = None

    @property
    def headers(self) -> Headers:
        """The headers that depend on what is sent."""
        kind = self.parts.content_type if self.parts else self.content_type
        length = self.parts.length if self.parts else sum(map(len, self.spans))
        found = [("content-type", kind), ("content-length", str(length))]
        if self.status == 206 and not self.parts:
            found.append(("content-range", self.spans[0].told(self.stored.size)))
        return [(name.encode(), value.encode("latin-1")) for name, value in found]


def _body(scope: Scope, variant: Variant) -> _Body:
    """What to send; with status 416 there is nothing to send."""
    chosen, content_type = variant.stored, variant.content_type
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


async def _deliver(body: _Body, told: Headers, scope: Scope, send: Send) -> None:
    """Sends headers and bytes; a file that lost bytes ends too early, visibly."""
    with body.stored.path.open("rb", buffering=0) as file:
        await _start(send, body.status, [*told, *body.headers])
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


async def _start(send: Send, status: int, told: Headers) -> None:
    await send({"type": "http.response.start", "status": status, "headers": told})
