"""The JSON-LD context: the words of documents, written by hand, shipped and never fetched.

What a version says never changes for a word that it has; a word that would come to mean something
else makes a new version.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from govactors.problems import Problem
from govactors.terms import SCHEMA, VOCABULARY, expand

VERSIONS = ("v1",)
"""The versions there are."""

PATH = "context/v1.jsonld"
"""Where a context stands below the base of a publication, which serves it itself."""

ADDRESS = VOCABULARY.removesuffix("def#") + PATH
"""The address of the context that documents name where no publication is named."""

_FOLDER = Path(__file__).with_name("contexts")


@dataclass(frozen=True, slots=True)
class Word:
    """A key of a document, and how the context reads its values.

    ``kind`` is the type that values have: ``@id`` or ``@vocab`` for addresses written as text, the
    address of a datatype, or none. ``by_language`` says that texts stand in an object by
    language, ``many`` that values always stand in a list.
    """

    name: str
    kind: str = ""
    by_language: bool = False
    many: bool = False

    @property
    def plain(self) -> bool:
        """Whether an address is written as text, not as an object with an ``id``."""
        return self.kind in ("@id", "@vocab")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a context says: a word for each property, a name for each class or property."""

    context: str
    word: Callable[[str], Word]
    name: Callable[[str], str]
    id: str = "id"
    type: str = "type"


SCHEMA_ORG = Vocabulary(
    "https://schema.org",
    lambda iri: Word(iri.removeprefix(SCHEMA)),
    lambda iri: iri.removeprefix(SCHEMA),
    "@id",
    "@type",
)
"""The words of schema.org, under the context that search engines know."""


def text(version: str = "v1") -> str:
    """The file of a version, as it is served.

    Raises :class:`Problem` ``invalid-parameter`` for a version that does not exist.
    """
    if version not in VERSIONS:
        known = ", ".join(VERSIONS)
        raise Problem("invalid-parameter", f"There is no context {version!r}; there is: {known}.")
    return (_FOLDER / f"{version}.jsonld").read_text(encoding="utf-8")


def entries(version: str = "v1") -> dict[str, Any]:
    """What a version says of each of its words.

    >>> entries()["label"]
    {'@id': 'skos:prefLabel', '@container': '@language'}
    """
    return dict(json.loads(text(version))["@context"])


@cache
def own() -> Vocabulary:
    """The words of our own context, by the addresses of what they stand for."""
    said = entries()
    prefixes = {key: value for key, value in said.items() if _is_prefix(value)}
    words: dict[str, Word] = {}
    names: dict[str, str] = {}
    for name, entry in said.items():
        if name.startswith("@") or name in prefixes or str(entry).startswith("@"):
            continue
        full: dict[str, Any] = {"@id": entry} if isinstance(entry, str) else entry
        iri = expand(full["@id"], prefixes)
        names[iri] = name
        if full is entry:
            container = full.get("@container", ())
            words[iri] = Word(
                name,
                expand(full.get("@type", ""), prefixes),
                by_language="@language" in container,
                many="@set" in container,
            )
    return Vocabulary(
        ADDRESS, lambda iri: words.get(iri) or Word(iri, many=True), lambda iri: names.get(iri, iri)
    )


def _is_prefix(entry: object) -> bool:
    return isinstance(entry, str) and entry.endswith(("#", "/"))
