"""Check my Turtle: the page ``/toets``, and ``POST /v1/validate``.

What is sent is judged by a worker within the limits of a query, and kept by nobody: no answer to
it is stored, here or in a cache on the way.
"""

from typing import Any

from govactors.problems import Problem
from govactors.service import headers, requests
from govactors.service.answers import Answer, Answers
from govactors.service.asks import Ask
from govactors.service.conveyance import Conveyance
from govactors.service.delivery import Watch
from govactors.service.endpoints import Endpoint, Front
from govactors.service.headers import Receive, Scope, Send
from govactors.service.html import pages
from govactors.service.makings import JSON
from govactors.service.negotiation import choose
from govactors.service.rest.checks import TURTLE
from govactors.service.rest.late import API_VERSION, ROOT
from govactors.service.serialisation import HTML
from govactors.service.workers.jobs import GoneError

FORM = "application/x-www-form-urlencoded"

_READ = (TURTLE, "application/x-turtle")


class Checking(Endpoint):
    """Takes Turtle in the body of a POST, and has it judged."""

    methods: tuple[str, ...] = ("POST", "OPTIONS")

    def __init__(self, front: Front, path: str, conveyance: Conveyance, answers: Answers) -> None:
        super().__init__(front, path)
        self._convey = conveyance
        self._answers = answers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request; below ``/v1`` every answer names the version of the API."""
        await super().__call__(
            scope, receive, _versioned(send) if self.path.startswith(ROOT) else send
        )

    async def answer(
        self, scope: Scope, receive: Receive, send: Send, client: str
    ) -> tuple[int, Answer | None, str]:
        """Answers with the findings, as JSON or as a SHACL report in Turtle."""
        _without_values(scope)
        agreed = choose(headers.header(scope, b"accept"), [JSON, TURTLE])
        if agreed is None:
            detail = "Findings cannot be sent in what the request accepts."
            raise Problem("not-acceptable", detail, hint=f"Accept one of: {JSON}, {TURTLE}.")
        kind, text = await self._body(scope, receive)
        if kind not in _READ:
            raise Problem(
                "unsupported-media-type",
                f"Turtle is sent as {TURTLE}, not as {kind or 'a body without Content-Type'}.",
                hint=f"Set Content-Type: {TURTLE}.",
            )
        if not text.strip():
            raise Problem("empty-body", "The request body is empty.")
        return await self._judged(text, agreed, client, scope, receive, send)

    async def _body(self, scope: Scope, receive: Receive) -> tuple[str, str]:
        """The media type of the body, and its text."""
        kind = headers.header(scope, b"content-type").partition(";")[0].strip().lower()
        coding = headers.header(scope, b"content-encoding").strip().lower()
        if coding not in ("", "identity"):
            raise Problem(
                "unsupported-media-type",
                f"A body with Content-Encoding {coding} is not read.",
                hint="Send the Turtle as it is, without Content-Encoding.",
            )
        most = self.front.settings.request_size_limit * 1_000_000
        body = await requests.read_body(scope, receive, most)
        if kind == FORM:
            values = requests.parameters(body, "the body")
            found = values.get("turtle", [""])
            if set(values) - {"turtle", "lang"} or len(found) > 1:
                raise Problem("invalid-parameter", "The form has one field, turtle.")
            return kind, found[0]
        try:
            return kind, body.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = body.count(b"\n", 0, error.start) + 1
            detail = f"Byte {error.start} of the body is not UTF-8."
            raise Problem("not-utf8", detail, line=line) from error

    async def _judged(
        self,
        text: str,
        media_type: str,
        client: str,
        scope: Scope,
        receive: Receive,
        send: Send,
    ) -> tuple[int, Answer | None, str]:
        """Has a worker judge the text, and sends what it makes of that."""
        text = text.replace("\r\n", "\n")
        ask = Ask("checked", language=pages.language(scope), values=(("turtle", text),))
        watch = Watch(receive)
        try:
            work = self._convey.work(ask, media_type)
            answer = await self._answers.find(work, client, watch.job)
            body = answer.body
            if body is None and answer.job is not None:
                body = b"".join([piece async for piece in answer.job.pieces()])
        except GoneError:
            return 499, None, ""
        finally:
            watch.close()
        kind = answer.meta.media_type
        pairs = [
            ("content-type", kind if kind == JSON else f"{kind}; charset=utf-8"),
            ("content-language", ask.language),
            ("content-length", str(len(body or b""))),
            ("cache-control", "no-store"),
            ("vary", "Accept, Accept-Language"),
        ]
        status = answer.meta.status
        await send({"type": "http.response.start", "status": status, "headers": headers.of(pairs)})
        await send({"type": "http.response.body", "body": body or b""})
        return status, answer, ""


class Form(Checking):
    """The page with the form, and what was found in what it sent."""

    methods = ("GET", "HEAD", "POST", "OPTIONS")

    async def answer(
        self, scope: Scope, receive: Receive, send: Send, client: str
    ) -> tuple[int, Answer | None, str]:
        """Answers with a page."""
        _without_values(scope)
        text = ""
        if scope["method"] == "POST":
            kind, text = await self._body(scope, receive)
            if kind != FORM:
                raise Problem("unsupported-media-type", f"The form is sent as {FORM}.")
            if not text.strip():
                raise Problem("empty-body", "There is no Turtle in the form.")
        return await self._judged(text, HTML, client, scope, receive, send)


def routes(front: Front, conveyance: Conveyance, answers: Answers) -> dict[str, Endpoint]:
    """The endpoints by path."""
    return {
        "/toets": Form(front, "/toets", conveyance, answers),
        "/v1/validate": Checking(front, "/v1/validate", conveyance, answers),
    }


def _versioned(send: Send) -> Send:
    async def versioned(message: Any) -> None:
        if message["type"] == "http.response.start":
            version = (b"api-version", API_VERSION.encode())
            message = {**message, "headers": [*message["headers"], version]}
        await send(message)

    return versioned


def _without_values(scope: Scope) -> None:
    values = requests.parameters(scope["query_string"], "the address")
    if set(values) - {"lang"}:
        hint = "Send the Turtle in the body; nothing is fetched from an address."
        raise Problem("invalid-parameter", "The address has parameters.", hint=hint)


def described(findings: dict[str, Any], problem: dict[str, Any]) -> dict[str, Any]:
    """The route as OpenAPI describes it; the schemas are given."""
    text = {"type": "string"}
    responses = {
        "200": {
            "description": "What the shapes find.",
            "headers": {"API-Version": {"description": "Version of the API.", "schema": text}},
            "content": {JSON: {"schema": findings}, TURTLE: {"schema": text}},
        }
    }
    for status, told in (
        ("400", "The body is not Turtle in UTF-8."),
        ("413", "The body is too large."),
        ("415", "The body is of another kind."),
        ("503", "The service is busy."),
        ("504", "It took too long."),
    ):
        responses[status] = {
            "description": told,
            "headers": {"API-Version": {"description": "Version of the API.", "schema": text}},
            "content": {"application/problem+json": {"schema": problem}},
        }
    return {
        "post": {
            "tags": ["validate"],
            "summary": "Hold Turtle of your own against the shapes",
            "description": "What the rules of the model find in it; nothing is kept.",
            "operationId": "validate",
            "requestBody": {"required": True, "content": {TURTLE: {"schema": text}}},
            "responses": responses,
        }
    }
