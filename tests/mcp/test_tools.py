"""What models get: names, questions, queries and reasons, each with sources and the release."""

import asyncio
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from govactors import Publication
from mcp import Client, StdioServerParameters

if TYPE_CHECKING:
    from tests.conftest import Cli, Publish
    from tests.mcp.conftest import Server, Told

ROOT = Path(__file__).parents[2]
KMAR = "https://w3id.org/govactors/id/organisatie/kmar"
TASK = "https://w3id.org/govactors/id/taak/opsporing-mensensmokkel"
S26 = "https://w3id.org/govactors/id/uitspraak/brief-4054603-s26"
LETTER = "https://w3id.org/govactors/id/bron/brief-4054603"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def _sources(told: "Told") -> set[str]:
    return {each["iri"] for each in told.record["sources"]}


def test_over_stdio() -> None:
    arguments = ["-m", "govactors", "--publication", str(ROOT), "mcp"]
    server = StdioServerParameters(command=sys.executable, args=arguments)

    async def session() -> None:
        async with Client(server) as client:
            tools = (await client.list_tools()).tools
            assert len(tools) == 8
            for tool in tools:
                assert tool.annotations is not None
                assert tool.annotations.read_only_hint, tool.name
                assert tool.description
            found = await client.call_tool("find_actor", {"name": "KMar"})
            assert (found.structured_content or {})["actor"]["iri"] == KMAR
            asked = {"query": "SELECT ?task { organisatie:kmar ga:leads ?task }"}
            rows = await client.call_tool("run_sparql", asked)
            assert (rows.structured_content or {})["rows"][0]["task"] == TASK

    asyncio.run(session())


def test_it_ends_with_its_client(publish: "Publish") -> None:
    folder = publish({})
    arguments = [sys.executable, "-m", "govactors", "--publication", str(folder), "mcp"]
    done = subprocess.run(arguments, input=b"", capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--http", "--host", "0.0.0.0"], "--allowed-host"),  # noqa: S104
        (["--query-time-limit", "0"], "at least"),
        (["--engine", "nowhere"], "no store"),
    ],
)
def test_a_mistake_in_a_setting_is_one_message(cli: "Cli", arguments: list[str], word: str) -> None:
    done = cli("mcp", *arguments)
    assert (done.code, done.text) == (2, "")
    assert word in done.error


def test_without_the_package_the_extra_is_named(
    cli: "Cli", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)
    done = cli("mcp")
    assert done.code == 2
    assert "pip install 'govactors[mcp]'" in done.error


def test_an_actor(server: "Server", letter: Publication) -> None:
    told = server.call("find_actor", name="marechaussee")
    actor = told.record["actor"]
    assert (actor["iri"], actor["abbreviation"]) == (KMAR, "KMar")
    (leads,) = (each for each in actor["tasks"] if each["responsibility"] == "lead")
    assert (leads["iri"], leads["statement"]["iri"]) == (TASK, S26)
    assert leads["statement"]["source"] in _sources(told)
    assert told.record["release"]["hash"] == letter.release.hash


def test_an_actor_of_another_day_and_language(server: "Server") -> None:
    told = server.call("find_actor", name="IND", as_of="2005-01-01", language="nl")
    assert told.record["actor"]["label"] == "Immigratie- en Naturalisatiedienst"
    assert told.record["release"]["asOf"] == "2005-01-01"


def test_a_task(server: "Server") -> None:
    told = server.call("find_task", name="opsporing van mensensmokkel")
    actors = {each["iri"]: each["responsibility"] for each in told.record["task"]["actors"]}
    assert actors[KMAR] == "lead"


def test_a_name_that_fits_none_gets_candidates(server: "Server") -> None:
    told = server.call("find_actor", name="marechausee")
    assert told.record["found"] is None
    assert KMAR in {each["iri"] for each in told.record["candidates"]}


def test_a_search(server: "Server") -> None:
    told = server.call("search", text="mensensmokkel opsporing")
    assert TASK in {each["iri"] for each in told.record["hits"]}


def test_a_description_has_pages(server: "Server") -> None:
    first = server.call("describe", name="KMar").record
    second = server.call("describe", name="KMar", page=2).record
    assert first["pages"] > 1
    assert first["total"] == second["total"] > len(first["statements"])
    seen = {each["iri"] for each in (*first["statements"], *second["statements"])}
    assert len(seen) > len(first["statements"])
    assert server.call("describe", name="KMar", page=9999).wrong


def test_a_statement(server: "Server") -> None:
    told = server.call("describe", name=S26)
    said = told.record["statement"]
    assert said["says"]["actor"] == [{"iri": KMAR, "label": "Royal Netherlands Marechaussee"}]
    assert said["passages"][0]["page"] == 4
    assert _sources(told) == {LETTER}


def test_why(server: "Server") -> None:
    told = server.call("why", subject="KMar", predicate="leads", object=TASK)
    assert [each["iri"] for each in told.record["statements"]] == [S26]
    assert _sources(told) == {LETTER}
    nothing = server.call("why", subject="KMar", predicate="leads", object="organisatie:ind")
    assert nothing.wrong
    assert "No statement is a ground" in nothing.text


def test_the_catalogue(server: "Server") -> None:
    told = server.call("list_questions", search="ministerie dag")
    (question,) = (
        each for each in told.record["questions"] if each["reference"] == "ministerie-op-een-dag"
    )
    values = {"date": "2025-01-15"}
    assert question["values"][0]["name"] == "date"
    answer = server.call("ask_question", reference="ministerie-op-een-dag", values=values)
    (row,) = answer.record["rows"]
    assert row["ministryName"] == "Ministerie van Asiel en Migratie"
    assert row["things"] == ["https://w3id.org/govactors/id/organisatie/aenm"]
    assert _sources(answer)


def test_every_row_that_a_query_finds_has_its_grounds(server: "Server") -> None:
    told = server.call("run_sparql", query="SELECT ?who ?task { ?who ga:leads ?task }")
    rows = {(row["who"], row["task"]): row.get("statements", []) for row in told.record["rows"]}
    assert S26 in rows[(KMAR, TASK)]
    assert all(rows.values())
    assert LETTER in _sources(told)


def test_a_cut_answer_says_so(server: "Server") -> None:
    query = "SELECT ?s { ?s a ga:Assignment }"
    cut = server.call("run_sparql", query=query, rows=2).record
    assert (len(cut["rows"]), cut["complete"]) == (2, False)
    assert cut["total"] > 2
    triples = server.call("run_sparql", query="DESCRIBE organisatie:kmar", rows=1000).record
    assert triples["complete"]
    assert triples["columns"] == ["subject", "predicate", "object"]
    assert server.call("run_sparql", query="ASK {}").record["rows"] == [{"answer": True}]


@pytest.mark.parametrize(
    ("tool", "values", "word"),
    [
        ("run_sparql", {"query": "SELECT * { ?s ?p }"}, "line 1"),
        ("run_sparql", {"query": " "}, "no query"),
        ("run_sparql", {"query": SLOW}, "longer than 1 s"),
        ("run_sparql", {"query": "DELETE WHERE { ?s ?p ?o }"}, "update"),
        ("run_sparql", {"query": "ASK { " + "{" * 5000 + "}" * 5000 + " }"}, "deep"),
        ("run_sparql", {"query": "ASK {}", "rows": 0}, "rows"),
        ("find_actor", {"name": "x" * 301}, "300"),
        ("find_actor", {"name": "KMar", "as_of": "2025-13-01"}, "day"),
        ("ask_question", {"reference": "nothing"}, "no question"),
        ("ask_question", {"reference": "wetten", "values": {"x": "y"}}, "no parameter"),
        ("why", {"subject": "Nobody at all"}, "There is no"),
    ],
)
def test_what_is_wrong_is_said_in_words(
    server: "Server", tool: str, values: dict[str, Any], word: str
) -> None:
    told = server.call(tool, **values)
    assert told.wrong
    assert word in told.text
    assert "Traceback" not in told.text


@pytest.fixture
def listening() -> Iterator[tuple[str, list[object]]]:
    """An address on this machine, and who came there."""
    came: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def listen() -> None:
            try:
                while True:
                    came.append(listener.accept()[1])
            except OSError:
                return

        threading.Thread(target=listen, daemon=True).start()
        yield "http://{}:{}/".format(*listener.getsockname()[:2]), came
        listener.shutdown(socket.SHUT_RDWR)


def test_no_address_and_no_file_is_opened(
    server: "Server", listening: tuple[str, list[object]], tmp_path: Path
) -> None:
    address, came = listening
    secret = tmp_path / "secret.ttl"
    secret.write_text("<a:s> <a:p> 'the secret' .", encoding="utf-8")
    told = []
    for place in (address, secret.as_uri(), str(secret)):
        for tool, name in (("find_actor", "name"), ("describe", "name"), ("why", "subject")):
            told.append(server.call(tool, **{name: place}))
        told.append(server.call("ask_question", reference=place))
        told += [
            server.call("run_sparql", query=query % place)
            for query in (
                "ASK { SERVICE <%s> { ?s ?p ?o } }",
                "ASK FROM <%s> { ?s ?p ?o }",
                "LOAD <%s>",
                "ASK { GRAPH <%s> { ?s ?p ?o } }",
            )
        ]
    assert came == []
    assert not any("the secret" in each.text for each in told)


def test_pages_of_other_sites_are_turned_away(server: "Server") -> None:
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    accept = {"accept": "application/json, text/event-stream"}
    with httpx.Client() as client:
        asked = [
            client.post(server.address, json=body, headers=accept | headers).status_code
            for headers in (
                {"origin": "https://example.org"},
                {"origin": "null"},
                {"host": "attacker.example"},
                {"origin": "http://127.0.0.1.attacker.example:80"},
                {},
                {"origin": "http://localhost:1234"},
            )
        ]
    assert asked == [403, 403, 421, 403, 200, 200]


def test_a_body_that_is_too_large_is_turned_away(server: "Server") -> None:
    accept = {"accept": "application/json", "content-type": "application/json"}
    answer = httpx.post(server.address, content=b" " * 1_100_000, headers=accept)
    assert answer.status_code == 413
