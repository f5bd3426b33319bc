"""Lists and wholes: the things of a concept, the ontology, a graph, the sitemap."""

from xml.sax.saxutils import escape

import pyoxigraph as ox

from govactors import nodes
from govactors.derivation import GRAPH
from govactors.nodes import LABELS, TYPE, Nodes
from govactors.problems import Problem
from govactors.service import links
from govactors.service.html import figures, glossary
from govactors.service.html.words import CONCEPTS
from govactors.service.makings import Made, Making
from govactors.service.serialisation import HTML

LONGEST = 200
"""Things on one page of a list."""

MAPPED = (
    "organisatie",
    "groep",
    "functie",
    "taak",
    "begrip",
    "begrippenlijst",
    "plaats",
    "wet",
    "bron",
    "uitspraak",
)
"""The concepts whose things stand in the sitemap."""

MAP = "sitemap.xml"
MAPPED_AT_ONCE = 50_000
"""Addresses that one sitemap may have, by its protocol."""

XML = "application/xml"

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_ALONE = (
    *("", "wie-doet-wat", "def", "vraag", "catalogus", "dumps/", "changes", "vergelijken", "toets"),
    *("over", "kwaliteit", "toegankelijkheid", "contact", "problems"),
)
"""The pages that are not about one thing."""


def concept(making: Making) -> Made:
    """The things of a concept: ``/doc/organisatie``."""
    ask, reader = making.ask, making.nodes
    found = _things(making, ask.concept)
    pages = max(1, -(-len(found) // LONGEST))
    if not found and (making.media_type != HTML or ask.concept not in CONCEPTS):
        raise Problem("not-found", f"There are no things of the concept {ask.concept!r}.")
    if ask.page > pages:
        raise Problem("invalid-parameter", f"There is no page {ask.page}.", hint=f"1 to {pages}.")
    shown = found[(ask.page - 1) * LONGEST : ask.page * LONGEST]
    if making.media_type != HTML:
        brief = (TYPE, *LABELS)
        triples = [t for iri in shown for t in reader[iri].triples if t.predicate.value in brief]
        return making.rdf(sorted(triples, key=str), shown[0])
    naming = making.naming
    items = sorted((naming.node(iri) for iri in shown), key=lambda each: each.text.casefold())
    return making.html(
        "concept.html",
        f"/doc/{ask.concept}",
        items=items,
        heading=naming.concept(ask.concept),
        total=len(found),
        pages=pages,
        data=links.DESCRIPTIONS,
    )


def ontology(making: Making) -> Made:
    """The ontology, with all its terms: one document, because they are hash addresses."""
    address = making.publication.addresses.ontology
    if making.media_type != HTML:
        return making.rdf(_graph(making, address), address)
    naming, reader = making.naming, Nodes.of(making.view)
    known = [row["term"].value for row in reader.select("terms", ontology=address)]
    found = [iri for iri in known if iri.startswith(f"{address}#")]
    others = [naming.node(iri) for iri in known if not iri.startswith(f"{address}#")]
    return Made(glossary.page(making, found, others), HTML)


def graph(making: Making) -> Made:
    """A named graph: what it holds, or its triples."""
    ask, addresses = making.ask, making.publication.addresses
    name = addresses.graph(ask.reference)
    if name not in making.view.store.graphs():
        raise Problem("not-found", f"There is no graph {ask.reference!r}.")
    triples = _graph(making, name)
    if making.media_type != HTML:
        return making.rdf(triples, name)
    naming = making.naming
    counts: dict[str, int] = {}
    for triple in triples:
        if triple.predicate.value == TYPE and isinstance(triple.object, ox.NamedNode):
            counts[triple.object.value] = counts.get(triple.object.value, 0) + 1
    source = addresses.thing("bron", ask.reference)
    return making.html(
        "graph.html",
        links.document("graaf", ask.reference),
        name=name,
        size=len(triples),
        kinds=[(naming.node(kind), count) for kind, count in sorted(counts.items())],
        source=naming.node(source) if Nodes.of(making.view)[source].triples else None,
        data=links.DESCRIPTIONS,
    )


def sitemap(making: Making) -> Made:
    """The addresses of all pages, or of a part of them; of very many an index of the parts.

    Every page changes with a release, and with nothing else: it tells of which it is.
    """
    addresses, day = making.publication.addresses, making.publication.release.date
    paths = _pages(making)
    parts, part = max(1, -(-len(paths) // MAPPED_AT_ONCE)), dict(making.ask.values).get("part", "")
    kinds, wanted = ("urlset", "url"), paths
    if part:
        if not (part.isdecimal() and part.isascii() and 1 <= int(part[:9]) <= parts):
            raise Problem("not-found", f"There is no part {part!r}.", hint=f"1 to {parts}.")
        wanted = paths[(int(part) - 1) * MAPPED_AT_ONCE : int(part) * MAPPED_AT_ONCE]
    elif parts > 1:
        kinds, wanted = ("sitemapindex", "sitemap"), [f"{MAP}?part={n + 1}" for n in range(parts)]
    root, item = kinds
    last = f"<lastmod>{escape(day)}</lastmod>" if day else ""
    lines = [
        f"<{item}><loc>{escape(addresses.base + path)}</loc>{last}</{item}>" for path in wanted
    ]
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_SITEMAP}">'
    return Made("\n".join([head, *lines, f"</{root}>\n"]).encode(), XML)


def _pages(making: Making) -> list[str]:
    """The paths of all pages without a choice in them, below the base."""
    paths = list(_ALONE)
    for name in MAPPED:
        found = [making.links.path(iri)[1:] for iri in _things(making, name)]
        paths += [f"doc/{name}", *found] if found else []
    return paths + [links.question(each.reference)[1:] for each in making.publication.questions]


def read_ahead() -> None:
    """Opens what lists need."""
    list(figures.read_ahead())
    for name in ("things", "terms", "cell", "positions", "concerned", "instance", "use"):
        nodes.text(name)


def _things(making: Making, name: str) -> list[str]:
    start = making.publication.addresses.thing(name, "")
    if name == "graaf":
        return [each for each in sorted(making.view.store.graphs()) if each.startswith(start)]
    folder = ox.Literal(start)
    rows = Nodes.of(making.publication).select("things", folder=folder)
    found = [row["thing"].value for row in rows]
    return [iri for iri in found if making.links.path(iri)]


def _graph(making: Making, name: str) -> list[ox.Triple]:
    """The triples of a graph: what is derived as of the day, all else as it was published."""
    derived = name == making.publication.addresses.graph(GRAPH)
    contents = making.view if derived else making.publication
    found = {t for graph, each in contents.triples() if graph == name for t in each}
    return sorted(found, key=str)
