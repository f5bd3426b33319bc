"""What holds for every kind of picture."""

import re
from itertools import combinations
from pathlib import Path

import pytest
from tests.conftest import Run
from tests.pictures.conftest import BASE, SVG, extents, texts, tree

import govactors
from govactors import Problem, Publication
from govactors.pictures import KINDS, Picture, draw, style

ABOUT = {
    "neighbourhood": ("kmar", "ind", "politie", "emm", "opsporing-mensensmokkel"),
    "flows": (None, "kmar", "emm", "mensensmokkel"),
    "authority": (None, "kmar", "politie", "ind"),
    "matrix": (None, "mensensmokkel", "opsporing-mensensmokkel", "kmar"),
    "timeline": (None, "kmar", "ind", "politie", "emm"),
    "classes": (None,),
}
CASES = [(kind, about) for kind in KINDS for about in ABOUT[kind]]
DRAWN: dict[tuple[str, str | None, str], Picture] = {}


def _drawn(letter: Publication, kind: str, about: str | None, language: str = "nl") -> Picture:
    key = (kind, about, language)
    if key not in DRAWN:
        DRAWN[key] = letter.diagram(kind, about, language=language)
    return DRAWN[key]


@pytest.mark.parametrize(("kind", "about"), CASES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_title_and_description_name_the_picture(
    letter: Publication, kind: str, about: str | None, language: str
) -> None:
    drawn = _drawn(letter, kind, about, language)
    root = tree(drawn)
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert (title.text, description.text) == (drawn.title, drawn.description)
    assert root.get("aria-labelledby") == title.get("id")
    assert root.get("aria-describedby") == description.get("id")
    assert root.get("lang") == language
    assert root.get("role") == "graphics-document document"
    assert drawn.title
    assert drawn.description


@pytest.mark.parametrize(("kind", "about"), CASES)
def test_nothing_that_a_strict_content_policy_refuses(
    letter: Publication, kind: str, about: str | None
) -> None:
    inline = _drawn(letter, kind, about).inline
    assert not re.search(r"style|<script|\son\w+=|<image|<foreignObject|<!|@import", inline)
    assert (
        _drawn(letter, kind, about).svg.replace(f"<style>{style()}</style>\n", "") == inline + "\n"
    )


@pytest.mark.parametrize(("kind", "about"), CASES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_text_lies_over_another_or_outside(
    letter: Publication, kind: str, about: str | None, language: str
) -> None:
    drawn = _drawn(letter, kind, about, language)
    found = extents(drawn)
    for each in found:
        assert each.left >= -12, each
        assert each.right <= drawn.width - 12, each
        assert each.bottom <= drawn.height - 12, each
    found.sort(key=lambda each: each.top)
    for one, other in combinations(found, 2):
        if other.top < one.bottom:
            assert not one.over(other), (one, other)


@pytest.mark.parametrize(("kind", "about"), CASES)
def test_all_that_is_named_leads_somewhere_and_stands_in_the_table(
    letter: Publication, kind: str, about: str | None
) -> None:
    drawn = _drawn(letter, kind, about)
    links = {each.get("href") for each in tree(drawn).iter(f"{SVG}a")}
    cells = [cell for row in drawn.table.rows for cell in row]
    assert links
    assert all(str(each).startswith("https://w3id.org/govactors/") for each in links)
    assert {len(row) for row in drawn.table.rows} == {len(drawn.table.headers)}
    assert all(cell.href == cell.iri for cell in cells)
    assert {cell.language for cell in cells} == {""}


def test_text_that_is_broken_over_lines_is_one_text(letter: Publication) -> None:
    found = texts(_drawn(letter, "neighbourhood", "kmar"))
    assert "Expertisecentrum Mensenhandel en Mensensmokkel" in found


@pytest.mark.parametrize("kind", KINDS)
def test_links_lead_where_the_caller_says(letter: Publication, kind: str) -> None:
    about = "kmar" if kind == "neighbourhood" else None
    drawn = letter.diagram(kind, about, links=lambda iri: "/x" + iri.partition("govactors")[2])
    links = {str(each.get("href")) for each in tree(drawn).iter(f"{SVG}a")}
    assert links
    assert all(each.startswith("/x/") for each in links)


def test_links_may_be_a_mapping_and_what_is_not_in_it_is_no_link(letter: Publication) -> None:
    iri = letter.actor("OM").iri
    drawn = letter.diagram("neighbourhood", "KMar", links={iri: "/om"})
    assert {each.get("href") for each in tree(drawn).iter(f"{SVG}a")} == {"/om"}


@pytest.mark.parametrize("href", ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "x:y"])
def test_an_address_that_could_run_is_no_link(letter: Publication, href: str) -> None:
    drawn = letter.diagram("neighbourhood", "KMar", links=lambda _: href)
    assert list(tree(drawn).iter(f"{SVG}a")) == []
    assert tree(drawn).get("role") == "img"


@pytest.mark.parametrize("kind", [each for each in KINDS if each != "classes"])
def test_sixty_are_as_readable_as_five(sixty: Publication, kind: str) -> None:
    drawn = draw(sixty, kind, f"{BASE}organisatie/a0", more="#alles")
    found = sorted(extents(drawn), key=lambda each: each.top)
    for one, other in combinations(found, 2):
        if other.top < one.bottom:
            assert not one.over(other), (one, other)
    assert drawn.width <= 1500
    assert drawn.height <= 2600
    listed = " ".join(cell.text for row in drawn.table.rows for cell in row)
    if kind in ("neighbourhood", "matrix"):
        assert "#alles" in {each.get("href") for each in tree(drawn).iter(f"{SVG}a")}
        assert "bewaking van gebied 59" in listed
    assert draw(sixty, kind, f"{BASE}organisatie/a0", more="#alles") == drawn


@pytest.mark.parametrize("kind", ["flows", "authority", "matrix", "timeline"])
def test_everything_at_once_is_grouped(sixty: Publication, kind: str) -> None:
    drawn = draw(sixty, kind, more="#alles")
    assert "#alles" in {each.get("href") for each in tree(drawn).iter(f"{SVG}a")}
    assert any(re.match(r"en nog \d+", each) for each in texts(drawn))
    assert drawn.height <= 3600


def test_the_bytes_are_the_same_in_every_process(run: Run, letter: Publication) -> None:
    code = (
        "import sys, govactors\n"
        "letter = govactors.load()\n"
        f"for kind, about in {[each for each in CASES if each[1] in (None, 'kmar')]!r}:\n"
        "    sys.stdout.write(letter.diagram(kind, about).svg)\n"
    )
    environment = {"PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Asia/Tokyo"}
    made = run("-c", code, environment=environment).stdout.decode()
    cases = (each for each in CASES if each[1] in (None, "kmar"))
    assert made == "".join(_drawn(letter, *each).svg for each in cases)


def test_a_picture_shows_what_held_on_a_day(letter: Publication) -> None:
    def above(day: str) -> list[str]:
        return [row[1].text for row in letter.diagram("authority", "COA", as_of=day).table.rows]

    assert above("2025-01-01") == ["Ministerie van Asiel en Migratie"]
    assert above("2026-11-23") == ["Ministerie van Justitie en Veiligheid"]
    assert above("1990-01-01") == []


def test_what_is_not_known_of_a_day_is_left_out_on_request(letter: Publication) -> None:
    day = "2023-10-19"
    sure = letter.diagram("neighbourhood", "KMar", as_of=day, unknown="exclude")
    every = letter.diagram("neighbourhood", "KMar", as_of=day)
    assert 0 < len(sure.table.rows) < len(every.table.rows)


@pytest.mark.parametrize(
    ("kind", "about", "more", "said"),
    [
        ("spiral", None, {}, "There is no kind of picture 'spiral'."),
        ("neighbourhood", None, {}, "A picture 'neighbourhood' is about a thing: name it."),
        ("classes", "kmar", {}, "A picture 'classes' is about no thing."),
        ("flows", None, {"language": "de"}, "There is no picture in 'de'."),
        ("flows", None, {"as_of": "2024"}, "'2024' is not a day."),
        ("flows", None, {"unknown": "maybe"}, "unknown is 'include' or 'exclude', not 'maybe'."),
        ("matrix", "nowhere-at-all", {}, "There is no 'nowhere-at-all' here."),
        ("matrix", "brief-4054603", {}, "A picture 'matrix' is not about this kind of thing."),
        ("timeline", "mensensmokkel", {}, "A picture 'timeline' is not about this kind of thing."),
    ],
)
def test_what_cannot_be_drawn_is_said(
    letter: Publication, kind: str, about: str | None, more: dict[str, str], said: str
) -> None:
    with pytest.raises(Problem) as caught:
        letter.diagram(kind, about, **more)  # type: ignore[arg-type]
    assert caught.value.detail == said
    assert caught.value.hint


@pytest.mark.parametrize(
    "iri", ["https://w3id.org/govactors/id/organisatie/geen", "a b", "", "<script>", "KMar"]
)
def test_a_thing_of_which_nothing_is_said_has_no_picture(letter: Publication, iri: str) -> None:
    with pytest.raises(Problem, match="Nothing is said of"):
        draw(letter, "neighbourhood", iri)


def test_a_notebook_shows_it(letter: Publication) -> None:
    drawn = _drawn(letter, "neighbourhood", "kmar")
    assert drawn._repr_svg_() == drawn.svg


def test_every_class_has_a_look() -> None:
    folder = Path(govactors.__file__).parent / "pictures"
    code = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    for name in set(re.findall(r"\.ga-picture (?:\w*)\.([a-z]+)", style())):
        assert re.search(rf"[\"\s]{name}[\"\s{{]", code) or name in ("far", "near"), name
