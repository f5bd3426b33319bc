"""A folder of releases that cannot be served is refused at the start, with the reason."""

import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from contextlib import AbstractContextManager
from http.client import IncompleteRead
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from govactors import Problem, Publication, archive, load_directory
from govactors.service.releases.shelf import Shelf

if TYPE_CHECKING:
    from tests.service.conftest import Server
    from tests.service.releases.conftest import Library

Serving = Callable[..., AbstractContextManager["Server"]]
FIRST, SECOND, LAST = "2026-09-01", "2026-10-01", "2026-11-01"


@pytest.fixture(scope="module")
def served(editions: Path) -> Publication:
    return load_directory(editions / SECOND)


@pytest.fixture
def releases(editions: Path, tmp_path: Path) -> Path:
    shutil.copytree(editions / "uitgaven" / FIRST, tmp_path / "uitgaven" / FIRST)
    return tmp_path / "uitgaven"


def _refusal(releases: Path, publication: Publication) -> Problem:
    with pytest.raises(Problem) as caught:
        Shelf.open(str(releases), publication)
    return caught.value


def test_earlier_releases_and_other_folders_are_fine(releases: Path, served: Publication) -> None:
    (releases / "aantekeningen").mkdir()
    (releases / ".2026-10-01-half").mkdir()
    (releases / "leesmij.txt").write_text("")
    shelf = Shelf.open(str(releases), served)
    assert shelf.dates == (SECOND, FIRST)
    assert shelf.neighbour(SECOND, -1) == FIRST
    assert shelf.neighbour(FIRST, -1) == shelf.neighbour(SECOND, 1) == ""
    assert shelf.find(SECOND) is None


def test_a_release_newer_than_what_is_served(
    releases: Path, editions: Path, served: Publication
) -> None:
    shutil.copytree(editions / "uitgaven" / LAST, releases / LAST)
    assert "newer" in _refusal(releases, served).detail


def test_a_release_of_the_same_day_with_other_content(
    releases: Path, editions: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(editions / FIRST, tmp_path / "anders")
    (folder / "data/kern/organisatie/poort.ttl").unlink()
    assert _refusal(releases, load_directory(folder)).kind == "release-exists"


def test_a_release_of_another_publication(releases: Path, editions: Path, tmp_path: Path) -> None:
    folder = tmp_path / "elders"
    shutil.copytree(editions / SECOND, folder)
    for path in folder.rglob("*.ttl"):
        path.write_text(path.read_text().replace("example.org/keten/", "example.org/elders/"))
    refusal = _refusal(releases, load_directory(folder))
    assert "https://example.org/keten/" in refusal.detail


def test_the_same_day_twice(releases: Path, served: Publication) -> None:
    shutil.copytree(releases / FIRST, releases / "kopie")
    assert "twice" in _refusal(releases, served).detail


def test_a_damaged_release(releases: Path, served: Publication) -> None:
    path = releases / FIRST / "keten.nt"
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(data)
    refusal = _refusal(releases, served)
    assert refusal.kind == "broken-release"
    assert "keten.nt" in refusal.detail


def test_a_file_that_is_a_link_to_elsewhere(
    releases: Path, served: Publication, tmp_path: Path
) -> None:
    path = releases / FIRST / "keten.nt"
    path.rename(tmp_path / "keten.nt")
    path.symlink_to(tmp_path / "keten.nt")
    assert "elsewhere" in _refusal(releases, served).detail


@pytest.mark.parametrize("name", ["../keten.nt", "/etc/hostname"])
def test_a_manifest_that_names_what_lies_outside(
    releases: Path, served: Publication, name: str
) -> None:
    shutil.copy(releases / FIRST / "keten.nt", releases / "keten.nt")
    for file in ("manifest.json", "SHA256SUMS"):
        path = releases / FIRST / file
        path.write_text(path.read_text().replace("keten.nt", name))
    assert _refusal(releases, served).kind == "broken-release"


def test_no_folder_at_all(served: Publication, tmp_path: Path) -> None:
    assert _refusal(tmp_path / "nergens", served).kind == "unreadable-input"


def test_the_command_says_what_is_wrong(releases: Path, editions: Path) -> None:
    (releases / FIRST / "actors.csv").unlink()
    command = [sys.executable, "-m", "govactors", "--publication", str(editions / SECOND)]
    options = ["serve", "--port", "0", "--releases", str(releases)]
    done = subprocess.run(
        [*command, *options], capture_output=True, text=True, timeout=30, check=False
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert "actors.csv is missing" in done.stderr


def test_a_file_that_shrinks_while_it_is_served_is_seen_to_break_off(
    serving: Serving, library: "Library", tmp_path: Path
) -> None:
    releases = shutil.copytree(library.releases, tmp_path / "uitgaven")
    with serving(publication=library.publication, workers=1, releases=releases) as server:
        with (releases / LAST / "keten.nt").open("r+b") as file:
            file.truncate(1000)
        with (
            urllib.request.urlopen(f"{server.address}/dumps/keten.nt", timeout=10) as answer,
            pytest.raises(IncompleteRead),
        ):
            answer.read()
        (releases / LAST / "keten.nt").unlink()
        gone = server.client.get("/dumps/keten.nt", headers={"accept-encoding": "identity"})
        assert gone.status_code == 500
        assert server.client.get("/dumps/keten.ttl").status_code == 200


def test_a_reload_brings_the_new_release_beside_the_old_one(
    serving: Serving, releases: Path, editions: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(editions / FIRST, tmp_path / "publicatie")
    again = [sys.executable, "-m", "govactors", "reload", "--pid-file", str(tmp_path / "pid")]
    settings = {"workers": 1, "releases": releases, "pid_file": tmp_path / "pid"}
    with serving(publication=folder, **settings) as server:
        first = server.client.get("/dumps/keten.nt").content
        shutil.copytree(editions / SECOND, folder, dirs_exist_ok=True)
        shutil.copytree(editions / "uitgaven" / LAST, releases / LAST)
        refused = subprocess.run(again, capture_output=True, text=True, timeout=60, check=False)
        assert refused.returncode != 0
        assert "newer than what is served" in refused.stderr
        assert httpx.get(f"{server.address}/dumps/keten.nt").content == first
        (releases / LAST).rename(tmp_path / LAST)
        shutil.copytree(editions / "uitgaven" / SECOND, releases / SECOND)
        assert subprocess.run(again, timeout=60, check=False).returncode == 0
        for path in (f"/{FIRST}/dumps/keten.nt", f"/{SECOND}/dumps/keten.nt", "/dumps/keten.nt"):
            answer = httpx.get(f"{server.address}{path}")
            assert (answer.content == first) is (FIRST in path)


def test_a_release_with_only_old_days_is_completed_by_what_is_served(
    serving: Serving, releases: Path, editions: Path
) -> None:
    with serving(publication=editions / SECOND, workers=1, releases=releases) as server:
        old = server.client.get(f"/{FIRST}/dumps/keten.nt").content
        new = server.client.get("/dumps/keten.nt").content
        assert old == (releases / FIRST / "keten.nt").read_bytes()
        assert new == server.client.get(f"/{SECOND}/dumps/keten.nt").content
        assert b"Hek" in new
        changed = server.client.get("/changes.json").json()
        assert any("Slagboom" in item["title"] for item in changed["items"])
    assert archive.check(releases / FIRST) == ()
