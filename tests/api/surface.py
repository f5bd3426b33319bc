"""The public surface, written down: every public name with its parameters, fields and types.

``python -m tests.api.surface`` writes the record anew.
"""

import dataclasses
import inspect
from collections.abc import Iterator
from enum import Enum
from functools import cached_property
from pathlib import Path

import govactors

RECORD = Path(__file__).with_name("surface.txt")


def lines() -> Iterator[str]:
    """The surface, a name a line, sorted."""
    for name in sorted(govactors.__all__):
        value = getattr(govactors, name)
        if inspect.isclass(value):
            yield from _class(name, value)
        else:
            yield f"{name}{_signature(value)}"


def _class(name: str, kind: type) -> Iterator[str]:
    bases = [each.__name__ for each in kind.__mro__[1:] if each is not object]
    yield f"class {name}({', '.join(bases)})"
    if issubclass(kind, Enum):
        yield from (f"{name}.{each.name} = {each.value!r}" for each in kind)
        return
    above = {member for each in kind.__mro__[1:] if _recorded(each) for member in dir(each)}
    fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
    own = {each.name: each for each in fields if each.name not in above}
    for each in own.values():
        if not each.name.startswith("_"):
            yield f"{name}.{each.name}: {_type(each.type)}"
    if not fields and {"__init__", "__new__"} & {m for each in _ours(kind) for m in vars(each)}:
        yield f"{name}{_signature(kind)}"
    for member in sorted(set(dir(kind)) - above - own.keys()):
        if not member.startswith("_"):
            yield f"{name}.{_member(kind, member)}"


def _ours(kind: type) -> list[type]:
    return [each for each in kind.__mro__ if each.__module__.startswith("govactors")]


def _recorded(kind: type) -> bool:
    """Whether members of a class need not be told: they are in the record, or of Python itself."""
    return kind.__name__ in govactors.__all__ or not kind.__module__.startswith("govactors")


def _member(kind: type, name: str) -> str:
    value = inspect.getattr_static(kind, name)
    if isinstance(value, property):
        assert value.fget is not None
        return f"{name}: {_type(inspect.signature(value.fget).return_annotation)}"
    if isinstance(value, cached_property):
        return f"{name}: {_type(inspect.signature(value.func).return_annotation)}"
    if callable(value) or isinstance(value, classmethod | staticmethod):
        return f"{name}{_signature(getattr(kind, name))}"
    return name


def _signature(value: object) -> str:
    assert callable(value)
    try:
        found = inspect.signature(value)
    except ValueError:
        return "(...)"
    parameters = [
        each.replace(annotation=_Name(_type(each.annotation)))
        if each.annotation is not each.empty
        else each
        for each in found.parameters.values()
    ]
    shown = found.replace(parameters=parameters, return_annotation=inspect.Signature.empty)
    returned = _type(found.return_annotation)
    return f"{shown} -> {returned}" if returned else str(shown)


class _Name:
    """An annotation that shows itself as its text, whatever Python makes of it."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text


def _type(annotation: object) -> str:
    if annotation is inspect.Signature.empty:
        return ""
    text = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    return text.replace("'", "").replace("typing.", "")


if __name__ == "__main__":
    RECORD.write_text("".join(f"{line}\n" for line in lines()), encoding="utf-8")
