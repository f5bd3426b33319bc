"""Overviews over HTTP: who does what about something, and two days beside each other."""

from govactors.problems import Problem
from govactors.service import asks, headers, requests
from govactors.service.answers import Answer
from govactors.service.asks import Ask
from govactors.service.conveyance import Conveyance, Wanted
from govactors.service.endpoints import Endpoint, Front
from govactors.service.headers import Receive, Scope, Send
from govactors.service.html import pages
from govactors.service.html.contrasts import PATH as TWO_DAYS
from govactors.service.html.matrices import CSV
from govactors.service.html.matrices import PATH as WHO_DOES_WHAT
from govactors.service.makings import JSON
from govactors.service.negotiation import choose
from govactors.service.serialisation import HTML

_STATE = ("asOf", "unknown", "lang")
_ENDINGS = {"": "", ".html": HTML, ".csv": CSV, ".json": JSON}


class Overview(Endpoint):
    """A page with parameters of its own, as CSV and JSON as well."""

    def __init__(
        self, front: Front, conveyance: Conveyance, path: str, ending: str, ask: Ask
    ) -> None:
        super().__init__(front, path)
        self._convey = conveyance
        self._ending = ending
        self._ask = ask

    async def answer(
        self, scope: Scope, receive: Receive, send: Send, client: str
    ) -> tuple[int, Answer | None, str]:
        """Answers in the format of the ending, or the one that fits."""
        values = requests.parameters(scope["query_string"], "the address")
        own = [name for name, _ in self._ask.values]
        for name in values:
            if name not in (*own, *_STATE):
                known = ", ".join((*own, *_STATE))
                detail = f"There is no parameter {name!r}."
                raise Problem("invalid-parameter", detail, hint=f"There is: {known}.")
        given = tuple((name, asks.once(values, name)) for name in own if values.get(name))
        as_of, unknown, _ = asks.state(values)
        language = pages.language(scope)
        spoken = asks.once(values, "lang") == language
        ask = Ask(self._ask.what, "", "", as_of, unknown, 1, language, spoken, given)
        offers = [HTML, CSV, JSON]
        agreed = _ENDINGS[self._ending] or choose(headers.header(scope, b"accept"), offers)
        if agreed is None:
            detail = "This is not there in what the request accepts."
            raise Problem("not-acceptable", detail, hint=f"Accept one of: {', '.join(offers)}.")
        varies = (
            "Accept-Encoding, Accept-Language"
            if self._ending
            else ("Accept, Accept-Encoding, Accept-Language")
        )
        wanted = Wanted(ask, agreed, varies)
        status, answer = await self._convey(
            wanted, self.encoding(scope), client, scope, receive, send
        )
        return status, answer, ""


def routes(front: Front, conveyance: Conveyance) -> dict[str, Endpoint]:
    """The endpoints by path."""
    pages_ = {
        WHO_DOES_WHAT: Ask("matrix", values=(("over", ""),)),
        TWO_DAYS: Ask("contrast", values=(("met", ""), ("over", ""))),
    }
    return {
        path + ending: Overview(front, conveyance, path, ending, ask)
        for path, ask in pages_.items()
        for ending in _ENDINGS
    }
