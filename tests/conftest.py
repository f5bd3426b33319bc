"""Publications to test with: the letter, a small one of another base, and any made on the spot."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import govactors
from govactors import Publication
from govactors.cli import main

ROOT = Path(__file__).parents[1]
PUBLICATIONS = Path(__file__).with_name("publications")


@dataclass(frozen=True)
class Done:
    """What a call of the command line left behind."""

    code: int
    text: str
    error: str


Cli = Callable[..., Done]
Publish = Callable[[dict[str, str | bytes]], Path]
Run = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing that the user has prepared is used, and nothing is left there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def letter() -> Publication:
    """The publication of this repository."""
    return govactors.load()


@pytest.fixture(scope="session")
def keten_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication at https://example.org/keten/, with the rules of this repository."""
    folder = tmp_path_factory.mktemp("keten") / "keten"
    shutil.copytree(PUBLICATIONS / "keten", folder)
    shutil.copytree(ROOT / "rules", folder / "rules")
    return folder


@pytest.fixture(scope="session")
def keten(keten_folder: Path) -> Publication:
    """That publication, loaded."""
    return govactors.load_directory(keten_folder)


@pytest.fixture(scope="session")
def report() -> Path:
    """The text of the one document that ``keten`` points into."""
    return PUBLICATIONS / "keten-rapport.txt"


@pytest.fixture
def publish(tmp_path: Path) -> Publish:
    """Makes the folder of a publication at https://example.org/minimaal/.

    It holds an ontology header (released on 2024-06-30), the rules of this repository and the
    files given: text by name. Every call writes into the same folder.
    """
    folder = tmp_path / "minimaal"

    def make(files: dict[str, str | bytes]) -> Path:
        shutil.copytree(PUBLICATIONS / "minimaal", folder, dirs_exist_ok=True)
        shutil.copytree(ROOT / "rules", folder / "rules", dirs_exist_ok=True)
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return make


@pytest.fixture
def cli(capsysbinary: pytest.CaptureFixture[bytes]) -> Cli:
    """Runs the command line in this process, as :func:`govactors.cli.main` does."""

    def call(*arguments: str) -> Done:
        capsysbinary.readouterr()
        with pytest.raises(SystemExit) as done:
            main(list(arguments))
        out, error = capsysbinary.readouterr()
        return Done(int(done.value.code or 0), out.decode(), error.decode())

    return call


@pytest.fixture(scope="session")
def run() -> Run:
    """Runs ``python ARGUMENTS`` in a process of its own and waits for it."""

    def start(
        *arguments: str, environment: dict[str, str] | None = None, stdin: bytes = b""
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, *arguments],
            input=stdin,
            capture_output=True,
            check=False,
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            timeout=60,
        )

    return start
