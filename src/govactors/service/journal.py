"""What is told about the service's work: JSON lines without queries or addresses, and counters.

Lines are gathered and written twice a second, so that logging never holds up an answer.
"""

import asyncio
import hashlib
import json
import sys
import time
from bisect import bisect_left
from collections import Counter

from govactors.service.headers import shortened

_LEVELS = {"none": 0, "error": 1, "info": 2}
_FLUSH = 0.5
_BUCKETS = (0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0)


def line(**values: object) -> str:
    """A line of the log: JSON, so that nothing in it can break out of it."""
    return json.dumps({"time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), **values})


class Journal:
    """The log and the counters of one front process."""

    def __init__(self, level: str) -> None:
        self._level = _LEVELS[level]
        self._lines: list[str] = []
        self._timer: asyncio.TimerHandle | None = None
        self._counts: Counter[tuple[str, str, str]] = Counter()
        self._buckets: dict[str, list[int]] = {}
        self._sums: Counter[str] = Counter()

    def request(
        self, path: str, status: int, began: float, client: str, *, lane: str, cache: str, text: str
    ) -> None:
        """Notes an answered request; ``text`` is logged as a hash only."""
        seconds = time.perf_counter() - began
        self._counts[path, str(status), cache] += 1
        buckets = self._buckets.setdefault(lane, [0] * (len(_BUCKETS) + 1))
        buckets[bisect_left(_BUCKETS, seconds)] += 1
        self._sums[lane] += seconds  # type: ignore[assignment]
        if self._level >= 2 or (self._level == 1 and status >= 500):
            self._line(
                event="request",
                path=path,
                status=status,
                seconds=round(seconds, 6),
                client=shortened(client),
                lane=lane,
                cache=cache,
                query=hashlib.sha256(text.encode()).hexdigest()[:16] if text else "",
            )

    def error(self, instance: str, what: str) -> None:
        """Notes an error of ours, with the id that the client was told."""
        if self._level:
            self._line(event="error", instance=instance, what=what)

    def _line(self, **values: object) -> None:
        self._lines.append(line(**values))
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(_FLUSH, self.flush)

    def flush(self) -> None:
        """Writes the lines gathered."""
        self._timer = None
        lines, self._lines = self._lines, []
        if lines:
            sys.stderr.write("\n".join(lines) + "\n")
            sys.stderr.flush()

    def metrics(self, gauges: dict[str, float]) -> bytes:
        """The counters in the text format of Prometheus."""
        out = ["# TYPE govactors_requests_total counter"]
        for (path, status, cache), count in sorted(self._counts.items()):
            labels = f'path="{path}",status="{status}",cache="{cache}"'
            out.append(f"govactors_requests_total{{{labels}}} {count}")
        out.append("# TYPE govactors_request_seconds histogram")
        for lane, buckets in sorted(self._buckets.items()):
            total = 0
            for bound, count in zip([*map(str, _BUCKETS), "+Inf"], buckets, strict=True):
                total += count
                labels = f'lane="{lane}",le="{bound}"'
                out.append(f"govactors_request_seconds_bucket{{{labels}}} {total}")
            out.append(f'govactors_request_seconds_sum{{lane="{lane}"}} {self._sums[lane]:.6f}')
            out.append(f'govactors_request_seconds_count{{lane="{lane}"}} {total}')
        for name, value in gauges.items():
            out += [f"# TYPE govactors_{name} gauge", f"govactors_{name} {value:g}"]
        return ("\n".join(out) + "\n").encode()
