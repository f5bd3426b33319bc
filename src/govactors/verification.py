"""Passages held against the document they point into: offsets and digests, byte for byte."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from govactors import turtle
from govactors.contents import Contents
from govactors.problems import Problem

_QUERIES = Path(__file__).with_name("queries")
_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A passage, or the document itself, that differs from what the data record."""

    iri: str
    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome for one document: which source it is, what was checked, what differs.

    ``checked`` counts passages, ``mismatches`` lists those that differ. ``document`` says so
    where the source has a digest of the whole document and the document has another.
    ``cause`` tells what the file was saved with, if that alone explains every difference: a
    byte order mark, or other line ends.
    """

    source: str
    checked: int
    mismatches: tuple[Mismatch, ...]
    document: Mismatch | None = None
    cause: str = ""

    @property
    def holds(self) -> bool:
        """Whether the document and every passage is where, and what, the data say."""
        return not self.mismatches and self.document is None


@dataclass(frozen=True, slots=True)
class _Passage:
    """A stretch of a document as the data record it."""

    iri: str
    page: str
    digest: str
    ranges: tuple[tuple[int, int], ...]

    def mismatch(self, text: str) -> Mismatch | None:
        """What differs in a text, if anything does."""
        stretches = ", ".join(f"{start}-{end}" for start, end in self.ranges)
        at = f"page {self.page}, " if self.page else ""
        where = f"{at}characters {stretches}"
        if any(end > len(text) for _, end in self.ranges):
            return Mismatch(
                self.iri, where, f"ends after the text, which has {len(text)} characters"
            )
        if digest("".join(text[start:end] for start, end in self.ranges)) != self.digest:
            return Mismatch(self.iri, where, "the text there has another SHA-256")
        return None


@dataclass(frozen=True, slots=True)
class _Record:
    """What the data record of the document of a source; an empty digest is none."""

    source: str
    digest: str
    passages: tuple[_Passage, ...]

    def document(self, text: str) -> Mismatch | None:
        """How the document as a whole differs, if it does."""
        if self.digest in ("", digest(text)):
            return None
        where = f"the whole document, {len(text)} characters"
        return Mismatch(self.source, where, "it has another SHA-256")

    def mismatches(self, text: str) -> tuple[Mismatch, ...]:
        """The passages that differ."""
        found = (passage.mismatch(text) for passage in self.passages)
        return tuple(each for each in found if each)

    def holds(self, text: str) -> bool:
        """Whether nothing differs."""
        return self.document(text) is None and not self.mismatches(text)


def verify(publication: Contents, document: Path, source: str | None = None) -> Verification:
    """Checks a document, and every passage of its source, against what the data record.

    The text is decoded as UTF-8 and nothing is normalised; offsets count characters. Without
    ``source`` it is the one source of the publication that can be checked: whose passages have
    positions, or that has a digest itself.

    Raises :class:`Problem` ``unreadable-input``, ``not-utf8`` or ``unknown-thing``.
    """
    document = turtle.place(document)
    text = turtle.document(document, document.name or str(document))
    record = _chosen(_records(publication), source)
    found, whole = record.mismatches(text), record.document(text)
    cause = _cause(record, text) if found or whole else ""
    return Verification(record.source, len(record.passages), found, whole, cause)


def _cause(record: _Record, text: str) -> str:
    """What an editor or a checkout made of the text, if all is well without that."""
    mark = _MARK if text.startswith(_MARK) else ""
    ends = "\r\n" if "\r\n" in text else "\n"
    plain = text.removeprefix(_MARK).replace("\r\n", "\n")
    for recorded in ("", _MARK):
        for wanted in ("\n", "\r\n"):
            if record.holds(recorded + plain.replace("\n", wanted)):
                causes = []
                if mark != recorded:
                    causes.append(f"{'a' if mark else 'no'} byte order mark (BOM)")
                if ends != wanted:
                    names = {"\n": "LF", "\r\n": "CRLF"}
                    causes.append(f"line ends {names[ends]}, not {names[wanted]}")
                return " and ".join(causes)
    return ""


def _chosen(records: dict[str, _Record], source: str | None) -> _Record:
    """The record of the source named, or the only one."""
    listed = ", ".join(sorted(records)) or "none"
    if source is None:
        if len(records) != 1:
            raise Problem(
                "unknown-thing",
                "It is not clear which source the document is; with positions or a digest: "
                f"{listed}.",
                hint="Name one with --source.",
            )
        return next(iter(records.values()))
    if source not in records:
        raise Problem(
            "unknown-thing",
            f"<{source}> is no source with positions or a digest.",
            hint=f"Those with positions or a digest: {listed}.",
        )
    return records[source]


def _records(publication: Contents) -> dict[str, _Record]:
    """By source: what can be checked."""
    digests = {str(row[0]): str(row[1]) for row in publication.select(_text("document-digests"))}
    passages: dict[str, list[_Passage]] = {source: [] for source in digests}
    for row in publication.select(_text("passages")):
        ranges = tuple(sorted({(int(a), int(b)) for a, b in _pairs(str(row[4]))}))
        passage = _Passage(str(row[1]), str(row[2] or ""), str(row[3]), ranges)
        passages.setdefault(str(row[0]), []).append(passage)
    return {
        source: _Record(source, digests.get(source, ""), tuple(sorted(found, key=_order)))
        for source, found in passages.items()
    }


def _order(passage: _Passage) -> tuple[object, ...]:
    return (passage.ranges, passage.iri)


def _text(name: str) -> str:
    return (_QUERIES / f"{name}.rq").read_text(encoding="utf-8")


def _pairs(ranges: str) -> list[tuple[str, str]]:
    return [(a, b) for a, _, b in (each.partition("-") for each in ranges.split())]


def digest(text: str) -> str:
    """The SHA-256 that ``ga:sha256`` records for a text or a stretch of it.

    >>> digest("")[:16]
    'e3b0c44298fc1c14'
    """
    return hashlib.sha256(text.encode()).hexdigest()
