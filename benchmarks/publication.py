"""A synthetic publication of about so many triples: benchmarks/publication.py FOLDER TRIPLES

Ontology, code lists, shapes and rules are those of this repository; actors, tasks, sources and
their statements are made up, the same for the same number.
"""

import random
import shutil
import sys
from pathlib import Path
from string import Template

ROOT = Path(__file__).parents[1]
BASE = "https://w3id.org/govactors/"
PER_ASSIGNMENT = 27
"""Triples that one assignment brings along: statement, passage, range, and what is derived."""
PER_SOURCE = 500

PREFIXES = "".join(
    f"@prefix {name}: <{iri}> .\n"
    for name, iri in {
        **{each: f"{BASE}id/{each}/" for each in ("begrip", "bereik", "bron", "organisatie")},
        **{each: f"{BASE}id/{each}/" for each in ("passage", "taak", "uitspraak")},
        "dcterms": "http://purl.org/dc/terms/",
        "ga": f"{BASE}def#",
        "oa": "http://www.w3.org/ns/oa#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }.items()
)
ACTOR = Template("""
organisatie:dienst-$number a ga:Organisation ;
    skos:prefLabel "Dienst nummer $number"@nl ;
    skos:prefLabel "Service number $number"@en ;
    ga:abbreviation "D$number" .
""")
TASK = Template("""
taak:taak-$number a ga:Task ;
    skos:prefLabel "taak nummer $number"@nl ;
    skos:prefLabel "task number $number"@en .
""")
SOURCE = Template("""
bron:bron-$number a ga:Source ;
    dcterms:title "Bron nummer $number"@nl ;
    dcterms:title "Source number $number"@en ;
    dcterms:issued "2023-10-19"^^xsd:date .
""")
ASSIGNMENT = Template("""
bereik:$key a oa:TextPositionSelector ; oa:start $start ; oa:end $end .

passage:$key a ga:Passage ;
    oa:hasSource bron:bron-$source ;
    ga:page $page ; ga:range bereik:$key ; ga:sha256 "$digest" .

uitspraak:bron-$source-s$number a ga:Assignment ;
    ga:actor organisatie:dienst-$actor ;
    ga:task taak:taak-$task ;
    ga:responsibility begrip:$responsibility ;
    ga:certainty begrip:expliciet ;
    ga:attestedOn "2023-10-19"^^xsd:date ;
    ga:source bron:bron-$source ;
    ga:passage passage:$key .
""")


def write(folder: Path, triples: int) -> None:
    """The whole publication."""
    for name in ("ontology", "shapes", "rules"):
        shutil.copytree(ROOT / name, folder / name)
    dice = random.Random(triples)
    assignments = triples // PER_ASSIGNMENT
    actors, tasks = max(assignments // 20, 2), max(assignments // 10, 2)
    for number in range(actors):
        _file(folder, f"kern/organisatie/dienst-{number}", ACTOR.substitute(number=number))
    for number in range(tasks):
        _file(folder, f"kern/taak/taak-{number}", TASK.substitute(number=number))
    for source in range(0, assignments, PER_SOURCE):
        said = [SOURCE.substitute(number=source)]
        for number in range(min(PER_SOURCE, assignments - source)):
            start = number * 100
            said.append(
                ASSIGNMENT.substitute(
                    key=f"bron-{source}-{start}-{start + 80}",
                    source=source,
                    number=number,
                    start=start,
                    end=start + 80,
                    page=1 + number // 20,
                    digest=f"{dice.getrandbits(256):064x}",
                    actor=dice.randrange(actors),
                    task=dice.randrange(tasks),
                    responsibility=dice.choice(["uitvoeren", "bijdragen", "hoofdverantwoordelijk"]),
                )
            )
        _file(folder, f"bron/bron-{source}", "".join(said))


def _file(folder: Path, name: str, text: str) -> None:
    path = folder / "data" / f"{name}.ttl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PREFIXES + text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
