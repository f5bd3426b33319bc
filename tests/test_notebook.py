"""What notebooks show: tables with sources, in two languages, safe whatever the data say."""

import html.parser
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from govactors import Iri, Problem, Publication, notebook
from govactors.findings import Finding
from govactors.report import Report
from govactors.solutions import Rows

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "docs" / "notebook.ipynb"
S26 = "https://w3id.org/govactors/id/uitspraak/brief-4054603-s26"


class _Outline(html.parser.HTMLParser):
    """What a browser would see: tags, links, cells."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on") or name == "style"]
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.text += f" {data}"


def _outline(shown: Any) -> _Outline:
    outline = _Outline()
    outline.feed(shown._repr_html_())
    assert outline.tags <= {
        *("a", "br", "code", "p", "strong", "table", "tbody", "td", "th", "thead", "tr")
    }
    return outline


@pytest.fixture
def english() -> Iterator[None]:
    notebook.speak("en")
    yield
    notebook.speak("nl")


def test_an_actor(letter: Publication) -> None:
    shown = _outline(letter.actor("KMar"))
    for word in ("Koninklijke Marechaussee", "verantwoordelijkheid", "opsporing van mensensmokkel"):
        assert word in shown.text
    assert S26 in shown.links
    assert "p. 4" in shown.text


@pytest.mark.usefixtures("english")
def test_a_task_in_english(letter: Publication) -> None:
    shown = _outline(letter.task("opsporing-mensensmokkel"))
    for word in ("investigation of people smuggling", "responsibility", "Netherlands Police"):
        assert word in shown.text
    assert S26 in shown.links


def test_the_rest(letter: Publication) -> None:
    assert letter.release.version in _outline(letter).text
    assert f"{len(letter.actors)}" in _outline(letter).text
    assert S26 in _outline(letter.statement(S26)).links
    source = letter.source("brief-4054603")
    assert f"{len(source.statements)}" in _outline(source).text
    assert "Rotterdam" in _outline(letter.thing("rotterdamse-haven")).text


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(Problem, match="language is nl or en"):
        notebook.speak("fy")  # type: ignore[arg-type]


def test_rows_are_shown_and_still_there(letter: Publication) -> None:
    text = "SELECT ?s ?label { ?s a ga:Task ; skos:prefLabel ?label } ORDER BY ?s LIMIT 30"
    rows = letter.select(text)
    shown = _outline(rows)
    assert "meer" in shown.text
    assert "taak/" in shown.text
    assert rows._repr_html_() == rows._repr_html_()
    assert len(list(rows)) == 30
    assert len(rows.head(5)) == 0


def test_rows_are_read_ahead_only_as_far_as_shown(letter: Publication) -> None:
    rows = letter.select("SELECT ?n { VALUES ?n { 1 2 3 4 } }")
    assert [row.n for row in rows.head(2)] == [1, 2]
    assert [row.n for row in rows.head(1)] == [1]
    assert next(iter(rows)).n == 1
    assert [row.n for row in rows] == [2, 3, 4]


class _Listed(Rows):
    """Rows of values that no engine gave."""

    def __init__(self, *values: Any) -> None:
        self.columns = ("<script>",)
        self._values = values

    def head(self, count: int) -> Any:
        return tuple((each,) for each in self._values[:count])


def test_data_cannot_add_markup() -> None:
    evil = '"><script>alert(1)</script>'
    literal = ox.Literal(evil, datatype=ox.NamedNode("https://example.org/odd"))
    shown = _outline(_Listed(evil, Iri("javascript:alert(1)"), Iri(f"https://a/{evil}"), literal))
    assert shown.links == [f"https://a/{evil}"]
    assert shown.text.count("alert(1)") == 4
    finding = Finding("a:s", "a:c", _severity(), f"https://a/{evil}", "", "", evil, evil, evil, 1)
    assert "alert(1)" in _outline(finding).text


def _severity() -> Any:
    from govactors.shapes import Severity

    return next(iter(Severity))


def test_findings(letter: Publication, tmp_path: Path) -> None:
    (tmp_path / "wrong.ttl").write_text(
        "@prefix ga: <https://w3id.org/govactors/def#> .\n"
        "<https://w3id.org/govactors/id/uitspraak/x> a ga:Assignment .\n",
        encoding="utf-8",
    )
    report = letter.validate(tmp_path / "wrong.ttl")
    shown = _outline(report)
    assert "wrong.ttl:2" in shown.text
    assert "uitspraak/x" in shown.text
    assert _outline(report.findings[0]).text
    assert isinstance(report, Report)


def test_an_actor_and_a_task_draw_themselves(letter: Publication) -> None:
    assert letter.actor("KMar").diagram(language="en")._repr_svg_().startswith("<svg")
    drawn = letter.task("opsporing-mensensmokkel").diagram("authority")
    assert drawn.svg.startswith("<svg")


def _cells() -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    return cells


def test_the_notebook_of_the_manual_runs() -> None:
    names: dict[str, Any] = {}
    shown = []
    try:
        for cell in _cells():
            if cell["cell_type"] == "code":
                shown.append(_run("".join(cell["source"]), names))
    finally:
        notebook.speak("nl")
    assert all(shown)
    assert any(each.startswith("<svg") for each in shown)
    assert sum("<table" in each for each in shown) >= 4


def _run(code: str, names: dict[str, Any]) -> str:
    """What a notebook would show below a cell: the value of its last line."""
    *before, last = code.strip().splitlines()
    exec("\n".join(before), names)  # noqa: S102 - our own notebook
    value = eval(last, names)  # noqa: S307 - our own notebook
    for name in ("_repr_html_", "_repr_svg_"):
        if hasattr(value, name):
            return str(getattr(value, name)())
    return repr(value)


def test_the_notebook_is_kept_without_outputs() -> None:
    for cell in _cells():
        assert not cell.get("outputs"), "clear all outputs before a commit"
        assert cell.get("execution_count") is None
    assert not re.search(r"/(home|tmp|work|Users)/", NOTEBOOK.read_text(encoding="utf-8"))
