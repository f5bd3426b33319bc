"""The processes of a service: none dies of a query, none is left behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from govactors.problems import Problem
from govactors.service import server as service
from govactors.service.settings import Settings

if TYPE_CHECKING:
    from tests.service.conftest import Server

PUBLICATION = Path(__file__).parent / "publication"

Serving = Callable[..., AbstractContextManager["Server"]]


def _alive(pid: int) -> bool:
    listed = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return bool(listed.stdout.strip()) and not listed.stdout.startswith("Z")


def _gone(pids: set[int], within: float) -> bool:
    until = time.monotonic() + within
    while any(map(_alive, pids)):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_gracefully_and_leaves_nothing(serving: Serving, number: int) -> None:
    with serving(workers=2) as running:
        family = running.processes()
        assert len(family) == 3
        running.process.send_signal(number)
        assert running.process.wait(5) == 0
        assert _gone(family, 1)


def test_a_running_answer_is_finished_at_shutdown(serving: Serving) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with serving(workers=1) as running:
        address = (running.client.base_url.host, running.client.base_url.port or 0)
        with socket.create_connection(address) as connection:
            body = slow.encode()
            connection.sendall(
                b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
                b"Connection: close\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
            )
            while running.counts()["idle"] != 0:
                time.sleep(0.001)
            running.process.send_signal(signal.SIGTERM)
            received = b"".join(iter(lambda: connection.recv(65536), b""))
        assert received.startswith(b"HTTP/1.1 200")
        assert b'"bindings"' in received
        assert running.process.wait(5) == 0


def test_an_answer_that_is_not_there_in_time_is_refused_at_shutdown(
    serving: Serving, tmp_path: Path
) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
    log = tmp_path / "log"
    with serving(log, workers=1, shutdown_time=1) as running, ThreadPoolExecutor(1) as other:
        asked = other.submit(running.get, slow)
        while running.counts()["idle"] != 0:
            time.sleep(0.001)
        running.process.send_signal(signal.SIGTERM)
        answer = asked.result(10)
        assert running.process.wait(5) == 0
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert int(answer.headers["retry-after"]) > 0
    assert answer.json()["type"].endswith("#busy")
    assert answer.json()["instance"].removeprefix("urn:govactors:") in log.read_text()


def test_what_breaks_a_front_is_in_the_log() -> None:
    code = (
        "import govactors\n"
        "from govactors.service.workers.nursery import Nursery\n"
        "from govactors.service.settings import Settings\n"
        f"publication = govactors.load_directory({str(PUBLICATION)!r})\n"
        "raise SystemExit(Nursery(publication, Settings()).run(lambda _: 1 / 0, ()))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 1
    assert "ZeroDivisionError" in done.stderr


def test_a_worker_that_dies_is_replaced(serving: Serving) -> None:
    with serving(workers=2) as running:
        front = _front(running)
        workers = running.processes() - {front}
        for pid in workers:
            os.kill(pid, signal.SIGKILL)
        until = time.monotonic() + 2
        while running.counts()["idle"] < 2 or running.processes() & workers:
            assert time.monotonic() < until
        assert running.get("ASK {}").status_code == 200


def _front(running: "Server") -> int:
    """The front is the child that was forked first."""
    return min(running.processes())


def test_without_its_front_the_service_ends(serving: Serving) -> None:
    with serving(workers=2) as running:
        family = running.processes()
        os.kill(_front(running), signal.SIGKILL)
        assert running.process.wait(5) != 0
        assert _gone(family, 1)


def test_without_its_nursery_everything_ends(serving: Serving) -> None:
    with serving(workers=2) as running:
        family = running.processes()
        os.kill(running.nurseries()[0], signal.SIGKILL)
        assert running.process.wait(5) != 0
        assert _gone(family, 3)


def test_without_its_supervisor_everything_ends(serving: Serving) -> None:
    with serving(workers=2) as running:
        family = running.processes() | {*running.nurseries()}
        running.process.kill()
        running.process.wait(5)
        assert _gone(family, 3)


def test_a_port_in_use_is_told_before_anything_is_loaded() -> None:
    def never() -> None:
        raise AssertionError("loaded although the port is taken")

    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings = Settings(port=taken.getsockname()[1])
        with pytest.raises(Problem) as found:
            service.serve(never, settings)  # type: ignore[arg-type]
    assert found.value.kind == "port-in-use"


def test_an_address_that_is_not_ours_is_told() -> None:
    with pytest.raises(Problem) as found:
        service.bind(Settings(host="192.0.2.1", port=0))
    assert found.value.kind == "unknown-setting"


def test_nursery_and_workers_import_no_http(server: "Server") -> None:
    script = (
        "import sys, govactors.service.workers.nursery, govactors.service.workers.worker;"
        "print([m for m in ('uvicorn', 'starlette', 'fastapi', 'rdflib') if m in sys.modules])"
    )
    listed = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert listed.stdout.strip() == "[]"
    assert server.get("ASK {}").status_code == 200


def test_the_worker_has_no_descriptor_but_its_own(server: "Server") -> None:
    folder = Path("/proc")
    if not folder.is_dir():
        folder = Path("/dev/null")  # macOS: the limit itself is tested by the listener
    for pid in server.processes() - {_front(server)}:
        descriptors = folder / str(pid) / "fd"
        if descriptors.is_dir():
            assert len(list(descriptors.iterdir())) <= 5
