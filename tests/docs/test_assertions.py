"""The manual lacks nothing: each name in the code, the ontology and the shapes stands in it."""

import re
import runpy
import socket
import tomllib
from collections.abc import Iterable
from pathlib import Path

import click
import pyoxigraph as ox
import pytest

import govactors
from govactors import cli, folder, formats
from govactors.folder import File, Role
from govactors.kinds import KINDS
from govactors.service import settings
from govactors.service.app import Application
from govactors.terms import OWL, PREFIXES, RDF, RDFS, SH, VOCABULARY

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
FILES: tuple[File, ...] = folder.read(ROOT)[2]


def _page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _missing(names: Iterable[str], page: str) -> list[str]:
    """The names that do not stand in backticks on a page."""
    text = _page(page)
    return sorted(name for name in set(names) if not re.search(rf"`{re.escape(name)}[`=(\s]", text))


def _subjects(roles: set[Role], predicate: str, value: str | None = None) -> set[str]:
    """The addresses in files of these roles that have a property, with this value if given."""
    return {
        triple.subject.value
        for file in FILES
        if file.role in roles
        for triple in file.triples
        if triple.predicate.value == predicate and isinstance(triple.subject, ox.NamedNode)
        if value is None or triple.object == ox.NamedNode(value)
    }


def test_the_lists_are_up_to_date() -> None:
    stale = runpy.run_path(str(ROOT / "docs" / "blocks.py"))["stale"]
    assert stale() == [], "write them anew: .venv/bin/python docs/blocks.py"


def test_every_term_of_the_ontology() -> None:
    defined = _subjects({Role.ONTOLOGY}, RDFS + "isDefinedBy")
    terms = {iri.removeprefix(VOCABULARY) for iri in defined if iri.startswith(VOCABULARY)}
    assert len(terms) > 60
    assert _missing((f"ga:{name}" for name in terms), "docs/model.md") == []


def test_every_class_is_in_the_picture() -> None:
    classes = _subjects({Role.ONTOLOGY}, RDF + "type", OWL + "Class")
    own = {iri for iri in classes if iri.startswith(VOCABULARY)}
    assert len(re.findall(r'class="middle bold"', _page("docs/model.svg"))) >= len(own)


def test_every_code_list() -> None:
    kind = PREFIXES["skos"] + "ConceptScheme"
    lists = _subjects({Role.ONTOLOGY, Role.CORE}, RDF + "type", kind)
    assert lists
    assert _missing((f"lijst:{iri.rpartition('/')[2]}" for iri in lists), "docs/model.md") == []


def test_every_prefix() -> None:
    assert _missing((f"{prefix}:" for prefix in PREFIXES), "docs/model.md") == []


def test_every_rule() -> None:
    rules = [path.name for path in (ROOT / "rules").iterdir()]
    assert _missing(rules, "docs/model.md") == []


def test_every_shape_with_a_message() -> None:
    shapes = _subjects({Role.SHAPES}, SH + "message")
    assert shapes
    assert _missing((iri.rpartition("/")[2] for iri in shapes), "docs/shapes.md") == []


def test_every_question() -> None:
    questions = [path.stem for path in (ROOT / "queries").glob("*.ttl")]
    assert questions
    assert _missing(questions, "docs/questions.md") == []


def test_every_problem_has_an_anchor() -> None:
    headings = set(re.findall(r"^## (.*)$", _page("docs/problems.md"), re.MULTILINE))
    assert headings == set(KINDS)


def test_every_format_and_media_type() -> None:
    names = [each.name for each in formats.FORMATS]
    types = [media_type for each in formats.FORMATS for media_type in each.media_types]
    assert _missing([*names, *types], "docs/service.md") == []


def test_every_setting() -> None:
    names = [name for each in settings.rows() for name in (each.flag, each.variable)]
    assert _missing(names, "docs/settings.md") == []


def test_every_route_with_its_methods() -> None:
    lines = [line for line in _page("docs/service.md").splitlines() if line.startswith("| `/")]
    control, other = socket.socketpair()
    with control, other:
        methods = Application(govactors.load(), settings.Settings(), control).methods
    for path, wanted in methods.items():
        (line,) = (line for line in lines if f"`{path}`" in line)
        assert f"| {', '.join(wanted)} |" in line
    assert len(re.findall(r"`/[^`]*`", "".join(line.split(" | ")[0] for line in lines))) == len(
        methods
    )


def test_every_public_name_of_the_library() -> None:
    text = _page("docs/library.md")
    members = [
        name
        for kind in govactors.Publication.__mro__[:-1]
        for name in vars(kind)
        if not name.startswith("_")
    ]
    wanted = {*govactors.__all__, *members} - {"from_directory"}
    assert sorted(name for name in wanted if not re.search(rf"\b{name}\b", text)) == []


@pytest.mark.parametrize("name", [*sorted(cli.COMMANDS), ""])
def test_every_command_with_its_options(name: str) -> None:
    text = _page("docs/command-line.md")
    context = click.Context(cli.group)
    command = cli.group.get_command(context, name) if name else cli.group
    assert command is not None
    section = text.partition(f"## {f'govactors {name}'.strip()}\n")[2].partition("\n## ")[0]
    assert section
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert any(option in section for option in parameter.opts), parameter.opts


def test_every_dependency_with_its_bounds() -> None:
    extras = PROJECT["optional-dependencies"]
    wanted = [*PROJECT["dependencies"], *(each for extra in extras.values() for each in extra)]
    text = _page("docs/dependencies.md")
    for requirement in wanted:
        name, bounds = re.match(r"([\w.-]+)(?:\[[^]]*\])?([^;]*)", requirement).groups()  # type: ignore[union-attr]
        assert name == PROJECT["name"] or f"| `{name}` | {bounds.strip()} |" in text, requirement


def test_every_script() -> None:
    scripts = [path.name for path in (ROOT / "scripts").iterdir() if path.suffix != ".md"]
    assert _missing(scripts, "scripts/README.md") == []


def test_every_page_is_in_the_index() -> None:
    index = _page("docs/index.md")
    pages = {path.name for path in (ROOT / "docs").glob("*.md")} - {"index.md"}
    assert sorted(page for page in pages if f"({page})" not in index) == []
