"""What each kind of picture says, from statements made for it."""

from collections.abc import Callable

import pytest
from tests.pictures.conftest import BASE, SVG, extents, statement, texts, thing, tree

from govactors import Publication
from govactors.period import Moment
from govactors.pictures import Picture, draw
from govactors.pictures.history import spelled
from govactors.pictures.letters import width, wrap

Said = Callable[[str], Publication]
ACTORS = (
    thing("organisatie:a", "Organisation", "Dienst A", '; ga:abbreviation "A" ')
    + thing("organisatie:b", "Organisation", "Dienst B")
    + thing("organisatie:v", "Partnership", "Verband")
    + thing("taak:t", "Task", "bewaking")
)


def _rows(drawn: Picture) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row) for row in drawn.table.rows]


def _drawn(said: Said, kind: str, text: str, about: str | None = "a", **more: str) -> Picture:
    iri = f"{BASE}organisatie/{about}" if about else None
    return draw(said(ACTORS + text), kind, iri, **more)  # type: ignore[arg-type]


def test_a_neighbourhood_is_grouped_by_relation(said: Said) -> None:
    drawn = _drawn(
        said,
        "neighbourhood",
        statement(
            "1",
            "Assignment",
            "ga:actor organisatie:a ; ga:task taak:t ; ga:responsibility begrip:uitvoeren",
            "meerduidig",
        )
        + statement(
            "2",
            "Participation",
            "ga:member organisatie:a ; ga:partnership organisatie:v ; ga:role begrip:lid",
        )
        + statement("3", "Cooperation", "ga:actor organisatie:a , organisatie:b")
        + statement("4", "Placement", "ga:part organisatie:a ; ga:whole organisatie:b")
        + statement("5", "InformationFlow", "ga:sender organisatie:a ; ga:receiver organisatie:b"),
    )
    assert _rows(drawn) == [
        ("Onderdeel van", "Dienst B", "ja", "1"),
        ("Neemt deel aan", "Verband", "ja", "1"),
        ("Werkt samen met", "Dienst B", "ja", "1"),
        ("Geeft informatie aan", "Dienst B", "ja", "1"),
        ("Uitvoering", "bewaking", "nee", "1"),
    ]
    assert {"Onderdeel van", "Dienst A", "A", "?"} <= set(texts(drawn))
    assert "niet zeker: meerduidig, niet nagegaan of aangekondigd" in texts(drawn)


def test_a_certain_statement_beside_a_doubtful_one_is_enough(said: Said) -> None:
    of = "ga:part organisatie:a ; ga:whole organisatie:b"
    drawn = _drawn(
        said,
        "neighbourhood",
        statement("1", "Placement", of, "meerduidig") + statement("2", "Placement", of),
    )
    assert _rows(drawn) == [("Onderdeel van", "Dienst B", "ja", "2")]
    assert "?" not in texts(drawn)


def test_what_has_ended_or_is_still_to_come_is_not_drawn(said: Said) -> None:
    of = "ga:part organisatie:a ; ga:whole organisatie:b"
    text = (
        statement("1", "Placement", f'{of} ; ga:validUntil "2020"^^xsd:gYear')
        + statement("2", "Placement", f'{of} ; ga:validFrom "2031-05"^^xsd:gYearMonth')
        + statement("3", "Placement", f"{of} ; ga:endStatus begrip:beeindigd")
    )
    found = said(ACTORS + text)
    iri = f"{BASE}organisatie/a"
    assert draw(found, "neighbourhood", iri).table.rows == ()
    assert "niets bekend" in draw(found, "neighbourhood", iri).description
    assert len(draw(found, "neighbourhood", iri, as_of="2019-01-01").table.rows) == 1
    assert len(draw(found, "neighbourhood", iri, as_of="2032-01-01").table.rows) == 1


def test_flows_between_the_same_are_one_and_who_is_not_named_is_said(said: Said) -> None:
    drawn = _drawn(
        said,
        "flows",
        thing("fenomeen:s", "Phenomenon", "signalen")
        + statement(
            "1",
            "InformationFlow",
            "ga:sender organisatie:a ; ga:receiver organisatie:b ; ga:content fenomeen:s",
        )
        + statement(
            "2",
            "InformationFlow",
            "ga:sender organisatie:a ; ga:receiver organisatie:b ; ga:purpose taak:t",
        )
        + statement("3", "InformationFlow", "ga:sender organisatie:a ; ga:content fenomeen:s")
        + statement("4", "InformationFlow", "ga:sender organisatie:a"),
    )
    found = texts(drawn)
    assert found.count("signalen") == 2
    assert found.count("Dienst A") == 1
    assert "voor bewaking" in found
    assert "niet genoemd" in found
    assert "te weinig zeggen: 1" in drawn.description
    assert len(drawn.table.rows) == 4


def test_the_three_lines_of_authority_are_apart(letter: Publication) -> None:
    drawn = letter.diagram("authority", "KMar", language="en")
    lines = [row[0].text for row in drawn.table.rows]
    assert list(dict.fromkeys(lines)) == [
        "Authority in criminal enforcement",
        "Supervision, and authority in other tasks",
        "Management",
    ]
    above = {line: {r[1].text for r in drawn.table.rows if r[0].text == line} for line in lines}
    assert above["Authority in criminal enforcement"] == {"Public Prosecution Service"}
    assert above["Management"] == {"Ministry of Defence"}
    classes = {each.get("class") for each in tree(drawn).iter(f"{SVG}path")}
    assert {"thick", "dashed", "double", "gap"} <= classes


def test_a_matrix_says_each_responsibility_by_letter_and_pattern(letter: Publication) -> None:
    drawn = letter.diagram("matrix", "mensensmokkel")
    assert {"L", "U", "B", "T", "C", "O"} <= set(texts(drawn))
    head = drawn.table.headers.index("Koninklijke Marechaussee")
    (row,) = (r for r in drawn.table.rows if r[0].text == "opsporing van mensensmokkel")
    assert row[head].text == "hoofdverantwoordelijkheid"
    patterns = {each.get("id") for each in tree(drawn).iter(f"{SVG}pattern")}
    used = {each.get("fill") for each in tree(drawn).iter(f"{SVG}polygon")}
    assert {f"url(#{each})" for each in patterns} >= used - {None}


def test_a_responsibility_of_another_code_list_has_a_letter(said: Said) -> None:
    drawn = _drawn(
        said,
        "matrix",
        'begrip:keuren a skos:Concept ; skos:notation "inspect" ; skos:prefLabel "keuring"@nl .\n'
        + statement(
            "1",
            "Assignment",
            "ga:actor organisatie:a ; ga:task taak:t ; ga:responsibility begrip:keuren",
        )
        + statement("2", "Assignment", "ga:actor organisatie:a ; ga:task taak:t"),
    )
    assert {"In", "?", "keuring"} <= set(texts(drawn))


@pytest.mark.parametrize(
    ("said_of", "shown"),
    [
        ("", "periode onbekend"),
        ('; ga:validFrom "1994"^^xsd:gYear', "sinds 1994, einde onbekend"),
        ('; ga:validFrom "1994-07"^^xsd:gYearMonth', "sinds juli 1994, einde onbekend"),
        (
            '; ga:validFrom "1994-07-02"^^xsd:date ; ga:endStatus begrip:doorlopend',
            "sinds 2 juli 1994",
        ),
        (
            '; ga:validUntil "2001-01-31"^^xsd:date',
            "begin onbekend, tot en met 31 januari 2001",
        ),
        (
            '; ga:validFrom "1990"^^xsd:gYear ; ga:validUntil "2001-02"^^xsd:gYearMonth',
            "1990 – februari 2001",
        ),
        ('; ga:attestedOn "2023-10-19"^^xsd:date', "volgens een bron van 19 oktober 2023"),
        ("; ga:endStatus begrip:doorlopend", "begin onbekend, duurt voort"),
    ],
)
def test_a_timeline_says_what_it_does_not_know(said: Said, said_of: str, shown: str) -> None:
    of = f"ga:part organisatie:a ; ga:whole organisatie:b {said_of}"
    drawn = _drawn(said, "timeline", statement("1", "Placement", of))
    assert _rows(drawn) == [("Onderdeel van", "Dienst B", shown, "ja", "1")]
    assert shown in texts(drawn)
    unknown = texts(drawn).count("?")
    assert unknown == ("onbekend" in shown) + ("bron" in shown) * 2 + (not said_of)


@pytest.mark.parametrize(
    ("date", "shown", "looks"),
    [
        ("", "datum onbekend", {"dot hollow unsure"}),
        ('; ga:changedOn "2001"^^xsd:gYear', "2001 (dag en maand onbekend)", {"dot hollow"}),
        (
            '; ga:changedOn "2001-03"^^xsd:gYearMonth',
            "maart 2001 (dag onbekend)",
            {"dot hollow", "half"},
        ),
        ('; ga:changedOn "2001-03-04"^^xsd:date', "4 maart 2001", {"dot"}),
    ],
)
def test_a_change_is_as_precise_as_its_source(
    said: Said, date: str, shown: str, looks: set[str]
) -> None:
    drawn = _drawn(said, "timeline", statement("1", "Change", f"ga:after organisatie:a {date}"))
    assert shown in texts(drawn)
    root = tree(drawn)
    classes = {each.get("class") for each in root.iter() if each.get("class")}
    assert looks <= classes


def test_a_timeline_of_a_day_knows_nothing_of_later(said: Said) -> None:
    of = "ga:part organisatie:a ; ga:whole organisatie:b"
    text = (
        statement("1", "Placement", f'{of} ; ga:validUntil "2020-12-31"^^xsd:date')
        + statement("2", "Placement", f'{of} ; ga:validFrom "2021-01-01"^^xsd:date')
        + statement("3", "Change", 'ga:after organisatie:a ; ga:changedOn "2021"^^xsd:gYear')
    )
    drawn = _drawn(said, "timeline", text, as_of="2019-05-01")
    assert _rows(drawn) == [("Onderdeel van", "Dienst B", "begin onbekend, duurt voort", "ja", "1")]


HOSTILE = (
    r"<script>alert(1)</script>",
    r"\"quoted\" & 'quoted'",
    "\u202eomgekeerd\u2066 teken\u200f",
    "x" * 100_000,
    "woord " * 50_000,
    "]]><!--",
    "漢字かな " * 20,
    "",
)


@pytest.mark.parametrize("label", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(said: Said, label: str) -> None:
    text = (
        thing("organisatie:h", "Organisation", label, f'; ga:abbreviation "{label[:9000]}" ')
        + thing("taak:h", "Task", label)
        + statement("1", "Placement", "ga:part organisatie:h ; ga:whole organisatie:b")
        + statement("2", "InformationFlow", "ga:sender organisatie:h ; ga:receiver organisatie:b")
        + statement("3", "Authority", "ga:superior organisatie:h ; ga:subordinate organisatie:b")
        + statement(
            "4",
            "Assignment",
            "ga:actor organisatie:h ; ga:task taak:h ; ga:responsibility begrip:uitvoeren",
        )
        + statement("5", "Change", "ga:before organisatie:b ; ga:after organisatie:h")
    )
    found = said(ACTORS + text)
    for kind in ("neighbourhood", "flows", "authority", "matrix", "timeline"):
        drawn = draw(found, kind, f"{BASE}organisatie/h")
        names = {each.tag.removeprefix(SVG) for each in tree(drawn).iter()}
        assert names <= {
            *("svg", "title", "desc", "style", "rect", "g", "a", "path", "polygon", "text"),
            *("tspan", "defs", "pattern"),
        }
        assert drawn.width < 1500
        assert drawn.height < 1500
        assert all(each.right < drawn.width + 4 for each in extents(drawn) if "漢" not in each.text)


def test_a_label_in_another_language_says_so(said: Said) -> None:
    drawn = _drawn(
        said,
        "neighbourhood",
        statement("1", "Placement", "ga:part organisatie:a ; ga:whole organisatie:b"),
        language="en",
    )
    assert [each.get("lang") for each in tree(drawn).iter(f"{SVG}a")] == ["nl", "nl"]
    assert drawn.table.rows[0][1].language == "nl"


def test_moments_are_spelled_no_more_precisely_than_they_are() -> None:
    assert spelled(Moment.parse("2001"), "nl") == "2001"
    assert spelled(Moment.parse("2001-03"), "nl") == "maart 2001"
    assert spelled(Moment.parse("2001-03-04"), "en") == "4 March 2001"


@pytest.mark.parametrize("text", ["a b c d e f g h", "Rijksdienst-voor-het-Wegverkeer", "w" * 40])
def test_lines_fit_and_lose_nothing(text: str) -> None:
    lines = wrap(text, 60, 14, most=99)
    assert all(width(line, 14) <= 60 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_what_does_not_fit_ends_in_dots() -> None:
    lines = wrap("een twee drie vier vijf zes zeven acht", 60, 14, most=2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert width(lines[-1], 14) <= 60
