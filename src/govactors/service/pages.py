"""Pages for people: templates, languages, and what every page knows."""

import json
import re
from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from govactors import formats
from govactors.service import negotiation
from govactors.service.frames import Work
from govactors.service.headers import Scope, header, of

LANGUAGES = ("nl", "en")


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("govactors.service"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def language(scope: Scope) -> str:
    """The language of a page: ``?lang=`` if it is one of ours, else by Accept-Language."""
    given: str = scope["query_string"].decode("latin-1")
    wish = re.search(r"(?:^|&)lang=(\w+)", given)
    if wish and wish[1] in LANGUAGES:
        return wish[1]
    return negotiation.language(header(scope, b"accept-language"), LANGUAGES)


def render(template: str, scope: Scope, **values: object) -> bytes:
    """A page in the language of the request; ``t(nl, en)`` in a template chooses by language."""
    chosen = language(scope)

    def t(nl: str, en: str) -> str:
        return {"nl": nl, "en": en}[chosen]

    page = _environment().get_template(template)
    text: str = page.render(lang=chosen, here=_switch(scope), t=t, **values)
    return text.encode()


def _switch(scope: Scope) -> Callable[[str], str] | None:
    """Makes this page's address in another language; ``None`` where it has no address."""
    if scope["method"] == "POST":
        return None
    pairs = [
        pair
        for pair in parse_qsl(scope["query_string"].decode("latin-1"), max_num_fields=None)
        if pair[0] != "lang"
    ]
    return lambda code: f"{quote(scope['path'])}?{urlencode([*pairs, ('lang', code)])}"


async def send(body: bytes, language: str, out: Callable[[Any], Awaitable[None]]) -> None:
    """Sends a page."""
    pairs = [
        ("content-type", "text/html; charset=utf-8"),
        ("content-language", language),
        ("content-length", str(len(body))),
        ("vary", "Accept, Accept-Language"),
    ]
    await out({"type": "http.response.start", "status": 200, "headers": of(pairs)})
    await out({"type": "http.response.body", "body": body})


_COUNT = re.compile(r'<p class="count" data-rows="(\d+)" data-more="(\d)"></p>$')


def result(work: Work, table: str, scope: Scope) -> bytes:
    """The page of a query with its answer; ``table`` comes escaped from the worker."""
    counted = _COUNT.search(table)
    rows, more = (int(counted[1]), counted[2] == "1") if counted else (0, False)
    triples = 'scope="col">subject</th><th scope="col">predicate' in table
    offered = formats.graphs() if triples else formats.results()
    return render(
        "query.html",
        scope,
        query=work.text,
        default_graphs=work.default_graphs,
        named_graphs=work.named_graphs,
        table=Markup(_COUNT.sub("", table)),  # noqa: S704 - escaped by the worker, cell by cell
        counted=bool(counted),
        rows=rows,
        more=more,
        formats=offered,
    )


@cache
def style() -> bytes:
    """The style sheet."""
    return (Path(__file__).parent / "static" / "style.css").read_bytes()


def as_json(data: object) -> bytes:
    """Data as JSON, to be read by people as well."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def read_ahead() -> None:
    """Compiles every template, for where no file can be opened any more."""
    for name in _environment().list_templates():
        _environment().get_template(name)
