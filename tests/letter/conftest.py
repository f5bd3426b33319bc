"""The letter as it is published: its source quads, and one store that a test may change."""

from collections.abc import Callable, Iterator

import pyoxigraph as ox
import pytest

import govactors
from govactors import Publication

LETTER = "brief-4054603"

Ask = Callable[[str], bool]
Select = Callable[[str], list[tuple[str, ...]]]


@pytest.fixture(scope="session")
def publication() -> Publication:
    return govactors.load()


@pytest.fixture(scope="session")
def _store(publication: Publication) -> ox.Store:
    store = ox.Store()
    for quad in publication.quads():
        store.add(quad)
        store.add(ox.Quad(quad.subject, quad.predicate, quad.object))
    return store


@pytest.fixture
def store(_store: ox.Store) -> Iterator[ox.Store]:
    """Named graphs and their union; a test that changes it puts everything back."""
    size = len(_store)
    yield _store
    assert len(_store) == size


@pytest.fixture
def ask(publication: Publication, store: ox.Store) -> Ask:
    """Answers an ASK query that uses the publication's prefixes without declaring them."""
    prefixes = publication.addresses.prefixes

    def answer(text: str) -> bool:
        return bool(store.query(text, prefixes=prefixes))

    return answer


@pytest.fixture
def select(publication: Publication, store: ox.Store) -> Select:
    """Answers a SELECT query likewise, with the texts of the values; unbound is empty."""
    prefixes = publication.addresses.prefixes

    def answer(text: str) -> list[tuple[str, ...]]:
        solutions = store.query(text, prefixes=prefixes)
        assert isinstance(solutions, ox.QuerySolutions)
        return [tuple(_text(value) for value in solution) for solution in solutions]

    return answer


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""
