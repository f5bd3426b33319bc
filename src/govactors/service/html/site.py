"""The routes for people and for operation: start page, error messages, health, metrics."""

import asyncio
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from govactors import dumps, export
from govactors.kinds import KINDS
from govactors.publication import Publication
from govactors.questions import Question
from govactors.service import headers, problems
from govactors.service.answers import Answers
from govactors.service.html import pages
from govactors.service.html.about import About
from govactors.service.html.imprint import Imprint
from govactors.service.journal import Journal
from govactors.service.links import Links
from govactors.service.shortcuts import Seen
from govactors.service.state import Health
from govactors.service.workers.pool import Pool

if TYPE_CHECKING:
    from govactors.service.html.figures import Figure

_EXAMPLES = 12
_CHARACTERS = ("certainty", "start", "end")
_NO_STORE = {"cache-control": "no-store"}


class Site:
    """The pages of one publication."""

    def __init__(
        self,
        publication: Publication,
        pool: Pool,
        answers: Answers,
        journal: Journal,
        seen: Seen,
    ) -> None:
        self._publication = publication
        self._health = Health(pool, distant=publication.store.distant)
        self._pool = pool
        self._answers = answers
        self._journal = journal
        self._seen = seen
        self._imprint = Imprint.of(publication)
        self._featured = featured(publication)
        self._drawn: dict[str, Figure] = {}

    def routes(self) -> list[Route]:
        """Every route of the site; GET brings HEAD with it."""
        return [
            Route("/", self.start),
            Route("/problems", self.problems),
            Route("/health/live", self.live),
            Route("/health/ready", self.ready),
            Route("/metrics", self.metrics),
            Route("/model", self.model),
            Route("/static/style.css", self.style),
            Route("/static/picture.css", self.picture_style),
            *About(self._imprint).routes(),
        ]

    async def start(self, request: Request) -> Response:
        """What this is, its questions, its files, its addresses."""
        from govactors.service.html import columns  # imported by now, and not before the start

        publication = self._publication
        language = pages.language(dict(request.scope))
        body = pages.render(
            "start.html",
            dict(request.scope),
            title=self._imprint.title(language),
            about=self._imprint.about(language),
            questions=examples(publication),
            many=len(publication.questions),
            featured=[
                (each, [columns.heading(name, language) for name in names], rows)
                for each, names, rows in self._featured
            ],
            dumps=export.formats(),
            stem=dumps.stem(publication),
        )
        return _page(body, request)

    async def problems(self, request: Request) -> Response:
        """Every error message, each at the address that its type names."""
        kinds = [(name, status, KINDS[name]) for name, status in sorted(problems.STATUS.items())]
        return _page(pages.render("problems.html", dict(request.scope), kinds=kinds), request)

    async def live(self, _: Request) -> Response:
        """Whether this process answers at all."""
        return JSONResponse({"status": "ok"}, headers=_NO_STORE)

    async def ready(self, _: Request) -> Response:
        """Whether queries can be answered: data loaded, nursery alive, workers up."""
        status = await self._health.status()
        state = {
            "status": status,
            "release": self._publication.release.hash,
            "version": self._publication.release.version,
            "workers": self._pool.counts(),
        }
        return JSONResponse(state, 200 if status == "ok" else 503, headers=_NO_STORE)

    async def metrics(self, _: Request) -> Response:
        """Counters for Prometheus; no query text, no addresses."""
        gauges = {f"workers_{name}": float(n) for name, n in self._pool.counts().items()}
        gauges |= {
            "workers_ended": float(self._pool.ended),
            "answers_by_shortcut": float(self._seen.taken),
            "cache_answers": float(len(self._answers.kept)),
            "cache_bytes": float(self._answers.kept.size),
        }
        body = self._journal.metrics(gauges)
        return Response(body, headers=_NO_STORE, media_type="text/plain; version=0.0.4")

    async def model(self, request: Request) -> Response:
        """The classes of the model, drawn."""
        language = pages.language(dict(request.scope))
        if language not in self._drawn:
            self._drawn[language] = await asyncio.to_thread(self._draw, language)
        drawn = self._drawn[language]
        return _page(pages.render("model.html", dict(request.scope), drawn=drawn), request)

    def _draw(self, language: str) -> "Figure":
        from govactors import pictures
        from govactors.service.html import figures

        publication = self._publication
        to = Links(publication.addresses).to
        made = pictures.draw(publication, "classes", language=language, links=to)
        return figures.of(made)

    async def style(self, request: Request) -> Response:
        """The style sheet of the pages."""
        return _sheet(request, pages.style())

    async def picture_style(self, request: Request) -> Response:
        """The style sheet of the pictures."""
        from govactors import pictures

        return _sheet(request, pictures.style().encode())


def _sheet(request: Request, body: bytes) -> Response:
    tag = headers.tag(body)
    fixed = {"etag": tag, "cache-control": "public, max-age=3600"}
    if headers.matches(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=fixed)
    return Response(body, headers=fixed, media_type="text/css")


def featured(publication: Publication) -> list[tuple[Question, list[str], list[list[str]]]]:
    """The questions answered on the start page, with columns and rows of their answers.

    The answers are those the catalogue promises, which its tests hold against the data; columns
    of addresses and characters are left out, for they are for programs.
    """
    asked = [each for each in publication.questions if each.position is not None]
    return [
        (each, *readable(each.rows)) for each in sorted(asked, key=lambda each: each.position or 0)
    ]


def readable(table: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """Header and rows for people; a row stands there once.

    >>> readable([["actor", "name"], ["https://example.org/id/a/b", "B"]])
    (['name'], [['B']])
    """
    header, *rows = table
    kept = [
        index
        for index, name in enumerate(header)
        if name not in _CHARACTERS
        and not any(row[index].startswith(("http://", "https://")) for row in rows)
    ]
    found = dict.fromkeys(tuple(row[i] for i in kept) for row in rows)
    return [header[i] for i in kept], [list(row) for row in found]


def examples(publication: Publication) -> list[Question]:
    """Questions to begin with, from all over the catalogue."""
    found = [each for each in publication.questions if each.position is None]
    return found[:: max(1, len(found) // _EXAMPLES)][:_EXAMPLES] or list(publication.questions)


def _page(body: bytes, request: Request) -> Response:
    """A page, or that it is unchanged."""
    language, tag = pages.language(dict(request.scope)), headers.tag(body)
    fixed = {"etag": tag, "cache-control": "no-cache", "vary": "Accept-Language"}
    if headers.matches(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=fixed)
    fixed["content-language"] = language
    return Response(body, headers=fixed, media_type="text/html")
