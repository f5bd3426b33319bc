"""Addresses: built, taken apart and shortened, for any base."""

import ast
import string
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govactors import Publication, terms
from govactors.terms import PREFIXES, VOCABULARY, Addresses, ga

KETEN = Addresses("https://example.org/keten/")
SOURCE = Path(terms.__file__).parent

segments = st.from_regex(r"[a-z][a-z0-9-]{0,12}", fullmatch=True)
concepts = st.from_regex(r"[a-z][a-z-]{0,12}", fullmatch=True)


def test_addresses_follow_the_base() -> None:
    assert KETEN.ontology == "https://example.org/keten/def"
    assert KETEN.thing("taak", "keuring") == "https://example.org/keten/id/taak/keuring"
    assert KETEN.document("taak", "keuring") == "https://example.org/keten/doc/taak/keuring"
    assert KETEN.graph("kern") == "https://example.org/keten/id/graaf/kern"


@settings(derandomize=True)
@given(concepts, segments)
def test_a_thing_is_split_into_what_it_was_built_from(concept: str, reference: str) -> None:
    assert KETEN.split(KETEN.thing(concept, reference)) == (concept, reference)


@pytest.mark.parametrize(
    "iri",
    [
        "https://example.org/keten/def",
        "https://example.org/keten/doc/taak/keuring",
        "https://example.org/keten/id/taak",
        "https://example.org/keten/id/taak/",
        "https://example.org/keten/id/taak/keuring/2",
        "https://example.org/keten/id/taak/Keuring",
        "https://example.org/keten/id/taak/keuring#deel",
        "https://example.org/keten/id/taak/keuring\n",
        "https://example.org/keten/id/taak/-keuring",
        "https://example.org/ander/id/taak/keuring",
        "",
    ],
)
def test_other_addresses_are_not_split(iri: str) -> None:
    assert KETEN.split(iri) is None


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        (ga("Assignment"), "ga:Assignment"),
        ("https://example.org/keten/id/taak/keuring", "taak:keuring"),
        ("https://example.org/keten/id/begrippenlijst/taken", "lijst:taken"),
        ("https://schema.org/keywords", "schema:keywords"),
        (
            "https://example.org/keten/id/taak/keuring/2",
            "https://example.org/keten/id/taak/keuring/2",
        ),
        ("https://example.org/keten/id/taak/", "https://example.org/keten/id/taak/"),
        ("https://example.org/keten/id/taak/-x", "https://example.org/keten/id/taak/-x"),
        ("https://example.org/elders", "https://example.org/elders"),
    ],
)
def test_an_address_is_shortened_where_a_prefix_fits(iri: str, short: str) -> None:
    assert KETEN.shorten(iri) == short


@settings(derandomize=True)
@given(st.sampled_from(sorted(KETEN.prefixes.values())), st.text(max_size=8))
def test_a_short_name_means_the_address_it_stands_for(namespace: str, local: str) -> None:
    iri = namespace + local
    short = KETEN.shorten(iri)
    if short == iri:
        return
    assert _parsed(short) == [ox.NamedNode(iri)]


def _parsed(short: str) -> list[object]:
    head = "".join(f"@prefix {name}: <{space}> .\n" for name, space in KETEN.prefixes.items())
    turtle = f"{head}<a:s> <a:p> {short} ."
    return [quad.object for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)]


def test_the_prefixes_of_the_vocabularies_never_change_with_the_base() -> None:
    assert KETEN.prefixes.items() >= PREFIXES.items()
    assert KETEN.prefixes["organisatie"] == "https://example.org/keten/id/organisatie/"
    assert Addresses("https://example.org/a/").prefixes["taak"] == "https://example.org/a/id/taak/"


def test_the_vocabulary_is_spelled_in_one_place_only() -> None:
    """Docstrings may show it; code builds on the constant."""
    base = VOCABULARY.removesuffix("def#")
    spelled = []
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        spelled += [
            f"{path.name}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and id(node) not in documentation
            and base in str(node.value)
        ]
    assert len(spelled) == 1, spelled


def test_every_prefix_is_a_plain_name() -> None:
    assert all(set(name) <= set(string.ascii_lowercase) for name in KETEN.prefixes)


def test_every_concept_in_use_has_a_prefix_declared_and_is_in_the_manual(
    letter: Publication,
) -> None:
    triples = [t for _, found in letter.triples() for t in found]
    triples += [t for file in letter.files for t in file.triples]
    nodes = {node for t in triples for node in (t.subject, t.predicate, t.object)}
    iris = {node.value for node in nodes if isinstance(node, ox.NamedNode)}
    used = {found[0] for found in map(letter.addresses.split, iris) if found}
    assert {"gebeurtenis", "taak", "vorm"} < used
    assert used - {"begrippenlijst"} <= set(terms.CONCEPTS)
    manual = (SOURCE.parents[1] / "docs" / "data.md").read_text(encoding="utf-8")
    assert {concept for concept in used if f"`{concept}`" not in manual} == set()


def test_the_header_declares_the_prefixes_that_queries_need_not_declare(
    letter: Publication,
) -> None:
    rows = letter.select(
        "SELECT ?prefix ?namespace { ?ontology sh:declare [ sh:prefix ?prefix ; "
        "sh:namespace ?namespace ] }"
    )
    declared = {str(row[0]): str(getattr(row[1], "value", row[1])) for row in rows}
    assert declared == letter.addresses.prefixes
