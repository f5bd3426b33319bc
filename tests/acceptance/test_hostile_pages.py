"""A publication that means harm, on every kind of page: nothing of it runs, nothing is fetched."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

ROOT = Path(__file__).parents[2]

POISON = (
    r"</title></textarea></script><script>window.bad=1</script><img src=x onerror=window.bad=1>"
    r"<svg onload=window.bad=1> '\" onmouseover='window.bad=1' --> ]]> {{ 7*7 }} {% raw %} "
    r"\u202Eevil\u2066 "
)
"""In front of every text of the publication, as Turtle writes it."""

ODD = """
    <http://xmlns.com/foaf/0.1/homepage> <javascript:window.bad=1> ;
    <http://www.w3.org/2000/01/rdf-schema#seeAlso> <data:text/html,bad> ,
        <https://example.org/a'onmouseover='window.bad=1> , <JaVaScRiPt:window.bad=1> ,
        <http://203.0.113.7/spy.png> , <mailto:a@example.org?subject=%0D%0A> ;
"""

PAGES = {
    "start": "/",
    "organisation": "/doc/organisatie/dienst-keuring",
    "partnership": "/doc/organisatie/ketenoverleg",
    "group": "/doc/groep/gemeenten",
    "task": "/doc/taak/keuring",
    "source": "/doc/bron/rapport",
    "statement": "/doc/uitspraak/rapport-s1",
    "passage": "/doc/passage/rapport-35-81",
    "code list": "/doc/begrippenlijst/waarden",
    "graph": "/doc/graaf/rapport",
    "list": "/doc/organisatie",
    "who does what": "/wie-doet-wat",
    "matrix": "/wie-doet-wat?over=keuring",
    "two days": "/vergelijken?asOf=2001-01-01&over=taak/keuring",
    "questions": "/vraag",
    "question": "/vraag/wie-keurt",
    "words": "/def",
    "model": "/model",
    "quality": "/kwaliteit",
    "changes": "/changes",
    "files": "/dumps/",
    "catalogue": "/catalogus",
    "search": "/zoek?q=<script>window.bad=1</script>",
    "check": "/toets",
    "query": "/sparql?query=\"'></textarea><script>window.bad=1</script>",
    "answer": "/sparql?query=SELECT * { ?thing ?property ?value }",
    "contact": "/contact?over=/</textarea><script>window.bad=1</script>",
    "day": "/doc/taak/keuring?asOf=2024-06-01&lang=en",
    "nothing here": "/doc/organisatie/<script>window.bad=1<%2Fscript>",
    "nothing found": "/wie-doet-wat?over=<script>window.bad=1</script>",
}
_WATCH = """
window.refused = [];
document.addEventListener("securitypolicyviolation",
  (event) => window.refused.push(event.violatedDirective + " " + event.blockedURI));
"""
_LINKS = """
[...document.querySelectorAll("a[href], form[action]")].map(
  (e) => new URL(e.getAttribute("href") || e.getAttribute("action"), location).href)
"""


def _poisoned(text: str) -> str:
    """Turtle with the poison in every text that has a language, and odd addresses on actors."""
    text = re.sub(r'"(?=(?:[^"\\]|\\.)+"@(?:nl|en))', lambda _: f'"{POISON}', text)
    return re.sub(r"( a ga:(?:Organisation|Partnership|Task|Source) ;)", r"\1" + ODD, text)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service that publishes it."""
    folder = tmp_path_factory.mktemp("hostile") / "keten"
    shutil.copytree(ROOT / "tests" / "publications" / "keten", folder)
    for name in ("shapes", "rules"):
        shutil.copytree(ROOT / name, folder / name)
    for file in (*folder.glob("data/**/*.ttl"), *folder.glob("[oq]*/*.ttl")):
        file.write_text(_poisoned(file.read_text(encoding="utf-8")), encoding="utf-8")
    long = folder / "data" / "kern" / "groep" / "gemeenten.ttl"
    text = long.read_text(encoding="utf-8")
    name = f'    skos:altLabel "{"<b>lang " * 150_000}"@nl ;\n    skos:prefLabel'
    long.write_text(text.replace("    skos:prefLabel", name, 1), encoding="utf-8")
    command = [sys.executable, "-m", "govactors", "--publication", str(folder), "serve"]
    with subprocess.Popen(
        [*command, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout
            line = process.stdout.readline()
            assert line.startswith("govactors serves http://"), line
            yield line.split()[-1].rstrip("/")
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def watching(browser: Browser) -> Iterator[BrowserContext]:
    """A window that notes what the policy refuses."""
    context = browser.new_context(locale="nl-NL")
    context.add_init_script(_WATCH)
    yield context
    context.close()


@pytest.mark.parametrize("kind", PAGES)
def test_nothing_of_it_runs(hostile: str, watching: BrowserContext, kind: str) -> None:
    page = watching.new_page()
    told: list[str] = []
    asked: list[str] = []
    page.on("dialog", lambda dialog: told.append(dialog.message))
    page.on("console", lambda message: told.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    answer = page.goto(hostile + PAGES[kind])
    assert answer
    assert answer.status < 500
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert page.evaluate("window.bad") is None
    assert page.evaluate("window.refused") == []
    assert [each for each in told if "Failed to load resource" not in each] == []
    assert [each for each in asked if not each.startswith(hostile)] == []
    safe = ("http://", "https://", "mailto:")
    assert [each for each in page.evaluate(_LINKS) if not each.startswith(safe)] == []
    assert page.locator("h1").count() == 1
    page.close()


def test_the_poison_is_there(hostile: str, watching: BrowserContext) -> None:
    page = watching.new_page()
    page.goto(f"{hostile}/doc/organisatie/dienst-keuring")
    assert "<script>window.bad=1</script>" in page.locator("h1").inner_text()
    page.goto(f"{hostile}/doc/groep/gemeenten")
    assert len(page.locator("main").inner_text()) > 1_000_000
    page.close()
