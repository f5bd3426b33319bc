"""Two releases held against each other: by meaning, not line by line.

One SPARQL file a kind of change, over both releases side by side; its first lines hold the
sentence in both languages and the kind of activity (create, delete, update, move).
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from govactors.changes import Change, Difference
from govactors.editions import Edition
from govactors.problems import Problem
from govactors.store import EmbeddedStore, Query, Term
from govactors.wording import LANGUAGES, Wording

_QUERIES = Path(__file__).with_name("queries")
_KINDS = _QUERIES / "changes"
_SIDE = "urn:govactors:"


def compare(old: Edition, new: Edition) -> Difference:
    """What changed, in the order of the kinds, within a kind by address.

    >>> import govactors
    >>> edition = Edition.from_contents(govactors.load())
    >>> compare(edition, edition).changes
    ()

    Raises :class:`Problem` ``invalid-parameter`` for releases of different publications.
    """
    if old.addresses != new.addresses:
        raise Problem(
            "invalid-parameter",
            f"{old.addresses.base} and {new.addresses.base} are different publications.",
            hint="Compare two releases of the same publication.",
        )
    store = EmbeddedStore(_sides(old, new))
    wording = Wording(new.addresses, _names(store))
    actors = {row["actor"] for row in _rows(store, _QUERIES / "releases" / "actors.rq")}
    found: list[Change] = []
    for path in sorted(_KINDS.glob("*.rq")):
        found += _Kind(path, wording, actors).changes(store, new)
    return Difference(old, new, tuple(found), wording, tuple(sorted(map(_value, actors))))


def _sides(old: Edition, new: Edition) -> Iterator[tuple[str, Iterable[ox.Triple]]]:
    for side, edition in (("old", old), ("new", new)):
        yield _SIDE + side, edition.said
        yield f"{_SIDE}{side}-derived", edition.derived


_Row = Mapping[str, Term | None]


def _rows(store: EmbeddedStore, path: Path) -> Iterator[_Row]:
    answer = store.evaluate(Query(path.read_text(encoding="utf-8")))
    assert isinstance(answer, ox.QuerySolutions)  # noqa: S101 - the file holds a SELECT
    names = [variable.value for variable in answer.variables]
    for solution in answer:
        yield {name: solution[name] for name in names}


def _names(store: EmbeddedStore) -> dict[str, dict[str, str]]:
    """The names of all things by language; the later release's where both give one."""
    names: dict[str, dict[str, str]] = {}
    rows = _rows(store, _QUERIES / "releases" / "names.rq")
    for row in sorted(rows, key=lambda row: (row["graph"] == _NEW, str(row["name"]))):
        if isinstance(row["thing"], ox.NamedNode) and isinstance(row["name"], ox.Literal):
            names.setdefault(row["thing"].value, {})[row["name"].language or ""] = row["name"].value
    return names


_NEW = ox.NamedNode(f"{_SIDE}new")


class _Kind:
    """A kind of change: its query, its sentences, and the changes it finds.

    Rows that agree on thing and aspect are one change; their other values are listed.
    """

    def __init__(self, path: Path, wording: Wording, actors: set[Term | None]) -> None:
        lines = path.read_text(encoding="utf-8").splitlines()[:3]
        head = dict(line.removeprefix("# ").split(": ", 1) for line in lines)
        self._path = path
        self._name = path.stem.partition("-")[2]
        self._activity = head["as"]
        self._sentences = {language: head[language] for language in LANGUAGES}
        self._wording = wording
        self._actors = actors

    def changes(self, store: EmbeddedStore, new: Edition) -> list[Change]:
        """The changes of this kind, by address."""
        found: dict[tuple[str, str], dict[str, set[Term]]] = {}
        for row in _rows(store, self._path):
            key = (_value(row["thing"]), _value(row.get("aspect")))
            values = found.setdefault(key, {name: set() for name in row})
            for name, term in row.items():
                if term is not None:
                    values[name].add(term)
        return [self._change(key, values, new) for key, values in sorted(found.items())]

    def _change(self, key: tuple[str, str], values: dict[str, set[Term]], new: Edition) -> Change:
        every = set().union(*values.values())
        told = {
            language: sentence.format(
                **{name: self._wording.listed(terms, language) for name, terms in values.items()}
            )
            for language, sentence in self._sentences.items()
        }
        digest = hashlib.sha256("\n".join((self._name, *key)).encode()).hexdigest()[:16]
        return Change(
            f"{new.address}changes#{digest}",
            self._name,
            self._activity,
            *key,
            tuple(sorted(values.get("before", ()), key=str)),
            tuple(sorted(values.get("after", ()), key=str)),
            _values(values.get("source", ())),
            _values(every & self._actors),
            told["nl"],
            told["en"],
        )


def _value(term: Term | None) -> str:
    return "" if term is None else str(getattr(term, "value", term))


def _values(terms: Iterable[Term | None]) -> tuple[str, ...]:
    return tuple(sorted(map(_value, terms)))
