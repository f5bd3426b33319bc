"""Documents about releases over HTTP: each in several formats, made once and kept."""

import asyncio
import gzip
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import zstandard

from govactors.problems import Problem
from govactors.service import headers, roots
from govactors.service.answers import Answer
from govactors.service.endpoints import Endpoint, Front
from govactors.service.headers import Receive, Scope, Send
from govactors.service.html import pages
from govactors.service.negotiation import choose, encoding
from govactors.service.releases.shelf import CODINGS
from govactors.service.serialisation import HTML
from govactors.service.signposts import Signpost

_KEPT = 256
"""Documents kept, whatever their number."""

_LEVEL = 9


@dataclass(slots=True)
class Sheet:
    """A document in one format and language, with its compressed forms once they are asked for."""

    body: bytes
    etag: str
    coded: dict[str, bytes] = field(default_factory=dict)


class Kept:
    """The documents made so far."""

    def __init__(self) -> None:
        self._sheets: OrderedDict[tuple[str, str, str], Sheet] = OrderedDict()

    def get(self, key: tuple[str, str, str]) -> Sheet | None:
        """The document with this path, media type and language."""
        return self._sheets.get(key)

    def put(self, key: tuple[str, str, str], body: bytes) -> Sheet:
        """Keeps a document; the one made longest ago goes where there are too many."""
        self._sheets[key] = made = Sheet(body, headers.tag(body))
        if len(self._sheets) > _KEPT:
            self._sheets.popitem(last=False)
        return made


class Sheets(Endpoint):
    """A document at one path; with an ending in one format, without it in the one that fits."""

    offers: Mapping[str, str] = MappingProxyType({})
    """The endings with their media types, in the order of our preference."""

    spoken: tuple[str, ...] = (HTML,)
    """The media types that are there in Dutch and in English."""

    also: tuple[tuple[str, str], ...] = ()
    """Further headers of every answer."""

    def __init__(self, front: Front, route: str, kept: Kept, path: str, ending: str = "") -> None:
        super().__init__(front, route)
        self.place = path
        self._kept = kept
        self._ending = ending

    async def make(self, media_type: str, language: str) -> bytes:
        """The document in a format; raises :class:`Problem`."""
        raise NotImplementedError

    def links(self) -> list[Signpost]:
        """The links of the document, whatever its format."""
        return []

    def page(self, template: str, language: str, **values: object) -> bytes:
        """A page that looks the same to everybody who speaks the language."""
        scope = {
            "method": "GET",
            "path": self.place,
            "query_string": b"",
            "headers": [(b"accept-language", language.encode())],
        }
        return pages.render(template, scope, **values)

    async def answer(
        self,
        scope: Scope,
        receive: Receive,  # noqa: ARG002 - every endpoint gets it
        send: Send,
        client: str,  # noqa: ARG002 - every endpoint gets it
    ) -> tuple[int, Answer | None, str]:
        """Answers with the document, or that it is unchanged."""
        media_type = self._agreed(scope)
        language = pages.language(scope) if media_type in self.spoken else ""
        key = (roots.current() + self.place, media_type, language)
        found = self._kept.get(key)
        if found is None:
            found = self._kept.put(key, await self.make(media_type, language))
        coding = encoding(headers.header(scope, b"accept-encoding"), CODINGS)
        tag = f'{found.etag[:-1]}-{coding}"'
        pairs = [("etag", tag), ("cache-control", self.fresh), ("vary", self._vary(language))]
        links = [*self.links(), *self.alternates(media_type)]
        pairs += [*self.also, *([("link", ", ".join(map(str, links)))] if links else [])]
        if headers.matches(headers.header(scope, b"if-none-match"), tag):
            await _send(send, 304, pairs)
            return 304, None, ""
        body = await _coded(found, coding)
        pairs += [
            ("content-type", _content_type(media_type)),
            ("content-length", str(len(body))),
        ]
        pairs += [("content-encoding", coding)] if coding != "identity" else []
        pairs += [("content-language", language)] if language else []
        at = "" if self._ending else self.at(media_type)
        pairs += [("content-location", at)] if at else []
        await _send(send, 200, pairs, body)
        return 200, None, ""

    @property
    def fresh(self) -> str:
        """How long the answer may be kept without asking."""
        return f"public, max-age={self.front.settings.cache_seconds}"

    def _agreed(self, scope: Scope) -> str:
        if self._ending:
            if self._ending not in self.offers:
                raise Problem("not-found", f"There is no .{self._ending} of this.")
            return self.offers[self._ending]
        named = list(self.offers.values())
        agreed = choose(headers.header(scope, b"accept"), named)
        if agreed is None:
            detail = "This is not there in what the request accepts."
            raise Problem("not-acceptable", detail, hint=f"Accept one of: {', '.join(named)}.")
        return agreed

    def _vary(self, language: str) -> str:
        decides = [] if self._ending else ["Accept"]
        spoken = language or (not self._ending and self.spoken)
        return ", ".join([*decides, "Accept-Encoding", *(["Accept-Language"] if spoken else [])])

    def alternates(self, media_type: str) -> list[Signpost]:
        """The same in the other formats, each at its own address."""
        others = {other: self.at(other) for other in self.offers.values() if other != media_type}
        return [Signpost(place, "alternate", other) for other, place in others.items() if place]

    def at(self, media_type: str) -> str:
        """The address of one format; nothing if it has none."""
        ending = next(name for name, kind in self.offers.items() if kind == media_type)
        return f"{self.place}.{ending}"


def _content_type(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


async def _coded(sheet: Sheet, coding: str) -> bytes:
    """The body in a content coding, compressed once."""
    if coding == "identity":
        return sheet.body
    if coding not in sheet.coded:
        sheet.coded[coding] = await asyncio.to_thread(_compressed, sheet.body, coding)
    return sheet.coded[coding]


def _compressed(body: bytes, coding: str) -> bytes:
    if coding == "zstd":
        return zstandard.compress(body, level=_LEVEL)
    return gzip.compress(body, mtime=0)


async def _send(send: Send, status: int, pairs: list[tuple[str, str]], body: bytes = b"") -> None:
    start = {"type": "http.response.start", "status": status, "headers": headers.of(pairs)}
    await send(start)
    await send({"type": "http.response.body", "body": body})
