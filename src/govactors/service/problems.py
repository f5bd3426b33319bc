"""Problems over HTTP: the status of each kind, as problem+json or as a page (RFC 9457)."""

import json
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from govactors.kinds import KINDS
from govactors.problems import Problem
from govactors.service import headers
from govactors.service.headers import Headers, Scope
from govactors.service.html import pages
from govactors.service.negotiation import choose

STATUS: Mapping[str, int] = MappingProxyType(
    {
        "query-syntax": 400,
        "query-too-deep": 400,
        "query-too-long": 400,
        "known-wrong-answer": 400,
        "unknown-graph": 400,
        "missing-query": 400,
        "repeated-parameter": 400,
        "invalid-parameter": 400,
        "unknown-format": 400,
        "empty-body": 400,
        "not-utf8": 400,
        "broken-turtle": 400,
        "evaluation-failed": 400,
        "federation-refused": 403,
        "update-refused": 403,
        "not-found": 404,
        "method-not-allowed": 405,
        "not-acceptable": 406,
        "precondition-failed": 412,
        "size-limit": 413,
        "unsupported-media-type": 415,
        "unsatisfiable-range": 416,
        "too-many-requests": 429,
        "internal-error": 500,
        "broken-store": 500,
        "remote-failed": 502,
        "busy": 503,
        "time-limit": 504,
        "remote-timeout": 504,
        "memory-limit": 507,
    }
)
"""The status of each kind that the service can answer with."""

RETRY_AFTER = 2
"""Seconds after which a client that was turned away may come back."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A problem ready to send."""

    status: int
    headers: Headers
    body: bytes
    instance: str


def render(problem: Problem, scope: Scope, base: str, allow: str = "") -> Rendered:
    """The problem as the client wants to read it: a page for browsers, else problem+json."""
    kind = KINDS[problem.kind]
    status = STATUS.get(problem.kind, 500)
    instance = secrets.token_hex(8)
    members = {
        "type": f"{base}problems#{problem.kind}",
        "title": kind.title_en,
        "status": status,
        "detail": problem.detail,
        "instance": f"urn:govactors:{instance}",
        "hint": problem.hint,
        "line": problem.line,
        "column": problem.column,
    }
    extra = [("cache-control", "no-store"), ("vary", "Accept, Accept-Language")]
    if problem.kind in ("busy", "too-many-requests"):
        extra.append(("retry-after", str(RETRY_AFTER)))
    if allow:
        extra.append(("allow", allow))
    offers = ["application/problem+json", "application/json", "text/html"]
    if choose(headers.header(scope, b"accept"), offers) == "text/html":
        language = pages.language(scope)
        shown = {"status": status, "instance": instance}
        body = pages.render("problem.html", scope, problem=problem, kind=kind, **shown)
        extra += [("content-type", "text/html; charset=utf-8"), ("content-language", language)]
    else:
        known = {name: value for name, value in members.items() if value is not None}
        body = json.dumps(known, ensure_ascii=False).encode()
        extra.append(("content-type", "application/problem+json"))
    extra.append(("content-length", str(len(body))))
    return Rendered(status, headers.of(extra), body, instance)


async def send(rendered: Rendered, out: Callable[[Any], Awaitable[None]]) -> None:
    """Sends a rendered problem."""
    start = {"status": rendered.status, "headers": rendered.headers}
    await out({"type": "http.response.start", **start})
    await out({"type": "http.response.body", "body": rendered.body})
