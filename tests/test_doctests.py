"""Every example in a docstring is run, and public functions of the library have one each."""

import doctest
import pkgutil
from importlib import import_module

import pytest

import govactors
from govactors import Publication

MODULES = sorted(
    each.name
    for each in pkgutil.walk_packages(govactors.__path__, "govactors.")
    if each.name != "govactors.__main__"
)


@pytest.mark.parametrize("name", ["govactors", *MODULES])
def test_the_examples_of_a_module_are_true(
    name: str, letter: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Loading is tested elsewhere: here what is published is read once for all modules."""
    monkeypatch.setattr(govactors, "load", lambda: letter)
    outcome = doctest.testmod(import_module(name), raise_on_error=False)
    assert outcome.failed == 0


def test_examples_are_found_at_all() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    examples = sum(
        len(test.examples) for name in MODULES for test in finder.find(import_module(name))
    )
    assert examples >= 40
