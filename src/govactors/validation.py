"""SHACL in, findings out: a publication, or somebody's own files, held against the shapes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from govactors import findings, shapes, turtle
from govactors.contents import Contents
from govactors.engines import Result, fast, named, unnamed
from govactors.folder import File, Role, is_folder
from govactors.places import Places
from govactors.problems import Problem, expect
from govactors.report import Report
from govactors.terms import RDF, RDFS, SH

Engine = Callable[[str, Iterable[ox.Triple]], frozenset[Result]]

_KIND = ox.NamedNode(RDF + "type")
_SUBCLASS = ox.NamedNode(RDFS + "subClassOf")


def reference(shapes: str, triples: Iterable[ox.Triple]) -> frozenset[Result]:
    """The results of pyshacl, whose answers count where engines differ; loaded when needed."""
    from govactors.reference import results

    return results(shapes, triples)


ENGINES: Mapping[str, Engine] = MappingProxyType({"fast": fast, "reference": reference})
"""The engines by the names that callers use."""


def validate(
    publication: Contents, paths: Sequence[str | Path] = (), engine: str = "fast"
) -> Report:
    """What the shapes find in a publication, or in the Turtle files (or folders) named.

    The publication is judged as it is published: ontology, data and questions with what the
    rules derive. Somebody's own files are judged in its context and only what they describe
    is reported. Of a subject to which the files give a kind (``a ...``) the publication's own
    description is set aside, so that a changed copy is judged in place of the original; what
    the files say of another subject is added to what is published.

    ``engine`` is ``fast`` or ``reference`` (pyshacl); both find the same.

    Raises :class:`govactors.Problem`: ``unreadable-input``, ``not-utf8``, ``broken-turtle``,
    ``broken-shapes``, ``invalid-parameter``.

    >>> import govactors
    >>> report = validate(govactors.load())
    >>> report.conforms
    True
    """
    places = [turtle.place(path) for path in paths]
    return _report(publication, tuple(_own_files(places)), engine)


def of_text(publication: Contents, source: str, name: str = "", engine: str = "fast") -> Report:
    """What the shapes find in a Turtle text, judged as :func:`validate` judges a file.

    Nothing that the text names is read or fetched. ``name`` is what findings call it.

    Raises :class:`govactors.Problem` ``broken-turtle`` or ``broken-shapes``.
    """
    triples = tuple(turtle.triples(source, name))
    return _report(publication, (File(name, Role.SOURCE, source, name, triples),), engine)


def _report(publication: Contents, own: tuple[File, ...], engine: str) -> Report:
    """What the shapes find in files of somebody, or, without any, in the publication."""
    promises = shapes.catalogue(publication.files)
    if not promises:
        raise Problem("broken-shapes", "The publication holds none.", hint="Add a folder shapes/.")
    published = tuple(file for file in publication.files if file.triples and _judged(file))
    triples = _merged(publication, published, own)
    results = judge(engine, shapes.text(publication.files), triples)
    if own:
        subjects = {str(t.subject) for file in own for t in file.triples}
        results = frozenset(result for result in results if result.focus in subjects)
    where = Places(own, published if results else (), publication.addresses.prefixes)
    found = findings.findings(results, promises, where)
    judged = not own or bool(found) or _known(publication, triples, own)
    return Report(found, publication.addresses, publication.release.version, judged)


def judge(engine: str, shapes: str, triples: Iterable[ox.Triple]) -> frozenset[Result]:
    """The results of the engine named, blank nodes under the labels they came with.

    Raises :class:`govactors.Problem` ``invalid-parameter`` or ``broken-shapes``.
    """
    expect(engine, str, "The engine")
    if engine not in ENGINES:
        known = ", ".join(ENGINES)
        raise Problem("invalid-parameter", f"There is no engine {engine!r}; there is: {known}.")
    return frozenset(map(unnamed, ENGINES[engine](shapes, map(named, triples))))


def _known(publication: Contents, triples: Iterable[ox.Triple], own: Iterable[File]) -> bool:
    """Whether any subject of the own files has a kind or property that the shapes speak of."""
    targets: dict[str, set[object]] = {}
    for file in publication.files:
        for triple in file.triples if file.role is Role.SHAPES else ():
            if triple.predicate.value.startswith(SH + "target"):
                targets.setdefault(triple.predicate.value, set()).add(triple.object)
    classes = targets.pop(SH + "targetClass", set())
    properties = targets.pop(SH + "targetSubjectsOf", set())
    narrower = [t for t in triples if t.predicate == _SUBCLASS]
    size = -1
    while size < len(classes):
        size = len(classes)
        classes |= {t.subject for t in narrower if t.object in classes}
    said = [triple for file in own for triple in file.triples]
    return (
        bool(targets)  # ours have no other kind of target; what another one picks is not known
        or any(t.predicate in properties for t in said)
        or any(t.predicate == _KIND and t.object in classes for t in said)
        or _described(publication, said)
    )


def _described(publication: Contents, said: Iterable[ox.Triple]) -> bool:
    """Whether a subject is one that is published, so that it has a kind already."""
    subjects = {triple.subject for triple in said}
    return any(t.subject in subjects for _, triples in publication.triples() for t in triples)


def _judged(file: File) -> bool:
    return bool(file.graph) or file.role is Role.QUESTION


def _own_files(paths: Sequence[Path]) -> Iterator[File]:
    """The Turtle files named, and those below the folders named, each once."""
    for each in dict.fromkeys(file for path in paths for file in _below(path)):
        name = each.as_posix()
        source = turtle.text(each, name)
        yield File(name, Role.SOURCE, source, name, tuple(turtle.triples(source, name)))


def _below(path: Path) -> Iterable[Path]:
    if not is_folder(path):
        return [path]
    inside = sorted(path.rglob("*.ttl"))
    if not inside:
        raise Problem("unreadable-input", "The folder holds no .ttl files.", file=path.as_posix())
    return inside


def _merged(
    publication: Contents, published: Iterable[File], own: Iterable[File]
) -> list[ox.Triple]:
    """One set of triples: what is published, except what the own files describe anew."""
    added = [triple for file in own for triple in file.triples]
    anew = {triple.subject for triple in added if triple.predicate == _KIND}
    questions = [t for file in published if file.role is Role.QUESTION for t in file.triples]
    context = [t for _, triples in publication.triples() for t in triples] + questions
    kept = (triple for triple in context if triple.subject not in anew)
    return list(dict.fromkeys([*kept, *added]))
