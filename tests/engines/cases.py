"""The named set of questions that every engine is asked, whichever test asks it."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from govactors.store import Answer, GraphAnswer, Query, Store, Term

HERE = Path(__file__).parent
DATA = HERE / "data.nq"
SPACE = "https://example.org/"
PREFIXES = {"ex": SPACE}


@dataclass(frozen=True)
class Case:
    """A query over the data with the answer it must have."""

    name: str
    query: Query
    answer: list[str]


def cases() -> list[Case]:
    """All cases, in the order of the file."""
    table = tomllib.loads((HERE / "cases.toml").read_text(encoding="utf-8"))
    return [
        Case(
            name,
            Query(
                each["query"],
                {key: _term(text) for key, text in each.get("bind", {}).items()},
                each.get("default-graphs", ()),
                each.get("named-graphs", ()),
            ),
            each["answer"],
        )
        for name, each in table.items()
    ]


def quads() -> list[ox.Quad]:
    """The data."""
    return list(ox.parse(path=DATA))


def shown(store: Store, query: Query) -> list[str]:
    """The answer of a store, in the form of the table."""
    return sorted(_lines(store.evaluate(query)))


def _lines(answer: Answer) -> list[str]:
    if isinstance(answer, ox.QueryBoolean):
        return [str(bool(answer)).lower()]
    if isinstance(answer, GraphAnswer):
        return [" | ".join(map(_cell, triple)) for triple in answer]
    return [" | ".join(map(_cell, row)) for row in answer]


def _cell(term: Term | None) -> str:
    if isinstance(term, ox.NamedNode) and term.value.startswith(SPACE):
        return f"ex:{term.value.removeprefix(SPACE)}"
    if isinstance(term, ox.BlankNode):
        return "_:"
    return (
        str(term or "")
        .replace("<http://www.w3.org/2001/XMLSchema#", "xsd:", 1)
        .removesuffix(">" if "^^<http://www.w3.org/2001/XMLSchema#" in str(term) else "")
    )


def _term(text: str) -> Term:
    (quad,) = ox.parse(f"<a:a> <a:a> {text} .", format=ox.RdfFormat.N_TRIPLES)
    term: Term = quad.object
    return term
