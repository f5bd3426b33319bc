"""The public surface is the recorded one; whoever changes it changes the record."""

import inspect

from tests.api.surface import RECORD, lines

import govactors


def test_the_surface_is_the_recorded_one() -> None:
    recorded = RECORD.read_text(encoding="utf-8").splitlines()
    assert list(lines()) == recorded, "write it anew: .venv/bin/python -m tests.api.surface"


def test_everything_public_is_typed() -> None:
    """No parameter and no result without a type."""
    for line in lines():
        name = line.partition("(")[0]
        assert not line.endswith(")") or line.startswith("class ") or "." not in name, line


def test_public_names_are_there_and_no_others() -> None:
    assert sorted(govactors.__all__) == govactors.__all__
    assert len(set(govactors.__all__)) == len(govactors.__all__)
    assert set(govactors.__all__) == set(govactors._HOMES)
    assert all(getattr(govactors, name) is not None for name in govactors.__all__)
    assert set(govactors.__all__) <= set(dir(govactors))


def test_every_public_name_says_what_it_is() -> None:
    silent = []
    for name in govactors.__all__:
        value = getattr(govactors, name)
        members = vars(value).items() if inspect.isclass(value) else ()
        silent += [name] if not inspect.getdoc(value) else []
        silent += [
            f"{name}.{member}"
            for member, each in members
            if not member.startswith("_")
            and (callable(each) or isinstance(each, property))
            and not inspect.getdoc(each)
        ]
    assert silent == []
