"""What changed, over HTTP: feeds of all or of one actor, and the changes of one release."""

import asyncio
from collections.abc import Sequence
from types import MappingProxyType

from govactors import changes, feeds
from govactors.changes import Difference
from govactors.formats import by_name
from govactors.problems import Problem
from govactors.service.endpoints import Front
from govactors.service.links import Links
from govactors.service.releases.history import MOST, History
from govactors.service.releases.sheets import Kept, Sheets
from govactors.service.releases.versions import Versions
from govactors.service.serialisation import HTML
from govactors.service.signposts import Signpost
from govactors.terms import Addresses

ATOM = "application/atom+xml"
FEED = "application/feed+json"
JSON = "application/json"

_LONGEST = 1000
"""Changes on a page; feeds and RDF have all."""


class Feed(Sheets):
    """``/changes``, and ``/doc/{concept}/{reference}/changes``: newest releases first."""

    offers = MappingProxyType(
        {"html": HTML, "atom": ATOM, "json": FEED, "ttl": by_name("ttl").media_type}
    )
    spoken = (HTML, ATOM, FEED)

    def __init__(
        self,
        front: Front,
        kept: Kept,
        history: History,
        addresses: Addresses,
        parts: tuple[str, str] | None,
        ending: str,
    ) -> None:
        self._actor = addresses.thing(*parts) if parts else None
        path = addresses.changes(self._actor).removeprefix(addresses.base)
        route = "/doc/{concept}/{reference}/changes" if parts else "/changes"
        super().__init__(front, route, kept, f"/{path}", ending)
        self._history = history
        self._addresses = addresses

    async def make(self, media_type: str, language: str) -> bytes:
        """The feed in a format."""
        found = await self._history.recent()
        if self._actor and not any(self._actor in each.actors for each in found):
            raise Problem("not-found", "No release has an actor with this address.")
        if media_type == HTML:
            return _page(self, found, self._addresses, language, self._actor)
        if media_type in (ATOM, FEED):
            feed = feeds.feed(found, language, self._actor)
            write = feeds.to_atom if media_type == ATOM else feeds.to_json
            return await asyncio.to_thread(write, feed)
        parts = [each.only(self._actor) for each in found] if self._actor else found
        return await asyncio.to_thread(changes.to_turtle, *parts)

    def links(self) -> list[Signpost]:
        """What it is about."""
        about = Links(self._addresses).path(self._actor) if self._actor else "/"
        return [Signpost(about, "about")]


class Changes(Sheets):
    """``/{date}/changes``: what one release changed."""

    offers = MappingProxyType({"html": HTML, "json": JSON, "ttl": by_name("ttl").media_type})

    def __init__(
        self,
        front: Front,
        kept: Kept,
        history: History,
        versions: Versions,
        addresses: Addresses,
        date: str,
        ending: str,
    ) -> None:
        super().__init__(front, "/{date}/changes", kept, f"/{date}/changes", ending)
        self._history = history
        self._versions = versions
        self._addresses = addresses
        self._date = date

    async def make(self, media_type: str, language: str) -> bytes:
        """The changes in a format."""
        found = await self._history.of(self._date)
        if media_type == HTML:
            return _page(self, [found], self._addresses, language)
        write = changes.to_json if media_type == JSON else changes.to_turtle
        return await asyncio.to_thread(write, found)

    def links(self) -> list[Signpost]:
        """The releases before and after, and the feed."""
        neighbours = self._versions.around(self._date, "changes")
        return [*neighbours, Signpost("/changes", "collection")]


def _page(
    sheets: Sheets,
    found: Sequence[Difference],
    addresses: Addresses,
    language: str,
    actor: str | None = None,
) -> bytes:
    links = Links(addresses)
    shown = [each.only(actor) for each in found] if actor else found
    groups, room = [], _LONGEST
    for each in shown:
        # One kind of change of one thing has the same key in every release.
        before = f"{each.new.date}-" if len(shown) > 1 else ""
        listed = [
            (
                before + change.iri.rpartition("#")[2],
                change.text(language),
                links.path(change.thing),
            )
            for change in each.changes[:room]
        ]
        groups.append((each, listed))
        room -= len(listed)
    names = found[0].wording.names(actor) if actor else {}
    return sheets.page(
        "changes.html",
        language,
        place=sheets.place,
        name=names.get(language) or next(iter(names.values()), ""),
        home=links.path(actor) if actor else "",
        groups=groups,
        more=any(len(listed) < len(each.changes) for each, listed in groups),
        most=MOST,
        offers=list(sheets.offers.items()),
    )
