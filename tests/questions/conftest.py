"""The catalogue of the shipped publication, and the two engines that answer it."""

from collections.abc import Callable, Iterator

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
    """Answers with rdflib, which may not fetch the graphs that a query names."""
    dataset = publication.dataset

    def answer(question: Question) -> str:
        result = dataset.query(question.text)
        if result.type == "ASK":
            return f"answer\n{str(result.askAnswer).lower()}\n"
        table = result.serialize(format="csv")
        assert table is not None
        return sorted_csv(table.decode())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rdflib.plugins.sparql, "SPARQL_LOAD_GRAPHS", False)
        yield answer
