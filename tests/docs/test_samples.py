"""Every sample in README, CONTRIBUTING and the manual is run, and says what is shown.

A fence's language tells how: ``python`` is a doctest session, one a page; ``sparql`` must find
something; ``turtle`` must be well formed; in ``console`` each ``$ govactors`` line is run and
``...`` stands for anything; ``sh`` names scripts and commands that must exist; ``{eval-rst}`` is
for the generator of the site. A ``$ curl`` is run by the acceptance tests, which have a server.
"""

import doctest
import re
import shlex
import textwrap
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

import govactors
from govactors import cli
from govactors.solutions import Rows

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^([ ]*)```([\w{}-]*)\n(.*?)^\1```$", re.DOTALL | re.MULTILINE)
LANGUAGES = {"console", "python", "sh", "sparql", "text", "turtle", "{eval-rst}"}
WRITTEN = {"dockerfile", "ini", "nginx", "toml"}
"""Files for other programs; the tests of the page that shows them read them."""
OUTSIDE = {"curl", "git", "pip", "podman"}


def _samples(language: str) -> list[object]:
    found: list[object] = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for match in FENCE.finditer(text):
            if match[2] == language:
                line = text.count("\n", 0, match.start()) + 1
                name = f"{page.relative_to(ROOT).as_posix()}:{line}"
                found.append(pytest.param(textwrap.dedent(match[3]), id=name))
    return found


@pytest.fixture(scope="module")
def publication() -> govactors.Publication:
    return govactors.load()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_fence_says_what_it_holds(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert {match[2] for match in FENCE.finditer(text)} <= LANGUAGES | WRITTEN
    assert text.count("```") == 2 * len(FENCE.findall(text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_python_sessions(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    session = "".join(match[3] for match in FENCE.finditer(text) if match[2] == "python")
    assert "python" not in {m[2] for m in FENCE.finditer(text)} or ">>>" in session
    test = doctest.DocTestParser().get_doctest(session, {}, page.name, str(page), 0)
    out: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=out.append)
    assert result.failed == 0, "".join(out)


@pytest.mark.parametrize("text", _samples("sparql"))
def test_queries_find_something(publication: govactors.Publication, text: str) -> None:
    answer = publication.query(text)
    assert isinstance(answer, Rows)
    assert len(list(answer)) > 0


@pytest.mark.parametrize("text", _samples("turtle"))
def test_turtle_is_well_formed(text: str) -> None:
    assert list(ox.parse(text, format=ox.RdfFormat.TURTLE))


@pytest.mark.parametrize("text", _samples("console"))
def test_commands_print_what_is_shown(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        name, *arguments = shlex.split(command)
        if name in OUTSIDE:
            continue
        assert name == "govactors"
        run = CliRunner().invoke(cli.group, arguments)
        assert run.exception is None, run.output
        wanted = shown or run.output
        assert doctest.OutputChecker().check_output(wanted, run.output, doctest.ELLIPSIS)


@pytest.mark.parametrize("text", _samples("sh"))
def test_scripts_and_commands_exist(text: str) -> None:
    for line in text.splitlines():
        name, *arguments = shlex.split(line)
        if name == "govactors":
            assert arguments[0] in cli.COMMANDS
        elif (name, arguments[:1]) == ("python", ["-m"]):
            assert (ROOT / arguments[1].replace(".", "/")).with_suffix(".py").is_file(), arguments
        elif name not in OUTSIDE:
            assert (ROOT / name).is_file(), name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
        if re.match(r"https?:", target):
            continue
        path, _, anchor = target.partition("#")
        linked = (page.parent / path).resolve() if path else page
        assert linked.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)$", linked.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {h.lower().replace(" ", "-") for h in headings}, target
