"""What notebooks show of things, rows and findings: tables in HTML, with where each is said.

Everything that comes from data is escaped, and only web addresses become links. The words are
Dutch until :func:`speak` chooses English.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Literal

from govactors.problems import expect_language
from govactors.solutions import Cell, Iri, Rows

if TYPE_CHECKING:
    from govactors.actors import Actor
    from govactors.findings import Finding
    from govactors.listing import Listed
    from govactors.report import Report
    from govactors.sources import Source
    from govactors.statements import Assignment, Statement
    from govactors.tasks import Task
    from govactors.things import Thing

SHOWN = 20
"""Rows of an answer that are shown; statements and findings up to five times as many."""

_MANY = 5 * SHOWN
_LONGEST = 200
_spoken = ["nl"]

_WORDS = {
    "task": "taak",
    "actor": "actor",
    "responsibility": "verantwoordelijkheid",
    "certainty": "zekerheid",
    "period": "periode",
    "source": "bron",
    "severity": "ernst",
    "what": "wat",
    "where": "waar",
    "version": "versie",
    "date": "datum",
    "actors": "actoren",
    "tasks": "taken",
    "statements": "uitspraken",
    "sources": "bronnen",
    "above": "erboven",
    "part of": "onderdeel van",
    "member of": "lid van",
    "about": "over",
    "issued": "uitgegeven",
    "names": "namen",
    "more": "meer",
    "page": "pagina",
}


def speak(language: Literal["nl", "en"]) -> None:
    """Chooses the language of what notebooks show from now on.

    Raises :class:`Problem` ``invalid-parameter``.
    """
    expect_language(language)
    _spoken[0] = language


def rows(found: Rows) -> str:
    """The first rows; they can still be read afterwards."""
    ahead = found.head(SHOWN + 1)
    body = [[_cell(cell) for cell in row] for row in ahead[:SHOWN]]
    return _table(found.columns, body, more=len(ahead) > SHOWN)


def publication(shown: "Listed") -> str:
    """Which publication and release this is, and how much it holds."""
    release = shown.release
    counts = {
        "actors": len(shown.actors),
        "tasks": len(shown.tasks),
        "statements": len(shown.statements),
        "sources": len(shown.sources),
    }
    facts = [
        (_word("version"), escape(release.version)),
        (_word("date"), escape(release.date)),
        ("hash", f"<code>{escape(release.hash[:16])}</code>"),
        *((_word(name), f"{count:n}") for name, count in counts.items()),
    ]
    return f"<p><strong>{_link(shown.addresses.base)}</strong></p>{_facts(facts)}"


def thing(shown: "Thing") -> str:
    """What it is called and what it is."""
    return _head(shown) + _facts([(_word("names"), escape(", ".join(sorted(shown.names))))])


def actor(shown: "Actor") -> str:
    """An actor with its tasks, and where each is said."""
    facts = [
        (_word("above"), _things(shown.superiors())),
        (_word("part of"), _things(shown.parents)),
        (_word("member of"), _things(dict.fromkeys(e.partnership for e in shown.memberships))),
    ]
    return _head(shown) + _facts(facts) + _assigned("task", shown.assignments)


def task(shown: "Task") -> str:
    """A task with who has it, and where each is said."""
    facts = [(_word("about"), _things(shown.phenomena))]
    return _head(shown) + _facts(facts) + _assigned("actor", shown.assignments)


def source(shown: "Source") -> str:
    """A source: where to read it."""
    page = _link(shown.page) if shown.page else ""
    facts = [
        (_word("issued"), escape(shown.issued or "")),
        (_word("page"), page),
        (_word("statements"), f"{len(shown.statements)}"),
    ]
    return _head(shown) + _facts(facts)


def statement(shown: "Statement") -> str:
    """A statement: what it says in roles, how certainly, when, and where it is said."""
    facts = [(escape(name), _things(things)) for name, things in shown.roles.items()]
    facts += [
        (_word("certainty"), escape(shown.certainty)),
        (_word("period"), escape(str(shown.period))),
        (_word("source"), _said(shown)),
    ]
    return f"<p><strong>{escape(shown.kind)}</strong><br>{_link(shown.iri)}</p>{_facts(facts)}"


def report(shown: "Report") -> str:
    """What a validation found."""
    if not shown.findings:
        return f"<p>{escape(shown.summary(_spoken[0]))}</p>"
    return f"<p>{escape(shown.summary(_spoken[0]))}</p>{findings(shown.findings)}"


def findings(shown: "Sequence[Finding]") -> str:
    """What is wrong with what, and where."""
    body = [
        [
            escape(each.severity.value),
            escape(each.message(_spoken[0])),
            f"{_link(each.subject)}<br>{escape(each.place)}",
        ]
        for each in shown[:_MANY]
    ]
    names = [_word(name) for name in ("severity", "what", "where")]
    return _table(names, body, more=len(shown) > _MANY)


def _assigned(other: Literal["actor", "task"], said: "Sequence[Assignment]") -> str:
    names = (other, "responsibility", "certainty", "period", "source")
    body = [
        [
            _named(getattr(each, other)),
            escape(each.responsibility),
            escape(each.certainty),
            escape(str(each.period)),
            _said(each),
        ]
        for each in said[:_MANY]
    ]
    return _table([_word(name) for name in names], body, more=len(said) > _MANY)


def _said(said: "Statement") -> str:
    """The source of a statement, with the places where it says so; leads to the statement."""
    if said.source is None:
        return ""
    places = []
    for each in said.passages:
        page = f"p. {each.page}" if each.page else ""
        found = (page, each.section or "", each.locator(_spoken[0]))
        places.append(", ".join(part for part in found if part))
    label = escape(_short(said.source.label(_spoken[0])))
    where = escape(_short("; ".join(each for each in places if each)))
    return f'<a href="{escape(said.iri)}">{label}</a>{f"<br>{where}" if where else ""}'


def _head(shown: "Thing") -> str:
    definition = shown.definition(_spoken[0])
    more = f"<p>{escape(definition)}</p>" if definition else ""
    name = escape(shown.label(_spoken[0]))
    return f"<p><strong>{name}</strong> ({escape(shown.kind)})<br>{_link(shown.iri)}</p>{more}"


def _things(shown: "Iterable[Thing]") -> str:
    return ", ".join(map(_named, shown))


def _named(shown: "Thing") -> str:
    return _link(shown.iri, shown.label(_spoken[0]))


def _cell(cell: Cell | None) -> str:
    text = "" if cell is None else str(getattr(cell, "value", cell))
    return _link(text) if isinstance(cell, Iri) else escape(_short(text))


def _link(address: str, name: str = "") -> str:
    """A web address as a link; of one that names a thing, what stands behind ``/id/``."""
    text = escape(name or address.partition("/id/")[2] or address)
    if not address.startswith(("http://", "https://")):
        return text
    return f'<a href="{escape(address)}" title="{escape(address)}">{text}</a>'


def _facts(facts: Iterable[tuple[str, str]]) -> str:
    listed = [
        f'<tr><th scope="row">{name}</th><td>{value}</td></tr>' for name, value in facts if value
    ]
    return f"<table><tbody>{''.join(listed)}</tbody></table>" if listed else ""


def _table(names: Iterable[str], body: Sequence[Sequence[str]], *, more: bool) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    lines = (f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in body)
    rest = f"<p>… {_word('more')}</p>" if more else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>{rest}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _word(name: str) -> str:
    return name if _spoken[0] == "en" else _WORDS[name]
