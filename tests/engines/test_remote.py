"""A service elsewhere that misbehaves: one problem that says what to do, in bounded time."""

import asyncio
import io
import json
import os
import resource
import socket
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pyoxigraph as ox
import pytest

import govactors
from govactors import Patience, Problem
from govactors.remote import RemoteStore
from govactors.solutions import Rows
from govactors.store import Query

Behave = Callable[[BaseHTTPRequestHandler, bytes], None]
Serve = Callable[[Behave], str]

JSON = "application/sparql-results+json"
SELECT, CONSTRUCT = "SELECT ?x { ?x ?y ?z }", "CONSTRUCT WHERE { ?x ?y ?z }"
HEAD, TAIL = b'{"head":{"vars":["x"]},"results":{"bindings":[', b"]}}"
ROW = b'{"x":{"type":"literal","value":"a"}}'
QUICK = Patience(connect=1, read=1, total=1.5)


def _send(
    handler: BaseHTTPRequestHandler,
    body: bytes,
    status: int = 200,
    media_type: str = JSON,
    **headers: str,
) -> None:
    handler.send_response(status)
    for name, value in {"content_type": media_type, "content_length": str(len(body))}.items():
        headers.setdefault(name, value)
    for name, value in headers.items():
        if value:
            handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def _fixed(body: bytes, status: int = 200, media_type: str = JSON, **headers: str) -> Behave:
    return lambda handler, _: _send(handler, body, status, media_type, **headers)


def _close(handler: BaseHTTPRequestHandler, _: bytes) -> None:
    handler.close_connection = True


def _cut(handler: BaseHTTPRequestHandler, _: bytes) -> None:
    _send(handler, HEAD + ROW, content_length="100000")
    handler.close_connection = True


def _cut_chunks(handler: BaseHTTPRequestHandler, _: bytes) -> None:
    _send(handler, b"", content_length="", transfer_encoding="chunked")
    data = HEAD + ROW
    handler.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
    handler.close_connection = True


def _cut_silently(handler: BaseHTTPRequestHandler, _: bytes) -> None:
    _send(handler, HEAD + ROW + b",", content_length="", connection="close")
    handler.close_connection = True


def _cut_triples(handler: BaseHTTPRequestHandler, _: bytes) -> None:
    triples = b"<a:a> <a:a> <a:a> .\n" * 3
    kind = {"media_type": "application/n-triples", "content_length": "", "connection": "close"}
    _send(handler, triples + b"<a:a> <a:a>", **kind)  # type: ignore[arg-type]
    handler.close_connection = True


def _reset(handler: BaseHTTPRequestHandler, _: bytes) -> None:
    linger = b"\x01\x00\x00\x00\x00\x00\x00\x00"
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    os.close(handler.connection.detach())
    handler.close_connection = True
    handler.wfile = io.BytesIO()


def _silent(_: BaseHTTPRequestHandler, __: bytes) -> None:
    time.sleep(3)


def _drip(handler: BaseHTTPRequestHandler, data: Iterator[bytes]) -> None:
    try:
        for piece in data:
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(0.1)
    except OSError:
        handler.close_connection = True


def _drip_body(handler: BaseHTTPRequestHandler, _: bytes) -> None:
    _send(handler, HEAD + ROW, content_length="100000")
    _drip(handler, iter([b"," + ROW] * 60))


def _drip_headers(handler: BaseHTTPRequestHandler, _: bytes) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    _drip(handler, (b"X-Slow: %d\r\n" % number for number in range(60)))


def _ask(url: str, text: str = SELECT, patience: Patience = QUICK) -> list[Any]:
    with govactors.connect(url, patience=patience) as endpoint:
        answer = endpoint.query(text)
        return [] if isinstance(answer, bool) else list(answer)


BROKEN: list[tuple[str, str, Behave, str, str]] = [
    ("html", SELECT, _fixed(b"<html>Welcome", media_type="text/html"), "remote-failed", "Welcome"),
    ("html for triples", CONSTRUCT, _fixed(b"<p>", media_type="text/html"), "remote-failed", "<p>"),
    ("no media type", SELECT, _fixed(b"x", content_type=""), "remote-failed", "nothing that says"),
    ("not JSON", SELECT, _fixed(b"<html>"), "remote-failed", "no whole answer"),
    ("nothing", SELECT, _fixed(b""), "remote-failed", "no whole answer"),
    ("bad row", SELECT, _fixed(HEAD + ROW + b"{" + TAIL), "remote-failed", "no whole answer"),
    ("more behind it", SELECT, _fixed(HEAD + TAIL + b"x"), "remote-failed", "no whole answer"),
    (
        "bad address",
        SELECT,
        _fixed(HEAD + b'{"x":{"type":"uri","value":"no address"}}' + TAIL),
        "remote-failed",
        "no whole answer",
    ),
    (
        "bad triples",
        CONSTRUCT,
        _fixed(b"<a:a> nonsense", media_type="text/turtle"),
        "remote-failed",
        "no whole answer",
    ),
    ("cut", SELECT, _cut, "remote-failed", "broke off"),
    ("cut in chunks", SELECT, _cut_chunks, "remote-failed", "broke off"),
    ("cut by closing", SELECT, _cut_silently, "remote-failed", "cut off"),
    ("triples cut", CONSTRUCT, _cut_triples, "remote-failed", "cut off"),
    ("closes at once", SELECT, _close, "remote-failed", "broke off"),
    ("resets", SELECT, _reset, "remote-failed", "broke off"),
    ("silence", SELECT, _silent, "remote-timeout", "too long"),
    ("drips", SELECT, _drip_body, "remote-timeout", "too long"),
    ("drips headers", SELECT, _drip_headers, "remote-timeout", "too long"),
    ("500", SELECT, _fixed(b"Stack trace", 500), "remote-failed", "status 500: 'Stack trace'"),
    ("504", SELECT, _fixed(b"slow", 504), "remote-timeout", "status 504"),
    ("401", SELECT, _fixed(b"who?", 401), "remote-failed", "status 401"),
    ("206", SELECT, _fixed(HEAD + TAIL, 206), "remote-timeout", "a part"),
    ("204", SELECT, _fixed(b"", 204), "remote-failed", "status 204"),
    ("400", SELECT, _fixed(b"Parse error at 1", 400), "query-syntax", "Parse error at 1"),
    ("302", SELECT, _fixed(b"", 302, location="http://127.0.0.1:1/"), "remote-failed", "elsewhere"),
    ("307", SELECT, _fixed(b"", 307, location="http://127.0.0.1:1/"), "remote-failed", "elsewhere"),
    ("bad gzip", SELECT, _fixed(b"plain", content_encoding="gzip"), "remote-failed", "broke off"),
]


@pytest.mark.parametrize(
    ("text", "behave", "kind", "said"),
    [each[1:] for each in BROKEN],
    ids=[each[0] for each in BROKEN],
)
def test_what_is_broken_is_one_problem(
    serve: Serve, text: str, behave: Behave, kind: str, said: str
) -> None:
    began = time.monotonic()
    with pytest.raises(Problem) as caught:
        _ask(serve(behave), text)
    assert (caught.value.kind, said in caught.value.detail) == (kind, True), caught.value
    assert caught.value.hint
    assert time.monotonic() - began < 2.8


def test_where_a_redirect_leads_is_told_and_not_followed(serve: Serve) -> None:
    asked: list[bytes] = []
    trap = serve(lambda _, body: asked.append(body))
    with pytest.raises(Problem) as caught:
        _ask(serve(_fixed(b"", 308, location=trap)))
    assert trap in caught.value.hint
    assert asked == []


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/sparql", "http://nowhere.invalid/sparql"])
def test_a_service_that_is_not_there(url: str) -> None:
    with pytest.raises(Problem, match="cannot be reached"):
        _ask(url)


@pytest.mark.parametrize(
    "url", ["", "sparql", "ftp://example.org/", "http://", "http://[x/", "http://a:99999/", 5]
)
def test_what_is_no_address_of_a_service(url: Any) -> None:
    with pytest.raises(Problem) as caught:
        govactors.connect(url)
    assert caught.value.kind == "invalid-parameter"


def _busy_first(times: int, status: int, **headers: str) -> tuple[Behave, list[float]]:
    asked: list[float] = []

    def behave(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        asked.append(time.monotonic())
        busy = len(asked) <= times
        _send(handler, b"later" if busy else HEAD + TAIL, status if busy else 200, **headers)

    return behave, asked


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_service_is_asked_again_when_it_says(serve: Serve, status: int) -> None:
    behave, asked = _busy_first(1, status, retry_after="1")
    assert _ask(serve(behave), patience=Patience(total=5)) == []
    assert 1 <= asked[1] - asked[0] < 2


def test_a_busy_service_is_not_asked_for_ever(serve: Serve) -> None:
    behave, asked = _busy_first(99, 503)
    with pytest.raises(Problem, match="status 503"):
        _ask(serve(behave), patience=Patience(total=5))
    assert len(asked) == 3


@pytest.mark.parametrize("wait", ["3600", "Fri, 31 Dec 2099 23:59:59 GMT"])
def test_nobody_waits_beyond_the_time_there_is(serve: Serve, wait: str) -> None:
    behave, asked = _busy_first(99, 429, retry_after=wait)
    with pytest.raises(Problem, match="status 429"):
        _ask(serve(behave))
    assert len(asked) == 1


@pytest.mark.parametrize("wait", ["soon", "-5", "Fri, 31 Dec 1999 23:59:59 GMT", "\u00b2"])
def test_a_strange_moment_is_a_short_pause(serve: Serve, wait: str) -> None:
    behave, asked = _busy_first(1, 429, retry_after=wait.encode().decode("latin-1"))
    assert _ask(serve(behave)) == []
    assert len(asked) == 2


@pytest.mark.parametrize("break_off", [_reset, _close])
def test_a_connection_that_is_reset_is_made_again(serve: Serve, break_off: Behave) -> None:
    asked: list[int] = []

    def behave(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        asked.append(1)
        if len(asked) == 1:
            break_off(handler, body)
        else:
            _send(handler, HEAD + ROW + TAIL)

    assert _ask(serve(behave)) == [("a",)]


def test_a_problem_of_another_govactors_keeps_its_place(serve: Serve) -> None:
    said = {"type": "https://example.org/problems#query-too-deep", "detail": "Deep.", "line": 3}
    behave = _fixed(json.dumps(said).encode(), 400, "application/problem+json")
    with pytest.raises(Problem) as caught:
        _ask(serve(behave))
    assert (caught.value.kind, caught.value.line, caught.value.column) == (
        "query-too-deep",
        3,
        None,
    )


@pytest.mark.parametrize("said", [b"", b"{}", b"[]", b'{"type": "x#y", "detail": ""}', b'{"type":'])
def test_a_problem_that_is_none_of_ours_is_quoted(serve: Serve, said: bytes) -> None:
    with pytest.raises(Problem, match="status 500"):
        _ask(serve(_fixed(said, 500, "application/problem+json")))


def test_rows_are_there_before_the_last_has_come(serve: Serve) -> None:
    def behave(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        _send(handler, HEAD + ROW + b",", content_length="100000")
        time.sleep(1)
        handler.close_connection = True

    with govactors.connect(serve(behave)) as endpoint:
        rows = iter(endpoint.select(SELECT))
        assert next(rows) == ("a",)
        with pytest.raises(Problem):
            next(rows)


def test_a_large_answer_takes_little_memory(serve: Serve) -> None:
    row = json.dumps({"x": {"type": "literal", "value": "a" * 1000}}).encode() + b","
    many = 60_000

    def behave(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        size = len(HEAD) + many * len(row) + len(ROW) + len(TAIL)
        _send(handler, HEAD, content_length=str(size))
        for _number in range(many // 100):
            handler.wfile.write(row * 100)
        handler.wfile.write(ROW + TAIL)

    with govactors.connect(serve(behave)) as endpoint:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        assert sum(1 for _ in endpoint.select(SELECT)) == many + 1
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


def test_rows_that_nobody_reads_let_go_of_their_connection(serve: Serve) -> None:
    body = HEAD + b",".join([ROW] * 20_000) + TAIL
    with govactors.connect(serve(_fixed(body)), patience=Patience(read=2)) as endpoint:
        for _ in range(120):  # more than a client keeps open at once
            next(iter(endpoint.select(SELECT)))


def test_the_forms_of_triples(serve: Serve) -> None:
    triple = ox.Triple(ox.NamedNode("a:a"), ox.NamedNode("a:b"), ox.Literal("é"))
    for kind in (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.TURTLE, ox.RdfFormat.RDF_XML):
        body = ox.serialize([triple], format=kind) or b""
        assert _ask(serve(_fixed(body, media_type=kind.media_type)), CONSTRUCT) == [triple]
    assert _ask(serve(_fixed(b"", media_type="application/n-triples")), CONSTRUCT) == []


def test_results_in_xml_are_read_too(serve: Serve) -> None:
    store = ox.Store()
    answer = store.query("SELECT (1 AS ?x) {}")
    assert isinstance(answer, ox.QuerySolutions)
    body = answer.serialize(format=ox.QueryResultsFormat.XML) or b""
    kind = "application/sparql-results+xml; charset=utf-8"
    assert _ask(serve(_fixed(body, media_type=kind))) == [(1,)]


def test_yes_or_no_and_the_wrong_kind(serve: Serve) -> None:
    with govactors.connect(serve(_fixed(b'{"head":{},"boolean":true}'))) as endpoint:
        assert endpoint.ask("ASK {}") is True
        with pytest.raises(Problem) as caught:
            endpoint.select("ASK {}")
        assert caught.value.kind == "wrong-kind-of-result"


def test_what_is_sent_is_complete(serve: Serve) -> None:
    seen: list[tuple[str, dict[str, str], bytes]] = []

    def behave(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        headers = {name.lower(): value for name, value in handler.headers.items()}
        seen.append((handler.path, headers, body))
        _send(handler, HEAD + TAIL)

    query = Query(SELECT, {}, ["https://example.org/g?a=b&c"])
    url = serve(behave) + "?key=1"
    for store in (RemoteStore(url, headers={"x-key": "2"}), RemoteStore(url, body=True)):
        store.evaluate(query)
        store.close()
    graph = "default-graph-uri=https%3A%2F%2Fexample.org%2Fg%3Fa%3Db%26c"
    (form_path, headers, form), (body_path, _, body) = seen
    assert form_path == "/sparql?key=1"
    assert form.endswith(b"&" + graph.encode())
    assert body_path == f"/sparql?key=1&{graph}"
    assert body.decode() == SELECT
    assert headers["x-key"] == "2"
    assert headers["user-agent"] == f"govactors/{govactors.__version__}"


def test_it_can_be_awaited(serve: Serve) -> None:
    body = HEAD + b",".join([ROW] * 1200) + TAIL

    async def use() -> tuple[int, str]:
        with govactors.connect(serve(_fixed(body))) as endpoint:
            count = 0
            async for row in endpoint.awaitable.select(SELECT):
                count += row == ("a",)
            async for _ in endpoint.awaitable.select(SELECT):
                break
        with govactors.connect(serve(_fixed(b"x", 500))) as endpoint:
            try:
                await endpoint.awaitable.ask("ASK {}")
            except Problem as problem:
                return count, problem.kind
        return count, ""

    assert asyncio.run(use()) == (1200, "remote-failed")


def test_a_question_of_the_catalogue_goes_anywhere(
    serve: Serve, keten: govactors.Publication
) -> None:
    """The values are in the text that is sent; where there is no catalogue, that is said."""
    sent: list[bytes] = []

    def answer(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        sent.append(body)
        _send(handler, HEAD + ROW + TAIL)

    url = serve(answer)
    with govactors.connect(url, keten) as endpoint:
        rows = endpoint.question("wie-keurt")
        assert isinstance(rows, Rows)
        assert [tuple(row) for row in rows] == [("a",)]
        assert len(asyncio.run(endpoint.awaitable.question("wie-keurt"))) == 1  # type: ignore[arg-type]
        assert b"keuring" in sent[0]
        with pytest.raises(Problem, match="no question 'wie-bakt'"):
            endpoint.question("wie-bakt")
    with govactors.connect(url) as endpoint, pytest.raises(Problem, match="without a catalogue"):
        endpoint.question("wie-keurt")


def test_a_publication_over_a_service_elsewhere(
    remote: RemoteStore, letter: govactors.Publication
) -> None:
    there = letter.with_store(remote.url)
    rows = there.query("SELECT ?s { ?s <https://example.org/next> ?o }")
    assert isinstance(rows, Rows)
    assert len(list(rows)) == 2
    assert {name for name, triples in there.triples() if triples} == remote.graphs()
    assert there.release.hash != letter.release.hash
    with pytest.raises(Problem, match="as of a day"):
        there.as_of("2024-01-01")
    with pytest.raises(Problem) as caught:
        there.query("SELECT * FROM <https://example.org/elsewhere> { ?s ?p ?o }")
    assert caught.value.kind == "unknown-graph"


@pytest.mark.parametrize(
    "behave",
    [_fixed(b"<p>Welcome", media_type="text/html"), _fixed(b"Nothing here", status=404)],
    ids=["page", "not found"],
)
def test_what_is_no_endpoint_is_said_to_be_none(
    serve: Callable[[Behave], str], behave: Behave
) -> None:
    with pytest.raises(Problem) as caught:
        govactors.connect(serve(behave), patience=QUICK).select(SELECT)
    assert caught.value.hint.startswith("This seems to be no SPARQL endpoint")
