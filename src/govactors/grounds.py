"""Why something is in the answer: the statements it rests on and the passages that say so."""

from dataclasses import dataclass
from pathlib import Path

from govactors.contents import Contents
from govactors.problems import Problem, expect_language
from govactors.solutions import Iri, Row
from govactors.sources import place

_QUERIES = Path(__file__).with_name("queries")


@dataclass(frozen=True, slots=True)
class Ground:
    """A statement that something rests on, with one passage of its source.

    ``shortcut`` is the derived statement it was used for (``ga:leads``), or ``None`` where the
    statement itself was asked about. ``where`` is page, section, paragraph and locator in words
    (:meth:`govactors.Passage.where`), ``position`` lists characters, for instance ``496-560``.
    ``kind`` and ``certainty`` are the names that programs use, ``kind_label`` and
    ``certainty_label`` words for them in the language asked for.
    """

    statement: str
    kind: str
    certainty: str
    shortcut: str | None
    source: str
    title: str
    passage: str
    page: int | None
    section: str | None
    locator: str | None
    position: str | None
    where: str
    kind_label: str
    certainty_label: str


def why(
    contents: Contents,
    subject: str,
    predicate: str | None = None,
    object_: str | None = None,
    *,
    language: str = "nl",
) -> tuple[Ground, ...]:
    """The grounds for a thing, or for one derived or direct statement about it.

    With a subject alone: everything that any source says about it. With predicate and object:
    what ``subject predicate object`` rests on, whether a shortcut derived by a rule or said
    directly. All three are addresses. Titles, places and labels are in the ``language`` (``nl``
    or ``en``) where the publication has them in it.

    Raises :class:`Problem` ``unknown-thing`` if the publication does not say so.
    """
    expect_language(language)
    name = "why-thing" if predicate is None else "why-triple"
    bindings: dict[str, str] = {"subject": Iri(subject), "language": language}
    if predicate is not None:
        bindings["property"] = Iri(predicate)
    if object_ is not None:
        bindings["object"] = Iri(object_)
    rows = contents.select((_QUERIES / f"{name}.rq").read_text(encoding="utf-8"), **bindings)
    found: dict[object, Ground] = {}
    for ground in (_ground(row, language) for row in rows):
        found.setdefault((ground.statement, ground.shortcut, ground.passage), ground)
    if not found:
        asked = " ".join(
            contents.addresses.shorten(each) for each in (subject, predicate, object_) if each
        )
        raise Problem(
            "unknown-thing",
            f"No statement is a ground for: {asked}.",
            hint="Names and code lists are the publication's own and rest on no source.",
        )
    return tuple(found.values())


def _ground(row: Row, language: str) -> Ground:
    page, kind = row.page, str(row.kind).rpartition("#")[2]
    found = (row.page, row.section, row.paragraph, row.locator)
    return Ground(
        str(row.statement),
        kind,
        str(row.certainty),
        str(row.shortcut) if row.shortcut else None,
        str(row.source),
        str(row.title or ""),
        str(row.passage),
        page if isinstance(page, int) else None,
        str(row.section) if row.section else None,
        str(row.locator) if row.locator else None,
        str(row.position) if row.position else None,
        place(language, *found),
        str(row.kindLabel or kind),
        str(row.certaintyLabel or row.certainty),
    )
