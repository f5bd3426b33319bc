"""What changed between two releases, told in words, as JSON and as RDF."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any, Self

import pyoxigraph as ox

from govactors.editions import Edition
from govactors.problems import Problem, expect_language
from govactors.solutions import Iri, Text, to_term
from govactors.store import EmbeddedStore, Query, Term
from govactors.terms import DCTERMS, PROV, VOCABULARY, XSD, Addresses
from govactors.wording import Wording

_TEMPLATE = Path(__file__).with_name("queries") / "releases" / "change.rq"
_ACTIVITIES = "https://www.w3.org/ns/activitystreams#"
_PREFIXES = {
    "as": _ACTIVITIES,
    "dcterms": DCTERMS,
    "ga": VOCABULARY,
    "prov": PROV,
    "xsd": XSD,
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change, told in both languages.

    ``kind`` is the name of the file that found it, ``activity`` one of Create, Delete, Update,
    Move. ``aspect`` says what of the thing it is about: a property, a language, a task.
    ``actors`` are all actors that it touches.
    """

    iri: str
    kind: str
    activity: str
    thing: str
    aspect: str
    before: tuple[Term, ...]
    after: tuple[Term, ...]
    sources: tuple[str, ...]
    actors: tuple[str, ...]
    nl: str
    en: str

    def text(self, language: str) -> str:
        """The sentence in a language, ``nl`` or ``en``."""
        expect_language(language)
        return self.nl if language == "nl" else self.en


@dataclass(frozen=True, slots=True)
class Difference:
    """All that changed from one release to a later one; ``actors`` are all that either has."""

    old: Edition
    new: Edition
    changes: tuple[Change, ...]
    wording: Wording
    actors: tuple[str, ...] = ()

    def only(self, actor: str) -> Self:
        """The part that touches one actor.

        Raises :class:`Problem` ``unknown-thing`` if neither release names it.
        """
        if not self.wording.knows(actor):
            short = self.new.addresses.shorten(actor)
            raise Problem("unknown-thing", f"Neither release names {short}.")
        found = tuple(change for change in self.changes if actor in change.actors)
        return replace(self, changes=found)


def to_json(difference: Difference) -> bytes:
    """The difference as JSON; values are written as in N-Triples.

    ``names`` has every actor of either release, by language, and the publication itself.
    """
    content = {
        side: {"version": edition.version, "date": edition.date, "address": edition.address}
        for side, edition in (("old", difference.old), ("new", difference.new))
    }
    listed = [
        {field.name: _plain(getattr(change, field.name)) for field in fields(change)}
        for change in difference.changes
    ]
    named = (difference.new.addresses.ontology, *difference.actors)
    names = {iri: difference.wording.names(iri) for iri in named}
    whole = {**content, "names": names, "changes": listed}
    return (json.dumps(whole, indent=2, ensure_ascii=False) + "\n").encode()


def _plain(value: str | tuple[str | Term, ...]) -> str | list[str]:
    return value if isinstance(value, str) else [str(each) for each in value]


def from_json(data: bytes, addresses: Addresses) -> Difference:
    """A difference read back, without what the releases themselves say.

    Of names it knows those of the actors and of the publication.
    """
    content = json.loads(data)
    old, new = (
        Edition(addresses, content[side]["version"], content[side]["date"], (), ())
        for side in ("old", "new")
    )
    changes = []
    for each in content["changes"]:
        values = {name: _restored(name, value) for name, value in each.items()}
        changes.append(Change(**values))
    names = content["names"]
    actors = tuple(iri for iri in names if iri != addresses.ontology)
    return Difference(old, new, tuple(changes), Wording(addresses, names), actors)


def _restored(name: str, value: str | list[str]) -> Any:
    if name in ("before", "after"):
        table = "".join(f"{text}\n" for text in ("?term", *value))
        rows = ox.parse_query_results(table, format=ox.QueryResultsFormat.TSV)
        return tuple(row["term"] for row in rows) if isinstance(rows, ox.QuerySolutions) else ()
    return value if isinstance(value, str) else tuple(value)


def to_turtle(*differences: Difference) -> bytes:
    """Differences as RDF: an activity of ActivityStreams for each change."""
    store = EmbeddedStore()
    triples: set[ox.Triple] = set()
    text = _TEMPLATE.read_text(encoding="utf-8")
    for difference in differences:
        for bindings in chain.from_iterable(_bindings(c, difference) for c in difference.changes):
            answer = store.evaluate(Query(text, bindings))
            assert isinstance(answer, ox.QueryTriples)  # noqa: S101 - the file holds a CONSTRUCT
            triples.update(answer)
    made = ox.serialize(sorted(triples, key=str), format=ox.RdfFormat.TURTLE, prefixes=_PREFIXES)
    assert made is not None  # noqa: S101 - without an output file the engine returns bytes
    return made


def _bindings(change: Change, difference: Difference) -> Iterator[dict[str, Term]]:
    """The values of the template; one set for each value before, value after, and source."""
    published = ox.Literal(
        f"{difference.new.date}T00:00:00Z", datatype=ox.NamedNode(XSD + "dateTime")
    )
    shared: dict[str, Term] = {
        "release": to_term(Iri(difference.new.address)),
        "earlier": to_term(Iri(difference.old.address)),
        "change": to_term(Iri(change.iri)),
        "activity": to_term(Iri(_ACTIVITIES + change.activity)),
        "kind": to_term(change.kind),
        "thing": to_term(Iri(change.thing)),
        "nl": to_term(Text(change.nl, "nl")),
        "en": to_term(Text(change.en, "en")),
        "published": published,
    }
    yield shared
    for before, after, source in zip_longest(change.before, change.after, change.sources):
        values: dict[str, Term] = {}
        if before:
            values["origin" if change.activity == "Move" else "before"] = before
        if after:
            values["target" if change.activity == "Move" else "after"] = after
        if source:
            values["source"] = to_term(Iri(source))
        yield {**shared, **values}
