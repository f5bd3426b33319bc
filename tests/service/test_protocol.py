"""The query operation of the SPARQL 1.1 Protocol, asked of a running server as a table."""

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pyoxigraph as ox
import pytest

if TYPE_CHECKING:
    from tests.service.conftest import Server

SELECT = "SELECT ?s WHERE { ?s a ga:Task }"
SD = "http://www.w3.org/ns/sparql-service-description#"
ASK = "ASK { ?s a ga:Task }"
CONSTRUCT = "CONSTRUCT { ?s a ga:Task } WHERE { ?s a ga:Task }"
DESCRIBE = "DESCRIBE taak:toegang"

JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
CSV = "text/csv; charset=utf-8"
TSV = "text/tab-separated-values; charset=utf-8"
TURTLE = "text/turtle; charset=utf-8"
HTML = "text/html; charset=utf-8"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
PROBLEM = "application/problem+json"

FORM = {"content-type": "application/x-www-form-urlencoded"}
DIRECT = {"content-type": "application/sparql-query"}


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        (SELECT, None, JSON),
        (SELECT, "*/*", JSON),
        (SELECT, JSON, JSON),
        (SELECT, "application/json", "application/json"),
        (SELECT, XML, XML),
        (SELECT, "application/xml", "application/xml"),
        (SELECT, "text/csv", CSV),
        (SELECT, "text/tab-separated-values", TSV),
        (SELECT, "text/csv;q=0.1, application/sparql-results+xml;q=0.2", XML),
        (SELECT, "text/*", "text/csv; charset=utf-8"),
        (SELECT, "*/*;q=0.1, text/csv", CSV),
        (SELECT, "*/*, application/*;q=0", CSV),
        (SELECT, BROWSER, HTML),
        (SELECT, "text/turtle, text/csv;q=0.1", CSV),
        (ASK, None, JSON),
        (ASK, XML, XML),
        (ASK, "text/csv", CSV),
        (ASK, "text/tab-separated-values", TSV),
        (ASK, BROWSER, HTML),
        (CONSTRUCT, None, TURTLE),
        (CONSTRUCT, "text/turtle", TURTLE),
        (CONSTRUCT, "application/n-triples", "application/n-triples; charset=utf-8"),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
        (CONSTRUCT, "application/ld+json", "application/ld+json"),
        (CONSTRUCT, "application/trig", "application/trig; charset=utf-8"),
        (CONSTRUCT, "application/n-quads", "application/n-quads; charset=utf-8"),
        (CONSTRUCT, f"{JSON}, application/ld+json;q=0.5", "application/ld+json"),
        (CONSTRUCT, BROWSER, HTML),
        (DESCRIBE, "text/turtle", TURTLE),
        (DESCRIBE, "*/*", TURTLE),
    ],
)
def test_accept(server: "Server", query: str, accept: str | None, expected: str) -> None:
    headers = {} if accept is None else {"accept": accept}
    request = server.client.build_request("GET", "/sparql", params={"query": query})
    del request.headers["accept"]
    request.headers.update(headers)
    answer = server.client.send(request)
    assert (answer.status_code, answer.headers["content-type"]) == (200, expected)
    assert "accept" in answer.headers["vary"].lower()
    assert answer.content


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        (SELECT, "image/png"),
        (SELECT, "text/turtle"),
        (SELECT, "*/*;q=0"),
        (CONSTRUCT, JSON),
        (CONSTRUCT, "text/csv"),
        (ASK, "application/rdf+xml"),
    ],
)
def test_not_acceptable_names_what_is_offered(server: "Server", query: str, accept: str) -> None:
    answer = server.get(query, accept=accept)
    assert (answer.status_code, answer.headers["content-type"]) == (406, PROBLEM)
    assert "Accept one of" in answer.json()["hint"]


@pytest.mark.parametrize(
    ("name", "query", "expected"),
    [
        ("json", SELECT, JSON),
        ("csv", SELECT, CSV),
        ("text/csv", SELECT, CSV),
        ("html", SELECT, HTML),
        ("ttl", CONSTRUCT, TURTLE),
        ("jsonld", CONSTRUCT, "application/ld+json"),
    ],
)
def test_the_parameter_format_wins(server: "Server", name: str, query: str, expected: str) -> None:
    params = {"query": query, "format": name}
    answer = server.client.get("/sparql", params=params, headers={"accept": "image/png"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, expected)


def _ask(server: "Server", method: str, url: str, headers: dict[str, str], body: bytes) -> Any:
    return server.client.request(method, url, headers=headers, content=body)


@pytest.mark.parametrize(
    ("method", "url", "headers", "body"),
    [
        ("GET", f"/sparql?query={quote(ASK)}", {}, b""),
        ("POST", "/sparql", FORM, f"query={quote(ASK)}".encode()),
        (
            "POST",
            "/sparql",
            {"content-type": FORM["content-type"] + "; charset=UTF-8"},
            f"query={quote(ASK)}".encode(),
        ),
        ("POST", "/sparql", DIRECT, ASK.encode()),
        (
            "POST",
            "/sparql",
            {"content-type": 'APPLICATION/SPARQL-QUERY;charset="utf-8"'},
            b"\xef\xbb\xbf" + ASK.encode(),
        ),
        ("GET", f"/sparql?query={quote(ASK)}&version=1.2&timeout=5", {}, b""),
        ("POST", "/sparql?format=json", DIRECT, "ASK { FILTER('é' = '\\u00e9') }".encode()),
    ],
)
def test_the_three_ways_to_ask(
    server: "Server", method: str, url: str, headers: dict[str, str], body: bytes
) -> None:
    answer = _ask(server, method, url, headers, body)
    assert answer.status_code == 200
    assert answer.json()["boolean"] is True


@pytest.mark.parametrize(
    ("method", "url", "headers", "body", "status", "kind"),
    [
        ("GET", "/sparql?format=csv", {}, b"", 400, "missing-query"),
        ("GET", "/sparql", {"accept": JSON}, b"", 400, "missing-query"),
        ("GET", "/sparql?query=", {}, b"", 400, "missing-query"),
        ("GET", "/sparql?default-graph-uri=a:b", {}, b"", 400, "missing-query"),
        ("GET", "/sparql?query=ASK{}&query=ASK{}", {}, b"", 400, "repeated-parameter"),
        ("GET", "/sparql?query=ASK{}&format=a&format=b", {}, b"", 400, "repeated-parameter"),
        ("GET", "/sparql?query=ASK{}&format=word", {}, b"", 400, "unknown-format"),
        ("GET", "/sparql?query=ASK{}&timeout=0", {}, b"", 400, "invalid-parameter"),
        ("GET", "/sparql?query=ASK{}&timeout=nan", {}, b"", 400, "invalid-parameter"),
        ("GET", "/sparql?query=ASK{}&version=9", {}, b"", 400, "invalid-parameter"),
        ("GET", "/sparql?" + "a=1&" * 300, {}, b"", 400, "invalid-parameter"),
        ("GET", "/sparql?query=%ff", {}, b"", 400, "not-utf8"),
        ("GET", "/sparql?query=ASK{", {}, b"", 400, "query-syntax"),
        ("GET", "/sparql?query=INSERT+DATA{}", {}, b"", 403, "update-refused"),
        ("GET", "/sparql?query=LOAD<a:b>", {}, b"", 403, "update-refused"),
        ("GET", "/sparql?update=CLEAR+ALL", {}, b"", 403, "update-refused"),
        ("GET", "/sparql?query=ASK{SERVICE<a:b>{}}", {}, b"", 403, "federation-refused"),
        ("GET", "/sparql?query=ASK+FROM<a:b>{}", {}, b"", 400, "unknown-graph"),
        ("GET", "/sparql?query=ASK{}&default-graph-uri=a:b", {}, b"", 400, "unknown-graph"),
        ("GET", "/sparql?query=ASK{}&named-graph-uri=a:b", {}, b"", 400, "unknown-graph"),
        ("GET", "/sparql?query=ASK{}&default-graph-uri=not+an+iri", {}, b"", 400, "unknown-graph"),
        ("POST", "/sparql", FORM, b"", 400, "empty-body"),
        ("POST", "/sparql", DIRECT, b" \n", 400, "empty-body"),
        ("POST", "/sparql", FORM, b"a=b", 400, "missing-query"),
        ("POST", "/sparql", FORM, b"query=%ff", 400, "not-utf8"),
        ("POST", "/sparql", FORM, b"query=\xff", 400, "not-utf8"),
        ("POST", "/sparql", DIRECT, b"ASK{'\xff'}", 400, "not-utf8"),
        ("POST", "/sparql", FORM, b"query=ASK{}&query=ASK{}", 400, "repeated-parameter"),
        ("POST", "/sparql?query=ASK{}", FORM, b"query=ASK{}", 400, "repeated-parameter"),
        ("POST", "/sparql?query=ASK{}", DIRECT, b"ASK{}", 400, "repeated-parameter"),
        ("POST", "/sparql", FORM, b"update=CLEAR+ALL", 403, "update-refused"),
        ("POST", "/sparql", {"content-type": "application/sparql-update"}, b"CLEAR ALL", 403,
         "update-refused"),
        ("POST", "/sparql", {"content-type": "text/plain"}, b"ASK{}", 415,
         "unsupported-media-type"),
        ("POST", "/sparql", {}, b"ASK{}", 415, "unsupported-media-type"),
        ("POST", "/sparql", {"content-type": "application/sparql-query; charset=utf-16"},
         b"ASK{}", 415, "unsupported-media-type"),
        ("POST", "/sparql", DIRECT | {"content-encoding": "gzip"}, b"ASK{}", 415,
         "unsupported-media-type"),
        ("POST", "/sparql", DIRECT, b"#" * 1_000_001, 413, "size-limit"),
        ("PUT", "/sparql", DIRECT, b"ASK{}", 405, "method-not-allowed"),
        ("DELETE", "/sparql", {}, b"", 405, "method-not-allowed"),
        ("PATCH", "/graphs?default", {}, b"", 405, "method-not-allowed"),
        ("POST", "/", {}, b"", 405, "method-not-allowed"),
        ("GET", "/sparql/", {}, b"", 404, "not-found"),
        ("GET", "/health/live/", {}, b"", 404, "not-found"),
        ("GET", "/dumps/keten.exe", {}, b"", 404, "not-found"),
        ("GET", "/dumps/..%2f..%2fetc%2fpasswd", {}, b"", 404, "not-found"),
        ("GET", "/static/../app.py", {}, b"", 404, "not-found"),
        ("GET", "/graphs", {}, b"", 400, "invalid-parameter"),
        ("GET", "/graphs?graph=a:b", {}, b"", 404, "not-found"),
        ("GET", "/graphs?default&graph=a:b", {}, b"", 400, "invalid-parameter"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(
    server: "Server",
    method: str,
    url: str,
    headers: dict[str, str],
    body: bytes,
    status: int,
    kind: str,
) -> None:
    answer = _ask(server, method, url, headers, body)
    assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM)
    members = answer.json()
    assert members["type"] == f"https://example.org/keten/problems#{kind}"
    assert members["status"] == status
    assert members["title"]
    assert members["detail"]
    assert members["hint"]
    assert answer.headers["cache-control"] == "no-store"
    if status == 405:
        assert "GET" in answer.headers["allow"]


def test_a_syntax_error_has_a_place(server: "Server") -> None:
    members = server.get("SELECT *\nWHERE { ?s ?p }").json()
    assert (members["line"], members["column"]) == (2, 15)


def test_a_large_body_is_refused_before_it_is_read(server: "Server") -> None:
    answer = server.client.post("/sparql", headers=DIRECT, content=b"ASK{}" * 400_000)
    assert answer.status_code == 413
    assert "LIMIT" not in answer.json()["hint"]


def test_a_body_without_length_is_counted(server: "Server") -> None:
    pieces = (b"#" * 100_000 for _ in range(11))
    answer = server.client.post("/sparql", headers=DIRECT, content=pieces)
    assert answer.status_code == 413


def test_graphs_of_the_request_make_the_data_set(server: "Server") -> None:
    base = "https://example.org/keten/id/graaf/"
    count = "SELECT (COUNT(*) AS ?n) { ?s a ga:Task }"

    def counted(query: str, **graphs: str) -> int:
        params = {"query": query} | {f"{k}-graph-uri": base + v for k, v in graphs.items()}
        rows = server.client.get("/sparql", params=params).json()["results"]["bindings"]
        return int(rows[0]["n"]["value"])

    in_graph = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s a ga:Task } }"
    assert counted(count) == 1
    assert counted(count, default="kern") == 1
    assert counted(count, default="besluit") == 0
    assert counted(count, named="kern") == 0
    assert counted(in_graph, named="kern") == 1
    assert counted(in_graph, named="besluit") == 0
    assert counted(count.replace("{", f"FROM <{base}besluit> {{")) == 0


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("*/*", ox.RdfFormat.TURTLE),
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/n-triples, text/html;q=0.5", ox.RdfFormat.N_TRIPLES),
    ],
)
def test_without_a_query_the_service_describes_itself(
    server: "Server", accept: str, name: ox.RdfFormat
) -> None:
    answer = server.client.get("/sparql", headers={"accept": accept})
    told = {(q.predicate.value, str(q.object)) for q in ox.parse(answer.content, format=name)}
    space = "http://www.w3.org/ns/sparql-service-description#"
    assert (f"{space}endpoint", "<https://example.org/keten/sparql>") in told
    assert (f"{space}feature", f"<{space}UnionDefaultGraph>") in told
    assert not any("BasicFederatedQuery" in value for _, value in told)


def test_the_endpoint_describes_its_data_truly(server: "Server") -> None:
    told = server.client.get("/sparql", headers={"accept": "application/n-triples"}).content
    void = "http://rdfs.org/ns/void#"
    facts: dict[str, list[str]] = {}
    for quad in ox.parse(told, format=ox.RdfFormat.N_TRIPLES):
        facts.setdefault(f"{quad.subject} {quad.predicate.value}", []).append(quad.object.value)
    (data,) = facts["<https://example.org/keten/catalogus#sparql> " + SD + "defaultDataset"]
    (count,) = server.get("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").json()["results"]["bindings"]
    assert facts[f"<{data}> {void}triples"] == [count["n"]["value"]]
    assert facts[f"<{data}> {void}sparqlEndpoint"] == ["https://example.org/keten/sparql"]
    for part in facts[f"<{data}> {void}propertyPartition"]:
        (name,) = facts[f"<{part}> {void}property"]
        query = f"SELECT (COUNT(*) AS ?n) {{ ?s <{name}> ?o }}"
        (count,) = server.get(query).json()["results"]["bindings"]
        assert facts[f"<{part}> {void}triples"] == [count["n"]["value"]], name


def test_no_route_changes_anything(server: "Server") -> None:
    before = server.client.get("/dumps/keten.nq").content
    for path in ("/", "/sparql", "/graphs", "/graphs?default", "/dumps/keten.ttl", "/problems",
                 "/health/live", "/health/ready", "/metrics", "/static/style.css"):  # fmt: skip
        for method in ("PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"):
            assert server.client.request(method, path).status_code == 405, (method, path)
        if path != "/sparql":
            assert server.client.post(path).status_code == 405
    assert server.client.get("/dumps/keten.nq").content == before


@pytest.mark.parametrize(
    "path", ["/sparql?query=ASK{}", "/dumps/keten.ttl", "/graphs?default", "/", "/problems"]
)
def test_head_tells_what_get_would(server: "Server", path: str) -> None:
    head, get = server.client.head(path), server.client.get(path)
    assert head.status_code == get.status_code == 200
    assert head.content == b""
    for name in ("content-type", "content-length", "vary", "cache-control"):
        assert head.headers.get(name) == get.headers.get(name)


def test_options_and_cors(server: "Server") -> None:
    for path in ("/sparql", "/graphs", "/dumps/keten.nt", "/", "/health/live"):
        answer = server.client.options(path, headers={"origin": "https://elsewhere.example"})
        assert answer.status_code == 204
        assert "GET" in answer.headers["allow"]
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in answer.headers


def test_security_headers_stand_on_every_kind_of_answer(server: "Server") -> None:
    client = server.client
    for answer in (
        client.get("/"),
        client.get("/nothing"),
        client.get("/sparql", params={"query": ASK}),
        client.get("/sparql", params={"query": "ASK"}),
        client.get("/health/live"),
        client.get("/static/style.css"),
        client.get("/dumps/keten.ttl"),
    ):
        headers = answer.headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers.get_list("access-control-allow-origin") == ["*"]
        assert "server" not in headers
        assert "set-cookie" not in headers


def test_hostile_headers_change_nothing(server: "Server") -> None:
    for headers in (
        {"host": "evil.example"},
        {"x-forwarded-host": "evil.example", "x-forwarded-proto": "https"},
        {"x-forwarded-for": "1.2.3.4", "forwarded": "for=evil"},
        {"accept": "text/html;q=0.1, text/csv" + ",text/x" * 500},
        {"accept-language": '"><script>'},
    ):
        answer = server.client.get("/", headers=headers)
        assert answer.status_code == 200
        assert "evil" not in answer.text


@pytest.mark.parametrize(
    "parameters",
    [
        "query=ASK{}%0d%0aset-cookie:%20a=b",
        "query=ASK{}&format=a%0d%0aset-cookie:%20a=b",
        "query=ASK{}&timeout=1%0d%0aset-cookie:%20a=b",
        "query=ASK{}&lang=nl%0d%0aset-cookie:%20a=b",
        "query=ASK{}&default-graph-uri=a%0d%0aset-cookie:%20a=b",
    ],
)
def test_a_line_end_in_a_parameter_stays_in_it(server: "Server", parameters: str) -> None:
    assert "set-cookie" not in server.client.get(f"/sparql?{parameters}").headers
