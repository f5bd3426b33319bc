"""Searching in a real browser: while typing, by keyboard, without script; and checking Turtle."""

import json
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

BROKEN = (
    "@prefix ga: <https://w3id.org/govactors/def#> .\n"
    "@prefix uitspraak: <https://w3id.org/govactors/id/uitspraak/> .\n\n"
    "uitspraak:een a ga:Assignment .\n"
)


@pytest.fixture
def page(browser: Browser, service: str) -> Iterator[Page]:
    """A page in Dutch on which nothing goes wrong unseen."""
    told: list[str] = []
    page = browser.new_page(base_url=service, locale="nl")
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    yield page
    page.close()
    assert told == []


@pytest.fixture
def scriptless(browser: Browser, service: str) -> Iterator[Page]:
    """A page in a browser that runs no script."""
    page = browser.new_page(base_url=service, locale="nl", java_script_enabled=False)
    yield page
    page.close()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[str]:
    """The address of a page on another host."""
    (tmp_path / "table.html").write_text("<!doctype html><link rel=icon href=data:,><p>table</p>")
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/table.html"
        server.shutdown()


def _chosen(box: Locator) -> str:
    return box.get_attribute("aria-activedescendant") or ""


def test_suggestions_are_chosen_by_keyboard(page: Page) -> None:
    page.goto("/")
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("mensensm")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("mensensmokkel")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").filter(has_text="suggesties")).to_have_count(1)
    box.press("ArrowDown")
    expect(box).to_have_value("mensensmokkel")
    assert _chosen(box) == options.first.get_attribute("id")
    expect(options.first).to_have_attribute("aria-selected", "true")
    box.press("ArrowUp")
    expect(box).to_have_value("mensensm")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("mensensm")
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/zoek?*")
    expect(page.locator(".hits h3").first).to_contain_text("ensensmokkel")


def test_a_former_name_is_suggested_with_what_it_is_now(page: Page) -> None:
    page.goto("/")
    page.get_by_role("combobox").press_sequentially("inspectie sz")
    option = page.get_by_role("option").first
    expect(option).to_contain_text("nu: Nederlandse Arbeidsinspectie")
    option.click()
    page.wait_for_url("**/zoek?*")
    expect(page.locator(".hits li").first).to_contain_text("voorheen Inspectie SZW")


def test_a_search_without_script(scriptless: Page) -> None:
    scriptless.goto("/")
    scriptless.get_by_role("searchbox").first.fill("smokkel")
    scriptless.get_by_role("button", name="Zoek", exact=True).first.click()
    scriptless.get_by_role("link", name="taak", exact=True).click()
    expect(scriptless.locator(".facets strong")).to_have_text("taak")
    scriptless.locator(".hits a").first.click()
    expect(scriptless.locator("main h1")).to_be_visible()


def test_turtle_is_checked_without_script(scriptless: Page) -> None:
    scriptless.goto("/toets?lang=en")
    scriptless.get_by_label("Turtle", exact=True).fill(BROKEN)
    scriptless.get_by_role("button", name="Check").click()
    found = scriptless.locator(".checked article")
    expect(found).to_contain_text("Exactly one ga:actor is needed")
    expect(found.get_by_role("link", name="line 4")).to_have_attribute("href", "#line-4")
    assert "turtle=" not in scriptless.content()


def test_a_preview_stands_in_a_frame_of_another_page(
    page: Page, service: str, elsewhere: str
) -> None:
    page.goto(elsewhere)
    page.evaluate(
        "address => { const frame = document.createElement('iframe'); frame.src = address;"
        " document.body.append(frame); }",
        f"{service}/reconcile/preview?id=organisatie/ind",
    )
    frame = page.frame_locator("iframe")
    expect(frame.locator("body")).to_contain_text("Immigratie- en Naturalisatiedienst")


def test_a_table_in_another_browser_page_asks_for_a_batch(
    page: Page, service: str, elsewhere: str
) -> None:
    page.goto(elsewhere)
    found = page.evaluate(
        "([address, queries]) => fetch(address, {method: 'POST', body:"
        " new URLSearchParams({queries})}).then(answer => answer.json())",
        [f"{service}/reconcile?lang=nl", json.dumps({"q0": {"query": "COA"}})],
    )
    assert found["q0"]["result"][0]["id"] == "organisatie/coa"
