"""Negotiation as a table: a header and offers in, the choice out."""

import pytest

from govactors.service.negotiation import choose, encoding, language

OFFERS = ["application/json", "text/csv", "text/turtle", "text/html"]
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "application/json"),
        ("", "application/json"),
        ("  ", "application/json"),
        ("*/*", "application/json"),
        ("text/*", "text/csv"),
        ("text/csv", "text/csv"),
        ("TEXT/CSV", "text/csv"),
        ("text/csv;q=0.5, text/turtle;q=0.6", "text/turtle"),
        ("text/turtle;q=0.5, text/csv;q=0.5", "text/csv"),
        ("*/*, text/csv;q=0.1", "application/json"),
        ("text/*;q=0.9, text/csv;q=0, */*;q=0.1", "text/turtle"),
        ("*/*, application/json;q=0", "text/csv"),
        ("*/*;q=0", None),
        ("text/csv;q=0", None),
        ("image/png", None),
        ("text/csv; charset=utf-8", "text/csv"),
        ("text/csv ; q = 0.5", "text/csv"),
        ("text/csv;q=2", "text/csv"),
        ("text/csv;q=-1", None),
        ("text/csv;q=nan, text/turtle;q=0.1", "text/turtle"),
        ("text/csv;q=much", None),
        (",,;q=1,text/csv", "text/csv"),
        (BROWSER, "text/html"),
        ("text/html;q=0.2, text/csv;q=0.9;version=1", "text/csv"),
        ("a" * 5000 + ", text/csv", None),
    ],
)
def test_accept(accept: str | None, chosen: str | None) -> None:
    assert choose(accept, OFFERS) == chosen


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        ("", "identity"),
        ("gzip", "gzip"),
        ("gzip, zstd", "zstd"),
        ("gzip;q=1, zstd;q=0.5", "gzip"),
        ("gzip;q=0", "identity"),
        ("gzip;q=0, zstd;q=0, *", "identity"),
        ("*", "zstd"),
        ("*;q=0", "identity"),
        ("br, deflate", "identity"),
        ("identity, gzip;q=0.5", "identity"),
        ("identity;q=0.5, gzip", "gzip"),
        ("gzip;q=0.000", "identity"),
    ],
)
def test_accept_encoding(header: str, chosen: str) -> None:
    assert encoding(header, ["zstd", "gzip"]) == chosen


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        ("", "nl"),
        ("en", "en"),
        ("en-GB", "en"),
        ("nl-BE, en;q=0.9", "nl"),
        ("de", "en"),
        ("de;q=0.8, fr;q=0.1", "en"),
        ("de, en;q=0.1", "en"),
        ("*", "nl"),
        ("en;q=0", "nl"),
        ("nl;q=0.1, en-US;q=0.9", "en"),
    ],
)
def test_accept_language(header: str, chosen: str) -> None:
    assert language(header, ["nl", "en"]) == chosen
