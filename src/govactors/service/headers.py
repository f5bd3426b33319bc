"""The headers every answer carries, and what is read from those of a request."""

import hashlib
import ipaddress
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

_EXPOSED = (
    "ETag, Cache-Status, Server-Timing, Retry-After, Content-Length, Content-Range, Repr-Digest, "
    "Link, Allow"
)

COMMON: Headers = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", _EXPOSED.encode()),
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
        b"img-src 'self'; form-action 'self'; "
        b"base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"cross-origin-resource-policy", b"cross-origin"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
]
"""On every answer. ``*`` without credentials: there are no cookies and nothing is private."""

PREFLIGHT: Headers = [
    (
        b"access-control-allow-headers",
        b"Accept, Accept-Language, Content-Type, If-None-Match, Range",
    ),
    (b"access-control-max-age", b"86400"),
]


def header(scope: Scope, name: bytes) -> str:
    """A request header; repeated ones are joined with a comma, a missing one is empty."""
    found = [value for key, value in scope["headers"] if key == name]
    return b", ".join(found).decode("latin-1") if found else ""


def of(pairs: Iterable[tuple[str, str]]) -> Headers:
    """Headers as ASGI wants them, those of every answer included unless it has its own."""
    own = [(name.encode(), value.encode("latin-1")) for name, value in pairs]
    named = {name for name, _ in own}
    return [*(each for each in COMMON if each[0] not in named), *own]


_COMMON_LINES = b"".join(b"%s: %s\r\n" % pair for pair in COMMON)
_COMMON_NAMES = frozenset(name.decode() for name, _ in COMMON)


def lines(pairs: Sequence[tuple[str, str]]) -> bytes:
    """Headers as they go over the wire, those of every answer included; see :func:`of`.

    >>> lines([("x", "a\\r\\nb: c")])
    Traceback (most recent call last):
    ...
    ValueError: A header holds the end of a line.
    """
    own = "".join([f"{name}: {value}\r\n" for name, value in pairs]).encode("latin-1")
    if not own.count(b"\n") == own.count(b"\r") == len(pairs):
        raise ValueError("A header holds the end of a line.")
    named = [name for name, _ in pairs if name in _COMMON_NAMES]
    if named:
        kept = (each for each in COMMON if each[0].decode() not in named)
        return b"".join(b"%s: %s\r\n" % pair for pair in kept) + own
    return _COMMON_LINES + own


async def reply(
    scope: Scope, send: Send, status: int, pairs: Sequence[tuple[str, str]], body: bytes = b""
) -> None:
    """Sends an answer that is there as a whole, in the shortest way there is."""
    wire = None if scope["method"] == "HEAD" else scope.get("govactors.wire")
    if wire is None or not wire.answer(scope, status, lines(pairs), body):
        await send({"type": "http.response.start", "status": status, "headers": of(pairs)})
        await send({"type": "http.response.body", "body": body})


def client(scope: Scope, trusted: frozenset[str]) -> str:
    """Whose request it is; ``X-Forwarded-For`` counts only behind a trusted proxy."""
    address = scope["client"][0] if scope.get("client") else ""
    if address not in trusted:
        return address
    chain = [each.strip() for each in header(scope, b"x-forwarded-for").split(",")]
    for each in reversed(chain):
        if each and each not in trusted:
            return each[:64]
    return address


def shortened(address: str) -> str:
    """An address as far as a log may know it: the network, not the machine.

    >>> shortened("192.0.2.77"), shortened("2001:db8:1:2::3"), shortened("x")
    ('192.0.2.0', '2001:db8:1::', '-')
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "-"
    kept = 24 if parsed.version == 4 else 48
    return str(ipaddress.ip_network((parsed, kept), strict=False).network_address)


def tag(*parts: object) -> str:
    """A strong ETag over what decides the bytes of an answer."""
    return f'"{hashlib.blake2b(repr(parts).encode(), digest_size=12).hexdigest()}"'


def matches(condition: str, etag: str) -> bool:
    """Whether ``If-None-Match`` holds the tag; a weak comparison, as RFC 9110 13.1.2 asks.

    ``*`` does not match: whether there is an answer at all, only the answer tells.

    >>> matches('W/"a", "b"', '"a"'), matches("*", '"a"'), matches("", '"a"')
    (True, False, False)
    """
    tags = [each.strip().removeprefix("W/") for each in condition.split(",")]
    return bool(condition) and etag in tags
