"""A publication with sixty of everything, drawn pictures, and where their letters are."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest

import govactors
from govactors import Publication
from govactors.pictures import Picture

SVG = "{http://www.w3.org/2000/svg}"
BASE = "https://example.org/minimaal/id/"
HEAD = """
@prefix begrip: <https://w3id.org/govactors/id/begrip/> .
@prefix bron: <https://example.org/minimaal/id/bron/> .
@prefix fenomeen: <https://example.org/minimaal/id/begrip/> .
@prefix ga: <https://w3id.org/govactors/def#> .
@prefix organisatie: <https://example.org/minimaal/id/organisatie/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix taak: <https://example.org/minimaal/id/taak/> .
@prefix uitspraak: <https://example.org/minimaal/id/uitspraak/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

"""
WORDS = (
    ("expliciet", "explicit", "expliciet"),
    ("meerduidig", "ambiguous", "meerduidig"),
    ("aangekondigd", "announced", "aangekondigd"),
    ("beeindigd", "ended", "beëindigd"),
    ("doorlopend", "ongoing", "doorlopend"),
    ("hoofdverantwoordelijk", "lead", "hoofdverantwoordelijk"),
    ("uitvoeren", "execute", "uitvoering"),
    ("gezag", "gezag", "gezag"),
    ("beheer", "beheer", "beheer"),
    ("lid", "member", "lid"),
    ("officieel", "official", "officiële naam"),
)


def concepts() -> str:
    """The words that statements need."""
    return "bron:x a ga:Source .\n" + "".join(
        f'begrip:{name} a skos:Concept ; skos:notation "{code}" ; skos:prefLabel "{label}"@nl .\n'
        for name, code, label in WORDS
    )


def thing(name: str, kind: str, label: str, more: str = "") -> str:
    """A thing with a name."""
    return f'{name} a ga:{kind} ; skos:prefLabel "{label}"@nl {more}.\n'


def statement(name: str, kind: str, said: str, certainty: str = "expliciet") -> str:
    """A statement."""
    return f"uitspraak:{name} a ga:{kind} ; {said} ; ga:certainty begrip:{certainty} .\n"


def _sixty() -> Iterator[str]:
    yield HEAD + concepts()
    yield thing("fenomeen:f", "Phenomenon", "fenomeen")
    for n in range(60):
        yield thing(f"organisatie:a{n}", "Organisation", f"Dienst nummer {n} voor grenzen en zee")
        yield thing(f"taak:t{n}", "Task", f"bewaking van gebied {n}", "; ga:concerns fenomeen:f ")
        said = f"ga:actor organisatie:a0 ; ga:task taak:t{n} ; ga:responsibility begrip:uitvoeren"
        yield statement(f"d{n}", "Assignment", said)
        said = f"ga:actor organisatie:a{n} ; ga:task taak:t0 ; ga:responsibility begrip:uitvoeren"
        yield statement(f"o{n}", "Assignment", said, "meerduidig" if n % 2 else "expliciet")
        said = f"ga:sender organisatie:a{n} ; ga:receiver organisatie:a{n * 7 % 60}"
        yield statement(f"s{n}", "InformationFlow", f"{said} ; ga:content fenomeen:f")
        said = f"ga:superior organisatie:a{n // 8} ; ga:subordinate organisatie:a{n}"
        yield statement(f"g{n}", "Authority", f"{said} ; ga:authorityKind begrip:gezag")
        said = f'ga:after organisatie:a{n} ; ga:changedOn "{1960 + n}"^^xsd:gYear'
        yield statement(f"w{n}", "Change", said)
        said = f"ga:part organisatie:a{n} ; ga:whole organisatie:a0"
        yield statement(f"p{n}", "Placement", said)


@pytest.fixture(scope="session")
def sixty(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """A publication in which one actor has sixty of everything."""
    folder = tmp_path_factory.mktemp("zestig")
    return govactors.load_directory(_written(folder, "".join(_sixty())))


@pytest.fixture
def said(tmp_path: Path) -> Callable[[str], Publication]:
    """Makes a publication of the code lists and what is given."""
    return lambda text: govactors.load_directory(_written(tmp_path, HEAD + concepts() + text))


def _written(folder: Path, text: str) -> Path:
    ontology = Path(__file__).parents[1] / "publications" / "minimaal" / "ontology"
    for file in ontology.glob("*.ttl"):
        (folder / "ontology").mkdir(exist_ok=True)
        (folder / "ontology" / file.name).write_bytes(file.read_bytes())
    rules = folder / "rules"
    rules.mkdir()
    for file in (Path(__file__).parents[2] / "rules").glob("*.rq"):
        (rules / file.name).write_bytes(file.read_bytes())
    head, *lines = text.removeprefix("\n").split("\n\n", 1)
    parts: dict[str, list[str]] = {}
    for line in "".join(lines).splitlines():
        prefix, name = re.findall(r"^(\w+):([\w-]+)", line)[0]
        place = {
            "bron": "data/bron/x",
            "uitspraak": "data/bron/x",
            "begrip": "ontology/woorden",
        }.get(prefix)
        concept = "begrip" if prefix == "fenomeen" else prefix
        parts.setdefault(place or f"data/kern/{concept}/{name}", []).append(line)
    for place, found in parts.items():
        path = folder / f"{place}.ttl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join([head, *found]) + "\n", encoding="utf-8")
    return folder


def tree(picture: Picture) -> ElementTree.Element:
    """The document of a picture."""
    return ElementTree.fromstring(picture.svg)  # noqa: S314 - our own bytes


def texts(picture: Picture) -> list[str]:
    """The texts of a picture, each as one line."""
    return [" ".join("".join(each.itertext()).split()) for each in tree(picture).iter(f"{SVG}text")]


@dataclass(frozen=True)
class Extent:
    """Where a line of text is, if it is as wide as a font somewhat wider than Arial makes it."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def over(self, other: "Extent") -> bool:
        """Whether it lies over another."""
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)


def extents(picture: Picture) -> list[Extent]:
    """Every horizontal line of text."""
    found = []
    for text in tree(picture).iter(f"{SVG}text"):
        if text.get("transform"):
            continue
        classes = (text.get("class") or "").split()
        size = 12 if "small" in classes or "letter" in classes else 14
        size = 16 if "large" in classes else size
        lines = [each for each in text.iter(f"{SVG}tspan") if each.get("x")]
        for line in lines or [text]:
            width = _width(line.text or "", size, bold="bold" in classes)
            x, y = float(line.get("x") or 0), float(line.get("y") or 0)
            left = x - width / 2 if "middle" in classes else x
            found.append(
                Extent(line.text or "", left, y - size * 0.72, left + width, y + size * 0.2)
            )
    return found


def _width(text: str, size: float, *, bold: bool) -> float:
    narrow = len(re.findall(r"[ijlIftr.,:;'()\s!|-]", text))
    wide = len(re.findall(r"[mwMWGOQ@%]", text))
    total = narrow * 0.31 + wide * 0.84 + (len(text) - narrow - wide) * 0.585
    return total * size * (1.05 if bold else 1)
