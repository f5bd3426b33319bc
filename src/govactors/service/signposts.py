"""Signposts: typed links between a thing, its page and its data (RFC 8288, RFC 9264).

FAIR Signposting level 1 in the ``Link`` header, and all of it as one linkset document.
"""

import json
from dataclasses import dataclass

from govactors.service.links import DESCRIPTIONS, LINKSET
from govactors.terms import Addresses

LINKSET_TYPE = "application/linkset+json"

_ABOUT_PAGE = "https://schema.org/AboutPage"
_CONTEXT = "http://www.w3.org/ns/json-ld#context"


@dataclass(frozen=True, slots=True)
class Signpost:
    """A link: where to, in which relation, and of which media type."""

    target: str
    relation: str
    media_type: str = ""

    def __str__(self) -> str:
        kind = f'; type="{self.media_type}"' if self.media_type else ""
        return f'<{self.target}>; rel="{self.relation}"{kind}'


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for the whole publication: its licence and who made it."""

    license: str = ""
    author: str = ""


def of_page(path: str, thing: str, addresses: Addresses, terms: Terms) -> list[Signpost]:
    """The signposts of a page about a thing; ``path`` is that of the page, without ending."""
    data = [(f"{path}.{each.name}", each.media_type) for each in DESCRIPTIONS]
    found = [Signpost(addresses.base + path[1:], "canonical")]
    found += [Signpost(thing, "cite-as"), Signpost(_ABOUT_PAGE, "type")]
    found += [Signpost(target, "alternate", kind) for target, kind in data]
    found += [Signpost(target, "describedby", kind) for target, kind in data]
    found += [Signpost(target, "item", kind) for target, kind in data]
    found.append(Signpost(f"{path}.{LINKSET}", "linkset", LINKSET_TYPE))
    return [*found, *_terms(terms)]


def of_data(path: str, thing: str, addresses: Addresses, terms: Terms) -> list[Signpost]:
    """The signposts of a description as data: back to the page, and on to the other formats."""
    found = [Signpost(addresses.base + path[1:], "canonical"), Signpost(thing, "describes")]
    found += [Signpost(f"{path}.html", "collection", "text/html")]
    found += [
        Signpost(f"{path}.{each.name}", "alternate", each.media_type) for each in DESCRIPTIONS
    ]
    found += [Signpost(f"{path}.html", "alternate", "text/html")]
    return [*found, *_terms(terms)]


def context(address: str) -> Signpost:
    """The signpost of plain JSON to what makes it JSON-LD."""
    return Signpost(address, _CONTEXT, "application/ld+json")


def linkset(path: str, thing: str, addresses: Addresses, terms: Terms) -> bytes:
    """All signposts as a linkset; its addresses are the published ones."""
    page = {"anchor": _full(path, addresses)}
    sets = [page | _relations(of_page(path, thing, addresses, terms), addresses)]
    for each in DESCRIPTIONS:
        anchor = {"anchor": _full(f"{path}.{each.name}", addresses)}
        sets.append(anchor | _relations(of_data(path, thing, addresses, terms), addresses))
    return json.dumps({"linkset": sets}, ensure_ascii=False, indent=2).encode()


def _relations(signposts: list[Signpost], addresses: Addresses) -> dict[str, object]:
    made: dict[str, list[dict[str, str]]] = {}
    for each in signposts:
        target = {"href": _full(each.target, addresses)}
        if each.media_type:
            target["type"] = each.media_type
        made.setdefault(each.relation, []).append(target)
    return dict(made)


def _full(target: str, addresses: Addresses) -> str:
    return addresses.base + target[1:] if target.startswith("/") else target


def _terms(terms: Terms) -> list[Signpost]:
    found = [Signpost(terms.license, "license"), Signpost(terms.author, "author")]
    return [each for each in found if each.target]
