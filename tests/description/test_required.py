"""What profiles and vocabularies require, checked by queries of our own: `required/*.rq`."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest

from govactors import Publication
from govactors.store import EmbeddedStore, Query
from govactors.terms import RDF

Described = dict[str, list[ox.Triple]]

CHECKS = sorted(Path(__file__).with_name("required").glob("*.rq"))
OF = {"dcat": "catalogue", "dcat-kinds": "catalogue", "dcat-once": "catalogue"}
KIND = ox.NamedNode(RDF + "type")


def _asks(text: str, triples: Iterable[ox.Triple]) -> bool:
    return bool(EmbeddedStore([("urn:g", triples)]).evaluate(Query(text)))


def _rows(text: str) -> list[tuple[ox.NamedNode, ox.NamedNode]]:
    """The pairs of a table in a query, as addresses."""
    prefixes = dict(re.findall(r"PREFIX ([\w-]+): <([^>]*)>", text))
    return [
        (ox.NamedNode(prefixes[a] + b), ox.NamedNode(prefixes[c] + d))
        for a, b, c, d in re.findall(r"\(([\w-]+):(\w+) ([\w-]+):(\w+)\)", text)
    ]


@pytest.mark.parametrize("check", CHECKS, ids=lambda path: path.stem)
def test_nothing_required_is_missing(described: Described, check: Path) -> None:
    triples = described[OF.get(check.stem, check.stem)]
    assert not _asks(check.read_text(encoding="utf-8"), triples)


@pytest.mark.parametrize("check", CHECKS, ids=lambda path: path.stem)
def test_every_row_of_a_check_sees_what_it_is_for(
    diensten: Publication, describe: Callable[[Publication], Described], check: Path
) -> None:
    text = check.read_text(encoding="utf-8")
    triples = describe(diensten)[OF.get(check.stem, check.stem)]
    for one, other in _rows(text):
        things = {t.subject for t in triples if t.predicate == KIND and t.object == one}
        values = {t.object for t in triples if t.predicate == one}
        without = [
            t
            for t in triples
            if not (t.predicate == other and t.subject in things)
            and not (t.predicate == KIND and t.object == other and t.subject in values)
        ]
        if len(without) < len(triples):
            assert _asks(text, without), (one, other)


def test_a_second_publisher_is_seen(
    diensten: Publication, describe: Callable[[Publication], Described]
) -> None:
    text = (Path(__file__).with_name("required") / "dcat-once.rq").read_text(encoding="utf-8")
    triples = describe(diensten)["catalogue"]
    first = next(t for t in triples if t.predicate.value.endswith("/publisher"))
    second = ox.Triple(first.subject, first.predicate, ox.NamedNode("https://example.org/b"))
    assert _asks(text, [*triples, second])


def test_the_village_has_a_case_of_every_row(
    diensten: Publication, describe: Callable[[Publication], Described]
) -> None:
    made = describe(diensten)
    unused = [
        (check.stem, str(one), str(other))
        for check in CHECKS
        for one, other in _rows(check.read_text(encoding="utf-8"))
        for triples in [made[OF.get(check.stem, check.stem)]]
        if not any(t.predicate == one or (t.predicate == KIND and t.object == one) for t in triples)
    ]
    assert unused == []
