"""Whatever is handed in, one exception class comes out, and nothing is half done."""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from tests.conftest import Publish

import govactors
from govactors import Moment, Patience, Period, Problem, Publication

WRONG: tuple[object, ...] = (
    *(None, 3, 3.5, float("nan"), b"x", [], {}, object(), Path("nowhere")),
    *("", "\x00", "a b", "<", "x:<>", "a" * 5000, "\ud800"),
)
GRAPH = rdflib.Graph()


def _calls(keten: Publication, letter: Publication) -> dict[str, Callable[..., object]]:
    actor, period = keten.actor("DiKe"), Period()
    endpoint = govactors.connect("http://127.0.0.1:9/", keten, patience=Patience(attempts=1))
    return {
        "actor": keten.actor,
        "task": keten.task,
        "thing": keten.thing,
        "statement": keten.statement,
        "as_of": keten.as_of,
        "unknown": lambda value: keten.as_of("2025-01-01", value),
        "select": lambda value: list(keten.select(value)),
        "ask": keten.ask,
        "construct": keten.construct,
        "check": keten.check,
        "bound": lambda value: list(keten.select("SELECT ?x { ?x ?p ?o } LIMIT 1", x=value)),
        "question": keten.question,
        "parameter": lambda value: letter.question("identificaties", actor=value),
        "day": lambda value: letter.question("ministerie-op-een-dag", date=value),
        "why": keten.why,
        "describe": keten.describe,
        "validate": keten.validate,
        "engine": lambda value: keten.validate(engine=value),
        "search": keten.search,
        "load_directory": govactors.load_directory,
        "from_files": Publication.from_files,
        "from_graph": Publication.from_graph,
        "words": lambda value: Publication.from_graph(GRAPH, words=value) if value else None,
        "merge": keten.merge,
        "with_store": keten.with_store,
        "moment": Moment.parse,
        "on": period.on,
        "before": period.before,
        "overlaps": period.overlaps,
        "connect": lambda value: govactors.connect(value).ask("ASK {}"),
        "lent": lambda value: govactors.connect("http://x.example/", value).question("x"),
        "elsewhere": lambda value: list(endpoint.select(value)),
        "described elsewhere": lambda value: list(endpoint.describe(value)),
        "tasks": actor.tasks,
        "superiors": actor.superiors,
        "label": actor.label,
        "role": actor.assignments[0].role,
        "names": keten.labels.near,
    }


@pytest.mark.parametrize("value", WRONG, ids=lambda value: repr(value)[:20].split(" at ")[0])
def test_what_is_wrong_is_one_problem(
    keten: Publication, letter: Publication, value: object
) -> None:
    """Anything but an answer or a :class:`Problem` fails here."""
    for call in _calls(keten, letter).values():
        with contextlib.suppress(Problem):
            call(value)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("stuk.ttl", b"<a:b> <a:c", "broken-turtle"),
        ("stuk.ttl", b"\xff\xfe", "not-utf8"),
        ("stuk.jsonld", b"[{", "broken-turtle"),
        ("stuk.rdf", b"<html>", "broken-turtle"),
        ("stuk.nq", b"<a:b> <a:c> .", "broken-turtle"),
        ("stuk.txt", b"tekst", "unknown-format"),
        ("afgeleid.ttl", b"<a:b> <a:c> <a:d> .", "misplaced-file"),
    ],
)
def test_a_broken_file_makes_nothing(
    keten: Publication, tmp_path: Path, name: str, content: bytes, kind: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    before = keten.release.hash
    with pytest.raises(Problem) as caught:
        keten.merge(path)
    assert caught.value.kind == kind
    with pytest.raises(Problem, match=name if kind != "misplaced-file" else "afgeleid"):
        Publication.from_files(path, words=keten)
    assert keten.release.hash == before
    with pytest.raises(Problem, match="No such file"):
        keten.merge(tmp_path / "er-is-niets.ttl")


def test_a_folder_that_may_not_be_read_is_named(publish: Publish) -> None:
    folder = publish({"data/bron/x.ttl": "<a:b> <a:c> ."})
    with pytest.raises(Problem) as caught:
        govactors.load_directory(folder)
    assert caught.value.file == os.path.join("data", "bron", "x.ttl")  # noqa: PTH118


@pytest.mark.parametrize(
    ("subject", "value"),
    [
        (rdflib.URIRef("https://example.org/a b"), rdflib.Literal("x")),
        (rdflib.URIRef("geen-adres"), rdflib.Literal("x")),
        (rdflib.Literal("x"), rdflib.Literal("x")),
        (rdflib.URIRef("a:b"), rdflib.Variable("x")),
    ],
)
def test_a_graph_that_is_no_rdf_makes_nothing(
    keten: Publication, subject: rdflib.term.Node, value: rdflib.term.Node
) -> None:
    graph = rdflib.Graph()
    graph.add((subject, rdflib.URIRef("a:p"), value))
    with pytest.raises(Problem) as caught:
        keten.merge(graph)
    assert caught.value.kind == "unreadable-input"
