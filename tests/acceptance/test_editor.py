"""The query editor in a real browser, from the installed wheel."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

QUERY = "SELECT ?who ?n { VALUES (?who ?n) { (organisatie:ind 2) (organisatie:kmar 3) } }"


@pytest.fixture
def page(browser: Browser, service: str) -> Iterator[Page]:
    """The page of the editor; ends with no word in the console but of refused requests."""
    told: list[str] = []
    page = browser.new_page()
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    with page.expect_response("**/.well-known/void"):
        page.goto(f"{service}/sparql?lang=en")
    page.locator(".cm-content").wait_for()
    yield page
    page.close()
    assert [each for each in told if "Failed to load resource" not in each] == []


def _write(page: Page, text: str) -> None:
    page.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(text)


def test_an_answer_as_table_chart_and_as_sent(page: Page) -> None:
    _write(page, QUERY)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".editor-status")).to_contain_text("2 rows")
    rows = page.locator("#editor-results tbody tr")
    assert [row.inner_text().split() for row in rows.all()] == [
        ["organisatie:ind", "2"],
        ["organisatie:kmar", "3"],
    ]
    for first in ("ind", "kmar"):
        page.get_by_role("button", name="Sort by n").click()
        expect(rows.first).to_contain_text(first)
    page.get_by_role("tab", name="Chart").click()
    expect(page.locator(".editor-chart rect")).to_have_count(2)
    page.get_by_role("tab", name="Chart").press("ArrowRight")
    expect(page.get_by_role("tabpanel")).to_contain_text('"bindings"')
    assert "organisatie:ind" in parse_qs(urlsplit(page.url).query)["query"][0]


def test_triples_are_drawn(page: Page) -> None:
    _write(page, "CONSTRUCT WHERE { ?part ga:partOf ?whole }")
    page.get_by_role("button", name="Answer", exact=True).click()
    page.get_by_role("tab", name="Graph").click()
    assert page.locator(".editor-graph circle").count() > 5


def test_a_mistake_is_shown_at_its_place(page: Page) -> None:
    _write(page, "SELECT ?a {\n  ?a ga:leads\n}")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("Line 3, character 1")
    expect(page.locator(".cm-lintRange-error, .cm-lintPoint-error")).to_have_count(1)


def test_completion_knows_terms_and_things(page: Page) -> None:
    for typed, offered in (("ga:lea", "ga:leads"), ("organisatie:marech", "organisatie:kmar")):
        _write(page, "ASK { ?a ")
        page.keyboard.type(typed, delay=20)
        expect(page.locator(".cm-tooltip-autocomplete")).to_contain_text(offered)
        page.keyboard.press("Escape")


def test_a_question_is_filled_in(page: Page) -> None:
    page.get_by_label("Begin with a question").select_option("ministerie-op-een-dag")
    expect(page.locator(".editor-status")).to_contain_text("1 row")
    page.get_by_label("day", exact=True).fill("2023-10-19")
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.locator("#editor-results td").last).to_contain_text("Justitie en Veiligheid")


def test_a_question_that_takes_long_can_be_stopped(page: Page) -> None:
    _write(page, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".editor-status")).to_contain_text("Stopped")


def test_nobody_is_caught_in_the_field(page: Page) -> None:
    page.locator(".cm-content").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Answer"


def test_without_script_the_form_answers(browser: Browser, service: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{service}/sparql?lang=en")
    page.get_by_label("Your question in SPARQL").fill(QUERY)
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.locator("tbody tr")).to_have_count(2)
    page.context.close()


def test_the_licences_of_what_it_holds_are_with_it(service: str) -> None:
    shown = subprocess.run(
        ["curl", "-sf", f"{service}/static/editor.LICENSES.txt"], capture_output=True, check=True
    )
    assert b"@codemirror/view" in shown.stdout
    assert b"MIT" in shown.stdout


def test_no_part_of_it_is_kept_in_the_clone() -> None:
    root = Path(__file__).parents[2]
    kept = subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True, check=True)
    assert "service/html/static/editor.js" not in kept.stdout
