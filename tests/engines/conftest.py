"""The engines that pip alone can bring: in memory, on disk, and behind HTTP on loopback."""

import runpy
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest

from govactors import intake, loading
from govactors.disk import DiskStore
from govactors.problems import Problem
from govactors.remote import RemoteStore
from govactors.store import EmbeddedStore, Query, Store

CASES: dict[str, Any] = runpy.run_path(str(Path(__file__).with_name("cases.py")))
Behave = Callable[[BaseHTTPRequestHandler, bytes], None]
Serve = Callable[[Behave], str]


@pytest.fixture(scope="session")
def embedded() -> EmbeddedStore:
    """The data in memory."""
    store = EmbeddedStore(prefixes=CASES["PREFIXES"])
    for quad in CASES["quads"]():
        store.add(quad.graph_name.value, [quad.triple])
    return store


@pytest.fixture(scope="session")
def location(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data on disk, as ``govactors load`` writes them."""
    folder = tmp_path_factory.mktemp("disk") / "store"
    loading.load([intake.source(CASES["DATA"])], folder, lambda _: None)
    return folder


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Starts servers on loopback; ``behave`` answers each POST, given the handler and the body."""
    servers: list[ThreadingHTTPServer] = []

    def start(behave: Behave) -> str:
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                behave(self, self.rfile.read(int(self.headers.get("content-length", 0))))

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/sparql"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def remote(serve: Serve) -> Iterator[RemoteStore]:
    """The data behind HTTP; the query comes as a form."""
    store = RemoteStore(serve(_endpoint()), CASES["PREFIXES"])
    yield store
    store.close()


@pytest.fixture(scope="session")
def remote_body(serve: Serve) -> Iterator[RemoteStore]:
    """The data behind HTTP; the query comes as the body of the request."""
    store = RemoteStore(serve(_endpoint()), CASES["PREFIXES"], body=True)
    yield store
    store.close()


@pytest.fixture(params=["embedded", "disk", "remote", "remote_body"])
def store(request: pytest.FixtureRequest, location: Path) -> Store:
    """Each engine in turn."""
    if request.param == "disk":
        return DiskStore(location, CASES["PREFIXES"])
    found: Store = request.getfixturevalue(request.param)
    return found


def _endpoint() -> Behave:
    """Answers as a SPARQL service does, over an engine that knows no prefixes."""
    plain = EmbeddedStore()
    for quad in CASES["quads"]():
        plain.add(quad.graph_name.value, [quad.triple])

    def behave(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        fields = parse_qs(body.decode())
        if handler.headers["content-type"] == "application/sparql-query":
            fields = {**parse_qs(urlsplit(handler.path).query), "query": [body.decode()]}
        graphs = fields.get("default-graph-uri", ()), fields.get("named-graph-uri", ())
        try:
            answer = plain.evaluate(Query(fields["query"][0], {}, *graphs))
        except Problem as problem:
            _send(handler, 400, "text/plain", str(problem).encode())
            return
        if isinstance(answer, ox.QueryTriples):
            made = answer.serialize(format=ox.RdfFormat.N_TRIPLES)
            _send(handler, 200, "application/n-triples", made or b"")
        else:
            made = answer.serialize(format=ox.QueryResultsFormat.JSON)  # type: ignore[union-attr]
            _send(handler, 200, "application/sparql-results+json", made or b"")

    return behave


def _send(handler: BaseHTTPRequestHandler, status: int, media_type: str, body: bytes) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", media_type)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)
