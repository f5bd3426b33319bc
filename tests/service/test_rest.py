"""The REST face: lists, filters, items, errors, and its description."""

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.service.conftest import Server

LISTS = ["actors", "tasks", "sources", "statements"]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_paged_and_an_item_has_the_same_members(site: "Server", name: str) -> None:
    first = site.client.get(f"/v1/{name}", params={"pageSize": 3}).json()
    second = site.client.get(f"/v1/{name}", params={"pageSize": 3, "page": 2}).json()
    assert (first["page"], first["pageSize"], len(first["items"])) == (1, 3, 3)
    assert first["total"] > 6
    ids = [item["id"] for item in first["items"] + second["items"]]
    assert len(set(ids)) == 6
    item = site.client.get(f"/v1/{name}/{first['items'][0]['reference']}").json()
    assert first["items"][0].items() <= item.items()
    assert site.client.get("/" + item["document"].removeprefix(BASE)).status_code == 200


BASE = "https://w3id.org/govactors/"


@pytest.mark.parametrize(
    ("path", "params", "wanted"),
    [
        ("actors", {"name": "marechaussee"}, "organisatie/kmar"),
        ("actors", {"name": "KMAR"}, "organisatie/kmar"),
        ("actors", {"task": "opsporing-mensensmokkel"}, "organisatie/kmar"),
        ("actors", {"phenomenon": "mensensmokkel"}, "organisatie/kmar"),
        ("actors", {"phenomenon": "people smuggling"}, "organisatie/kmar"),
        ("actors", {"partner": "IND"}, "organisatie/kmar"),
        ("actors", {"kind": "Partnership"}, "organisatie/emm"),
        ("tasks", {"actor": "kmar"}, "taak/opsporing-mensensmokkel"),
        ("tasks", {"phenomenon": "mensensmokkel"}, "taak/opsporing-mensensmokkel"),
        ("tasks", {"name": "opsporing van mensensmokkel"}, "taak/opsporing-mensensmokkel"),
        ("sources", {"name": "4054603"}, "bron/brief-4054603"),
        (
            "statements",
            {"actor": "kmar", "task": "opsporing-mensensmokkel", "kind": "Assignment"},
            "uitspraak/brief-4054603-s26",
        ),
        ("statements", {"source": "brief-4054603", "actor": "ind"}, "uitspraak/brief-4054603-s100"),
    ],
)
def test_filters(site: "Server", path: str, params: dict[str, str], wanted: str) -> None:
    answer = site.client.get(f"/v1/{path}", params={**params, "pageSize": "200"}).json()
    everything = site.client.get(f"/v1/{path}").json()["total"]
    assert f"{BASE}id/{wanted}" in {item["id"] for item in answer["items"]}
    assert answer["total"] < everything


def test_a_statement_names_its_passage(site: "Server") -> None:
    item = site.client.get("/v1/statements/brief-4054603-s26").json()
    assert item["kind"] == "Assignment"
    assert (item["responsibility"], item["certainty"]) == ("lead", "explicit")
    assert item["source"]["reference"] == "brief-4054603"
    assert item["passages"][0]["page"] == 4
    assert item["roles"]["actor"][0]["label"]["en"] == "Royal Netherlands Marechaussee"


def test_as_of_a_day(site: "Server") -> None:
    then = site.client.get(
        "/v1/statements", params={"asOf": "2001-01-01", "unknown": "exclude"}
    ).json()
    now = site.client.get("/v1/statements").json()
    assert then["asOf"] == "2001-01-01"
    assert then["total"] < now["total"]


def test_without_a_day_it_is_the_day_of_the_release(site: "Server") -> None:
    plain = site.client.get("/v1/statements", params={"pageSize": 200}).json()
    (release,) = site.get(RELEASED, accept="application/json").json()["results"]["bindings"]
    assert plain["asOf"] == release["day"]["value"]
    same = site.client.get("/v1/statements", params={"pageSize": 200, "asOf": plain["asOf"]})
    assert same.json() == plain
    assert {item["holds"] for item in plain["items"]} <= {"yes", "unknown"}
    certain = site.client.get("/v1/statements", params={"unknown": "exclude"}).json()
    assert (certain["asOf"], certain["total"] < plain["total"]) == (plain["asOf"], True)


def test_any_day_is_asked_for_expressly(site: "Server") -> None:
    plain = site.client.get("/v1/statements").json()
    every = site.client.get("/v1/statements", params={"asOf": "any"}).json()
    assert every["asOf"] is None
    assert every["total"] > plain["total"]
    (found,) = site.get(ENDED, accept="application/json").json()["results"]["bindings"]
    reference = found["statement"]["value"].rpartition("/")[2]
    item = site.client.get(f"/v1/statements/{reference}").json()
    assert (item["holds"], item["asOf"]) == ("no", plain["asOf"])
    undated = site.client.get(f"/v1/statements/{reference}", params={"asOf": "any"}).json()
    assert (undated["holds"], undated["asOf"]) == (None, None)
    actor = site.client.get("/v1/actors/kmar").json()
    assert actor["asOf"] == plain["asOf"]


RELEASED = """SELECT ?day { ?o a <http://www.w3.org/2002/07/owl#Ontology> ;
  <https://w3id.org/govactors/def#stateOn> ?day }"""
ENDED = """PREFIX ga: <https://w3id.org/govactors/def#>
SELECT ?statement { ?statement ga:certainty ?certainty ; ga:mayHoldUntil ?end
  FILTER (?end < "2020-01-01"^^<http://www.w3.org/2001/XMLSchema#date>) }
ORDER BY ?statement LIMIT 1"""


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/v1/actors?page=0", 400),
        ("/v1/actors?page=x", 400),
        ("/v1/actors?pageSize=100000", 400),
        ("/v1/actors?asOf=gisteren", 400),
        ("/v1/actors?asOf=2023-02-30", 400),
        ("/v1/actors?unknown=maybe", 400),
        ("/v1/actors?naam=x", 400),
        ("/v1/actors?task=zoiets-bestaat-niet", 400),
        ("/v1/actors?task=%3E%20%7D%20SERVICE", 400),
        ("/v1/actors?task=%0d%0aX-Evil:%201", 400),
        ("/v1/actors?kind=%3Cscript%3E", 400),
        ("/v1/actors?name=" + "x" * 300, 400),
        ("/v1/actors/niemand", 404),
        ("/v1/actors/", 404),
        ("/v1/actors/kmar/", 404),
        ("/v1/", 404),
        ("/v1", 404),
        ("/v1/onzin", 404),
        ("/v2/actors", 404),
    ],
)
def test_errors_are_problems(site: "Server", path: str, status: int) -> None:
    answer = site.client.get(path, headers={"accept": "text/html" if "v2" not in path else "*/*"})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert {"status", "title", "detail", "type", "instance"} <= answer.json().keys()
    assert "x-evil" not in answer.headers


@pytest.mark.parametrize("path", ["/v1/actors", "/v1/actors/kmar", "/v1/openapi.json", "/v1/onzin"])
def test_every_answer_names_the_version_and_is_open(site: "Server", path: str) -> None:
    answer = site.client.get(path)
    described = site.client.get("/v1/openapi.json").json()
    assert answer.headers["api-version"] == described["info"]["version"]
    assert answer.headers.get_list("access-control-allow-origin") == ["*"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_only_reading(site: "Server") -> None:
    head = site.client.head("/v1/actors")
    assert (head.status_code, head.content) == (200, b"")
    allowed = site.client.options("/v1/actors")
    assert (allowed.status_code, allowed.headers["allow"]) == (204, "GET, HEAD, OPTIONS")
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        refused = site.client.request(method, "/v1/actors")
        assert refused.status_code == 405
        assert refused.headers["content-type"] == "application/problem+json"


def test_an_answer_is_conditional_and_compressed(site: "Server") -> None:
    answer = site.client.get("/v1/actors", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    again = site.client.get(
        "/v1/actors",
        headers={"accept-encoding": "gzip", "if-none-match": answer.headers["etag"]},
    )
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["api-version"]


def test_the_description_follows_the_rules(site: "Server") -> None:
    described = site.client.get("/v1/openapi.json").json()
    assert described["openapi"].startswith("3.")
    assert re.fullmatch(r"\d+\.\d+\.\d+", described["info"]["version"])
    assert described["servers"] == [{"url": f"{BASE}v1"}]
    assert {"name", "url"} <= described["info"]["contact"].keys()
    for path, operations in described["paths"].items():
        assert re.fullmatch(r"(/[a-z-]+|/\{[a-zA-Z]+\})+", path)
        for method, operation in operations.items():
            told = {"200", "400", "404"} if method == "get" else {"200", "400"}
            assert told <= operation["responses"].keys()
            assert "422" not in operation["responses"]
            for status, response in operation["responses"].items():
                assert "API-Version" in response["headers"]
                kind = "application/json" if status == "200" else "application/problem+json"
                assert next(iter(response["content"])) == kind
                assert response["content"][kind]["schema"]
            for parameter in operation.get("parameters", []):
                if parameter["in"] == "query":
                    assert re.fullmatch(r"[a-z][a-zA-Z]*", parameter["name"])
    assert not any(path.startswith(("/id", "/doc", "/sparql")) for path in described["paths"])


def test_answers_are_what_the_description_says(site: "Server") -> None:
    from govactors.service.rest import schemas

    kinds: dict[str, type[schemas.Page[Any]]] = {
        "actors": schemas.ActorPage,
        "tasks": schemas.TaskPage,
        "sources": schemas.SourcePage,
        "statements": schemas.StatementPage,
    }
    for name, kind in kinds.items():
        number, total = 1, 1
        while (number - 1) * 200 < total:
            answer = site.client.get(f"/v1/{name}", params={"pageSize": 200, "page": number})
            total = kind.model_validate_json(answer.content).total
            number += 1
    schemas.Actor.model_validate_json(site.client.get("/v1/actors/kmar").content)
    task = site.client.get("/v1/tasks/opsporing-mensensmokkel").content
    schemas.Task.model_validate_json(task)
