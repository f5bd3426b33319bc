"""Documents for machines that come to look around: robots, language models, crawlers."""

from govactors import context
from govactors.problems import Problem
from govactors.publication import Publication
from govactors.service import asks, headers, requests
from govactors.service.answers import Answer
from govactors.service.asks import Ask
from govactors.service.conveyance import Conveyance, Wanted
from govactors.service.endpoints import Endpoint, Front
from govactors.service.headers import Receive, Scope, Send
from govactors.service.indexes import XML
from govactors.service.negotiation import choose


class Notice(Endpoint):
    """A document that does not change while the service runs."""

    def __init__(self, front: Front, path: str, body: str, media_type: str) -> None:
        super().__init__(front, path)
        self._body = body.encode()
        self._type = media_type
        self._tag = headers.tag(self._body)

    async def answer(
        self, scope: Scope, receive: Receive, send: Send, client: str
    ) -> tuple[int, Answer | None, str]:
        """Sends it."""
        del receive, client
        pairs = [("etag", self._tag), ("cache-control", "public, max-age=3600")]
        same = headers.matches(headers.header(scope, b"if-none-match"), self._tag)
        status, body = (304, b"") if same else (200, self._body)
        if not same:
            pairs += [("content-type", self._type), ("content-length", str(len(body)))]
        start = {"type": "http.response.start", "status": status, "headers": headers.of(pairs)}
        await send(start)
        await send({"type": "http.response.body", "body": body})
        return status, None, ""


class Whole(Endpoint):
    """A document about the whole publication that a worker makes, in one of some formats."""

    def __init__(
        self, front: Front, path: str, what: str, offers: list[str], conveyance: Conveyance
    ) -> None:
        super().__init__(front, path)
        self._what = what
        self._offers = offers
        self._convey = conveyance

    async def answer(
        self, scope: Scope, receive: Receive, send: Send, client: str
    ) -> tuple[int, Answer | None, str]:
        """Sends it."""
        agreed = choose(headers.header(scope, b"accept"), self._offers)
        if agreed is None:
            agreed = self._offers[0] if len(self._offers) == 1 else None
        if agreed is None:
            known = ", ".join(self._offers)
            detail = "This is not there in what the request accepts."
            raise Problem("not-acceptable", detail, hint=f"Accept one of: {known}.")
        varies = "Accept, Accept-Encoding" if len(self._offers) > 1 else "Accept-Encoding"
        part = asks.once(requests.parameters(scope["query_string"], "the address"), "part")
        values = (("part", part),) if part else ()
        wanted = Wanted(Ask(self._what, values=values), agreed, varies)
        status, answer = await self._convey(
            wanted, self.encoding(scope), client, scope, receive, send
        )
        return status, answer, ""


def notices(front: Front, publication: Publication, conveyance: Conveyance) -> dict[str, Endpoint]:
    """The documents by path."""
    base = publication.addresses.base
    shut = "".join(f"Disallow: {path}\n" for path in ("/sparql?", "/zoek?", "/reconcile"))
    robots = f"User-agent: *\n{shut}Crawl-delay: 1\nSitemap: {base}sitemap.xml\n"
    return {
        "/robots.txt": Notice(front, "/robots.txt", robots, "text/plain; charset=utf-8"),
        "/llms.txt": Notice(front, "/llms.txt", _llms(publication), "text/plain; charset=utf-8"),
        "/context/v1.jsonld": Notice(
            front, "/context/v1.jsonld", context.text("v1"), "application/ld+json"
        ),
        "/sitemap.xml": Whole(front, "/sitemap.xml", "sitemap", [XML], conveyance),
    }


def _llms(publication: Publication) -> str:
    """What a language model should know before it asks."""
    base = publication.addresses.base
    asked = [
        f"- [{each.label('en')}]({base}vraag/{each.reference}.csv)"
        for each in publication.questions
    ]
    lines = [
        "# govactors",
        "",
        "> Who does what in Dutch migration, with whom, on whose authority, and which source",
        "> says so.",
        "> Every statement names a source and a passage. Cite the address of the statement.",
        "",
        f"Release {publication.release.version} ({publication.release.date}). "
        "What is not known is not said: an absent statement is no denial.",
        "",
        "## Read",
        f"- [REST, plain JSON]({base}v1/openapi.json): actors, tasks, sources, statements",
        f"- [Search]({base}v1/search?q=): ?q=WORDS, best first; names, former names, definitions",
        f"- [SPARQL]({base}sparql): GET with ?query=, results as JSON or CSV by Accept",
        f"- [The words]({base}def.ttl): classes and properties, with definitions",
        f"- [All files, with everything in one]({base}dumps/)",
        f"- [All pages]({base}sitemap.xml)",
        "",
        "Any thing: add .ttl, .jsonld, .nt, .rdf or .html to its /doc/ address; ?asOf=2025-01-15 "
        "gives what held on that day.",
        "",
        "## Questions with their answers",
        *asked,
        "",
    ]
    return "\n".join(lines)
