"""What can be no path is said to be none, once, wherever a path is asked for."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import govactors
from govactors import Problem, Publication
from govactors.verification import verify

CALLS: dict[str, Callable[[Publication, Any], object]] = {
    "validate": lambda publication, path: publication.validate(path),
    "load_directory": lambda _, path: govactors.load_directory(path),
    "verify": lambda publication, path: verify(publication, path),
}
NONE: dict[str, tuple[object, str]] = {
    "empty": ("", "A path is empty. Name a file or a folder."),
    "blank": (" ", "A path is empty. Name a file or a folder."),
    "nothing": (None, "None is no path. Name a file or a folder."),
    "a number": (3, "3 is no path. Name a file or a folder."),
    "bytes": (b"x", "b'x' is no path. Name a file or a folder."),
    "a list": ([], "[] is no path. Name a file or a folder."),
}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("name", NONE)
def test_what_is_no_path_is_said_to_be_none(keten: Publication, call: str, name: str) -> None:
    given, message = NONE[name]
    with pytest.raises(Problem) as caught:
        CALLS[call](keten, given)
    assert (caught.value.kind, str(caught.value)) == ("invalid-parameter", message)


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("path", ["x" * 300, "a\0b"])
def test_what_no_system_takes_is_one_problem(keten: Publication, call: str, path: str) -> None:
    for given in (path, Path(path)):
        with pytest.raises(Problem):
            CALLS[call](keten, given)


def test_a_language_that_is_not_there_is_said(letter: Publication) -> None:
    with pytest.raises(Problem, match=r"The language is nl or en, not 'fr'\."):
        letter.validate().render(language="fr")
