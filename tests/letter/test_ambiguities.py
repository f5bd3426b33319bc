"""Where the letter can be read in more than one way, the data keeps the readings apart."""

import shutil
from pathlib import Path

import pytest

import govactors
from govactors import Publication

from .conftest import LETTER, Ask, Select

READINGS = {
    frozenset({"s64", "s64-alternatief"}),
    frozenset({"s65", "s65-alternatief"}),
    frozenset({"s75-lezing-alle-doelen", "s75-lezing-regels"}),
}
BROKEN_OFF = "s134"

# What a reader must be told, and at which statements.
NOTED = {
    "the ministry of the letterhead": "s1 s7",
    "one page of twelve": "s11",
    "mainly is not solely": "s26 s27 s28 s29",
    "prevent or occur": "s45 s46 s47 s48 s45-s48-stroom",
    "which two organisations": "s50 s51",
    "who uses which instrument": "s61 s62 s63 s64 s65 s64-alternatief s65-alternatief",
    "purpose of what": "s72 s73 s74 s75 s75-lezing-alle-doelen s75-lezing-regels s76",
    "who they are": "s21 s22 s23 s24",
    "how far authority goes": "s16 s17 s18",
    "three mentions of local authorities": "s78 s86 s107",
    "receivers without a name": "s99 s100 s112 s115 s125 s126 s127 s128 s129",
    "police and seaport police": "s53 s55 s56",
    "in the framework of Frontex": "s87 s87-taak",
    "two meanings of phenomenon": "s39 s40 s131",
    "the centre and its consultation": "s132 s134",
    "abbreviations": "s44 s66 s106 s124",
    "whose capacity": "s69 s69-s71-taak s70 s71",
}


def short(iri: str) -> str:
    return iri.rpartition(f"/{LETTER}-")[2]


def test_these_and_no_others_are_ambiguous(select: Select) -> None:
    found = {short(said) for (said,) in select("SELECT ?s { ?s ga:certainty begrip:meerduidig }")}
    assert found == {BROKEN_OFF}.union(*READINGS)


def test_readings_point_at_each_other(select: Select) -> None:
    rows = select("SELECT ?one ?other { ?one ga:alternativeTo ?other }")
    assert sorted((short(one), short(other)) for one, other in rows) == sorted(
        (one, other) for pair in READINGS for one in pair for other in pair - {one}
    )


def test_readings_differ_in_what_they_say_not_in_where_they_stand(ask: Ask) -> None:
    assert not ask(
        """ASK {
          ?one ga:alternativeTo ?other ; ga:passage ?passage ; ga:source ?source .
          FILTER NOT EXISTS { ?other ga:passage ?passage ; ga:source ?source }
        }"""
    )


@pytest.mark.parametrize("doubt", NOTED)
def test_the_reader_is_told(doubt: str, select: Select) -> None:
    notes: dict[str, list[str]] = {}
    for said, language in select(
        "SELECT ?said (LANG(?note) AS ?language) { ?said a ?kind ; skos:note ?note }"
    ):
        notes.setdefault(short(said), []).append(language)
    for reference in NOTED[doubt].split():
        assert set(notes[reference]) == {"nl", "en"}, reference
        assert notes[reference].count("nl") == notes[reference].count("en"), reference


def test_every_ambiguous_statement_has_a_note(ask: Ask) -> None:
    assert not ask(
        """ASK {
          ?said ga:certainty begrip:meerduidig
          VALUES ?language { "nl" "en" }
          FILTER NOT EXISTS { ?said skos:note ?note FILTER (LANG(?note) = ?language) }
        }"""
    )


def test_nothing_is_derived_from_an_ambiguous_statement(ask: Ask) -> None:
    assert ask("ASK { ?derivation a ga:Derivation ; prov:wasDerivedFrom ?said }")
    assert not ask(
        "ASK { ?derivation prov:wasDerivedFrom ?said . ?said ga:certainty begrip:meerduidig }"
    )


def test_only_the_ambiguity_stands_in_the_way(publication: Publication, tmp_path: Path) -> None:
    """The same statements, had the letter been explicit, do lead to a shortcut."""
    for folder in ("ontology", "data", "rules"):
        shutil.copytree(publication.directory / folder, tmp_path / folder)
    file = tmp_path / "data" / "bron" / f"{LETTER}.ttl"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("begrip:meerduidig", "begrip:expliciet"), encoding="utf-8")
    asked = "ASK { organisatie:zeehavenpolitie ga:hasTask taak:buitengrenscontroles }"
    assert publication.query(asked) is False
    assert govactors.load_directory(tmp_path).query(asked) is True
