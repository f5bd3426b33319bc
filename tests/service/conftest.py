"""A real server for the tests: started in a process of its own, on a port of its own."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PUBLICATION = HERE / "publication"


@dataclass(frozen=True)
class Server:
    """A running server: its address, a client that speaks to it, its first process."""

    address: str
    client: httpx.Client
    process: "subprocess.Popen[str]"

    def get(self, query: str, **headers: str) -> httpx.Response:
        """The answer to a query by GET."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.get("/sparql", params={"query": query}, headers=named)

    def nurseries(self) -> list[int]:
        """The process numbers of the nurseries, one a release, the newest last."""
        return sorted(_children(self.process.pid))

    def processes(self) -> set[int]:
        """The process numbers of the nursery's children: the front and the workers."""
        return _children(self.nurseries()[-1])

    def counts(self) -> dict[str, int]:
        """What the workers do."""
        found: dict[str, int] = self.client.get("/health/ready").json()["workers"]
        return found


def _children(parent: int) -> set[int]:
    listed = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid=,stat="], capture_output=True, text=True, check=True
    )
    lines = (line.split() for line in listed.stdout.splitlines())
    return {int(pid) for pid, of, state in lines if int(of) == parent and state[0] != "Z"}


@contextmanager
def _serving(
    errors: Path | None = None, publication: Path = PUBLICATION, **settings: object
) -> Iterator[Server]:
    """A server with these settings; ends gracefully. ``errors`` gets what it logs."""
    environment = {f"GOVACTORS_{name.upper()}": str(value) for name, value in settings.items()}
    with ExitStack() as open_files:
        process = subprocess.Popen(
            [sys.executable, "-m", "govactors", "--publication", str(publication), "serve"],
            env={**os.environ, "GOVACTORS_LOG": "error", "GOVACTORS_PORT": "0", **environment},
            stdout=subprocess.PIPE,
            stderr=open_files.enter_context(errors.open("w")) if errors else None,
            text=True,
        )
    too_long = threading.Timer(30, process.kill)
    too_long.start()
    try:
        assert process.stdout
        line = process.stdout.readline()
        too_long.cancel()
        assert line.startswith("govactors serves http://"), "it did not start"
        address = line.split()[-1].rstrip("/")
        with httpx.Client(base_url=address, timeout=20) as client:
            yield Server(address, client, process)
    finally:
        too_long.cancel()
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(15)
        finally:
            process.kill()
            process.wait()
            if process.stdout:
                process.stdout.close()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One server for the tests that leave it as they found it."""
    with _serving(workers=2) as running:
        yield running


@pytest.fixture(scope="session")
def site() -> Iterator[Server]:
    """One server over the publication of this repository."""
    with _serving(publication=ROOT, workers=2) as running:
        yield running


@pytest.fixture(scope="session")
def small(keten_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server over a small publication of another base, with a withdrawn thing."""
    folder = tmp_path_factory.mktemp("small") / "keten"
    shutil.copytree(keten_folder, folder)
    shutil.copytree(HERE / "additions", folder, dirs_exist_ok=True)
    with _serving(publication=folder, workers=2) as running:
        yield running


@pytest.fixture(scope="session")
def serving() -> Callable[..., AbstractContextManager[Server]]:
    """Starts a server with other settings, for the tests that need one of their own."""
    return _serving
