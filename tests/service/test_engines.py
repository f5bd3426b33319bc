"""The service over data that are on disk, or behind another endpoint."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from govactors import intake, loading
from govactors.service.pidfile import Running

if TYPE_CHECKING:
    from tests.service.conftest import Server

Serving = Callable[..., AbstractContextManager["Server"]]

HERE = Path(__file__).parent
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
GRAPHS = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
QUERIES = (
    "ASK { ?s a ga:Task }",
    "SELECT ?s ?name { ?s a ga:Organisation ; skos:prefLabel ?name } ORDER BY ?s ?name",
    GRAPHS,
    "SELECT ?s FROM graaf:kern { ?s a ga:Task }",
)


def _fill(location: Path, *sources: Path) -> None:
    loading.load([intake.source(each) for each in sources], location, lambda _: None)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The publication of these tests, on disk."""
    location = tmp_path_factory.mktemp("disk") / "store"
    _fill(location, HERE / "publication")
    return location


@pytest.fixture(scope="module", params=["disk", "elsewhere"])
def over(
    request: pytest.FixtureRequest, serving: Serving, store: Path, server: "Server"
) -> Iterator["Server"]:
    """A server over another engine: the data on disk, or another server of ours."""
    engine = str(store) if request.param == "disk" else f"{server.address}/sparql"
    with serving(workers=2, engine=engine, heavy_after=5) as running:
        yield running


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("accept", ["application/sparql-results+json", "text/csv"])
def test_the_answer_does_not_depend_on_the_engine(
    over: "Server", server: "Server", query: str, accept: str
) -> None:
    prefixed = f"PREFIX graaf: <https://example.org/keten/id/graaf/> {query}"
    here, there = over.get(prefixed, accept=accept), server.get(prefixed, accept=accept)
    assert (here.status_code, here.text) == (200, there.text)


def test_triples_come_from_the_engine(over: "Server", server: "Server") -> None:
    for query in ("CONSTRUCT WHERE { ?s a ga:Task }", "DESCRIBE <https://example.org/keten/def>"):
        here = over.get(query, accept="application/n-triples")
        there = server.get(query, accept="application/n-triples")
        assert here.status_code == 200
        assert sorted(here.text.splitlines()) == sorted(there.text.splitlines()) != []


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/graphs?default",
        "/graphs?graph=https://example.org/keten/id/graaf/kern",
        "/dumps/keten.nq",
        "/doc/organisatie/poort",
        "/health/ready",
    ],
)
def test_all_that_is_served_is_served(over: "Server", path: str) -> None:
    answer = over.client.get(path)
    assert (answer.status_code, len(answer.content) > 0) == (200, True), answer.text


def test_it_describes_itself(over: "Server") -> None:
    answer = over.client.get("/sparql", headers={"accept": "text/turtle"})
    assert answer.status_code == 200
    assert "UnionDefaultGraph" in answer.text


def test_what_is_refused_stays_refused(over: "Server") -> None:
    assert over.get("ASK { SERVICE <http://127.0.0.1:1/> {} }").status_code == 403
    assert over.get("ASK FROM <a:b> {}").status_code == 400
    assert over.get("SELECT * { ?s").json()["type"].endswith("query-syntax")


def test_a_query_that_takes_too_long_is_ended(over: "Server") -> None:
    product = " . ".join(f"?a{i} ?b{i} ?c{i}" for i in range(8))
    began = time.monotonic()
    params = {"query": f"SELECT (COUNT(*) AS ?n) {{ {product} }}", "timeout": "0.5"}
    answer = over.client.get("/sparql", params=params)
    assert answer.status_code == 504
    assert time.monotonic() - began < 2


def test_new_data_on_disk_come_with_a_reload(serving: Serving, tmp_path: Path) -> None:
    location, more, pid_file = tmp_path / "store", tmp_path / "more.nq", tmp_path / "pid"
    _fill(location, HERE / "publication")
    more.write_text("<a:a> <a:b> <a:c> <a:g> .\n", encoding="utf-8")
    with serving(workers=1, engine=location, pid_file=pid_file) as running:
        before = running.get(COUNT).headers["etag"]
        _fill(location, HERE / "publication", more)
        assert running.get("ASK { <a:a> <a:b> <a:c> }").json()["boolean"] is False
        running.process.send_signal(signal.SIGHUP)
        until = time.monotonic() + 10
        while Running.read(str(pid_file)).count < 2:
            assert time.monotonic() < until
            time.sleep(0.05)
        with httpx.Client(base_url=running.address) as client:
            answer = client.get("/sparql", params={"query": "ASK { <a:a> <a:b> <a:c> }"})
            assert answer.json()["boolean"] is True
            after = client.get("/sparql", params={"query": COUNT}).headers["etag"]
        assert after != before


def test_a_store_that_cannot_be_opened_is_told_at_the_start(
    serving: Serving, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    _fill(tmp_path / "store", HERE / "publication")
    (folder,) = (tmp_path / "store").glob("data-*")
    for file in folder.glob("MANIFEST-*"):
        file.write_bytes(b"broken")
    for engine in (tmp_path / "store", tmp_path / "nothing", "http://127.0.0.1:9/sparql"):
        with pytest.raises(AssertionError, match="did not start"), serving(engine=engine):
            pass
    said = capfd.readouterr().err
    assert len(said.splitlines()) == 3
    assert said.count("store") >= 2
    assert "cannot be reached" in said


def test_an_engine_elsewhere_that_goes_away_is_told(serving: Serving) -> None:
    with ExitStack() as servers:
        there = servers.enter_context(serving(workers=1))
        engine = f"{there.address}/sparql"
        here = servers.enter_context(serving(workers=1, engine=engine, cache_seconds=1))
        assert here.client.get("/health/ready").status_code == 200
        there.process.terminate()
        there.process.wait(10)
        answer = here.get(f"{COUNT} # gone")
        assert answer.status_code == 502
        assert answer.json()["type"].endswith("#remote-failed")
        until = time.monotonic() + 10
        while (health := here.client.get("/health/ready")).status_code == 200:
            assert time.monotonic() < until
            time.sleep(0.1)
        assert health.json()["status"] == "remote-failed"
        assert here.client.get("/health/live").status_code == 200


def test_what_is_elsewhere_is_not_kept_for_longer_than_said(
    serving: Serving, server: "Server"
) -> None:
    with serving(workers=1, engine=f"{server.address}/sparql", cache_seconds=2) as here:
        states, tags = [], set()
        until = time.monotonic() + 5
        while time.monotonic() < until:
            answer = here.get("ASK { ?s a ga:Task }")
            states.append(answer.headers["cache-status"])
            tags.add(answer.headers["etag"])
            time.sleep(0.02)
    assert 2 <= sum("miss" in state for state in states) <= 4
    assert 2 <= len(tags) <= 4


def test_only_a_worker_with_an_engine_elsewhere_can_open_anything(
    serving: Serving, store: Path, server: "Server"
) -> None:
    limits = {}
    for name, engine in (("disk", str(store)), ("elsewhere", f"{server.address}/sparql")):
        with serving(workers=1, engine=engine) as running:
            (worker,) = running.processes() - {min(running.processes())}
            file = Path(f"/proc/{worker}/limits")
            if not file.exists():  # macOS
                return
            (line,) = [each for each in file.read_text().splitlines() if "open files" in each]
            limits[name] = line.split()[3]
    assert limits == {"disk": "0", "elsewhere": "64"}
