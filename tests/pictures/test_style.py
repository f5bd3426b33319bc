"""The style sheet of pictures: every colour can be read, light and dark."""

import re

import pytest

from govactors.pictures import style

PAPERS = ("paper", "actor", "task", "flow", "law", "other")
INKS = ("ink", "quiet", "link")
EDGES = ("line", "actor-line", "task-line", "flow-line", "law-line", "mark", "strong")


def _colours(dark: bool) -> dict[str, str]:
    light, _, rest = style().partition("@media screen and (prefers-color-scheme: dark)")
    return dict(re.findall(r"--pic-([\w-]+): (#\w{6});", rest.partition("}")[0] if dark else light))


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_text_and_lines_stand_out(dark: bool) -> None:
    colours = _colours(dark)
    assert len(colours) == 18
    for paper in PAPERS:
        for ink in INKS:
            assert _contrast(colours[ink], colours[paper]) >= 4.5, (ink, paper)
    for edge in EDGES:
        assert _contrast(colours[edge], colours["paper"]) >= 3, edge
    assert _contrast(colours["on-strong"], colours["strong"]) >= 4.5


def test_forced_colours_are_those_of_the_system() -> None:
    _, _, forced = style().partition("@media (forced-colors: active)")
    named = dict(re.findall(r"--pic-([\w-]+): (\w+);", forced))
    assert set(named) == set(_colours(dark=False))
    assert set(named.values()) == {"Canvas", "CanvasText", "LinkText", "Highlight"}


def test_nothing_outside_a_picture_is_touched() -> None:
    rules = re.sub(r"@media[^{]+\{", "", style())
    selectors = [each for rule in re.findall(r"([^{}]+)\{", rules) for each in rule.split(",")]
    assert selectors
    assert all(each.strip().startswith(".ga-picture") for each in selectors)
    assert "url(" not in style()
    assert "<" not in style()
