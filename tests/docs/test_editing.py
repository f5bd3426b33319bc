"""The editor's guide keeps its word: what it calls sound is sound, what it calls wrong is found."""

import re
import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner

from govactors import Publication, cli
from govactors.validation import validate

PAGE = Path(__file__).parents[2] / "docs" / "editing.md"
FENCE = re.compile(r"^([ ]*)```(turtle|text)\n(.*?)^\1```$", re.DOTALL | re.MULTILINE)


@pytest.fixture
def samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The samples of Turtle, each written to a file; their names are returned in order."""
    monkeypatch.chdir(tmp_path)
    names: list[str] = []
    for match in FENCE.finditer(PAGE.read_text(encoding="utf-8")):
        if match[2] == "turtle":
            names.append(f"voorbeeld-{len(names) + 1}.ttl")
            Path(names[-1]).write_text(textwrap.dedent(match[3]), encoding="utf-8")
    return names


def test_the_samples_are_sound(letter: Publication, samples: list[str]) -> None:
    assert len(samples) == 3
    assert validate(letter, samples[:-1]).findings == ()


def test_the_sample_that_is_wrong_gets_the_answer_shown(samples: list[str]) -> None:
    ((_, _, shown),) = (
        m.groups() for m in FENCE.finditer(PAGE.read_text(encoding="utf-8")) if m[2] == "text"
    )
    source, *_, wrong = samples
    run = CliRunner().invoke(cli.group, ["validate", source, wrong])
    assert run.output.split() == shown.split()
