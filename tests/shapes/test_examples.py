"""Each shape passes on one example and fails on another, for its own reason only."""

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import pyoxigraph as ox
import pytest

from govactors import Publication
from govactors.engines import Result
from govactors.shapes import Shape
from govactors.terms import RDF, RDFS, SH
from govactors.validation import judge

if TYPE_CHECKING:
    from tests.shapes.conftest import Examples

TABLE = tomllib.loads(Path(__file__).with_name("examples.toml").read_text(encoding="utf-8"))
FAILS = [(shape, number) for shape, row in TABLE.items() for number in range(len(row["fails"]))]
SAMPLE = [each for each in FAILS if crc32(repr(each).encode()) % 3 == 0]
"""What the reference engine judges too: a third, the same each time; it takes its time."""
ABSENCE = {"minCount", "maxCount", "equals", "hasValue", "qualifiedMinCount"}
"""Parameters that a property without a value can break or keep as well."""
PARAMETERS = ABSENCE | {
    *("and", "class", "closed", "datatype", "disjoint", "languageIn", "lessThan"),
    *("lessThanOrEquals", "maxLength", "minInclusive", "minLength", "node", "nodeKind", "not"),
    *("or", "pattern", "sparql", "uniqueLang", "xone"),
}


def _component(parameter: str) -> str:
    first = "SPARQL" if parameter == "sparql" else parameter[0].upper() + parameter[1:]
    return f"{first}ConstraintComponent"


@pytest.fixture(scope="module")
def parameters(letter: Publication) -> Mapping[str, set[str]]:
    """The constraint parameters of each shape, by its name."""
    found: dict[str, set[str]] = {}
    for file in letter.files:
        for triple in file.triples if file.name.startswith("shapes/") else ():
            local = triple.predicate.value.removeprefix(SH)
            if isinstance(triple.subject, ox.NamedNode) and local in PARAMETERS:
                found.setdefault(triple.subject.value.rpartition("/")[2], set()).add(local)
    return found


@pytest.fixture(scope="module")
def findings(examples: "Examples", shapes_text: str) -> Callable[[str, int], frozenset[Result]]:
    """What all shapes find in a failing example, by the fast engine."""

    @cache
    def judged(name: str, number: int) -> frozenset[Result]:
        return judge("fast", shapes_text, examples.fails[name][number])

    return judged


def test_every_shape_has_examples(catalogue: Mapping[str, Shape]) -> None:
    assert set(TABLE) == set(catalogue)
    assert all(row["fails"] for row in TABLE.values())


@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_the_sound_world_is_sound(examples: "Examples", shapes_text: str, engine: str) -> None:
    assert judge(engine, shapes_text, examples.sound) == frozenset()


@pytest.mark.parametrize("name", TABLE)
def test_a_shape_passes_where_it_has_something_to_judge(
    examples: "Examples",
    catalogue: Mapping[str, Shape],
    parameters: Mapping[str, set[str]],
    single: Callable[[str], str],
    name: str,
) -> None:
    shape, world = catalogue[name], examples.passes[name]
    text = single(shape.iri)
    assert judge("fast", text, world) == frozenset()
    store = ox.Store()
    store.extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in world)
    focus = _focus(text, store)
    assert focus, "no thing in the example is judged by this shape"
    if shape.path and not parameters[name] & ABSENCE:
        described = f"SELECT ?this {{ ?this {shape.path} ?value }}"
        assert set(focus) & set(_select(store, described)), "nothing has a value to judge"


def _focus(text: str, store: ox.Store) -> list[ox.NamedNode]:
    """The things that the shape's targets select."""
    found: list[ox.NamedNode] = []
    for triple in ox.parse(text, format=ox.RdfFormat.N_TRIPLES):
        target = triple.predicate.value.removeprefix(SH)
        if target == "targetClass":
            path = f"<{RDF}type>/<{RDFS}subClassOf>*"
            found += _select(store, f"SELECT ?this {{ ?this {path} {triple.object} }}")
        elif target == "targetSubjectsOf":
            found += _select(store, f"SELECT ?this {{ ?this {triple.object} ?value }}")
    return found


def _select(store: ox.Store, query: str) -> list[ox.NamedNode]:
    solutions = store.query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    return [each["this"] for each in solutions]


@pytest.mark.parametrize(("name", "number"), FAILS)
def test_a_shape_fails_for_its_own_reason_only(
    findings: Callable[[str, int], frozenset[Result]], name: str, number: int
) -> None:
    assert {each.shape.rpartition("/")[2] for each in findings(name, number)} == {name}


@pytest.mark.parametrize(("name", "number"), SAMPLE)
def test_the_engines_agree_on_what_fails(
    examples: "Examples",
    catalogue: Mapping[str, Shape],
    single: Callable[[str], str],
    name: str,
    number: int,
) -> None:
    text, world = single(catalogue[name].iri), examples.fails[name][number]
    found = judge("reference", text, world)
    assert found
    assert found == judge("fast", text, world)


def test_every_constraint_of_a_shape_is_broken_by_an_example(
    findings: Callable[[str, int], frozenset[Result]], parameters: Mapping[str, set[str]]
) -> None:
    broken: dict[str, set[str]] = {name: set() for name in TABLE}
    for name, number in FAILS:
        broken[name] |= {result.component for result in findings(name, number)}
    assert broken == {name: {_component(each) for each in parameters[name]} for name in TABLE}
