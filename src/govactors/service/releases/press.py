"""The release that is served, made on first use where no folder of releases holds it.

It has the publication in each RDF format, the ontology, a manifest and sums. The rest, such as
tables, takes ``govactors release build``.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import pyoxigraph as ox

from govactors import archive, dumps, export
from govactors.dumps import File
from govactors.formats import Format, by_name
from govactors.problems import Problem
from govactors.publication import Publication
from govactors.release import canonical_hash
from govactors.service.releases.scratch import Scratch
from govactors.service.releases.shelf import Shelf, Volume
from govactors.service.settings import Settings
from govactors.service.workers.frames import Work
from govactors.service.workers.pool import Pool

_CLIENT = "govactors"
_OF_GRAPHS = ("ttl", "nt", "rdf")
_SUFFIXES = {"publication": "", "ontology": "-ontology"}
_LINES = {"nt": ox.RdfFormat.N_TRIPLES, "nq": ox.RdfFormat.N_QUADS}
"""The formats with a line a statement, of which the hashes are made."""


@dataclass(frozen=True, slots=True)
class _Made:
    """What a worker made."""

    holds: str
    kind: Format
    text: bytes


class Press:
    """Makes the release once; whoever asks meanwhile waits for the same."""

    def __init__(
        self, publication: Publication, pool: Pool, settings: Settings, shelf: Shelf
    ) -> None:
        self._publication = publication
        self._pool = pool
        self._seconds = settings.query_time_limit
        self._shelf = shelf
        self._scratch: Scratch | None = None
        self._making: asyncio.Task[Volume] | None = None

    async def volume(self, date: str = "") -> Volume:
        """The release of a day, by default of what is served; made if need be.

        Raises :class:`Problem` ``not-found`` for a day without a release.
        """
        day = date or self._shelf.current
        found = self._shelf.find(day)
        if found is not None:
            return found
        if day != self._shelf.current:
            raise Problem(
                "not-found",
                f"There is no release of {day}.",
                hint=f"There are: {', '.join(self._shelf.dates)}.",
            )
        if self._making is None:
            self._making = asyncio.create_task(self._make())
            self._making.add_done_callback(self._made)
        return await asyncio.shield(self._making)

    def close(self) -> None:
        """Leaves nothing behind."""
        if self._making:
            self._making.cancel()
        if self._scratch:
            self._scratch.close()

    def _made(self, task: asyncio.Task[Volume]) -> None:
        """After a failure the next request tries again."""
        self._making = None
        if not task.cancelled() and task.exception() is None:
            self._shelf.add(task.result())

    async def _make(self) -> Volume:
        ontology = self._publication.addresses.ontology
        made = [
            _Made("publication", kind, await self._text(Work("dump", "", graph=kind.media_type)))
            for kind in export.formats()
        ]
        for kind in map(by_name, _OF_GRAPHS):
            text = await self._text(Work("graph", ontology, graph=kind.media_type))
            made.append(_Made("ontology", kind, text))
        return await asyncio.to_thread(self._write, made)

    async def _text(self, work: Work) -> bytes:
        """What a worker makes of the publication."""
        reply = await self._pool.submit(replace(work, seconds=self._seconds), _CLIENT).future
        if reply.body is not None:
            return reply.body
        return b"".join([piece async for piece in reply.job.pieces()])

    def _write(self, made: Sequence[_Made]) -> Volume:
        self._scratch = self._scratch or Scratch()
        folder = self._scratch.folder
        hashes = {
            (each.holds, each.kind.carries): canonical_hash(
                ox.parse(each.text, format=_LINES[each.kind.name])
            )
            for each in made
            if each.kind.name in _LINES
        }
        stem = dumps.stem(self._publication)
        files = [
            File(
                f"{stem}{_SUFFIXES[each.holds]}.{each.kind.name}",
                each.holds,
                each.kind.media_type,
                *dumps.titles(each.holds, each.kind),
                partial(bytes, each.text),
                hashes[each.holds, each.kind.carries],
            )
            for each in made
        ]
        archive.seal(self._publication, archive.write(files, folder), folder)
        return Volume.open(folder)
