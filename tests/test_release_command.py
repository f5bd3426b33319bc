"""``govactors release`` as it is used: folders in, sentences and exit codes out."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[bytes]]


@pytest.fixture(scope="module")
def folders(keten_folder: Path, tmp_path_factory: pytest.TempPathFactory, run: Run) -> list[Path]:
    """Two releases of the same publication; in the later one the service has another name."""
    work = tmp_path_factory.mktemp("werk")
    later = Path(shutil.copytree(keten_folder, work / "later"))
    for name, one, other in (
        ("ontology/keten.ttl", "2024-06-30", "2024-09-01"),
        ("data/kern/organisatie/dienst-keuring.ttl", "Dienst Keuring", "Keuringsdienst"),
    ):
        path = later / name
        path.write_text(path.read_text().replace(one, other))
    built = []
    for folder in (keten_folder, later):
        done = _release(run, "build", "--output", str(work / "uit"), publication=folder)
        assert (done.returncode, done.stderr) == (0, b"")
        built.append(Path(done.stdout.decode().strip()))
    return built


def _release(run: Run, *arguments: str, publication: Path | None = None) -> CompletedProcess[bytes]:
    chosen = ["--publication", str(publication)] if publication else []
    return run("-m", "govactors", *chosen, "release", *arguments)


def test_a_build_prints_the_folder_it_made(folders: list[Path]) -> None:
    assert [folder.name for folder in folders] == ["2024-06-30", "2024-09-01"]
    assert all((folder / "keten.ttl").is_file() for folder in folders)


def test_a_sound_release_exits_with_0(folders: list[Path], run: Run) -> None:
    done = _release(run, "check", str(folders[0]))
    assert (done.returncode, done.stdout) == (0, b"all is as listed\n")


def test_a_damaged_one_exits_with_1_and_names_the_file(
    folders: list[Path], tmp_path: Path, run: Run
) -> None:
    copy = Path(shutil.copytree(folders[0], tmp_path / "kopie"))
    (copy / "tasks.csv").unlink()
    done = _release(run, "check", str(copy), "--language", "nl")
    assert done.returncode == 1
    assert done.stdout.decode() == "tasks.csv ontbreekt\nniet zoals vermeld: 1\n"


def test_another_folder_exits_with_2(tmp_path: Path, run: Run) -> None:
    done = _release(run, "check", str(tmp_path))
    assert done.returncode == 2
    assert b"It is not the folder of a release." in done.stderr


def test_a_difference_is_told_in_words(folders: list[Path], run: Run) -> None:
    done = _release(run, "diff", *map(str, folders))
    assert done.returncode == 0
    assert done.stdout.decode() == (
        "2.3 (2024-06-30) → 2.3 (2024-09-01)\n"
        "- Naam gewijzigd: “Dienst Keuring” werd “Keuringsdienst”.\n"
    )


def test_a_release_is_compared_with_a_publication(
    folders: list[Path], keten_folder: Path, run: Run
) -> None:
    done = _release(run, "diff", str(folders[1]), str(keten_folder), "--language", "en")
    assert "Name changed" in done.stdout.decode()


@pytest.mark.parametrize(
    ("actor", "told"), [("organisatie:dienst-keuring", 1), ("groep:gemeenten", 0)]
)
def test_only_what_touches_an_actor(folders: list[Path], run: Run, actor: str, told: int) -> None:
    done = _release(run, "diff", *map(str, folders), "--actor", actor, "--format", "json")
    assert len(json.loads(done.stdout)["changes"]) == told


@pytest.mark.parametrize(
    ("name", "start"),
    [("ttl", b"@prefix"), ("atom", b"<?xml"), ("jsonfeed", b"{"), ("json", b"{")],
)
def test_every_format_is_written(folders: list[Path], run: Run, name: str, start: bytes) -> None:
    done = _release(run, "diff", *map(str, folders), "--format", name)
    assert done.returncode == 0
    assert done.stdout.startswith(start)
