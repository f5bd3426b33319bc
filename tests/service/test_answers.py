"""Caching, conditional requests and encodings, asked of a running server."""

import gzip
import hashlib
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import httpx
import pytest
import zstandard

if TYPE_CHECKING:
    from tests.service.conftest import Server

TASKS = "SELECT * { ?s ?p ?o }"


def _raw(server: "Server", query: str, encoding: str) -> tuple[httpx.Response, bytes]:
    """The answer and its bytes as they came over the wire."""
    url = f"{server.address}/sparql"
    headers = {"accept-encoding": encoding}
    with httpx.stream("GET", url, params={"query": query}, headers=headers) as answer:
        return answer, b"".join(answer.iter_raw())


def test_an_answer_is_evaluated_once(server: "Server") -> None:
    first, second = server.get(TASKS + " # once"), server.get(TASKS + " # once")
    assert first.headers["cache-status"] == "govactors; fwd=miss; detail=miss"
    assert second.headers["cache-status"] == "govactors; hit"
    assert first.content == second.content
    assert first.headers["etag"] == second.headers["etag"]
    assert "light;dur=" in first.headers["server-timing"]


def test_identical_requests_share_one_evaluation(server: "Server") -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } # shared"

    def ask(_: int) -> str:
        answer = httpx.get(f"{server.address}/sparql", params={"query": query})
        return answer.headers["cache-status"]

    with ThreadPoolExecutor(8) as pool:
        states = list(pool.map(ask, range(8)))
    assert states.count("govactors; fwd=miss; detail=miss") == 1


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (NOW() AS ?x) {}",
        "SELECT (RAND() AS ?x) {}",
        "SELECT (UUID() AS ?x) {}",
        "SELECT (STRUUID() AS ?x) {}",
        "SELECT (BNODE() AS ?x) {}",
        "CONSTRUCT { [] ga:x ?s } WHERE { ?s a ga:Task }",
    ],
)
def test_volatile_answers_are_neither_kept_nor_tagged(server: "Server", query: str) -> None:
    first, second = server.get(query), server.get(query)
    assert first.status_code == second.status_code == 200
    for answer in (first, second):
        assert "etag" not in answer.headers
        assert answer.headers["cache-control"] == "no-store"
        assert "hit" not in answer.headers["cache-status"]
    if "RAND" in query or "UUID" in query:
        assert first.content != second.content


@pytest.mark.parametrize(
    "path", ["/sparql?query=ASK{}", "/dumps/keten.ttl", "/graphs?default", "/static/style.css"]
)
def test_an_unchanged_answer_is_not_sent_again(server: "Server", path: str) -> None:
    first = server.client.get(path)
    tag = first.headers["etag"]
    assert tag.startswith('"')
    for condition in (tag, f"W/{tag}", f'"other", {tag}'):
        again = server.client.get(path, headers={"if-none-match": condition})
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == tag
        if "vary" in first.headers:
            assert again.headers["vary"] == first.headers["vary"]
    other = server.client.get(path, headers={"if-none-match": '"other"'})
    assert other.status_code == 200


def test_a_condition_costs_no_evaluation(server: "Server") -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } # conditional"
    tag = server.get(query).headers["etag"]
    began = time.perf_counter()
    again = server.get(query, if_none_match=tag)
    assert again.status_code == 304
    assert "cache-status" not in again.headers
    assert time.perf_counter() - began < 0.05


def test_each_representation_has_its_own_tag(server: "Server") -> None:
    tags, bodies = set(), set()
    for accept in ("text/csv", "application/json", "application/sparql-results+json", "text/html"):
        for encoding in ("identity", "gzip", "zstd"):
            answer = server.get(TASKS, accept=accept, accept_encoding=encoding)
            tags.add(answer.headers["etag"])
            bodies.add((accept, encoding))
            assert server.get(TASKS, accept=accept, if_none_match=answer.headers["etag"])
    assert len(tags) == len(bodies)


def _unpack(data: bytes, encoding: str | None) -> bytes:
    if encoding == "gzip":
        return gzip.decompress(data)
    if encoding == "zstd":
        return zstandard.ZstdDecompressor().decompress(data, 10_000_000)
    return data


@pytest.mark.parametrize(
    ("accept", "sent"),
    [
        ("identity", None),
        ("gzip", "gzip"),
        ("zstd", "zstd"),
        ("gzip, zstd", "zstd"),
        ("gzip;q=1, zstd;q=0.1", "gzip"),
        ("gzip;q=0, zstd;q=0", None),
        ("br", None),
        ("*", "zstd"),
    ],
)
def test_encodings(server: "Server", accept: str, sent: str | None) -> None:
    plain = _raw(server, TASKS, "identity")[1]
    answer, body = _raw(server, TASKS, accept)
    assert answer.headers.get("content-encoding") == sent
    assert int(answer.headers["content-length"]) == len(body)
    assert "accept-encoding" in answer.headers["vary"].lower()
    unpacked = _unpack(body, sent)
    assert unpacked == plain
    assert sent is None or len(body) < len(plain) / 2


def test_small_answers_are_not_compressed(server: "Server") -> None:
    answer, body = _raw(server, "ASK {}", "gzip")
    assert "content-encoding" not in answer.headers
    assert body == b'{"head":{},"boolean":true}'


def test_two_servers_give_the_same_bytes_and_tags(
    serving: Callable[..., AbstractContextManager["Server"]], server: "Server"
) -> None:
    queries = [
        TASKS,
        "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p",
        "SELECT DISTINCT ?p { ?s ?p ?o }",
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "DESCRIBE bron:besluit",
    ]
    with serving(workers=1) as other:
        for query in queries:
            here, there = server.get(query), other.get(query)
            assert here.headers["etag"] == there.headers["etag"]
            digests = [hashlib.sha256(each.content).hexdigest() for each in (here, there)]
            assert digests[0] == digests[1], query


def test_the_cache_stays_within_its_room(
    serving: Callable[..., AbstractContextManager["Server"]],
) -> None:
    with serving(workers=1, cache_size=1) as small:
        for number in range(90):
            small.get(f"{TASKS} # {number} {'long ' * 1000}", accept_encoding="identity")
        metrics = small.client.get("/metrics").text
        size = next(
            float(line.split()[1])
            for line in metrics.splitlines()
            if line.startswith("govactors_cache_bytes ")
        )
        assert 500_000 < size <= 1_000_000


def test_a_large_result_streams(serving: Callable[..., AbstractContextManager["Server"]]) -> None:
    rows = "SELECT * { ?a0 ?b0 ?c0 . ?a1 ?b1 ?c1 . ?a2 ?b2 ?c2 . ?a3 ?b3 ?c3 } LIMIT 20000"
    with serving(workers=1, result_buffer=1, heavy_after=5) as streaming:
        answer, body = _raw(streaming, rows, "identity")
        assert "content-length" not in answer.headers
        assert body.count(b'"a0":{') == 20_000
        again, _ = _raw(streaming, rows, "identity")
        assert again.headers["etag"] == answer.headers["etag"]
        packed, body = _raw(streaming, rows, "gzip")
        assert packed.headers["content-encoding"] == "gzip"
        assert gzip.decompress(body).count(b'"a0":{') == 20_000
        assert streaming.counts()["idle"] == 1


PRODUCT = "SELECT * { ?a0 ?b0 ?c0 . ?a1 ?b1 ?c1 . ?a2 ?b2 ?c2 . ?a3 ?b3 ?c3 } LIMIT "


@pytest.fixture(scope="module")
def patient(
    serving: Callable[..., AbstractContextManager["Server"]],
) -> Iterator["Server"]:
    """A server for which nothing is heavy."""
    with serving(workers=2, heavy_after=10) as running:
        yield running


def test_the_first_byte_does_not_wait_for_the_last(patient: "Server") -> None:
    url, params = f"{patient.address}/sparql", {"query": f"{PRODUCT} 100000"}
    began = time.perf_counter()
    with httpx.stream("GET", url, params=params, headers={"accept-encoding": "identity"}) as answer:
        pieces = answer.iter_raw()
        next(pieces)
        first = time.perf_counter() - began
        assert sum(len(piece) for piece in pieces) > 20_000_000
        last = time.perf_counter() - began
    assert first < last / 2


def test_what_was_streamed_is_kept_if_it_is_not_too_large(patient: "Server") -> None:
    small, large = f"{PRODUCT} 3000", f"{PRODUCT} 30000"  # some 2 MB and 20 MB
    for query, state in ((small, "govactors; hit"), (large, "govactors; fwd=miss; detail=miss")):
        first, body = _raw(patient, query, "identity")
        assert "content-length" not in first.headers
        again, same = _raw(patient, query, "identity")
        assert again.headers["cache-status"] == state
        assert hashlib.sha256(same).digest() == hashlib.sha256(body).digest()
        assert ("content-length" in again.headers) is (query == small)


def test_what_is_streamed_is_shared_and_no_slow_client_holds_it_up(patient: "Server") -> None:
    query = f"{PRODUCT} 3001 # shared"
    with patient.client.stream(
        "GET", "/sparql", params={"query": query}, headers={"accept-encoding": "identity"}
    ) as slow:
        same = {"accept-encoding": "identity"}
        following = httpx.get(f"{patient.address}/sparql", params={"query": query}, headers=same)
        assert following.headers["cache-status"] != "govactors; fwd=miss; detail=miss"
        assert len(following.json()["results"]["bindings"]) == 3001
        slow.read()
        assert len(slow.json()["results"]["bindings"]) == 3001


def test_whoever_shared_a_streamed_answer_leaves_no_work_behind(patient: "Server") -> None:
    query = f"{PRODUCT} 40000 # left"
    url = f"{patient.address}/sparql"
    with (
        httpx.stream("GET", url, params={"query": query}),
        httpx.stream("GET", url, params={"query": query}) as second,
    ):
        assert second.status_code == 200
    until = time.monotonic() + 5
    while patient.counts()["idle"] < 2:
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_client_may_grant_less_time_but_not_more(server: "Server") -> None:
    product = " . ".join(f"?a{i} ?b{i} ?c{i}" for i in range(8))
    query = f"SELECT (COUNT(*) AS ?n) {{ {product} }} # time"
    began = time.monotonic()
    answer = server.client.get("/sparql", params={"query": query, "timeout": "0.3"})
    assert answer.status_code == 504
    assert "0.3 s" in answer.json()["detail"]
    assert time.monotonic() - began < 0.8
