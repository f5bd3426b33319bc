"""The service inside other applications, under a prefix, in a server that somebody else runs."""

import asyncio
import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
import uvicorn
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.routing import Mount

import govactors
from govactors import Problem, Publication
from govactors.disk import DiskStore
from govactors.intake import source
from govactors.loading import load
from govactors.service import create_app
from govactors.service.hosting import Hosted
from govactors.service.settings import Settings
from govactors.store import Answer, EmbeddedStore, Query

PUBLICATION = Path(__file__).parent / "publication"
QUIET = Settings(log="none", workers=1, query_time_limit=1)
PAGE = {"accept": "text/html", "accept-language": "en"}
LINK = re.compile(r' (?:href|src|action)="(/[^"#?]*)')
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r }"


@contextmanager
def _served(application: Callable[..., object], **options: object) -> Iterator[httpx.Client]:
    """A client of an application in a real server, on a thread of this process."""
    config = uvicorn.Config(application, port=0, log_level="critical", **options)  # type: ignore[arg-type]
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "it did not start"
            time.sleep(0.01)
        host, port = server.servers[0].sockets[0].getsockname()[:2]
        with httpx.Client(base_url=f"http://{host}:{port}", timeout=30) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join(20)


@pytest.fixture
def others() -> set[int]:
    """The hatcheries of other tests."""
    return _hatcheries()


def _hatcheries() -> set[int]:
    """The processes of hatcheries of this one."""
    listed = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=,ppid=,stat=,args="],
        capture_output=True,
        text=True,
        check=True,
    )
    lines = (line.split(maxsplit=3) for line in listed.stdout.splitlines())
    return {
        int(pid)
        for pid, parent, state, command in lines
        if int(parent) == os.getpid() and state[0] != "Z" and "hatchery" in command
    }


@pytest.fixture(scope="module")
def publication() -> Publication:
    return govactors.load_directory(PUBLICATION)


@pytest.fixture(scope="module")
def mounted(publication: Publication) -> Iterator[httpx.Client]:
    """Two publications in one FastAPI application."""
    hosted = create_app(publication, QUIET)
    other = create_app(publication.as_of("2020-01-01"), QUIET)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with hosted.lifespan(), other.lifespan():
            yield

    app = FastAPI(lifespan=lifespan)
    app.add_api_route("/hello", lambda: {"hello": "you"})
    app.mount("/chain/actors", hosted)
    app.mount("/other", other)
    before = _hatcheries()
    with _served(app) as client:
        yield client
    assert _hatcheries() == before


def test_it_stands_beside_what_was_there(mounted: httpx.Client) -> None:
    assert mounted.get("/hello").json() == {"hello": "you"}
    asked = mounted.get("/chain/actors/sparql", params={"query": "ASK { ?s ?p ?o }"})
    assert asked.json()["boolean"] is True
    assert mounted.get("/chain/actors/v1/actors").json()["items"]
    assert mounted.get("/sparql").status_code == 404


def test_every_link_stays_below_the_prefix(mounted: httpx.Client) -> None:
    validating = "/chain/actors/kwaliteit"  # takes long, and its links are those of other pages
    todo, seen = ["/chain/actors/"], set[str]()
    while todo and len(seen) < 25:
        path = todo.pop(0)
        seen.add(path)
        answer = mounted.get(path, headers=PAGE)
        assert answer.status_code in (200, 303, 400, 406), path
        named = [answer.headers.get(name, "") for name in ("location", "content-location")]
        named += re.findall(r"<(/[^>]*)>", answer.headers.get("link", ""))
        named += LINK.findall(answer.text)
        local = {each for each in named if each.startswith("/") and not each.startswith("//")}
        assert {each for each in local if not each.startswith("/chain/actors/")} == set(), path
        todo += sorted(local - seen - {*todo, validating})
    assert len(seen) == 25


def test_addresses_lead_to_descriptions_below_the_prefix(mounted: httpx.Client) -> None:
    items = mounted.get("/chain/actors/v1/actors").json()["items"]
    name = items[0]["id"].partition("/id/")[2]
    answer = mounted.get(f"/chain/actors/id/{name}", headers=PAGE, follow_redirects=True)
    assert answer.status_code == 200
    assert answer.url.path == f"/chain/actors/doc/{name}"
    again = mounted.get(answer.url.path, headers=PAGE | {"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304
    moved = mounted.get("/chain/actors/dumps")
    assert moved.headers["location"] == "/chain/actors/dumps/"


def test_errors_are_problems_and_limits_hold(mounted: httpx.Client) -> None:
    nothing = mounted.get("/chain/actors/nothing")
    assert nothing.status_code == 404
    assert nothing.headers["content-type"] == "application/problem+json"
    began = time.monotonic()
    slow = mounted.get("/chain/actors/sparql", params={"query": SLOW})
    assert slow.status_code == 504
    assert time.monotonic() - began < 5


def test_two_publications_do_not_mix(mounted: httpx.Client, publication: Publication) -> None:
    release = mounted.get("/chain/actors/health/ready").json()["release"]
    other = mounted.get("/other/health/ready").json()["release"]
    assert release == publication.release.hash
    assert other == publication.as_of("2020-01-01").release.hash
    assert 'href="/other/' in mounted.get("/other/", headers=PAGE).text
    assert 'href="/other/' not in mounted.get("/chain/actors/", headers=PAGE).text


def test_a_root_path_of_the_server_counts(publication: Publication) -> None:
    hosted = create_app(publication, QUIET)
    app = Starlette(routes=[Mount("/inner", app=hosted)], lifespan=hosted.lifespan)
    with _served(app, root_path="/outer") as client:
        page = client.get("/inner/", headers=PAGE)
        assert 'href="/outer/inner/' in page.text


def test_it_serves_alone(publication: Publication, others: set[int]) -> None:
    with _served(create_app(publication, QUIET)) as client:
        assert len(_hatcheries() - others) == 1
        assert 'href="/def' in client.get("/", headers=PAGE).text
    assert _hatcheries() == others


def test_dead_workers_are_replaced(publication: Publication, others: set[int]) -> None:
    hosted = create_app(publication, QUIET)
    with _served(hosted) as client:
        (before,) = _hatcheries() - others
        os.kill(before, signal.SIGKILL)
        until = time.monotonic() + 10
        while before in _hatcheries() or not _answers(client):
            assert time.monotonic() < until
        assert len(_hatcheries() - others) == 1
    assert _hatcheries() == others


def _answers(client: httpx.Client) -> bool:
    time.sleep(0.05)
    return client.get("/sparql", params={"query": "ASK {}"}).status_code == 200


def _ask(hosted: Hosted, query: str) -> Mapping[str, object]:
    """The answer of an application that nobody started."""

    async def asked() -> Mapping[str, object]:
        transport = httpx.ASGITransport(app=hosted)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            answer = await client.get("/sparql", params={"query": query})
            found: Mapping[str, object] = answer.json()
            return found

    return asyncio.run(asked())


def test_each_event_loop_gets_its_own_and_the_next_clears_up(
    publication: Publication, others: set[int]
) -> None:
    hosted = create_app(publication, QUIET)
    for _ in range(2):
        assert _ask(hosted, "ASK {}")["boolean"] is True
        assert len(_hatcheries() - others) == 1

    async def end() -> None:
        async with hosted.lifespan():
            pass

    asyncio.run(end())
    assert _hatcheries() == others


def test_data_elsewhere_and_data_that_have_no_file(
    publication: Publication, tmp_path: Path
) -> None:
    triple = ox.Triple(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.Literal("here alone"))
    own = publication.with_store(EmbeddedStore([("a:g", [triple])]))
    load([source(PUBLICATION)], tmp_path / "store", lambda _: None)
    disk = publication.with_store(DiskStore(tmp_path / "store", publication.prefixes))
    for each, query in (
        (own, "ASK { GRAPH <a:g> { <a:s> <a:p> 'here alone' } }"),
        (disk, "ASK { ?s ?p ?o }"),
    ):

        async def asked(each: Publication = each, query: str = query) -> object:
            hosted = create_app(each, QUIET)
            async with hosted.lifespan():
                transport = httpx.ASGITransport(app=hosted)
                async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
                    return (await client.get("/sparql", params={"query": query})).json()

        assert asyncio.run(asked()) == {"head": {}, "boolean": True}


class _Odd:
    """A store that nobody else can open."""

    distant = False

    def graphs(self) -> frozenset[str]:
        return frozenset()

    def prepare(self) -> None: ...

    def evaluate(self, query: Query) -> Answer:
        raise NotImplementedError(query)


def test_what_cannot_start_says_why(publication: Publication, others: set[int]) -> None:
    async def start() -> None:
        async with create_app(publication.with_store(_Odd()), QUIET).lifespan():
            pass

    with pytest.raises(Problem, match="cannot be opened in another process"):
        asyncio.run(start())
    assert _hatcheries() == others
