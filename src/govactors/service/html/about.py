"""Pages about the publication itself: what it is, whom to tell, accessibility."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from govactors.service.html import pages
from govactors.service.html.imprint import Imprint

_LONGEST = 1500


class About:
    """Pages that are the same for every request but for their language."""

    def __init__(self, imprint: Imprint) -> None:
        self._imprint = imprint

    def routes(self) -> list[Route]:
        """Their routes; GET brings HEAD with it."""
        return [
            Route("/over", self.over),
            Route("/contact", self.contact),
            Route("/toegankelijkheid", self.accessibility),
        ]

    async def over(self, request: Request) -> Response:
        """What this is, who keeps it, and what becomes of its addresses if the project ends."""
        return _page(request, "over.html")

    async def contact(self, request: Request) -> Response:
        """How to report a mistake, with the message made ready for the page it is about."""
        over = request.query_params.get("over", "")
        about = over if over.startswith("/") and len(over) <= _LONGEST else ""
        language = pages.language(dict(request.scope))
        subject, text = message(self._imprint, about, language)
        mail = ""
        if self._imprint.email:
            mail = f"mailto:{self._imprint.email}?subject={quote(subject)}&body={quote(text)}"
        found = {"about": about, "subject": subject, "message": text, "mail": mail}
        return _page(request, "contact.html", **found)

    async def accessibility(self, request: Request) -> Response:
        """The accessibility statement."""
        return _page(request, "toegankelijkheid.html")


def message(imprint: Imprint, about: str, language: str) -> tuple[str, str]:
    """Subject and text of a report about a page of ours, with the address and the release.

    >>> message(Imprint(base="https://example.org/", version="1.2"), "/doc/taak/x", "en")[0]
    'Mistake on https://example.org/doc/taak/x'
    """
    page = imprint.base + about[1:]
    english = language == "en"
    release = f"{imprint.version} ({imprint.date}, {imprint.hash[:16]})"
    if english:
        lines = [f"Page: {page}", f"Release: {release}", "", "What is wrong?", "", ""]
        lines += ["What should it say, and which source says so?", "", ""]
        return f"Mistake on {page}", "\n".join(lines)
    lines = [f"Bladzijde: {page}", f"Uitgave: {release}", "", "Wat klopt er niet?", "", ""]
    lines += ["Wat moet er staan, en welke bron zegt dat?", "", ""]
    return f"Fout op {page}", "\n".join(lines)


def _page(request: Request, template: str, **values: object) -> Response:
    scope = dict(request.scope)
    fixed = {"vary": "Accept-Language", "cache-control": "no-cache"}
    fixed["content-language"] = pages.language(scope)
    body = pages.render(template, scope, **values)
    return Response(body, headers=fixed, media_type="text/html")
