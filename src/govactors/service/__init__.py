"""The publication over HTTP: a thin face on the library, with strangers' queries fenced off.

A *nursery* process holds the loaded data and forks *workers*; each evaluates one query at a
time under limits and is killed when it exceeds them. The *front* process speaks HTTP, hands
queries to workers and never evaluates or parses one itself.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from govactors.publication import Publication
    from govactors.service.hosting import Hosted
    from govactors.service.settings import Settings


def create_app(publication: "Publication", settings: "Settings | None" = None) -> "Hosted":
    """The service as an ASGI application, to be mounted in another one or served alone.

    Queries are evaluated in processes of its own, which start with the application around it
    (``FastAPI(lifespan=app.lifespan)``) or else with the first request. What settings say of
    host, port, engine and files of a server is not used.

    Raises :class:`govactors.Problem` ``not-supported-here`` where processes cannot be forked.
    """
    from govactors.service.hosting import Hosted
    from govactors.service.settings import Settings

    return Hosted(publication, settings or Settings())
