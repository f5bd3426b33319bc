"""Imports point one way: down the list of modules in the package's docstring."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import govactors

SOURCE = Path(__file__).parents[2] / "src" / "govactors"
FRONT_DOORS = {"__init__", "__main__"}
FACADES = {"publication", "solutions"}
"""May look up, inside their methods: they offer what higher floors build on them."""


def _layers() -> list[str]:
    _, _, below = (govactors.__doc__ or "").partition("from the ground floor up")
    return re.findall(r"``(\w+)``", below)


def _imports(tree: ast.Module, *, late: bool) -> Iterator[str]:
    """Modules of the package imported when it is loaded, or, ``late``, within functions."""
    functions = [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    inside = {id(node) for function in functions for node in ast.walk(function)}
    checked = {
        id(node)
        for branch in ast.walk(tree)
        if isinstance(branch, ast.If) and ast.unparse(branch.test) == "TYPE_CHECKING"
        for node in ast.walk(branch)
    }
    for node in ast.walk(tree):
        if id(node) in checked or (id(node) in inside) != late:
            continue
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            if node.module == "govactors":
                yield from (alias.name for alias in node.names)
            elif node.module.startswith("govactors."):
                yield node.module.split(".")[1]
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.startswith("govactors."):
                    yield alias.name.split(".")[1]


def _modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def _layer(path: Path) -> str:
    return path.relative_to(SOURCE).with_suffix("").parts[0]


def test_every_module_stands_in_the_list() -> None:
    assert {_layer(path) for path in _modules()} - FRONT_DOORS == set(_layers())


@pytest.mark.parametrize("late", [False, True], ids=["at load", "late"])
@pytest.mark.parametrize("path", _modules(), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_imports_point_down(path: Path, late: bool) -> None:
    layers = _layers()
    name = _layer(path)
    if name in FRONT_DOORS or (late and name in FACADES):
        return
    above = set(layers[layers.index(name) + 1 :])
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert above.intersection(_imports(tree, late=late)) == set()


def test_nothing_is_imported_relatively() -> None:
    for path in _modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not (isinstance(node, ast.ImportFrom) and node.level), path


def test_an_import_is_seen_wherever_it_stands() -> None:
    code = (
        "import govactors.store\nfrom govactors import cli\nif TYPE_CHECKING:\n"
        "    from govactors import terms\ndef f():\n    from govactors.service.app import create"
    )
    tree = ast.parse(code)
    assert sorted(_imports(tree, late=False)) == ["cli", "store"]
    assert sorted(_imports(tree, late=True)) == ["service"]
