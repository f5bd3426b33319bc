"""From work to HTTP answer: conditional, from the cache, whole or streamed, watched."""

import asyncio
import time

from govactors.formats import FORMATS
from govactors.problems import Problem
from govactors.service import headers
from govactors.service.answers import Answer, Answers
from govactors.service.headers import Receive, Scope, Send
from govactors.service.html import pages
from govactors.service.serialisation import HTML
from govactors.service.settings import Settings
from govactors.service.shortcuts import Shortcuts
from govactors.service.state import State
from govactors.service.workers.frames import Work
from govactors.service.workers.jobs import GoneError, Job

ENCODINGS = ("zstd", "gzip")

_PATIENCE = 0.05
"""Seconds before anybody looks whether a client is still there."""

_CONTENT_TYPES = {HTML: "text/html; charset=utf-8"} | {
    media: each.content_type.replace(each.media_type, media)
    for each in FORMATS
    for media in each.media_types
}


class Watch:
    """Looks whether the client is still there, once an answer takes a while."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._job: Job | None = None
        self._task: asyncio.Task[None] | None = None
        self._timer = asyncio.get_running_loop().call_later(_PATIENCE, self._begin)

    def job(self, job: Job) -> None:
        """The job to leave when the client is gone."""
        self._job = job

    def close(self) -> None:
        """Looks no longer."""
        self._timer.cancel()
        if self._task:
            self._task.cancel()

    def _begin(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._wait())

    async def _wait(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        if self._job:
            self._job.leave()


class Delivery:
    """Delivers answers of one release."""

    def __init__(
        self,
        state: State,
        settings: Settings,
        answers: Answers,
        shortcuts: Shortcuts,
    ) -> None:
        self._state = state
        self._answers = answers
        self._shortcuts = shortcuts
        self._fresh = f"public, max-age={settings.cache_seconds}"

    async def __call__(
        self, work: Work, client: str, scope: Scope, receive: Receive, send: Send
    ) -> Answer | None:
        """Answers the request; ``None`` if nothing had to be evaluated or nobody is left.

        Raises :class:`govactors.Problem` as long as nothing was sent.
        """
        began = time.perf_counter()
        language = pages.language(scope) if HTML in (work.results, work.graph) else ""
        fixed = self._fixed(work, language)
        if headers.matches(headers.header(scope, b"if-none-match"), fixed[0][1]):
            await headers.reply(scope, send, 304, fixed)
            return None
        answer = self._answers.ready(work)
        if answer is not None:
            await self._whole(work, answer, fixed, scope, began, send)
            if not language and scope["path"] == "/sparql":
                self._learn(scope, work, answer, fixed)
            return answer
        watch = Watch(receive)
        try:
            answer = await self._answers.find(work, client, watch.job)
            if answer.body is not None:
                await self._whole(work, answer, fixed, scope, began, send)
            else:
                await self._pieces(answer, fixed, scope["method"] == "HEAD", send)
            return answer
        except GoneError:
            return None
        finally:
            watch.close()

    def _fixed(self, work: Work, language: str) -> list[tuple[str, str]]:
        """The headers that the request alone decides, the ETag first."""
        what = (work.kind, work.text, work.default_graphs, work.named_graphs, work.rows)
        how = (work.results, work.graph, work.encoding, language)
        vary = "Accept, Accept-Encoding, Accept-Language" if language else "Accept, Accept-Encoding"
        return [
            ("etag", headers.tag(self._state.key, what, how)),
            ("cache-control", self._fresh),
            ("vary", vary),
        ]

    def _learn(
        self, scope: Scope, work: Work, answer: Answer, fixed: list[tuple[str, str]]
    ) -> None:
        """A request that comes again takes the shortest way from now on."""
        length = ("content-length", str(len(answer.body or b"")))
        found = [*_described(answer, fixed), length]
        self._shortcuts.learn(scope, scope["query_string"], work, found, len(fixed))

    async def _whole(
        self,
        work: Work,
        answer: Answer,
        fixed: list[tuple[str, str]],
        scope: Scope,
        began: float,
        send: Send,
    ) -> None:
        body = answer.body or b""
        if answer.meta.media_type == HTML:
            body = pages.result(work, body.decode(), scope)
            fixed = [*fixed, ("content-language", pages.language(scope))]
        pairs = [
            *_described(answer, fixed),
            ("content-length", str(len(body))),
            ("server-timing", f"{answer.lane};dur={(time.perf_counter() - began) * 1000:.1f}"),
        ]
        await headers.reply(scope, send, 200, pairs, body)

    async def _pieces(
        self, answer: Answer, fixed: list[tuple[str, str]], head: bool, send: Send
    ) -> None:
        """Streams; an answer whose end is missing ends without its final chunk, visibly."""
        assert answer.job is not None  # noqa: S101 - a streamed answer has one
        await _start(send, 200, _described(answer, fixed))
        if head:
            answer.job.leave()
            await send({"type": "http.response.body", "body": b""})
            return
        try:
            async for piece in answer.job.pieces():
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        except Problem:
            return
        finally:
            answer.job.leave()
        await send({"type": "http.response.body", "body": b""})


def _described(answer: Answer, fixed: list[tuple[str, str]]) -> list[tuple[str, str]]:
    meta = answer.meta
    pairs = fixed
    if meta.volatile:
        pairs = [("cache-control", "no-store"), *fixed[2:]]
    pairs = [*pairs, ("content-type", _CONTENT_TYPES[meta.media_type])]
    if meta.encoding != "identity":
        pairs.append(("content-encoding", meta.encoding))
    hit = "hit" if answer.state == "hit" else f"fwd=miss; detail={answer.state}"
    return [*pairs, ("cache-status", f"govactors; {hit}")]


async def _start(send: Send, status: int, pairs: list[tuple[str, str]]) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers.of(pairs)})
