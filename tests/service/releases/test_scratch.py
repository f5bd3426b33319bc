"""A release made on first use leaves nothing behind, even if the service is killed."""

import os
import signal
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from govactors.service.releases.scratch import Scratch

if TYPE_CHECKING:
    from tests.service.conftest import Server

Serving = Callable[..., AbstractContextManager["Server"]]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go in this test."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


def _folders(place: Path) -> list[Path]:
    return sorted(place.glob("govactors-*"))


def test_the_folder_goes_with_the_service(serving: Serving, place: Path) -> None:
    with serving(workers=1) as server:
        assert server.client.get("/dumps/").status_code == 200
        assert len(_folders(place)) == 1
    assert _folders(place) == []


def test_the_folder_of_a_killed_service_goes_with_the_next(serving: Serving, place: Path) -> None:
    with serving(workers=1) as server:
        server.client.get("/dumps/")
        (left,) = _folders(place)
        for pid in server.processes():
            os.kill(pid, signal.SIGKILL)
    assert _folders(place) == [left]
    until = time.monotonic() + 5
    while not _free(left) and time.monotonic() < until:
        time.sleep(0.05)
    made = Scratch()
    assert _folders(place) == [made.folder.parent]
    made.close()
    assert _folders(place) == []


def test_a_folder_in_use_and_what_only_looks_like_one_stay(place: Path) -> None:
    (place / "govactors-aantekeningen").mkdir()
    one, other = Scratch(), Scratch()
    assert one.folder.is_dir()
    one.close()
    assert other.folder.is_dir()
    other.close()
    assert [path.name for path in _folders(place)] == ["govactors-aantekeningen"]


def _free(folder: Path) -> bool:
    """Whether no process has the lock open any more."""
    lock = str(folder / "lock")
    return not any(_target(descriptor) == lock for descriptor in Path("/proc").glob("[0-9]*/fd/*"))


def _target(descriptor: Path) -> str:
    try:
        return str(descriptor.readlink())
    except OSError:
        return ""
