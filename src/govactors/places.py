"""Where a finding stands: the file that says it, the line of its block, what holds a blank node."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from govactors.engines import Result
from govactors.folder import File
from govactors.terms import RDF
from govactors.turtle import subject_lines

_FORWARD = re.compile(r"(?<!\^)<([^>]*)>")
_KIND = RDF + "type"
_BLOCK = re.compile(r"^(?:\[|_:[^\s;,.]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a subject's block starts; ``holder`` is the thing that a blank node belongs to."""

    file: str = ""
    line: int = 0
    holder: str = ""


class Places:
    """The places of subjects in files; the ``own`` files of somebody go before those published.

    >>> places = Places([], [], {})
    >>> places.of(Result("<https://example.org/x>", "", "", "", ""), "")
    Place(file='', line=0, holder='')
    """

    def __init__(
        self, own: Sequence[File], published: Sequence[File], prefixes: Mapping[str, str]
    ) -> None:
        self._files = (*own, *published)
        self._own = len(own)
        self._prefixes = dict(prefixes)
        self._described: dict[str, dict[int, list[ox.Triple]]] = {}
        self._holders: dict[str, str] = {}
        self._lines: dict[int, dict[str, int]] = {}
        for number, file in enumerate(self._files):
            for triple in file.triples:
                name = _name(triple.subject)
                self._described.setdefault(name, {}).setdefault(number, []).append(triple)
                if isinstance(triple.object, ox.BlankNode):
                    self._holders.setdefault(_name(triple.object), name)

    def of(self, result: Result, path: str) -> Place:
        """The place of what an engine found, where ``path`` is the property path of the shape.

        Of several files that describe the subject it is the one that says what is wrong; where
        something is missing, the one that says of what kind the subject is.
        """
        subject = result.focus.removeprefix("<").removesuffix(">")
        described = self._described.get(subject)
        if not described:
            return Place()
        predicates = frozenset(_FORWARD.findall(path or result.path))
        value = result.value if result.value != result.focus else ""

        def order(number: int) -> tuple[object, ...]:
            triples = described[number]
            named = [t for t in triples if not predicates or t.predicate.value in predicates]
            said = 2 if any(str(t.object) == value for t in named) else bool(predicates and named)
            kind = any(t.predicate.value == _KIND for t in triples)
            return (-int(said), number >= self._own, not kind, number)

        number = min(described, key=order)
        holder = self._holder(subject)
        line = self._blocks(number).get(holder or subject, 0)
        return Place(self._files[number].name, line, holder)

    def _holder(self, subject: str) -> str:
        """The nearest thing with an address that leads to a blank node; of others nothing."""
        seen: set[str] = set()
        while subject.startswith("_:") and subject not in seen:
            seen.add(subject)
            subject = self._holders.get(subject, subject)
        return "" if subject.startswith("_:") or not seen else subject

    def _blocks(self, number: int) -> Mapping[str, int]:
        """The line of each block of a file, by its subject."""
        if number not in self._lines:
            file = self._files[number]
            lines = self._lines[number] = {}
            for name, line in subject_lines(file.text, self._prefixes):
                lines.setdefault(name, line)
            lines.update(self._unheld(file))
        return self._lines[number]

    def _unheld(self, file: File) -> Iterable[tuple[str, int]]:
        """The lines of the blank nodes that nothing leads to, if each starts one block."""
        names = dict.fromkeys(_name(triple.subject) for triple in file.triples)
        roots = [name for name in names if name.startswith("_:") and name not in self._holders]
        starts: dict[object, int] = {}
        for found in _BLOCK.finditer(file.text):
            key = found.start() if found[0] == "[" else found[0]
            starts.setdefault(key, file.text.count("\n", 0, found.start()) + 1)
        return zip(roots, starts.values(), strict=True) if len(roots) == len(starts) else ()


def _name(node: object) -> str:
    return node.value if isinstance(node, ox.NamedNode) else str(node)
