"""Descriptions on their way out: kept, conditional, with their signposts."""

from dataclasses import dataclass

from govactors.problems import Problem
from govactors.service import headers
from govactors.service.answers import Answer, Answers
from govactors.service.asks import Ask
from govactors.service.delivery import Watch
from govactors.service.headers import Receive, Scope, Send
from govactors.service.serialisation import HTML
from govactors.service.settings import Settings
from govactors.service.shortcuts import Seen, Shortcuts
from govactors.service.state import State
from govactors.service.workers.frames import Work
from govactors.service.workers.jobs import GoneError

_TEXT = ("text/", "application/n-triples")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be sent: the request, the media type agreed, and what the headers say of it.

    ``varies`` names the request headers that decide, ``at`` is the stable address of just this
    representation, ``link`` the signposts, ``also`` further headers of every answer.
    """

    ask: Ask
    media_type: str
    varies: str
    at: str = ""
    link: str = ""
    also: tuple[tuple[str, str], ...] = ()


class Conveyance:
    """Sends descriptions of one release."""

    def __init__(self, state: State, settings: Settings, answers: Answers, seen: Seen) -> None:
        self._state = state
        self._answers = answers
        self._shortcuts = Shortcuts(seen)
        self._fresh = f"public, max-age={settings.cache_seconds}"
        self._seconds = settings.query_time_limit
        self._size = settings.result_size_limit * 1_000_000

    def work(self, ask: Ask, media_type: str, encoding: str = "identity") -> Work:
        """The work that a request comes down to."""
        return Work(
            "describe",
            ask.encode(),
            graph=media_type,
            encoding=encoding,
            seconds=self._seconds,
            size=self._size,
        )

    async def take(self, scope: Scope, send: Send) -> bool:
        """Answers a request seen before from its bytes; returns whether it was."""
        return await self._shortcuts.take(scope, send, _address(scope))

    def forget(self) -> None:
        """Forgets which requests were seen."""
        self._shortcuts.forget()

    def fixed(self, wanted: Wanted, encoding: str) -> list[tuple[str, str]]:
        """The headers that the request alone decides, the ETag first."""
        tag = headers.tag(self._state.key, wanted, encoding)
        fixed = [("etag", tag), ("cache-control", self._fresh), ("vary", wanted.varies)]
        return [*fixed, *wanted.also]

    async def __call__(
        self, wanted: Wanted, encoding: str, client: str, scope: Scope, receive: Receive, send: Send
    ) -> tuple[int, Answer | None]:
        """Answers the request; raises :class:`Problem` as long as nothing was sent."""
        fixed = self.fixed(wanted, encoding)
        if headers.matches(headers.header(scope, b"if-none-match"), fixed[0][1]):
            await headers.reply(scope, send, 304, fixed)
            return 304, None
        work = self.work(wanted.ask, wanted.media_type, encoding)
        answer = self._answers.ready(work)
        if answer is None:
            watch = Watch(receive)
            try:
                answer = await self._answers.find(work, client, watch.job)
            except GoneError:
                return 499, None
            finally:
                watch.close()
        pairs = _described(answer, wanted, fixed)
        if answer.body is None:
            await _pieces(answer, pairs, scope, send)
        else:
            pairs.append(("content-length", str(len(answer.body))))
            if answer.meta.status == 200 and answer.state == "hit":
                self._shortcuts.learn(scope, _address(scope), work, pairs, len(fixed))
            await headers.reply(scope, send, answer.meta.status, pairs, answer.body)
        return answer.meta.status, answer


def _address(scope: Scope) -> bytes:
    """The address asked for."""
    return bytes(scope["raw_path"] + b"?" + scope["query_string"])


def _described(
    answer: Answer, wanted: Wanted, fixed: list[tuple[str, str]]
) -> list[tuple[str, str]]:
    meta = answer.meta
    kind = meta.media_type
    if kind.startswith(_TEXT):
        kind += "; charset=utf-8"
    if meta.status != 200:
        fresh = "no-store" if meta.status == 404 else fixed[1][1]
        fixed = [("cache-control", fresh), *fixed[2:]]
    pairs = [*fixed, ("content-type", kind)]
    if meta.media_type == HTML:
        pairs.append(("content-language", wanted.ask.language))
    if meta.encoding != "identity":
        pairs.append(("content-encoding", meta.encoding))
    if meta.location:
        pairs.append(("location", meta.location))
    if meta.status in (200, 410) and wanted.link:
        pairs.append(("link", wanted.link))
    if meta.status == 200 and wanted.at:
        pairs.append(("content-location", wanted.at))
    hit = "hit" if answer.state == "hit" else f"fwd=miss; detail={answer.state}"
    return [*pairs, ("cache-status", f"govactors; {hit}")]


async def _pieces(answer: Answer, pairs: list[tuple[str, str]], scope: Scope, send: Send) -> None:
    """Streams a large one; without its end it lacks its final chunk, visibly."""
    assert answer.job is not None  # noqa: S101 - a streamed answer has one
    start = {"type": "http.response.start", "status": 200, "headers": headers.of(pairs)}
    await send(start)
    try:
        if scope["method"] != "HEAD":
            async for piece in answer.job.pieces():
                await send({"type": "http.response.body", "body": piece, "more_body": True})
    except Problem:
        return
    finally:
        answer.job.leave()
    await send({"type": "http.response.body", "body": b""})
