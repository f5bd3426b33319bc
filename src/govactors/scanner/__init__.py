"""SPARQL text looked at, not parsed: what a query is, and whether it may be evaluated here.

The engine has no switch against ``SERVICE``, overflows its stack on deep nesting and gives no
syntax tree, so a token scanner decides before it. The engine's own lexer wants no space between
tokens (``trueSERVICE<x>`` federates), so wherever a text can be read in two ways, the reading
that could harm counts, or the query is refused and the user is told to write it clearly.
"""

from collections.abc import Collection, Mapping

from govactors.problems import Problem
from govactors.scanner.scan import LIMIT, RefusedError, Scan, Traits
from govactors.scanner.tokens import decode, origin

__all__ = ["LIMIT", "Traits", "check"]


def check(
    text: str,
    *,
    graphs: Collection[str] | None = None,
    prefixes: Mapping[str, str] | None = None,
) -> Traits:
    """The traits of a query that may be evaluated.

    ``graphs`` are those there are (``None``: FROM is not looked at), ``prefixes`` those that
    need no declaration. Takes time in proportion to the length of the text.

    Raises :class:`Problem`, with line and column: ``federation-refused``, ``update-refused``,
    ``query-too-deep``, ``query-too-long``, ``unknown-graph``, ``known-wrong-answer``, or
    ``query-syntax`` where a string is not closed, a ``<`` can be read in two ways, or an
    aggregate stands in another.

    >>> check("SELECT ?service { ?service ?p 'SERVICE' } # SERVICE").form
    'select'
    >>> check("ASK { \\\\u0053ervice <https://example.org/> {} }")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    govactors.problems.Problem: line 1, column 7: The query calls SERVICE. Ask the other ...
    """
    decoded = decode(text)
    scan = Scan(decoded, dict(prefixes or {}))
    try:
        scan.run()
        if graphs is not None:
            scan.require(graphs)
    except RefusedError as found:
        raise _problem(text, decoded, found) from None
    return scan.traits()


def _problem(text: str, decoded: str, found: RefusedError) -> Problem:
    """The reason with line and column of the text as it was sent."""
    offset = found.offset if text == decoded else origin(text, found.offset)
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return Problem(found.kind, found.detail, hint=found.hint, line=line, column=column)
