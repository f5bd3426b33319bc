"""The shortest ways to a kept answer: from the bytes of a request to the bytes of its answer.

A request that was answered from what is kept is remembered by its raw query string and the
headers that decide; the next one like it is neither negotiated nor looked at closely. If that
one comes again to the letter, it is not even parsed. The body stays where it is kept, so what is
dropped there is dropped here.
"""

from collections import OrderedDict
from dataclasses import dataclass

from govactors.service import headers
from govactors.service.answers import Kept
from govactors.service.headers import Scope, Send
from govactors.service.workers.frames import Work

_MOST = 4096
_LONGEST = 4096

_MOST_SEEN = 2048

Key = tuple[bytes, bytes, bytes, bytes]


@dataclass(frozen=True, slots=True)
class Shortcut:
    """What a request comes down to, with the headers of its answer, and of a 304."""

    work: Work
    found: list[tuple[str, str]]
    unchanged: list[tuple[str, str]]
    found_lines: bytes
    unchanged_lines: bytes


class Seen:
    """Requests by all their bytes."""

    def __init__(self, kept: Kept) -> None:
        self.kept = kept
        self._known: OrderedDict[bytes, tuple[Shortcut, bool]] = OrderedDict()
        self.taken = 0
        """Answers sent by a shortcut since the start."""

    def get(self, data: bytes) -> tuple[int, bytes, bytes] | None:
        """Status, header lines and body of the answer, if the request was seen before."""
        known = self._known.get(data)
        if known is None:
            return None
        shortcut, unchanged = known
        if unchanged:
            self.taken += 1
            return 304, shortcut.unchanged_lines, b""
        answer = self.kept.get(shortcut.work)
        if answer is None or answer.body is None:
            return None
        self.taken += 1
        return 200, shortcut.found_lines, answer.body

    def learn(self, scope: Scope, shortcut: Shortcut, *, unchanged: bool) -> None:
        """Remembers a request, if it came in one piece; ``unchanged``: it was answered 304."""
        raw = scope.get("govactors.raw")
        if raw is not None:
            self._known[raw] = (shortcut, unchanged)
            if len(self._known) > _MOST_SEEN:
                self._known.popitem(last=False)

    def forget(self) -> None:
        """Forgets all of them."""
        self._known.clear()


class Shortcuts:
    """Requests to some routes, by what decides their answers."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        self._kept = seen.kept
        self._known: OrderedDict[Key, Shortcut] = OrderedDict()

    async def take(self, scope: Scope, send: Send, asked: bytes) -> bool:
        """Answers the request, if it is known; returns whether it was.

        ``asked`` is what the route needs to tell requests apart by: all of the address that counts.
        """
        accept = encoding = language = condition = b""
        for name, value in scope["headers"]:
            if name == b"accept":
                accept = value
            elif name == b"accept-encoding":
                encoding = value
            elif name == b"accept-language":
                language = value
            elif name == b"if-none-match":
                condition = value
        known = self._known.get((asked, accept, encoding, language))
        if known is None:
            return False
        if condition and headers.matches(condition.decode("latin-1"), known.found[0][1]):
            self._seen.taken += 1
            self._seen.learn(scope, known, unchanged=True)
            await headers.reply(scope, send, 304, known.unchanged)
            return True
        answer = self._kept.get(known.work)
        if answer is None:
            return False
        self._seen.taken += 1
        self._seen.learn(scope, known, unchanged=False)
        await headers.reply(scope, send, 200, known.found, answer.body or b"")
        return True

    def forget(self) -> None:
        """Forgets all of them."""
        self._known.clear()
        self._seen.forget()

    def learn(
        self,
        scope: Scope,
        asked: bytes,
        work: Work,
        found: list[tuple[str, str]],
        unchanged: int,
    ) -> None:
        """Remembers a request; the first ``unchanged`` headers, an ETag foremost, go with a 304.

        One whose headers come twice is not worth it.
        """
        names = [name for name, _ in scope["headers"]]
        deciding = (b"accept", b"accept-encoding", b"accept-language")
        if scope["method"] != "GET" or any(names.count(name) > 1 for name in deciding):
            return
        values = dict(scope["headers"])
        key = (asked, *(values.get(name, b"") for name in deciding))
        if sum(map(len, key)) > _LONGEST:
            return
        short = found[:unchanged]
        self._known[key] = Shortcut(work, found, short, headers.lines(found), headers.lines(short))
        if len(self._known) > _MOST:
            self._known.popitem(last=False)
