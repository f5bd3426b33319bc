"""Findings as SARIF 2.1.0, the format in which code hosts and editors show them in place."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from govactors.findings import Finding
from govactors.shapes import Severity
from govactors.terms import Addresses

SCHEMA_ADDRESS = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS: Mapping[Severity, str] = MappingProxyType(
    {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
)


def log(
    findings: Sequence[Finding], addresses: Addresses, version: str, language: str
) -> dict[str, Any]:
    """The log file as plain values: one run, a rule a shape, a result a finding.

    >>> log((), Addresses("https://example.org/"), "1.0", "en")["runs"][0]["results"]
    []
    """
    rules = {finding.shape: finding for finding in sorted(findings, key=lambda f: f.shape)}
    driver = {
        "name": "govactors",
        "informationUri": addresses.base,
        "version": version,
        "rules": [_rule(finding, language) for finding in rules.values()],
    }
    index = {shape: number for number, shape in enumerate(rules)}
    results = [_result(each, index[each.shape], addresses, language) for each in findings]
    run = {
        "tool": {"driver": driver},
        "language": language,
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return {"$schema": SCHEMA_ADDRESS, "version": "2.1.0", "runs": [run]}


def _rule(finding: Finding, language: str) -> dict[str, Any]:
    return {
        "id": finding.name,
        "shortDescription": {"text": finding.message(language)},
        "helpUri": finding.shape,
        "defaultConfiguration": {"level": _LEVELS[finding.severity]},
    }


def _result(finding: Finding, rule: int, addresses: Addresses, language: str) -> dict[str, Any]:
    subject = addresses.shorten(finding.subject)
    full = finding.subject
    if finding.holder:
        subject = f"{subject} in {addresses.shorten(finding.holder)}"
        full = f"{finding.holder} {finding.subject}"
    location: dict[str, Any] = {"logicalLocations": [{"name": subject, "fullyQualifiedName": full}]}
    if finding.file:
        location["physicalLocation"] = {"artifactLocation": {"uri": _uri(finding.file)}}
        if finding.line:
            location["physicalLocation"]["region"] = {"startLine": finding.line}
    return {
        "ruleId": finding.name,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{subject}: {finding.message(language)}"},
        "locations": [location],
    }


def _uri(file: str) -> str:
    """The name of a file as a URI reference: relative as it was named, or absolute ``file://``.

    >>> _uri("mijn bron.ttl"), _uri("/data/één.ttl")
    ('mijn%20bron.ttl', 'file:///data/%C3%A9%C3%A9n.ttl')
    """
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
