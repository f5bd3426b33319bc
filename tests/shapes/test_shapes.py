"""The shapes themselves: words, names, files, agreement with the ontology, SHACL about SHACL."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
import shacl

from govactors import Publication
from govactors.shapes import Shape
from govactors.terms import OWL, PREFIXES, RDF, SH, VOCABULARY, Addresses

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "shapes").glob("*.ttl"))
SHACL_SHACL = sorted((ROOT.parent / "shared" / "shapes" / "shacl-shacl").glob("*.ttl"))
"""An outside copy of SHACL-SHACL, looked at in addition where there is one."""
OUTSIDE = {"concept", "concept-scheme", "ontology", "prefixes", "question", "term", "text-range"}
"""Files about classes of other vocabularies."""
TOGETHER = {"identifier", "period", "succession"}
"""Files about what holds between things of several classes."""

RELEASES = {"contentHash", "editKind", "graphHash", "newValue", "oldValue"}
"""Said of files and of what differs between releases; they stand outside the data."""


@pytest.fixture(scope="module")
def terms(letter: Publication) -> frozenset[str]:
    """Everything that ontology and code lists describe."""
    return frozenset(
        triple.subject.value
        for file in letter.files
        if file.name.startswith("ontology/")
        for triple in file.triples
        if isinstance(triple.subject, ox.NamedNode)
    )


def _classes(letter: Publication) -> Iterator[str]:
    """The classes of our vocabulary, by their local names."""
    for file in letter.files:
        for triple in file.triples if file.name.startswith("ontology/") else ():
            kind = triple.predicate.value == RDF + "type" and triple.object
            if kind == ox.NamedNode(OWL + "Class") and isinstance(triple.subject, ox.NamedNode):
                _, ours, name = triple.subject.value.partition(VOCABULARY)
                yield from [name] if ours else []


def _kebab(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def test_every_class_has_a_file_and_every_file_a_class(letter: Publication) -> None:
    about = {path.stem for path in FILES} - OUTSIDE - TOGETHER
    assert about == {_kebab(name) for name in _classes(letter)}


def test_a_shape_says_in_both_languages_what_is_wrong_and_what_to_do(
    catalogue: Mapping[str, Shape],
) -> None:
    for shape in catalogue.values():
        for message in (shape.message_nl, shape.message_en):
            assert len(re.findall(r"[.;]( |$)|\.\.\.", message)) >= 2, (shape.name, message)
        assert shape.message_nl != shape.message_en


def test_a_shape_is_named_after_its_file(catalogue: Mapping[str, Shape]) -> None:
    for shape in catalogue.values():
        assert shape.name.startswith(Path(shape.file).stem + "-"), shape.name
        assert Addresses("https://w3id.org/govactors/").split(shape.iri) == ("vorm", shape.name)


def test_severity_and_both_messages_are_written_out(letter: Publication) -> None:
    for file in letter.files:
        if not file.name.startswith("shapes/"):
            continue
        about: dict[object, list[str]] = {}
        for triple in file.triples:
            about.setdefault(triple.subject, []).append(triple.predicate.value)
        for subject, predicates in about.items():
            if SH + "message" in predicates or SH + "severity" in predicates:
                assert predicates.count(SH + "severity") == 1, subject
                assert predicates.count(SH + "message") == 2, subject


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shape_speaks_only_of_what_there_is(path: Path, terms: frozenset[str]) -> None:
    """Also in queries: prefixed names of our own vocabulary and code lists are looked up."""
    text = path.read_text(encoding="utf-8")
    spaces = {"ga": VOCABULARY, **Addresses("https://w3id.org/govactors/").prefixes}
    for prefix, local in re.findall(r"(?<![\w:/-])(ga|begrip|lijst):([\w-]+)", text):
        assert spaces[prefix] + local in terms, f"{prefix}:{local}"
    for prefix in re.findall(r"^@prefix ([\w-]+):", text, re.MULTILINE):
        assert prefix in {**PREFIXES, **spaces, "adms": "", "vorm": ""}


def test_every_property_of_ours_is_looked_at(terms: frozenset[str]) -> None:
    """Annotations of the vocabulary itself and of what compares releases are not data."""
    texts = "\n".join(path.read_text(encoding="utf-8") for path in FILES)
    seen = set(re.findall(r"(?<![\w:/-])ga:(\w+)", texts))
    ours = {term.removeprefix(VOCABULARY) for term in terms if term.startswith(VOCABULARY)}
    assert ours - seen == {"abbreviates", *RELEASES}


CARRIED = Path(pyshacl.__file__).parent / "assets" / "shacl-shacl.ttl"
"""SHACL about SHACL, as pyshacl carries it."""


def test_the_shapes_are_shacl(shapes_text: str) -> None:
    rules = shacl.Shapes.from_file(str(CARRIED))
    assert len(rules)
    assert rules.validate_turtle(shapes_text).results == []


@pytest.mark.parametrize("name", ["assignment", "change", "passage", "period"])
def test_the_shapes_are_shacl_to_the_reference_too(name: str) -> None:
    """A sample, for pyshacl takes its time; all of them are judged above."""
    shapes = rdflib.Graph().parse(ROOT / "shapes" / f"{name}.ttl")
    conforms, _, explanation = pyshacl.validate(rdflib.Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, explanation


def test_what_is_not_shacl_is_seen() -> None:
    broken = f"<a:s> a <{SH}NodeShape> ; <{SH}property> [ <{SH}minCount> -1 ] ."
    assert shacl.Shapes.from_file(str(CARRIED)).validate_turtle(broken).results
    shapes = rdflib.Graph().parse(data=broken, format="turtle")
    with pytest.raises(pyshacl.errors.ReportableRuntimeError):
        pyshacl.validate(rdflib.Graph(), shacl_graph=shapes, meta_shacl=True)


def test_the_shapes_are_shacl_by_an_outside_copy_too(shapes_text: str) -> None:
    for path in SHACL_SHACL:
        rules = shacl.Shapes.from_file(str(path))
        assert len(rules)
        assert rules.validate_turtle(shapes_text).results == []
