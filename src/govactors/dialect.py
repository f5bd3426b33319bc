"""What Virtuoso says otherwise than the standards, put right before anybody reads it.

Its blank nodes are named ``nodeID://b1``, which is no label of a blank node, and it answers ASK
with a row that holds 1, or with none.
"""

import re
from collections.abc import Iterator

import pyoxigraph as ox

ENGINE = "Virtuoso"
"""How the engine calls itself in the header Server."""

_NODE = re.compile(rb'("bnode"\s*,\s*"value"\s*:\s*"|<bnode>)nodeID://')
_STARTS = (b'"bnode"', b"<bnode>")
_LONGEST = 60
_COLUMN = "__ASK_RETVAL"


def relabelled(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The bytes of a result with plain labels for blank nodes.

    What is looked for holds a quotation mark or an angle bracket that text in JSON or XML cannot
    hold unescaped, so the text of a literal is never touched.

    >>> b"".join(relabelled(iter([b'"bnode", "val', b'ue": "nodeID://b1"'])))
    b'"bnode", "value": "b1"'
    """
    left = b""
    for piece in pieces:
        text = _NODE.sub(rb"\1", left + piece)
        cut = _unsure(text)
        left = text[cut:]
        yield text[:cut]
    yield left


def _unsure(text: bytes) -> int:
    """Where the end begins that may turn out to be a blank node when more has come."""
    for start in _STARTS:
        found = text.rfind(start, max(len(text) - _LONGEST, 0))
        if found >= 0:
            return found
    sizes = range(len(_STARTS[0]) - 1, 0, -1)
    held = next((n for n in sizes for start in _STARTS if text.endswith(start[:n])), 0)
    return len(text) - held


def yes_or_no(solutions: ox.QuerySolutions) -> ox.QueryBoolean | ox.QuerySolutions:
    """The yes or no that a row stands for; an ordinary result as it is."""
    if [each.value for each in solutions.variables] != [_COLUMN]:
        return solutions
    yes = any(getattr(row[0], "value", "") in ("1", "true") for row in solutions)
    body = b'{"head":{},"boolean":true}' if yes else b'{"head":{},"boolean":false}'
    return ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
