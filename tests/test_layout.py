import subprocess
import sys

import pytest

from govactors.layout import Layout, Link, arrange


def _overlaps(layout: Layout) -> list[tuple[int, int]]:
    boxes = layout.boxes
    return [
        (i, j)
        for i, a in enumerate(boxes)
        for j, b in enumerate(boxes[:i])
        if abs(a.x - b.x) * 2 < a.width + b.width and abs(a.y - b.y) * 2 < a.height + b.height
    ]


def test_boxes_are_layered_along_the_links() -> None:
    found = arrange([["a"], ["b"], ["c"]], [Link(2, 1), Link(1, 0)])
    assert found.boxes[2].y < found.boxes[1].y < found.boxes[0].y


def test_direction_right_goes_to_the_right() -> None:
    found = arrange([["a"], ["b"]], [Link(0, 1)], direction="right")
    assert found.boxes[0].x < found.boxes[1].x


def test_the_arrow_stands_at_the_end_asked_for() -> None:
    forward, back = arrange([["a"], ["b"]], [Link(0, 1), Link(0, 1, tail=True)]).lines
    assert (forward.start_tip, back.end_tip) == (None, None)
    assert forward.end_tip is not None
    assert back.start_tip is not None


def test_a_line_has_complete_bezier_segments() -> None:
    for line in arrange([["a"], ["b"]], [Link(0, 1), Link(1, 1, ["self"]), Link(1, 0)]).lines:
        assert len(line.points) % 3 == 1


@pytest.mark.parametrize("count", [1, 5, 60])
def test_boxes_never_overlap(count: int) -> None:
    boxes = [[f"a name with number {n}", "row"] for n in range(count)]
    links = [Link(n // 3, n) for n in range(1, count)]
    assert _overlaps(arrange(boxes, links)) == []


def test_nothing_to_draw_is_an_empty_layout() -> None:
    assert arrange([], []).boxes == ()


@pytest.mark.parametrize("text", ['"', "\\", "\\N", "&amp;", "]; x", "é\nü", "<b>", "%s"])
def test_any_text_is_only_text(text: str) -> None:
    found = arrange([[text], ["b"]], [Link(0, 1, [text])])
    assert len(found.boxes) == 2
    assert len(found.lines) == 1


def test_escapes_are_measured_as_the_characters_they_stand_for() -> None:
    plain, escaped = (arrange([[text]], []).boxes[0].width for text in ("N" * 9, "\\N" * 9))
    assert escaped > plain


def test_importing_starts_nothing() -> None:
    code = "import sys, govactors.layout; sys.exit('rdflib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
