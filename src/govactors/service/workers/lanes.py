"""Who waits and in which order: the fair queue before the light lane, and the heavy lane."""

from collections import Counter, OrderedDict, deque
from collections.abc import Callable

from govactors.problems import Problem
from govactors.service.settings import Settings
from govactors.service.workers import nursery
from govactors.service.workers.jobs import Job


class Queue:
    """Jobs that wait for a worker; clients take turns, so a crowd of one delays only itself."""

    def __init__(self, settings: Settings) -> None:
        self._most = settings.queue
        self._most_per_client = settings.queue_per_client
        self._clients: OrderedDict[str, deque[Job]] = OrderedDict()
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def put(self, job: Job) -> None:
        """Lets a job wait; raises :class:`Problem` ``busy`` or ``too-many-requests``."""
        if self._length >= self._most:
            raise Problem("busy", "Too many queries wait for a worker.")
        waiting = self._clients.get(job.client, deque())
        if len(waiting) >= self._most_per_client:
            raise Problem("too-many-requests", "Too many queries of this client wait.")
        waiting.append(job)
        self._clients[job.client] = waiting
        self._length += 1

    def get(self) -> Job:
        """The next job: the first of the client whose turn it is."""
        client, waiting = self._clients.popitem(last=False)
        job = waiting.popleft()
        self._length -= 1
        if waiting:
            self._clients[client] = waiting  # behind the other clients
        return job

    def remove(self, job: Job) -> None:
        """Takes out a job whose client left."""
        waiting = self._clients.get(job.client)
        if waiting and job in waiting:
            waiting.remove(job)
            self._length -= 1
            if not waiting:
                del self._clients[job.client]


class HeavyLane:
    """Jobs that took longer than light ones may: few run, niced; few more wait, suspended.

    One client never holds all running places, unless there is only one.
    """

    def __init__(self, settings: Settings, ask: Callable[[bytes, int], None]) -> None:
        self._places = settings.heavy_workers
        self._per_client = max(1, settings.heavy_workers - 1)
        self._waiting = settings.heavy_waiting
        self._most_per_client = settings.heavy_per_client
        self._ask = ask
        self.running: set[Job] = set()
        self.suspended: list[Job] = []
        self._clients: Counter[str] = Counter()

    def enter(self, job: Job) -> None:
        """Takes a job in; raises :class:`Problem` ``busy`` or ``too-many-requests``."""
        link = job.link
        if link is None:
            return
        if self._clients[job.client] >= self._most_per_client:
            raise Problem("too-many-requests", "This client has too many heavy queries running.")
        if self._has_place(job):
            self.running.add(job)
        elif len(self.suspended) < self._waiting:
            self.suspended.append(job)
            self._ask(nursery.STOP, link.number)
        else:
            raise Problem("busy", "Too many heavy queries are running.")
        self._ask(nursery.NICE, link.number)
        self._clients[job.client] += 1
        job.heavy = True

    def leave(self, job: Job) -> None:
        """A job is over; the first suspended one that may run takes its place."""
        self._clients[job.client] -= 1
        if not self._clients[job.client]:
            del self._clients[job.client]
        if job in self.running:
            self.running.remove(job)
        else:
            self.suspended.remove(job)
        for other in self.suspended:
            if other.link and self._has_place(other):
                self.suspended.remove(other)
                self.running.add(other)
                self._ask(nursery.CONTINUE, other.link.number)
                return

    def _has_place(self, job: Job) -> bool:
        own = sum(each.client == job.client for each in self.running)
        return len(self.running) < self._places and own < self._per_client
