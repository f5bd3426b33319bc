"""Content negotiation: one function for media types, encodings and languages (RFC 9110, 12)."""

from collections.abc import Sequence
from functools import lru_cache

LONGEST = 2000
"""A header longer than this is not looked at further than that."""


@lru_cache(maxsize=1024)
def _ranges(header: str) -> tuple[tuple[str, float], ...]:
    """The ranges of a header with their weights; parameters other than q are dropped."""
    found = []
    for item in header[:LONGEST].split(","):
        name, *parameters = (part.strip().lower() for part in item.split(";"))
        if name:
            found.append((name, _weight(parameters)))
    return tuple(found)


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def weight(header: str, offer: str) -> float:
    """The weight a header gives to an offer: its most specific range decides, 0 is a refusal.

    >>> weight("text/*;q=0.5, text/csv;q=0", "text/csv")
    0.0
    """
    best, value = 0, 0.0
    for name, q in _ranges(header):
        specific = _specificity(name, offer.lower())
        if specific > best:
            best, value = specific, q
    return value


def _specificity(name: str, offer: str) -> int:
    if name == offer:
        return 4
    if offer.startswith(name + "-"):
        return 3  # language range "nl" and the tag "nl-NL"
    if name.endswith("/*") and offer.startswith(name[:-1]):
        return 2
    return 1 if name in ("*/*", "*") else 0


def choose(header: str | None, offers: Sequence[str]) -> str | None:
    """The offer that the header prefers, ties by the order of the offers; ``None``: none fits.

    No header, or an empty one, accepts anything.

    >>> choose("text/csv;q=0.9, */*;q=0.1", ["application/json", "text/csv"])
    'text/csv'
    >>> choose("image/png", ["application/json"]) is None
    True
    """
    if not header or not header.strip():
        return offers[0] if offers else None
    best: str | None = None
    value = 0.0
    for offer in offers:
        q = weight(header, offer)
        if q > value:
            best, value = offer, q
    return best


def encoding(header: str | None, offers: Sequence[str]) -> str:
    """The content encoding to send: one of the offers, or ``identity``.

    An encoding is used only if the header names it (or ``*``) with a weight that is not below
    that of ``identity``.

    >>> encoding("gzip;q=0, zstd", ["zstd", "gzip"]), encoding("gzip;q=0", ["zstd", "gzip"])
    ('zstd', 'identity')
    """
    if not header:
        return "identity"
    chosen = choose(header, offers)
    if chosen is None or weight(header, "identity") > weight(header, chosen):
        return "identity"
    return chosen


def language(header: str | None, offers: Sequence[str]) -> str:
    """The language to speak: ``nl-BE`` gets ``nl``; without a wish the first offer.

    Who wishes for none of the offers gets the last of them, the most widely read.

    >>> language("de, en-GB;q=0.8, nl;q=0.5", ["nl", "en"])
    'en'
    >>> language("de", ["nl", "en"]), language("", ["nl", "en"]), language("*", ["nl", "en"])
    ('en', 'nl', 'nl')
    """
    wished = any(q > 0 for _, q in _ranges(header or ""))
    best, value = offers[-1] if wished else offers[0], 0.0
    for offer in offers:
        named = [q for name, q in _ranges(header or "") if name.partition("-")[0] == offer]
        q = max(named) if named else weight(header or "", offer)
        if q > value:
            best, value = offer, q
    return best
