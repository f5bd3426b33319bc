"""The extras, installed with the wheel in an empty environment and each used without the others."""

import asyncio
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mcp import Client, StdioServerParameters

if TYPE_CHECKING:
    from tests.acceptance.conftest import Installed

ROOT = Path(__file__).parents[2]
JUPYTER = ("ipykernel>=7,<8", "nbclient>=0.10,<1")
PACKAGES = {
    "arrow": {"pyarrow"},
    "mcp": {"mcp"},
    "pandas": {"pandas", "pyarrow"},
    "polars": {"polars"},
    "release": {"duckdb"},
}
"""What each extra adds to the package."""

HIDING = """
import sys
class Hidden:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.partition(".")[0] in %r:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Hidden)
import govactors
"""
ROWS = """
rows = govactors.load().select("SELECT ?s ?on { ?s ga:attestedOn ?on } LIMIT 3")
print(*%s)
"""
NOTEBOOK = """
import sys, nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(notebook, timeout=60).execute()
shown = [out.get("data") or {} for cell in notebook.cells for out in cell.get("outputs", ())]
print(sum("image/svg+xml" in each for each in shown), sum("text/html" in each for each in shown))
"""


@pytest.fixture(scope="module")
def extras(installed: "Installed", tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel, all that a user may want of it, and Jupyter."""
    place = tmp_path_factory.mktemp("extras") / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(place)], check=True)
    pip = [sys.executable, "-m", "pip", "--python", str(place / "bin" / "python")]
    wanted = ["-c", str(ROOT / "constraints.txt"), f"{installed.wheel}[frames,mcp,release]"]
    pip += ["install", "--quiet", "--no-compile", *wanted, *JUPYTER]
    subprocess.run(pip, cwd=place.parent, check=True)
    return place


def _python(place: Path, extra: str, code: str, *arguments: str) -> str:
    """What some lines print where nothing is there but the packages of one extra."""
    others = set.union(*PACKAGES.values()) - PACKAGES[extra]
    run = subprocess.run(
        [str(place / "bin" / "python"), "-c", HIDING % (others,) + code, *arguments],
        cwd=place,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


def test_the_extras_are_these(installed: "Installed") -> None:
    code = "from importlib.metadata import requires; print(*requires('govactors'), sep='\\n')"
    lines = installed.run("python", "-c", code).splitlines()
    found: dict[str, set[str]] = {}
    for line in lines:
        named = re.match(r"([\w-]+)[^;]*;.*extra == '([\w-]+)'", line)
        if named:
            found.setdefault(named[2], set()).add(named[1])
    frames = found.pop("frames")
    for name in ("dev", "manual"):
        del found[name]
    assert found == PACKAGES
    assert frames == {"pandas", "polars", "pyarrow"}


@pytest.mark.parametrize(
    ("extra", "code", "wanted"),
    [
        ("polars", "rows.to_polars().schema.values()", "String Date"),
        ("pandas", "rows.to_pandas().dtypes", "string[pyarrow] date32[day][pyarrow]"),
        ("arrow", "rows.to_arrow().schema.types", "string date32[day]"),
    ],
)
def test_rows_as_tables(extras: Path, extra: str, code: str, wanted: str) -> None:
    assert _python(extras, extra, ROWS % code) == wanted


def test_a_table_of_a_release(extras: Path) -> None:
    code = "from govactors import tabular; made = tabular.tables(govactors.load())\n"
    assert _python(extras, "release", f"{code}print(tabular.to_parquet(made[0])[:4])") == "b'PAR1'"


def test_language_models(extras: Path) -> None:
    server = StdioServerParameters(command=str(extras / "bin" / "govactors"), args=["mcp"])

    async def session() -> str:
        async with Client(server) as client:
            found = await client.call_tool("find_actor", {"name": "KMar"})
            return str((found.structured_content or {})["actor"]["abbreviation"])

    # Beside the browser of other tests, which has a loop of its own in this thread.
    with ThreadPoolExecutor(1) as beside:
        assert beside.submit(asyncio.run, session()).result() == "KMar"


def test_the_notebook_runs_in_jupyter(extras: Path) -> None:
    pictures, tables = _python(
        extras, "polars", NOTEBOOK, str(ROOT / "docs/notebook.ipynb")
    ).split()
    assert int(pictures) >= 1
    assert int(tables) >= 4
