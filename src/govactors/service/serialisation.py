"""Answers on their way out: counted, cut off at the limit, compressed, sent in pieces."""

import html
import socket
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import IO, Protocol, cast

import pyoxigraph as ox
import zstandard

from govactors.formats import FORMATS
from govactors.problems import Problem
from govactors.service.workers import frames
from govactors.service.workers.frames import Meta
from govactors.store import Answer, GraphAnswer, Term
from govactors.terms import Addresses

PIECE = 256 << 10
"""Bytes of a streamed body gathered before they are sent."""

LARGE = 8 << 20
"""A body above this many bytes is never in one frame, nor kept by the front."""

SMALL = 600
"""A body below this many bytes is not worth compressing."""

HTML = "text/html"

_RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_GRAPHS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
}
_NAMES = {media: each.name for each in FORMATS for media in each.media_types}


class _Compressor(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...
    def flush(self) -> bytes: ...


def _compressor(encoding: str) -> _Compressor | None:
    if encoding == "zstd":
        return zstandard.ZstdCompressor(level=3).compressobj()
    if encoding == "gzip":
        return zlib.compressobj(6, zlib.DEFLATED, 31)
    return None


class Outlet:
    """A file to which an answer is written, and which sends it to the front.

    The first ``held_back`` bytes are held back, so that what goes wrong until then is a problem
    and no broken answer. ``most`` is how many there may be.
    """

    def __init__(self, channel: socket.socket, meta: Meta, most: int, held_back: int) -> None:
        self._channel = channel
        self._meta = meta
        self._left = most
        self._until = held_back
        self._compressor = _compressor(meta.encoding)
        self._pieces: list[bytes] = []
        self._held = 0
        self._sent = False

    def write(self, data: bytes) -> int:
        """Takes a piece; raises :class:`Problem` ``size-limit`` when it is one too many."""
        self._left -= len(data)
        if self._left < 0:
            raise Problem("size-limit", "The result is larger than this service sends.")
        self._pieces.append(bytes(data))
        self._held += len(data)
        if self._held >= self._until:
            self._send()
        return len(data)

    def finish(self, body: bytes) -> None:
        """Takes a body that is complete, and closes; nothing can go wrong with it any more."""
        step = len(body) if len(body) <= LARGE else PIECE
        self._until = step + 1
        for start in range(0, len(body), max(step, 1)):
            self.write(body[start : start + step])
        self.close()

    def flush(self) -> None:
        """Nothing to do: pieces are sent when they are large enough."""

    def close(self) -> None:
        """Sends what is left; the answer is complete."""
        if not self._sent:
            self._send_whole()
            return
        self._send()
        rest = self._compressor.flush() if self._compressor else b""
        self._channel.sendall(frames.frame(b"D", rest) + frames.frame(b"E"))

    def _send_whole(self) -> None:
        body, meta = b"".join(self._pieces), self._meta
        if self._compressor and len(body) >= SMALL:
            body = self._compressor.compress(body) + self._compressor.flush()
        elif self._compressor:
            meta = replace(meta, encoding="identity")
        self._channel.sendall(frames.answer(meta, body))

    def _send(self) -> None:
        data = b"".join(self._pieces)
        self._pieces, self._held, self._until = [], 0, PIECE
        if self._compressor:
            data = self._compressor.compress(data)
        if not self._sent:
            self._channel.sendall(frames.head(self._meta))
            self._sent = True
        if data:
            self._channel.sendall(frames.frame(b"D", data))


def write(answer: Answer, media_type: str, outlet: Outlet, addresses: Addresses, rows: int) -> None:
    """Writes an answer in a format; ``rows`` is how many a page for browsers shows."""
    file = cast(IO[bytes], outlet)
    if media_type == HTML:
        for piece in _table(answer, addresses, rows):
            outlet.write(piece.encode())
    elif isinstance(answer, GraphAnswer):
        ox.serialize(
            answer,
            file,
            format=_GRAPHS[_NAMES[media_type]],
            prefixes=addresses.prefixes,
        )
    else:
        answer.serialize(file, format=_RESULTS[_NAMES[media_type]])


def _table(answer: Answer, addresses: Addresses, most: int) -> Iterator[str]:
    """The answer as an HTML table; the front puts it in a page."""
    if isinstance(answer, ox.QueryBoolean):
        yield f'<p class="answer">{str(bool(answer)).lower()}</p>'
        return
    rows: Iterator[Iterable[Term | None]]
    if isinstance(answer, GraphAnswer):
        names, rows = ["subject", "predicate", "object"], iter(answer)
    else:
        names, rows = [each.value for each in answer.variables], iter(answer)
    yield '<div class="table"><table><thead><tr>'
    yield from (f'<th scope="col">{html.escape(name)}</th>' for name in names)
    yield "</tr></thead><tbody>"
    shown, more = 0, False
    for row in rows:
        if shown == most:
            more = True
            break
        yield f"<tr>{''.join(_cell(term, addresses) for term in row)}</tr>"
        shown += 1
    yield f'</tbody></table></div><p class="count" data-rows="{shown}" data-more="{int(more)}"></p>'


def _cell(term: Term | None, addresses: Addresses) -> str:
    if isinstance(term, ox.NamedNode):
        shown = html.escape(addresses.shorten(term.value))
        if not term.value.startswith(("http://", "https://", "mailto:")):
            return f"<td>{shown}</td>"  # javascript: and data: are legal IRIs
        return f'<td><a href="{html.escape(term.value)}">{shown}</a></td>'
    if isinstance(term, ox.Literal):
        language = f' lang="{html.escape(term.language)}"' if term.language else ""
        return f"<td{language}>{html.escape(term.value)}</td>"
    return f"<td>{html.escape('' if term is None else str(term))}</td>"


def results_in(answer: ox.QuerySolutions | ox.QueryBoolean, media_type: str) -> bytes:
    """Rows or yes/no as one piece."""
    made = answer.serialize(format=_RESULTS[_NAMES[media_type]])
    assert made is not None  # noqa: S101 - without an output file the engine returns bytes
    return made
