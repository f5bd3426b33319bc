"""The catalogue of the shipped publication, and the two engines that answer it."""

from collections.abc import Callable, Iterator
from functools import cache

import pytest
import rdflib.plugins.sparql

import govactors
from govactors import Publication
from govactors.questions import Question, sorted_csv

Answer = Callable[[Question], str]


@pytest.fixture(scope="session")
def publication() -> Publication:
    return govactors.load()


@pytest.fixture(scope="session")
def rdflib_answer(publication: Publication) -> Iterator[Answer]:
    """Answers with rdflib, which may not fetch the graphs that a query names.

    What one query answers is kept: rdflib takes its time, and the data do not change.
    """
    dataset = publication.dataset

    @cache
    def evaluate(text: str) -> str:
        result = dataset.query(text)
        if result.type == "ASK":
            return f"answer\n{str(result.askAnswer).lower()}\n"
        table = result.serialize(format="csv")
        assert table is not None
        return sorted_csv(table.decode())

    def answer(question: Question) -> str:
        return evaluate(question.text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rdflib.plugins.sparql, "SPARQL_LOAD_GRAPHS", False)
        yield answer
