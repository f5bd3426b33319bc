"""The catalogues of the releases as triples: that of today made by a worker, others read."""

import asyncio

import pyoxigraph as ox

from govactors import description
from govactors.publication import Publication
from govactors.service.asks import Listing
from govactors.service.releases.press import Press
from govactors.service.releases.shelf import Shelf, Volume
from govactors.service.settings import Settings
from govactors.service.workers.frames import Work
from govactors.service.workers.pool import Pool

LINES = "application/n-triples"
REMEMBERED = 12
"""Earlier releases that today's catalogue lists; each has a catalogue of its own."""

_FILE = "catalogue.ttl"
_CLIENT = "govactors"


class Registry:
    """The catalogues, each made or read once."""

    def __init__(
        self, publication: Publication, pool: Pool, settings: Settings, shelf: Shelf, press: Press
    ) -> None:
        self._publication = publication
        self._pool = pool
        self._address = settings.public_address or publication.addresses.base
        self._seconds = settings.query_time_limit
        self._shelf = shelf
        self._press = press
        self._found: dict[str, list[ox.Triple]] = {}

    async def triples(self, date: str = "") -> list[ox.Triple]:
        """What the catalogue of a day says; without a day that of the service as it is.

        Raises :class:`Problem` ``not-found`` for a day without a release.
        """
        volume = await self._press.volume(date)
        if date not in self._found:
            self._found[date] = await self._made(volume, date)
        return self._found[date]

    async def _made(self, volume: Volume, date: str) -> list[ox.Triple]:
        if date and _FILE in volume.files:
            return await asyncio.to_thread(_parsed, volume)
        said = await self._said(volume)
        if date:
            return said
        return await asyncio.to_thread(self._with_earlier, said)

    async def _said(self, volume: Volume) -> list[ox.Triple]:
        """The catalogue of the publication that is served, by a worker."""
        files = [each for each in volume.listed.files if each.holds not in ("catalogue", "profile")]
        asked = Listing(self._address, tuple(files))
        work = Work("catalogue", asked.encode(), graph=LINES, seconds=self._seconds)
        reply = await self._pool.submit(work, _CLIENT).future
        pieces = [reply.body] if reply.body is not None else [p async for p in reply.job.pieces()]
        lines = b"".join(pieces)
        return await asyncio.to_thread(_triples, lines, ox.RdfFormat.N_TRIPLES)

    def _with_earlier(self, said: list[ox.Triple]) -> list[ox.Triple]:
        earlier: list[ox.Triple] = []
        for date in self._shelf.dates[1 : REMEMBERED + 1]:
            volume = self._shelf.find(date)
            if volume is not None and _FILE in volume.files:
                earlier += _parsed(volume)
        listed = description.listed(self._publication, earlier)
        return sorted({*said, *listed}, key=str)


def _parsed(volume: Volume) -> list[ox.Triple]:
    return _triples(volume.files[_FILE].path.read_bytes(), ox.RdfFormat.TURTLE)


def _triples(data: bytes, kind: ox.RdfFormat) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(data, format=kind)]
