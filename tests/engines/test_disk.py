"""Data on disk: loaded whole or not at all, and what the store refuses to open."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

import govactors
from govactors import Problem, intake, loading
from govactors.disk import INVENTORY, DiskStore
from govactors.store import Query

TRIPLES = '<a:s> <a:p> "{}" .\n'
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def _write(path: Path, content: str = TRIPLES.format("1")) -> Path:
    data = content.encode()
    path.write_bytes(gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)
    return path


def _load(location: Path, *paths: Path, graph: str | None = None) -> DiskStore:
    loading.load([intake.source(path, graph) for path in paths], location, lambda _: None)
    return DiskStore(location)


def _values(store: DiskStore, text: str = "SELECT ?o { ?s ?p ?o }") -> list[str]:
    answer = store.evaluate(Query(text))
    assert isinstance(answer, ox.QuerySolutions)
    return sorted(str(row[0]) for row in answer)


def test_a_publication_on_disk_is_the_publication(
    letter: govactors.Publication, tmp_path: Path
) -> None:
    store = _load(tmp_path / "store", letter.directory)
    assert store.graphs() == letter.store.graphs()
    assert store.inventory.release == letter.release
    disk = letter.with_store(tmp_path / "store")
    assert disk.release == letter.release
    assert set(disk.store.graphs()) == {name for name, _ in disk.triples()}
    for question in letter.questions:
        assert question.answer(disk) == question.answer(letter), question.reference
    assert [actor.iri for actor in disk.actors] == [actor.iri for actor in letter.actors]


@pytest.mark.parametrize("ending", [".ttl", ".nt", ".nt.gz", ".ttl.gz"])
def test_triples_go_to_the_graph_named_and_to_the_union(tmp_path: Path, ending: str) -> None:
    path = _write(tmp_path / f"data{ending}")
    store = _load(tmp_path / "store", path, graph="a:g")
    assert store.inventory.graphs == {"a:g": 1}
    assert _values(store) == _values(store, "SELECT ?o { GRAPH <a:g> { ?s ?p ?o } }") == ['"1"']
    store = _load(tmp_path / "store", path)
    assert store.inventory.graphs == {}
    assert _values(store) == ['"1"']


@pytest.mark.parametrize("ending", [".nq", ".nq.gz"])
def test_graphs_of_a_file_stay_its_own(tmp_path: Path, ending: str) -> None:
    quads = "<a:s> <a:p> <a:o> <a:{}> .\n"
    text = quads.format("g") + quads.format("h") + TRIPLES.format("loose")
    store = _load(tmp_path / "store", _write(tmp_path / f"data{ending}", text), graph="a:i")
    assert store.inventory.graphs == {"a:g": 1, "a:h": 1, "a:i": 1}
    assert store.inventory.triples == 2


def test_trig_is_read_too(tmp_path: Path) -> None:
    text = "<a:g> { <a:s> <a:p> <a:o>, 1.50 }"
    store = _load(tmp_path / "store", _write(tmp_path / "data.trig", text))
    assert store.inventory.graphs == {"a:g": 2}


def test_blank_nodes_of_two_files_never_meet(tmp_path: Path) -> None:
    paths = [_write(tmp_path / f"{name}.nt", "_:b <a:p> <a:o> .\n") for name in "ab"]
    assert _load(tmp_path / "store", *paths, graph="a:g").inventory.graphs == {"a:g": 2}


def test_the_hash_tells_data_apart(tmp_path: Path) -> None:
    one, two = _write(tmp_path / "1.nt"), _write(tmp_path / "2.nt", TRIPLES.format("2"))
    stores = [
        _load(tmp_path / "a", one),
        _load(tmp_path / "b", one),
        _load(tmp_path / "c", two),
        _load(tmp_path / "d", one, two),
        _load(tmp_path / "e", one, graph="a:g"),
    ]
    hashes = [store.inventory.hash for store in stores]
    assert hashes[0] == hashes[1]
    assert len(set(hashes)) == 4


def test_a_load_replaces_and_those_who_read_read_on(tmp_path: Path) -> None:
    location = tmp_path / "store"
    before = _load(location, _write(tmp_path / "1.nt"))
    _load(location, _write(tmp_path / "2.nt", TRIPLES.format("2")))
    assert _values(before) == ['"1"']
    assert _values(DiskStore(location)) == ['"2"']
    _load(location, tmp_path / "1.nt")
    assert len([path for path in location.iterdir() if path.is_dir()]) == 2


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("broken.nt", TRIPLES.format("2") * 3 + "<a:s> nonsense\n", "broken-turtle"),
        ("broken.ttl", "<a:s> <a:p> .", "broken-turtle"),
        ("relative.ttl", "<s> <p> <o> .", "broken-turtle"),
        ("latin.nt", b'<a:s> <a:p> "caf\xe9" .', "broken-turtle"),
        ("plain.nt.gz", b"<a:s> <a:p> <a:o> .", "unreadable-input"),
        ("cut.nt.gz", gzip.compress(TRIPLES.encode() * 99, mtime=0)[:-9], "unreadable-input"),
        ("data.csv", "s,p,o", "unknown-format"),
        ("noending", "", "unknown-format"),
        ("folder.nt/inside", "", "no-ontology"),
        ("", "", "unreadable-input"),
    ],
)
def test_what_cannot_be_read_leaves_the_store_as_it_was(
    tmp_path: Path, name: str, content: str | bytes, kind: str
) -> None:
    location = tmp_path / "store"
    _load(location, _write(tmp_path / "1.nt"))
    files = sorted(path.name for path in location.iterdir())
    path = tmp_path / (name or "nowhere.nt")
    if name:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    source = path.parent if name.startswith("folder") else path
    with pytest.raises(Problem) as caught:
        _load(location, tmp_path / "1.nt", source)
    assert caught.value.kind == kind
    assert sorted(path.name for path in location.iterdir()) == files
    assert _values(DiskStore(location)) == ['"1"']


def test_a_first_load_that_fails_leaves_no_store(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="bad\\.nt:1"):
        _load(tmp_path / "store", _write(tmp_path / "bad.nt", "nonsense"))
    with pytest.raises(Problem, match="no store here"):
        DiskStore(tmp_path / "store")
    assert [path for path in (tmp_path / "store").iterdir() if path.is_dir()] == []


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    source = _write(tmp_path / "1.nt")
    with pytest.raises(Problem, match=r"something else: '1\.nt'"):
        _load(tmp_path, source)
    assert [path.name for path in tmp_path.iterdir()] == ["1.nt"]
    with pytest.raises(Problem, match="cannot be used"):
        _load(source, source)


@pytest.fixture
def loading_process(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A load that waits for the rest of its data."""
    location, pipe = tmp_path / "store", tmp_path / "slow.nt"
    _load(location, _write(tmp_path / "1.nt"))
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "govactors", "load", "--location", str(location), str(pipe)]
    # A shell without job control starts what runs in the background with SIGINT ignored.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        signal.signal(signal.SIGINT, before)
        with pipe.open("wb", buffering=0) as file:
            file.write(TRIPLES.format("2").encode() * 100)
            deadline = time.monotonic() + 20
            while len([each for each in location.iterdir() if each.is_dir()]) < 2:
                assert time.monotonic() < deadline
                time.sleep(0.05)
            yield process
        process.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interruption_leaves_the_store_as_it_was(
    loading_process: subprocess.Popen[bytes], tmp_path: Path, number: signal.Signals
) -> None:
    location = tmp_path / "store"
    loading_process.send_signal(number)
    status = loading_process.wait(timeout=20)
    assert status == (130 if number is signal.SIGINT else -number)
    assert _values(DiskStore(location)) == ['"1"']
    left = [path for path in location.iterdir() if path.is_dir()]
    assert len(left) == (1 if number is signal.SIGINT else 2)
    _load(location, _write(tmp_path / "3.nt", TRIPLES.format("3")))
    assert _values(DiskStore(location)) == ['"3"']
    kept = {DiskStore(location).inventory.folder, DiskStore(location).inventory.before}
    assert {path.name for path in location.iterdir() if path.is_dir()} == kept


def test_two_loads_at_once_are_refused(
    loading_process: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    assert loading_process.poll() is None
    with pytest.raises(Problem, match="Another process"):
        _load(tmp_path / "store", tmp_path / "1.nt")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ({"layout": 2}, "another engine"),
        ({"engine": "0.4.11"}, "another engine"),
        ({"folder": "data-gone"}, "data are gone"),
        ({"release": {"colour": "red"}}, "no inventory"),
        ({"surplus": 1}, "no inventory"),
        (None, "no inventory"),
    ],
)
def test_a_damaged_inventory_is_refused(
    tmp_path: Path, damage: dict[str, object] | None, said: str
) -> None:
    location = tmp_path / "store"
    _load(location, _write(tmp_path / "1.nt"))
    path = location / INVENTORY
    facts = json.loads(path.read_bytes())
    path.write_text(json.dumps({**facts, **damage}) if damage else "{", encoding="utf-8")
    with pytest.raises(Problem, match=said) as caught:
        DiskStore(location)
    assert caught.value.kind == "broken-store"


def test_damaged_data_are_refused(tmp_path: Path) -> None:
    store = _load(tmp_path / "store", _write(tmp_path / "1.nt"))
    manifest = tmp_path / "store" / store.inventory.folder / "CURRENT"
    manifest.write_text("MANIFEST-999999\n", encoding="utf-8")
    with pytest.raises(Problem) as caught:
        DiskStore(tmp_path / "store").evaluate(Query("ASK {}"))
    assert caught.value.kind == "broken-store"


FENCED = """
import os, resource, sys
from govactors.disk import DiskStore
from govactors.store import Query
store = DiskStore(sys.argv[1])
if sys.argv[2] == "opened": store.prepare()
child = os.fork()
if not child:
    store.prepare()
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    (row,) = store.evaluate(Query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))
    os._exit(int(row[0].value))
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.mark.parametrize("before", ["opened", "closed"])
def test_it_answers_after_a_fork_and_behind_a_fence(tmp_path: Path, before: str) -> None:
    lines = [f'<a:s> <a:p> "{number}" .\n' for number in range(42)]
    _load(tmp_path / "store", _write(tmp_path / "1.nt", "".join(lines)))
    command = [sys.executable, "-c", FENCED, str(tmp_path / "store"), before]
    assert subprocess.run(command, check=False, timeout=30).returncode == 42


def test_the_commands(
    tmp_path: Path, run: Callable[..., subprocess.CompletedProcess[bytes]]
) -> None:
    location = str(tmp_path / "store")
    done = run("-m", "govactors", "load", "--location", location)
    assert done.returncode == 0, done.stderr
    assert b" graphs, " in done.stdout
    assert done.stderr == b""
    done = run("-m", "govactors", "query", "--format", "csv", "--engine", location, COUNT)
    assert int(done.stdout.split()[1]) == DiskStore(location).inventory.triples
    done = run("-m", "govactors", "query", "--engine", str(tmp_path / "gone"), COUNT)
    assert (done.returncode, b"no store here" in done.stderr) == (2, True)
    done = run("-m", "govactors", "query", "--engine", "http://127.0.0.1:1/", COUNT)
    assert (done.returncode, b"cannot be reached" in done.stderr) == (2, True)
    path = _write(tmp_path / "1.nt")
    again = ("-m", "govactors", "load", "--location", location, "--graph", "no address", str(path))
    assert run(*again).returncode == 2
