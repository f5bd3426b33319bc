"""The shortest way to a kept answer: from the bytes of a request to the bytes of its answer.

A request that was answered from what is kept is remembered by its raw query string and the
headers that decide; the next one like it is neither parsed nor negotiated again. The body stays
where it is kept, so what is dropped there is dropped here.
"""

from collections import OrderedDict
from dataclasses import dataclass

from govactors.service import headers
from govactors.service.answers import Kept
from govactors.service.frames import Work
from govactors.service.headers import Scope, Send

_MOST = 4096
_LONGEST = 4096

Key = tuple[bytes, bytes, bytes, bytes]


@dataclass(frozen=True, slots=True)
class _Shortcut:
    work: Work
    found: dict[str, object]
    unchanged: dict[str, object]
    tag: str


class Shortcuts:
    """Requests whose answers are kept."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._known: OrderedDict[Key, _Shortcut] = OrderedDict()
        self.taken = 0
        """Answers sent this way since the start."""

    async def take(self, scope: Scope, send: Send) -> bool:
        """Answers the request, if it is known; returns whether it was."""
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
        known = self._known.get((scope["query_string"], accept, encoding, language))
        if known is None:
            return False
        if condition and headers.matches(condition.decode("latin-1"), known.tag):
            self.taken += 1
            await send(known.unchanged)
            await send({"type": "http.response.body", "body": b""})
            return True
        answer = self._kept.get(known.work)
        if answer is None:
            return False
        self.taken += 1
        await send(known.found)
        await send({"type": "http.response.body", "body": answer.body})
        return True

    def forget(self) -> None:
        """Forgets all of them."""
        self._known.clear()

    def learn(self, scope: Scope, work: Work, found: list[tuple[str, str]], unchanged: int) -> None:
        """Remembers a request; the first ``unchanged`` headers, an ETag foremost, go with a 304.

        One whose headers come twice is not worth it.
        """
        names = [name for name, _ in scope["headers"]]
        deciding = (b"accept", b"accept-encoding", b"accept-language")
        if scope["method"] != "GET" or any(names.count(name) > 1 for name in deciding):
            return
        values = dict(scope["headers"])
        key = (scope["query_string"], *(values.get(name, b"") for name in deciding))
        if sum(map(len, key)) > _LONGEST:
            return
        start = "http.response.start"
        self._known[key] = _Shortcut(
            work,
            {"type": start, "status": 200, "headers": headers.of(found)},
            {"type": start, "status": 304, "headers": headers.of(found[:unchanged])},
            found[0][1],
        )
        if len(self._known) > _MOST:
            self._known.popitem(last=False)
