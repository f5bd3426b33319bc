"""Things as JSON: documents read without knowing RDF, and that are RDF all the same.

A document is JSON-LD under the context of :mod:`govactors.context`. Nothing is lost: what the
context has no word for stands under its full address.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pyoxigraph as ox

from govactors.context import PATH, SCHEMA_ORG, Vocabulary, Word, own
from govactors.problems import Problem
from govactors.terms import RDF, XSD

JsonObject = dict[str, Any]
Value = ox.NamedNode | ox.BlankNode | ox.Literal

_TYPE = RDF + "type"
_FIRST = ("label", "title")
_LARGEST = 2**53  # JavaScript counts no further


def document(triples: Iterable[ox.Triple], thing: str, base: str = "") -> JsonObject:
    """What is said of a thing, and of whatever is reached from it, as one tree.

    Each node stands in full where it is met first, elsewhere with its kind and label. What is
    not reached from the thing, such as the statements about it, stands under ``about``. ``base`` is
    that of the publication whose copy of the context is named.

    >>> import govactors
    >>> letter = govactors.load()
    >>> triples = letter.construct("CONSTRUCT { organisatie:ind ?p ?o } { organisatie:ind ?p ?o }")
    >>> ind = document(triples, letter.actor("IND").iri)
    >>> ind["type"], ind["abbreviation"], ind["label"]["en"]
    (['Organisation', 'PublicOrganisation'], 'IND', 'Immigration and Naturalisation Service')
    """
    words = replace(own(), context=base + PATH) if base else own()
    return _Tree(triples, thing, words).document()


def schema_org(triples: Iterable[ox.Triple], thing: str) -> JsonObject:
    """A schema.org description as JSON-LD that search engines read, to embed in a page."""
    return _Tree(triples, thing, SCHEMA_ORG).document()


class _Tree:
    """Triples arranged as a tree: every node has one place where it stands in full."""

    def __init__(self, triples: Iterable[ox.Triple], thing: str, words: Vocabulary) -> None:
        self._words = words
        self._nodes: dict[str, dict[str, list[Value]]] = {}
        for triple in sorted(set(triples), key=str):
            if isinstance(triple.object, ox.Triple) or isinstance(triple.subject, ox.Triple):
                raise Problem("invalid-parameter", "Triple terms (RDF 1.2) are not used here.")
            values = self._nodes.setdefault(_id(triple.subject), {})
            values.setdefault(triple.predicate.value, []).append(triple.object)
        self._thing = thing
        self._places: dict[str, tuple[str, str] | None] = {}

    def document(self) -> JsonObject:
        """The tree of the thing; what else there is under ``about``."""
        tops = [start for start in self._starts() if self._place(start)]
        first, *others = [self._full(top) for top in tops]
        made = {"@context": self._words.context, **first}
        return {**made, "about": others} if others else made

    def _starts(self) -> Iterator[str]:
        """The thing, then what points at it, then all else."""
        yield self._thing
        yield from (each for each in self._nodes if self._thing in map(_id, self._links(each)))
        yield from self._nodes

    def _links(self, node: str) -> Iterator[ox.NamedNode | ox.BlankNode]:
        for values in self._nodes.get(node, {}).values():
            yield from (value for value in values if not isinstance(value, ox.Literal))

    def _place(self, start: str) -> bool:
        """Gives all that is reached from here its place, nearest first; false if it has one."""
        if start in self._places:
            return False
        self._places[start] = None
        waiting = deque([start])
        while waiting:
            node = waiting.popleft()
            for name, values in self._nodes.get(node, {}).items():
                if name == _TYPE or self._words.word(name).plain:
                    continue
                for value in values:
                    other = "" if isinstance(value, ox.Literal) else _id(value)
                    if other in self._nodes and other not in self._places:
                        self._places[other] = (node, name)
                        waiting.append(other)
        return True

    def _full(self, node: str) -> JsonObject:
        made: JsonObject = {}
        for iri, values in self._nodes.get(node, {}).items():
            if iri != _TYPE:
                word = self._words.word(iri)
                fit = [value for value in values if _fits(value, word)]
                if fit:
                    made[word.name] = self._values(node, iri, word, fit)
                if len(fit) < len(values):
                    bare = Word(iri, many=True)
                    rest = [value for value in values if value not in fit]
                    made[iri] = self._values(node, iri, bare, rest)
        order = sorted(made, key=lambda name: (name not in _FIRST, name))
        return {**self._head(node), **{name: made[name] for name in order}}

    def _head(self, node: str) -> JsonObject:
        kinds = sorted(
            self._words.name(_id(value))
            for value in self._nodes.get(node, {}).get(_TYPE, ())
            if not isinstance(value, ox.Literal)
        )
        return {self._words.id: node, **({self._words.type: kinds} if kinds else {})}

    def _brief(self, node: str) -> JsonObject:
        """A node that stands in full elsewhere: what it is and what it is called."""
        full = {}
        for iri, values in self._nodes.get(node, {}).items():
            word = self._words.word(iri)
            if word.name in _FIRST and word.by_language and all(_fits(v, word) for v in values):
                full[word.name] = self._values(node, iri, word, values)
        return {**self._head(node), **full}

    def _values(
        self,
        node: str,
        iri: str,
        word: Word,
        values: Iterable[Value],
    ) -> Any:
        """The values of a key: an object by language, a list, or just the one."""
        if word.by_language:
            texts: dict[str, list[str]] = {}
            for value in values:
                if isinstance(value, ox.Literal):
                    texts.setdefault(str(value.language), []).append(value.value)
            return {tag: _one(texts[tag], word.many) for tag in sorted(texts)}
        return _one([self._value(node, iri, word, value) for value in values], word.many)

    def _value(self, node: str, iri: str, word: Word, value: Value) -> Any:
        if isinstance(value, ox.Literal):
            return _literal(value, word.kind)
        other = _id(value)
        if word.plain:
            return self._words.name(other) if word.kind == "@vocab" else other
        return self._full(other) if self._places.get(other) == (node, iri) else self._brief(other)


def _id(node: ox.NamedNode | ox.BlankNode) -> str:
    return node.value if isinstance(node, ox.NamedNode) else f"_:{node.value}"


def _one(values: list[Any], many: bool) -> Any:
    return values if many or len(values) != 1 else values[0]


def _fits(value: Value, word: Word) -> bool:
    """Whether a value can stand under a key; only texts stand in an object by language."""
    return not word.by_language or (isinstance(value, ox.Literal) and bool(value.language))


def _literal(value: ox.Literal, kind: str) -> Mapping[str, str] | str | int | bool:
    """A literal as the JSON value that means the same under a key of this kind."""
    text, datatype = value.value, value.datatype.value
    if value.language:
        return {"@value": text, "@language": value.language}
    if kind == datatype or (not kind and datatype == XSD + "string"):
        return text
    if not kind and datatype == XSD + "boolean" and text in ("true", "false"):
        return text == "true"
    if not kind and datatype == XSD + "integer" and text.lstrip("-").isdigit():
        number = int(text)
        if str(number) == text and abs(number) < _LARGEST:
            return number
    return {"@value": text, "@type": datatype}
