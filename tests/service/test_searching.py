"""Search over HTTP: the page, the REST routes, what browsers ask, and what cannot be asked."""

import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest

if TYPE_CHECKING:
    from tests.service.conftest import Server

BASE = "https://w3id.org/govactors/"


def hits(site: "Server", **params: str) -> Any:
    return site.client.get("/v1/search", params=params).json()


def test_the_page_shows_who_is_meant_first_and_marks_why(site: "Server") -> None:
    page = site.client.get("/zoek", params={"q": "inspectie szw", "lang": "en"}).text
    first = page.partition('<ol class="hits"')[2].partition("</li>")[0]
    assert 'href="/doc/organisatie/nederlandse-arbeidsinspectie?lang=en"' in first
    assert "formerly <mark>Inspectie SZW</mark>" in first


def test_the_form_stands_without_a_question(site: "Server") -> None:
    answer = site.client.get("/zoek")
    assert answer.status_code == 200
    assert '<form action="/zoek" method="get"' in answer.text
    assert 'class="hits"' not in answer.text


def test_facets_are_links_that_narrow_and_let_go(site: "Server") -> None:
    page = site.client.get("/zoek", params={"q": "mensensmokkel"}).text
    facets = page.partition('class="facets"')[2]
    link, count = re.findall(r'href="([^"]*kind=Task[^"]*)"[^>]*>\w+</a> .*?>(\d+)<', facets)[0]
    narrowed = site.client.get(link.replace("&amp;", "&")).text
    assert f">{count} gevonden<" in narrowed
    assert ">laat los<" in narrowed


def test_pages_of_hits_follow_each_other(site: "Server") -> None:
    first = site.client.get("/zoek", params={"q": "migratie"}).text
    following = re.findall(r'rel="next" href="([^"]+)"', first)[0].replace("&amp;", "&")
    second = site.client.get(following).text
    links = [set(re.findall(r'<h3><a href="([^"]+)"', page)) for page in (first, second)]
    assert len(links[0]) == 20
    assert links[1]
    assert not links[0] & links[1]
    assert '<ol class="hits" start="21">' in second


def test_a_day_is_kept_in_every_link(site: "Server") -> None:
    page = site.client.get("/zoek", params={"q": "EASO", "asOf": "2020-01-01"}).text
    main = page.partition("<main")[2].partition("</main>")[0]
    assert "voorheen" not in main
    assert all("asOf=2020-01-01" in link for link in re.findall(r'href="(/[^"]+)"', main))


@pytest.mark.parametrize(
    "query",
    [
        "q=" + "x" * 201,
        "q=a&q=b",
        "q=IND&kind=Robot",
        "q=IND&colour=red",
        "q=IND&page=0",
        "q=IND&asOf=yesterday",
        "q=%ff",
    ],
)
def test_what_cannot_be_asked_is_a_problem(site: "Server", query: str) -> None:
    answer = site.client.get(f"/zoek?{query}", headers={"accept": "application/json"})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    page = site.client.get(f"/zoek?{query}", headers={"accept": "text/html"})
    assert (page.status_code, page.headers["content-type"]) == (400, "text/html; charset=utf-8")


@pytest.mark.parametrize("text", ['<script>alert("x")</script>', "'\"><b>", "{{ 7 * 7 }}", "‮IND"])
def test_what_is_asked_is_shown_as_text(site: "Server", text: str) -> None:
    page = site.client.get("/zoek", params={"q": text}).text
    assert "<script>alert" not in page
    assert "<b>" not in page
    assert "49" not in page.partition("<main")[2].partition("</form>")[0]


def test_hits_as_json(site: "Server") -> None:
    answer = hits(site, q="EASO", pageSize="2")
    ended, successor = answer["items"]
    assert (ended["id"], ended["match"]["role"]) == (f"{BASE}id/organisatie/easo", "abbreviation")
    assert (successor["reference"], successor["formerly"]) == ("euaa", "EASO")
    assert site.client.get("/" + successor["document"].removeprefix(BASE)).status_code == 200
    assert (answer["page"], answer["pageSize"], answer["complete"]) == (1, 2, True)
    kinds = next(each for each in answer["facets"] if each["name"] == "kind")["values"]
    assert sum(each["count"] for each in kinds) == answer["total"]


def test_hits_have_documents_that_answer(site: "Server") -> None:
    asked = {
        "Question": "mensensmokkel",
        "Term": "taak",
        "Article": "artikel",
        "Source": "brief",
        "Phenomenon": "smokkel",
    }
    for kind, text in asked.items():
        item = hits(site, q=text, kind=kind)["items"][0]
        path = "/" + item["document"].removeprefix(BASE)
        assert site.client.get(path).status_code == 200, kind


@pytest.mark.parametrize(
    "path",
    ["search", "search?q=", "search?q=IND&kind=Robot", "search?q=IND&x=1", "suggest", "suggest?q="],
)
def test_problems_of_the_rest_routes(site: "Server", path: str) -> None:
    answer = site.client.get(f"/v1/{path}")
    assert answer.status_code == 400
    assert answer.json()["type"] == f"{BASE}problems#invalid-parameter"


def test_suggestions(site: "Server") -> None:
    items = site.client.get("/v1/suggest", params={"q": "mensensm"}).json()["items"]
    assert items[0]["text"] == "mensensmokkel"
    assert len(items) <= 8
    old = site.client.get("/v1/suggest", params={"q": "inspectie sz"}).json()["items"][0]
    assert old["former"]
    assert old["label"]["en"] == "Netherlands Labour Authority"
    assert site.client.get("/v1/suggest", params={"q": "xqzw"}).json()["items"] == []


def test_the_routes_are_described(site: "Server") -> None:
    paths = site.client.get("/v1/openapi.json").json()["paths"]
    assert {"/search", "/suggest"} <= set(paths)
    asked = {each["name"] for each in paths["/search"]["get"]["parameters"]}
    assert {"q", "kind", "ministry", "period", "asOf", "pageSize"} <= asked


def test_answers_are_kept_and_conditional(site: "Server") -> None:
    first = site.client.get("/zoek", params={"q": "politie"})
    again = site.client.get(
        "/zoek", params={"q": "politie"}, headers={"if-none-match": first.headers["etag"]}
    )
    assert (first.status_code, again.status_code) == (200, 304)
    assert "Accept-Language" in first.headers["vary"]
    assert site.client.head("/zoek", params={"q": "politie"}).content == b""


def test_the_script_is_small_and_from_this_host(site: "Server") -> None:
    script = site.client.get("/static/search.js")
    assert script.headers["content-type"] == "text/javascript; charset=utf-8"
    assert len(script.content) < 5_000
    assert b"innerHTML" not in script.content
    policy = script.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_a_browser_can_add_the_search(site: "Server") -> None:
    answer = site.client.get("/opensearch.xml")
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    urls = ElementTree.fromstring(answer.text).findall(f"{space}Url")  # noqa: S314 - our own
    assert urls[0].get("template") == f"{BASE}zoek?q={{searchTerms}}"


def test_another_publication_is_searched_alike(small: "Server") -> None:
    answer = small.client.get("/v1/search", params={"q": "dienst"})
    assert answer.status_code == 200
    assert all(
        each["id"].startswith("https://example.org/keten/") for each in answer.json()["items"]
    )


def test_hostile_names_are_found_as_text(server: "Server") -> None:
    for asked in ("script", "onerror", "alert", "javascript"):
        page = server.client.get("/zoek", params={"q": asked})
        assert page.status_code == 200
        main = page.text.partition("<main")[2].partition("</main>")[0]
        assert "<script" not in main
        assert "<img" not in main
        assert 'href="javascript:' not in main
    assert server.client.get("/v1/suggest", params={"q": "scr"}).status_code == 200
