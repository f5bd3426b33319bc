"""The code lists keep the rules of NL-SBB, told in `nl-sbb/`, one query a rule."""

import re
from pathlib import Path

import pytest
from rdflib import RDF, SKOS, Graph, URIRef

RULES = sorted(Path(__file__).with_name("nl-sbb").glob("*.rq"))

LISTS = [
    "actorsoorten",
    "begrippen",
    "controlevormen",
    "eindstatussen",
    "fenomenen",
    "gezagsvormen",
    "inhoudsoorten",
    "leemten",
    "modaliteiten",
    "naamsoorten",
    "plaatsen",
    "relaties",
    "rollen",
    "taken",
    "verantwoordelijkheden",
    "wijzigingsvormen",
    "zekerheden",
]

PREFIXES = """
    @prefix : <https://example.org/> .
    @prefix dcterms: <http://purl.org/dc/terms/> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""

SOUND = """
    :list a skos:ConceptScheme ;
        dcterms:title "kleuren"@nl , "colours"@en ;
        rdfs:comment "De kleuren van een vlag."@nl , "The colours of a flag."@en ;
        skos:hasTopConcept :red .
    :red a skos:Concept ;
        skos:prefLabel "rood"@nl , "red"@en ;
        skos:altLabel "vermiljoen"@nl ;
        skos:definition "De kleur van bloed."@nl , "The colour of blood."@en ;
        skos:notation "r" ;
        skos:inScheme :list ;
        skos:topConceptOf :list .
    :dark a skos:Concept ;
        skos:prefLabel "donkerrood"@nl , "dark red"@en ;
        skos:definition "De kleur van wijn."@nl , "The colour of wine."@en ;
        skos:inScheme :list ;
        skos:broader :red .
"""

# Per rule what to take out of the sound list and what to put in, so that it breaks this rule.
BROKEN = {
    "broader-ends": ("", ":red skos:broader :dark ."),
    "concept-definition": (', "The colour of wine."@en', ""),
    "concept-has-a-place": (";\n        skos:broader :red", ""),
    "concept-in-scheme": ("skos:inScheme :list ;\n        skos:broader", "skos:broader"),
    "concept-label": (', "dark red"@en', ""),
    "concept-label-unique-in-scheme": ("donkerrood", "rood"),
    "concept-notation-unique-in-scheme": ("", ':dark skos:notation "r" .'),
    "concept-one-label-a-language": ("", ':dark skos:prefLabel "bordeaux"@nl .'),
    "kinds-apart": ("", ":dark a skos:Collection ."),
    "labels-apart": ("", ':red skos:altLabel "rood"@nl .'),
    "language-tagged": ("", ':red skos:altLabel "karmijn" .'),
    "match-leaves-the-scheme": ("", ":red skos:closeMatch :dark ."),
    "related-is-not-broader": ("", ":dark skos:related :red ."),
    "relations-join-concepts": ("", ":red skos:related :nothing ."),
    "scheme-explained": (', "The colours of a flag."@en', ""),
    "scheme-title": (', "colours"@en', ""),
    "scheme-top-concept": (";\n        skos:hasTopConcept :red", ""),
    "top-concept-both-ways": (";\n        skos:topConceptOf :list", ""),
    "top-concept-has-no-broader": ("", ":dark skos:topConceptOf :list ."),
}


def offenders(graph: Graph, rule: Path) -> list[str]:
    rows = graph.query(rule.read_text(encoding="utf-8"))
    return sorted({str(row[0]) for row in rows if isinstance(row, tuple)})


def sample(take: str = "", put: str = "") -> Graph:
    swapped = SOUND.replace(take, put) if take else SOUND + put
    return Graph().parse(data=PREFIXES + swapped, format="turtle")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.stem)
def test_the_code_lists_keep_the_rule(concepts: Graph, rule: Path) -> None:
    assert offenders(concepts, rule) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.stem)
def test_the_rule_passes_a_sound_list_and_finds_a_broken_one(rule: Path) -> None:
    assert offenders(sample(), rule) == []
    assert offenders(sample(*BROKEN[rule.stem]), rule) != []


def test_every_rule_says_what_is_wrong_and_what_to_do() -> None:
    assert {rule.stem for rule in RULES} == set(BROKEN)
    for rule in RULES:
        assert re.match(r"# Problem: .+\n# Solution: .+\n", rule.read_text(encoding="utf-8"))


def test_every_list_is_a_file_named_like_it(root: Path, concepts: Graph) -> None:
    schemes = {str(s).rpartition("/")[2] for s in concepts.subjects(RDF.type, SKOS.ConceptScheme)}
    files = {file.stem for file in (root / "ontology").glob("*.ttl")} - {"govactors"}
    assert sorted(schemes) == sorted(files) == LISTS


@pytest.mark.parametrize("name", [name for name in LISTS if name != "taken"])
def test_a_file_holds_one_list_and_its_concepts(root: Path, name: str) -> None:
    graph = Graph().parse(root / "ontology" / f"{name}.ttl", format="turtle")
    scheme = URIRef(f"https://w3id.org/govactors/id/begrippenlijst/{name}")
    assert set(graph.subjects()) == {scheme, *graph.subjects(SKOS.inScheme, scheme)}
