"""Parts of a file: the Range header read, bounded, and answered (RFC 9110, 14)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST = 16
"""Ranges of one request; with more of them the whole file is sent instead."""

_LONGEST = 20 * MOST * 2
_HEADER = re.compile(r"bytes\s*=\s*(.*)", re.ASCII | re.IGNORECASE | re.DOTALL)
_RANGE = re.compile(r"(\d{0,18})-(\d{0,18})", re.ASCII)
_GAP = 256
"""Ranges closer together than a part's headers are long are sent as one."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Bytes of a file from ``start`` up to, without, ``end``."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def told(self, size: int) -> str:
        """As ``Content-Range`` has it.

        >>> Span(0, 10).told(200)
        'bytes 0-9/200'
        """
        return f"bytes {self.start}-{self.end - 1}/{size}"


def spans(header: str, size: int) -> list[Span] | None:
    """What a Range header asks of a file of this size; ``None``: the whole file.

    The list is empty if nothing asked for exists (416). A header that is no list of byte ranges is
    ignored, and so is one of too many ranges. Ranges that overlap or touch are joined, so that no
    byte is sent twice.

    >>> spans("bytes=0-1, 500-, -3", 1000)
    [Span(start=0, end=2), Span(start=500, end=1000)]
    >>> spans("bytes=1000-", 1000), spans("lines=1-2", 1000)
    ([], None)
    """
    found = _HEADER.fullmatch(header[: _LONGEST + 1].strip())
    if not found or len(header) > _LONGEST:
        return None
    named = [each.strip() for each in found[1].split(",") if each.strip()]
    if not named or len(named) > MOST:
        return None
    asked: list[Span] = []
    for each in named:
        limits = _RANGE.fullmatch(each)
        span = _span(limits[1], limits[2], size) if limits else None
        if span is None:
            return None
        if len(span) > 0:
            asked.append(span)
    return list(_joined(sorted(asked)))


def _span(first: str, last: str, size: int) -> Span | None:
    """The bytes of one range, possibly none; ``None`` if it is no range."""
    if not first:
        return Span(max(size - int(last), 0), size) if last else None
    start, end = int(first), int(last) + 1 if last else size
    if last and int(last) < start:
        return None
    return Span(start, max(min(end, size), start)) if start < size else Span(start, start)


def _joined(ordered: Sequence[Span]) -> Iterator[Span]:
    current: Span | None = None
    for each in ordered:
        if current is None:
            current = each
        elif each.start <= current.end + _GAP:
            current = Span(current.start, max(current.end, each.end))
        else:
            yield current
            current = each
    if current is not None:
        yield current


def unchanged(condition: str, etag: str) -> bool:
    """Whether If-Range holds, so that a part may be sent: no condition, or exactly this tag.

    A weak tag never holds (RFC 9110, 13.1.5); nor does a date, for files carry none.

    >>> unchanged("", '"a"'), unchanged('"a"', '"a"'), unchanged('W/"a"', '"a"')
    (True, True, False)
    """
    return not condition or condition.strip() == etag


@dataclass(frozen=True, slots=True)
class Parts:
    """Several parts of a file as one body, ``multipart/byteranges``."""

    spans: Sequence[Span]
    size: int
    media_type: str
    boundary: str

    @property
    def content_type(self) -> str:
        """The media type of the whole body."""
        return f"multipart/byteranges; boundary={self.boundary}"

    @property
    def length(self) -> int:
        """The bytes of the whole body."""
        heads = sum(len(self.head(span)) for span in self.spans)
        return heads + sum(map(len, self.spans)) + len(self.tail)

    def head(self, span: Span) -> bytes:
        """What stands before a part."""
        lines = (
            f"\r\n--{self.boundary}",
            f"Content-Type: {self.media_type}",
            f"Content-Range: {span.told(self.size)}",
        )
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    @property
    def tail(self) -> bytes:
        """What stands after the last part."""
        return f"\r\n--{self.boundary}--\r\n".encode()
