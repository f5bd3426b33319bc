"""Every question gives the answer it must give, on both engines."""

import shutil
from pathlib import Path

import pytest

import govactors
from govactors import Publication
from govactors.questions import Questions

from .conftest import Answer

ROOT = Path(__file__).parents[2]

# rdflib itself still asks for a dataset's default graph by its old name.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")

REFERENCES = sorted(path.stem for path in (ROOT / "queries").glob("*.ttl"))


@pytest.mark.parametrize("reference", REFERENCES)
def test_answer_on_pyoxigraph(reference: str, publication: Publication) -> None:
    question = publication.questions[reference]
    assert question.answer(publication) == question.expected


@pytest.mark.parametrize("reference", REFERENCES)
def test_answer_on_rdflib(reference: str, publication: Publication, rdflib_answer: Answer) -> None:
    question = publication.questions[reference]
    assert rdflib_answer(question) == question.expected


def differing(questions: Questions, publication: Publication, rdflib_answer: Answer) -> set[str]:
    """The questions whose expected answer is not what both engines give."""
    return {
        question.reference
        for question in questions
        if {question.answer(publication), rdflib_answer(question)} != {question.expected}
    }


@pytest.mark.parametrize(
    ("reference", "right", "wrong"),
    [
        ("leden-emm", "Nederlandse Arbeidsinspectie,5", "Nederlandse Arbeidsinspectie,6"),
        ("leden-emm-in-ecid", "organisatie/politie", "organisatie/ind"),
        ("datum-en-kenmerk", "2023-10-19", "2023-10-20"),
        ("deelnemers-operationeel-overleg", "\n,,onbekende", "\n,Politie,onbekende"),
        ("wijzigingen", "false", "true"),
        ("fenomenen", "documentfraude\n", "documentfraude\nhttp://x/,corruptie\n"),
    ],
)
def test_a_wrong_answer_is_seen(
    reference: str, right: str, wrong: str, tmp_path: Path, rdflib_answer: Answer
) -> None:
    for name in ("ontology", "data", "rules", "queries"):
        shutil.copytree(ROOT / name, tmp_path / name)
    planted = tmp_path / "queries" / f"{reference}.ttl"
    head, mark, expected = planted.read_text(encoding="utf-8").partition("ga:expectedAnswer")
    assert right in expected
    planted.write_text(head + mark + expected.replace(right, wrong, 1), encoding="utf-8")
    tampered = govactors.load_directory(tmp_path)
    assert differing(tampered.questions, tampered, rdflib_answer) == {reference}
