"""``govactors search``: a table for people, JSON for programs."""

import json

from tests.conftest import Cli


def test_a_table_says_how_each_was_found(cli: Cli) -> None:
    done = cli("search", "inspectie szw", "--language", "en", "--limit", "3")
    assert done.code == 0
    assert "Netherlands Labour Authority" in done.text
    assert "formerly Inspectie SZW" in done.text
    assert done.text.splitlines()[-1].startswith("3 of ")
    assert done.text.endswith("; --limit gives more\n")


def test_json_holds_hits_and_facets(cli: Cli) -> None:
    found = json.loads(cli("search", "smokkel", "--kind", "task", "--format", "json").text)
    assert {hit["kind"] for hit in found["hits"]} == {"Task"}
    assert found["facets"][0]["name"] == "kind"


def test_a_day_and_mistakes(cli: Cli) -> None:
    assert "formerly" not in cli("search", "EASO", "--as-of", "2020-01-01").text
    assert cli("search", "  ").code == 2
    assert cli("search", "IND", "--as-of", "yesterday").code == 2
