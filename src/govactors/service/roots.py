"""Where in somebody else's application this one stands: what its own links begin with.

Everything else here speaks of paths as if they began at the host. The one place that puts the
root before the links of a page is :func:`prefixed`; those in headers are
:mod:`govactors.service.hosting`'s. A worker learns the root from the request it works for.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from urllib.parse import quote

_ROOT: ContextVar[str] = ContextVar("root", default="")
_LINK = re.compile(r' (href|src|action|formaction)="/(?!/)')


def current() -> str:
    """The root of the request that is being answered; nothing for an application of its own."""
    return _ROOT.get()


@contextmanager
def standing(root: str) -> Iterator[None]:
    """Answers what is asked below a root, such as ``/actors``."""
    token = _ROOT.set(root)
    try:
        yield
    finally:
        _ROOT.reset(token)


def prefixed(page: str) -> str:
    """A page whose links to its own host begin with the root.

    Every quotation mark in a value is escaped in a page, so what looks like a link is one.

    >>> with standing("/actors"):
    ...     prefixed('<a href="/def">the words</a> <a href="https://example.org/">elsewhere</a>')
    '<a href="/actors/def">the words</a> <a href="https://example.org/">elsewhere</a>'
    """
    root = quote(current(), safe="/-._~")
    return _LINK.sub(rf' \1="{root}/', page) if root else page
