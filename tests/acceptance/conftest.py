"""The package as a stranger has it: built, installed in an empty environment, and serving."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
SECONDS_TO_START = 30

PACKAGES = (
    "@comunica/query-sparql@4.5.0",
    "@comunica/query-sparql-link-traversal@0.5.0",
    "@stoplight/spectral-cli@6.16.3",
)
"""Of Comunica the last releases for Node 20; later ones want Node 22."""
CHROMIUM = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class Installed:
    """An environment outside the clone: where it is, and the wheel that it holds."""

    folder: Path
    wheel: Path

    def run(self, *arguments: str, status: int = 0) -> str:
        """What a command of the environment prints; it must end with this status."""
        name, *rest = arguments
        run = subprocess.run(
            [self.folder / "bin" / name, *rest],
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert run.returncode == status, run.stdout + run.stderr
        return run.stdout


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel, made from the source archive, in an environment with nothing else."""
    dist = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--outdir", str(dist)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = dist.glob("*.whl")
    (archive,) = dist.glob("*.tar.gz")
    assert archive.stat().st_size > 0
    folder = tmp_path_factory.mktemp("empty") / "environment"
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    pinned = ["-c", str(ROOT / "constraints.txt")]
    subprocess.run([*pip, *pinned, str(wheel)], cwd=folder.parent, check=True)
    return Installed(folder, wheel)


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the packages of npm that tests ask the service with."""
    folder = tmp_path_factory.mktemp("npm")
    install = [
        "npm",
        "install",
        "--ignore-scripts",
        "--no-fund",
        "--no-audit",
        "--loglevel=error",
        *PACKAGES,
    ]
    done = subprocess.run(
        install, cwd=folder, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, f"npm cannot install:\n{done.stderr}"
    return folder


@pytest.fixture(scope="session")
def service(installed: Installed) -> Iterator[str]:
    """The address of a service that runs from that environment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    log = installed.folder.parent / "serve.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [installed.folder / "bin" / "govactors", "serve", "--port", str(port)],
            cwd=installed.folder.parent,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        deadline = time.monotonic() + SECONDS_TO_START
        while not _ready(address):
            assert process.poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() < deadline, log.read_text(encoding="utf-8")
            time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        assert process.wait(timeout=20) in (0, -15), log.read_text(encoding="utf-8")


def _ready(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/health/ready", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser of the system, without a window; one for all tests."""
    program = shutil.which("chromium")
    assert program, "chromium is needed: scripts/acceptance installs it"
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program, args=list(CHROMIUM))
        yield found
        found.close()
