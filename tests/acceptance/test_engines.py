"""Engines that are not ours, started on loopback and asked what every engine is asked.

Where one deviates stands in the table of ``docs/engines.md``, and nowhere else.
"""

import re
import runpy
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import govactors
from govactors import Patience, Problem
from govactors.remote import RemoteStore
from govactors.store import Query

ROOT = Path(__file__).parents[2]
ENGINES = ROOT / "tests" / "engines"
CASES: dict[str, Any] = runpy.run_path(str(ENGINES / "cases.py"))
SECONDS_TO_START = 60
PATIENCE = Patience(total=20)
INI = """
[Database]
DatabaseFile = {0}/virtuoso.db
ErrorLogFile = {0}/virtuoso.log
LockFile = {0}/virtuoso.lck
TransactionFile = {0}/virtuoso.trx
xa_persistent_file = {0}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {0}/virtuoso-temp.db
TransactionFile = {0}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{1}
DirsAllowed = {0}
NumberOfBuffers = 10000
[HTTPServer]
ServerPort = 127.0.0.1:{2}
"""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _running(command: list[str], folder: Path, ready: Callable[[], bool]) -> Iterator[None]:
    log = folder / "log"
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=subprocess.STDOUT)
    try:
        deadline = time.monotonic() + SECONDS_TO_START
        while not ready():
            assert process.poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() < deadline, log.read_text(encoding="utf-8")
            time.sleep(0.2)
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answers(url: str) -> bool:
    store = RemoteStore(url, patience=Patience(connect=1, read=5, total=5, attempts=1))
    try:
        return bool(store.evaluate(Query("ASK {}")))
    except Problem:
        return False
    finally:
        store.close()


def _with_union(folder: Path) -> Path:
    """The data as an engine gets them whose default graph is its own."""
    path = folder / "data.nq"
    lines = [f"{quad} .\n{quad.triple} .\n" for quad in CASES["quads"]()]
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteStore]:
    """The server of the package ``oxigraph``."""
    folder = tmp_path_factory.mktemp("oxigraph")
    program = str(Path(sys.executable).with_name("oxigraph"))
    data = ["--location", str(folder / "data")]
    load = [program, "load", *data, "--file", str(_with_union(folder))]
    subprocess.run(load, check=True, capture_output=True, timeout=60)
    port = _free_port()
    url = f"http://127.0.0.1:{port}/query"
    serve = [program, "serve-read-only", *data, "--bind", f"127.0.0.1:{port}"]
    with _running(serve, folder, lambda: _answers(url)):
        store = RemoteStore(url, CASES["PREFIXES"], patience=PATIENCE)
        yield store
        store.close()


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteStore]:
    """Virtuoso 7, whose default graph is everything."""
    folder = tmp_path_factory.mktemp("virtuoso")
    shutil.copy(CASES["DATA"], folder / "data.nq")
    sql, http = _free_port(), _free_port()
    (folder / "virtuoso.ini").write_text(INI.format(folder, sql, http), encoding="utf-8")
    url = f"http://127.0.0.1:{http}/sparql"
    serve = ["virtuoso-t", "+foreground", "+wait", "+configfile", "virtuoso.ini"]
    with _running(serve, folder, lambda: _answers(url)):
        graph = CASES["SPACE"] + "loose"
        load = f"EXEC=ld_dir('{folder}', '*.nq', '{graph}'); rdf_loader_run(); checkpoint;"
        isql = ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", load]
        subprocess.run(isql, check=True, capture_output=True, timeout=60)
        store = RemoteStore(url, CASES["PREFIXES"], patience=PATIENCE)
        yield store
        store.close()


def _table(engine: str) -> dict[str, str]:
    """The deviations of an engine in the manual: by case, what it does."""
    text = (ROOT / "docs" / "engines.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([\w ]+) \| `([\w-]+)` \| (.+) \|$", text, re.MULTILINE)
    return {case: does for name, case, does in rows if name.lower() == engine}


@pytest.mark.parametrize("engine", ["oxigraph", "virtuoso"])
def test_it_deviates_where_the_manual_says(engine: str, request: pytest.FixtureRequest) -> None:
    store = request.getfixturevalue(engine)
    found = {}
    for case in CASES["cases"]():
        try:
            shown = CASES["shown"](store, case.query)
        except (Problem, SyntaxError) as problem:
            shown = [str(problem)]
        if shown != case.answer:
            found[case.name] = shown
    assert set(found) == set(_table(engine)), found


@pytest.mark.parametrize("engine", ["oxigraph", "virtuoso"])
def test_the_library_asks_it(engine: str, request: pytest.FixtureRequest) -> None:
    store = request.getfixturevalue(engine)
    with govactors.connect(store.url) as endpoint:
        text = "SELECT ?s ?n { GRAPH ?g { ?s <https://example.org/size> ?n } } ORDER BY ?n"
        assert [(row.s, row.n) for row in endpoint.select(text)] == [
            (govactors.Iri("https://example.org/b"), 7),
            (govactors.Iri("https://example.org/a"), 40),
            (govactors.Iri("https://example.org/c"), 100),
        ]
        assert endpoint.ask("ASK { ?s <https://example.org/size> 7 }")
        said = {triple.predicate.value for triple in endpoint.describe("https://example.org/a")}
        assert "https://example.org/size" in said
        wrong = "SELECT ?s { ?s ?p"
        with pytest.raises(Problem) as caught:
            endpoint.select(wrong)
        assert caught.value.kind == "query-syntax"


def test_the_graphs_are_named(oxigraph: RemoteStore, virtuoso: RemoteStore) -> None:
    ours = {CASES["SPACE"] + "een", CASES["SPACE"] + "twee"}
    assert oxigraph.graphs() == ours
    assert ours <= virtuoso.graphs()


@pytest.mark.parametrize("engine", ["oxigraph", "virtuoso"])
def test_a_query_without_end_is_given_up(engine: str, request: pytest.FixtureRequest) -> None:
    url = request.getfixturevalue(engine).url
    patterns = " ".join(f"?s{number} ?p{number} ?o{number} ." for number in range(9))
    cross = f"SELECT (COUNT(*) AS ?n) {{ {patterns} }}"
    store = RemoteStore(url, patience=Patience(read=1, total=2))
    began = time.monotonic()
    try:
        with pytest.raises(Problem) as caught:
            store.evaluate(Query(cross))
        assert caught.value.kind in ("remote-timeout", "remote-failed")
        assert time.monotonic() - began < 5
    finally:
        store.close()
