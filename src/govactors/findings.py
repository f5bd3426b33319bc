"""Findings: what is wrong, with what, where it stands, and how to mend it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import groupby

import pyoxigraph as ox

from govactors.engines import Result
from govactors.places import Places
from govactors.problems import expect_language
from govactors.shapes import Severity, Shape, unnamed
from govactors.terms import PREFIXES, RDF, SH

Node = ox.NamedNode | ox.BlankNode


@dataclass(frozen=True, slots=True)
class Finding:
    """A promise of the shapes that a subject breaks.

    ``subject`` is an address (``_:label`` for a blank node), ``path`` a property path in
    SPARQL syntax and ``value`` a term in N-Triples syntax; each is empty where it does not
    apply. ``file`` and ``line`` (1-based) say where the subject's block starts, if known;
    ``holder`` is the address of the thing that a blank node is part of.
    """

    shape: str
    constraint: str
    severity: Severity
    subject: str
    path: str
    value: str
    message_nl: str
    message_en: str
    file: str = ""
    line: int = 0
    holder: str = ""

    @property
    def place(self) -> str:
        """``file:line``, or what of it is known."""
        return f"{self.file}:{self.line}" if self.line else self.file

    @property
    def name(self) -> str:
        """The short name of the shape, for instance ``statement-source``."""
        return self.shape.rpartition("/")[2]

    def message(self, language: str) -> str:
        """What is wrong and what to do, in Dutch (``nl``) or English (``en``)."""
        expect_language(language)
        return self.message_nl if language == "nl" else self.message_en

    def _repr_html_(self) -> str:
        from govactors import notebook

        return notebook.findings([self])


def findings(
    results: Iterable[Result], shapes: Mapping[str, Shape], where: Places
) -> tuple[Finding, ...]:
    """The results in words, sorted by subject, then from grave to slight."""
    found = {_finding(each, shapes.get(each.shape, unnamed(each.shape)), where) for each in results}
    return tuple(sorted(found, key=_order))


def by_subject(found: Iterable[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    """The findings, which are sorted, a subject at a time."""
    for subject, group in groupby(found, key=lambda finding: finding.subject):
        yield subject, list(group)


def finding_triples(finding: Finding, result: ox.BlankNode) -> Iterator[ox.Triple]:
    """The finding as a result of a SHACL validation report, named by the blank node given."""
    message_nl = ox.Literal(finding.message_nl, language="nl")
    message_en = ox.Literal(finding.message_en, language="en")
    component = ox.NamedNode(f"{SH}{finding.constraint}ConstraintComponent")
    yield ox.Triple(result, ox.NamedNode(RDF + "type"), ox.NamedNode(SH + "ValidationResult"))
    yield ox.Triple(result, ox.NamedNode(SH + "focusNode"), _node(finding.subject))
    if finding.path:
        path, more = _path(finding.path, f"{result.value}p")
        yield ox.Triple(result, ox.NamedNode(SH + "resultPath"), path)
        yield from more
    if finding.value:
        yield ox.Triple(result, ox.NamedNode(SH + "value"), _term(finding.value))
    yield ox.Triple(result, ox.NamedNode(SH + "resultMessage"), message_nl)
    yield ox.Triple(result, ox.NamedNode(SH + "resultMessage"), message_en)
    yield ox.Triple(result, ox.NamedNode(SH + "resultSeverity"), _node(finding.severity.iri))
    yield ox.Triple(result, ox.NamedNode(SH + "sourceConstraintComponent"), component)
    yield ox.Triple(result, ox.NamedNode(SH + "sourceShape"), _node(finding.shape))


def _node(text: str) -> Node:
    return ox.BlankNode(text[2:]) if text.startswith("_:") else ox.NamedNode(text)


def _term(text: str) -> Node | ox.Literal:
    """The term that an N-Triples text stands for."""
    any_node = ox.NamedNode(SH + "value")
    line = f"{any_node} {any_node} {text} ."
    term: Node | ox.Literal = next(iter(ox.parse(line, format=ox.RdfFormat.N_TRIPLES))).object
    return term


def _path(text: str, label: str) -> tuple[Node, list[ox.Triple]]:
    """The path as SHACL writes it: a property, an inverse, or a choice or sequence of these."""
    if text.startswith("<"):
        return ox.NamedNode(text[1:-1]), []
    node: Node = ox.BlankNode(label)
    if text.startswith("^"):
        inner, triples = _path(text[1:], f"{label}i")
        return node, [ox.Triple(node, ox.NamedNode(SH + "inversePath"), inner), *triples]
    cells: list[ox.BlankNode] = []
    triples = []
    for number, step in enumerate(re.findall(r"\^?<[^>]*>", text)):
        cell = ox.BlankNode(f"{label}n{number}")
        first, more = _path(step, f"{label}m{number}")
        cells.append(cell)
        triples += [ox.Triple(cell, ox.NamedNode(RDF + "first"), first), *more]
    rests: list[Node] = [*cells[1:], ox.NamedNode(RDF + "nil")]
    for cell, rest in zip(cells, rests, strict=True):
        triples += [ox.Triple(cell, ox.NamedNode(RDF + "rest"), rest)]
    if "|" not in text:
        return cells[0], triples
    return node, [ox.Triple(node, ox.NamedNode(SH + "alternativePath"), cells[0]), *triples]


def _finding(result: Result, shape: Shape, where: Places) -> Finding:
    subject = result.focus.removeprefix("<").removesuffix(">")
    path = shape.path or result.path
    place = where.of(result, path)
    meant = _meant(path, shape.allowed)
    return Finding(
        shape=shape.iri,
        constraint=result.component.removesuffix("ConstraintComponent"),
        severity=shape.severity,
        subject=subject,
        path=path,
        value=result.value if result.value != result.focus else "",
        message_nl=f"{shape.message_nl} Bedoelde u {meant}?" if meant else shape.message_nl,
        message_en=f"{shape.message_en} Did you mean {meant}?" if meant else shape.message_en,
        file=place.file,
        line=place.line,
        holder=place.holder,
    )


def _meant(path: str, allowed: tuple[str, ...]) -> str:
    """The property that a shape allows and the one used resembles, if it does."""
    for prefix, space in PREFIXES.items():
        if path.startswith(f"<{space}"):
            names = [each.removeprefix(space) for each in allowed if each.startswith(space)]
            near = get_close_matches(path[1:-1].removeprefix(space), names, n=1, cutoff=0.75)
            return f"{prefix}:{near[0]}" if near else ""
    return ""


def _order(finding: Finding) -> tuple[object, ...]:
    what = (finding.shape, finding.path, finding.value, finding.constraint)
    return (finding.subject, finding.severity.rank, *what)
