"""What a process and its descendants cost, and how they are started and ended. Linux only."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """The process and all its descendants that are not yet dead."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            fields = _fields(int(folder.name))
            if fields and fields[0] not in "ZX":
                children.setdefault(int(fields[1]), []).append(int(folder.name))
    found, new = [pid], [pid]
    while new:
        new = [child for parent in new for child in children.get(parent, [])]
        found += new
    return found


def processor_seconds(pids: Sequence[int]) -> float:
    """Processor time of these processes so far."""
    fields = [_fields(pid) for pid in pids]
    return sum(int(each[11]) + int(each[12]) for each in fields if each) / _TICKS


def processor_use(pid: int, seconds: float) -> float:
    """Cores that a process tree keeps busy, measured for so many seconds."""
    pids = family(pid)
    before, began = processor_seconds(pids), time.perf_counter()
    time.sleep(seconds)
    return (processor_seconds(pids) - before) / (time.perf_counter() - began)


def memory(pid: int) -> float:
    """Proportional set size of a process tree in MB: shared pages count once."""
    total = 0
    for each in family(pid):
        try:
            text = Path(f"/proc/{each}/smaps_rollup").read_text(encoding="ascii")
        except (FileNotFoundError, ProcessLookupError):
            continue
        total += next(int(line.split()[1]) for line in text.splitlines() if line[:4] == "Pss:")
    return total * 1024 / 1e6


@contextmanager
def running(
    command: Sequence[str | Path], log: Path, environment: Mapping[str, str] | None = None
) -> Iterator["subprocess.Popen[bytes]"]:
    """A process, ended with all its descendants when the block is left."""
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            cwd=log.parent,
            env={**os.environ, **(environment or {})},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process
    finally:
        pids = family(process.pid)
        process.terminate()
        process.send_signal(signal.SIGCONT)  # one that is paused would not hear it
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for pid in set(pids[1:]) & set(_living(pids)):
            os.kill(pid, signal.SIGKILL)


def _living(pids: Sequence[int]) -> list[int]:
    """Those that still run after a moment in which they could end by themselves."""
    until = time.monotonic() + 2
    while True:
        left = [pid for pid in pids if (_fields(pid) or "X")[0] not in "ZX"]
        if not left or time.monotonic() > until:
            return left
        time.sleep(0.05)


def _fields(pid: int) -> list[str]:
    """The fields of ``/proc/PID/stat`` from the state on; none if the process is gone."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return []
    return text.rpartition(")")[2].split()
