"""Answers to work: kept ones, those of an identical request under way, or evaluated now."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace

from govactors.service.workers.frames import Meta, Work
from govactors.service.workers.jobs import GoneError, Job, Reply
from govactors.service.workers.pool import Pool

_OVERHEAD = 2000
"""Bytes that a kept answer costs beside its body and its query."""


@dataclass(slots=True)
class Answer:
    """An answer; ``body`` is ``None`` while it streams from ``job``. ``state`` tells its origin."""

    meta: Meta
    body: bytes | None
    state: str
    lane: str
    job: Job | None


class Kept:
    """Answers kept ready, the longest unused ones dropped when there are too many bytes.

    >>> kept = Kept(8100)
    >>> answer = Answer(Meta("text/csv", "identity", False, "select"), b"", "hit", "light", None)
    >>> for text in "abcde":
    ...     kept.put(Work("query", text), answer)
    >>> [kept.get(Work("query", text)) is not None for text in "abcde"]
    [False, True, True, True, True]
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: OrderedDict[Work, Answer] = OrderedDict()
        self.size = 0

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, work: Work) -> Answer | None:
        """The answer, if it is kept."""
        found = self._answers.get(work)
        if found is not None:
            self._answers.move_to_end(work)
        return found

    def clear(self) -> None:
        """Drops all of them."""
        self._answers.clear()
        self.size = 0

    def put(self, work: Work, answer: Answer) -> None:
        """Keeps an answer, unless it alone would take more than a quarter of the room."""
        cost = _cost(work, answer)
        if cost > self._most / 4 or work in self._answers:
            return
        self._answers[work] = answer
        self.size += cost
        while self.size > self._most:
            self.size -= _cost(*self._answers.popitem(last=False))


def _cost(work: Work, answer: Answer) -> int:
    return len(answer.body or b"") + 2 * len(work.text) + _OVERHEAD


class Answers:
    """Finds answers with as little work as possible; one evaluation for identical requests."""

    def __init__(self, pool: Pool, most: int) -> None:
        self._pool = pool
        self._under_way: dict[Work, Job] = {}
        self.kept = Kept(most)

    def ready(self, work: Work) -> Answer | None:
        """The answer, if it is kept."""
        return self.kept.get(work)

    async def find(self, work: Work, client: str, watch: Callable[[Job], None]) -> Answer:
        """The answer; ``watch`` is told which job it waits for, so that it can leave it.

        Raises :class:`govactors.Problem`, or :class:`GoneError` when the client left.
        """
        shared = self._under_way.get(work)
        if shared is not None and shared.seconds >= work.seconds:
            found = await self._share(shared, watch)
            if found is not None:
                return found
        job = self._pool.submit(work, client)
        self._under_way.setdefault(work, job)
        watch(job)
        try:
            reply = await job.future
        except BaseException:
            self._end(work, job)
            raise
        answer = _answer(reply, "miss")
        if reply.body is None:
            job.outcome.add_done_callback(lambda done: self._keep(work, answer, done.result()))
        else:
            self._keep(work, answer, reply.body)
        return answer

    async def _share(self, job: Job, watch: Callable[[Job], None]) -> Answer | None:
        """The answer of a job under way, once it is whole; ``None`` if it cannot be shared."""
        job.waiting += 1
        watch(job)
        reply = await asyncio.shield(job.future)
        body = reply.body
        if body is None:
            body = await asyncio.shield(job.outcome)
        if body is not None and not reply.meta.volatile:
            return replace(_answer(reply, "shared"), body=body)
        if isinstance(job.failure, GoneError):
            raise job.failure
        job.leave()
        return None

    def _keep(self, work: Work, answer: Answer, body: bytes | None) -> None:
        """Keeps an answer that is whole now."""
        assert answer.job is not None  # noqa: S101 - it was evaluated just now
        self._end(work, answer.job)
        if body is not None and not answer.meta.volatile:
            self.kept.put(work, replace(answer, body=body, state="hit", job=None))

    def _end(self, work: Work, job: Job) -> None:
        if self._under_way.get(work) is job:
            del self._under_way[work]


def _answer(reply: Reply, state: str) -> Answer:
    return Answer(reply.meta, reply.body, state, reply.job.lane, reply.job)
