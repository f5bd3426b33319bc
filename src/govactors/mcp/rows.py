"""Rows of an answer, with the statements behind each and their sources."""

from collections.abc import Iterable, Sequence

from govactors.mcp.records import Record, Records
from govactors.problems import Problem
from govactors.publication import Publication
from govactors.statements import Statement

_MOST = 5
"""Statements with one row."""

Table = Sequence[Sequence[str | bool | None]]


def table(made: Records, view: Publication, columns: list[str], rows: Table) -> Record:
    """Rows by column name, each with the things that its names stand for and its grounds."""
    listed = []
    for row in rows:
        record: Record = dict(zip(columns, row, strict=True))
        cells = [each for each in row if isinstance(each, str)]
        things, key, said = grounds(view, cells)
        for each in said:
            made.cite(each.source)
        named = sorted(things - set(cells))
        record |= {"things": named} if named else {}
        record |= {key: [each.iri for each in said]} if said else {}
        listed.append(record)
    return {"columns": columns, "rows": listed}


def statement(view: Publication, name: str) -> Statement | None:
    """The statement at an address, if it is one."""
    try:
        return view.statement(name)
    except Problem:
        return None


def grounds(view: Publication, cells: Iterable[str]) -> tuple[set[str], str, list[Statement]]:
    """The things of a row; what the statements with it are to it; some of these statements.

    They are the statement in the row, those that name all its things, or, if it has but one
    thing, some that are about it.
    """
    things: set[str] = set()
    for cell in cells:
        if cell in view.registry.known:
            things.add(cell)
            continue
        said = statement(view, cell)
        if said is not None:
            return things, "statements", [said]
        bearers = {each.iri for each in view.labels.exact(cell) if each.text == cell}
        things |= bearers if len(bearers) == 1 else set()
    if not things:
        return things, "statements", []
    naming = [{each.iri: each for each in view.registry.naming(iri)} for iri in sorted(things)]
    common = sorted(set.intersection(*map(set, naming)))[:_MOST]
    key = "statements" if len(things) > 1 else "about"
    return things, key, [naming[0][iri] for iri in common]
