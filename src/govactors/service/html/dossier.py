"""What is said about a thing, put together for a reader: chapters, groups, and who says so.

A portrait lists statements. Here statements that say the same stand in one row, with all their
sources beside it.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

import pyoxigraph as ox

from govactors.nodes import BOUNDS, LABELS
from govactors.period import Holds
from govactors.portrait import Entry, Portrait, Section
from govactors.service.html.chapters import Chapter, Fact, Group, Proof, Row
from govactors.service.html.naming import HEADLINES, Naming, Part, Shown
from govactors.service.html.outline import CHAPTERS, PERIOD, RANKS, Outline
from govactors.store import Term
from govactors.terms import OA, OWL, SKOS, ga

_APART = {*BOUNDS, *LABELS, *map(ga, ("source", "passage", "countsOn", "certainty", "attestedOn"))}
_APART |= {SKOS + "note", SKOS + "definition", OWL + "deprecated", *map(ga, PERIOD)}

_OF_SOURCES = (ga("source"), OA + "hasSource")


class Dossier:
    """The chapters of a portrait."""

    def __init__(self, portrait: Portrait, naming: Naming) -> None:
        self._thing = portrait.iri
        self._is_statement = portrait.itself.holds is not None
        self._sections = portrait.sections
        self.naming = naming
        self._outline = Outline(naming)

    @property
    def chapters(self) -> list[Chapter]:
        """The chapters that there is something for, in a fixed order.

        What a source says, and its passages, are not among them.
        """
        found: dict[str, dict[tuple[int, str], Group]] = {}
        for section in self._sections:
            if section.role in _OF_SOURCES:
                continue
            chapter, rank = self._outline.place(section)
            groups = found.setdefault(chapter, {})
            for key, title, rows in self._groups(section):
                groups[rank, key] = Group(title, rows)
        chapters = [
            Chapter(name, self._outline.title(name), _ordered(name, found[name]))
            for name in CHAPTERS
            if name in found
        ]
        laws, sources = self._laws(), self._sources()
        return [*chapters, *laws, *sources]

    def _groups(self, section: Section) -> Iterator[tuple[str, tuple[Part, ...], list[Row]]]:
        """The rows of a section by the concept that its class is grouped by, if any."""
        kind = section.kind.removeprefix(ga(""))
        by = self._outline.grouping(section)
        entries: dict[str, list[Entry]] = {}
        for entry in section.entries:
            said = _said(entry)
            value = next((v.value for v in said.get(ga(by), ()) if isinstance(v, ox.NamedNode)), "")
            entries.setdefault(value if by else "", []).append(entry)
        heading = self._outline.heading(section)
        for value, found in entries.items():
            notation = self.naming.nodes[value].text(SKOS + "notation") if value else ""
            rank = RANKS.index(notation) if notation in RANKS else len(RANKS)
            title = self._outline.joined(heading, value, kind)
            yield f"{rank} {value}", title, self.rows(found, without=frozenset({ga(by)}))

    def rows(self, entries: Iterable[Entry], without: frozenset[str] = frozenset()) -> list[Row]:
        """Entries as rows; those that say the same become one."""
        found: dict[tuple[object, ...], Row] = {}
        for entry in entries:
            what = self._what(entry, without)
            period = self._outline.period(_said(entry), self.naming)
            row = found.setdefault((what, period), Row(what, period=period))
            row.over = row.over and entry.holds is Holds.NO
            row.when = row.when or _when(entry)
            for fact in self._facts(entry):
                if fact not in row.facts:
                    row.facts.append(fact)
            for note in self._values(_said(entry).get(SKOS + "note", ())):
                if note not in row.notes:
                    row.notes.append(note)
            if entry.holds is not None:
                row.proofs.append(self.proof(entry))
        return list(found.values())

    def listed(self, entries: Iterable[Entry]) -> list[Row]:
        """Statements one by one, each with its class and its source."""
        rows = []
        for entry in entries:
            (row,) = self.rows([entry])
            kind = next((k for k in entry.kinds if k.startswith(ga(""))), "")
            row.kind = self.naming.parts(kind) if kind else ()
            row.over = False
            rows.append(row)
        return rows

    def said(self, entries: Iterable[Entry]) -> list[Row]:
        """Statements one by one, each with its class and where it stands."""
        rows = []
        for entry in entries:
            (row,) = self.rows([entry])
            kind = next((k for k in entry.kinds if k.startswith(ga(""))), "")
            row.kind = self.naming.parts(kind) if kind else ()
            place = next(iter(entry.places), None)
            where = self.naming.place(place, section=False, positions=True) if place else []
            row.proofs = [
                Proof(Shown(()), tuple(where), each.href, each.certainty) for each in row.proofs
            ]
            rows.append(row)
        return rows

    def proof(self, entry: Entry) -> Proof:
        """Who says so, and where."""
        sources = list(_said(entry).get(ga("source"), ()))
        place = next(iter(entry.places), None)
        names = self.naming.value(sources[0]).parts if sources else ()
        where = self.naming.place(place, section=False) if place else []
        certainty = [
            value
            for value in _said(entry).get(ga("certainty"), ())
            if isinstance(value, ox.NamedNode)
            and self.naming.nodes[value.value].text(SKOS + "notation") != "explicit"
        ]
        return Proof(
            Shown(names),
            tuple(where),
            self.naming.links.to(entry.iri),
            tuple(self._values(certainty)),
        )

    def _what(self, entry: Entry, without: frozenset[str]) -> tuple[Shown, ...]:
        kind = next((k for k in entry.kinds if k.removeprefix(ga("")) in HEADLINES), "")
        names = [ga(name) for name in HEADLINES.get(kind.removeprefix(ga("")), ())]
        said = _said(entry)
        values = [v for name in names if name not in without for v in said.get(name, ())]
        others = [v for v in values if getattr(v, "value", "") != self._thing]
        found = self._values(others)
        return tuple(found) or (self.naming.node(entry.iri),)

    def _facts(self, entry: Entry) -> Iterator[Fact]:
        kind = next((k for k in entry.kinds if k.removeprefix(ga("")) in HEADLINES), "")
        if entry.holds is None:
            return
        own = {ga(name) for name in HEADLINES.get(kind.removeprefix(ga("")), ())}
        for fact in entry.facts:
            others = [v for v in fact.values if getattr(v, "value", "") != self._thing]
            if fact.property not in _APART | own and others:
                yield Fact(self.naming.node(fact.property), tuple(self._values(others)))

    def _values(self, values: Iterable[Term]) -> list[Shown]:
        return [self.naming.value(value) for value in self.naming.wanted(values)]

    def _laws(self) -> list[Chapter]:
        """The articles that statements rest on, each with what it is the basis of."""
        found: dict[str, list[Shown]] = {}
        for section in self._sections:
            for entry in section.entries:
                for law in self._outline.laws(_said(entry)):
                    about = [each for each in self._what(entry, frozenset()) if each.href]
                    if law != self._thing:
                        found.setdefault(law, []).extend(about)
        rows = []
        for law, about in sorted(found.items()):
            shown = self.naming.node(law)
            seen = {each: None for each in about if each.href != shown.href}
            label = Shown((self._outline.word("voor"),))
            facts = [Fact(label, tuple(each for each in seen if not self._is_code(each)))]
            rows.append(Row((shown,), over=False, facts=[f for f in facts if f.values]))
        groups = [Group((), rows)]
        return [Chapter("wetten", self._outline.title("wetten"), groups)] if rows else []

    def _is_code(self, shown: Shown) -> bool:
        return "/doc/begrip/" in shown.href

    def _sources(self) -> list[Chapter]:
        """The sources, with how many statements each has here."""
        counts: dict[str, int] = {}
        for section in self._sections:
            for entry in section.entries:
                for source in _said(entry).get(ga("source"), ()):
                    if entry.holds is not None and isinstance(source, ox.NamedNode):
                        counts[source.value] = counts.get(source.value, 0) + 1
        if not counts or self._thing in counts or self._is_statement:
            return []
        rows = []
        for iri, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
            rows.append(Row((self.naming.node(iri), self._outline.number(count)), over=False))
        return [Chapter("bronnen", self._outline.title("bronnen"), [Group((), rows)])]


def _said(entry: Entry) -> Mapping[str, tuple[Term, ...]]:
    return MappingProxyType({fact.property: fact.values for fact in entry.facts})


def _when(entry: Entry) -> str:
    """The day or year that history sorts it by."""
    said = _said(entry)
    names = ("changedOn", "validFrom", "attestedOn")
    found = (v.value for name in names for v in said.get(ga(name), ()) if isinstance(v, ox.Literal))
    return next(found, "")


def _ordered(chapter: str, groups: Mapping[tuple[int, str], Group]) -> list[Group]:
    found = [groups[key] for key in sorted(groups)]
    if chapter == "geschiedenis":
        for group in found:
            group.rows.sort(key=lambda row: row.when)
    return found
