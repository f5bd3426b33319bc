"""A server for models that really runs, and the client of the official SDK."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest

from mcp import Client

ROOT = Path(__file__).parents[2]
_COMMAND = [sys.executable, "-m", "govactors", "--publication"]
T = TypeVar("T")


@dataclass(frozen=True)
class Told:
    """The answer of a tool."""

    wrong: bool
    text: str
    record: Mapping[str, Any]


async def call(client: Client, tool: str, **values: Any) -> Told:
    """Has a tool do its work."""
    result = await client.call_tool(tool, values)
    text = "".join(getattr(each, "text", "") for each in result.content)
    return Told(bool(result.is_error), text, result.structured_content or {})


@dataclass(frozen=True)
class Server:
    """A server over HTTP: its address and its first process."""

    address: str
    process: "subprocess.Popen[str]"

    def use(self, work: Callable[[Client], Awaitable[T]]) -> T:
        """Does something with a client of this server."""

        async def session() -> T:
            async with Client(self.address) as client:
                return await work(client)

        return asyncio.run(session())

    def call(self, tool: str, **values: Any) -> Told:
        """The answer of one tool, in a session of its own."""
        return self.use(lambda client: call(client, tool, **values))


@contextmanager
def _speaking(*arguments: str, **settings: object) -> Iterator[Server]:
    environment = {f"GOVACTORS_{name.upper()}": str(value) for name, value in settings.items()}
    process = subprocess.Popen(
        [*_COMMAND, str(ROOT), "mcp", "--http", "--port", "0", *arguments],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
    )
    too_long = threading.Timer(60, process.kill)
    too_long.start()
    try:
        assert process.stdout
        line = process.stdout.readline()
        assert line.startswith("govactors serves http://127.0.0.1:"), "it did not start"
        yield Server(line.split()[-1], process)
    finally:
        too_long.cancel()
        process.send_signal(signal.SIGTERM)
        try:
            assert process.wait(15) == 0
        finally:
            process.kill()
            process.wait()
            if process.stdout:
                process.stdout.close()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server over the publication of this repository, whose limits are tight."""
    with _speaking("--query-time-limit", "1", workers=1, query_memory_limit=100) as running:
        yield running
