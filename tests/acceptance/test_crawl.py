"""The whole site of the shipped publication, as a crawler, a reader of RDF and Chromium see it."""

import asyncio
import html
import json
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx
import pyoxigraph as ox
import pytest
import rdflib
from playwright.sync_api import Browser, ConsoleMessage, Request

import govactors

BASE = govactors.load().addresses.base
SEED = 5
DATA = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "rdf": ox.RdfFormat.RDF_XML}
_DESCRIPTION = re.compile(r"/(?:doc|vraag|def)(?:/.*)?\.(?:ttl|nt|rdf|jsonld|linkset\.json)")
_STATE = re.compile(r"[?&](?:asOf|lang|unknown)=")
_LANGUAGE = re.compile(r'<html lang="([^"]*)"')
_TITLE = re.compile(r"<title>([^<]*)</title>")
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)"')
_LINK = re.compile(r'\s(?:href|src|action)="([^"]*)"')
_ID = re.compile(r'\sid="([^"]*)"')
_AT_ONCE = 6
_MOST = 20
"""Addresses of one path with a query that are visited: searches lead to searches without end."""


@dataclass
class Page:
    """What a crawler wants of a page; other tests hold that it is well-formed."""

    language: str
    title: str
    canonical: str
    links: list[str]
    ids: set[str]

    @classmethod
    def read(cls, text: str) -> "Page":
        """From its text; patterns, since a parser would take longer than the service."""
        links = [html.unescape(each) for each in _LINK.findall(text)]
        language, title = _first(_LANGUAGE, text), _first(_TITLE, text)
        return cls(language, title, _first(_CANONICAL, text), links, set(_ID.findall(text)))


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""


@dataclass
class Crawl:
    """All that was found: the pages by address, what is wrong, and data that were left out."""

    address: str
    pages: dict[str, Page] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    data: set[str] = field(default_factory=set)
    named: dict[str, set[str]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    asked: Counter[str] = field(default_factory=Counter)

    def kinds(self) -> dict[str, list[str]]:
        """The pages by kind: the path without what names one thing."""
        found: dict[str, list[str]] = {}
        for each in sorted(self.pages):
            parts = urlsplit(each)
            path = re.sub(r"\d{4}-\d\d-\d\d", "{date}", parts.path)
            kind = re.sub(r"^(/doc/[^/]+|/vraag)/[^/]+", r"\1/{reference}", path)
            found.setdefault(kind + ("?" if parts.query else ""), []).append(each)
        return found


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service of this publication with its release built."""
    folder = tmp_path_factory.mktemp("crawl")
    command = [sys.executable, "-m", "govactors"]
    build = [*command, "release", "build", "--output", str(folder)]
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    serve = [*command, "serve", "--port", "0", "--releases", str(folder), "--log", "error"]
    process = subprocess.Popen(serve, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        yield process.stdout.readline().split()[-1].rstrip("/")
    finally:
        process.terminate()
        process.communicate(timeout=20)


@pytest.fixture(scope="module")
def crawl(address: str) -> Crawl:
    """Every page that is reachable from the start page and the sitemap."""
    # Beside the browser, which has a loop of its own in this thread.
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(asyncio.run, _crawl(address)).result()


async def _crawl(address: str) -> Crawl:
    found = Crawl(address)
    waiting: asyncio.Queue[str] = asyncio.Queue()
    async with httpx.AsyncClient(timeout=60) as client:
        _add(found, waiting, f"{address}/")
        async for place in _mapped(client, f"{address}/sitemap.xml"):
            _add(found, waiting, place.replace(BASE, f"{address}/", 1))
        tasks = [asyncio.create_task(_work(found, waiting, client)) for _ in range(_AT_ONCE)]
        await waiting.join()
        for task in tasks:
            task.cancel()
        chosen = random.Random(SEED).sample(sorted(found.data), 60)  # noqa: S311 - no secret
        await asyncio.gather(*(_visit(found, waiting, client, each) for each in chosen))
    return found


async def _mapped(client: httpx.AsyncClient, place: str) -> AsyncIterator[str]:
    """The addresses of a sitemap, or of those that a sitemap index lists."""
    text = (await client.get(place)).text
    for each in re.findall("<loc>(.*?)</loc>", text):
        if "<sitemapindex" not in text:
            yield each
            continue
        async for page in _mapped(client, urljoin(place, urlsplit(each).path)):
            yield page


def _add(found: Crawl, waiting: "asyncio.Queue[str]", address: str) -> None:
    place, fragment = urldefrag(address)
    if fragment:
        found.named.setdefault(place, set()).add(fragment)
    if not place.startswith(found.address) or place in found.seen or _STATE.search(place):
        return
    parts = urlsplit(place)
    if parts.query and not parts.query.startswith(("page=", "v=")):
        if found.asked[parts.path] == _MOST:
            return
        found.asked[parts.path] += 1
    found.seen.add(place)
    if _DESCRIPTION.fullmatch(urlsplit(place).path):
        found.data.add(place)
    else:
        waiting.put_nowait(place)


async def _work(found: Crawl, waiting: "asyncio.Queue[str]", client: httpx.AsyncClient) -> None:
    while True:
        place = await waiting.get()
        try:
            await _visit(found, waiting, client, place)
        except httpx.HTTPError as error:
            found.wrong.append(f"{place}: {error!r}")
        finally:
            waiting.task_done()


async def _visit(
    found: Crawl, waiting: "asyncio.Queue[str]", client: httpx.AsyncClient, place: str
) -> None:
    answer = await client.get(place, headers={"accept": "text/html, */*;q=0.5"})
    while answer.status_code == 429:
        await asyncio.sleep(0.2)
        answer = await client.get(place, headers={"accept": "text/html, */*;q=0.5"})
    if answer.status_code != 200:
        found.wrong.append(f"{place}: {answer.status_code}")
    elif answer.headers["content-type"].startswith("text/html"):
        page = found.pages[place] = Page.read(answer.text)
        for each in page.links:
            _add(found, waiting, urljoin(place, each))


def test_every_internal_link_leads_somewhere(crawl: Crawl) -> None:
    assert crawl.wrong == []
    assert len(crawl.pages) > 1500
    missing = [
        f"{place}#{name}"
        for place, names in crawl.named.items()
        for name in names
        if place in crawl.pages and name not in crawl.pages[place].ids
    ]
    assert missing == []


def test_every_page_has_title_language_and_canonical_address(crawl: Crawl) -> None:
    for place, page in crawl.pages.items():
        assert page.title.strip(), place
        assert page.language == "nl", place
        assert page.canonical.startswith(BASE), place
        assert "?lang=" not in page.canonical, place


def test_every_description_is_the_same_graph_in_every_format(crawl: Crawl) -> None:
    context = httpx.get(f"{crawl.address}/context/v1.jsonld", timeout=60).json()["@context"]
    things = {
        kind: [each for each in places if f"{each}.ttl" in crawl.data]
        for kind, places in crawl.kinds().items()
    }
    chosen = [
        place
        for kind, places in things.items()
        for place in random.Random(f"{SEED} {kind}").sample(places, min(2, len(places)))  # noqa: S311
    ]
    assert len(chosen) > 20
    for place in chosen:
        assert len(set(representations(place, context).values())) == 1, place


def representations(place: str, context: object) -> dict[str, frozenset[str]]:
    """The graph of a description in each format, as canonical lines."""
    found = {}
    for name, kind in DATA.items():
        quads = ox.Dataset(ox.parse(httpx.get(f"{place}.{name}", timeout=60).content, format=kind))
        found[name] = _lines(quads)
    document = httpx.get(f"{place}.jsonld", timeout=60).json() | {"@context": context}
    graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    lines = graph.serialize(format="nt", encoding="utf-8")
    found["jsonld"] = _lines(ox.Dataset(ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)))
    return found


def _lines(quads: ox.Dataset) -> frozenset[str]:
    quads.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return frozenset(map(str, quads))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_chromium_finds_nothing_wrong(crawl: Crawl, browser: Browser, language: str) -> None:
    context = browser.new_context(locale=language)
    page = context.new_page()
    told: list[str] = []

    def console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            told.append(f"{page.url}: {message.text}")

    def failed(request: Request) -> None:
        # What a page still fetches when the next one is opened is let go of.
        if request.failure != "net::ERR_ABORTED":
            told.append(f"{page.url}: {request.url}: {request.failure}")

    page.on("console", console)
    page.on("pageerror", lambda error: told.append(f"{page.url}: {error}"))
    page.on("requestfailed", failed)
    for places in crawl.kinds().values():
        page.goto(random.Random(SEED).choice(places))  # noqa: S311
        assert page.title().strip()
        assert page.locator("html").get_attribute("lang") == language, page.url
        canonical = page.locator("link[rel=canonical]")
        assert (canonical.get_attribute("href") or "").startswith(BASE), page.url
    context.close()
    assert told == []
