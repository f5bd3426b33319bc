"""What strangers try on the addresses of things: headers, hosts, paths, parameters."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.service.conftest import Server

PATH = "/doc/organisatie/dienst-keuring"
SPLIT = "%0d%0aSet-Cookie:%20a=1%0d%0aX-Evil:%20yes"
TRAVERSALS = [
    "/doc/..%2f..%2fetc/passwd",
    "/doc/organisatie/..%2f..%2f..%2fetc%2fpasswd",
    "/doc/organisatie/%2e%2e%2f%2e%2e%2fpyproject.toml",
    "/doc/organisatie/..%5c..%5cwindows",
    "/doc/organisatie/x%00.ttl",
    "/doc/organisatie//etc/passwd",
    "/doc//etc/passwd",
    "/vraag/..%2fwie-keurt",
    "/vraag/wie-keurt%00.csv",
    "/context/..%2f..%2fv1.jsonld",
    "/context/v2.jsonld",
    "/id/../../etc/passwd",
    "/static/..%2ftemplates%2flayout.html",
    "/v1/actors/..%2f..%2fetc%2fpasswd",
]
INJECTIONS = [
    f"/doc/organisatie/{SPLIT}",
    f"/id/organisatie/{SPLIT}",
    f"/doc/{SPLIT}/x",
    f"/vraag/{SPLIT}",
    f"{PATH}?asOf={SPLIT}",
    f"{PATH}?lang={SPLIT}",
    f"{PATH}?page={SPLIT}",
    f"{PATH}?unknown={SPLIT}",
    f"{PATH}?x={SPLIT}",
    f"/id/organisatie/dienst-keuring?lang={SPLIT}",
    f"/vraag/wie-keurt?wie={SPLIT}",
    f"/v1/actors?name={SPLIT}",
]


@pytest.mark.parametrize("path", TRAVERSALS)
def test_nothing_outside_is_reached(small: "Server", path: str) -> None:
    answer = small.client.get(path)
    assert answer.status_code in (400, 404)
    assert "root:" not in answer.text
    assert "[project]" not in answer.text


@pytest.mark.parametrize("path", INJECTIONS)
@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_no_header_is_made_of_what_was_asked(small: "Server", path: str, accept: str) -> None:
    answer = small.client.get(path, headers={"accept": accept})
    assert answer.status_code in (200, 303, 400, 404, 406)
    assert not {"set-cookie", "x-evil"} & set(answer.headers)
    assert all("\r" not in value and "\n" not in value for value in answer.headers.values())


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": "evil.example:80@x"},
        {"x-forwarded-host": "evil.example"},
        {"x-forwarded-proto": "gopher", "x-forwarded-port": "99"},
        {"forwarded": "host=evil.example;proto=https"},
        {"x-original-url": "/metrics", "x-rewrite-url": "/metrics"},
        {"x-forwarded-prefix": "/evil.example"},
        {"origin": "https://evil.example", "cookie": "a=b"},
    ],
)
def test_addresses_come_from_the_publication_only(small: "Server", headers: dict[str, str]) -> None:
    for path in (PATH, "/id/organisatie/dienst-keuring", "/sitemap.xml", "/v1/openapi.json"):
        plain = small.client.get(path, headers={"accept": "text/html"})
        tricked = small.client.get(path, headers={"accept": "text/html", **headers})
        assert tricked.status_code == plain.status_code
        assert tricked.content == plain.content
        assert "evil.example" not in repr(tricked.headers)
        assert tricked.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in tricked.headers


@pytest.mark.parametrize(
    "path", ["//evil.example/id/organisatie/x", "/id//evil.example", "/id/https:/x"]
)
def test_no_redirect_leaves_the_host(small: "Server", path: str) -> None:
    answer = small.client.get(small.address + path)
    assert answer.status_code in (303, 404)
    assert answer.headers.get("location", "/x").startswith("/")
    assert not answer.headers.get("location", "/x").startswith("//")


@pytest.mark.parametrize(
    "value",
    [
        "> } SERVICE <http://127.0.0.1:1/> {",
        '"^^x',
        "\\u0022",
        "' OR 1=1",
        "{{'7'*7}}",
        "%s%n",
        "x" * 5000,
    ],
)
def test_values_stay_values(small: "Server", value: str) -> None:
    for path in (PATH, "/vraag/wie-keurt", "/v1/actors"):
        answer = small.client.get(path, params={"wie": value, "name": value, "asOf": "2024-05-01"})
        assert answer.status_code in (200, 400)
        assert "7777777" not in answer.text


def test_parameters_without_a_meaning_do_not_fill_the_cache(small: "Server") -> None:
    first = small.client.get(PATH, params={"x": "1"})
    second = small.client.get(PATH, params={"x": "2"})
    assert first.headers["etag"] == second.headers["etag"]
    assert "hit" in second.headers["cache-status"]


def test_an_answer_of_one_route_is_not_given_on_another(small: "Server") -> None:
    small.client.get(f"{PATH}.ttl")
    small.client.get(f"{PATH}.ttl")
    answer = small.client.get("/sparql", params={f"{PATH}.ttl?": ""})
    assert answer.status_code != 200 or "Dienst Keuring" not in answer.text
