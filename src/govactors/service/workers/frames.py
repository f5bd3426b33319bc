"""What front and worker say to each other: frames of a kind, a length and a payload.

=====  ============  ==========================================================
kind   sent by       payload
=====  ============  ==========================================================
``Q``  front         a :class:`Work`: two lengths, its terms, its graphs, its text
``R``  worker        empty: ready for work
``A``  worker        a whole answer: length of its :class:`Meta`, meta, body
``H``  worker        the meta of an answer that follows in pieces
``D``  worker        a piece of the body
``E``  worker        empty: that was the last piece
``P``  worker        a problem as JSON; no answer, or its end is missing
=====  ============  ==========================================================
"""

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from govactors.problems import Problem

_HEAD = struct.Struct("!cI")
_LENGTH = struct.Struct("!I")
_LENGTHS = struct.Struct("!II")


@dataclass(frozen=True, slots=True)
class Work:
    """What a worker is asked: a query (``kind`` query), a dump, a graph, or to describe.

    ``results`` and ``graph`` are the media types agreed for rows and for triples, empty where
    none fits; Sizes are in bytes, ``seconds`` is the time limit, which does not change the answer.
    """

    kind: str
    text: str
    results: str = ""
    graph: str = ""
    encoding: str = "identity"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    seconds: float = field(default=30.0, compare=False)
    size: int = 1 << 40
    rows: int = 1000

    def encode(self) -> bytes:
        """The frame that carries it."""
        terms = _written(
            self.kind,
            self.results,
            self.graph,
            self.encoding,
            self.seconds,
            self.size,
            self.rows,
        )
        graphs = b""
        if self.default_graphs or self.named_graphs:
            graphs = json.dumps([self.default_graphs, self.named_graphs]).encode()
        lengths = _LENGTHS.pack(len(terms), len(graphs))
        return frame(b"Q", b"".join((lengths, terms, graphs, self.text.encode())))

    @classmethod
    def decode(cls, payload: bytes) -> "Work":
        """The work in the payload of a frame.

        >>> work = Work("query", "ASK {}", seconds=2.5, named_graphs=("a:g",))
        >>> Work.decode(work.encode()[5:]) == work
        True
        """
        terms, graphs = _LENGTHS.unpack_from(payload)
        middle = _LENGTHS.size + terms
        start = middle + graphs
        kind, results, graph, encoding, *limits = _read(payload[_LENGTHS.size : middle])
        default, named = json.loads(payload[middle:start]) if graphs else ((), ())
        text = payload[start:].decode()
        return cls(kind, text, results, graph, encoding, tuple(default), tuple(named), *limits)


@dataclass(frozen=True, slots=True)
class Meta:
    """What the front must know of an answer: how it is written, and whether it may be kept.

    ``status`` and ``location`` are those of HTTP, where the data decide them.
    """

    media_type: str
    encoding: str
    volatile: bool
    form: str
    status: int = 200
    location: str = ""


@lru_cache(maxsize=256)
def _written(*terms: object) -> bytes:
    """What accompanies the text of work, as JSON; most work has the same."""
    return json.dumps(terms).encode()


@lru_cache(maxsize=256)
def _read(terms: bytes) -> tuple[Any, ...]:
    return tuple(json.loads(terms))


@lru_cache(maxsize=256)
def _described(meta: "Meta") -> bytes:
    """The meta of an answer as JSON; most answers have the same."""
    return json.dumps([getattr(meta, name) for name in meta.__slots__]).encode()


def frame(kind: bytes, payload: bytes = b"") -> bytes:
    """One frame."""
    return _HEAD.pack(kind, len(payload)) + payload


def answer(meta: Meta, body: bytes) -> bytes:
    """The frame of a whole answer."""
    head = _described(meta)
    return frame(b"A", _LENGTH.pack(len(head)) + head + body)


def head(meta: Meta) -> bytes:
    """The frame that starts an answer in pieces."""
    return frame(b"H", _described(meta))


def read_answer(payload: bytes) -> tuple[Meta, bytes]:
    """Meta and body of a whole answer."""
    (length,) = _LENGTH.unpack_from(payload)
    start = _LENGTH.size + length
    return read_head(payload[_LENGTH.size : start]), payload[start:]


@lru_cache(maxsize=256)
def read_head(payload: bytes) -> Meta:
    """The meta of an answer in pieces."""
    return Meta(*json.loads(payload))


def problem(each: Problem) -> bytes:
    """The frame that carries a problem."""
    values: dict[str, Any] = {
        "kind": each.kind,
        "detail": each.detail,
        "hint": each.hint,
        "line": each.line,
        "column": each.column,
    }
    return frame(b"P", json.dumps(values).encode())


def read_problem(payload: bytes) -> Problem:
    """The problem in the payload of a frame."""
    values = json.loads(payload)
    return Problem(values.pop("kind"), values.pop("detail"), **values)


class Frames:
    """Cuts a stream of bytes into frames.

    >>> frames = Frames()
    >>> list(frames.feed(frame(b"D", b"abc")[:6])), list(frames.feed(b"bc"))
    ([], [(b'D', b'abc')])
    """

    def __init__(self) -> None:
        self._rest = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[bytes, bytes]]:
        """The frames that are whole now."""
        if not self._rest and len(data) >= _HEAD.size:
            kind, length = _HEAD.unpack_from(data)
            if len(data) == _HEAD.size + length:  # the usual case: one frame at a time
                yield kind, data[_HEAD.size :]
                return
        self._rest += data
        while len(self._rest) >= _HEAD.size:
            kind, length = _HEAD.unpack_from(self._rest)
            end = _HEAD.size + length
            if len(self._rest) < end:
                return
            payload = bytes(self._rest[_HEAD.size : end])
            del self._rest[:end]
            yield kind, payload
