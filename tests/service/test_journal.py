"""The log: one JSON line a request, nothing of what was asked or by whom."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from govactors.service import headers

if TYPE_CHECKING:
    from tests.service.conftest import Server


def test_lines_tell_outcome_but_neither_query_nor_address(
    serving: Callable[..., AbstractContextManager["Server"]], tmp_path: Path
) -> None:
    log = tmp_path / "log"
    settings = {"log": "info", "trusted_proxies": "127.0.0.1"}
    with serving(errors=log, workers=1, **settings) as server:
        forwarded = {"x_forwarded_for": "203.0.113.77"}
        server.get("ASK { ?s ?p 'a secret' }", **forwarded)
        server.get("ASK { ?s ?p 'a\\nfake line", **forwarded)
        server.client.get("/dumps/keten.nt")
    text = log.read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    assert [line["status"] for line in lines] == [200, 400, 200]
    assert lines[0]["client"] == "203.0.113.0"
    assert len(lines[0]["query"]) == 16
    assert "secret" not in text
    assert "113.77" not in text
    assert "fake" not in text


def _client(address: str, forwarded: str, *trusted: str) -> str:
    scope = {"client": (address, 1), "headers": [(b"x-forwarded-for", forwarded.encode())]}
    return headers.client(scope, frozenset(trusted))


def test_a_forwarded_address_counts_only_behind_a_trusted_proxy() -> None:
    assert _client("192.0.2.1", "198.51.100.1") == "192.0.2.1"
    assert _client("192.0.2.1", "198.51.100.1", "192.0.2.9") == "192.0.2.1"
    assert _client("192.0.2.1", "198.51.100.1", "192.0.2.1") == "198.51.100.1"
    assert _client("192.0.2.1", "6.6.6.6, 198.51.100.1, 192.0.2.2", "192.0.2.1", "192.0.2.2") == (
        "198.51.100.1"
    )
    assert _client("192.0.2.1", "", "192.0.2.1") == "192.0.2.1"
