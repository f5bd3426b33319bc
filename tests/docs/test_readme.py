"""The first query of README gives exactly the answer that stands below it."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import govactors
from govactors import cli

README = Path(__file__).parents[2] / "README.md"
TUTORIAL = README.parent / "docs" / "tutorial-sparql.md"


def _first(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```$", README.read_text("utf-8"), re.S | re.M)
    assert found is not None
    return found[1]


def test_the_answer_is_the_one_that_is_shown() -> None:
    run = CliRunner().invoke(cli.group, ["query", _first("sparql")])
    assert (run.exit_code, run.output) == (0, _first("text"))


@pytest.mark.parametrize("page", [README, TUTORIAL], ids=["README", "tutorial"])
def test_only_the_public_prosecution_service_has_authority_over_the_investigation(
    page: Path,
) -> None:
    """A shortcut without its scope would put the minister beside it, with another's passage."""
    samples = re.findall(r"^```sparql\n(.*?)^```$", page.read_text("utf-8"), re.S | re.M)
    (text,) = (each for each in samples if "ga:Authority" in each and "skos:broader*" in each)
    column = "under" if "?under" in text else "superior"
    found = {str(getattr(row, column)) for row in govactors.load().select(text)}
    assert found == {"https://w3id.org/govactors/id/organisatie/om"}


def test_no_page_joins_the_shortcut_of_authority_with_a_passage() -> None:
    pages = [README, *sorted(README.parent.glob("docs/*.md"))]
    samples = [
        sample
        for page in pages
        for sample in re.findall(r"^```sparql\n(.*?)^```$", page.read_text("utf-8"), re.S | re.M)
    ]
    assert not [each for each in samples if "worksUnderAuthorityOf" in each and "passage" in each]
