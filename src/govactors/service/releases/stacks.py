"""The addresses of releases: which path leads to which file or document."""

import re

from govactors.problems import Problem
from govactors.publication import Publication
from govactors.service import headers
from govactors.service.answers import Answer
from govactors.service.endpoints import Endpoint, Front
from govactors.service.headers import Receive, Scope, Send
from govactors.service.releases.changelog import Changes, Feed
from govactors.service.releases.downloads import Download
from govactors.service.releases.editions import Catalogue, Manifests, Ontology, Void
from govactors.service.releases.history import History
from govactors.service.releases.press import Press
from govactors.service.releases.registry import Registry
from govactors.service.releases.sheets import Kept
from govactors.service.releases.shelf import Shelf
from govactors.service.releases.versions import Versions
from govactors.service.settings import Settings
from govactors.service.workers.pool import Pool

_DATED = re.compile(r"/(?P<date>\d{4}-\d\d-\d\d)(?:/(?P<rest>.*))?", re.ASCII | re.DOTALL)
_DOCUMENT = re.compile(r"(?P<name>[a-z]+)(?:\.(?P<ending>[a-z]+))?")
_ACTOR = re.compile(
    r"doc/(?P<concept>[a-z][a-z-]*)/(?P<reference>[a-z0-9][a-z0-9-]*)/changes"
    r"(?:\.(?P<ending>[a-z]+))?"
)
_VOID = ".well-known/void"

ROUTES = (
    "/dumps/",
    "/dumps/{name}",
    "/catalogus",
    "/changes",
    "/doc/{concept}/{reference}/changes",
    "/{date}/",
    "/{date}/dumps/",
    "/{date}/dumps/{name}",
    "/{date}/catalogus",
    "/{date}/def",
    "/{date}/changes",
    f"/{_VOID}",
)
"""What is answered here, as the manual lists it."""


class Stacks:
    """All releases of a publication, at their addresses."""

    def __init__(
        self, front: Front, publication: Publication, pool: Pool, settings: Settings
    ) -> None:
        self._front = front
        self._publication = publication
        self._pool = pool
        self._settings = settings
        self._kept = Kept()
        self._downloads: dict[str, Download] = {}

    def open(self) -> None:
        """Opens the folder of releases; raises :class:`Problem` if it cannot be served."""
        publication, settings = self._publication, self._settings
        self._shelf = Shelf.open(settings.releases, publication)
        self._versions = Versions(self._shelf)
        self._press = Press(publication, self._pool, settings, self._shelf)
        self._registry = Registry(publication, self._pool, settings, self._shelf, self._press)
        self._history = History(publication.addresses, self._shelf, self._press)

    def close(self) -> None:
        """Leaves nothing behind."""
        self._history.close()
        self._press.close()

    def known(self, path: str) -> Endpoint | None:
        """What answers at the path of a file that was asked for before."""
        return self._downloads.get(path)

    def find(self, path: str) -> Endpoint | None:
        """What answers at a path; ``None`` for a path of somebody else."""
        dated = _DATED.fullmatch(path)
        if dated is None:
            return self._plain(path[1:])
        date, rest = dated.group("date", "rest")
        if date not in self._shelf.dates:
            return Unknown(self._front, self._shelf, date)
        if rest is None:
            return Moved(self._front, "/{date}", f"/{date}/")
        return self._of(date, rest) or Unknown(self._front, self._shelf, "")

    def _plain(self, rest: str) -> Endpoint | None:
        if rest == _VOID:
            return self._catalogue("", "", Void)
        actor = _ACTOR.fullmatch(rest)
        if actor is not None:
            parts = (actor["concept"], actor["reference"])
            return self._feed(parts, actor["ending"] or "")
        return self._of("", rest)

    def _of(self, date: str, rest: str) -> Endpoint | None:
        """What answers below a date, or without one."""
        if rest == "dumps":
            return Moved(self._front, "/dumps", f"/{date}/dumps/" if date else "/dumps/")
        folder, slash, name = rest.partition("/")
        if folder == "dumps" and slash:
            return self._file(date, name)
        found = _DOCUMENT.fullmatch(rest)
        if found is None:
            return self._catalogue(date, "") if date and not rest else None
        name, ending = found["name"], found["ending"] or ""
        if name == "catalogus":
            return self._catalogue(date, ending)
        if name == "changes" and not date:
            return self._feed(None, ending)
        if name == "changes":
            addresses = self._publication.addresses
            return Changes(
                self._front, self._kept, self._history, self._versions, addresses, date, ending
            )
        if name == "def" and date:
            return Ontology(self._front, self._kept, self._press, self._versions, date, ending)
        return None

    def _file(self, date: str, name: str) -> Endpoint:
        if name:
            made = Download(self._front, self._shelf, self._press, date, name)
            volume = self._shelf.find(date or self._shelf.current)
            if volume is not None and name in volume.files:  # no stranger's words are kept
                self._downloads[f"/{date}/dumps/{name}" if date else f"/dumps/{name}"] = made
            return made
        return Manifests(
            self._front, self._kept, self._publication, self._press, self._versions, date
        )

    def _catalogue(self, date: str, ending: str, kind: type[Catalogue] = Catalogue) -> Endpoint:
        return kind(
            self._front,
            self._kept,
            self._publication,
            self._registry,
            self._versions,
            date,
            ending,
        )

    def _feed(self, parts: tuple[str, str] | None, ending: str) -> Endpoint:
        addresses = self._publication.addresses
        return Feed(self._front, self._kept, self._history, addresses, parts, ending)


class Moved(Endpoint):
    """An address that leads to another of ours, always the same."""

    def __init__(self, front: Front, route: str, to: str) -> None:
        super().__init__(front, route)
        self._to = to

    async def answer(
        self,
        scope: Scope,  # noqa: ARG002 - every endpoint gets it
        receive: Receive,  # noqa: ARG002 - every endpoint gets it
        send: Send,
        client: str,  # noqa: ARG002 - every endpoint gets it
    ) -> tuple[int, Answer | None, str]:
        """Tells where to look."""
        pairs = [("location", self._to), ("content-length", "0")]
        pairs.append(("cache-control", f"public, max-age={self.front.settings.cache_seconds}"))
        start = {"status": 308, "headers": headers.of(pairs)}
        await send({"type": "http.response.start", **start})
        await send({"type": "http.response.body", "body": b""})
        return 308, None, ""


class Unknown(Endpoint):
    """A day without a release, or what no release has."""

    def __init__(self, front: Front, shelf: Shelf, date: str) -> None:
        super().__init__(front, "/{date}/")
        self._shelf = shelf
        self._date = date

    async def answer(
        self,
        scope: Scope,  # noqa: ARG002 - every endpoint gets it
        receive: Receive,  # noqa: ARG002 - every endpoint gets it
        send: Send,  # noqa: ARG002 - every endpoint gets it
        client: str,  # noqa: ARG002 - every endpoint gets it
    ) -> tuple[int, Answer | None, str]:
        """Tells which releases there are."""
        known = ", ".join(self._shelf.dates)
        detail = f"There is no release of {self._date}." if self._date else "No release has this."
        raise Problem("not-found", detail, hint=f"There are releases of: {known}.")
