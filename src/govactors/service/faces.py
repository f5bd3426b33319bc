"""The faces of the service beside queries and files: made late, since importing them takes long."""

from govactors.publication import Publication
from govactors.service.answers import Answers
from govactors.service.conveyance import Conveyance
from govactors.service.endpoints import Endpoint, Front
from govactors.service.html import assets, gallery, overviews, quality, searching
from govactors.service.html.gallery import Gallery
from govactors.service.html.inspection import Inspection
from govactors.service.notices import notices
from govactors.service.resources import ROUTES, Resources
from govactors.service.rest import checking, reconciling

PATTERNS = (*ROUTES, *gallery.ROUTES)
"""The paths with a part that varies, as the manual lists them."""


class Faces:
    """What answers at the addresses of things, pages, pictures and services."""

    def __init__(
        self, publication: Publication, front: Front, conveyance: Conveyance, answers: Answers
    ) -> None:
        self._inspection = Inspection(str(publication.directory))
        self._resources = Resources(front, publication, conveyance)
        self._gallery = Gallery(front, conveyance)
        self.fixed: dict[str, Endpoint] = {
            **notices(front, publication, conveyance),
            **searching.routes(front, publication, conveyance, front.settings),
            **reconciling.routes(front, publication, conveyance),
            **checking.routes(front, conveyance, answers),
            **assets.routes(front, publication),
            **overviews.routes(front, conveyance),
            **gallery.routes(front, publication),
            **quality.routes(front, publication, self._inspection),
        }

    def find(self, path: str) -> Endpoint | None:
        """What answers at a path, be it with an error; ``None`` if nothing here does."""
        if path in self.fixed:
            return self.fixed[path]
        if self._resources.takes(path):
            return self._resources
        return self._gallery if self._gallery.takes(path) else None

    def close(self) -> None:
        """Ends what runs."""
        self._inspection.close()
