"""The columns of ``SELECT *``: in the order in which a query names them.

The standard leaves the order open. The engine sorts the names; other engines, and those who read
the answer, expect the order of the query.
"""

import re
from collections.abc import Collection

from govactors.scanner.tokens import TOKEN

_STAR = re.compile(r"select(?:\s|#[^\r\n]*+)*+(?:(?:distinct|reduced)(?:\s|#[^\r\n]*+)*+)?\*", re.I)


def spelled(text: str, names: Collection[str]) -> str | None:
    """The query with its columns spelled out in place of ``*``; ``None`` where nothing changes.

    ``names`` are the columns that the engine gives.

    >>> spelled("SELECT * { ?z ?b ?a }", ["a", "b", "z"])
    'SELECT ?z ?b ?a { ?z ?b ?a }'
    """
    if not _STAR.search(text) or "\\u" in text.casefold():
        return None
    star, last = None, ""
    found: dict[str, None] = {}
    for token in TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == "space":
            continue
        word = token[0].casefold()
        if star is None and kind in ("open", "variable"):
            return None  # the outer SELECT names its columns
        if star is None and word == "*" and last in ("select", "distinct", "reduced"):
            star = token.start()
        if kind == "variable" and token[0][1:] in names:
            found.setdefault(token[0][1:])
        last = word
    ordered = [*found, *(name for name in names if name not in found)]
    if star is None or not ordered or ordered == list(names):
        return None
    columns = " ".join(f"?{name}" for name in ordered)
    return f"{text[:star]}{columns}{text[star + 1 :]}"
