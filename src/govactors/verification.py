"""Passages held against the document they point into: offsets and digests, byte for byte."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from govactors import turtle
from govactors.contents import Contents
from govactors.problems import Problem

_PASSAGES = Path(__file__).with_name("queries") / "passages.rq"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A passage, or the document itself, that differs from what the data record."""

    iri: str
    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome for one document: which source it is, what was checked, what differs."""

    source: str
    checked: int
    mismatches: tuple[Mismatch, ...]

    @property
    def holds(self) -> bool:
        """Whether every passage is where, and what, the data say."""
        return not self.mismatches


def verify(publication: Contents, document: Path, source: str | None = None) -> Verification:
    """Checks every passage of a source against the document's text.

    The text is decoded as UTF-8 and nothing is normalised; offsets count characters. Without
    ``source`` it is the one source of the publication whose passages have positions.

    Raises :class:`Problem` ``unreadable-input``, ``not-utf8`` or ``unknown-thing``.
    """
    text = turtle.document(document, document.name or str(document))
    passages = _passages(publication, source)
    mismatches: list[Mismatch] = []
    (iri,) = {passage[0] for passage in passages}
    for _, passage, page, recorded, ranges in passages:
        stretches = ", ".join(f"{start}-{end}" for start, end in ranges)
        where = f"page {page}, characters {stretches}" if page else f"characters {stretches}"
        if any(end > len(text) for _, end in ranges):
            reason = f"ends after the text, which has {len(text)} characters"
            mismatches.append(Mismatch(passage, where, reason))
            continue
        content = "".join(text[start:end] for start, end in ranges)
        if digest(content) != recorded:
            mismatches.append(Mismatch(passage, where, "the text there has another SHA-256"))
    return Verification(iri, len(passages), tuple(mismatches))


_Passage = tuple[str, str, str, str, tuple[tuple[int, int], ...]]


def _passages(publication: Contents, source: str | None) -> list[_Passage]:
    rows = publication.select(_PASSAGES.read_text(encoding="utf-8"))
    found: dict[str, _Passage] = {}
    for row in rows:
        ranges = {(int(str(a)), int(str(b))) for a, b in _pairs(str(row[4]))}
        key = str(row[1])
        found[key] = (str(row[0]), key, str(row[2] or ""), str(row[3]), tuple(sorted(ranges)))
    sources = sorted({each[0] for each in found.values()})
    listed = ", ".join(sources) or "none"
    if source is None and len(sources) != 1:
        raise Problem(
            "unknown-thing",
            f"It is not clear which source the document is; with positions: {listed}.",
            hint="Name one with --source.",
        )
    chosen = [each for each in found.values() if source in (None, each[0])]
    if not chosen:
        raise Problem(
            "unknown-thing",
            f"<{source}> is no source with positions.",
            hint=f"Sources with positions: {listed}.",
        )
    return sorted(chosen, key=lambda each: (each[4], each[1]))


def _pairs(ranges: str) -> list[tuple[str, str]]:
    return [(a, b) for a, _, b in (each.partition("-") for each in ranges.split())]


def digest(text: str) -> str:
    """The SHA-256 that ``ga:sha256`` records for a stretch of text.

    >>> digest("")[:16]
    'e3b0c44298fc1c14'
    """
    return hashlib.sha256(text.encode()).hexdigest()
