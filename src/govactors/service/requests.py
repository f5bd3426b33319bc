"""The query operation of the SPARQL 1.1 Protocol: what a request asks, or what is wrong with it."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from govactors import formats
from govactors.formats import Format
from govactors.problems import Problem
from govactors.service.headers import Receive, Scope, header
from govactors.service.negotiation import choose
from govactors.service.serialisation import HTML

_ONCE = ("query", "format", "timeout", "lang", "version")
_FIELDS = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks; ``text`` is ``None`` if it holds no query at all."""

    text: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str = ""
    seconds: float | None = None


async def read(scope: Scope, receive: Receive, most: int) -> Asked:
    """Reads a GET, HEAD or POST request; ``most`` is how many bytes it may have.

    Raises :class:`Problem` for everything the protocol does not allow.
    """
    values = parameters(scope["query_string"], "the address")
    if scope["method"] != "POST":
        return _asked(values)
    media_type, _, rest = header(scope, b"content-type").partition(";")
    media_type = media_type.strip().lower()
    if media_type == "application/sparql-update":
        raise Problem("update-refused", "The request is an update.")
    if media_type not in ("application/x-www-form-urlencoded", "application/sparql-query"):
        raise Problem(
            "unsupported-media-type",
            f"A query cannot be sent as {media_type or 'a body without Content-Type'}.",
        )
    coding = header(scope, b"content-encoding").strip().lower()
    if coding not in ("", "identity"):
        raise Problem(
            "unsupported-media-type",
            f"A body with Content-Encoding {coding} is not read.",
            hint="Send the query as it is, without Content-Encoding.",
        )
    charset = rest.partition("charset=")[2].strip(' ";').lower()
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise Problem("unsupported-media-type", f"The charset {charset} is not read, only UTF-8.")
    body = await read_body(scope, receive, most)
    if not body.strip():
        raise Problem("empty-body", "The request body is empty.")
    if media_type == "application/sparql-query":
        if "query" in values:
            raise Problem("repeated-parameter", "The query is in the address and in the body.")
        values["query"] = [_decoded(body, "the body")]
    else:
        for name, found in parameters(body, "the body").items():
            values[name] += found
    return _asked(values)


async def read_body(scope: Scope, receive: Receive, most: int) -> bytes:
    """The request body; raises :class:`Problem` ``size-limit`` as soon as it is too large."""
    declared = header(scope, b"content-length")
    too_large = Problem(
        "size-limit",
        f"A request may have {most:,} bytes.",
        hint="Send a shorter query, or split it over several requests.",
    )
    if declared.isdecimal() and int(declared[:12]) > most:
        raise too_large
    pieces, size = [], 0
    while True:
        message = await receive()
        piece = message.get("body", b"")
        size += len(piece)
        if size > most:
            raise too_large
        pieces.append(piece)
        if not message.get("more_body"):
            return b"".join(pieces)


def _decoded(data: bytes, where: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem("not-utf8", f"Byte {error.start} of {where} is not UTF-8.") from error


def parameters(data: bytes, where: str) -> "defaultdict[str, list[str]]":
    """The parameters of a query string or form, each with its values in order."""
    values: defaultdict[str, list[str]] = defaultdict(list)
    if not data.isascii():
        data = _decoded(data, where).encode()
    if data.count(b"&") >= _FIELDS:
        raise Problem("invalid-parameter", f"There are too many parameters in {where}.")
    try:
        for pair in filter(None, data.replace(b"+", b" ").split(b"&")):
            name, _, value = pair.partition(b"=")
            values[unquote_to_bytes(name).decode()].append(unquote_to_bytes(value).decode())
    except UnicodeDecodeError as error:
        raise Problem("not-utf8", f"A parameter in {where} is not UTF-8.") from error
    return values


def _asked(values: "defaultdict[str, list[str]]") -> Asked:
    if "update" in values:
        raise Problem("update-refused", "The request holds the parameter update.")
    single: dict[str, str] = {}
    for name, found in values.items():
        if name in _ONCE:
            if len(found) > 1:
                raise Problem("repeated-parameter", f"The parameter {name} comes more than once.")
            single[name] = found[0]
    text = single.get("query")
    if text is None and set(values) - {"lang", "format"}:
        raise Problem("missing-query", "The request has parameters, but no query.")
    if text is not None and not text.strip():
        raise Problem("missing-query", "The query is empty.")
    if single.get("version", "1.2") not in ("1.1", "1.2", "1.2-basic"):
        raise Problem("invalid-parameter", "The version is 1.1, 1.2-basic or 1.2.")
    return Asked(
        text,
        tuple(values.get("default-graph-uri", ())),
        tuple(values.get("named-graph-uri", ())),
        single.get("format", ""),
        _seconds(single.get("timeout")),
    )


def _seconds(text: str | None) -> float | None:
    if text is None:
        return None
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 1e9:
        raise Problem("invalid-parameter", "The timeout is a number of seconds above 0.")
    return seconds


@lru_cache(maxsize=1024)
def agreed(accept: str, name: str) -> tuple[str, str]:
    """The media types for rows and for triples; empty where none fits the request.

    ``name``, the parameter ``format``, is a short name or a media type and wins over Accept.
    Raises :class:`Problem` ``unknown-format``.

    >>> agreed("text/csv, text/turtle;q=0.5", "")
    ('text/csv', 'text/turtle')
    """
    wish = (accept, accept) if not name else _named(name)
    return (
        choose(wish[0], [*_media_types(formats.results()), HTML]) or "",
        choose(wish[1], [*_media_types(formats.graphs()), HTML]) or "",
    )


_ALIASES = {
    "turtle": "ttl",
    "n3": "ttl",
    "ntriples": "nt",
    "n-triples": "nt",
    "rdf+xml": "rdf",
    "json-ld": "jsonld",
    "nquads": "nq",
    "n-quads": "nq",
}
"""What clients in use send; SPARQLWrapper sends them with every request."""

_BOTH = {"json": ("json", "jsonld"), "xml": ("xml", "rdf")}


def _named(name: str) -> tuple[str, str]:
    """The media types that a name stands for, for rows and for triples."""
    if name in ("html", HTML):
        return HTML, HTML
    if any(name in each.media_types for each in formats.FORMATS):
        return name, name
    rows, triples = _BOTH.get(name, (name, name))
    found = [formats.by_name(_ALIASES.get(each, each)).media_type for each in (rows, triples)]
    return found[0], found[1]


def _media_types(kinds: tuple[Format, ...]) -> list[str]:
    """Those we prefer to send, then the other names they go by."""
    names = [each.media_types[0] for each in kinds]
    return names + [name for each in kinds for name in each.media_types[1:]]
