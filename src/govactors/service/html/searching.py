"""The search page, and what a browser needs to search from its own address bar or while typing."""

from pathlib import Path
from xml.sax.saxutils import escape

from govactors.problems import Problem
from govactors.publication import Publication
from govactors.search import FACETS
from govactors.service import asks, requests
from govactors.service.answers import Answer
from govactors.service.asks import Ask
from govactors.service.conveyance import Conveyance, Wanted
from govactors.service.endpoints import Endpoint, Front
from govactors.service.headers import Receive, Scope, Send
from govactors.service.html import pages
from govactors.service.notices import Notice
from govactors.service.serialisation import HTML
from govactors.service.settings import Settings

_STATIC = Path(__file__).parent / "static"
_KNOWN = ("q", *FACETS)
_STATE = ("asOf", "unknown", "page", "lang")


class Searching(Endpoint):
    """``/zoek``: the form, and what is found."""

    def __init__(self, front: Front, conveyance: Conveyance) -> None:
        super().__init__(front, "/zoek")
        self._convey = conveyance

    async def answer(
        self, scope: Scope, receive: Receive, send: Send, client: str
    ) -> tuple[int, Answer | None, str]:
        """Answers with a page."""
        values = requests.parameters(scope["query_string"], "the address")
        for name in values:
            if name not in (*_KNOWN, *_STATE):
                known = ", ".join((*_KNOWN, *_STATE))
                detail = f"There is no parameter {name!r}."
                raise Problem("invalid-parameter", detail, hint=f"There is: {known}.")
        as_of, unknown, page = asks.state(values)
        language = pages.language(scope)
        spoken = asks.once(values, "lang") == language
        chosen = tuple((name, asks.once(values, name)) for name in _KNOWN if values.get(name))
        ask = Ask("found", "", "", as_of, unknown, page, language, spoken, chosen)
        wanted = Wanted(ask, HTML, "Accept-Encoding, Accept-Language")
        status, answer = await self._convey(
            wanted, self.encoding(scope), client, scope, receive, send
        )
        return status, answer, ""


def routes(
    front: Front, publication: Publication, conveyance: Conveyance, settings: Settings
) -> dict[str, Endpoint]:
    """The endpoints by path."""
    script = (_STATIC / "search.js").read_text(encoding="utf-8")
    base = settings.public_address or publication.addresses.base
    return {
        "/zoek": Searching(front, conveyance),
        "/static/search.js": Notice(
            front, "/static/search.js", script, "text/javascript; charset=utf-8"
        ),
        "/opensearch.xml": Notice(
            front,
            "/opensearch.xml",
            _opensearch(base),
            "application/opensearchdescription+xml; charset=utf-8",
        ),
    }


def _opensearch(base: str) -> str:
    """How a browser adds this search to its own (OpenSearch 1.1)."""
    address = escape(base.rstrip("/"), {'"': "&quot;"})
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        "<ShortName>govactors</ShortName>\n"
        "<Description>Wie doet wat in de Nederlandse migratie</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Url type="text/html" template="{address}/zoek?q={{searchTerms}}"/>\n'
        f'<Url type="application/json" template="{address}/v1/search?q={{searchTerms}}"/>\n'
        "</OpenSearchDescription>\n"
    )
