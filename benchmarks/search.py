"""How long a search takes among many names: search.py [LABELS] [SEED]

Makes that many names (100,000 without a wish) of invented bodies, tasks and sources, with some of
them former names and abbreviations, and asks for words, compounds, typing errors and starts.
Times are of the processor, so that a busy machine changes them little.
"""

import random
import resource
import statistics
import sys
import time

from govactors.search import Search
from govactors.search.entries import Entries, Entry, Found

_HEADS = "dienst bureau directie inspectie eenheid raad commissie agentschap centrum ministerie"
_FIRST = "mensen grens vreemdelingen asiel migratie document haven lucht opvang terugkeer visum"
_LAST = "smokkel controle bewaking handel toezicht fraude opsporing zorg onderzoek recht beleid"
_ENGLISH = "border asylum migration investigation smuggling authority return reception inspection"
_SYLLABLES = "ba de ko li mu ra se ti vo wa zen hof dam berg veld wijk stein brug laar"
_ASKED = (
    "IND12",
    "ministerie",
    "dienst grensbewaking",
    "mensensmokkel",
    "smokkel",
    "vluchtelingensmokkel",
    "mensensmokel",
    "grensbewakign haven",
    "border investigation",
    "inspectie van de opvang",
    "wie doet grenscontrole",
    "qqqqqq",
)
_TIMES = 20


def made(labels: int, seed: int) -> Entries:
    """Entries with so many names; the same for the same seed."""
    chance = random.Random(seed)
    things: dict[str, Entry] = {}
    texts: list[Found] = []
    while len(texts) < labels:
        number = len(things)
        kind = chance.choice(("Organisation", "Task", "Source", "Unit"))
        iri = f"https://example.org/chain/id/thing/{number}"
        name, english = _dutch(chance), _name(chance, _ENGLISH, 4)
        year, ministry = str(chance.randint(1990, 2026)), str(chance.randint(1, 12))
        facets = {"kind": {kind}, "period": {year}, "ministry": {ministry}}
        things[iri] = Entry(kind, {"nl": name, "en": english}, facets=facets)
        texts += [Found(iri, name, "nl", "label"), Found(iri, english, "en", "label")]
        if kind == "Organisation":
            texts.append(Found(iri, f"IND{number}", "", "abbreviation"))
        if chance.random() < 0.3:
            texts.append(Found(iri, _dutch(chance), "nl", "former"))
    iris = sorted(things)
    mentions = {iri: tuple(sorted(set(chance.choices(iris, k=4)) - {iri})) for iri in iris}
    return Entries(tuple(texts[:labels]), things, mentions)


def main() -> None:
    labels = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    entries = made(labels, seed)
    began = time.process_time()
    search = Search(entries)
    built = time.process_time() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{labels:,} names, seed {seed}: index in {built:.1f} s, process {memory} MB")
    print(f"{'asked':28} {'found':>7} {'median ms':>10} {'worst ms':>10}")
    for text in _ASKED:
        total, spent = 0, []
        for _ in range(_TIMES):
            began = time.process_time()
            total = search.find(text).total
            spent.append((time.process_time() - began) * 1000)
        _told(text, total, spent)
    for text in ("m", "min", "grensb", "dienst gr"):
        total, spent = 0, []
        for _ in range(_TIMES):
            began = time.process_time()
            total = len(search.suggest(text))
            spent.append((time.process_time() - began) * 1000)
        _told(f"{text}...", total, spent)


def _told(text: str, total: int, spent: list[float]) -> None:
    print(f"{text:28} {total:7,} {statistics.median(spent):10.1f} {max(spent):10.1f}")


def _dutch(chance: random.Random) -> str:
    """A name of a body or task: a head, a compound, a place."""
    compound = chance.choice(_FIRST.split()) + chance.choice(_LAST.split())
    place = "".join(chance.choices(_SYLLABLES.split(), k=3)).capitalize()
    return f"{chance.choice(_HEADS.split())} {compound} {place}"


def _name(chance: random.Random, words: str, count: int) -> str:
    return " ".join(chance.choices(words.split(), k=count))


if __name__ == "__main__":
    main()
