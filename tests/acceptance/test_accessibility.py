"""Every kind of page in the browser of the system: axe, keyboard, width, weight, hostile data."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

AXE = "axe-core@4.11.0"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

PAGES = {
    "start": "/",
    "organisation": "/doc/organisatie/ind",
    "partnership": "/doc/organisatie/emm",
    "group": "/doc/groep/luchtvaartmaatschappijen",
    "task": "/doc/taak/opsporing-mensensmokkel",
    "phenomenon": "/doc/begrip/mensensmokkel",
    "source": "/doc/bron/brief-4054603",
    "second page of a source": "/doc/bron/brief-4054603?page=2",
    "statement": "/doc/uitspraak/brief-4054603-s26",
    "passage": "/doc/passage/brief-4054603-496-560",
    "act": "/doc/wet/vreemdelingenwet-2000",
    "article": "/doc/wet/vreemdelingenwet-2000-artikel-46",
    "day": "/doc/organisatie/ind?asOf=2020-01-01&unknown=exclude",
    "code list": "/doc/begrippenlijst/verantwoordelijkheden",
    "graph": "/doc/graaf/kern",
    "list": "/doc/organisatie",
    "who does what": "/wie-doet-wat",
    "matrix": "/wie-doet-wat?over=mensensmokkel",
    "two days": "/vergelijken?asOf=2020-01-01&met=2026-01-01&over=ind",
    "questions": "/vraag",
    "question": "/vraag/wie-leidt-opsporing-mensensmokkel",
    "question with parameters": "/vraag/leden-van-een-verband",
    "words": "/def",
    "model": "/model",
    "quality": "/kwaliteit",
    "changes": "/changes",
    "files": "/dumps/",
    "catalogue": "/catalogus",
    "search": "/zoek?q=smokkel",
    "check": "/toets",
    "query": "/sparql",
    "answer": "/sparql?query=SELECT ?actor ?task { ?actor ga:leads ?task }",
    "about": "/over",
    "contact": "/contact?over=/doc/organisatie/ind",
    "accessibility": "/toegankelijkheid",
    "messages": "/problems",
    "nothing here": "/doc/organisatie/bestaat-niet",
}
"""Every kind of page, none left out."""

WEIGHT, REQUESTS = 100_000, 6
_EDITOR = ("query", "answer")
_VIOLATIONS = """
window.refused = [];
document.addEventListener("securitypolicyviolation",
  (event) => window.refused.push(event.violatedDirective + " " + event.blockedURI));
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""
_VISIBLE = """
() => {
  const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
  if (at === document.body) return "end";
  const seen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
  return seen && style.outlineStyle !== "none" ? "" : at.outerHTML.slice(0, 200);
}
"""


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script of axe-core."""
    folder = tmp_path_factory.mktemp("axe")
    install = [
        "npm",
        "install",
        "--ignore-scripts",
        "--no-fund",
        "--no-audit",
        "--loglevel=error",
        AXE,
    ]
    done = subprocess.run(
        install, cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, f"npm cannot install {AXE}:\n{done.stderr}"
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def light(browser: Browser) -> Iterator[BrowserContext]:
    """A reader of Dutch with a wide window."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL")
    context.add_init_script(_VIOLATIONS)
    yield context
    context.close()


def _found(page: Page, axe: str, **options: Any) -> list[str]:
    """What axe finds, in words."""
    page.evaluate(axe)
    wanted = options | {"resultTypes": ["violations"]}
    result = page.evaluate("options => axe.run(document, options)", wanted)
    return [
        f"{each['id']}: {node['html'][:160]} {node['failureSummary']}"
        for each in result["violations"]
        for node in each["nodes"]
    ]


@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing(service: str, light: BrowserContext, axe: str, kind: str) -> None:
    """In light with all rules; colours once more in dark; at 400 % without sideways scrolling."""
    page = light.new_page()
    sent: list[int] = []
    page.on("response", lambda answer: sent.append(int(answer.headers["content-length"])))
    page.goto(service + PAGES[kind])
    assert page.evaluate("window.shifted") < 0.01
    if kind not in _EDITOR:  # it comes on top
        assert sum(sent) <= WEIGHT
        assert len(sent) <= REQUESTS
    assert _found(page, axe, runOnly=RULES) == []
    page.emulate_media(color_scheme="dark")
    assert _found(page, axe, runOnly=["color-contrast", "link-in-text-block"]) == []
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 320, "height": 256})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    same_colours = {"color-contrast": {"enabled": False}}
    assert _found(page, axe, runOnly=RULES, rules=same_colours) == []
    assert page.evaluate("window.refused") == []
    page.close()


@pytest.mark.parametrize("kind", ["start", "organisation", "matrix", "question", "search"])
def test_the_keyboard_reaches_everything_and_is_always_seen(
    service: str, light: BrowserContext, kind: str
) -> None:
    page = light.new_page()
    page.emulate_media(reduced_motion="reduce")  # what is reached must not be on its way still
    page.goto(service + PAGES[kind])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate(_VISIBLE) == ""
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"
    page.goto(service + PAGES[kind])
    many = page.evaluate(
        "document.querySelectorAll('a[href], button, input, summary, textarea, select').length"
    )
    seen: list[str] = []
    for _ in range(many + 60):
        page.keyboard.press("Tab")
        found = page.evaluate(_VISIBLE)
        if found == "end":
            break
        seen.append(found)
    assert set(seen) == {""}
    assert found == "end", "the keyboard did not come to the end"
    assert len(seen) > 20
    page.close()


def test_forced_colours_and_less_motion_are_followed(service: str, light: BrowserContext) -> None:
    page = light.new_page()
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    page.goto(service + PAGES["organisation"])
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    page.close()


def test_an_actor_prints_on_a4(service: str, light: BrowserContext, tmp_path: Path) -> None:
    page = light.new_page()
    page.goto(service + PAGES["organisation"])
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 670, "height": 990})
    assert page.evaluate("document.documentElement.scrollWidth") <= 670
    assert not page.locator(".menu").is_visible()
    assert page.locator(".colophon").is_visible()
    printed = page.pdf(path=tmp_path / "actor.pdf", format="A4")
    assert 2 <= printed.count(b"/Type /Page\n") <= 20
    page.close()


def test_names_in_another_language_say_so(service: str, browser: Browser) -> None:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(service + PAGES["source"] + "?lang=en")
    assert page.evaluate("document.documentElement.lang") == "en"
    other = page.locator(".other")
    assert other.get_attribute("lang") == "nl"
    assert "Brief van" in other.inner_text()
    assert json.loads(page.evaluate("JSON.stringify(window.refused || [])")) == []
    context.close()
