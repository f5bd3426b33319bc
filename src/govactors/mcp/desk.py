"""What can be asked of a publication without SPARQL; each answer with sources and release."""

import csv
import io
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from govactors.actors import Actor
from govactors.labels import folded
from govactors.mcp.records import Record, Records
from govactors.mcp.rows import Table, statement, table
from govactors.period import as_day
from govactors.problems import Problem
from govactors.publication import Publication
from govactors.questions import Question
from govactors.statements import Statement
from govactors.tasks import Task
from govactors.terms import expand, ga
from govactors.things import Thing

LONGEST = 300
"""Characters that a name, an address or a value may have."""

STATEMENTS = 25
"""Statements on one page of an answer."""

ROWS = 200
"""Rows of an answer to a question of the catalogue."""

_VIEWS = 3
_NEAR = 5
T = TypeVar("T", bound=Thing)


class Desk:
    """Answers about one publication. Not made for several threads at once."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._views: OrderedDict[str, Publication] = OrderedDict()

    @property
    def release(self) -> Record:
        """Which state of which publication answers."""
        release = self._publication.release
        base = self._publication.addresses.base
        return {
            "publication": base,
            "version": release.version,
            "date": release.date,
            "hash": release.hash,
        }

    def find_actor(self, name: str, as_of: str = "", language: str = "en") -> Record:
        """The actor of a name, or the candidates."""
        return self._find("actor", Actor, name, as_of, language)

    def find_task(self, name: str, as_of: str = "", language: str = "en") -> Record:
        """The task of a name, or the candidates."""
        return self._find("task", Task, name, as_of, language)

    def search(self, text: str, language: str = "en") -> Record:
        """What is called or described so, best first."""
        found = self._publication.search(_short(text), limit=20)
        hits = [
            {
                "iri": each.iri,
                "label": each.label(language),
                "kind": each.kind,
                "foundBy": each.text,
            }
            for each in found.hits
        ]
        return self._answer(Records(language), "", total=found.total, hits=hits)

    def describe(self, name: str, page: int = 1, as_of: str = "", language: str = "en") -> Record:
        """What is said of a thing, or by a statement, a page at a time."""
        view, made = self._view(as_of), Records(language)
        said = statement(view, _short(name))
        if said is not None:
            return self._answer(made, as_of, statement=made.statement(said))
        thing = view.registry.find(name, Thing)
        shown = _page(thing.statements, page)
        return self._answer(
            made,
            as_of,
            thing=made.thing(thing),
            statements=[made.statement(each) for each in shown],
            **_paged(thing.statements, page),
        )

    def why(
        self,
        subject: str,
        predicate: str = "",
        object_: str = "",
        page: int = 1,
        language: str = "en",
    ) -> Record:
        """The statements, passages and sources that something rests on."""
        view, made = self._publication, Records(language)
        if predicate and ":" not in _short(predicate):
            predicate = ga(predicate)
        grounds = view.why(
            self._address(subject),
            expand(predicate, view.prefixes) if predicate else None,
            self._address(object_) if object_ else None,
            language="nl" if language == "nl" else "en",
        )
        known = dict.fromkeys(each.statement for each in grounds)
        said = [view.statement(iri) for iri in known]
        statements = [made.statement(each) for each in _page(said, page)]
        return self._answer(made, "", statements=statements, **_paged(said, page))

    def questions(self, search: str = "", language: str = "en") -> Record:
        """The questions of the catalogue that have all these words."""
        wanted = folded(_short(search)).split()
        found = [
            _question(each, language)
            for each in self._publication.questions
            if all(word in _words(each) for word in wanted)
        ]
        return self._answer(Records(language), "", questions=found)

    def ask(
        self, reference: str, values: Mapping[str, str], as_of: str = "", language: str = "en"
    ) -> Record:
        """The answer to a question of the catalogue, with what each row rests on."""
        view, made = self._view(as_of), Records(language)
        question = self._publication.questions[_short(reference)]
        given = {name: self._value(question, name, _short(v)) for name, v in values.items()}
        text = question.answer(view, **given)
        shown = {"question": question.iri, "asked": question.label(language)}
        if question.form == "CONSTRUCT":
            return self._answer(made, as_of, **shown, triples=text.splitlines()[:ROWS])
        columns, *rows = list(csv.reader(io.StringIO(text)))
        found = table(made, view, columns, rows[:ROWS])
        return self._answer(made, as_of, **shown, total=len(rows), **found)

    def cited(self, columns: list[str], rows: Table, language: str, more: Record) -> Record:
        """Rows that a query found, with what they rest on."""
        made = Records(language)
        found = table(made, self._publication, columns, rows)
        return self._answer(made, "", **found, **more)

    def _find(self, key: str, kind: type[T], name: str, as_of: str, language: str) -> Record:
        view, made = self._view(as_of), Records(language)
        try:
            found = view.registry.find(_short(name), kind)
        except Problem as problem:
            if problem.kind != "unknown-thing":
                raise
            near = self._candidates(view, kind, name)
            told = {"found": None, "problem": f"{problem.detail} {problem.hint}".strip()}
            return self._answer(made, as_of, **told, candidates=made.several(near))
        record = made.actor(found) if isinstance(found, Actor) else _as_task(made, found)
        return self._answer(made, as_of, **{key: record})

    def _candidates(self, view: Publication, kind: type[T], name: str) -> list[T]:
        """Those that bear the name, or, if none does, names that resemble it."""
        known = {each.iri: each for each in view.registry.things(kind)}
        exact = [iri for iri in view.labels.things(name) if iri in known]
        near = [match.label.iri for match in view.labels.near(name, 50)]
        return [known[iri] for iri in (exact or near) if iri in known][:_NEAR]

    def _value(self, question: Question, name: str, text: str) -> str:
        """A value for a parameter; the name of a thing becomes its address."""
        wanted = {each.name: each for each in question.parameters}.get(name)
        return text if wanted is None or wanted.datatype else self._address(text)

    def _address(self, name: str) -> str:
        """The address behind an address, ``prefix:local`` or a name."""
        found = expand(_short(name), self._publication.prefixes)
        if found != name or ":" in name:
            return found
        return self._publication.registry.find(name, Thing).iri

    def _view(self, as_of: str) -> Publication:
        """The publication as of a day, the last few kept."""
        if not as_of:
            return self._publication
        day = as_day(as_of).isoformat()
        if day not in self._views:
            self._views[day] = self._publication.as_of(day)
            if len(self._views) > _VIEWS:
                self._views.popitem(last=False)
        self._views.move_to_end(day)
        return self._views[day]

    def _answer(self, made: Records, as_of: str, **content: Any) -> Record:
        day = {"asOf": as_of} if as_of else {}
        return {**content, "sources": made.sources, "release": self.release | day}


def _as_task(made: Records, thing: Thing) -> Record:
    return made.task(thing) if isinstance(thing, Task) else made.thing(thing)


def _short(text: str) -> str:
    """A text that is no longer than a name can be; raises :class:`Problem`."""
    if len(text) > LONGEST:
        raise Problem("invalid-parameter", f"A name has at most {LONGEST} characters.")
    return text


def _page(said: Iterable[Statement], page: int) -> list[Statement]:
    listed = list(said)
    start = (page - 1) * STATEMENTS
    if page < 1 or (start >= len(listed) and page > 1):
        raise Problem("invalid-parameter", f"There is no page {page}.")
    return listed[start : start + STATEMENTS]


def _paged(said: Iterable[Statement], page: int) -> dict[str, int]:
    total = len(list(said))
    return {"total": total, "page": page, "pages": max(1, -(-total // STATEMENTS))}


def _question(question: Question, language: str) -> Record:
    values = [
        {"name": each.name, "label": each.label(language), "default": each.default.value}
        for each in question.parameters
    ]
    made: Record = {"reference": question.reference, "iri": question.iri}
    made["question"] = question.label(language)
    return made | ({"values": values} if values else {})


def _words(question: Question) -> str:
    texts = (*question.labels.values(), *question.comments.values(), *question.keywords)
    return folded(" ".join((question.reference, *texts)))
