"""What a worker makes of a request for a description: a page, data, or where to look instead."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping

from govactors import labels, moments, nodes, parameters, search
from govactors.labels import Labels
from govactors.problems import Problem
from govactors.publication import Publication
from govactors.service import asks, indexes, roots, things
from govactors.service.asks import Ask
from govactors.service.html import answering, contrasts, drawings, hits, matrices, pages
from govactors.service.html.imprint import Imprint
from govactors.service.makings import Made, Making
from govactors.service.rest import checks, lists, reconciliation

_VIEWS = 3
"""Publications as of a day that a worker keeps."""

Maker = Callable[[Making], Made]

MAKERS: Mapping[str, Maker] = {
    "thing": things.thing,
    "linkset": things.linkset,
    "concept": indexes.concept,
    "ontology": indexes.ontology,
    "graph": indexes.graph,
    "sitemap": indexes.sitemap,
    "questions": answering.questions,
    "question": answering.question,
    "actors": lists.actors,
    "tasks": lists.tasks,
    "sources": lists.sources,
    "statements": lists.statements,
    "matrix": matrices.matrix,
    "contrast": contrasts.contrast,
    "found": hits.page,
    "hits": hits.found,
    "suggested": hits.suggested,
    "reconciled": reconciliation.reconciled,
    "checked": checks.checked,
    "picture": drawings.picture,
}
"""What makes what, by :attr:`Ask.what`."""


class Describer:
    """Makes descriptions from one publication."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        pages.introduce(Imprint.of(publication))
        self._views: OrderedDict[tuple[str, str], Publication] = OrderedDict()

    def make(self, ask: Ask, media_type: str) -> Made:
        """The answer in a media type; raises :class:`Problem`."""
        view = self._view(ask)
        with roots.standing(ask.root):
            return MAKERS[ask.what](Making(ask, media_type, self._publication, view))

    def _view(self, ask: Ask) -> Publication:
        """The publication as of the day asked for, by default that of the release."""
        release = self._publication.release.date
        if ask.as_of in ("", asks.ANY, release) and not ask.certain:
            return self._publication
        if self._publication.elsewhere:
            raise Problem("invalid-parameter", "The data are elsewhere: asOf needs them here.")
        key = (ask.as_of if ask.as_of not in ("", asks.ANY) else release, ask.unknown)
        if key not in self._views:
            self._views[key] = moments.as_of(self._publication, *key)
            if len(self._views) > _VIEWS:
                self._views.popitem(last=False)
        self._views.move_to_end(key)
        return self._views[key]


def read_ahead(publication: Publication) -> None:
    """Opens and imports what the makers need, for a worker can open nothing behind its fence."""
    things.read_ahead()
    indexes.read_ahead()
    lists.read_ahead()
    search.read_ahead()
    checks.read_ahead()
    for name in ("node", "mentions", "document", "next"):
        nodes.text(name)
    moments.periods()
    parameters.described()
    labels.query()
    Labels(()).near("")
    list(publication.questions)


def made_ready(publication: Publication) -> Iterator[object]:
    """Makes, a step each time, what any worker could make, but not share with those after it."""
    if not publication.elsewhere:
        yield publication.labels.near("")
        yield search.Search.of(publication)
    yield from pages.compiled()
