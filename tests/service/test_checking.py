"""Check my Turtle: findings for people and programs, and input that is meant to hurt."""

import shutil
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from govactors import Publication
from govactors.service.app import Application
from govactors.service.settings import Settings

if TYPE_CHECKING:
    from tests.service.conftest import Server

ROOT = Path(__file__).parents[2]
PREFIXES = (
    "@prefix ga: <https://w3id.org/govactors/def#> .\n"
    "@prefix uitspraak: <https://example.org/keten/id/uitspraak/> .\n"
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
)
BROKEN = PREFIXES + "\nuitspraak:een a ga:Assignment .\n\nuitspraak:twee a ga:Authority .\n"
TURTLE = {"content-type": "text/turtle", "accept": "application/json"}


@pytest.fixture(scope="module")
def checker(
    serving: Callable[..., AbstractContextManager["Server"]],
    keten_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator["Server"]:
    """A server over a small publication with the shapes of this repository, and low limits."""
    folder = tmp_path_factory.mktemp("checker") / "keten"
    shutil.copytree(keten_folder, folder)
    shutil.copytree(ROOT / "shapes", folder / "shapes")
    with serving(
        publication=folder,
        workers=2,
        heavy_after=0.2,
        heavy_workers=2,
        heavy_waiting=4,
        query_time_limit=2,
        query_memory_limit=150,
    ) as running:
        yield running


def check(server: "Server", turtle: str | bytes, **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return server.client.post("/v1/validate", content=turtle, headers=TURTLE | named)


def test_findings_name_line_severity_and_what_to_do(checker: "Server") -> None:
    answer = check(checker, BROKEN, accept_language="en")
    assert answer.status_code == 200
    told = answer.json()
    assert (told["conforms"], told["judged"], told["complete"]) == (False, True, True)
    assert told["total"] == len(told["findings"]) == sum(told["counts"].values())
    one = next(each for each in told["findings"] if each["path"].endswith("#actor>"))
    assert (one["line"], one["severity"]) == (5, "violation")
    assert one["message"].startswith("Exactly one ga:actor")
    assert {each["line"] for each in told["findings"]} == {5, 7}


def test_findings_are_in_the_language_asked_for(checker: "Server") -> None:
    dutch = check(checker, BROKEN, accept_language="nl")
    assert dutch.headers["content-language"] == "nl"
    assert "Er is precies één ga:actor nodig" in dutch.text


def test_findings_can_be_had_as_shacl(checker: "Server") -> None:
    report = check(checker, BROKEN, accept="text/turtle")
    assert report.headers["content-type"] == "text/turtle; charset=utf-8"
    assert "ValidationReport" in report.text


def test_what_the_shapes_do_not_know_is_not_called_right(checker: "Server") -> None:
    told = check(checker, "<https://example.org/a> <https://example.org/b> 1 .").json()
    assert (told["conforms"], told["judged"], told["findings"]) == (True, False, [])


def test_a_mistake_in_the_turtle_is_at_its_line(checker: "Server") -> None:
    answer = check(checker, PREFIXES + "uitspraak:een a ga:Assignment ;;; , .\n")
    problem = answer.json()
    assert answer.status_code == 400
    assert problem["type"].endswith("#broken-turtle")
    assert problem["line"] == 4
    assert problem["column"] > 20


def test_nothing_is_kept(checker: "Server") -> None:
    before = checker.client.get("/metrics").text
    for _ in range(2):
        answer = check(checker, BROKEN)
        assert answer.headers["cache-control"] == "no-store"
        assert "etag" not in answer.headers
    kept = [line for line in before.splitlines() if "cache_answers" in line]
    assert kept == [
        line for line in checker.client.get("/metrics").text.splitlines() if "cache_answers" in line
    ]


def test_the_page_works_without_a_script(checker: "Server") -> None:
    form = checker.client.get("/toets")
    assert '<form action="/toets?lang=nl" method="post"' in form.text
    page = checker.client.post("/toets?lang=en", data={"turtle": BROKEN})
    assert page.status_code == 200
    assert "<code>uitspraak:een</code>" in page.text
    assert 'href="#line-5"' in page.text
    assert '<li id="line-5" value="5"><code>uitspraak:een a ga:Assignment .' in page.text
    assert "Exactly one ga:actor" in page.text
    assert "uitspraak:twee a ga:Authority" in page.text.partition("<textarea")[2]


def test_the_page_keeps_turtle_that_cannot_be_read(checker: "Server") -> None:
    page = checker.client.post("/toets?lang=nl", data={"turtle": "<a> <b> "})
    assert page.status_code == 400
    assert "Regel 1" in page.text
    assert "&lt;a&gt; &lt;b&gt;" in page.text


def test_what_is_sent_is_shown_as_text(checker: "Server") -> None:
    hostile = BROKEN + 'uitspraak:een skos:note "</textarea><script>alert(1)</script>"@nl .\n'
    page = checker.client.post("/toets", data={"turtle": hostile}).text
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("headers", "body", "status", "kind"),
    [
        ({"content-type": "application/ld+json"}, b"{}", 415, "unsupported-media-type"),
        ({"content-type": "application/rdf+xml"}, b"<x/>", 415, "unsupported-media-type"),
        ({"content-type": ""}, b"<a:b> <a:b> 1 .", 415, "unsupported-media-type"),
        ({"content-encoding": "gzip"}, b"\x1f\x8b", 415, "unsupported-media-type"),
        ({}, b" \n", 400, "empty-body"),
        ({}, b"<a:b> <a:c> '\xff' .", 400, "not-utf8"),
        ({}, b"x" * 1_000_001, 413, "size-limit"),
        ({"accept": "image/png"}, b"<a:b> <a:c> 1 .", 406, "not-acceptable"),
        ({}, b"<a> <b> <c> .", 400, "broken-turtle"),
        ({}, b"<a:b> <a:c> <<( <a:b> <a:c> 1 )>> .", 400, "broken-turtle"),
        ({}, b"\x00" * 1000, 400, "broken-turtle"),
    ],
)
def test_other_bodies_are_problems(
    checker: "Server", headers: dict[str, str], body: bytes, status: int, kind: str
) -> None:
    answer = checker.client.post("/v1/validate", content=body, headers=TURTLE | headers)
    assert answer.status_code == status
    assert answer.json()["type"].endswith(f"#{kind}")
    assert answer.headers["api-version"]


@pytest.mark.parametrize("path", ["/v1/validate", "/toets"])
def test_no_address_to_fetch_is_taken(checker: "Server", path: str) -> None:
    answer = checker.client.post(f"{path}?url=https://example.org/x.ttl", content=b"")
    assert answer.status_code == 400


def test_only_post_validates(checker: "Server") -> None:
    answer = checker.client.get("/v1/validate")
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST, OPTIONS")


def test_the_route_is_described(checker: "Server") -> None:
    described = checker.client.get("/v1/openapi.json").json()
    asked = described["paths"]["/validate"]["post"]
    assert list(asked["requestBody"]["content"]) == ["text/turtle"]
    shown = asked["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    members = described["components"]["schemas"][shown.rpartition("/")[2]]["properties"]
    assert set(check(checker, BROKEN).json()) == set(members)


def test_nothing_that_is_named_is_fetched(checker: "Server") -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        here = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
        owl = "http://www.w3.org/2002/07/owl#"
        turtle = f"{BROKEN}<{here}> a <{owl}Ontology> ; <{owl}imports> <{here}> .\n"
        assert check(checker, turtle).status_code == 200
        with pytest.raises(BlockingIOError):
            listener.accept()


HURTING = {
    "nested nodes": PREFIXES
    + "uitspraak:a ga:actor "
    + "[ ga:actor " * 60_000
    + "1"
    + " ]" * 60_000
    + " .",
    "nested lists": PREFIXES + "uitspraak:a ga:actor " + "( " * 200_000 + ") " * 200_000 + ".",
    "open brackets": PREFIXES + "uitspraak:a ga:actor " + "[" * 900_000,
    "one text": PREFIXES + f'uitspraak:a a ga:Assignment ; ga:qualifier "{"x" * 950_000}"@nl .',
    "many findings": PREFIXES
    + "".join(f"uitspraak:a{n} a ga:Assignment .\n" for n in range(25_000)),
    "long chain": PREFIXES
    + "".join(f"<urn:x:{n}> a ga:Task ; skos:broader <urn:x:{n + 1}> .\n" for n in range(12_000)),
    "many values": PREFIXES
    + "uitspraak:a a ga:Assignment ; ga:actor "
    + ", ".join(f"uitspraak:b{n}" for n in range(40_000))
    + " .",
    "one line of names": PREFIXES + "uitspraak:" + "a" * 900_000 + "! a ga:Task .",
}


@pytest.mark.parametrize("name", HURTING)
def test_hurting_input_costs_its_sender_only(checker: "Server", name: str) -> None:
    began = time.monotonic()
    answer = check(checker, HURTING[name])
    assert time.monotonic() - began < 8
    assert answer.status_code in (200, 400, 503, 504, 507, 413), answer.text[:300]
    if answer.status_code == 200:
        told = answer.json()
        assert told["complete"] == (told["total"] == len(told["findings"]))
    assert checker.client.get("/health/live").status_code == 200
    assert checker.get("ASK { ?s ?p ?o }").status_code == 200


def test_ten_at_once_leave_others_in_peace(checker: "Server") -> None:
    with ThreadPoolExecutor(10) as many:
        sent = [many.submit(check, checker, HURTING["long chain"]) for _ in range(10)]
        waits = []
        while not all(each.done() for each in sent):
            began = time.monotonic()
            assert checker.client.get("/health/live").status_code == 200
            waits.append(time.monotonic() - began)
            time.sleep(0.02)
        statuses = {each.result().status_code for each in sent}
    assert statuses <= {200, 429, 503, 504, 507}
    assert sorted(waits)[len(waits) // 2] < 0.2
    assert checker.get("ASK { ?s ?p ?o }").status_code == 200


def test_without_shapes_there_is_nothing_to_hold_it_against(server: "Server") -> None:
    assert check(server, BROKEN).status_code == 404


def test_only_routes_that_take_something_to_judge_or_find_take_a_post(letter: Publication) -> None:
    control, other = socket.socketpair()
    with control, other:
        methods = Application(letter, Settings(), control).methods
    posted = {path for path, allowed in methods.items() if "POST" in allowed}
    assert posted == {"/sparql", "/v1/validate", "/toets", "/reconcile"}
    assert {each for allowed in methods.values() for each in allowed} == {
        "GET",
        "HEAD",
        "OPTIONS",
        "POST",
    }
