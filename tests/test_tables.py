"""Tables for people: aligned, complete, and never longer than the data."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govactors import tables


class Terminal(io.StringIO):
    """An output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_columns_are_aligned() -> None:
    text = tables.render(["who", "what"], [["organisatie:ind", "a"], ["x", "taak:lang"]])
    assert text.splitlines() == [
        " who               what",
        "─────────────────────────────",
        " organisatie:ind   a",
        " x                 taak:lang",
    ]


def test_nothing_is_cut_or_wrapped_when_piped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", io.StringIO())
    long = "woord " * 500 + "einde"
    assert tables.render(["x"], [[long]]).splitlines()[-1].strip() == long


def test_cells_wrap_on_a_terminal_and_lose_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", Terminal())
    monkeypatch.setenv("COLUMNS", "40")
    lines = tables.render(["x"], [["https://example.org/" + "a" * 100]]).splitlines()
    assert max(map(len, lines)) <= 40
    assert "".join(line.strip() for line in lines[2:]) == "https://example.org/" + "a" * 100


def test_text_is_shown_as_it_is_not_as_markup() -> None:
    assert "[red]x[/red]" in tables.render(["[b]"], [["[red]x[/red]"]])
    assert "[b]" in tables.render(["[b]"], [])


def test_a_cell_of_several_lines_keeps_them() -> None:
    lines = tables.render(["a", "b"], [["1\n2", "x"]]).splitlines()
    assert [line.split() for line in lines[2:]] == [["1", "x"], ["2"]]


def test_a_terminal_is_never_sent_control_characters() -> None:
    shown = tables.render(["x"], [["\x1b[31mrood\x1b[0m \x07 \x9b31m"]])
    assert not any(ord(c) < 32 and c != "\n" for c in shown)
    assert "\x9b" not in shown


def test_no_rows_leave_the_heading() -> None:
    assert tables.render(["who"], []).splitlines() == [" who", "─────"]


@settings(derandomize=True, max_examples=60)
@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.lists(st.text("abé .", max_size=6), min_size=width, max_size=width),
            min_size=1,
            max_size=4,
        )
    )
)
def test_what_is_piped_looks_like_what_a_terminal_shows(rows: list[list[str]]) -> None:
    assert tables._plain(rows[0], rows[1:]) == tables._rich(rows[0], rows[1:])
