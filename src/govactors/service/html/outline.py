"""How a dossier is divided: which statements stand in which chapter, under which heading."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import pyoxigraph as ox

from govactors.portrait import Section
from govactors.service.html.naming import Naming, Part, Shown
from govactors.store import Term
from govactors.terms import SKOS, ga

CHAPTERS: Mapping[str, tuple[str, str, tuple[str, ...]]] = MappingProxyType(
    {
        "taken": ("Taken", "Tasks", ("Assignment/actor", "Assignment/with", "Assignment/within")),
        "wie": ("Wie doet dit", "Who does this", ("Assignment/task", "Assignment/withinTask")),
        "gezag": (
            "Gezag en toezicht",
            "Authority and oversight",
            ("Authority/subordinate", "Authority/superior", "Authority/scope"),
        ),
        "plaats": (
            "Plaats in de organisatie",
            "Place in the organisation",
            ("Placement/part", "Placement/whole"),
        ),
        "samenwerking": (
            "Samenwerking",
            "Cooperation",
            ("Participation/partnership", "Participation/member", "Cooperation/actor"),
        ),
        "informatie": (
            "Informatiestromen",
            "Information flows",
            ("InformationFlow/sender", "InformationFlow/receiver", "InformationFlow/origin"),
        ),
        "inzet": ("Inzet", "Deployment", ("Deployment/actor", "Deployment/deployed")),
        "hierover": (
            "Taken hierover",
            "Tasks about this",
            (
                *("Task/concerns", "Task/inScheme", "Assignment/concerns", "Cooperation/concerns"),
                *("InformationFlow/concerns", "Assignment/legalBasis", "Authority/legalBasis"),
            ),
        ),
        "artikelen": ("Artikelen", "Articles", ("LegalBasis/is_part_of",)),
        "deeltaken": ("Deeltaken", "Parts of this task", ("Task/broader",)),
        "geschiedenis": (
            "Geschiedenis",
            "History",
            ("Change/before", "Change/after", "Naming/names"),
        ),
        "verder": (
            "Verder gezegd",
            "Also said",
            ("Relation/subject", "Relation/actor", "Relation/object", "Omission/subject"),
        ),
        "afgeleid": (
            "Wat regels hieruit afleiden",
            "What rules derive from it",
            ("Derivation/wasDerivedFrom",),
        ),
        "meer": ("Wat er verder naar verwijst", "What else refers to it", ()),
        "wetten": ("Wettelijke grondslagen", "Legal bases", ()),
        "bronnen": ("Bronnen van deze bladzijde", "Sources of this page", ()),
    }
)
"""The chapters in their order: name, title in Dutch and English, sections of a portrait."""

TITLES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "Assignment/actor": ("", ""),
        "Assignment/task": ("", ""),
        "Assignment/with": ("Werkt mee aan taken van anderen", "Works along on tasks of others"),
        "Assignment/within": ("In dit kader", "Within this framework"),
        "Assignment/withinTask": ("In het kader van deze taak", "As part of this task"),
        "Assignment/concerns": ("Wie doet wat hieraan", "Who does what about it"),
        "Assignment/legalBasis": ("Taken op deze grond", "Tasks on this basis"),
        "Authority/subordinate": ("Staat onder", "Stands under"),
        "Authority/superior": ("Zeggenschap over anderen", "Authority over others"),
        "Authority/scope": ("Zeggenschap over deze taak", "Authority over this task"),
        "Authority/legalBasis": ("Gezag op deze grond", "Authority on this basis"),
        "Cooperation/concerns": ("Samenwerking hieraan", "Cooperation on it"),
        "Placement/part": ("Deel van", "Part of"),
        "Placement/whole": ("Onderdelen", "Parts"),
        "Participation/member": ("Neemt deel aan", "Takes part in"),
        "Participation/partnership": ("Deelnemers", "Participants"),
        "Cooperation/actor": ("Werkt samen met", "Cooperates with"),
        "InformationFlow/sender": ("Informeert anderen", "Informs others"),
        "InformationFlow/receiver": ("Wordt geïnformeerd", "Is informed"),
        "InformationFlow/origin": (
            "Informatie afkomstig hiervan",
            "Information that comes from it",
        ),
        "InformationFlow/concerns": ("Informatie hierover", "Information about it"),
        "Deployment/actor": ("Zet mensen of eenheden in", "Posts people or units"),
        "Change/before": ("Wat eraan voorafging", "What was before"),
        "Change/after": ("Wat eruit ontstond", "What came of it"),
        "Naming/names": ("Namen in bronnen", "Names in sources"),
        "Relation/subject": ("", ""),
        "Relation/actor": ("Als uitvoerder genoemd", "Named as the one who does it"),
        "Relation/object": ("Uitspraken die dit noemen", "Statements that name it"),
        "Derivation/wasDerivedFrom": ("", ""),
        "LegalBasis/is_part_of": ("", ""),
        "Task/broader": ("", ""),
        "Task/concerns": ("", ""),
        "Task/inScheme": ("", ""),
        "Passage/hasSource": ("Passages in deze bron", "Passages in this source"),
        "Omission/subject": ("Wat bronnen open laten", "What sources leave open"),
    }
)
"""Headings in chapters, in Dutch and English, by class and property; others get their labels."""

GROUPED: Mapping[str, str] = MappingProxyType(
    {"Assignment": "responsibility", "Authority": "authorityKind", "Participation": "role"}
)
"""By class, the property whose values get a heading each."""

RANKS = (
    *("lead", "execute", "coordinate", "contribute", "support", "advise", "signal", "oversee"),
    *("chair", "member"),
)
"""Notations of concepts in the order in which their headings stand."""

PERIOD = ("validFrom", "validUntil", "endStatus")

_BASIS = "/begrip/heeft-grondslag>"
_WORDS = {"voor": ("voor", "for"), "from": ("vanaf", "from"), "until": ("tot en met", "until")}


class Outline:
    """Titles and places in the language of a page."""

    def __init__(self, naming: Naming) -> None:
        self._naming = naming
        self._english = naming.language == "en"

    def place(self, section: Section) -> tuple[str, int]:
        """The chapter of a section, and its rank there."""
        key = _key(section)
        for name, (_, _, sections) in CHAPTERS.items():
            if key in sections:
                return name, sections.index(key)
        return "meer", 0

    def grouping(self, section: Section) -> str:
        """The property whose values get a heading each in a section, if there is one."""
        key = _key(section)
        return GROUPED.get(key.partition("/")[0], "") if key in TITLES else ""

    def title(self, chapter: str) -> Part:
        """The title of a chapter."""
        nl, en, _ = CHAPTERS[chapter]
        return Part(en if self._english else nl)

    def heading(self, section: Section) -> tuple[Part, ...]:
        """The heading of a section in its chapter; without words where the chapter's will do."""
        key = _key(section)
        if key in TITLES:
            text = TITLES[key][self._english]
            return (Part(text),) if text else ()
        named = [self._naming.parts(iri) for iri in (section.kind, section.role) if iri]
        return (*_before(named[0]), *named[1]) if len(named) > 1 else named[0]

    def joined(self, heading: tuple[Part, ...], value: str, kind: str) -> tuple[Part, ...]:
        """The heading with the concept that the rows below it have in common."""
        if not value:
            return heading
        concept = self._naming.parts(value)
        if not heading:
            return concept
        if (
            kind == "Participation"
            and self._naming.nodes[value].text(SKOS + "notation") == "member"
        ):
            return heading
        return (*_before(heading), *concept)

    def word(self, name: str) -> Part:
        """A small word."""
        return Part(_WORDS[name][self._english])

    def number(self, count: int) -> Shown:
        """So many statements."""
        one, many = ("statement", "statements") if self._english else ("uitspraak", "uitspraken")
        return Shown((Part(f"{count} {one if count == 1 else many}"),))

    def period(self, said: Mapping[str, tuple[Term, ...]], naming: Naming) -> tuple[Part, ...]:
        """From when until when, as far as the source says."""
        found: list[Part] = []
        for name, word in (("validFrom", "from"), ("validUntil", "until")):
            for value in said.get(ga(name), ()):
                found += [self.word(word), *naming.value(value).parts]
        for value in said.get(ga("endStatus"), ()) if ga("validUntil") not in said else ():
            found += [*([Part("·")] if found else []), *naming.value(value).parts]
        return tuple(found)

    def laws(self, said: Mapping[str, tuple[Term, ...]]) -> Iterator[str]:
        """The articles that a statement names as its basis."""
        values = [*said.get(ga("legalBasis"), ())]
        if any(_BASIS in str(each) for each in said.get(ga("relation"), ())):
            values += said.get(ga("object"), ())
        yield from (value.value for value in values if isinstance(value, ox.NamedNode))


def _before(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts with a colon after them."""
    return (*parts[:-1], Part(f"{parts[-1].text}:", parts[-1].language))


def _key(section: Section) -> str:
    kind = section.kind.rpartition("#")[2] or section.kind
    return f"{kind}/{section.role.rpartition('#')[2].rpartition('/')[2]}"
