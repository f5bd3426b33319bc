"""The publication with everything its sources say, in forms that are quick to look things up in."""

from collections import defaultdict
from collections.abc import Mapping

import pyoxigraph as ox
import pytest

import govactors
from govactors import Publication

Facts = Mapping[str, Mapping[str, frozenset[str]]]
"""Short name of a thing -> short name of a property -> values, short where they are ours."""


@pytest.fixture(scope="session")
def publication() -> Publication:
    return govactors.load()


@pytest.fixture(scope="session")
def facts(publication: Publication) -> Facts:
    """Every fact of the source files by subject, with ``id/`` addresses shortened."""
    base = publication.addresses.thing("x", "y").removesuffix("x/y")
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for quad in publication.quads():
        if isinstance(quad.subject, ox.NamedNode):
            properties = found[quad.subject.value.removeprefix(base)]
            name = publication.addresses.shorten(quad.predicate.value)
            properties[name].add(_value(quad.object).removeprefix(base))
    return {
        subject: {name: frozenset(values) for name, values in properties.items()}
        for subject, properties in found.items()
    }


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value
