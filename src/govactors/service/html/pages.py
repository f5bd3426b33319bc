"""Pages for people: templates, languages, and what every page knows."""

import json
import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from jinja2 import DictLoader, Environment, StrictUndefined, select_autoescape
from markupsafe import Markup

from govactors import formats
from govactors.service import headers, negotiation, roots
from govactors.service.headers import Scope, header, of
from govactors.service.html.calendar import in_words
from govactors.service.html.imprint import Imprint
from govactors.service.workers.frames import Work

LANGUAGES = ("nl", "en")

_LONGEST = 1500
"""Characters of an address up to which a page names itself by it."""

_site = Imprint()
_speaking: ContextVar[Imprint | None] = ContextVar("speaking", default=None)


def introduce(imprint: Imprint) -> None:
    """Tells what every page of this process says of its publication: a process has but one."""
    global _site
    _site = imprint


@contextmanager
def speaking_for(imprint: Imprint) -> Iterator[None]:
    """Makes pages of one publication in a process that has several."""
    token = _speaking.set(imprint)
    try:
        yield
    finally:
        _speaking.reset(token)


@cache
def _environment() -> Environment:
    """The templates, each read now and compiled when it is first needed."""
    folder = Path(__file__).parent / "templates"
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.html")}
    return Environment(
        loader=DictLoader(texts),
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

    def day(text: str) -> str:
        return in_words(text, chosen)

    known = {
        "editor": _editor_tag(),
        "lang": chosen,
        "here": _switch(scope),
        "place": _place(scope),
        "t": t,
        "day": day,
    }
    page = _environment().get_template(template)
    text: str = page.render(
        **(known | {"site": _speaking.get() or _site, "style": _style_tag()} | values)
    )
    return roots.prefixed(text).encode()


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


def _place(scope: Scope) -> str:
    """This page's address on its host, whatever the language; without a query that is long."""
    given = parse_qsl(scope["query_string"].decode("latin-1"), max_num_fields=None)
    query = urlencode([pair for pair in given if pair[0] != "lang"])
    path = quote(scope["path"])[:_LONGEST]
    return f"{path}?{query}" if query and len(query) <= _LONGEST else path


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


@cache
def _editor_tag() -> str:
    """Different for every build of the query editor; empty where it was not built."""
    script = Path(__file__).parent / "static" / "editor.js"
    return headers.tag(script.read_bytes()).strip('"')[:8] if script.is_file() else ""


@cache
def _style_tag() -> str:
    """Different for every style sheet, so that no page gets one of before an update."""
    return headers.tag(style()).strip('"')[:8]


def as_json(data: object) -> bytes:
    """Data as JSON, to be read by people as well."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def read_ahead() -> None:
    """Reads every template and the style, for where no file can be opened any more."""
    _environment().from_string("{{ 'what compiling and rendering import' }}").render()
    _style_tag()
    _editor_tag()


def compiled() -> Iterator[str]:
    """Compiles the templates, one with each name that is taken."""
    for name in _environment().list_templates():
        _environment().get_template(name)
        yield name
