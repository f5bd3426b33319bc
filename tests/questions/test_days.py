"""The answers of a day, checked by hand against the list of events: before, on and after.

The expected values are written from that list and not from the data; each row names its event.
"""

import csv
import io
from datetime import date, timedelta

import pytest

from govactors import Publication

JENV, AENM = "Ministerie van Justitie en Veiligheid", "Ministerie van Asiel en Migratie"
MINISTRY, NAME = "ministerie-op-een-dag", "naam-op-een-dag"
PART, TASK = "onderdeel-waarvan-op-een-dag", "wie-doet-een-taak-op-een-dag"
AUTHORITY, MANDATE = "gezag-vreemdelingentoezicht-op-een-dag", "mandaat-ind-op-een-dag"
AVIM = "Afdeling Vreemdelingenpolitie, Identificatie en Mensenhandel"
DISA, KMAR = "Dienst Identificatie en Screening Asielzoekers", "Koninklijke Marechaussee"
VENJ, JUSTICE = "Ministerie van Veiligheid en Justitie", "Ministerie van Justitie"
EUROPOL = "Agentschap van de Europese Unie voor samenwerking op het gebied van rechtshandhaving"
FIRST = "Europees agentschap voor het beheer van de operationele samenwerking aan de buitengrenzen"

Answers = list[tuple[str, set[str]]]

# Event, question, what is asked about, column, and the answers of days. A name or whole with a
# question mark may have held on the day; that it did is not certain.
DAYS: list[tuple[str, str, dict[str, str], str, Answers]] = [
    (
        "aenm-start",
        MINISTRY,
        {},
        "ministryName",
        [
            ("2023-10-19", {JENV}),
            ("2024-07-01", {JENV}),
            ("2024-07-02", {AENM}),
            ("2025-01-15", {AENM}),
        ],
    ),
    (
        "aenm-einde",
        MINISTRY,
        {},
        "ministryName",
        [
            ("2026-02-22", {AENM}),
            ("2026-02-23", {AENM, JENV}),
            ("2026-02-24", {JENV}),
            ("2026-03-01", {JENV}),
        ],
    ),
    (
        "aenm-start",
        AUTHORITY,
        {},
        "superiorName",
        [
            ("2024-07-01", {f"{JENV}?"}),
            ("2024-07-02", {AENM, f"{JENV}?"}),
            ("2024-07-03", {AENM, f"{JENV}?"}),
        ],
    ),
    (
        "aenm-einde",
        MANDATE,
        {},
        "superiorName",
        [("2026-02-22", {AENM}), ("2026-02-23", {AENM, JENV}), ("2026-02-24", {JENV})],
    ),
    (
        "le-splitsing",
        PART,
        {"part": "organisatie:politie-le"},
        "wholeName",
        [("2023-12-31", {"Politie"}), ("2024-01-01", set()), ("2025-01-15", set())],
    ),
    (
        "le-splitsing",
        PART,
        {"part": "organisatie:politie-lo"},
        "wholeName",
        [("2023-12-31", set()), ("2024-01-01", {"Politie?"}), ("2025-01-15", {"Politie?"})],
    ),
    (
        "le-splitsing",
        PART,
        {"part": "organisatie:politie-lx"},
        "wholeName",
        [("2023-12-31", set()), ("2024-01-01", {"Politie?"}), ("2025-01-15", {"Politie?"})],
    ),
    (
        "nla-naam",
        NAME,
        {"actor": "organisatie:nederlandse-arbeidsinspectie"},
        "name",
        [
            ("2021-12-31", {"Inspectie SZW"}),
            ("2022-01-01", {"Nederlandse Arbeidsinspectie?"}),
            ("2023-10-19", {"Nederlandse Arbeidsinspectie?"}),
        ],
    ),
    (
        "iszw-start",
        NAME,
        {"actor": "organisatie:nederlandse-arbeidsinspectie"},
        "name",
        [
            ("2011-12-31", set()),
            ("2012-01-01", {"Inspectie SZW"}),
            ("2012-01-02", {"Inspectie SZW"}),
        ],
    ),
    (
        "frontex-2016",
        NAME,
        {"actor": "organisatie:frontex"},
        "name",
        [
            ("2016-09-14", {FIRST}),
            ("2016-10-05", {FIRST}),
            ("2016-10-06", {"Europees Grens- en kustwachtagentschap?"}),
        ],
    ),
    (
        "disa-start",
        TASK,
        {"task": "taak:identificatie-asielzoekers-disa"},
        "actorName",
        [("2024-12-31", set()), ("2025-01-01", {f"{DISA}?"}), ("2025-01-15", {f"{DISA}?"})],
    ),
    (
        "disa-start",
        PART,
        {"part": "organisatie:disa"},
        "wholeName",
        [("2024-12-31", set()), ("2025-01-01", {AENM}), ("2026-02-24", {f"{JENV}?"})],
    ),
    (
        "disa-einde",
        TASK,
        {"task": "taak:identificatie-asielzoekers-disa"},
        "actorName",
        [
            ("2026-06-11", {f"{DISA}?"}),
            ("2026-06-12", {f"{DISA}?"}),
            ("2026-06-13", {f"{DISA}?"}),
        ],
    ),
    (
        "migratiepact-toepassing",
        TASK,
        {"task": "taak:screening-asiel"},
        "actorName",
        [
            ("2026-06-11", set()),
            ("2026-06-12", {"Immigratie- en Naturalisatiedienst?"}),
            ("2026-06-13", {"Immigratie- en Naturalisatiedienst?"}),
        ],
    ),
    (
        "binnengrenscontroles-start",
        TASK,
        {"task": "taak:binnengrenscontroles"},
        "actorName",
        [("2024-12-08", set()), ("2024-12-09", {f"{KMAR}?"}), ("2025-01-15", {f"{KMAR}?"})],
    ),
    (
        "douane-dg",
        PART,
        {"part": "organisatie:douane"},
        "wholeName",
        [
            ("2020-12-31", set()),
            ("2021-01-01", {"Ministerie van Financiën?"}),
            ("2021-01-02", {"Ministerie van Financiën?"}),
        ],
    ),
    (
        "emsc-start",
        PART,
        {"part": "organisatie:emsc"},
        "wholeName",
        [
            ("2016-02-21", set()),
            ("2016-02-22", {f"{EUROPOL}?"}),
        ],
    ),
    (
        "avim-2014",
        PART,
        {"part": "organisatie:avim"},
        "wholeName",
        [("2013-12-31", set()), ("2014-06-30", {"Politie?"}), ("2015-01-01", {"Politie?"})],
    ),
    (
        "politie-2013",
        PART,
        {"part": "organisatie:politie-rotterdam"},
        "wholeName",
        [("2012-12-31", set()), ("2013-01-01", {"Politie"}), ("2018-01-01", {"Politie?"})],
    ),
    (
        "dtv-start",
        PART,
        {"part": "organisatie:dtv"},
        "wholeName",
        [
            ("2006-12-31", {"Directoraat-generaal Migratie?"}),
            ("2007-01-15", {"Directoraat-generaal Migratie?", f"{JENV}?"}),
            ("2007-02-01", {"Directoraat-generaal Migratie?", JENV}),
        ],
    ),
]

# Event, the days on which it can have happened, and who stands before or after it.
EVENTS = {
    "kmar-oprichting": ("1814-10-26", "1814-10-26", {"kmar"}),
    "iom-oprichting": ("1951-01-01", "1951-12-31", {"iom"}),
    "coa-wet": ("1994-07-01", "1994-07-01", {"coa"}),
    "vw2000-inwerking": ("2001-04-01", "2001-04-01", {"am"}),
    "frontex-oprichting": ("2004-10-01", "2004-10-31", {"frontex"}),
    "emm-oprichting": ("2005-01-01", "2005-12-31", {"emm"}),
    "dtv-start": ("2007-01-01", "2007-01-31", {"ind", "dtv", "vreemdelingenpolitie"}),
    "ecid-opening": ("2007-05-09", "2007-05-09", {"ecid"}),
    "tfm-instelling": ("2008-02-27", "2008-02-27", {"tf-mensenhandel"}),
    "iszw-start": ("2012-01-01", "2012-01-01", {"nederlandse-arbeidsinspectie"}),
    "politie-2013": ("2013-01-01", "2013-01-01", {"politie", "politie-voor-2013"}),
    "nrm-wet": ("2013-11-15", "2013-11-15", {"nrm"}),
    "avim-2014": ("2014-01-01", "2014-12-31", {"avim", "insp-jenv", "vreemdelingenpolitie"}),
    "emsc-start": ("2016-02-22", "2016-02-22", {"emsc"}),
    "frontex-2016": ("2016-09-14", "2016-10-06", {"frontex"}),
    "europol-vo-toepassing": ("2017-05-01", "2017-05-01", {"europol"}),
    "jenv-naam": ("2017-10-01", "2017-10-31", {"jenv"}),
    "dgm-naam": ("2018-01-01", "2018-12-31", {"dgm", "dgvz"}),
    "ilo-vo-2019": ("2019-08-14", "2019-08-14", {"ind-ilo"}),
    "douane-dg": ("2021-01-01", "2021-01-01", {"douane", "emm", "fin"}),
    "nla-naam": ("2022-01-01", "2022-01-01", {"nederlandse-arbeidsinspectie"}),
    "euaa-start": ("2022-01-19", "2022-01-19", {"easo", "euaa"}),
    "le-splitsing": ("2024-01-01", "2024-01-01", {"politie-le", "politie-lo", "politie-lx"}),
    "aenm-start": ("2024-07-02", "2024-07-02", {"aenm", "jenv"}),
    "disa-start": ("2025-01-01", "2025-01-01", {"avim", "disa"}),
    "aenm-einde": ("2026-02-23", "2026-02-23", {"aenm", "jenv"}),
    "disa-einde": ("2026-06-12", "2026-06-12", {"disa", "ind", "kmar"}),
}


def answered(
    publication: Publication, reference: str, column: str, values: dict[str, str]
) -> set[str]:
    """What stands in a column; with a question mark if it is not certain."""
    answer = publication.questions[reference].answer(publication, **values)
    rows = csv.DictReader(io.StringIO(answer))
    return {row[column] + ("?" if row.get("certain") == "false" else "") for row in rows}


@pytest.mark.parametrize(
    ("reference", "asked", "column", "answers"),
    [row[1:] for row in DAYS],
    ids=[f"{row[0]}-{row[1]}" for row in DAYS],
)
def test_the_answer_of_a_day(
    reference: str, asked: dict[str, str], column: str, answers: Answers, publication: Publication
) -> None:
    for day, expected in answers:
        found = answered(publication, reference, column, {**asked, "date": day})
        assert found == expected, day


@pytest.mark.parametrize("event", EVENTS)
def test_an_event_is_found_on_its_days_and_not_outside(
    event: str, publication: Publication
) -> None:
    start, end, actors = EVENTS[event]
    labels = {
        publication.addresses.shorten(actor.iri).partition(":")[2]: actor.label("nl")
        for actor in publication.actors
    }
    expected = {labels[actor] for actor in actors}

    def found(first: str, last: str) -> set[str]:
        period = {"startDate": first, "endDate": last}
        return answered(publication, "wijzigingen-in-een-periode", "actorName", period)

    assert found(start, end) == expected
    before = (date.fromisoformat(start) - timedelta(days=1)).isoformat()
    after = (date.fromisoformat(end) + timedelta(days=1)).isoformat()
    assert found(before, before) == found(after, after) == set()
