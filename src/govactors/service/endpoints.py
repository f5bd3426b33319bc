"""The routes that answer with data: ``/sparql`` and ``/graphs``, as bare ASGI.

They stand beside the framework's routes: what a framework does for a request costs more than
finding a kept answer.
"""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from govactors import formats
from govactors.formats import Carries
from govactors.problems import Problem
from govactors.service import headers, problems, requests
from govactors.service.answers import Answer
from govactors.service.delivery import ENCODINGS, Delivery
from govactors.service.headers import Receive, Scope, Send
from govactors.service.html import pages
from govactors.service.journal import Journal
from govactors.service.negotiation import choose, encoding
from govactors.service.requests import Asked
from govactors.service.serialisation import HTML, LARGE
from govactors.service.settings import Settings
from govactors.service.workers.frames import Work

Handler = Callable[[Scope, Receive, Send], Awaitable[Answer | None]]


@dataclass(frozen=True, slots=True)
class Front:
    """What every route needs: how to deliver, whom to trust, where to write."""

    delivery: Delivery
    settings: Settings
    journal: Journal
    base: str
    trusted: frozenset[str]


class Endpoint:
    """One route: its methods, its errors as problems, its line in the journal."""

    methods: tuple[str, ...] = ("GET", "HEAD", "OPTIONS")

    def __init__(self, front: Front, path: str) -> None:
        self.front = front
        self.path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, whatever it is."""
        began = time.perf_counter()
        client = headers.client(scope, self.front.trusted)
        status, answer, text = 200, None, ""
        try:
            if scope["method"] == "OPTIONS":
                status = 204
                await self._options(send)
            elif scope["method"] not in self.methods:
                raise Problem("method-not-allowed", f"{scope['method']} is not allowed here.")
            else:
                status, answer, text = await self.answer(scope, receive, send, client)
        except Problem as problem:
            status = await self._refuse(problem, scope, send)
        self.front.journal.request(
            self.path,
            status,
            began,
            client,
            lane=answer.lane if answer and answer.state != "hit" else "none",
            cache=answer.state if answer else "none",
            text=text,
        )

    async def answer(
        self, scope: Scope, receive: Receive, send: Send, client: str
    ) -> tuple[int, Answer | None, str]:
        """Answers; returns status, answer and query for the journal."""
        raise NotImplementedError

    async def deliver(
        self, work: Work, scope: Scope, receive: Receive, send: Send, client: str
    ) -> tuple[int, Answer | None, str]:
        """Has the work done and sends the answer."""
        answer = await self.front.delivery(work, client, scope, receive, send)
        return (200 if answer else 304), answer, work.text

    async def _options(self, send: Send) -> None:
        allowed = ", ".join(self.methods)
        pairs = [("allow", allowed), ("access-control-allow-methods", allowed)]
        fixed = headers.of(pairs) + headers.PREFLIGHT
        await send({"type": "http.response.start", "status": 204, "headers": fixed})
        await send({"type": "http.response.body", "body": b""})

    async def _refuse(self, problem: Problem, scope: Scope, send: Send) -> int:
        allow = ", ".join(self.methods) if problem.kind == "method-not-allowed" else ""
        rendered = problems.render(problem, scope, self.front.base, allow)
        if rendered.status >= 500:
            self.front.journal.error(rendered.instance, problem.kind)
        await problems.send(rendered, send)
        return rendered.status

    def encoding(self, scope: Scope) -> str:
        """The content encoding that this request accepts best."""
        return encoding(headers.header(scope, b"accept-encoding"), ENCODINGS)


class Sparql(Endpoint):
    """The query operation of the SPARQL 1.1 Protocol."""

    methods = ("GET", "HEAD", "POST", "OPTIONS")

    async def answer(
        self, scope: Scope, receive: Receive, send: Send, client: str
    ) -> tuple[int, Answer | None, str]:
        """Answers a query, or, to a browser without one, the form."""
        settings = self.front.settings
        most = settings.request_size_limit * 1_000_000
        asked = await requests.read(scope, receive, most)
        if asked.text is None:
            return await self._without_query(asked, scope, receive, send, client)
        work = self._work(asked, asked.text, scope)
        return await self.deliver(work, scope, receive, send, client)

    def _work(self, asked: Asked, text: str, scope: Scope) -> Work:
        settings = self.front.settings
        results, graph = requests.agreed(headers.header(scope, b"accept"), asked.format)
        if not (results or graph):
            names = [*(each.media_type for each in formats.FORMATS), HTML]
            raise Problem(
                "not-acceptable",
                "Nothing the request accepts can be sent.",
                hint=f"Accept one of: {', '.join(names)}.",
            )
        size = settings.result_size_limit * 1_000_000
        limit = settings.query_time_limit
        return Work(
            "query",
            text,
            results,
            graph,
            self.encoding(scope),
            asked.default_graphs,
            asked.named_graphs,
            min(asked.seconds or limit, limit),
            min(size, LARGE) if HTML in (results, graph) else size,
            settings.html_rows,
        )

    async def _without_query(
        self, asked: Asked, scope: Scope, receive: Receive, send: Send, client: str
    ) -> tuple[int, Answer | None, str]:
        """The form for browsers, the service description for programs."""
        if scope["method"] == "POST":
            raise Problem("missing-query", "The request holds no query.")
        _, wish = requests.agreed(headers.header(scope, b"accept"), asked.format)
        if not wish:
            raise Problem("missing-query", "The request holds no query.")
        if wish != HTML:
            work = Work(
                "service",
                self.front.settings.public_address or self.front.base,
                graph=wish,
                encoding=self.encoding(scope),
            )
            return await self.deliver(work, scope, receive, send, client)
        language = pages.language(scope)
        body = pages.render(
            "query.html",
            scope,
            query="SELECT ?actor ?task\nWHERE { ?actor ga:leads ?task }\n",
            table=None,
            default_graphs=(),
            named_graphs=(),
        )
        await pages.send(body, language, send)
        return 200, None, ""


class Graphs(Endpoint):
    """The reading half of the Graph Store Protocol: ``?graph=`` or ``?default``.

    The triples are as the sources have them, not as the engine keeps them.
    """

    async def answer(
        self, scope: Scope, receive: Receive, send: Send, client: str
    ) -> tuple[int, Answer | None, str]:
        """Answers with one graph."""
        values = requests.parameters(scope["query_string"], "the address")
        names = values.get("graph", [])
        if len(names) + ("default" in values) != 1 or names == [""]:
            raise Problem("invalid-parameter", "Name one graph: ?graph=ADDRESS, or ?default.")
        offers = [
            media
            for each in formats.graphs()
            if each.carries is Carries.GRAPH or each.name == "jsonld"
            for media in each.media_types
        ]
        media_type = choose(headers.header(scope, b"accept"), offers)
        if media_type is None:
            raise Problem("not-acceptable", "A graph cannot be sent in what the request accepts.")
        work = Work(
            "graph",
            names[0] if names else "",
            graph=media_type,
            encoding=self.encoding(scope),
            seconds=self.front.settings.query_time_limit,
        )
        return await self.deliver(work, scope, receive, send, client)
