"""What CONTRIBUTING shows of actors and sources may be published as it stands there."""

import re
import textwrap
from pathlib import Path

import pytest

from govactors import Publication
from govactors.shapes import Severity
from govactors.validation import validate

PAGE = Path(__file__).parents[2] / "CONTRIBUTING.md"
FENCE = re.compile(r"^([ ]*)```turtle\n(.*?)^\1```$", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("number", [0, 1], ids=["actor", "source"])
def test_the_sample_is_sound(letter: Publication, tmp_path: Path, number: int) -> None:
    file = tmp_path / "voorbeeld.ttl"
    sample = FENCE.findall(PAGE.read_text(encoding="utf-8"))[number][1]
    file.write_text(textwrap.dedent(sample), encoding="utf-8")
    found = {finding.severity for finding in validate(letter, [str(file)]).findings}
    assert found <= {Severity.INFO}
