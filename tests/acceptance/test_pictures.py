"""Pictures in the browser of the system: letters in their boxes, and the script on a page."""

import pytest
from playwright.sync_api import Browser, Page, expect

import govactors
from govactors.pictures import KINDS

ABOUT = {
    "neighbourhood": ("KMar", "IND", "politie", "EMM", "opsporing-mensensmokkel"),
    "flows": (None, "EMM"),
    "authority": (None, "KMar"),
    "matrix": ("mensensmokkel", "opsporing-mensensmokkel"),
    "timeline": (None, "IND"),
    "classes": (None,),
}
FAULTS = """() => [...document.querySelectorAll('svg.ga-picture')].flatMap(svg => {
  const found = [], all = svg.getBoundingClientRect();
  for (const text of svg.querySelectorAll('text')) {
    const at = text.getBoundingClientRect();
    const say = what => found.push(`${svg.classList}: ${text.textContent} ${what}`);
    if (at.left < all.left || at.right > all.right) say('is cut');
    if (at.top < all.top || at.bottom > all.bottom) say('is cut');
    const box = text.closest('.node')?.querySelector('rect').getBoundingClientRect();
    if (box && (at.left < box.left + 1 || at.right > box.right - 1)) say('leaves its box');
    if (box && (at.top < box.top - 1 || at.bottom > box.bottom + 2)) say('leaves its box');
  }
  const lines = [...svg.querySelectorAll('text:not([transform])')].flatMap(text => {
    const parts = [...text.querySelectorAll('tspan[x]')];
    return parts.length ? parts : [text];
  }).map(each => [each.textContent, each.getBoundingClientRect()]);
  lines.forEach(([one, a], n) => lines.slice(0, n).forEach(([other, b]) => {
    const beside = a.left >= b.right - 1 || b.left >= a.right - 1;
    if (!beside && a.top + 3 < b.bottom - 3 && b.top + 3 < a.bottom - 3)
      found.push(`${svg.classList}: ${one} lies over ${other}`);
  }));
  return found;
})"""


@pytest.fixture
def page(browser: Browser) -> Page:
    return browser.new_page(viewport={"width": 1400, "height": 900})


@pytest.mark.parametrize("language", ["nl", "en"])
def test_all_letters_are_where_they_should_be(page: Page, language: str) -> None:
    letter = govactors.load()
    drawn = [
        letter.diagram(kind, about, language=language).svg
        for kind in KINDS
        for about in ABOUT[kind]
    ]
    page.set_content("<!doctype html><body>" + "".join(drawn))
    assert page.evaluate(FAULTS) == []


def test_a_picture_as_a_file_has_its_colours(page: Page, service: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for scheme, paper in (("light", "rgb(255, 255, 255)"), ("dark", "rgb(22, 24, 29)")):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(f"{service}/beeld/neighbourhood/organisatie/kmar.svg")
        fill = page.evaluate("getComputedStyle(document.querySelector('.paper')).fill")
        assert fill == paper
    assert said == []


def test_what_belongs_together_stands_out_and_a_picture_grows(page: Page, service: str) -> None:
    page.goto(f"{service}/doc/organisatie/ecid?lang=en")
    figure = page.locator("figure.picture", has=page.locator("svg.flows"))
    node = figure.locator(".node", has_text="Public Prosecution Service")
    node.locator("a").focus()
    expect(figure.locator(".wire.near").first).to_be_visible()
    expect(node).to_have_class("node near")
    assert figure.locator(".far").count() > 0
    figure.get_by_role("button", name="Larger").focus()
    assert figure.locator(".far").count() == 0
    svg = figure.locator("svg")
    before = svg.bounding_box()
    page.keyboard.press("Enter")
    after = svg.bounding_box()
    assert before
    assert after
    assert after["width"] == pytest.approx(before["width"] * 1.25, rel=0.01)
    assert after["height"] == pytest.approx(before["height"] * 1.25, rel=0.01)


def test_and_more_leads_to_the_table(page: Page, service: str) -> None:
    page.goto(f"{service}/doc/organisatie/kmar?lang=nl")
    page.locator("svg.neighbourhood a", has_text="en nog").first.click()
    table = page.locator("#pic-neighbourhood-table")
    expect(table).to_be_visible()
    assert table.locator("tbody tr").count() > 30
