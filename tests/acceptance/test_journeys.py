"""What people come for, from beginning to end, in the browser of the system.

Each journey is made without script on a phone, a tablet and a desk, and with script once.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

READERS = [(360, False), (800, False), (1400, False), (1400, True)]
"""Widths of the window, each with whether scripts run."""


@pytest.fixture(
    scope="module", params=READERS, ids=[f"{w}{'-script' if s else ''}" for w, s in READERS]
)
def page(request: Any, browser: Browser) -> Iterator[Page]:
    """A reader's window; ends with not a word in the console, and never scrolled sideways."""
    width, script = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=script, locale="nl-NL"
    )
    told: list[str] = []
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    yield page
    context.close()
    assert told == []


def _narrow(page: Page) -> None:
    """Nothing sticks out of the window."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    box = page.locator("main").bounding_box()
    assert box
    assert box["x"] + box["width"] <= width


def test_from_a_word_to_who_does_what(service: str, page: Page) -> None:
    page.goto(service)
    page.locator("#search").fill("mensensmokkel")
    page.get_by_role("button", name="Zoek").first.click()
    page.get_by_role("main").get_by_role(
        "link", name=re.compile("^mensensmokkel$", re.IGNORECASE)
    ).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("mensensmokkel")
    page.get_by_role("link", name="Wie doet wat hieraan").click()
    head = page.get_by_role("rowheader", name="opsporing van mensensmokkel", exact=True)
    row = page.get_by_role("row").filter(has=head).first
    expect(row).to_contain_text("Koninklijke Marechaussee")
    _narrow(page)


def test_an_actor_by_chapters_and_down_to_the_passage(service: str, page: Page) -> None:
    page.goto(f"{service}/doc/organisatie")
    page.get_by_role("link", name="Koninklijke Marechaussee", exact=True).click()
    contents = page.get_by_role("navigation", name="Op deze bladzijde")
    for chapter in ("Taken", "Gezag en toezicht", "Samenwerking", "Informatiestromen"):
        expect(contents.get_by_role("link", name=chapter, exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="hoofdverantwoordelijkheid").first).to_be_visible()
    page.locator("#taken ~ .rows .proof a").first.click()
    expect(page.locator(".said")).to_contain_text("expliciete uitspraak")
    expect(page.locator(".said")).to_contain_text("tekens 496–560")
    expect(page.get_by_role("heading", name="Wat regels hieruit afleiden")).to_be_visible()
    _narrow(page)


def test_from_a_task_to_the_article_and_the_act(service: str, page: Page) -> None:
    page.goto(f"{service}/doc/taak/buitengrenscontrole")
    expect(page.get_by_role("heading", name="Wie doet dit")).to_be_visible()
    laws = page.get_by_role("region", name="Wettelijke grondslagen")
    laws.get_by_role("link", name=re.compile("^Artikel")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Artikel")
    page.locator(".facts dd a").filter(has_not_text="http").first.click()
    expect(page.get_by_role("heading", name="Artikelen")).to_be_visible()
    _narrow(page)


def test_another_day_stays_chosen(service: str, page: Page) -> None:
    page.goto(f"{service}/doc/organisatie/ind")
    page.get_by_text("andere dag").click()
    page.get_by_label("Toestand op", exact=True).fill("2020-03-01")
    page.get_by_role("button", name="Toon").click()
    expect(page.locator(".day summary")).to_have_text("Toestand op 1 maart 2020")
    expect(page.locator(".cite")).to_contain_text("asOf=2020-03-01")
    page.locator(".rows .what a").first.click()
    assert "asOf=2020-03-01" in page.url
    _narrow(page)


def test_two_days_beside_each_other(service: str, page: Page) -> None:
    page.goto(f"{service}/vergelijken")
    page.get_by_label("Eerste dag", exact=True).fill("2024-01-01")
    page.get_by_label("Tweede dag", exact=True).fill("2025-01-01")
    page.get_by_label("Over (mag leeg blijven)").fill("IND")
    page.get_by_role("button", name="Vergelijk").click()
    ended = page.get_by_role("region", name="Gold op de eerste dag, op de tweede niet")
    expect(ended).to_contain_text("Ministerie van Justitie en Veiligheid")
    assert page.request.get(f"{service}/vergelijken.csv?over=IND").ok
    _narrow(page)


def test_a_source_in_its_own_order(service: str, page: Page) -> None:
    page.goto(f"{service}/doc/bron")
    page.get_by_role("link", name=re.compile("^Brief van 19 oktober 2023")).first.click()
    reading = page.locator("section[aria-labelledby=lezen]")
    heads = reading.locator("h3").all_inner_texts()
    assert heads[0].lower().startswith("pagina 4")
    page.get_by_role("link", name="Volgende").click()
    assert page.url.endswith("page=2")
    reading.locator(".proof a").first.click()
    expect(page.locator(".said")).to_contain_text("Brief van 19 oktober 2023")
    _narrow(page)


def test_a_question_with_another_answer(service: str, page: Page) -> None:
    page.goto(f"{service}/vraag")
    page.locator("main a[href='/vraag/leden-van-een-verband']").click()
    before = page.locator("table").inner_text()
    field = page.locator(".fields input:not([type=hidden])").first
    field.fill("Expertisecentrum Identiteitsfraude en Documenten")
    page.get_by_role("button", name="Beantwoord").click()
    assert page.locator("table").inner_text() != before
    csv = page.get_by_role("link", name="SPARQL results as CSV").get_attribute("href")
    assert page.request.get(f"{service}{csv}").text().count("\n") > 2
    _narrow(page)


def test_the_same_page_in_english(service: str, page: Page) -> None:
    page.goto(f"{service}/doc/taak/opsporing-mensensmokkel")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("investigation of people smuggling")
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="Royal Netherlands Marechaussee").first.click()
    expect(page.get_by_role("heading", name="Authority and oversight")).to_be_visible()
    _narrow(page)


def test_a_mistake_is_reported(service: str, page: Page) -> None:
    page.goto(f"{service}/doc/organisatie/coa")
    page.get_by_role("link", name="Meld een fout op deze bladzijde").click()
    message = page.get_by_role("textbox", name=re.compile("^Neem deze tekst"))
    expect(message).to_have_value(re.compile(r"/doc/organisatie/coa\n(.*\n)*Uitgave: \d"))
    page.get_by_role("link", name=re.compile("^Wie dit bijhoudt")).click()
    expect(page.get_by_role("heading", name="Wat gebeurt er met de adressen")).to_be_visible()
    _narrow(page)


def test_everything_is_taken_along(service: str, page: Page) -> None:
    page.goto(f"{service}/doc/organisatie/ind")
    for name in ("Turtle", "JSON-LD", "N-Triples", "RDF/XML"):
        link = page.locator(".colophon").get_by_role("link", name=name, exact=True)
        answer = page.request.get(f"{service}{link.get_attribute('href')}")
        assert answer.ok
        assert re.search("organisatie[:/]ind", answer.text())
    address = "https://w3id.org/govactors/id/organisatie/ind"
    expect(page.locator(".colophon code").first).to_have_text(address)
    page.get_by_role("link", name="Bestanden").click()
    expect(page.get_by_role("heading", name="Bron voor bron")).to_have_count(0)
    page.get_by_role("link", name="govactors.ttl", exact=True).wait_for()
    _narrow(page)


def test_words_and_quality_lead_on(service: str, page: Page) -> None:
    page.goto(f"{service}/def")
    page.get_by_role("link", name="Het model in beeld").click()
    page.get_by_text("Hetzelfde als tabel").click()
    expect(page.get_by_role("cell", name="toedeling").first).to_be_visible()
    page.get_by_role("link", name="Kwaliteit").click()
    expect(page.get_by_role("heading", name="Wat ontbreekt of onzeker is")).to_be_visible()
    page.get_by_text("de eerste").first.click()
    page.locator("#ontbreekt ~ details li a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    _narrow(page)
