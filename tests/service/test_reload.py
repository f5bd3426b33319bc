"""The release is swapped under load: no request fails, and a broken one is refused."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from govactors.problems import Problem
from govactors.service.pidfile import PidFile, Running

if TYPE_CHECKING:
    from tests.service.conftest import Server

Serving = Callable[..., AbstractContextManager["Server"]]

VERSION = "SELECT ?v { <https://example.org/keten/def> owl:versionInfo ?v }"
_PRODUCT = " . ".join(f"?a{i} ?b{i} ?c{i}" for i in range(5))
SLOW = f"SELECT ?v {{ [] owl:versionInfo ?v {{ SELECT (COUNT(*) AS ?n) {{ {_PRODUCT} }} }} }}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A publication of our own, to change under the service."""
    copy = tmp_path / "publication"
    shutil.copytree(Path(__file__).with_name("publication"), copy)
    return copy


def _release(folder: Path, version: str) -> None:
    """Puts another version in the place of what is there, at once."""
    file = folder / "ontology" / "keten.ttl"
    text = Path(__file__).with_name("publication") / "ontology" / "keten.ttl"
    new = folder.parent / "new.ttl"
    new.write_text(text.read_text("utf-8").replace("1.2.3", version), encoding="utf-8")
    new.replace(file)


def _reload(pid_file: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "govactors", "reload", "--pid-file", str(pid_file)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def _version(answer: httpx.Response) -> str:
    (row,) = answer.json()["results"]["bindings"]
    return str(row["v"]["value"])


class Crowd:
    """Clients that ask without pause: some keep their connection, some make a new one."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._stop = threading.Event()
        self.statuses: Counter[int | str] = Counter()
        self.versions: Counter[str] = Counter()
        self._threads = [threading.Thread(target=self._ask, args=(n,)) for n in range(4)]

    def __enter__(self) -> "Crowd":
        for each in self._threads:
            each.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for each in self._threads:
            each.join()

    def _ask(self, number: int) -> None:
        asked = 0
        while not self._stop.is_set():
            with httpx.Client(base_url=self._address, timeout=20) as client:
                for _ in range(1 if number == 0 else 10_000):
                    if self._stop.is_set():
                        return
                    asked += 1
                    # Some are kept, some are evaluated, some are pages.
                    query = VERSION + (f" # {number} {asked}" if asked % 3 else "")
                    try:
                        answer = client.get("/sparql", params={"query": query})
                        self.versions[_version(answer)] += 1
                        page = client.get("/")
                    except Exception as error:
                        self.statuses[repr(error)] += 1
                        return
                    self.statuses.update((answer.status_code, page.status_code))


def test_releases_change_under_load_and_no_request_fails(
    serving: Serving, folder: Path, tmp_path: Path
) -> None:
    pid_file = tmp_path / "pid"
    with (
        serving(publication=folder, workers=2, pid_file=pid_file) as running,
        Crowd(running.address) as crowd,
    ):
        for number in range(3):
            _release(folder, f"2.0.{number}")
            done = _reload(pid_file)
            assert (done.returncode, done.stderr) == (0, "")
            health = httpx.get(f"{running.address}/health/ready").json()
            assert health["version"] == f"2.0.{number}"
            assert health["release"] in done.stdout
            time.sleep(0.3)
    assert set(crowd.statuses) == {200}
    assert set(crowd.versions) == {"1.2.3", "2.0.0", "2.0.1", "2.0.2"}


def test_the_release_before_leaves_nothing(serving: Serving, folder: Path, tmp_path: Path) -> None:
    with serving(publication=folder, workers=2, pid_file=tmp_path / "pid") as running:
        before = running.nurseries()
        running.client.close()
        assert _reload(tmp_path / "pid").returncode == 0
        until = time.monotonic() + 5
        while set(before) & {*running.nurseries()}:
            assert time.monotonic() < until
            time.sleep(0.05)
        assert len(running.nurseries()) == 1
        assert len(running.processes()) == 3


def test_what_runs_is_finished_on_the_release_before(
    serving: Serving, folder: Path, tmp_path: Path
) -> None:
    answers: list[httpx.Response] = []
    settings = {"workers": 2, "heavy_after": 0.05, "pid_file": tmp_path / "pid"}
    with serving(publication=folder, **settings) as running:

        def ask() -> None:
            url = f"{running.address}/sparql"
            answers.append(httpx.get(url, params={"query": SLOW}, timeout=30))

        thread = threading.Thread(target=ask)
        thread.start()
        until = time.monotonic() + 5
        while running.counts()["heavy"] == 0:
            assert time.monotonic() < until
        _release(folder, "3.0.0")
        assert _reload(tmp_path / "pid").returncode == 0
        assert answers == []
        new = httpx.get(f"{running.address}/sparql", params={"query": VERSION})
        assert _version(new) == "3.0.0"
        thread.join()
    assert [(each.status_code, _version(each)) for each in answers] == [(200, "1.2.3")]


def test_a_broken_release_is_refused_and_told(
    serving: Serving, folder: Path, tmp_path: Path
) -> None:
    log, pid_file = tmp_path / "log", tmp_path / "pid"
    with serving(publication=folder, errors=log, workers=1, pid_file=pid_file) as running:
        file = folder / "data" / "kern" / "organisatie" / "poort.ttl"
        sound = file.read_bytes()
        file.write_bytes(sound + b"\n<a> <b> ;")
        done = _reload(pid_file)
        assert done.returncode == 2
        assert "poort.ttl" in done.stderr
        assert _version(running.get(VERSION)) == "1.2.3"
        assert len(running.nurseries()) == 1
        file.write_bytes(sound)
        assert _reload(pid_file).returncode == 0
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    told = [each for each in lines if each["event"] == "reload"]
    assert [each["outcome"] for each in told] == ["refused", "serves"]
    assert "poort.ttl" in told[0]["what"]


def test_a_release_that_dies_while_it_is_loaded_is_refused(
    serving: Serving, folder: Path, tmp_path: Path
) -> None:
    fifo = folder / "data" / "kern" / "organisatie" / "wacht.ttl"
    with serving(publication=folder, workers=1, pid_file=tmp_path / "pid") as running:
        os.mkfifo(fifo)  # reading it waits for ever
        running.process.send_signal(signal.SIGHUP)
        until = time.monotonic() + 5
        while len(running.nurseries()) < 2:
            assert time.monotonic() < until
        os.kill(running.nurseries()[-1], signal.SIGKILL)
        while Running.read(str(tmp_path / "pid")).outcome != "refused":
            assert time.monotonic() < until
        fifo.unlink()
        assert running.get("ASK {}").status_code == 200


def test_a_signal_while_a_release_is_loaded_is_not_lost(
    serving: Serving, folder: Path, tmp_path: Path
) -> None:
    with serving(publication=folder, workers=1, pid_file=tmp_path / "pid") as running:
        running.client.close()
        for number in range(4):
            _release(folder, f"4.0.{number}")
            running.process.send_signal(signal.SIGHUP)
            time.sleep(0.05)
        until = time.monotonic() + 15
        while httpx.get(f"{running.address}/health/ready").json()["version"] != "4.0.3":
            assert time.monotonic() < until
            time.sleep(0.05)


def _whole(connection: socket.socket) -> bytes:
    """One answer with its body, however many pieces it comes in."""
    received = b""
    while True:
        head, ended, body = received.partition(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head.lower()) if ended else None
        if length and len(body) >= int(length[1]):
            return received
        piece = connection.recv(65536)
        assert piece, "the connection was closed within an answer"
        received += piece


def test_a_connection_that_waits_is_served_on(
    serving: Serving, folder: Path, tmp_path: Path
) -> None:
    request = b"GET /health/ready HTTP/1.1\r\nHost: x\r\n\r\n"
    with serving(publication=folder, workers=1, pid_file=tmp_path / "pid") as running:
        address = (running.client.base_url.host, running.client.base_url.port or 0)
        with socket.create_connection(address) as connection:
            connection.sendall(request)
            first = _whole(connection)
            _release(folder, "5.0.0")
            assert _reload(tmp_path / "pid").returncode == 0
            time.sleep(0.3)
            connection.sendall(request)
            second = b"".join(iter(lambda: connection.recv(65536), b""))
    assert b"connection: close" not in first
    assert second.startswith(b"HTTP/1.1 200")
    assert b"connection: close" in second


@pytest.fixture
def pid_file(tmp_path: Path) -> Iterator[str]:
    """A pid file whose service is this process."""
    file = PidFile(str(tmp_path / "pid"))
    file.write("serves", "abc")
    yield str(tmp_path / "pid")
    file.close()


def test_a_pid_file_belongs_to_one_service(pid_file: str) -> None:
    assert Running.read(pid_file) == Running(os.getpid(), 1, "serves", "abc")
    with pytest.raises(Problem, match="Another service"):
        PidFile(pid_file)


def test_a_pid_file_left_behind_signals_nobody(tmp_path: Path) -> None:
    left = tmp_path / "left"
    left.write_text(f"{os.getpid()}\n1 serves abc\n")
    done = _reload(left)
    assert done.returncode == 2
    assert "No service has the pid file" in done.stderr
    assert _reload(tmp_path / "none").returncode == 2


def test_reload_by_number_wants_one_way_to_name_the_service() -> None:
    command = [sys.executable, "-m", "govactors", "reload"]
    for rest in ([], ["--pid", "1", "--pid-file", "x"]):
        assert subprocess.run([*command, *rest], capture_output=True, check=False).returncode == 2
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    done = subprocess.run([*command, "--pid", str(gone.pid)], capture_output=True, check=False)
    assert done.returncode == 2
    assert b"cannot be signalled" in done.stderr
