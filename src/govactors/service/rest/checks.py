"""Somebody's own Turtle, held against the shapes: as a page, and as JSON."""

from dataclasses import dataclass, replace
from typing import Any

from govactors import engines, validation
from govactors.findings import Finding, by_subject
from govactors.folder import Role
from govactors.problems import Problem
from govactors.report import Report
from govactors.service.html import pages
from govactors.service.makings import JSON, Made, Making
from govactors.service.serialisation import HTML
from govactors.shapes import Severity

LISTED = 1000
"""Findings that JSON lists."""

ON_PAGE = 200
"""Findings that a page lists."""

TURTLE = "text/turtle"

_WORDS = {
    "violation": ("Fout", "Error"),
    "warning": ("Waarschuwing", "Warning"),
    "info": ("Tip", "Hint"),
}

LINES = 2000
"""Lines of what was sent that a page shows with their numbers."""


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding in the language of the page."""

    severity: str
    word: str
    message: str
    detail: str
    line: int


@dataclass(frozen=True, slots=True)
class SubjectView:
    """What was found about one subject; ``line`` is where it is described, 0 if unknown."""

    name: str
    line: int
    findings: list[FindingView]


def checked(making: Making) -> Made:
    """The findings on a Turtle text: ``/toets`` and ``/v1/validate``."""
    text = dict(making.ask.values).get("turtle", "")
    if making.media_type == HTML:
        return _page(making, text)
    report = _report(making, text)
    if making.media_type == TURTLE:
        return Made(report.render("ttl").encode(), TURTLE, passing=True)
    language = making.ask.language
    listed = [_item(each, language) for each in report.findings[:LISTED]]
    made = {
        "conforms": report.conforms,
        "judged": report.judged,
        "summary": report.summary(language),
        "counts": {each.value: report.count(each) for each in Severity},
        "total": len(report.findings),
        "complete": len(listed) == len(report.findings),
        "findings": listed,
    }
    return Made(pages.as_json(made), JSON, passing=True)


def read_ahead() -> None:
    """Imports what a validation needs, for where no file can be opened any more."""
    engines.fast("", ())


def _report(making: Making, text: str) -> Report:
    if not any(file.role is Role.SHAPES for file in making.publication.files):
        raise Problem("not-found", "This publication has no shapes to hold Turtle against.")
    return validation.of_text(making.publication, text)


def _page(making: Making, text: str) -> Made:
    report: Report | None = None
    broken: Problem | None = None
    if text.strip():
        try:
            report = _report(making, text)
        except Problem as problem:
            if problem.kind != "broken-turtle":
                raise
            broken = problem
    shown = report.findings[:ON_PAGE] if report else ()
    lines = list(enumerate(text.rstrip().split("\n"), start=1))
    plain = replace(making, ask=replace(making.ask, values=()))  # it stands in no address
    made = plain.html(
        "toets.html",
        "/toets",
        text=text,
        report=report,
        broken=broken,
        summary=report.summary(making.ask.language) if report else "",
        subjects=[_subject(report, list(group), making) for _, group in by_subject(shown)]
        if report
        else [],
        lines=lines[:LINES],
        cut=len(lines) > LINES,
        example=_example(making),
        more=len(report.findings) - len(shown) if report else 0,
    )
    return Made(made.body, made.media_type, 400 if broken else 200, passing=True)


def _example(making: Making) -> str:
    """The prefixes of the publication, to begin with."""
    used = ("ga", "organisatie", "taak", "begrip", "bron", "uitspraak", "skos")
    known = making.publication.addresses.prefixes
    return "".join(f"PREFIX {name}: <{known[name]}>\n" for name in used if name in known)


def _subject(report: Report, group: list[Finding], making: Making) -> SubjectView:
    english = making.ask.language == "en"
    views = [
        FindingView(
            each.severity.value,
            _WORDS[each.severity.value][english],
            each.message(making.ask.language),
            " = ".join(report.shorten(part) for part in (each.path, each.value) if part),
            each.line,
        )
        for each in group
    ]
    return SubjectView(report.named(group[0]), group[0].line, views)


def _item(each: Finding, language: str) -> dict[str, Any]:
    return {
        "subject": each.subject,
        "line": each.line or None,
        "severity": each.severity.value,
        "message": each.message(language),
        "path": each.path or None,
        "value": each.value or None,
        "shape": each.shape,
        "constraint": each.constraint,
    }
