"""Rules for the tree as a whole: what is tracked, what it may say, what must agree."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

import govactors

ROOT = Path(__file__).parents[2]
TRACKED = [
    ROOT / name
    for name in subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    if name and (ROOT / name).is_file()
]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# Written so that this file does not find itself.
MACHINE = re.compile(r"(?<![\w./-])/(w[o]rk|r[o]ot|h[o]me|U[s]ers)/")
HOSTS = re.compile(r"p[y]pi\.org|p[y]thonhosted|r[e]gistry\.npmjs|d[e]b\.debian", re.IGNORECASE)
PARKED = re.compile(r"(pytest\.mark\.)(s[k]ip|x[f]ail)|pytest\.(s[k]ip|import[o]rskip)\(")
UNFINISHED = re.compile(r"\b(T[O]DO|F[I]XME|X[X]X)\b")


def _lines_with(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in TRACKED:
        text = path.read_text(encoding="utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), start=1):
            if pattern.search(line):
                found.append(f"{path.relative_to(ROOT).as_posix()}:{number}: {line.strip()}")
    return found


@pytest.mark.parametrize("pattern", [MACHINE, HOSTS, PARKED, UNFINISHED], ids=lambda p: p.pattern)
def test_no_tracked_file_says(pattern: re.Pattern[str]) -> None:
    assert _lines_with(pattern) == []


def test_every_file_with_tests_is_collected() -> None:
    stray = [
        path.relative_to(ROOT).as_posix()
        for path in TRACKED
        if path.suffix == ".py"
        and "tests" in path.relative_to(ROOT).parts
        and not re.fullmatch(r"test_\w+\.py", path.name)
        and any(
            isinstance(node, ast.FunctionDef) and node.name.startswith("test")
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        )
    ]
    assert stray == []


def test_the_version_stands_in_one_place_and_the_changelog_knows_it() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (\S+)", changes, re.MULTILINE)
    released = [heading for heading in headings if heading != "Unreleased"]
    assert "version" in PROJECT["dynamic"]
    assert headings[0] in ("Unreleased", govactors.__version__)
    assert released == [] or released[0] == govactors.__version__
    assert govactors.load().release.version == govactors.__version__


def test_every_dependency_is_bounded_and_pinned() -> None:
    pinned = {
        re.sub(r"[-_.]+", "-", line.partition("==")[0]).lower()
        for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    }
    wanted = [
        *PROJECT["dependencies"],
        *(each for extra in PROJECT["optional-dependencies"].values() for each in extra),
    ]
    for requirement in wanted:
        name = re.match(r"[\w.-]+", requirement)
        if name is None or name[0] == PROJECT["name"]:
            continue
        assert re.search(r">=.*,<", requirement), f"{requirement} has no bounds"
        assert re.sub(r"[-_.]+", "-", name[0]).lower() in pinned, f"{name[0]} is not pinned"


def test_scripts_run_from_any_folder_and_stop_at_the_first_error() -> None:
    for path in [*(ROOT / "scripts").iterdir(), ROOT / ".ci" / "run"]:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".md":
            continue
        assert text.startswith("#!/usr/bin/env bash\n")
        assert "set -euo pipefail\n" in text
        assert 'cd "$(dirname "${BASH_SOURCE[0]}")/.."\n' in text
        assert path.stat().st_mode & 0o111
        assert len(text.splitlines()) <= 30
        subprocess.run(["bash", "-n", path], check=True)


@pytest.mark.parametrize(
    ("name", "articles"), [("EUPL-1.2", range(1, 16)), ("CC0-1.0", range(1, 5))]
)
def test_the_licence_texts_are_complete(name: str, articles: range) -> None:
    text = (ROOT / "LICENSES" / f"{name}.txt").read_text(encoding="utf-8")
    assert [int(n) for n in re.findall(r"^(\d+)\.", text, re.MULTILINE)] == list(articles)
    assert name in PROJECT["license"]
