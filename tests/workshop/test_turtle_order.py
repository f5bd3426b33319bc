"""Turtle that is reviewed by reading it: one block a subject, in order, its kind first.

The formatter does the layout; what it does not look at is looked at here.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest

from govactors.terms import OWL, PREFIXES, RDF
from govactors.turtle import subject_lines, triples

ROOT = Path(__file__).parents[2]
LONG_STRING = re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"""', re.DOTALL)
KIND = ox.NamedNode(RDF + "type")
ONTOLOGY = ox.NamedNode(OWL + "Ontology")


def faults(text: str) -> Iterator[str]:
    """What is out of order in a Turtle text."""
    found = [
        (t.subject.value, t.predicate, t.object)
        for t in triples(text, "text")
        if isinstance(t.subject, ox.NamedNode)
    ]
    headers = {subject for subject, *rest in found if rest == [KIND, ONTOLOGY]}
    blanked = LONG_STRING.sub(lambda match: '""' + "\n" * match[0].count("\n"), text)
    blocks = [iri for iri, _ in subject_lines(blanked, {})]
    if set(blocks) != {subject for subject, _, _ in found}:
        yield "a block that does not start at the first column of a line"
    for one, other in pairwise(blocks):
        if one == other:
            yield f"two blocks for <{one}>"
        elif (one not in headers, one) > (other not in headers, other):
            yield f"<{other}> stands after <{one}>"
    first = {subject: predicate for subject, predicate, _ in reversed(found)}
    for subject, predicate, _ in found:
        if predicate == KIND and first[subject] != KIND:
            yield f"the kind of <{subject}> is not said first"


def _files() -> list[Path]:
    folders = ("ontology", "data", "shapes", "queries")
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.ttl"))


@pytest.mark.parametrize("path", _files(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_subjects_are_in_order(path: Path) -> None:
    assert list(faults(path.read_text(encoding="utf-8"))) == []


HEAD = "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n@prefix x: <http://x/> .\n\n"


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("x:a a x:K .\n\nx:b a x:K .\n", None),
        ("x:z a owl:Ontology .\n\nx:a a x:K .\n", None),
        ('x:a a x:K ;\n    x:p """\nx:c x:p\n""" .\n\nx:b a x:K .\n', None),
        ("x:a x:p [ x:p 1 ; a x:K ] .\n", None),
        ("x:b a x:K .\n\nx:a a x:K .\n", "<http://x/a> stands after <http://x/b>"),
        ("x:a a x:K .\n\nx:z a owl:Ontology .\n", "<http://x/z> stands after <http://x/a>"),
        ("x:a a x:K .\n\nx:a x:p 1 .\n", "two blocks for <http://x/a>"),
        ("x:a a x:K .\n\nx:b x:p 1 .\n\nx:a x:p 1 .\n", "<http://x/a> stands after <http://x/b>"),
        ("x:a x:p 1 ;\n    a x:K .\n", "the kind of <http://x/a> is not said first"),
        ("x:a a x:K . x:b a x:K .\n", "a block that does not start"),
    ],
)
def test_the_check_sees_what_is_wrong(body: str, fault: str | None) -> None:
    found = list(faults(HEAD + body))
    assert len(found) == (fault is not None)
    assert all(each.startswith(str(fault)) for each in found)


def test_every_prefix_means_what_it_means_elsewhere() -> None:
    known = dict(PREFIXES)
    for path in _files():
        text = path.read_text(encoding="utf-8")
        for prefix, iri in re.findall(r"^@prefix\s+([\w-]+):\s*<([^>]*)>", text, re.MULTILINE):
            assert known.setdefault(prefix, iri) == iri, f"{path.name} redefines {prefix}:"
