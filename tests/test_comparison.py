"""Two releases compared: an edit of the data, and the sentences that tell it."""

import re
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

import govactors
from govactors import Problem, Publication, archive, comparison
from govactors.changes import Change
from govactors.editions import Edition

Edit = Callable[..., tuple[Change, ...]]

KINDS = Path(comparison.__file__).with_name("queries") / "changes"
REPORT = "data/bron/rapport.ttl"
SERVICE = "data/kern/organisatie/dienst-keuring.ttl"
TASK = "data/kern/taak/keuring.ttl"
WORDS = "ontology/waarden.ttl"
BASE = "https://example.org/keten/"
GA = "https://w3id.org/govactors/def#"


@pytest.fixture(scope="module")
def old(keten: Publication) -> Edition:
    return Edition.from_contents(keten)


@pytest.fixture
def edit(keten_folder: Path, old: Edition, tmp_path: Path) -> Edit:
    """Replaces texts in files of a copy, and tells what changed."""

    def compare(*edits: tuple[str, str, str], backwards: bool = False) -> tuple[Change, ...]:
        folder = tmp_path / "kopie"
        shutil.copytree(keten_folder, folder, dirs_exist_ok=True)
        for name, one, other in edits:
            path = folder / name
            before = path.read_text() if path.exists() else ""
            assert one in before
            path.parent.mkdir(exist_ok=True)
            path.write_text(before.replace(one, other, 1) if one else before + other)
        new = Edition.from_directory(folder)
        pair = (new, old) if backwards else (old, new)
        return comparison.compare(*pair).changes

    return compare


def _thing(path: str, kind: str, label: str = "") -> str:
    name = f'; <http://www.w3.org/2004/02/skos/core#prefLabel> "{label}"@nl' if label else ""
    return f"<{BASE}id/{path}> a <{GA}{kind}> {name} .\n"


ACTOR = ("data/kern/organisatie/haven.ttl", "", _thing("organisatie/haven", "Unit", "Haven"))
NEW_TASK = ("data/kern/taak/toezicht.ttl", "", _thing("taak/toezicht", "Task", "toezicht"))
SOURCE = ("data/bron/brief.ttl", "", _thing("bron/brief", "Source"))
CONCEPT = (
    WORDS,
    "begrip:meerduidig a",
    'begrip:nieuw a skos:Concept ;\n    skos:prefLabel "nieuw"@nl .\n\nbegrip:meerduidig a',
)
LABEL = (SERVICE, '"Dienst Keuring"@nl', '"Keuringsdienst"@nl')
NAME = (SERVICE, 'ga:abbreviation "DiKe"', 'ga:abbreviation "DiKe", "DK"')
MOVED = (REPORT, "ga:actor organisatie:dienst-keuring", "ga:actor organisatie:instituut")
START = (REPORT, 'ga:validFrom "2026"^^xsd:gYear', 'ga:validFrom "2026-03"^^xsd:gYearMonth')
END = (
    REPORT,
    "ga:authorityKind begrip:gezag ;",
    'ga:authorityKind begrip:gezag ; ga:validUntil "2024-09-30"^^xsd:date ;',
)
CERTAINTY = (REPORT, "ga:certainty begrip:meerduidig", "ga:certainty begrip:expliciet")
PAGE = (REPORT, "ga:page 2", "ga:page 3")
NOTATION = (WORDS, '"contribute"', '"assist"')
STATEMENT = (
    REPORT,
    "uitspraak:rapport-s6 a",
    "uitspraak:rapport-s7 a ga:Assignment ; ga:actor groep:gemeenten ; ga:task taak:melding ;"
    " ga:responsibility begrip:bijdragen ; ga:certainty begrip:expliciet ;"
    " ga:source bron:rapport ; ga:passage passage:rapport-83-111 .\n\nuitspraak:rapport-s6 a",
)
TERM = ("ontology/keten.ttl", "", f"\n<{BASE}def#Schip> a owl:Class .\n")

Case = tuple[str, tuple[str, str, str], bool, str]
CASES: Sequence[Case] = (
    ("source-added", SOURCE, False, "Bron toegevoegd: bron:brief."),
    ("source-removed", SOURCE, True, "Bron verwijderd: bron:brief."),
    ("actor-added", ACTOR, False, "Actor toegevoegd: Haven."),
    ("actor-removed", ACTOR, True, "Actor verwijderd: Haven."),
    ("task-added", NEW_TASK, False, "Taak toegevoegd: toezicht."),
    ("task-removed", NEW_TASK, True, "Taak verwijderd: toezicht."),
    ("label-changed", LABEL, False, "Naam gewijzigd: “Dienst Keuring” werd “Keuringsdienst”."),
    ("name-added", NAME, False, "Naam toegevoegd bij Dienst Keuring: “DK”."),
    ("name-removed", NAME, True, "Naam verwijderd bij Dienst Keuring: “DK”."),
    (
        "assignment-moved",
        MOVED,
        False,
        "Taak verplaatst: keuring van schepen, van Dienst Keuring naar Instituut Scheepvaart.",
    ),
    (
        "lead-moved",
        MOVED,
        True,
        "Hoofdverantwoordelijkheid verplaatst: keuring van schepen, "
        "van Instituut Scheepvaart naar Dienst Keuring.",
    ),
    (
        "responsibility-changed",
        (
            REPORT,
            "ga:responsibility begrip:hoofdverantwoordelijk",
            "ga:responsibility begrip:bijdragen",
        ),
        False,
        "Verantwoordelijkheid gewijzigd: Dienst Keuring voor keuring van schepen, "
        "van hoofdverantwoordelijk naar bijdragen.",
    ),
    (
        "period-started",
        START,
        False,
        "Begin van de periode: Inspectie, Ketenoverleg; vanaf 2026-03 (was 2026) "
        "(uitspraak:rapport-s5).",
    ),
    (
        "period-ended",
        END,
        False,
        "Einde van de periode: Dienst Keuring, Inspectie, keuring van schepen; "
        "tot en met 2024-09-30 (was –); – (uitspraak:rapport-s2).",
    ),
    (
        "period-withdrawn",
        END,
        True,
        "Begin of einde geschrapt: Dienst Keuring, Inspectie, keuring van schepen, 2024-09-30 "
        "(uitspraak:rapport-s2).",
    ),
    (
        "statement-added",
        STATEMENT,
        False,
        "Uitspraak toegevoegd (ga:Assignment): gemeenten, melding van schepen; "
        "bron: Rapport over de keten van keuring (uitspraak:rapport-s7).",
    ),
    (
        "statement-removed",
        STATEMENT,
        True,
        "Uitspraak verwijderd (ga:Assignment): gemeenten, melding van schepen; "
        "bron: Rapport over de keten van keuring (uitspraak:rapport-s7).",
    ),
    (
        "statement-changed",
        CERTAINTY,
        False,
        "Uitspraak gewijzigd: Inspectie, melding van schepen; ga:certainty: "
        "meerduidig werd expliciet (uitspraak:rapport-s4).",
    ),
    (
        "shortcut-added",
        CERTAINTY,
        False,
        "Geldt nu (ga:hasTask): Inspectie → melding van schepen.",
    ),
    (
        "shortcut-removed",
        CERTAINTY,
        True,
        "Geldt niet meer (ga:hasTask): Inspectie → melding van schepen.",
    ),
    ("concept-added", CONCEPT, False, "Begrip toegevoegd: nieuw."),
    ("concept-removed", CONCEPT, True, "Begrip verwijderd: nieuw."),
    (
        "concept-changed",
        NOTATION,
        False,
        "Begrip gewijzigd: bijdragen; skos:notation: “contribute” werd “assist”.",
    ),
    ("thing-added", TERM, False, "Toegevoegd (owl:Class): https://example.org/keten/def#Schip."),
    ("thing-removed", TERM, True, "Verwijderd (owl:Class): https://example.org/keten/def#Schip."),
    ("thing-changed", PAGE, False, "Gewijzigd: passage:rapport-218-278; ga:page: 2 werd 3."),
)


@pytest.mark.parametrize(
    ("kind", "change", "backwards", "sentence"), CASES, ids=lambda c: str(c)[:20]
)
def test_an_edit_is_told(
    edit: Edit, kind: str, change: tuple[str, str, str], backwards: bool, sentence: str
) -> None:
    told = [each.nl for each in edit(change, backwards=backwards) if each.kind == kind]
    assert told == [sentence]


def test_every_kind_has_a_case_and_a_sentence_in_both_languages() -> None:
    kinds = {path.stem.partition("-")[2]: path.read_text().splitlines() for path in KINDS.iterdir()}
    assert {case[0] for case in CASES} == set(kinds)
    for lines in kinds.values():
        assert [line.partition(":")[0] for line in lines[:3]] == ["# nl", "# en", "# as"]
        dutch, english = (set(re.findall(r"\{\w+\}", line)) for line in lines[:2])
        assert dutch == english
        assert lines[2].partition(": ")[2] in {"Create", "Delete", "Update", "Move"}


def test_nothing_else_is_told(edit: Edit) -> None:
    assert Counter(each.kind for each in edit(ACTOR)) == {"actor-added": 1}
    assert Counter(each.kind for each in edit(LABEL)) == {"actor-added": 1, "label-changed": 1}


def test_what_only_looks_different_is_no_change(edit: Edit) -> None:
    comment = (TASK, "taak:keuring a", "# een opmerking\ntaak:keuring a")
    spelled = (REPORT, "ga:value 1.50", "ga:value 1.5")
    release = ("ontology/keten.ttl", '"2.3"', '"2.4"')
    assert edit(comment, spelled, release) == ()


@pytest.mark.parametrize("side", ["gone", "new"])
def test_no_difference_goes_untold(old: Edition, side: str) -> None:
    """Every triple of a thing other than a passage or range, taken away one at a time."""
    header = ox.NamedNode(old.addresses.ontology)
    apart = ("passage", "bereik")
    said = [
        triple
        for triple in old.said
        if triple.subject != header
        and (old.addresses.split(str(getattr(triple.subject, "value", ""))) or apart)[0]
        not in apart
    ]
    untold = []
    for triple in said:
        less = replace(old, said=tuple(each for each in old.said if each != triple))
        pair = (old, less) if side == "gone" else (less, old)
        if not comparison.compare(*pair).changes:
            untold.append(str(triple))
    assert said
    assert untold == []


def test_a_task_moves_when_one_assignment_ends_and_another_begins(edit: Edit) -> None:
    ended = (
        REPORT,
        "ga:responsibility begrip:hoofdverantwoordelijk ;",
        'ga:responsibility begrip:hoofdverantwoordelijk ; ga:validUntil "2024-05-31"^^xsd:date ;',
    )
    begun = (STATEMENT[0], STATEMENT[1], STATEMENT[2].replace("taak:melding", "taak:keuring"))
    (moved,) = (each for each in edit(ended, begun) if each.kind == "assignment-moved")
    assert moved.en == (
        "Task moved: inspection of ships, from Inspection Service to municipalities."
    )
    assert moved.activity == "Move"
    assert moved.sources == (f"{BASE}id/bron/rapport",)
    assert {iri.rpartition("/")[2] for iri in moved.actors} == {"dienst-keuring", "gemeenten"}


def test_several_values_are_one_change(edit: Edit) -> None:
    three = (NAME[0], NAME[1], NAME[1] + ', "B", "A"')
    (change,) = edit(three)
    assert change.en == "Name added to Inspection Service: “A”, “B”."


def test_a_label_with_braces_is_only_text(edit: Edit) -> None:
    (change,) = edit((SERVICE, '"Inspection Service"@en', '"{thing} {0} %s"@en'))
    assert change.en == "Name changed: “Inspection Service” became “{thing} {0} %s”."


def test_a_release_and_its_publication_are_the_same(keten: Publication, tmp_path: Path) -> None:
    built = Edition.from_directory(archive.build(keten, tmp_path))
    assert comparison.compare(built, Edition.from_contents(keten)).changes == ()
    assert built.version == keten.release.version


def test_the_letter_compared_with_itself_has_no_changes() -> None:
    edition = Edition.from_contents(govactors.load())
    assert comparison.compare(edition, edition).changes == ()


def test_different_publications_are_not_compared(old: Edition, letter: Publication) -> None:
    with pytest.raises(Problem) as caught:
        comparison.compare(old, Edition.from_contents(letter))
    assert caught.value.kind == "invalid-parameter"


@pytest.mark.parametrize("damage", ["other", "missing"])
def test_a_damaged_release_is_not_compared(keten: Publication, tmp_path: Path, damage: str) -> None:
    folder = archive.build(keten, tmp_path)
    path = folder / "keten.nq"
    path.unlink()
    if damage == "other":
        path.write_bytes(b"")
    with pytest.raises(Problem) as caught:
        Edition.from_directory(folder)
    assert caught.value.kind == "broken-release"
