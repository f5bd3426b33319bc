"""The running service, asked by clients that are not ours."""

import csv
import doctest
import io
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, POST, SPARQLWrapper

import govactors
from govactors.formats import FORMATS, Carries

ROOT = Path(__file__).parents[2]
QUESTIONS = list(govactors.load().questions)
SELECT = "SELECT ?who { ?who <https://w3id.org/govactors/def#leads> ?what }"
FEDERATED = "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"
CONSTRUCT = "CONSTRUCT { ?a ?b ?c } { ?a a <https://w3id.org/govactors/def#Source> ; ?b ?c }"


def _curl(*arguments: str) -> tuple[int, str, str]:
    """Status, Content-Type and text of the answer to a request by curl."""
    run = subprocess.run(
        ["curl", "-sS", "-w", "\n%{http_code} %{content_type}", *arguments],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    text, _, last = run.stdout.rpartition("\n")
    status, _, media_type = last.partition(" ")
    return int(status), media_type, text


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.reference)
@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper_gets_the_expected_answers(service: str, question: Any, method: str) -> None:
    client = SPARQLWrapper(f"{service}/sparql")
    client.setMethod(method)
    client.setQuery(question.text)
    client.setReturnFormat(JSON)
    found = client.queryAndConvert()
    assert isinstance(found, dict)
    header, *rows = csv.reader(io.StringIO(question.expected))
    if "boolean" in found:
        assert [[str(found["boolean"]).lower()]] == rows
        return
    assert found["head"]["vars"] == header
    values = [
        [row[name]["value"] if name in row else "" for name in header]
        for row in found["results"]["bindings"]
    ]
    assert sorted(values) == rows


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.reference)
def test_rdflib_gets_the_expected_answers(service: str, question: Any) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{service}/sparql", returnFormat="json"))
    found = graph.query(question.text)
    header, *rows = csv.reader(io.StringIO(question.expected))
    if found.type == "ASK":
        assert [[str(found.askAnswer).lower()]] == rows
        return
    assert [str(name) for name in found.vars or ()] == header
    values = [["" if cell is None else str(cell) for cell in row] for row in found]  # type: ignore[union-attr]
    assert sorted(values) == rows


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_curl_gets_every_format(service: str, form: Any) -> None:
    query = SELECT if form.carries is Carries.RESULTS else CONSTRUCT
    for wanted in form.media_types:
        status, media_type, text = _curl(
            *("--get", "--data-urlencode", f"query={query}"),
            *("-H", f"Accept: {wanted}", f"{service}/sparql"),
        )
        assert (status, media_type.partition(";")[0]) == (200, wanted)
        assert text


def test_curl_gets_every_dump(service: str) -> None:
    publication = govactors.load()
    for form in FORMATS:
        if form.carries is not Carries.RESULTS and form.name != "nq":
            status, media_type, text = _curl(f"{service}/dumps/govactors.{form.name}")
            assert (status, media_type.partition(";")[0]) == (200, form.media_type)
            assert publication.addresses.base in text


@pytest.mark.parametrize("path", ["/", "/health/live", "/health/ready"])
def test_curl_gets_the_pages(service: str, path: str) -> None:
    assert _curl(service + path)[0] == 200


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--data-urlencode", "query=SELECT ?x {"], 400),
        (["--data-urlencode", f"query={FEDERATED}"], 403),
        (["--data-urlencode", "update=CLEAR ALL"], 403),
        (["--data-urlencode", f"query={SELECT}", "-H", "Accept: image/png"], 406),
        (["-X", "DELETE"], 405),
    ],
)
def test_curl_is_told_what_is_wrong(service: str, arguments: list[str], status: int) -> None:
    found, media_type, text = _curl(*arguments, f"{service}/sparql")
    assert (found, media_type.partition(";")[0]) == (status, "application/problem+json")
    assert '"title"' in text


def _samples() -> list[str]:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    found = []
    for page in pages:
        fences = re.findall(r"^```console\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.M)
        found += [
            sample
            for fence in fences
            for sample in re.split(r"^\$ ", fence, flags=re.MULTILINE)
            if sample.startswith("curl ")
        ]
    return found


@pytest.mark.parametrize("sample", _samples())
def test_curl_samples_of_the_manual(service: str, sample: str) -> None:
    command, _, shown = sample.partition("\n")
    words = [word.replace("http://127.0.0.1:8000", service) for word in shlex.split(command)]
    run = subprocess.run([*words, "--fail"], capture_output=True, text=True, check=True, timeout=60)
    # An answer too long for the manual is asked for without being shown.
    assert run.stdout.strip()
    same = doctest.OutputChecker().check_output(shown, run.stdout, doctest.ELLIPSIS)
    assert not shown or same, run.stdout
