"""The fence, seen from within: processes of their own try what a worker may not."""

import signal
import subprocess
import sys

import pytest

FENCED = "import resource, socket, sys; from govactors.service.workers import limits; "


def _run(code: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", FENCED + code], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "attempt", ["open('/dev/null')", "socket.socket()", "__import__('os').pipe()"]
)
def test_nothing_can_be_opened(attempt: str) -> None:
    ended = _run(f"limits.fence(100_000_000); {attempt}")
    assert ended.returncode == 1


def test_the_fence_cannot_be_moved_by_who_stands_in_it() -> None:
    ended = _run("limits.fence(1 << 27); print(resource.getrlimit(resource.RLIMIT_NOFILE))")
    assert ended.stdout == "(0, 0)\n"


def test_memory_is_limited() -> None:
    ended = _run(
        "limits.fence(50_000_000); bytearray(10_000_000); held = bytearray(b'x' * 200_000_000);"
        "__import__('time').sleep(10)"
    )
    assert "MemoryError" in ended.stderr or "memory allocation" in ended.stderr


def test_memory_is_watched_where_the_kernel_does_not_care() -> None:
    ended = _run(
        "import threading, time;"
        "threading.Thread(target=limits.watch, args=(100_000_000,), daemon=True).start();"
        "held = bytes(bytearray(b'x' * 200_000_000)); time.sleep(10)"
    )
    assert ended.returncode == -signal.SIGKILL
    assert "memory allocation" in ended.stderr


def test_processor_time_is_granted_piece_by_piece() -> None:
    ended = _run("limits.allow(0); limits.allow(0)\nwhile True: pass")
    assert ended.returncode == -signal.SIGXCPU
