"""Pages for people: language, links, and a publication whose labels are hostile."""

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from govactors.kinds import KINDS
from govactors.service.problems import STATUS

if TYPE_CHECKING:
    from tests.service.conftest import Server

BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
LABELS = "SELECT ?s ?label { ?s skos:prefLabel|foaf:homepage|rdfs:seeAlso ?label }"


class _Page(HTMLParser):
    """Elements and attributes of a page, and whether every element is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "link", "input", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag == name]


PAGES = [
    "/",
    "/problems",
    "/sparql",
    f"/sparql?query={LABELS}",
    "/sparql?query=ASK{}",
    "/sparql?query=ASK{",
    "/sparql?query=DESCRIBE organisatie:loket",
    "/nothing",
]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_is_whole_and_says_its_language(
    server: "Server", path: str, language: str
) -> None:
    answer = server.client.get(path, headers={**BROWSER, "accept-language": language})
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-language"] == language
    page = _Page(answer.text)
    assert page.open == []
    assert page.all("html") == [{"lang": language}]
    assert len(page.all("h1")) == 1
    assert len(page.all("title")) == 1
    assert {str(each["src"]).rpartition("/")[0] for each in page.all("script")} <= {"/static"}
    assert "style" not in {name for _, attributes in page.elements for name in attributes}
    for link in page.all("a"):
        assert not str(link["href"]).startswith(("javascript:", "data:"))


@pytest.mark.parametrize("path", PAGES)
def test_labels_are_text_and_never_markup(server: "Server", path: str) -> None:
    text = server.client.get(path, headers=BROWSER).text
    assert "<script>" not in text
    if LABELS in path:
        assert "&lt;script&gt;alert(&#x27;loket&#x27;)&lt;/script&gt;" in text
        assert 'href="https://example.org/loket?a=1&amp;b=2"' in text
        assert "javascript:alert(1)" in text


def test_the_switch_wins_over_the_browser(server: "Server") -> None:
    headers = {**BROWSER, "accept-language": "en"}
    assert '<html lang="nl">' in server.client.get("/?lang=nl", headers=headers).text
    assert '<html lang="en">' in server.client.get("/?lang=xx", headers=headers).text
    path = "/sparql?query=ASK{}&lang=nl"
    assert '<html lang="nl">' in server.client.get(path, headers=headers).text


def test_the_start_page_links_everything_and_every_link_works(server: "Server") -> None:
    answer = server.client.get("/", headers={**BROWSER, "accept-language": "nl"})
    page = _Page(answer.text)
    links = {str(each["href"]).partition("#")[0] for each in page.all("a")} - {""}
    assert {f"/dumps/keten.{name}" for name in ("ttl", "nt", "trig", "jsonld", "rdf")} <= links
    assert {"/sparql", "/health/live", "/health/ready", "/problems", "/metrics"} <= links
    for link in links:
        assert server.client.get(link, headers=BROWSER).status_code == 200, link
    assert "Een kleine keten" in answer.text
    assert "1.2.3" in answer.text


def test_the_button_of_a_question_answers_it(server: "Server") -> None:
    start = server.client.get("/", headers={**BROWSER, "accept-language": "nl"})
    assert "Wie verleent toegang?" in start.text
    (path,) = {
        str(each["href"])
        for each in _Page(start.text).all("a")
        if str(each["href"]).startswith("/vraag/")
    }
    asked = _Page(server.client.get(path, headers={**BROWSER, "accept-language": "nl"}).text)
    fields = {
        str(each["name"]): str(each["value"])
        for each in asked.all("input")
        if each.get("type") == "hidden"
    }
    result = server.client.get("/sparql", params=fields, headers=BROWSER)
    assert '<td lang="nl">Poort</td>' in result.text
    assert "1 rij<" in result.text


def test_a_cut_off_table_says_so(server: "Server") -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    text = server.client.get("/sparql", params={"query": query}, headers=BROWSER).text
    assert re.search(r"(Alleen de eerste|Only the first) 1000", text)
    assert text.count("<tr>") == 1001


def test_each_kind_of_problem_has_its_anchor(server: "Server") -> None:
    page = _Page(server.client.get("/problems", headers=BROWSER).text)
    assert {each["id"] for each in page.all("dt") if "id" in each} == set(STATUS)
    assert set(STATUS) <= set(KINDS)


def test_dutch_pages_give_their_advice_in_dutch(server: "Server") -> None:
    page = server.client.get("/problems?lang=nl", headers=BROWSER).text
    failed = server.client.get("/nothing?lang=nl", headers=BROWSER).text
    advice = KINDS["not-found"]
    for text in (page, failed):
        assert advice.advice_nl in text
        assert advice.advice not in text
    assert '<p class="notice" lang="en">' in failed


def test_the_name_of_the_site_stands_once_in_the_title_of_its_start(server: "Server") -> None:
    text = server.client.get("/", headers=BROWSER).text
    assert text.partition("</title>")[0].count("govactors") == 1


def test_health_and_metrics(server: "Server") -> None:
    assert server.client.get("/health/live").json() == {"status": "ok"}
    ready = server.client.get("/health/ready")
    assert ready.json()["version"] == "1.2.3"
    assert re.fullmatch(r"[0-9a-f]{64}", ready.json()["release"])
    server.get("ASK { ?s ?p 'never in the metrics' }")
    metrics = server.client.get("/metrics").text
    assert 'govactors_requests_total{path="/sparql",status="200",cache="miss"}' in metrics
    assert 'govactors_request_seconds_bucket{lane="light",le="+Inf"}' in metrics
    assert "govactors_workers_idle 2" in metrics
    assert "never in the metrics" not in metrics


def test_problems_of_browsers_are_pages_with_the_same_id_form(server: "Server") -> None:
    answer = server.client.get("/sparql?query=ASK{", headers=BROWSER)
    assert answer.status_code == 400
    assert re.search(r"\b[0-9a-f]{16}\b", answer.text)
    assert json.loads(server.client.get("/sparql?query=ASK{").text)["instance"].startswith("urn:")


@pytest.mark.parametrize("path", ["/", "/problems"])
def test_a_page_that_is_unchanged_is_not_sent_again(server: "Server", path: str) -> None:
    tags = set()
    for language in ("nl", "en"):
        asked = {"accept": "text/html", "accept-language": language}
        tag = server.client.get(path, headers=asked).headers["etag"]
        again = server.client.get(path, headers={**asked, "if-none-match": tag})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        tags.add(tag)
    assert len(tags) == 2


def test_the_field_of_a_day_holds_the_day_it_stands_for(site: "Server") -> None:
    for query, day in (("", "2025-01-15"), ("?date=2023-10-19", "2023-10-19")):
        page = site.client.get(
            f"/vraag/ministerie-op-een-dag{query}", headers={"accept": "text/html"}
        )
        assert f'name="date" type="date" value="{day}"' in page.text
