"""The service to those who know standards only: a linter, a client that follows links."""

import json
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

HERE = Path(__file__).parent
KETEN = HERE.parent / "publications" / "keten"

ABOVE = """PREFIX ga: <https://w3id.org/govactors/def#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?who ?above WHERE {
  <BASEid/uitspraak/rapport-s1> ga:actor ?actor .
  ?actor skos:altLabel ?who .
  ?statement a ga:Authority ; ga:subordinate ?actor ; ga:superior ?superior .
  ?superior skos:prefLabel ?above FILTER (LANG(?above) = "nl")
}"""
"""Of the actor of a statement: what its own description says, and whose authority it is under."""


def test_the_linter_finds_no_breach_of_the_design_rules(
    service: str, packages: Path, tmp_path: Path
) -> None:
    description = tmp_path / "openapi.json"
    description.write_bytes(httpx.get(f"{service}/v1/openapi.json").content)
    linter = packages / "node_modules" / ".bin" / "spectral"
    rules = str(HERE / "design-rules.yaml")
    command = [str(linter), "lint", "--fail-severity", "hint", "--ruleset", rules]
    done = subprocess.run(
        [*command, "--format", "json", str(description)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    # A rule that looks at nothing finds nothing: without its headers the same is refused.
    spoiled = json.loads(description.read_text(encoding="utf-8"))
    del spoiled["paths"]["/actors"]["get"]["responses"]["200"]["headers"]
    description.write_text(json.dumps(spoiled), encoding="utf-8")
    done = subprocess.run([*command, str(description)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "version-header" in done.stdout


@pytest.fixture
def local(tmp_path: Path) -> Iterator[str]:
    """A test publication whose own addresses are those of the service that publishes it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    base = f"http://127.0.0.1:{port}/"
    folder = tmp_path / "keten"
    shutil.copytree(KETEN, folder)
    for path in folder.rglob("*.ttl"):
        text = path.read_text(encoding="utf-8").replace("https://example.org/keten/", base)
        path.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "govactors", "--publication", str(folder), "serve"]
    process = subprocess.Popen(
        [*command, "--port", str(port), "--log", "error"], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        assert process.stdout.readline()
        yield base
    finally:
        process.terminate()
        process.communicate(timeout=20)


def test_comunica_finds_its_way_by_links_alone(local: str, packages: Path) -> None:
    done = subprocess.run(
        ["node", str(HERE / "traversal.mjs"), str(packages), f"{local}id/uitspraak/rapport-s1"],
        input=ABOVE.replace("BASE", local),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rows: list[dict[str, str]] = json.loads(done.stdout)
    assert rows == [{"who": "de dienst", "above": "Inspectie"}]
