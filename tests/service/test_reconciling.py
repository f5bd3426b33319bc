"""Reconciliation: what OpenRefine sends, by GET and POST, and what it gets, after API 0.2."""

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.service.conftest import Server

BASE = "https://w3id.org/govactors/"
DUTCH = {"accept-language": "nl"}


def batch(site: "Server", queries: Any, **headers: str) -> Any:
    form = {"queries": json.dumps(queries)}
    answer = site.client.post("/reconcile", data=form, headers=DUTCH | headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


def first(site: "Server", **query: Any) -> dict[str, Any]:
    found: list[dict[str, Any]] = batch(site, {"q0": query})["q0"]["result"]
    return found[0] if found else {}


def test_the_manifest_names_every_part(site: "Server") -> None:
    told = site.client.get("/reconcile").json()
    assert told["versions"] == ["0.2"]
    assert told["identifierSpace"] == f"{BASE}id/"
    assert told["schemaSpace"] == f"{BASE}def#"
    assert {"entity", "type", "property"} == set(told["suggest"])
    assert "${id}" in told["suggest"]["entity"]["flyout_service_path"]
    for template in (told["view"]["url"], told["preview"]["url"]):
        path = "/" + template.removeprefix(BASE).replace("{{id}}", "organisatie%2Find")
        assert site.client.get(path).status_code in (200, 303)
    names = {each["id"]: each["name"] for each in told["defaultTypes"]}
    assert names["Organisation"] == "organisatie"
    english = site.client.get("/reconcile?lang=en").json()
    assert {"id": "Organisation", "name": "organisation"} in english["defaultTypes"]


@pytest.mark.parametrize(
    ("text", "found", "match"),
    [
        ("IND", "organisatie/ind", True),
        ("Immigratie- en Naturalisatiedienst", "organisatie/ind", True),
        ("immigration and naturalisation service", "organisatie/ind", True),
        ("Koninklijke Marechausee", "organisatie/kmar", False),
        ("Inspectie SZW", "organisatie/nederlandse-arbeidsinspectie", True),
        ("opsporing van mensensmokkel", "taak/opsporing-mensensmokkel", True),
    ],
)
def test_a_name_finds_its_thing(site: "Server", text: str, found: str, match: bool) -> None:
    best = first(site, query=text)
    assert (best["id"], best["match"]) == (found, match)
    assert 50 <= best["score"] <= 100


def test_a_former_name_counts_less_than_one_in_use(site: "Server") -> None:
    former = first(site, query="Inspectie SZW")["score"]
    assert 95 <= former < first(site, query="Nederlandse Arbeidsinspectie")["score"] == 100


def test_a_type_leaves_out_others(site: "Server") -> None:
    assert first(site, query="mensensmokkel", type="Phenomenon")["id"] == "begrip/mensensmokkel"
    tasks = batch(site, {"a": {"query": "mensensmokkel", "type": ["Task"], "limit": 20}})
    assert {each["id"].partition("/")[0] for each in tasks["a"]["result"]} == {"taak"}
    assert first(site, query="IND", type="Robot") == {}
    kinds = [each["id"] for each in first(site, query="IND", type="Actor")["type"]]
    assert kinds == ["Organisation", "Actor"]


def test_properties_speak_for_or_against_a_candidate(site: "Server") -> None:
    right = {"pid": "partOf", "v": "Ministerie van Justitie en Veiligheid"}
    wrong = {"pid": "partOf", "v": {"id": "organisatie/def"}}
    name = "Koninklijke Marechaussee"
    for properties, match in (([wrong], True), ([right], False)):
        best = first(site, query=name, properties=properties)
        assert (best["id"], best["match"]) == ("organisatie/kmar", match)
    assert best["score"] < 100
    assert {"id": "properties", "value": 0.0} in best["features"]


def test_properties_without_a_name_find_what_has_them(site: "Server") -> None:
    query = {
        "type": "Actor",
        "properties": [{"pid": "partOf", "v": "organisatie/def"}],
        "limit": 50,
    }
    found = batch(site, {"q": query})["q"]["result"]
    assert "organisatie/kmar" in {each["id"] for each in found}
    assert not any(each["match"] for each in found)
    assert batch(site, {"q": {"query": "", "type": "Actor"}}) == {"q": {"result": []}}


def test_a_batch_answers_each_query_by_get_as_by_post(site: "Server") -> None:
    queries = {"q0": {"query": "COA"}, "q1": {"query": "qwxz"}, "q2": {"query": "", "limit": 1}}
    posted = batch(site, queries)
    got = site.client.get("/reconcile", params={"queries": json.dumps(queries)}, headers=DUTCH)
    assert got.json() == posted
    assert posted["q1"]["result"] == posted["q2"]["result"] == []
    assert list(posted) == ["q0", "q1", "q2"]


def test_every_candidate_has_the_members_of_the_specification(site: "Server") -> None:
    for each in batch(site, {"q": {"query": "ministerie", "limit": 50}})["q"]["result"]:
        assert isinstance(each["id"], str)
        assert isinstance(each["name"], str)
        assert isinstance(each["score"], float | int)
        assert isinstance(each["match"], bool)
        assert all(set(kind) == {"id", "name"} for kind in each["type"])
        assert all(isinstance(feature["value"], float | int) for feature in each["features"])


def test_names_are_in_the_language_asked_for(site: "Server") -> None:
    asked = {"queries": json.dumps({"q": {"query": "IND"}})}
    english = site.client.post("/reconcile?lang=en", data=asked).json()["q"]["result"][0]
    assert english["name"] == "Immigration and Naturalisation Service"
    by_header = batch(site, {"q": {"query": "IND"}}, **{"accept-language": "en"})
    assert by_header["q"]["result"][0] == english


def test_columns_can_be_added(site: "Server") -> None:
    ids = ["organisatie/kmar", f"{BASE}id/organisatie/ind", "organisatie/nobody"]
    wanted = {"ids": ids, "properties": [{"id": "abbreviation"}, {"id": "partOf"}, {"id": "label"}]}
    answer = site.client.post("/reconcile", data={"extend": json.dumps(wanted)}, headers=DUTCH)
    told = answer.json()
    assert [each["id"] for each in told["meta"]] == ["abbreviation", "partOf", "label"]
    rows = told["rows"]
    assert rows[ids[0]]["abbreviation"] == [{"str": "KMar"}]
    assert {"id": "organisatie/def", "name": "Ministerie van Defensie"} in rows[ids[0]]["partOf"]
    assert rows[ids[1]]["label"] == [{"str": "Immigratie- en Naturalisatiedienst"}]
    assert rows[ids[2]] == {"abbreviation": [], "partOf": [], "label": []}


def test_suggestions_and_proposals(site: "Server") -> None:
    entity = site.client.get("/reconcile/suggest/entity?prefix=mensensm", headers=DUTCH).json()
    assert (entity["result"][0]["id"], entity["result"][0]["name"]) == (
        "begrip/mensensmokkel",
        "mensensmokkel",
    )
    kind = site.client.get("/reconcile/suggest/type?prefix=orga", headers=DUTCH).json()
    assert {"id": "Organisation", "name": "organisatie"} in kind["result"]
    named = site.client.get("/reconcile/suggest/property?prefix=afk", headers=DUTCH).json()
    assert named["result"] == [{"id": "abbreviation", "name": "afkorting"}]
    proposed = site.client.get("/reconcile/extend/propose?type=Actor&limit=3").json()
    assert (proposed["type"], len(proposed["properties"])) == ("Actor", 3)


def test_flyout_preview_and_view(site: "Server") -> None:
    flyout = site.client.get("/reconcile/flyout?id=organisatie/ind", headers=DUTCH).json()
    assert flyout["id"] == "organisatie/ind"
    assert "Immigratie- en Naturalisatiedienst" in flyout["html"]
    preview = site.client.get("/reconcile/preview?id=organisatie/ind", headers=DUTCH)
    assert "frame-ancestors *" in preview.headers["content-security-policy"]
    assert "<script" not in preview.text
    view = site.client.get("/reconcile/view?id=organisatie%2Find")
    assert (view.status_code, view.headers["location"]) == (303, "/doc/organisatie/ind")


@pytest.mark.parametrize("given", ["//evil.example/x", "https:%2F%2Fevil.example", "a/b%0d%0aX:y"])
def test_a_view_leads_nowhere_else(site: "Server", given: str) -> None:
    answer = site.client.get(f"/reconcile/view?id={given}")
    location = answer.headers.get("location", "/doc/")
    assert location.startswith("/doc/")
    assert "x" not in {name.lower() for name in answer.headers}


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"queries": "{"}, 400),
        ({"queries": "[]"}, 400),
        ({"queries": '{"q0": 3}'}, 400),
        ({"queries": '{"q0": {"query": 3}}'}, 400),
        ({"queries": json.dumps({"q0": {"query": "x" * 201}})}, 400),
        ({"queries": '{"q0":' + "[" * 50_000 + "]" * 50_000 + "}"}, 400),
        ({"queries": json.dumps({f"q{n}": {"query": "IND"} for n in range(101)})}, 413),
        ({"extend": '{"ids": ["organisatie/ind"]}'}, 400),
        ({"extend": '{"ids": ["organisatie/ind"], "properties": [{"id": "colour"}]}'}, 400),
        ({"extend": json.dumps({"ids": ["a/b"] * 1001, "properties": []})}, 413),
        ({"queries": "{}", "extend": "{}"}, 400),
        ({"colour": "red"}, 400),
        ({"queries": "x" * 1_100_000}, 413),
    ],
)
def test_what_cannot_be_answered_is_a_problem(
    site: "Server", form: dict[str, str], status: int
) -> None:
    answer = site.client.post("/reconcile", data=form)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"


def test_identifiers_may_hold_anything(site: "Server") -> None:
    odd = ["organisatie/<script>", 'a/"b', "a b", "../../etc", "é/ü", ""]
    wanted = {"ids": odd, "properties": [{"id": "label"}]}
    answer = site.client.post("/reconcile", data={"extend": json.dumps(wanted)})
    assert answer.json()["rows"] == {each: {"label": []} for each in odd}
    for each in odd:
        assert site.client.get("/reconcile/preview", params={"id": each}).status_code == 404


def test_a_body_of_another_kind_is_refused(site: "Server") -> None:
    answer = site.client.post("/reconcile", json={"queries": {}})
    assert answer.status_code == 415


def test_a_browser_on_another_host_may_ask(site: "Server") -> None:
    asked = site.client.options("/reconcile", headers={"origin": "http://127.0.0.1:3333"})
    assert asked.headers["access-control-allow-origin"] == "*"
    assert "POST" in asked.headers["access-control-allow-methods"]
    assert "access-control-allow-credentials" not in asked.headers
