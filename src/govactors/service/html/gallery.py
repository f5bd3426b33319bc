"""``/beeld/``: pictures as files of their own, to download or to show elsewhere.

A picture in a file leads to published addresses, which hold wherever the file goes. Its style
sheet stands in it, so the policy of these answers allows just that one, by its hash.
"""

import asyncio
import base64
import hashlib
import re
from functools import cache
from types import MappingProxyType
from urllib.parse import quote

from govactors import pictures
from govactors.problems import Problem
from govactors.publication import Publication
from govactors.service import asks, requests
from govactors.service.answers import Answer
from govactors.service.asks import Ask
from govactors.service.conveyance import Conveyance, Wanted
from govactors.service.endpoints import Endpoint, Front
from govactors.service.headers import Receive, Scope, Send
from govactors.service.html import pages
from govactors.service.html.drawings import SVG
from govactors.service.releases.sheets import Kept, Sheets

ROUTES = ("/beeld/{kind}.svg", "/beeld/{kind}/{concept}/{reference}.svg")
"""What is answered here, as the manual lists it."""

_KINDS = "|".join(kind for kind in pictures.KINDS if kind != "classes")
_ROUTE = re.compile(rf"/beeld/({_KINDS})(?:/([a-z][a-z-]*)/([^/]+?))?\.svg")
_CLASSES = "/beeld/classes"
_STATE = ("asOf", "unknown", "lang")
_LONGEST = 200


@cache
def policy() -> tuple[str, str]:
    """The header by which a browser applies the style sheet within a picture, and nothing else."""
    digest = hashlib.sha256(pictures.style().encode()).digest()
    allowed = f"'sha256-{base64.b64encode(digest).decode()}'"
    rules = f"default-src 'none'; style-src {allowed}; base-uri 'none'; frame-ancestors 'none'"
    return "content-security-policy", f"{rules}; form-action 'none'"


class Gallery(Endpoint):
    """Pictures of things, and of everything at once."""

    def __init__(self, front: Front, conveyance: Conveyance) -> None:
        super().__init__(front, "/beeld")
        self._convey = conveyance

    def takes(self, path: str) -> bool:
        """Whether a path is one of those answered here."""
        return len(path) <= _LONGEST and bool(_ROUTE.fullmatch(path))

    async def answer(
        self, scope: Scope, receive: Receive, send: Send, client: str
    ) -> tuple[int, Answer | None, str]:
        """Answers with the picture."""
        values = requests.parameters(scope["query_string"], "the address")
        _check(values)
        found = _ROUTE.fullmatch(scope["path"])
        assert found  # noqa: S101 - it was taken
        as_of, unknown, _ = asks.state(values)
        language = pages.language(scope)
        kind = (("kind", found[1]),)
        ask = Ask(
            "picture", found[2] or "", found[3] or "", as_of, unknown, 1, language, values=kind
        )
        link = f'<{self.front.base}id/{ask.concept}/{quote(ask.reference)}>; rel="describes"'
        also = (policy(), ("content-language", language))
        varies = "Accept-Encoding, Accept-Language"
        wanted = Wanted(ask, SVG, varies, link=link if ask.reference else "", also=also)
        status, answer = await self._convey(
            wanted, self.encoding(scope), client, scope, receive, send
        )
        return status, answer, scope["path"]


class Classes(Sheets):
    """The class diagram, laid out by a program that only this process may start."""

    offers = MappingProxyType({"svg": SVG})
    spoken = (SVG,)
    also = (policy(),)

    def __init__(self, front: Front, publication: Publication) -> None:
        super().__init__(front, f"{_CLASSES}.svg", Kept(), _CLASSES, "svg")
        self._publication = publication

    async def make(self, media_type: str, language: str) -> bytes:  # noqa: ARG002 - one format
        """The picture."""
        draw = pictures.draw
        made = await asyncio.to_thread(draw, self._publication, "classes", language=language)
        return made.svg.encode()


def routes(front: Front, publication: Publication) -> dict[str, Endpoint]:
    """The endpoints at a path of their own."""
    return {f"{_CLASSES}.svg": Classes(front, publication)}


def _check(values: dict[str, list[str]]) -> None:
    for name in values:
        if name not in _STATE:
            detail = f"There is no parameter {name!r}."
            raise Problem("invalid-parameter", detail, hint=f"There is: {', '.join(_STATE)}.")
