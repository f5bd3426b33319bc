"""The validation report as a page: what is promised of the data, what is found, what is missing."""

import asyncio
import json
from collections import Counter
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from govactors import shapes
from govactors.folder import Role
from govactors.formats import by_name
from govactors.nodes import Nodes
from govactors.problems import Problem
from govactors.publication import Publication
from govactors.service.endpoints import Endpoint, Front
from govactors.service.html import pages
from govactors.service.html.inspection import Inspection
from govactors.service.html.naming import Naming, Part, Shown
from govactors.service.html.words import SEVERITIES
from govactors.service.links import Links
from govactors.service.makings import JSON
from govactors.service.releases.sheets import Kept, Sheets
from govactors.service.serialisation import HTML
from govactors.shapes import Shape
from govactors.terms import ga

PATH = "/kwaliteit"
_SHOWN = 12
"""Things of one gap on the page; the JSON has all."""

_VALIDATE = ("validate", "--format")
_NONE: Any = MappingProxyType({"counts": {}, "findings": []})
_GAPS = ("gaps", "--format", "json")


@dataclass(frozen=True, slots=True)
class Promise:
    """A shape in words, with how many findings it has."""

    name: str
    text: str
    severity: str
    found: int


@dataclass(frozen=True, slots=True)
class Lack:
    """A kind of gap: how many things show it, and the first of them."""

    anchor: str
    title: str
    total: int
    things: list[Shown]


class Quality(Sheets):
    """``/kwaliteit``: the report as a page, as JSON, and as SHACL has it."""

    offers = MappingProxyType({"html": HTML, "json": JSON, "ttl": by_name("ttl").media_type})

    def __init__(
        self, front: Front, kept: Kept, publication: Publication, look: Inspection, ending: str
    ) -> None:
        super().__init__(front, PATH, kept, PATH, ending)
        self._publication = publication
        self._look = look

    async def make(self, media_type: str, language: str) -> bytes:
        """The report in a format."""
        promises = any(file.role is Role.SHAPES for file in self._publication.files)
        if media_type == self.offers["ttl"]:
            if not promises:
                raise Problem("not-found", "This publication has no shapes to validate with.")
            return await self._look.said(*_VALIDATE, "ttl")
        report = json.loads(await self._look.said(*_VALIDATE, "json")) if promises else _NONE
        gaps = json.loads(await self._look.said(*_GAPS))
        if media_type == JSON:
            return pages.as_json({**report, "gaps": gaps})
        return await asyncio.to_thread(self._page, report, gaps, language)

    def _page(self, report: Any, gaps: Any, language: str) -> bytes:
        publication = self._publication
        naming = Naming(Nodes.of(publication), Links(publication.addresses), language)
        counts = Counter(each["shape"] for each in report["findings"])
        promised = shapes.catalogue(publication.files).values()
        findings = [
            (self._named(naming, each["subject"]), each["message"][language], each["severity"])
            for each in report["findings"]
        ]
        offers = [(end, end.upper(), kind) for end, kind in self.offers.items() if kind != HTML]
        return self.page(
            "kwaliteit.html",
            language,
            counts=[
                (SEVERITIES[name][language == "en"], number)
                for name, number in report["counts"].items()
            ],
            groups=[
                (self._class(naming, file), each)
                for file, each in _groups(promised, counts, language)
            ],
            findings=findings,
            lacks=[self._lack(naming, each, language) for each in gaps],
            offers=offers,
            words={name: words[language == "en"] for name, words in SEVERITIES.items()},
        )

    def _class(self, naming: Naming, file: str) -> str:
        """The class that a file of shapes is named after, in words."""
        iri = ga("".join(word.capitalize() for word in file.split("-")))
        known = not self._publication.elsewhere and naming.nodes[iri].labels
        return naming.node(iri).text if known else file

    def _lack(self, naming: Naming, gap: Any, language: str) -> Lack:
        shown = [self._named(naming, each["iri"]) for each in gap["things"][:_SHOWN]]
        return Lack(gap["gap"], gap["title"][language], len(gap["things"]), shown)

    def _named(self, naming: Naming, iri: str) -> Shown:
        """A thing by its name; by its address where the data are elsewhere."""
        if iri.startswith("_:"):
            return Shown((Part(iri),))
        if self._publication.elsewhere:
            return Shown((Part(naming.links.addresses.shorten(iri)),), naming.links.to(iri))
        return naming.node(iri)


def routes(front: Front, publication: Publication, look: Inspection) -> dict[str, Endpoint]:
    """The endpoints by path."""
    kept = Kept()
    return {
        PATH + (f".{ending}" if ending else ""): Quality(front, kept, publication, look, ending)
        for ending in ("", *Quality.offers)
    }


def _groups(promised: Any, counts: Counter[str], language: str) -> list[tuple[str, list[Promise]]]:
    """The promises by the file that makes them."""
    found: dict[str, list[Promise]] = {}
    for each in promised:
        shape: Shape = each
        text = shape.message_nl if language == "nl" else shape.message_en
        made = Promise(shape.name, text, shape.severity.value, counts[shape.iri])
        found.setdefault(shape.file.rpartition("/")[2].removesuffix(".ttl"), []).append(made)
    return list(found.items())
