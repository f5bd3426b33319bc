"""Turtle files in: triples, or one :class:`Problem` that names file, line and column."""

import errno
import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from govactors.problems import Problem

_UNUSUAL = ("[", "(", "_:", "<<", "{|", "~")
"""Without one of these a text has neither blank nodes nor triple terms; most have none."""

_POSITION = re.compile(r"^Parser error [^:]*: ")


def text(path: Path, name: str) -> str:
    """The text of a Turtle or SPARQL file; ``name`` is what messages call it.

    Line ends are plain and a byte order mark is dropped: what a checkout or an editor on
    Windows makes of a file must not change what is published.

    Raises :class:`Problem` ``unreadable-input`` or ``not-utf8``.
    """
    return document(path, name).removeprefix("\ufeff").replace("\r\n", "\n")


def place(given: object) -> Path:
    """The file or folder that a user names, which need not exist.

    Raises :class:`Problem` ``invalid-parameter`` for what can be the name of none: an empty text,
    one that no system takes, or something that is no text and no path.

    >>> place("data/bron").name
    'bron'
    """
    if not isinstance(given, str | os.PathLike) or isinstance(os.fspath(given), bytes):
        raise Problem(
            "invalid-parameter", f"{given!r} is no path.", hint="Name a file or a folder."
        )
    if not os.fspath(given).strip():
        raise Problem("invalid-parameter", "A path is empty.", hint="Name a file or a folder.")
    try:
        os.lstat(given)
    except (OSError, ValueError) as error:
        if isinstance(error, ValueError) or error.errno == errno.ENAMETOOLONG:
            short = repr(os.fspath(given)[:40])
            raise Problem("invalid-parameter", f"{short} can be no path: {error}.") from error
    return Path(given)


def document(path: Path, name: str) -> str:
    """The text of any file, character for character as it stands there.

    Raises :class:`Problem` ``unreadable-input`` or ``not-utf8``.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise Problem(
            "unreadable-input", f"{error.strerror or 'It cannot be read'}.", file=name
        ) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Problem(
            "not-utf8",
            f"Byte {error.start} is not UTF-8.",
            hint="Save the file as UTF-8.",
            file=name,
            line=line,
        ) from error


def triples(source: str, name: str, base: str | None = None) -> list[ox.Triple]:
    """The triples of a Turtle text, in the order of the text.

    Blank nodes get labels that depend on ``name`` and their order only: those of two files
    never meet, and those without a label are not random.

    Raises :class:`Problem` ``broken-turtle`` with line and column; nothing is returned then.

    >>> [str(t.object) for t in triples("<http://a/b> <http://a/c> 1.50 .", "x.ttl")]
    ['"1.50"^^<http://www.w3.org/2001/XMLSchema#decimal>']
    """
    try:
        quads = list(ox.parse(source, format=ox.RdfFormat.TURTLE, base_iri=base))
    except SyntaxError as error:
        what = _POSITION.sub("", error.msg).rstrip(".")
        raise Problem(
            "broken-turtle", f"{what}.", file=name, line=error.lineno, column=error.offset
        ) from error
    except MemoryError as error:  # the parser's own bound, not that of the machine
        raise Problem(
            "broken-turtle",
            "It holds a name or text of more than 16 MB.",
            hint="Refer to a text of that length by its address.",
            file=name,
        ) from error
    found = [quad.triple for quad in quads]
    if not any(mark in source for mark in _UNUSUAL):
        return found
    if any(isinstance(each.object, ox.Triple) for each in found):
        raise Problem("broken-turtle", "Triple terms (RDF 1.2) are not used here.", file=name)
    return _labelled(found, name)


def _labelled(found: list[ox.Triple], name: str) -> list[ox.Triple]:
    """The triples with blank nodes numbered as they come, under a mark of the file's own."""
    mark = hashlib.sha256(name.encode()).hexdigest()[:12]
    labels: dict[object, ox.BlankNode] = {}
    for triple in found:
        for node in (triple.subject, triple.object):
            if isinstance(node, ox.BlankNode):
                labels.setdefault(node, ox.BlankNode(f"b{mark}x{len(labels)}"))
    if not labels:
        return found
    return [
        ox.Triple(labels.get(t.subject, t.subject), t.predicate, labels.get(t.object, t.object))
        for t in found
    ]


def subject_lines(source: str, addresses: dict[str, str]) -> Iterator[tuple[str, int]]:
    """The IRIs that start a line of the text, with the line: where each subject's block is.

    ``addresses`` holds the prefixes used; those declared in the text win. Canonical Turtle
    starts each block at the first column, so for our own files nothing is missed.
    """
    prefixes = dict(addresses)
    for number, line in enumerate(source.split("\n"), start=1):
        declared = re.match(r"@?prefix\s+([\w-]*):\s*<([^>]*)>", line, re.IGNORECASE)
        if declared:
            prefixes[declared[1]] = declared[2]
            continue
        full = re.match(r"<([^>]*)>", line)
        short = re.match(r"([\w-]*):([\w.-]*[\w-])(?=\s|$)", line)
        if full:
            yield full[1], number
        elif short and short[1] in prefixes:
            yield prefixes[short[1]] + short[2], number
