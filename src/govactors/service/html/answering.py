"""Questions of the catalogue: the list, and each with its parameters and its answer."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from govactors.formats import results
from govactors.labels import Labels
from govactors.nodes import Nodes
from govactors.parameters import Parameter
from govactors.problems import Problem
from govactors.questions import Question
from govactors.service import links
from govactors.service.html import columns
from govactors.service.html.naming import Part, Shown
from govactors.service.makings import Made, Making
from govactors.service.rest.records import Statements
from govactors.service.serialisation import HTML, results_in
from govactors.store import GraphAnswer, Term
from govactors.terms import XSD, ga

ROWS = 1000
"""Rows of an answer on a page, and in an answer as RDF."""

_CHOICES = 500
_SOURCES = 3


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter as a form shows it; ``choices`` are names of things that fit."""

    name: str
    label: Part
    value: str
    kind: str
    choices: tuple[str, ...]


def questions(making: Making) -> Made:
    """The list of all questions."""
    found = list(making.publication.questions)
    return making.html("questions.html", "/vraag", questions=found)


def question(making: Making) -> Made:
    """A question with its answer: as a page, as rows, or as RDF."""
    reference = making.ask.reference
    try:
        found = making.publication.questions[reference]
    except Problem as problem:
        raise Problem("not-found", problem.detail, hint="All questions: /vraag") from problem
    given = dict(making.ask.values)
    bound = {p.name: _value(making, p, given[p.name]) for p in found.parameters if p.name in given}
    answer = making.view.store.evaluate(found.query(making.view, **bound))
    if making.media_type == HTML:
        return _page(making, found, bound, answer)
    if any(making.media_type in each.media_types for each in results()):
        if isinstance(answer, GraphAnswer):
            raise Problem("not-acceptable", "This question is answered with triples, not rows.")
        return Made(results_in(answer, making.media_type), making.media_type)
    return making.rdf(_triples(making, found, answer), found.iri)


def _page(making: Making, found: Question, bound: dict[str, Term], answer: object) -> Made:
    names, rows, grounds = _readable(making, *_rows(making, answer))
    shown, more = rows[:ROWS], len(rows) > ROWS
    rowed = not isinstance(answer, GraphAnswer)
    path = links.question(found.reference)
    return making.html(
        "question.html",
        path,
        question=found,
        fields=[_field(making, each, bound.get(each.name)) for each in found.parameters],
        names=names,
        rows=shown,
        grounds=grounds,
        more=more,
        formats=results() if rowed else [],
        data=links.DESCRIPTIONS,
        query=making.links.here(path, *making.ask.values).partition("?")[2],
        canonical=making.publication.addresses.base + path[1:],
        permanent=found.iri,
    )


def _readable(
    making: Making, names: list[str], rows: list[list[Shown]], grounds: list[list[Shown]]
) -> tuple[list[Part], list[list[Shown]], list[list[Shown]]]:
    """Columns with headings in words; a name leads to the address beside it, which is left out.

    Page, section, paragraph and characters are one column: where in the source it stands.
    """
    language = making.ask.language
    placed = [name for name in columns.PLACE if name in names]
    apart = placed if len(placed) > 1 else []
    kept = [pair for pair in columns.merged(names) if names[pair[0]] not in apart]
    heads = [columns.heading(names[index], language, making.naming) for index, _ in kept]
    if not names:
        return heads, rows, grounds
    cells = [
        [
            row[index]
            if address is None or not row[index].parts
            else Shown(row[index].parts, row[address].href)
            for index, address in kept
        ]
        for row in rows
    ]
    if apart:
        heads.append(columns.heading("where", language))
        for row, made in zip(rows, cells, strict=True):
            said = {name: row[names.index(name)].text for name in apart}
            made.append(Shown((Part(columns.place(said, language)),)))
    return heads, cells, grounds


def _rows(making: Making, answer: object) -> tuple[list[str], list[list[Shown]], list[list[Shown]]]:
    """Column names, one row more than a page shows, and the sources of each row, if any."""
    labels, naming = making.publication.labels, making.naming
    if isinstance(answer, ox.QueryBoolean):
        nl = making.ask.language == "nl"
        word = {True: "ja" if nl else "yes", False: "nee" if nl else "no"}[bool(answer)]
        return [], [[Shown((Part(word),))]], []
    if isinstance(answer, ox.QuerySolutions):
        names = [each.value for each in answer.variables]
        cut = [list(row) for row in itertools.islice(answer, ROWS + 1)]
        grounds = [_grounds(making, row) for row in cut]
        cells = [[_cell(making, labels, term) for term in row] for row in cut]
        return names, cells, grounds if any(grounds) else []
    assert isinstance(answer, GraphAnswer)  # noqa: S101 - there is no fourth kind
    cut_triples = itertools.islice(answer, ROWS + 1)
    table = [[naming.value(term) for term in triple] for triple in cut_triples]
    return ["subject", "predicate", "object"], table, []


def _cell(making: Making, labels: Labels, term: Term | None) -> Shown:
    """A cell; a text that is the label of one thing leads to it."""
    if term is None:
        return Shown(())
    shown = making.naming.value(term)
    if isinstance(term, ox.NamedNode) and making.nodes[term.value].values(ga("certainty")):
        return Shown((Part(term.value.rpartition("/")[2]),), shown.href)
    thing = _thing(labels, term)
    return Shown(shown.parts, making.links.to(thing)) if thing else shown


def _thing(labels: Labels, term: Term | None) -> str:
    """The thing that a cell stands for, if it is one."""
    if isinstance(term, ox.NamedNode):
        return term.value
    if isinstance(term, ox.Literal) and term.language:
        bearers = {each.iri for each in labels.exact(term.value) if each.text == term.value}
        return bearers.pop() if len(bearers) == 1 else ""
    return ""


def _grounds(making: Making, row: Iterable[Term | None]) -> list[Shown]:
    """The sources of statements that name all things of a row together, two or more."""
    labels, reader = making.publication.labels, Nodes.of(making.view)
    iris = {iri for iri in (_thing(labels, term) for term in row) if iri and reader[iri].triples}
    said = Statements.of(making.view)
    own = sorted(iri for iri in iris if iri in said.said)
    found = own or (said.naming(*iris) if len(iris) > 1 else [])
    sources = {source: iri for iri in reversed(found) for source in reader[iri].nodes(ga("source"))}
    return [
        Shown(making.naming.parts(source), making.links.to(iri))
        for source, iri in sorted(sources.items())
    ][:_SOURCES]


def _field(making: Making, parameter: Parameter, value: Term | None) -> Field:
    current, naming = value or parameter.default, making.naming
    choices: tuple[str, ...] = ()
    # A field shows what may be sent; words such as those of a day are for readers only.
    shown = current.value if isinstance(current, ox.Literal) else naming.value(current).text
    if isinstance(current, ox.NamedNode):
        like = making.publication.addresses.split(current.value)
        folder = making.publication.addresses.thing(like[0], "") if like else ""
        rows = Nodes.of(making.view).select("things", folder=ox.Literal(folder)) if like else []
        names = {naming.node(row["thing"].value).text for row in rows[:_CHOICES]}
        choices = tuple(sorted(names, key=str.casefold))
    label = naming.text(parameter.labels) or Part(parameter.name)
    kind = "date" if parameter.datatype == XSD + "date" else "text"
    return Field(parameter.name, label, shown, kind, choices)


def _value(making: Making, parameter: Parameter, text: str) -> Term:
    """What was typed, as a term: a thing by address or name, or a literal."""
    publication = making.publication
    if parameter.datatype is None:
        named = publication.labels.things(text)
        if len(named) == 1:
            return ox.NamedNode(named[0])
    try:
        return parameter.term(text, publication)
    except Problem as problem:
        near = [each.label.text for each in publication.labels.near(text)]
        hint = f"Did you mean: {', '.join(near)}?" if near and not parameter.datatype else ""
        detail = f"{parameter.name}: {problem.detail}"
        raise Problem("invalid-parameter", detail, hint=hint or problem.hint) from problem


def _triples(making: Making, found: Question, answer: object) -> list[ox.Triple]:
    """The question as its file says it, and its answer as a result set."""
    name = f"queries/{found.reference}.ttl"
    triples = {t for file in making.publication.files if file.name == name for t in file.triples}
    if isinstance(answer, GraphAnswer):
        triples |= set(itertools.islice(answer, ROWS))
    elif isinstance(answer, ox.QuerySolutions):
        reader, names = Nodes.of(making.view), [each.value for each in answer.variables]
        for number, row in enumerate(itertools.islice(answer, ROWS), start=1):
            for key, value in zip(names, row, strict=True):
                if value is not None:
                    triples |= set(
                        reader.construct(
                            "cell",
                            answer=f"{found.iri}#answer",
                            row=f"{found.iri}#row-{number}",
                            cell=f"{found.iri}#row-{number}-{key}",
                            name=ox.Literal(key),
                            value=value,
                        )
                    )
    return sorted(triples, key=str)
