"""A publication of one's own, begun: a folder with the words, and one example of each thing."""

import re
from collections.abc import Mapping
from pathlib import Path
from string import Template

from govactors.problems import Problem

_EXAMPLE = Path(__file__).with_name("skeletons") / "publication"
_BASE = re.compile(r"https?://[^\s<>\"{}|\\^`/]+/(?:[^\s<>\"{}|\\^`]*/)?")
_OURS = re.compile(r"<[^>]+> a owl:Ontology |voorvoegsel:\S+ a ")
_LEFT_OUT = ("govactors.ttl", "taken.ttl", "term.ttl")
"""Files of the publication shipped that each publication writes anew, or that guard its words."""


def begin(target: Path, shipped: Path, base: str, values: Mapping[str, str]) -> None:
    """Writes a publication at ``base`` into a folder that is new or empty.

    It loads, validates and can be served as it is: the words, code lists, shapes and rules of
    the publication ``shipped``, a header, and an example of an actor, a task, a source and a
    question. ``values`` fill in the templates: ``name``, ``name_en`` and ``today``.

    Raises :class:`Problem` ``invalid-parameter``; then nothing is written.
    """
    if not _BASE.fullmatch(base):
        raise Problem(
            "invalid-parameter",
            f"{base!r} is no base of addresses.",
            hint="It starts with https:// and ends in /: https://example.org/ships/.",
        )
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise Problem(
            "invalid-parameter", "It exists and is not an empty folder.", file=str(target)
        )
    for folder in ("ontology", "shapes", "rules"):
        for path in sorted((shipped / folder).iterdir()):
            if path.suffix in (".ttl", ".rq") and path.name not in _LEFT_OUT:
                _write(target / folder / path.name, path.read_text(encoding="utf-8"))
    words = (shipped / "ontology" / "govactors.ttl").read_text(encoding="utf-8")
    _write(target / "ontology" / "woorden.ttl", _words(words))
    for path in sorted(_EXAMPLE.rglob("*.ttl")):
        text = Template(path.read_text(encoding="utf-8")).substitute(values, base=base)
        _write(target / path.relative_to(_EXAMPLE), text)


def _words(text: str) -> str:
    """The classes and properties, without the header and the prefixes, which are ours."""
    blocks = text.split("\n\n")
    return "\n\n".join(block for block in blocks if not _OURS.match(block)).rstrip("\n") + "\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
