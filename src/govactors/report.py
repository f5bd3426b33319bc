"""A report of findings: for people as text or HTML, for programs as JSON, Turtle or SARIF."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

import pyoxigraph as ox

from govactors import sarif
from govactors.findings import Finding, by_subject, finding_triples
from govactors.problems import Problem, expect_language
from govactors.shapes import Severity
from govactors.terms import RDF, SH, XSD, Addresses

_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "nl": {
            "violation": "fout",
            "warning": "waarschuwing",
            "info": "tip",
            "violations": "fouten",
            "warnings": "waarschuwingen",
            "infos": "tips",
            "none": "Niets gevonden.",
            "unjudged": "Niets beoordeeld: geen onderwerp heeft een soort die de vormen kennen.",
        },
        "en": {
            "violation": "violation",
            "warning": "warning",
            "info": "hint",
            "violations": "violations",
            "warnings": "warnings",
            "infos": "hints",
            "none": "Nothing found.",
            "unjudged": "Nothing was judged: no subject has a kind the shapes know.",
        },
    }
)


@dataclass(frozen=True)
class Report:
    """The findings of one validation, sorted by subject, then from grave to slight.

    A violation may not be published, a warning should be mended, an info would be nice.
    ``judged`` is false if the files hold nothing that a shape speaks of.
    """

    findings: tuple[Finding, ...]
    addresses: Addresses
    version: str
    judged: bool = True

    @property
    def conforms(self) -> bool:
        """True if there is neither a violation nor a warning; infos leave it true.

        This is what exit code 0 means. In the Turtle report ``sh:conforms`` is as the
        standard has it: true only if there is no result at all.
        """
        return all(finding.severity is Severity.INFO for finding in self.findings)

    def count(self, severity: Severity) -> int:
        """How many findings there are of a severity."""
        return Counter(finding.severity for finding in self.findings)[severity]

    def render(self, format: str = "text", language: str = "nl") -> str:  # noqa: A002 - as --format
        """The report as text, json, ttl, html or sarif; html and json hold both languages.

        Raises :class:`govactors.Problem` ``unknown-format`` or ``invalid-parameter``.

        >>> print(Report((), Addresses("https://example.org/"), "1.0").render(language="en"))
        Nothing found.
        <BLANKLINE>
        """
        if format not in _FORMATS:
            known = ", ".join(_FORMATS)
            raise Problem(
                "unknown-format", f"There is no format {format!r}.", hint=f"Choose one of: {known}."
            )
        expect_language(language)
        return _FORMATS[format](self, language)

    def __repr__(self) -> str:
        return f"<Report: {self.summary('en')}>"

    def _repr_html_(self) -> str:
        from govactors import notebook

        return notebook.report(self)

    def summary(self, language: str) -> str:
        """The counts in words, for instance ``2 violations, 1 hint``."""
        expect_language(language)
        words = _WORDS[language]
        counts = [(severity.value, self.count(severity)) for severity in Severity]
        parts = [f"{n} {words[kind if n == 1 else kind + 's']}" for kind, n in counts if n]
        return f"{', '.join(parts)}." if parts else words["none" if self.judged else "unjudged"]

    def named(self, finding: Finding) -> str:
        """The subject, short; with the thing it is part of if it is a blank node."""
        short = self.addresses.shorten
        held = f" in {short(finding.holder)}" if finding.holder else ""
        return short(finding.subject) + held

    def shorten(self, text: str) -> str:
        """Addresses in a subject, path or value (N-Triples, SPARQL) made short."""
        if text.startswith('"'):
            value, mark, kind = text.rpartition("^^")
            return value + mark + self.shorten(kind) if mark else text
        for piece in {piece.partition(">")[0] for piece in text.split("<")[1:]}:
            text = text.replace(f"<{piece}>", self.addresses.shorten(piece))
        return text


def _text(report: Report, language: str) -> str:
    lines = []
    words = _WORDS[language]
    for _, group in by_subject(report.findings):
        first = group[0]
        lines.append(f"{report.named(first)}  {first.place}".rstrip())
        for finding in group:
            lines.append(f"  {words[finding.severity.value]}: {finding.message(language)}")
            details = " = ".join(report.shorten(x) for x in (finding.path, finding.value) if x)
            place = finding.place if finding.place != first.place else ""
            lines.append("    " + "  ".join(filter(None, (details, f"[{finding.name}]", place))))
        lines.append("")
    return "\n".join([*lines, report.summary(language), ""])


def _json(report: Report, language: str) -> str:  # noqa: ARG001 - one signature for all
    content = {
        "conforms": report.conforms,
        "counts": {severity.value: report.count(severity) for severity in Severity},
        "findings": [
            {
                "subject": finding.subject,
                "severity": finding.severity.value,
                "message": {"nl": finding.message_nl, "en": finding.message_en},
                "path": finding.path or None,
                "value": finding.value or None,
                "shape": finding.shape,
                "constraint": finding.constraint,
                "file": finding.file or None,
                "line": finding.line or None,
                "holder": finding.holder or None,
            }
            for finding in report.findings
        ],
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _turtle(report: Report, language: str) -> str:  # noqa: ARG001 - one signature for all
    """The SHACL validation report; its blank nodes are numbered, so its bytes repeat."""
    root = ox.BlankNode("report")
    conforms = ox.Literal(str(not report.findings).lower(), datatype=ox.NamedNode(XSD + "boolean"))
    triples = [
        ox.Triple(root, ox.NamedNode(RDF + "type"), ox.NamedNode(SH + "ValidationReport")),
        ox.Triple(root, ox.NamedNode(SH + "conforms"), conforms),
    ]
    for number, finding in enumerate(report.findings, start=1):
        result = ox.BlankNode(f"result{number}")
        triples.append(ox.Triple(root, ox.NamedNode(SH + "result"), result))
        triples += finding_triples(finding, result)
    prefixes = report.addresses.prefixes
    text = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes)
    return (text or b"").decode()


def _sarif(report: Report, language: str) -> str:
    content = sarif.log(report.findings, report.addresses, report.version, language)
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _html(report: Report, language: str) -> str:
    groups = list(by_subject(report.findings))
    page: str = _template().render(report=report, groups=groups, words=_WORDS, language=language)
    return page


@cache
def _template() -> Any:
    from jinja2 import Environment, PackageLoader

    environment = Environment(
        loader=PackageLoader("govactors"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("report.html")


_FORMATS: Mapping[str, Callable[[Report, str], str]] = MappingProxyType(
    {"text": _text, "json": _json, "ttl": _turtle, "html": _html, "sarif": _sarif}
)
