"""Overviews and the pages about the publication itself: what they hold, and in which language."""

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.service.conftest import Server

NL = {"accept": "text/html", "accept-language": "nl"}
EN = {"accept": "text/html", "accept-language": "en"}


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_who_does_what_about_a_phenomenon_as_page_csv_and_json(site: "Server") -> None:
    page = site.client.get("/wie-doet-wat?over=mensensmokkel", headers=NL)
    assert page.status_code == 200
    row = re.search(r'opsporing-mensensmokkel">.*', page.text)
    assert row
    assert "Koninklijke Marechaussee" in row[0]
    rows = _rows(site.client.get("/wie-doet-wat.csv?over=mensensmokkel").text)
    lead = [each for each in rows if each["responsibility"] == "lead"]
    assert any(each["actor"].endswith("/kmar") for each in lead)
    found = site.client.get("/wie-doet-wat.json?over=mensensmokkel").json()["items"]
    assert [each["statement"] for each in found] == [each["statement"] for each in rows]


@pytest.mark.parametrize(
    ("over", "whose"),
    [
        ("ind", "/id/organisatie/ind"),
        ("organisatie/ind", "/id/organisatie/ind"),
        ("IND", "/id/organisatie/ind"),
        ("https://w3id.org/govactors/id/organisatie/ind", "/id/organisatie/ind"),
    ],
)
def test_a_subject_is_named_in_several_ways(site: "Server", over: str, whose: str) -> None:
    rows = _rows(site.client.get("/wie-doet-wat.csv", params={"over": over}).text)
    assert rows
    assert {each["actor"].partition("govactors")[2] for each in rows} >= {whose}


def test_an_act_counts_with_its_articles(site: "Server") -> None:
    act = _rows(site.client.get("/wie-doet-wat.csv?over=wet/vreemdelingenwet-2000").text)
    article = "/wie-doet-wat.csv?over=wet/vreemdelingenwet-2000-artikel-50"
    assert len(act) > len(_rows(site.client.get(article).text)) > 0


@pytest.mark.parametrize(
    "path",
    [
        "/wie-doet-wat?over=bestaat-niet",
        "/wie-doet-wat?over=x&over=y",
        "/wie-doet-wat?wat=x",
        "/wie-doet-wat?over=%3Cscript%3E",
        "/vergelijken?met=gisteren",
        "/vergelijken?asOf=2024-02-30",
    ],
)
def test_what_cannot_be_shown_is_told(site: "Server", path: str) -> None:
    answer = site.client.get(path, headers={"accept": "application/problem+json"})
    assert answer.status_code == 406 or answer.json()["status"] == 400
    assert site.client.get(path, headers=NL).status_code == 400


def test_two_days_differ_by_what_began_and_ended(site: "Server") -> None:
    path = "/vergelijken.json?asOf=2024-01-01&met=2025-01-01&over=ind"
    found = site.client.get(path).json()
    assert (found["first"], found["second"]) == ("2024-01-01", "2025-01-01")
    by: dict[str, list[str]] = {each["change"]: [] for each in found["items"]}
    for each in found["items"]:
        by[each["change"]].append(each["name"])
    assert any("Ministerie van Asiel en Migratie" in name for name in by["begun"])
    assert any("Ministerie van Justitie en Veiligheid" in name for name in by["ended"])
    again = site.client.get(path.replace("2025", "2024")).json()
    assert again["items"] == []


def test_quality_lists_every_promise_and_every_gap(site: "Server") -> None:
    page = site.client.get("/kwaliteit", headers=EN).text
    report = site.client.get("/kwaliteit.json").json()
    assert {each["gap"] for each in report["gaps"]} >= {"actors-without-identifier"}
    for each in report["gaps"]:
        assert f'id="{each["gap"]}"' in page
    assert 'id="passage-source"' in page
    turtle = site.client.get("/kwaliteit.ttl")
    assert turtle.headers["content-type"].startswith("text/turtle")
    assert "sh:ValidationReport" in turtle.text


def test_a_report_of_a_mistake_has_address_and_release(site: "Server") -> None:
    page = site.client.get("/doc/taak/grensbewaking-op-zee", headers=NL).text
    (path,) = re.findall(r'href="(/contact\?over=[^"]*)"', page)
    told = site.client.get(path.replace("&amp;", "&"), headers=NL).text
    assert "https://w3id.org/govactors/doc/taak/grensbewaking-op-zee" in told
    assert re.search(r"Uitgave: \d+\.\d+\.\d+ \(\d{4}-\d\d-\d\d, [0-9a-f]{16}\)", told)
    for wrong in ("https://example.org/", "javascript:alert(1)", "/" + "x" * 2000):
        answer = site.client.get("/contact", params={"over": wrong}, headers=NL)
        assert answer.status_code == 200
        assert wrong not in answer.text


@pytest.mark.parametrize(
    "path", ["/doc/organisatie/ind", "/wie-doet-wat?over=ind", "/vraag", "/def", "/dumps/", "/over"]
)
def test_every_page_says_how_to_cite_it(site: "Server", path: str) -> None:
    for headers, word in ((NL, "Zo verwijst u ernaar"), (EN, "How to cite it")):
        page = site.client.get(path, headers=headers).text
        assert word in page
        assert page.count('class="cite"') == 1
        assert 'rel="license"' in page


def test_names_that_fall_back_say_their_language(small: "Server") -> None:
    page = small.client.get("/doc/organisatie/dienst-keuring", headers=EN).text
    assert '<span lang="nl">expliciet</span>' in page or 'lang="nl">hoofdverantwoord' in page
    assert not re.search(r"<h3>[^<]*hoofdverantwoordelijk", page)


def test_a_source_is_read_in_its_order(small: "Server") -> None:
    page = small.client.get("/doc/bron/rapport", headers=NL).text
    numbers = [int(each) for each in re.findall(r"tekens (\d+)", page)]
    assert numbers == sorted(numbers)
    assert len(numbers) > 3
