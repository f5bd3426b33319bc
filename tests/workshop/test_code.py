"""Rules for the Python of the package that no linter knows."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "govactors"
MODULES = sorted(SOURCE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
SPARQL = re.compile(r"\b(SELECT|CONSTRUCT|WHERE|ASK)\b")
TRIPLES = re.compile(r"@prefix\s|(<[a-z]+:[^\s>]*>\s+(a|\w+:\w+)|>\s+<[a-z]+:[^\s>]*>)\s")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _docstrings(tree: ast.AST) -> set[ast.AST]:
    """String expressions that stand alone: documentation of what is around or before them."""
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def _built_strings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Text into which values are put: f-strings, ``%``, ``+`` and ``.format``."""
    for node in ast.walk(tree):
        parts: list[ast.expr] = []
        if isinstance(node, ast.JoinedStr):
            parts = node.values
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
            parts = [node.left, node.right]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            parts = [node.func.value] if node.func.attr == "format" else []
        for part in parts:
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part.lineno, part.value


def _written_triples(tree: ast.AST) -> Iterator[int]:
    documentation = _docstrings(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or node in documentation:
            continue
        if TRIPLES.search(str(node.value)):
            yield node.lineno


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_is_at_most_250_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250


@pytest.mark.parametrize("path", [*MODULES, *TESTS], ids=_name)
def test_a_function_is_at_most_60_lines(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, Function)]
    lengths = {f.name: (f.end_lineno or 0) - f.lineno + 1 for f in functions}
    assert {name: lines for name, lines in lengths.items() if lines > 60} == {}


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_is_named_for_what_it_holds(path: Path) -> None:
    assert not {"utils", "util", "helpers", "helper", "common", "manager", "misc"} & {
        *path.relative_to(SOURCE).with_suffix("").parts
    }


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_query_is_put_together_from_text(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [line for line, text in _built_strings(tree) if SPARQL.search(text)] == []


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_triple_is_written_in_python(path: Path) -> None:
    assert list(_written_triples(ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    "code",
    ['f"SELECT {x}"', '"ASK { <%s> ?p ?o }" % x', '"CONSTRUCT {}".format(x)', 'x + " WHERE {"'],
)
def test_a_query_put_together_is_seen(code: str) -> None:
    assert any(SPARQL.search(text) for _, text in _built_strings(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    ['x = "@prefix a: <b:c> ."', 'x = f"<{s}> <http://p> {o} ."', 'x = "<http://a> a <b:c> ."'],
)
def test_a_triple_in_python_is_seen(code: str) -> None:
    assert list(_written_triples(ast.parse(code))) == [1]
