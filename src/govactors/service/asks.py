"""What a request for a description asks, as front and worker tell each other."""

import json
from dataclasses import asdict, dataclass, field

from govactors import moments
from govactors.manifest import Entry
from govactors.problems import Problem
from govactors.service import roots

ANY = "any"
"""Stands for no day at all, where the state of a day would leave something out."""

_MOST = 6


@dataclass(frozen=True, slots=True)
class Ask:
    """A request for something described.

    ``what`` names the maker; ``spoken`` says that the language was chosen in the address, so that
    links keep it. ``values`` are further parameters: those of a question, the filters of a list.
    ``root`` is where in another application this one is mounted.
    """

    what: str
    concept: str = ""
    reference: str = ""
    as_of: str = ""
    unknown: str = moments.INCLUDE
    page: int = 1
    language: str = ""
    spoken: bool = False
    values: tuple[tuple[str, str], ...] = ()
    root: str = field(default_factory=roots.current)

    def encode(self) -> str:
        """As the text of a piece of work."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def decode(cls, text: str) -> "Ask":
        """From the text of a piece of work."""
        values = json.loads(text)
        values["values"] = tuple((name, value) for name, value in values["values"])
        return cls(**values)

    @property
    def certain(self) -> bool:
        """Whether only what certainly held on the day is asked for."""
        return self.unknown == moments.EXCLUDE

    @property
    def kept(self) -> tuple[tuple[str, str], ...]:
        """The parameters that links on its page carry along."""
        pairs = (
            ("asOf", self.as_of),
            ("unknown", self.unknown if self.unknown != moments.INCLUDE else ""),
            ("lang", self.language if self.spoken else ""),
        )
        return tuple(pair for pair in pairs if pair[1])


@dataclass(frozen=True, slots=True)
class Listing:
    """A request for the catalogue: where the public finds the service, and the release's files."""

    address: str
    files: tuple[Entry, ...]

    def encode(self) -> str:
        """As the text of a piece of work."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def decode(cls, text: str) -> "Listing":
        """From the text of a piece of work."""
        values = json.loads(text)
        return cls(values["address"], tuple(Entry(**each) for each in values["files"]))


def state(values: dict[str, list[str]]) -> tuple[str, str, int]:
    """``asOf``, ``unknown`` and ``page`` of a request, checked.

    Raises :class:`Problem` ``invalid-parameter`` or ``repeated-parameter``.
    """
    day = once(values, "asOf")
    unknown = once(values, "unknown") or moments.INCLUDE
    page = once(values, "page") or "1"
    if unknown not in (moments.INCLUDE, moments.EXCLUDE):
        raise Problem("invalid-parameter", "unknown is include or exclude.")
    if not (page.isascii() and page.isdigit() and len(page) <= _MOST and int(page)):
        raise Problem("invalid-parameter", "page is a number from 1.")
    return (moments.day(day).isoformat() if day else ""), unknown, int(page)


def once(values: dict[str, list[str]], name: str) -> str:
    """The one value of a parameter, or nothing."""
    found = values.get(name, [])
    if len(found) > 1:
        raise Problem("repeated-parameter", f"{name} stands in the address more than once.")
    return found[0] if found else ""
