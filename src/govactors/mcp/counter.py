"""Queries of models: each evaluated by a fenced worker, under limits, and cut where it is long."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from govactors.mcp.rows import Table
from govactors.problems import Problem
from govactors.service.settings import Settings
from govactors.service.workers.frames import Work
from govactors.service.workers.pool import Pool

ROWS = 1000
"""Rows that one answer has at most."""

SIZE = 2_000_000
"""Bytes that an answer may have before it is cut to rows; models cannot read more anyway."""

_RESULTS, _TRIPLES = "application/sparql-results+json", "application/n-triples"
_CLIENT = "mcp"


@dataclass(frozen=True, slots=True)
class Found:
    """What a query gave, as a table; ``total`` counts all rows."""

    columns: list[str]
    rows: Table
    total: int


class Counter:
    """Hands queries to workers."""

    def __init__(self, pool: Pool, settings: Settings) -> None:
        self._pool = pool
        self._seconds = settings.query_time_limit
        self._most = settings.request_size_limit * 1_000_000

    async def query(self, text: str, most: int) -> Found:
        """The answer, of which at most so many rows; raises :class:`Problem`."""
        if len(text.encode()) > self._most:
            raise Problem("size-limit", f"A query may have {self._most:,} bytes.")
        if not text.strip():
            raise Problem("missing-query", "There is no query.")
        work = Work("query", text, _RESULTS, _TRIPLES, seconds=self._seconds, size=SIZE)
        job = self._pool.submit(work, _CLIENT)
        try:
            reply = await asyncio.shield(job.future)
            body = reply.body
            if body is None:
                body = b"".join([piece async for piece in job.pieces()])
        finally:
            job.leave()
        return _found(reply.meta.media_type, body, min(max(1, most), ROWS))


def _found(media_type: str, body: bytes, most: int) -> Found:
    if media_type == _TRIPLES:
        triples = [quad.triple for quad in ox.parse(body, format=ox.RdfFormat.N_TRIPLES)]
        table = [[_text(term) for term in triple] for triple in triples[:most]]
        return Found(["subject", "predicate", "object"], table, len(triples))
    answer = json.loads(body)
    if "boolean" in answer:
        return Found(["answer"], [[answer["boolean"]]], 1)
    columns = answer["head"]["vars"]
    rows = answer["results"]["bindings"]
    shown = [[_value(row.get(name)) for name in columns] for row in rows[:most]]
    return Found(columns, shown, len(rows))


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def _value(cell: dict[str, Any] | None) -> str | None:
    """The value alone: what a model needs of datatype and language, it can ask for."""
    if cell is None:
        return None
    return json.dumps(cell["value"]) if cell["type"] == "triple" else str(cell["value"])
