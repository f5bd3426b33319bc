"""Linked data over HTTP: a thing, its description, the words, the questions, in every format."""

import re
from collections.abc import Sequence
from dataclasses import replace

from govactors import formats
from govactors.formats import Format
from govactors.problems import Problem
from govactors.publication import Publication
from govactors.service import asks, headers, links, requests, signposts, things
from govactors.service.answers import Answer
from govactors.service.asks import Ask
from govactors.service.conveyance import Conveyance, Wanted
from govactors.service.endpoints import Endpoint, Front
from govactors.service.headers import Receive, Scope, Send
from govactors.service.html import pages
from govactors.service.links import DESCRIPTIONS, LINKSET, Links
from govactors.service.negotiation import choose
from govactors.service.serialisation import HTML
from govactors.service.signposts import LINKSET_TYPE, Signpost

_JSON = "application/json"
_OWN = ("asOf", "unknown", "page", "lang")
_LONGEST = 200
_ROUTE = re.compile(
    r"/(?P<root>id|doc|vraag|def)"
    r"(/(?P<first>[^/]+?)(/(?P<second>[^/]+?))?)?"
    rf"(\.(?P<suffix>{re.escape(LINKSET)}|ttl|jsonld|nt|rdf|html|csv|json|xml|tsv))?"
)
_CONCEPT = re.compile(r"[a-z][a-z-]*")

ROUTES = (
    "/id/{concept}/{reference}",
    "/doc/{concept}/{reference}",
    "/doc/{concept}",
    "/def",
    "/vraag",
    "/vraag/{reference}",
)
"""What is answered here, as the manual lists it."""


class Resources(Endpoint):
    """All addresses that things have, and the documents that describe them."""

    def __init__(self, front: Front, publication: Publication, conveyance: Conveyance) -> None:
        super().__init__(front, "/doc")
        self._convey = conveyance
        self._addresses = publication.addresses
        self._terms = things.terms(publication)

    def takes(self, path: str) -> bool:
        """Whether a path is one of those answered here."""
        found = _ROUTE.fullmatch(path)
        if not found or len(path) > _LONGEST:
            return False
        root, first, second, suffix = found.group("root", "first", "second", "suffix")
        if root in ("id", "doc"):
            named = bool(first and _CONCEPT.fullmatch(first))
            return named and (root == "doc" or bool(second and not suffix))
        return not second and (root == "vraag" or not first)

    async def answer(
        self, scope: Scope, receive: Receive, send: Send, client: str
    ) -> tuple[int, Answer | None, str]:
        """Answers a request for a thing or a document."""
        values = requests.parameters(scope["query_string"], "the address")
        wanted = self._wanted(scope, values)
        if scope["path"].startswith("/id/"):
            await self._see_other(wanted, send)
            return 303, None, ""
        status, answer = await self._convey(
            wanted, self.encoding(scope), client, scope, receive, send
        )
        return status, answer, scope["path"]

    def _wanted(self, scope: Scope, values: dict[str, list[str]]) -> Wanted:
        found = _ROUTE.fullmatch(scope["path"])
        assert found  # noqa: S101 - it was taken
        suffix = found["suffix"] or ""
        ask = _ask(found, values)
        offers = _offers(ask.what)
        agreed = _by_suffix(suffix, offers) or choose(_accept(scope, ask), offers)
        if agreed is None:
            raise Problem(
                "not-acceptable",
                "There is no description in what the request accepts.",
                hint=f"Accept one of: {', '.join(offers)}.",
            )
        page = agreed == HTML
        if page:
            language = pages.language(scope)
            ask = replace(ask, language=language, spoken=asks.once(values, "lang") == language)
        varies = "Accept-Encoding" if suffix else "Accept, Accept-Encoding, Accept-Language"
        if suffix == "html":
            varies += ", Accept-Language"
        path = self._path(ask)
        state = Links(self._addresses, ask.kept)
        number = [("page", str(ask.page))] if ask.page > 1 else []
        name = suffix or _ending(agreed)
        at = state.here(f"{path}.{name}", *number, *ask.values) if not suffix else ""
        return Wanted(ask, agreed, varies, at, self._link(ask, agreed, path))

    def _path(self, ask: Ask) -> str:
        if ask.what in ("thing", "linkset", "graph"):
            return links.document(ask.concept, ask.reference)
        if ask.what == "concept":
            return f"/doc/{ask.concept}"
        if ask.what in ("question", "questions"):
            return links.question(ask.reference) if ask.reference else "/vraag"
        return "/def"

    def _link(self, ask: Ask, media_type: str, path: str) -> str:
        """The signposts as a ``Link`` header; addresses in it are ASCII."""
        if ask.what == "linkset" or not path.isascii() or re.search(r"[\s<>\"%\\]", path):
            return ""
        thing = self._addresses.base + path[1:]
        if ask.what in ("thing", "graph", "question"):
            thing = self._addresses.thing(ask.concept or "vraag", ask.reference)
        if media_type == HTML:
            posts = signposts.of_page(path, thing, self._addresses, self._terms)
            if ask.what != "thing":
                posts = [each for each in posts if each.relation != "linkset"]
        else:
            posts = signposts.of_data(path, thing, self._addresses, self._terms)
        if ask.what == "questions":
            posts = [Signpost(self._addresses.base + "vraag", "canonical")]
        return ", ".join(map(str, posts))

    async def _see_other(self, wanted: Wanted, send: Send) -> None:
        ask = wanted.ask
        path = self._path(ask)
        suffix = "" if wanted.media_type == HTML else "." + _ending(wanted.media_type)
        number = [("page", str(ask.page))] if ask.page > 1 else []
        to = Links(self._addresses, ask.kept).here(path + suffix, *number)
        pairs = [("location", to), ("vary", "Accept"), ("cache-control", "public, max-age=300")]
        pairs.append(("content-length", "0"))
        start = {"type": "http.response.start", "status": 303, "headers": headers.of(pairs)}
        await send(start)
        await send({"type": "http.response.body", "body": b""})


def _ask(found: re.Match[str], values: dict[str, list[str]]) -> Ask:
    """What is asked, from the path and the parameters."""
    root, first, second = found.group("root", "first", "second")
    as_of, unknown, page = asks.state(values)
    what, concept, reference = "thing", first or "", second or ""
    if root == "def":
        what = "ontology"
    elif root == "vraag" or concept == "vraag":
        reference = (first if root == "vraag" else second) or ""
        what, concept = ("question" if reference else "questions"), ""
    elif concept == "graaf" and reference:
        what = "graph"
    elif not reference:
        what = "concept"
    if found["suffix"] == LINKSET:
        what = "linkset"
    own = what == "question"
    more = [(name, asks.once(values, name)) for name in sorted(values) if name not in _OWN]
    return Ask(what, concept, reference, as_of, unknown, page, values=tuple(more if own else ()))


def _offers(what: str) -> list[str]:
    """The media types there are, the one for nobody's wish first."""
    if what == "linkset":
        return [LINKSET_TYPE]
    if what == "questions":
        return [HTML]
    if what == "question":
        return [HTML, *_types(formats.results()), *_types(DESCRIPTIONS)]
    return [HTML, *_types(DESCRIPTIONS), _JSON]


def _types(offered: Sequence[Format]) -> list[str]:
    """Media types: of each format the one that is sent, then all others that ask for it."""
    others = [media for each in offered for media in each.media_types[1:]]
    return [*(each.media_type for each in offered), *others]


def _by_suffix(suffix: str, offers: list[str]) -> str | None:
    """The media type that an ending stands for; raises :class:`Problem` for one without use."""
    if not suffix:
        return None
    kinds = {LINKSET: LINKSET_TYPE, "html": HTML}
    named = kinds.get(suffix) or formats.by_name(suffix).media_type
    if named not in offers:
        raise Problem("not-found", f"There is no .{suffix} of this.")
    return named


def _ending(media_type: str) -> str:
    if media_type == HTML:
        return "html"
    if media_type == _JSON:
        return "jsonld"
    return next(each.name for each in formats.FORMATS if media_type in each.media_types)


def _accept(scope: Scope, ask: Ask) -> str:
    return headers.header(scope, b"accept") if ask.what != "linkset" else ""
