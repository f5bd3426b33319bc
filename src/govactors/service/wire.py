"""HTTP as uvicorn speaks it, with a short way for answers that are there as a whole.

A request that came before to the letter, when its answer was kept, is answered without being
parsed. For any other request that is answered as a whole, the headers are written at once
instead of being looked at one by one: ours hold nothing that a client sent unless it is encoded.
Whatever is not quite the usual case goes uvicorn's own way.
"""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if TYPE_CHECKING:
    from govactors.service.app import Application

_STATUS = {
    int(each): f"HTTP/1.1 {int(each)} {each.phrase}\r\n".encode("ascii") for each in HTTPStatus
}
_LONGEST = 2048
"""Bytes of a request that is remembered to the letter."""


class Wire(HttpToolsProtocol):
    """One connection of a client."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._seen = cast("Application", self.config.app).seen
        self._between = True
        self._requests = 0
        self._active = 0.0
        self._defaults: object = None
        self._lines: bytes | None = None

    def data_received(self, data: bytes) -> None:
        """Bytes of the client."""
        between = self._between
        if between and (found := self._seen.get(data)) and self._is_free():
            self._repeat(*found)
            return
        self._requests = 0
        super().data_received(data)
        alone = between and self._between and self._requests == 1 and self.cycle.keep_alive
        if alone and len(data) <= _LONGEST and data[:4] == b"GET " and data[-4:] == b"\r\n\r\n":
            self.scope["govactors.raw"] = data  # type: ignore[typeddict-unknown-key]

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._between = False
        self._requests += 1
        self.scope["govactors.wire"] = self  # type: ignore[typeddict-unknown-key]

    def on_message_complete(self) -> None:
        """A request has come as a whole."""
        super().on_message_complete()
        self._between = True

    def answer(self, scope: object, status: int, lines: bytes, body: bytes) -> bool:
        """Writes a whole answer, unless something speaks against doing it in this way."""
        cycle, usual = self.cycle, self._usual()
        if (
            cycle.scope is not scope
            or cycle.response_started
            or not cycle.keep_alive
            or cycle.disconnected
            or usual is None
            or self.flow.write_paused
            or self.transport.is_closing()
        ):
            return False
        cycle.response_started = cycle.response_complete = True
        cycle.waiting_for_100_continue = False
        cycle.message_event.set()
        self.transport.write(b"".join((_STATUS[status], usual, lines, b"\r\n")))
        self.transport.write(body)
        cycle.on_response()
        return True

    def timeout_keep_alive_handler(self) -> None:
        """Closes the connection, unless it was used since, in the short way."""
        left = self._active + self.timeout_keep_alive - self.loop.time()
        if left <= 0:
            super().timeout_keep_alive_handler()
        else:
            self._arm(left)

    def _is_free(self) -> bool:
        """Whether nothing of this connection is under way, nor about to end."""
        return (
            (self.cycle is None or self.cycle.response_complete)
            and self._usual() is not None
            and not self.flow.write_paused
            and not self.transport.is_closing()
        )

    def _repeat(self, status: int, lines: bytes, body: bytes) -> None:
        """Answers like before."""
        self.server_state.total_requests += 1
        self._active = self.loop.time()
        if self.timeout_keep_alive_task is None:
            self._arm(self.timeout_keep_alive)
        self.transport.write(b"".join((_STATUS[status], self._usual() or b"", lines, b"\r\n")))
        self.transport.write(body)

    def _arm(self, seconds: float) -> None:
        self.timeout_keep_alive_task = self.loop.call_later(
            seconds, self.timeout_keep_alive_handler
        )

    def _usual(self) -> bytes | None:
        """The headers that uvicorn adds, as lines; ``None`` once they end connections."""
        headers = self.server_state.default_headers
        if headers is not self._defaults:
            self._defaults = headers
            ends = any(name == b"connection" for name, _ in headers)
            self._lines = None if ends else b"".join(b"%s: %s\r\n" % pair for pair in headers)
        return self._lines
