"""The whole site walked like a crawler does, and rendered by a browser."""

import html
import re
import shutil
import subprocess
from collections import deque
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

if TYPE_CHECKING:
    from tests.service.conftest import Server

MOST = 450
"""Pages visited; every kind of page is among them, because the walk goes breadth first."""

BASE = "https://w3id.org/govactors/"
CHROMIUM = shutil.which("chromium")


class Page(HTMLParser):
    """What a crawler sees of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.language = self.title = self.canonical = self.description = ""
        self.scripts: list[str] = []
        self._open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._open.append(tag)
        if "id" in given:
            assert given["id"] not in self.ids, given["id"]
            self.ids.add(given["id"])
        if tag in ("a", "link"):
            self.links.append(given["href"])
        if tag == "html":
            self.language = given["lang"]
        if tag == "link" and given["rel"] == "canonical":
            self.canonical = given["href"]
        if tag == "meta" and given.get("name") == "description":
            self.description = given["content"]
        if tag == "script":
            self.scripts.append(given["type"])
        assert not any(name.startswith("on") or name == "style" for name in given), given

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "title":
            self.title += data


def _is_page(address: str) -> bool:
    return not re.search(r"\.(ttl|nt|rdf|jsonld|json|csv|xml|tsv|trig|nq)(\?|$)", address)


def test_every_link_of_the_site_leads_somewhere(site: "Server") -> None:
    seen, waiting = {"/"}, deque(["/"])
    anchors: dict[str, set[str]] = {}
    wanted: set[tuple[str, str]] = set()
    visited = 0
    while waiting and visited < MOST:
        path = waiting.popleft()
        answer = site.client.get(path, headers={"accept": "text/html,*/*;q=0.1"})
        assert answer.status_code == 200, path
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        visited += 1
        page = Page(answer.text)
        anchors[path] = page.ids
        assert page.title, path
        assert page.language in ("nl", "en"), path
        assert set(page.scripts) <= {"application/ld+json"}
        if path.startswith(("/doc/", "/def", "/vraag", "/catalogus")):
            assert page.description, path
        for link in page.links:
            address, fragment = urldefrag(urljoin(path, link))
            if urlsplit(address).netloc:
                assert urlsplit(address).scheme in ("http", "https"), (path, link)
                continue
            if fragment:
                wanted.add((address, fragment))
            if address not in seen and "lang=" not in address and "/sparql?" not in address:
                seen.add(address)
                (waiting.append if _is_page(address) else waiting.appendleft)(address)
    assert visited == MOST
    missing = [pair for pair in wanted if pair[0] in anchors and pair[1] not in anchors[pair[0]]]
    assert missing == []


def test_the_sitemap_names_pages_that_exist(site: "Server") -> None:
    text = site.client.get("/sitemap.xml").text
    places = [html.unescape(each) for each in re.findall(r"<loc>([^<]*)</loc>", text)]
    assert len(places) == len(set(places)) > 1000
    assert len(re.findall(r"<lastmod>\d{4}-\d\d-\d\d</lastmod>", text)) == len(places)
    for place in places[:: len(places) // 60]:
        assert place.startswith(BASE)
        path = "/" + place.removeprefix(BASE)
        answer = site.client.get(path, headers={"accept": "text/html"})
        assert answer.status_code == 200, path
        page = Page(answer.text)
        assert page.canonical in ("", place)


def test_machines_are_told_where_to_look(site: "Server") -> None:
    robots = site.client.get("/robots.txt")
    assert f"Sitemap: {BASE}sitemap.xml" in robots.text
    llms = site.client.get("/llms.txt").text
    for address in re.findall(r"\((https://[^)]*)\)", llms):
        assert address.startswith(BASE)
        assert site.client.get("/" + address.removeprefix(BASE)).status_code == 200, address
    void = site.client.get("/.well-known/void").text
    assert "void:Dataset" in void or "http://rdfs.org/ns/void#Dataset" in void


@pytest.mark.parametrize(
    "path", ["/doc/organisatie/gemeen", "/doc/organisatie", "/doc/organisatie/gemeem"]
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_hostile_labels_stay_text(small: "Server", path: str, language: str) -> None:
    answer = small.client.get(path, headers={"accept": "text/html", "accept-language": language})
    page = Page(answer.text)
    assert all(not link.startswith(("javascript:", "data:")) for link in page.links)
    assert "<img" not in answer.text
    assert "<b onclick" not in answer.text
    assert answer.text.count("<script") == len(page.scripts) == answer.text.count("</script>")


def test_a_browser_has_nothing_to_report(small: "Server", site: "Server", tmp_path: Path) -> None:
    assert CHROMIUM, "Debian's chromium is needed: see scripts/setup"
    pages = [
        (small, "/doc/organisatie/gemeen"),
        (small, "/vraag/wie-keurt"),
        (site, "/doc/organisatie/ind"),
        (site, "/def"),
    ]
    for number, (server, path) in enumerate(pages):
        said = _rendered(server.address + path, tmp_path / str(number))
        assert "CONSOLE" not in said, said
        assert "Content Security Policy" not in said, said


def _rendered(address: str, profile: Path) -> str:
    """What Chromium says of a page: its console, on standard error."""
    quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
    quiet += ["--disable-background-networking", "--disable-component-update"]
    done = subprocess.run(
        [
            str(CHROMIUM),
            "--headless",
            "--no-sandbox",
            *quiet,
            f"--user-data-dir={profile}",
            "--enable-logging=stderr",
            "--dump-dom",
            address,
        ],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "<h1>" in done.stdout
    return done.stderr
