"""Load on a server: many requests by ``wrk``, or one after another with the first byte timed."""

import json
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_LUA = """
local requests, at = {{}}, 0
local paths, tags = {paths}, {tags}
init = function()
  for number, path in ipairs(paths) do
    local headers = {headers}
    headers["If-None-Match"] = tags[number]
    requests[number] = wrk.format("GET", path, headers)
  end
end
request = function()
  at = at % #requests + 1
  return requests[at]
end
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format(
    '\\n{{"requests": %d, "seconds": %.6f, "bytes": %d, ' ..
    '"p50": %.3f, "p99": %.3f, "failed": %d}}\\n',
    summary.requests, summary.duration / 1e6, summary.bytes, latency:percentile(50) / 1e3,
    latency:percentile(99) / 1e3, e.connect + e.read + e.write + e.status + e.timeout))
end
"""


@dataclass(frozen=True)
class Figures:
    """One run: answers a second, latencies in ms, MB a second, failed requests."""

    rate: float
    p50: float
    p99: float
    megabytes: float
    failed: int


def available() -> bool:
    """Whether ``wrk`` is there."""
    return shutil.which("wrk") is not None


def run(
    port: int,
    paths: Sequence[str],
    seconds: float,
    *,
    connections: int = 8,
    headers: Mapping[str, str] | None = None,
    tags: Sequence[str] = (),
) -> Figures:
    """Asks for the paths in turn over so many connections; ``tags`` make requests conditional."""
    table = "{" + ", ".join(f"[{_lua(k)}] = {_lua(v)}" for k, v in (headers or {}).items()) + "}"
    script = _LUA.format(paths=_table(paths), tags=_table(tags), headers=table)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "load.lua")
        path.write_text(script, encoding="utf-8")
        command = ["wrk", "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s"]
        command += ["--timeout", "30s", "-s", str(path), f"http://127.0.0.1:{port}/"]
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, timeout=seconds + 60
        )
    told = json.loads(done.stdout.splitlines()[-1])
    return Figures(
        told["requests"] / told["seconds"],
        told["p50"],
        told["p99"],
        told["bytes"] / told["seconds"] / 1e6,
        told["failed"],
    )


def median(figures: Sequence[Figures]) -> Figures:
    """Each figure's median; of failures the sum."""
    return Figures(
        statistics.median(each.rate for each in figures),
        statistics.median(each.p50 for each in figures),
        statistics.median(each.p99 for each in figures),
        statistics.median(each.megabytes for each in figures),
        sum(each.failed for each in figures),
    )


@dataclass(frozen=True)
class Answer:
    """An answer to a request of our own; times in seconds from the request's last byte."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    first: float
    whole: float


def ask(
    port: int, path: str, headers: Mapping[str, str] | None = None, body: bytes | None = None
) -> Answer:
    """One request on a connection of its own; a POST if there is a body."""
    lines = [f"{'GET' if body is None else 'POST'} {path} HTTP/1.1"]
    lines += [f"Host: 127.0.0.1:{port}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    lines += [] if body is None else [f"Content-Length: {len(body)}"]
    with socket.create_connection(("127.0.0.1", port), timeout=300) as connection:
        began = time.perf_counter()
        connection.sendall("\r\n".join([*lines, "", ""]).encode() + (body or b""))
        pieces = [connection.recv(1 << 16)]
        first = time.perf_counter() - began
        while pieces[-1]:
            pieces.append(connection.recv(1 << 18))
        whole = time.perf_counter() - began
    head, _, rest = b"".join(pieces).partition(b"\r\n\r\n")
    status, *named = head.decode("latin-1").split("\r\n")
    found = {
        name.lower(): value.strip() for name, _, value in (each.partition(":") for each in named)
    }
    if found.get("transfer-encoding") == "chunked":
        rest = _joined(rest)
    return Answer(int(status.split()[1]), found, rest, first, whole)


def _joined(body: bytes) -> bytes:
    """A body without its chunk sizes; raises ``ValueError`` if the last chunk is missing."""
    at = 0
    pieces: list[bytes] = []
    while True:
        end = body.index(b"\r\n", at)
        size = int(body[at:end].partition(b";")[0], 16)
        if not size:
            return b"".join(pieces)
        pieces.append(body[end + 2 : end + 2 + size])
        at = end + 2 + size + 2


def _table(values: Sequence[str]) -> str:
    return "{" + ", ".join(map(_lua, values)) + "}"


def _lua(text: str) -> str:
    """A string of Lua: JSON escapes the same characters, and there are no others in a request."""
    return json.dumps(text)
