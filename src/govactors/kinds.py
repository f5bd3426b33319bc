"""The one table of problems: each kind with its titles and what to do about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: a title and what to do about it, in both languages.

    ``advice`` is the English one.
    """

    title_nl: str
    title_en: str
    advice_nl: str
    advice: str


class _Kinds(Mapping[str, Kind]):
    """The table in ``kinds.toml``, read when it is first asked."""

    def __getitem__(self, name: str) -> Kind:
        return _table()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_table())

    def __len__(self) -> int:
        return len(_table())


@cache
def _table() -> dict[str, Kind]:
    import tomllib  # only who fails needs it

    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return {name: Kind(**row) for name, row in tomllib.loads(text).items()}


KINDS: Mapping[str, Kind] = _Kinds()
"""Every kind, by the name that is also its anchor in the manual."""
