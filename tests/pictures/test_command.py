"""Pictures on the command line."""

from pathlib import Path

import pytest
from tests.conftest import Cli

from govactors import Publication


def test_a_picture_goes_to_standard_output_or_a_file(
    cli: Cli, letter: Publication, tmp_path: Path
) -> None:
    drawn = letter.diagram("authority", "KMar", language="en", as_of="2025-01-01").svg
    options = ("authority", "--about", "KMar", "--language", "en", "--as-of", "2025-01-01")
    assert cli("diagram", *options).text == drawn
    file = tmp_path / "gezag.svg"
    done = cli("diagram", *options, "--output", str(file))
    assert (done.code, done.text, done.error) == (0, "", "")
    assert file.read_text(encoding="utf-8") == drawn


def test_without_a_kind_the_classes_are_drawn(cli: Cli, letter: Publication) -> None:
    assert cli("diagram").text == letter.diagram("classes").svg


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("neighbourhood",), "is about a thing: name it."),
        (("matrix", "--about", "nergens"), "There is no 'nergens' here."),
        (("flows", "--unknown", "exclude"), "--unknown needs a day."),
        (("flows", "--as-of", "2024"), "'2024' is not a day."),
        (("spiral",), "spiral"),
        (("flows", "--output", "/nowhere/at/all.svg"), "/nowhere/at/all.svg"),
    ],
)
def test_what_cannot_be_drawn_is_said(cli: Cli, options: tuple[str, ...], said: str) -> None:
    done = cli("diagram", *options)
    assert done.code == 2
    assert done.text == ""
    assert said in done.error
