"""One thing: its page, its description as data, its linkset, or what to look at instead."""

import pyoxigraph as ox

from govactors import context, description, documents, portrait
from govactors.contents import Contents
from govactors.folder import Role
from govactors.nodes import Nodes
from govactors.portrait import Portrait
from govactors.problems import Problem
from govactors.service import links, signposts
from govactors.service.html import pages
from govactors.service.html.dossier import Dossier
from govactors.service.html.embedding import embedded
from govactors.service.html.figures import figures
from govactors.service.html.naming import Naming
from govactors.service.html.reading import reading
from govactors.service.html.views import View
from govactors.service.makings import Made, Making
from govactors.service.serialisation import HTML
from govactors.service.signposts import Terms
from govactors.terms import DCTERMS, SKOS, VOCABULARY

SOURCE = "bron"
"""The concept of sources, whose statements are read in the order of the document."""

_ENTRIES = 150
"""Statements about a thing on one page; in data there are fewer, with more about each."""


def thing(making: Making) -> Made:
    """The description of a thing; 410 for one withdrawn, 303 for a name, 404 for neither."""
    if not _is_address(making):
        return _otherwise(making)
    try:
        found = _portrait(making)
    except Problem as problem:
        if problem.kind != "unknown-thing":
            raise
        return _otherwise(making)
    made = _page(making, found) if making.media_type == HTML else _data(making, found)
    return Made(made.body, made.media_type, 410) if found.withdrawn else made


def linkset(making: Making) -> Made:
    """The signposts of a thing that exists."""
    if not _is_address(making) or not Nodes.of(making.publication)[making.thing].triples:
        return _otherwise(making)
    path = links.document(making.ask.concept, making.ask.reference)
    addresses = making.publication.addresses
    made = signposts.linkset(path, making.thing, addresses, terms(making.publication))
    return Made(made, signposts.LINKSET_TYPE)


def terms(contents: Contents) -> Terms:
    """Licence and author, from the publication's own header."""
    ontology = ox.NamedNode(contents.addresses.ontology)
    found = {
        triple.predicate.value: triple.object.value
        for file in contents.files
        if file.role is Role.ONTOLOGY
        for triple in file.triples
        if triple.subject == ontology and isinstance(triple.object, ox.NamedNode)
    }
    return Terms(*(found.get(DCTERMS + name, "") for name in ("license", "creator")))


def read_ahead() -> None:
    """Opens what descriptions need."""
    pages.read_ahead()
    context.own()


def _data(making: Making, found: Portrait) -> Made:
    addresses, ask = making.publication.addresses, making.ask
    whole = links.Links(addresses, making.ask.kept)
    here = addresses.base + links.document(ask.concept, ask.reference)[1:]
    this = whole.here(here, *_number(found.page))
    reader = Nodes.of(making.view)
    triples = [*found.triples, *reader.construct("document", document=this, thing=found.iri)]
    if found.page < found.pages:
        following = whole.here(here, *_number(found.page + 1))
        triples += reader.construct("next", document=this, next=following)
    return making.rdf(sorted(set(triples), key=str), found.iri)


def _number(page: int) -> list[tuple[str, str]]:
    return [("page", str(page))] if page > 1 else []


def _portrait(making: Making) -> Portrait:
    """The portrait for data or, with more on it, for a page; a source is read page by page."""
    ask = making.ask
    if making.media_type != HTML:
        return portrait.of_view(
            making.publication, making.view, making.thing, ask.page, certain=ask.certain
        )
    page = 1 if ask.concept == SOURCE else ask.page
    return portrait.of_view(
        making.publication, making.view, making.thing, page, _ENTRIES, certain=ask.certain
    )


def _page(making: Making, found: Portrait) -> Made:
    naming, ask = making.naming, making.ask
    path = links.document(ask.concept, ask.reference)
    node = Nodes.of(making.publication)[found.iri]
    title = naming.parts(found.iri)
    other = "en" if ask.language == "nl" else "nl"
    dossier = Dossier(found, naming)
    read = reading(making, dossier) if ask.concept == SOURCE else None
    return making.html(
        "thing.html",
        path,
        title=title,
        heading=naming.concept(ask.concept),
        name=" ".join(part.text for part in title),
        other=(other, node.labels.get(other, "")),
        thing=found,
        kinds=[naming.node(kind) for kind in sorted(found.itself.kinds, key=_foreign)],
        definition=naming.text(node.texts(SKOS + "definition", DCTERMS + "description")),
        view=View(found, naming),
        chapters=dossier.chapters,
        reading=read,
        figures=figures(making),
        pages=read.pages if read else found.pages,
        replaced_by=[naming.node(iri) for iri in found.replaced_by],
        canonical=making.publication.addresses.base
        + links.Links(making.publication.addresses).here(path, *_number(ask.page))[1:],
        permanent=found.iri,
        data=links.DESCRIPTIONS,
        schema=_schema_org(making, found.iri),
    )


def _foreign(kind: str) -> bool:
    return not kind.startswith(VOCABULARY)


def _schema_org(making: Making, iri: str) -> object:
    triples: list[ox.Triple] = description.schema_org(making.view, iri)
    if not triples:
        return ""
    made = documents.schema_org(triples, iri)
    return embedded(made)


def _is_address(making: Making) -> bool:
    """Whether a thing can have this address; a name may hold what addresses may not."""
    return making.publication.addresses.split(making.thing) is not None


def _otherwise(making: Making) -> Made:
    """Nothing has this address: the one thing with this name, or what resembles it."""
    ask, labels = making.ask, making.publication.labels
    name = ask.reference.replace("-", " ")
    folder = making.publication.addresses.thing(ask.concept, "")
    named = [iri for iri in labels.things(name) if iri.startswith(folder)]
    if len(named) == 1:
        return Made(b"", making.media_type, 303, _same(making, named[0]))
    near = [match.label.iri for match in labels.near(name)]
    naming = Naming(Nodes.of(making.publication), making.links, ask.language or "nl")
    listed = [naming.node(iri) for iri in near]
    if making.media_type == HTML:
        path = links.document(ask.concept, ask.reference)
        body = making.page("unknown.html", path, reference=ask.reference, near=listed)
        return Made(body, HTML, 404)
    meant = ", ".join(f"{each.text} ({iri})" for each, iri in zip(listed, near, strict=True))
    hint = f"Did you mean: {meant}?" if meant else ""
    raise Problem("not-found", f"There is no {ask.concept} {ask.reference!r} here.", hint=hint)


def _same(making: Making, iri: str) -> str:
    """The address of another thing, in the format that was asked for."""
    suffix = next((e.name for e in links.DESCRIPTIONS if making.media_type == e.media_type), "")
    path = making.links.path(iri)
    return making.links.here(f"{path}.{suffix}" if suffix else path)
