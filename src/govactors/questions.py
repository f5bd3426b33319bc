"""The catalogue of questions: each in words, as SPARQL, and with the answer it must give."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

import pyoxigraph as ox

from govactors.contents import Contents
from govactors.folder import File, Role
from govactors.parameters import (
    Parameter,
    by_language,
    literals,
    parameters,
    without_default,
)
from govactors.problems import Problem, expect, expect_language
from govactors.solutions import Value
from govactors.store import GraphAnswer, Query
from govactors.terms import RDFS, SCHEMA, SH, Addresses, ga

FORMS = {SH + "select": "SELECT", SH + "ask": "ASK", SH + "construct": "CONSTRUCT"}


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the catalogue (``sh:SPARQLExecutable``, as in the SIB examples).

    ``labels`` and ``comments`` are by language (nl, en); ``expected`` is the answer as SPARQL
    CSV text, header first, rows sorted; ``text`` is complete and gives the parameters their
    defaults. Questions with a ``position`` are answered on the start page, in that order.
    """

    reference: str
    iri: str
    labels: Mapping[str, str]
    comments: Mapping[str, str]
    keywords: tuple[str, ...]
    form: str
    text: str
    expected: str
    parameters: tuple[Parameter, ...] = ()
    position: int | None = None

    def __repr__(self) -> str:
        return f"<Question {self.reference}: {self.label('nl')}>"

    def label(self, language: str) -> str:
        """The question in words, in ``nl`` or ``en``."""
        expect_language(language)
        return self.labels[language]

    def answer(self, publication: Contents, **values: Value) -> str:
        """The answer this publication gives, in the form of :attr:`expected`.

        >>> import govactors
        >>> publication = govactors.load()
        >>> question = publication.questions["ministerie-op-een-dag"]
        >>> question.answer(publication, date="2025-01-15").splitlines()[1]
        '2025-01-15,Ministerie van Asiel en Migratie'
        """
        return as_csv(publication, self.query(publication, **values))

    def query(self, publication: Contents, **values: Value) -> Query:
        """The query with other values for some of its parameters, bound as terms.

        Raises :class:`Problem` ``invalid-parameter`` or ``unknown-thing``.
        """
        known = {each.name: each for each in self.parameters}
        for name in values.keys() - known.keys():
            raise Problem(
                "invalid-parameter",
                f"The question {self.reference!r} has no parameter {name!r}.",
                hint=f"It has: {', '.join(known) or 'none'}.",
            )
        text = self.text
        for name in values:
            text = without_default(text, name)
        terms = {name: known[name].term(value, publication) for name, value in values.items()}
        return Query(text, terms)

    @property
    def rows(self) -> list[list[str]]:
        """The expected answer as rows, header first."""
        return list(csv.reader(io.StringIO(self.expected)))


def as_csv(publication: Contents, query: Query) -> str:
    """The answer as SPARQL CSV with sorted rows; yes or no is a column ``answer``."""
    answer = publication.store.evaluate(query)
    if isinstance(answer, ox.QueryBoolean):
        return f"answer\n{str(bool(answer)).lower()}\n"
    if isinstance(answer, GraphAnswer):
        return "".join(sorted(f"{triple} .\n" for triple in answer))
    table = answer.serialize(format=ox.QueryResultsFormat.CSV)
    assert table is not None  # noqa: S101 - without an output file the engine returns bytes
    return sorted_csv(table.decode())


def sorted_csv(text: str) -> str:
    """The same table with sorted rows and plain line ends.

    >>> sorted_csv("a\\r\\n2\\r\\n1\\r\\n")
    'a\\n1\\n2\\n'
    """
    header, *rows = list(csv.reader(io.StringIO(text)))
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *sorted(rows)])
    return out.getvalue()


class Questions:
    """The questions of a publication, by reference and in the order of their references."""

    def __init__(self, questions: Mapping[str, Question]) -> None:
        self._questions = dict(sorted(questions.items()))

    @classmethod
    def of(cls, publication: Contents) -> "Questions":
        """The questions in a publication's ``queries/`` folder, one a file.

        Raises :class:`Problem` ``broken-question`` that names the file.
        """
        questions: dict[str, Question] = {}
        for file in publication.files:
            if file.role is Role.QUESTION:
                question = _question(file, publication.addresses)
                if question.reference in questions:
                    raise Problem(
                        "broken-question",
                        f"There is another question {question.reference!r}.",
                        file=file.name,
                    )
                questions[question.reference] = question
        return cls(questions)

    def __iter__(self) -> Iterator[Question]:
        return iter(self._questions.values())

    def __len__(self) -> int:
        return len(self._questions)

    def __getitem__(self, reference: str) -> Question:
        expect(reference, str, "The reference of a question")
        if reference not in self._questions:
            raise self._unknown(reference)
        return self._questions[reference]

    def _unknown(self, reference: str) -> Problem:
        from difflib import get_close_matches

        near = get_close_matches(reference, self._questions, n=3, cutoff=0.7)
        meant = f"Did you mean {' or '.join(map(repr, near))}? " if near else ""
        return Problem(
            "unknown-thing",
            f"There is no question {reference!r}.",
            hint=f"{meant}The command govactors questions lists them; in Python .questions does.",
        )


def _question(file: File, addresses: Addresses) -> Question:
    reference = PurePosixPath(file.name).stem
    iri = addresses.thing("vraag", reference)
    values = literals(file, ox.NamedNode(iri))
    forms = [form for form in FORMS if form in values]
    labels = by_language(values.get(RDFS + "label", []))
    expected = values.get(ga("expectedAnswer"), [])
    if len(forms) != 1 or not {"nl", "en"} <= labels.keys() or len(expected) != 1:
        raise Problem(
            "broken-question",
            f"<{iri}> lacks labels in nl and en, one query, or one expected answer.",
            file=file.name,
        )
    text = values[forms[0]][0].value.strip() + "\n"
    return Question(
        reference,
        iri,
        labels,
        by_language(values.get(RDFS + "comment", [])),
        tuple(sorted(each.value for each in values.get(SCHEMA + "keywords", []))),
        FORMS[forms[0]],
        text,
        expected[0].value.lstrip("\n"),
        parameters(file, ox.NamedNode(iri), text),
        _position(file, values.get(SCHEMA + "position", [])),
    )


def _position(file: File, found: list[ox.Literal]) -> int | None:
    if not found:
        return None
    if len(found) > 1 or not found[0].value.isdecimal():
        raise Problem("broken-question", "Its position is not one whole number.", file=file.name)
    return int(found[0].value)
