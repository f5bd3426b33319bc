"""The addresses of the reconciliation service, below ``/reconcile``."""

from govactors.problems import Problem
from govactors.publication import Publication
from govactors.service import asks, headers, links, requests
from govactors.service.answers import Answer
from govactors.service.asks import Ask
from govactors.service.conveyance import Conveyance, Wanted
from govactors.service.endpoints import Endpoint, Front
from govactors.service.headers import Receive, Scope, Send
from govactors.service.html import pages
from govactors.service.makings import JSON
from govactors.service.serialisation import HTML

ROOT = "/reconcile"

_FORM = "application/x-www-form-urlencoded"
_TYPED = ("prefix", "cursor", "limit")

_FRAMED = (
    "content-security-policy",
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *",
)
"""Lets any page show a preview in a frame: it is made for that, and does nothing.

Where a policy speaks of frames, browsers leave ``X-Frame-Options`` aside.
"""

_OPERATIONS = {
    "/suggest/entity": ("entities", _TYPED),
    "/suggest/type": ("types", _TYPED),
    "/suggest/property": ("properties", _TYPED),
    "/flyout": ("flyout", ("id",)),
    "/preview": ("preview", ("id",)),
    "/extend/propose": ("proposal", ("type", "limit")),
}
"""What is answered below the root, from which parameters."""


class Reconciling(Endpoint):
    """``/reconcile``: the manifest, a batch of queries, values of properties."""

    methods = ("GET", "HEAD", "POST", "OPTIONS")

    def __init__(self, front: Front, publication: Publication, conveyance: Conveyance) -> None:
        super().__init__(front, ROOT)
        self._convey = conveyance
        self._address = front.settings.public_address or publication.addresses.base

    async def answer(
        self, scope: Scope, receive: Receive, send: Send, client: str
    ) -> tuple[int, Answer | None, str]:
        """Answers a batch by GET or POST; without one, tells what the service is."""
        values = requests.parameters(scope["query_string"], "the address")
        if scope["method"] == "POST":
            kind = headers.header(scope, b"content-type").partition(";")[0].strip().lower()
            if kind != _FORM:
                raise Problem("unsupported-media-type", f"A batch is sent as {_FORM}.")
            most = self.front.settings.request_size_limit * 1_000_000
            body = await requests.read_body(scope, receive, most)
            for name, found in requests.parameters(body, "the body").items():
                values[name] += found
        queries, extend = asks.once(values, "queries"), asks.once(values, "extend")
        if queries and extend:
            raise Problem("invalid-parameter", "A request holds queries or extend, not both.")
        operation, given = "manifest", (("address", self._address),)
        if queries:
            operation, given = "queries", (("queries", queries),)
        elif extend:
            operation, given = "extension", (("extend", extend),)
        elif scope["method"] == "POST":
            raise Problem("invalid-parameter", "The request holds neither queries nor extend.")
        wanted = _wanted(scope, operation, given, JSON)
        return await _conveyed(self, self._convey, wanted, client, scope, receive, send)


class Part(Endpoint):
    """Suggestions, flyouts, previews and proposals, each at an address of its own."""

    def __init__(self, front: Front, path: str, conveyance: Conveyance) -> None:
        super().__init__(front, ROOT + path)
        self._convey = conveyance
        self._operation, self._known = _OPERATIONS[path]

    async def answer(
        self, scope: Scope, receive: Receive, send: Send, client: str
    ) -> tuple[int, Answer | None, str]:
        """Answers from the parameters that are known here; others do not matter."""
        values = requests.parameters(scope["query_string"], "the address")
        given = tuple((name, asks.once(values, name)) for name in self._known)
        page = self._operation == "preview"
        wanted = _wanted(scope, self._operation, given, HTML if page else JSON)
        return await _conveyed(self, self._convey, wanted, client, scope, receive, send)


class View(Endpoint):
    """Leads from an identifier to the thing: ``/reconcile/view?id=organisatie/ind``."""

    async def answer(
        self, scope: Scope, receive: Receive, send: Send, client: str
    ) -> tuple[int, Answer | None, str]:
        """Answers with the address to go to."""
        del receive, client
        values = requests.parameters(scope["query_string"], "the address")
        concept, slash, reference = asks.once(values, "id").partition("/")
        if not (slash and concept.replace("-", "").isascii() and concept.isalpha() and reference):
            raise Problem("not-found", "There is no thing of that identifier.")
        to = links.document(concept, reference)
        pairs = [
            ("location", to),
            ("content-length", "0"),
            ("cache-control", "public, max-age=300"),
        ]
        await send({"type": "http.response.start", "status": 303, "headers": headers.of(pairs)})
        await send({"type": "http.response.body", "body": b""})
        return 303, None, ""


def routes(front: Front, publication: Publication, conveyance: Conveyance) -> dict[str, Endpoint]:
    """The endpoints by path."""
    parts = {ROOT + path: Part(front, path, conveyance) for path in _OPERATIONS}
    whole = Reconciling(front, publication, conveyance)
    return {ROOT: whole, **parts, f"{ROOT}/view": View(front, f"{ROOT}/view")}


def _wanted(
    scope: Scope, operation: str, given: tuple[tuple[str, str], ...], media_type: str
) -> Wanted:
    ask = Ask("reconciled", "", operation, language=pages.language(scope), values=given)
    also = (_FRAMED,) if media_type == HTML else ()
    return Wanted(ask, media_type, "Accept-Encoding, Accept-Language", also=also)


async def _conveyed(
    endpoint: Endpoint,
    convey: Conveyance,
    wanted: Wanted,
    client: str,
    scope: Scope,
    receive: Receive,
    send: Send,
) -> tuple[int, Answer | None, str]:
    encoding = endpoint.encoding(scope)
    status, answer = await convey(wanted, encoding, client, scope, receive, send)
    return status, answer, ""
