"""What makers of descriptions get and give."""

from dataclasses import dataclass
from urllib.parse import urlencode

import pyoxigraph as ox

from govactors import documents, export
from govactors.formats import FORMATS
from govactors.nodes import Nodes, Seen
from govactors.publication import Publication
from govactors.service import asks
from govactors.service.asks import Ask
from govactors.service.html import pages
from govactors.service.html.naming import Naming
from govactors.service.links import Links
from govactors.service.serialisation import HTML

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Made:
    """An answer; ``to`` is where to look instead, for a status that says so.

    One about what somebody sent is ``passing``: it is for the sender, and nobody keeps it.
    """

    body: bytes
    media_type: str
    status: int = 200
    to: str = ""
    passing: bool = False


@dataclass(frozen=True, slots=True)
class Making:
    """A request with what it is answered from: the whole publication, and its view of a day."""

    ask: Ask
    media_type: str
    publication: Publication
    view: Publication

    @property
    def thing(self) -> str:
        """The published address of the thing asked for."""
        return self.publication.addresses.thing(self.ask.concept, self.ask.reference)

    @property
    def whenever(self) -> bool:
        """Whether the day does not matter."""
        return self.ask.as_of == asks.ANY

    @property
    def said(self) -> Publication:
        """That whose statements are listed: all, or those that certainly held on the day."""
        return self.view if self.ask.certain else self.publication

    @property
    def day(self) -> str:
        """The day whose state this is."""
        return self.view.release.date

    @property
    def links(self) -> Links:
        """Links that keep the state of this page."""
        return Links(self.publication.addresses, self.ask.kept)

    @property
    def nodes(self) -> Nodes:
        """The nodes as of the day, and behind them those of which only other days know."""
        return Seen.of_view(self.publication, self.view)

    @property
    def naming(self) -> Naming:
        """Names in the language asked for."""
        return Naming(self.nodes, self.links, self.ask.language)

    def page(self, template: str, path: str, **values: object) -> bytes:
        """A page of this template; ``path`` is its own."""
        pairs = dict(self.ask.kept) | ({"page": str(self.ask.page)} if self.ask.page > 1 else {})
        scope = {
            "method": "GET",
            "path": path,
            "query_string": urlencode([*pairs.items(), *self.ask.values]).encode(),
            "headers": [(b"accept-language", self.ask.language.encode())],
        }
        more = {"ask": self.ask, "links": self.links, "path": path}
        return pages.render(template, scope, **(more | values))

    def html(self, template: str, path: str, **values: object) -> Made:
        """A page as an answer."""
        return Made(self.page(template, path, **values), HTML)

    def rdf(self, triples: list[ox.Triple], thing: str) -> Made:
        """Triples as an answer; JSON-LD as the document of the thing."""
        if self.media_type in ("application/ld+json", JSON):
            made = documents.document(triples, thing, self.publication.addresses.base)
            return Made(pages.as_json(made), self.media_type)
        kind = next(each for each in FORMATS if self.media_type in each.media_types)
        return Made(export.serialise(triples, kind, self.publication), self.media_type)
