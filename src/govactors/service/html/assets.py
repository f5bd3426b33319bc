"""Files that pages load: the icon, and the query editor with what it knows of the publication.

The editor's script is made by ``scripts/editor`` and is not in the clone; without it ``/sparql`` is
a plain form. What it suggests comes from the endpoint, the catalogue and the index of names.
"""

import gzip
import json
from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path

from govactors.problems import Problem
from govactors.publication import Publication
from govactors.service import headers
from govactors.service.answers import Answer
from govactors.service.endpoints import Endpoint, Front
from govactors.service.headers import Receive, Scope, Send

_STATIC = Path(__file__).parent / "static"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}


class Asset(Endpoint):
    """A file, read or made when it is first asked for."""

    def __init__(self, front: Front, path: str, make: Callable[[], bytes]) -> None:
        super().__init__(front, path)
        self._make = make
        self._type = _TYPES[Path(path).suffix]

    @cached_property
    def _bodies(self) -> dict[str, bytes]:
        body = self._make()
        return {"": body, "gzip": gzip.compress(body, mtime=0)}

    async def answer(
        self, scope: Scope, receive: Receive, send: Send, client: str
    ) -> tuple[int, Answer | None, str]:
        """Sends it, compressed if the request accepts gzip."""
        del receive, client
        encoding = "gzip" if "gzip" in headers.header(scope, b"accept-encoding") else ""
        body = self._bodies[encoding]
        tag = headers.tag(body)
        pairs = [
            ("etag", tag),
            ("cache-control", "public, max-age=3600"),
            ("vary", "Accept-Encoding"),
        ]
        same = headers.matches(headers.header(scope, b"if-none-match"), tag)
        if not same:
            pairs += [("content-type", self._type), ("content-length", str(len(body)))]
            pairs += [("content-encoding", encoding)] if encoding else []
        status = 304 if same else 200
        await send({"type": "http.response.start", "status": status, "headers": headers.of(pairs)})
        unsaid = same or scope["method"] == "HEAD"
        await send({"type": "http.response.body", "body": b"" if unsaid else body})
        return status, None, ""


def routes(front: Front, publication: Publication) -> dict[str, Endpoint]:
    """The endpoints by path."""
    made: dict[str, Callable[[], bytes]] = {
        "/static/icon.svg": (_STATIC / "icon.svg").read_bytes,
        "/static/picture.js": (_STATIC / "picture.js").read_bytes,
        "/static/editor.css": (_STATIC / "editor.css").read_bytes,
        "/static/editor.js": partial(_built, "editor.js"),
        "/static/editor.LICENSES.txt": partial(_built, "editor.LICENSES.txt"),
        "/static/editor.json": partial(_knowledge, publication),
    }
    return {path: Asset(front, path, make) for path, make in made.items()}


def _built(name: str) -> bytes:
    """A file that scripts/editor makes."""
    path = _STATIC / name
    if not path.is_file():
        raise Problem("not-found", "This installation was made without the query editor.")
    return path.read_bytes()


def _knowledge(publication: Publication) -> bytes:
    """What the editor knows: the prefixes, the base of addresses, the questions."""
    questions = [
        {"reference": each.reference, "nl": each.label("nl"), "en": each.label("en")}
        for each in publication.questions
    ]
    known = {
        "base": publication.addresses.base,
        "prefixes": dict(publication.addresses.prefixes),
        "questions": questions,
    }
    return json.dumps(known, ensure_ascii=False).encode()
