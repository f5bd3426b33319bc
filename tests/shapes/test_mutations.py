"""The letter broken in every way that the shapes promise to notice, a little at a time.

A mutant is the letter with one thing wrong. Mutants that do not touch the same things are
judged together, and a finding belongs to the mutant at whose things it points; what is not
caught that way is judged again without the others. A sample shows that this changes no
verdict, and that the reference engine finds the same.
"""

import random
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from zlib import crc32

import pyoxigraph as ox
import pytest

from govactors import Publication, shapes
from govactors.engines import Result
from govactors.folder import Role
from govactors.shapes import Severity
from govactors.terms import RDF, RDFS, VOCABULARY, XSD, Addresses
from govactors.validation import judge

SURVIVORS = Path(__file__).with_name("survivors.toml")
HERE = Addresses("https://w3id.org/govactors/")
NOWHERE = ox.NamedNode(HERE.thing("onbekend", "niets"))
PRIVATE = ("uitspraak", "passage", "bereik")
"""Concepts of the addresses that belong to one mutant; all other things are shared."""
SHARED = ("bron", "organisatie", "groep", "taak", "functie")
"""Concepts of the addresses of things that statements share."""

LEFT_OUT = {"concept-scheme-top-kind", "identifier-stated"}
"""Shapes that look at all sources or all tasks; the world here holds those of the letter."""

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "Statement": ("type", "source", "passage", "certainty", "attestedOn"),
    "Assignment": ("actor", "task", "responsibility"),
    "Authority": ("superior", "subordinate", "authorityKind"),
    "Placement": ("part", "whole"),
    "Participation": ("member", "partnership", "role"),
    "Cooperation": ("actor",),
    "InformationFlow": (),
    "Deployment": ("actor",),
    "Naming": ("names", "name", "nameKind"),
    "Relation": ("subject", "relation", "object", "value"),
    "Omission": ("subject", "missing"),
    "Passage": ("type", "hasSource", "range", "page", "sha256"),
    "TextPositionSelector": ("type", "start", "end"),
    "Source": ("type", "title", "issued"),
    "Organisation": ("type", "prefLabel", "classification"),
    "Unit": ("type", "prefLabel", "classification"),
    "Partnership": ("type", "prefLabel", "classification"),
    "ActorGroup": ("type", "prefLabel", "definition"),
    "Task": ("type", "prefLabel", "definition", "inScheme"),
}
"""What each class cannot do without, by the model; a statement also needs what its kind needs."""

LABELS = ("prefLabel", "definition", "title")
BOTH_LANGUAGES = (*LABELS, "condition", "qualifier", "note", "staff")
ANY_LANGUAGE = ("section", "name", "value")
"""Texts of the source itself, in whatever language it is written."""
ANYTHING = ("seeAlso", "sameAs", "homepage", "type")
"""Properties that may point anywhere."""


@dataclass(frozen=True)
class Mutant:
    """One thing wrong: triples taken away and added. ``label`` says what was done to what."""

    label: str
    subject: ox.NamedNode
    without: frozenset[ox.Triple]
    added: frozenset[ox.Triple]


def _local(node: ox.NamedNode) -> str:
    return re.split(r"[#/]", node.value)[-1]


def _concept(node: object) -> str:
    found = HERE.split(node.value) if isinstance(node, ox.NamedNode) else None
    return found[0] if found else ""


def _ground(letter: Publication, stated: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """What the letter stands on: the code lists, the order of classes, and what it refers to."""
    about: dict[object, list[ox.Triple]] = defaultdict(list)
    for file in letter.files:
        for triple in file.triples if file.graph else ():
            about[triple.subject].append(triple)
            if file.name.startswith("ontology/") and (
                file.graph != letter.addresses.ontology
                or triple.predicate.value == RDFS + "subClassOf"
            ):
                yield triple
    waiting = [triple.object for triple in stated]
    while waiting:
        if _concept(waiting[-1]) in {*PRIVATE, *SHARED, "wet"}:
            found = about.pop(waiting.pop(), [])
            waiting += (triple.object for triple in found)
            yield from found
        else:
            waiting.pop()


class Letter:
    """The triples of the letter with what they stand on, looked up and taken apart."""

    def __init__(self, letter: Publication) -> None:
        self.shapes = shapes.text(letter.files)
        self.severity = {
            iri: shape.severity for iri, shape in shapes.catalogue(letter.files).items()
        }
        stated = [
            triple
            for file in letter.files
            if file.role is Role.SOURCE and "brief-4054603" in file.name
            for triple in file.triples
        ]
        self.triples = frozenset({*stated, *_ground(letter, stated)})
        self.about: dict[object, list[ox.Triple]] = defaultdict(list)
        self.to: dict[object, list[ox.Triple]] = defaultdict(list)
        self.objects: dict[ox.NamedNode, list[object]] = defaultdict(list)
        for triple in sorted(self.triples, key=str):
            self.objects[triple.predicate].append(triple.object)
            if isinstance(triple.subject, ox.NamedNode):
                self.about[triple.subject].append(triple)
            self.to[triple.object].append(triple)
        subjects = {triple.subject for triple in stated}
        named = subjects | {t.object for t in stated if _concept(t.object) in SHARED}
        self.things = sorted((e for e in named if isinstance(e, ox.NamedNode)), key=str)

    def kind(self, thing: object) -> str:
        """The class that says most about a thing, by its local name."""
        kinds = [
            _local(t.object)
            for t in self.about.get(thing, [])
            if t.predicate.value == RDF + "type" and isinstance(t.object, ox.NamedNode)
        ]
        return next((kind for kind in kinds if kind in REQUIRED), kinds[0] if kinds else "")

    def around(self, mutant: Mutant) -> frozenset[object]:
        """What a mutant touches: its subject, what it changes, and what refers to it."""
        near: set[object] = {mutant.subject}
        if _concept(mutant.subject) in PRIVATE:
            for triple in (*mutant.without, *mutant.added):
                ends = (triple.subject, triple.object)
                near |= {each for each in ends if _concept(each) in PRIVATE}
            near |= {t.subject for t in self.to[mutant.subject]}
        return frozenset(near | {t.subject for t in mutant.added if t.subject not in self.about})

    def change(
        self, label: str, without: Iterable[ox.Triple], added: Iterable[ox.Triple] = ()
    ) -> Mutant:
        """A mutant labelled with the class and property of the first triple it touches."""
        gone, new = list(without), list(added)
        first = (gone or new)[0]
        assert isinstance(first.subject, ox.NamedNode)
        kind, name = self.kind(first.subject), _local(first.predicate)
        return Mutant(f"{label} {kind} {name}", first.subject, frozenset(gone), frozenset(new))

    def found(self, mutants: Sequence[Mutant], engine: str = "fast") -> frozenset[Result]:
        """Violations and warnings in the letter with all of these mutations."""
        gone = frozenset[ox.Triple]().union(*(m.without for m in mutants))
        new = frozenset[ox.Triple]().union(*(m.added for m in mutants))
        found = judge(engine, self.shapes, (self.triples - gone) | new)
        return frozenset(r for r in found if self.severity[r.shape] is not Severity.INFO)

    @cached_property
    def before(self) -> frozenset[Result]:
        """What there is without mutations, since what other sources say is left out here."""
        return self.found([])

    def judge(self, mutants: Sequence[Mutant]) -> frozenset[Result]:
        """Violations and warnings that come of these mutations."""
        return self.found(mutants) - self.before


Operation = Callable[[Letter, ox.NamedNode], Iterator[Mutant]]


def _value(triple: ox.Triple) -> str:
    assert isinstance(triple.object, ox.NamedNode | ox.Literal)
    return triple.object.value


def _with(triple: ox.Triple, value: object) -> ox.Triple:
    assert isinstance(value, ox.NamedNode | ox.Literal)
    return ox.Triple(triple.subject, triple.predicate, value)


def _texts(letter: Letter, thing: ox.NamedNode) -> Iterator[tuple[ox.Triple, ox.Literal]]:
    for triple in letter.about[thing]:
        if isinstance(triple.object, ox.Literal) and triple.object.language:
            yield triple, triple.object


def dropped(letter: Letter, thing: ox.NamedNode) -> Iterator[Mutant]:
    """Each required triple gone; where any of several values would do, all of them."""
    kind = letter.kind(thing)
    required = REQUIRED[kind]
    if _concept(thing) == "uitspraak":
        required += REQUIRED["Statement"]
    for name in required:
        values = [t for t in letter.about[thing] if _local(t.predicate) == name]
        if name == "type":
            values = [t for t in values if _value(t).startswith(VOCABULARY)] or values
        one_by_one = name in LABELS or (name, len(values)) == ("actor", 2)
        for group in [[t] for t in values] if one_by_one else [values] if values else []:
            yield letter.change("drop", group)


def translation_dropped(letter: Letter, thing: ox.NamedNode) -> Iterator[Mutant]:
    """What a statement says in both languages, gone in one of them."""
    for language in ("nl", "en"):
        for name in BOTH_LANGUAGES if _concept(thing) == "uitspraak" else ():
            found = [
                triple
                for triple, text in _texts(letter, thing)
                if text.language == language and _local(triple.predicate) == name
            ]
            if found:
                yield letter.change(f"drop @{language} of", found)


def wrong_object(letter: Letter, thing: ox.NamedNode) -> Iterator[Mutant]:
    """An object of another kind, one that is described nowhere, and a text."""
    for triple in letter.about[thing]:
        name = _local(triple.predicate)
        if not _concept(triple.object) or name in ANYTHING:
            continue
        if name not in ("subject", "object"):
            other = ox.NamedNode(_of_other_kind(name, _concept(triple.object)))
            yield letter.change("wrong kind", [triple], [_with(triple, other)])
        yield letter.change("described nowhere", [triple], [_with(triple, NOWHERE)])
        yield letter.change("text for", [triple], [_with(triple, ox.Literal("tekst"))])


def _of_other_kind(name: str, concept: str) -> str:
    """A thing that cannot be the object of this property."""
    if name in ("concerns", "because", "through", "names", "place", "spatial"):
        return HERE.thing("bron", "brief-4054603")
    if concept == "begrip":
        return HERE.thing("begrip", "gezag" if name == "role" else "lid")
    return HERE.thing("plaats", "nederland" if name != "origin" else "niets")


def wrong_language(letter: Letter, thing: ox.NamedNode) -> Iterator[Mutant]:
    """A text without its language tag, and with a third language."""
    for triple, text in _texts(letter, thing):
        name = _local(triple.predicate)
        if name != "value":
            yield letter.change("no language", [triple], [_with(triple, ox.Literal(text.value))])
        if name not in ANY_LANGUAGE:
            german = ox.Literal(text.value, language="de")
            yield letter.change("other language", [triple], [_with(triple, german)])


def repeated(letter: Letter, thing: ox.NamedNode) -> Iterator[Mutant]:
    """A second value where one is allowed: labels, sources, dates, offsets, digests."""
    single = {"prefLabel", "title", "source", "certainty", "attestedOn", "hasSource", "sha256"}
    single |= {"start", "end", "page", "responsibility", "role", "nameKind", "relation", "subject"}
    for triple in letter.about[thing]:
        if _local(triple.predicate) in single:
            others = (
                each
                for each in letter.objects[triple.predicate]
                if each != triple.object and _language(each) == _language(triple.object)
            )
            yield letter.change("second", [], [_with(triple, next(others, NOWHERE))])


def _language(term: object) -> str | None:
    return term.language if isinstance(term, ox.Literal) else None


def wrong_number(letter: Letter, thing: ox.NamedNode) -> Iterator[Mutant]:
    """Offsets reversed, shifted and written as text; pages and paragraphs below their first."""
    values = {_local(t.predicate): t for t in letter.about[thing]}
    if {"start", "end"} <= set(values):
        start, end = values["start"], values["end"]
        yield letter.change(
            "reversed", [start, end], [_with(start, end.object), _with(end, start.object)]
        )
    for name in ("start", "end", "page", "paragraph"):
        if name in values:
            triple = values[name]
            number = int(_value(triple))
            integer = ox.NamedNode(XSD + "integer")
            if name in ("start", "end"):
                shifted = ox.Literal(str(number + 1), datatype=integer)
                yield letter.change("shifted", [triple], [_with(triple, shifted)])
            below = ox.Literal("-1", datatype=integer)
            yield letter.change("negative", [triple], [_with(triple, below)])
            yield letter.change("text for", [triple], [_with(triple, ox.Literal(str(number)))])


def wrong_date(letter: Letter, thing: ox.NamedNode) -> Iterator[Mutant]:
    """Dates as text, with a time zone, impossible; periods that end before they begin."""
    date, year = ox.NamedNode(XSD + "date"), ox.NamedNode(XSD + "gYear")
    for triple in letter.about[thing]:
        if _local(triple.predicate) not in ("attestedOn", "issued"):
            continue
        for label, value in (
            ("text for", ox.Literal(_value(triple))),
            ("time zone in", ox.Literal(_value(triple) + "Z", datatype=date)),
            ("impossible", ox.Literal("2023-02-30", datatype=date)),
            ("day as year in", ox.Literal(_value(triple), datatype=year)),
        ):
            yield letter.change(label, [triple], [_with(triple, value)])
    if _concept(thing) == "uitspraak":
        first, last = (ox.NamedNode(VOCABULARY + name) for name in ("validFrom", "validUntil"))
        later = ox.Triple(thing, first, ox.Literal("2024", datatype=year))
        earlier = ox.Triple(thing, last, ox.Literal("2023-12-31", datatype=date))
        yield letter.change("reversed period with", [], [later, earlier])


def wrong_digest(letter: Letter, thing: ox.NamedNode) -> Iterator[Mutant]:
    """Digests cut, in capitals, of other characters, and of another text."""
    for triple in letter.about[thing]:
        if _local(triple.predicate) == "sha256":
            old = _value(triple)
            flipped = ("1" if old[0] != "1" else "2") + old[1:]
            for label, text in (
                ("cut", old[:-1]),
                ("capitals in", old[:-1] + "F"),
                ("not hexadecimal", "g" + old[1:]),
                ("other text in", flipped),
            ):
                yield letter.change(label, [triple], [_with(triple, ox.Literal(text))])


def wrong_address(letter: Letter, thing: ox.NamedNode) -> Iterator[Mutant]:
    """The thing under an address with capitals, in another folder, or of another source."""
    concept, reference = HERE.split(thing.value) or ("", "")
    folder = "begrip" if concept != "taak" else "taken"
    names = [
        ("capitals", HERE.thing(concept, reference).replace(reference, reference.upper() + "X")),
        ("other folder", HERE.thing(folder, reference)),
    ]
    if concept in PRIVATE:
        names.append(("other source", HERE.thing(concept, f"x{reference}")))
    for label, iri in names:
        new = ox.NamedNode(iri)
        gone = letter.about[thing] + letter.to[thing]
        moved = [ox.Triple(new, t.predicate, t.object) for t in letter.about[thing]]
        moved += [_with(t, new) for t in letter.to[thing]]
        mutant = letter.change(f"{label} in address:", gone, moved)
        yield Mutant(
            f"{label} in address of {letter.kind(thing)}", thing, mutant.without, mutant.added
        )


def same_label(letter: Letter, thing: ox.NamedNode) -> Iterator[Mutant]:
    """The preferred label of another thing of the same kind."""
    for triple, text in _texts(letter, thing):
        if _local(triple.predicate) == "prefLabel":
            other = next(
                (
                    t.object
                    for each in letter.things
                    if each != thing and letter.kind(each) == letter.kind(thing)
                    for t, label in _texts(letter, each)
                    if t.predicate == triple.predicate and label.language == text.language
                ),
                None,
            )
            if other:
                yield letter.change("taken", [triple], [_with(triple, other)])


def orphaned(letter: Letter, thing: ox.NamedNode) -> Iterator[Mutant]:
    """A passage or range that nothing rests on: all that pointed at it points elsewhere."""
    if _concept(thing) in ("passage", "bereik"):
        others = [each for each in letter.things if _concept(each) == _concept(thing)]
        other = others[others.index(thing) - 1]
        gone = letter.to[thing]
        yield Mutant(
            f"orphaned {letter.kind(thing)}",
            thing,
            frozenset(gone),
            frozenset(_with(t, other) for t in gone),
        )


def wrong_class(letter: Letter, thing: ox.NamedNode) -> Iterator[Mutant]:
    """Another class in place of its own, and a second one beside it."""
    kinds = [
        t
        for t in letter.about[thing]
        if t.predicate.value == RDF + "type" and _value(t).startswith(VOCABULARY)
    ]
    for triple in kinds:
        for name in ("Statement", "Placement", "ActorGroup"):
            if _value(triple) == VOCABULARY + name:
                continue
            other = _with(triple, ox.NamedNode(VOCABULARY + name))
            yield letter.change(f"{name} for", [triple], [other])
        yield letter.change(
            "also a Change:", [], [_with(triple, ox.NamedNode(VOCABULARY + "Change"))]
        )


def wrong_property(letter: Letter, thing: ox.NamedNode) -> Iterator[Mutant]:
    """A property that belongs to another class, and one that does not exist."""
    for name in ("whole", "hasRole"):
        new = ox.Triple(
            thing, ox.NamedNode(VOCABULARY + name), ox.NamedNode(HERE.thing("organisatie", "ind"))
        )
        yield letter.change("property", [], [new])


OPERATIONS: Sequence[Operation] = (
    dropped,
    translation_dropped,
    wrong_object,
    wrong_language,
    repeated,
    wrong_number,
    wrong_date,
    wrong_digest,
    wrong_address,
    same_label,
    orphaned,
    wrong_class,
    wrong_property,
)


@pytest.fixture(scope="module")
def whole(letter: Publication) -> Letter:
    return Letter(letter)


@pytest.fixture(scope="module")
def mutants(whole: Letter) -> Sequence[Mutant]:
    """One mutant in twelve, and one of each label; of labels that survive twice as many.

    The choice is the same each time.
    """
    survivors = tomllib.loads(SURVIVORS.read_text(encoding="utf-8"))
    every = (m for thing in whole.things for change in OPERATIONS for m in change(whole, thing))
    by_label: dict[str, dict[int, Mutant]] = defaultdict(dict)
    for mutant in every:
        key = " ".join((mutant.label, *sorted(map(str, mutant.without | mutant.added))))
        by_label[mutant.label][crc32(key.encode())] = mutant
    chosen: list[Mutant] = []
    for label, found in by_label.items():
        share = 6 if label in survivors else 12
        # Not the first of each label: those all touch the same things.
        chosen += [found[n] for n in found if n % share == 0] or [found[min(found)]]
    return chosen


@pytest.fixture(scope="module")
def caught(whole: Letter, mutants: Sequence[Mutant]) -> frozenset[Mutant]:
    """The mutants in which the shapes find a violation or a warning."""
    assert {result.shape.rpartition("/")[2] for result in whole.before} <= LEFT_OUT
    with ThreadPoolExecutor(2) as pool:
        found = set().union(*pool.map(partial(_pointed_at, whole), _batches(whole, mutants)))
    left = [mutant for mutant in mutants if mutant not in found]
    for batch in _batches(whole, left):
        found |= _caught(whole, batch)
    return frozenset(found)


def _batches(whole: Letter, mutants: Sequence[Mutant]) -> list[list[Mutant]]:
    """Mutants that do not touch the same things, as many together as can be."""
    batches: list[list[Mutant]] = []
    touched: list[set[object]] = []
    for mutant in mutants:
        private = _concept(mutant.subject) in PRIVATE
        around = {*whole.around(mutant), private}
        for batch, others in zip(batches, touched, strict=True):
            if others.isdisjoint(around - {private}) and (not private) not in others:
                batch.append(mutant)
                others |= around
                break
        else:
            batches.append([mutant])
            touched.append(around)
    return batches


def _pointed_at(whole: Letter, batch: Sequence[Mutant]) -> set[Mutant]:
    """The mutants at whose own things a finding points."""
    focus = {result.focus for result in whole.judge(batch)}
    return {m for m in batch if not focus.isdisjoint(map(str, whole.around(m)))}


def _caught(whole: Letter, batch: Sequence[Mutant]) -> set[Mutant]:
    """The mutants that make a finding, found by halving: where nothing is found none does."""
    if not whole.judge(batch):
        return set()
    if len(batch) == 1:
        return set(batch)
    half = len(batch) // 2
    return _caught(whole, batch[:half]) | _caught(whole, batch[half:])


def test_nearly_all_mutants_are_caught(
    mutants: Sequence[Mutant], caught: frozenset[Mutant]
) -> None:
    assert len(mutants) > 1500
    assert len(caught) / len(mutants) >= 0.95


def test_the_survivors_are_those_listed(
    mutants: Sequence[Mutant], caught: frozenset[Mutant]
) -> None:
    listed = tomllib.loads(SURVIVORS.read_text(encoding="utf-8"))
    assert all(reason for reason in listed.values())
    assert {mutant.label for mutant in mutants if mutant not in caught} == set(listed)


def test_judging_together_changes_no_verdict(
    whole: Letter, mutants: Sequence[Mutant], caught: frozenset[Mutant]
) -> None:
    for mutant in random.Random(19).sample(mutants, 15):  # noqa: S311 - a repeatable choice
        assert bool(whole.judge([mutant])) is (mutant in caught), mutant.label


def test_the_reference_engine_finds_the_same(whole: Letter, mutants: Sequence[Mutant]) -> None:
    """A sample of mutants that do not meet, all in one letter."""
    sample = random.Random(2023).sample(mutants, 400)  # noqa: S311 - a repeatable choice
    batch = max(_batches(whole, sample), key=len)
    assert len(batch) >= 60
    assert whole.found(batch, "reference") == whole.found(batch)
