"""Words that a query uses and the publication does not know: misspelt, most often.

SPARQL finds nothing for a word that nobody uses, and says no more. Only words in namespaces of
the publication are looked at; of those of others nobody here knows whether they exist.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Union

import pyoxigraph as ox

from govactors.scanner.tokens import TOKEN, decode
from govactors.store import Query, Term
from govactors.terms import VOCABULARY

if TYPE_CHECKING:
    from govactors.contents import Contents
    from govactors.prepared import Prepared

_QUERIES = Path(__file__).with_name("queries")
_ENDINGS = (
    b"\n0 rows",
    b'"bindings":[]}}',
    b'"boolean":false}',
    b"<results></results></sparql>",
    b"<boolean>false</boolean></sparql>",
)

Known = Union["Contents", "Prepared"]


def nothing(answer: bytes) -> bool:
    """Whether an answer as it is printed has no rows, or is a no.

    >>> nothing(b"yes"), nothing(b"who\\r\\n"), nothing(b'{"head":{},"boolean":false}')
    (False, True, True)
    """
    end = answer.rstrip()
    alone = b"\n" not in end and end not in (b"yes", b"true") and not end.startswith((b"{", b"<"))
    return alone or end.endswith(_ENDINGS)


def in_query(text: str, contents: Known, bound: Iterable[Term] = ()) -> list[str]:
    """One sentence for each unknown word of a query or among the values bound in it."""
    terms = (term.value for term in bound if isinstance(term, ox.NamedNode))
    return among((*_named(text, contents.prefixes), *terms), contents)


def among(addresses: Iterable[str], contents: Known) -> list[str]:
    """One sentence for each address that the publication might describe, and does not.

    >>> import govactors
    >>> among(["https://w3id.org/govactors/def#leeds"], govactors.load())
    ['ga:leeds is no word of the ontology; did you mean ga:leads?']
    """
    if getattr(contents.store, "distant", False):
        return []
    graphs = contents.store.graphs()
    found = (_sentence(each, contents) for each in dict.fromkeys(addresses) if each not in graphs)
    return [each for each in found if each]


def _named(text: str, prefixes: Mapping[str, str]) -> Iterator[str]:
    """The addresses in a query, those in its own prefixes left out."""
    known, before = dict(prefixes), ["", ""]
    for token in TOKEN.finditer(decode(text)):
        if token.lastgroup == "space":
            continue
        prefix, _, local = token[0].partition(":")
        if before[0].casefold() == "prefix" and token.lastgroup == "iri":
            known[before[1].removesuffix(":")] = token[0][1:-1]
        elif token.lastgroup == "iri":
            yield token[0][1:-1]
        elif token.lastgroup == "name" and local and prefix in known:
            yield known[prefix] + local
        before = [before[1], token[0]]


def _sentence(address: str, contents: Known) -> str:
    """What there is to say of an address; nothing if it is known, or not ours to know."""
    word = address.startswith(VOCABULARY)
    own = contents.addresses.split(address)
    space = VOCABULARY if word else contents.addresses.thing(own[0], "") if own else ""
    if not space or any(each in address for each in ' <>"{}|^`\\'):
        return ""
    if _rows("occurs", contents, term=ox.NamedNode(address)):
        return ""
    others = _rows("described-below", contents, space=ox.Literal(space))
    if not others:
        return ""
    from difflib import get_close_matches  # only who misspells needs it

    names = sorted(each.value.removeprefix(space) for each in others)
    near = get_close_matches(address.removeprefix(space), names, n=2, cutoff=0.7)
    said = "is no word of the ontology" if word else "is not described"
    short = contents.addresses.shorten
    meant = " or ".join(short(space + name) for name in near)
    return f"{short(address)} {said}" + (f"; did you mean {meant}?" if near else ".")


def _rows(name: str, contents: Known, **bound: Term) -> list[ox.NamedNode]:
    text = (_QUERIES / f"{name}.rq").read_text(encoding="utf-8")
    answer = contents.store.evaluate(Query(text, bound))
    rows = answer if isinstance(answer, ox.QuerySolutions) else ()
    return [row["term"] for row in rows if isinstance(row["term"], ox.NamedNode)]
