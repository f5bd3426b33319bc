import os
import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from govactors.drawing import LOOKS, Edge, Node, Picture, draw

SVG = "{http://www.w3.org/2000/svg}"


def _picture(*nodes: Node, edges: tuple[Edge, ...] = ()) -> Picture:
    return Picture("demo", "A title", "What one sees.", nodes, edges, language="en")


def _tree(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own bytes


SMALL = _picture(
    Node("a", "Actor", kind="actor", rows=("naam: tekst",)),
    Node("b", "Organisation", kind="actor"),
    edges=(Edge("b", "a", is_a=True), Edge("a", "b", "informs")),
)


def test_title_and_description_name_the_picture() -> None:
    root = _tree(draw(SMALL))
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert (title.text, description.text) == ("A title", "What one sees.")
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert (root.get("role"), root.get("lang")) == ("img", "en")


def test_all_text_is_selectable_text() -> None:
    texts = [element.text for element in _tree(draw(SMALL)).iter(f"{SVG}text")]
    assert texts == ["informs", "Actor", "naam: tekst", "Organisation"]


def test_nothing_that_a_strict_content_policy_refuses() -> None:
    svg = draw(SMALL)
    assert not re.search(r"style|<script|\son\w+=|<image|<foreignObject|<!", svg)


def test_a_box_with_an_address_is_a_link_and_the_picture_then_no_image() -> None:
    root = _tree(draw(_picture(Node("a", "A", href="/id/taak/x?a=1&b=2"))))
    assert [a.get("href") for a in root.iter(f"{SVG}a")] == ["/id/taak/x?a=1&b=2"]
    assert root.get("role") == "graphics-document document"


@pytest.mark.parametrize("href", ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "x:y"])
def test_an_address_that_could_run_is_no_link(href: str) -> None:
    assert list(_tree(draw(_picture(Node("a", "A", href=href)))).iter(f"{SVG}a")) == []


@pytest.mark.parametrize("href", ["https://example.org/a:b", "/a:b", "#a", "?a=b:c", "a.svg"])
def test_web_and_relative_addresses_are_links(href: str) -> None:
    assert len(list(_tree(draw(_picture(Node("a", "A", href=href)))).iter(f"{SVG}a"))) == 1


@pytest.mark.parametrize(
    "text", ["<b>&amp;", '"]; x', "a\x00b\x0bc", "é" * 80, "\\N \\G", "Ω\ud800"]
)
def test_hostile_text_stays_text(text: str) -> None:
    svg = draw(_picture(Node("a", text, kind=text, rows=(text,)), edges=(Edge("a", "a", text),)))
    assert {element.tag.removeprefix(SVG) for element in _tree(svg).iter()} == {
        *("svg", "title", "desc", "rect", "g", "path", "polygon", "text")
    }


def test_is_a_points_up_with_a_hollow_triangle() -> None:
    root = _tree(draw(SMALL))
    groups = {g.get("class"): g for g in root.iter(f"{SVG}g")}
    assert groups["line is-a"].find(f"{SVG}polygon").get("fill") == "#ffffff"  # type: ignore[union-attr]
    assert groups["line relation"].find(f"{SVG}polygon").get("fill") != "#ffffff"  # type: ignore[union-attr]


def test_every_look_can_be_read() -> None:
    def luminance(colour: str) -> float:
        parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        red, green, blue = (
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for look in LOOKS.values():
        assert (luminance(look.fill) + 0.05) / (luminance("#1b1b1f") + 0.05) >= 7


def test_the_bytes_are_the_same_in_every_process() -> None:
    code = (
        "from govactors.drawing import *\n"
        "nodes = tuple(Node(c, c * 5, kind='task') for c in 'abcdefgh')\n"
        "edges = tuple(Edge(a, b, a + b) for a, b in {('a', 'b'), ('c', 'd')} | {('a', 'h')})\n"
        "print(draw(Picture('p', 't', 'd', nodes, tuple(sorted(edges, key=str)))))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, locale, zone in (("0", "C", "UTC"), ("1", "C.UTF-8", "Asia/Tokyo"))
    }
    assert len(runs) == 1
