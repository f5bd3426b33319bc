"""Pictures as files: headers, languages, days, and what is refused."""

import base64
import hashlib
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from govactors import Publication
from govactors.pictures import KINDS, style

if TYPE_CHECKING:
    from tests.service.conftest import Server

KMAR = "/beeld/neighbourhood/organisatie/kmar.svg"


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_a_file_with_a_strict_policy(site: "Server", kind: str) -> None:
    path = KMAR if kind == "neighbourhood" else f"/beeld/{kind}.svg"
    answer = site.client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["cache-control"] == "public, max-age=300"
    assert answer.headers["vary"] == "Accept-Encoding, Accept-Language"
    (found,) = re.findall(r"style-src ([^;]+);", answer.headers["content-security-policy"])
    written = ElementTree.fromstring(answer.text).find("{http://www.w3.org/2000/svg}style")  # noqa: S314
    assert written is not None
    digest = base64.b64encode(hashlib.sha256(str(written.text).encode()).digest()).decode()
    assert found == f"'sha256-{digest}'"
    assert written.text == style()
    again = site.client.get(path, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_it_is_what_the_library_draws(site: "Server", letter: Publication) -> None:
    for language in ("nl", "en"):
        answer = site.client.get(KMAR, params={"lang": language})
        assert answer.text == letter.diagram("neighbourhood", "KMar", language=language).svg
        assert answer.headers["content-language"] == language
    spoken = site.client.get(KMAR, headers={"accept-language": "en"})
    assert spoken.headers["content-language"] == "en"


def test_it_says_what_it_describes_and_leads_to_published_addresses(site: "Server") -> None:
    answer = site.client.get(KMAR)
    iri = "https://w3id.org/govactors/id/organisatie/kmar"
    assert answer.headers["link"] == f'<{iri}>; rel="describes"'
    assert f'<a href="{iri}"' in answer.text
    assert "link" not in site.client.get("/beeld/flows.svg").headers


def test_it_shows_a_day(site: "Server", letter: Publication) -> None:
    path = "/beeld/authority/organisatie/coa.svg"
    then = site.client.get(path, params={"asOf": "2025-01-01", "lang": "nl"}).text
    assert then == letter.diagram("authority", "COA", as_of="2025-01-01").svg
    assert "Ministerie van Asiel en Migratie" in then


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/beeld/spiral.svg", 404),
        ("/beeld/neighbourhood.svg", 404),
        ("/beeld/neighbourhood/organisatie/nergens.svg", 404),
        ("/beeld/timeline/taak/opsporing-mensensmokkel.svg", 404),
        ("/beeld/classes/organisatie/kmar.svg", 404),
        ("/beeld/neighbourhood/organisatie/%2e%2e%2f.svg", 404),
        ("/beeld/neighbourhood/organisatie/%3Cscript%3E.svg", 404),
        ("/beeld/flows.png", 404),
        ("/beeld/flows.svg?asOf=2024", 400),
        ("/beeld/flows.svg?unknown=maybe", 400),
        ("/beeld/flows.svg?colour=red", 400),
        ("/beeld/flows.svg?lang=nl&asOf=2024-01-01&asOf=2024-01-02", 400),
    ],
)
def test_what_is_not_there_is_a_problem(site: "Server", path: str, status: int) -> None:
    answer = site.client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (
        status,
        "application/problem+json",
    )


def test_nothing_can_be_changed(site: "Server") -> None:
    assert site.client.post(KMAR).status_code == 405
    assert site.client.options(KMAR).headers["allow"] == "GET, HEAD, OPTIONS"
    head = site.client.head(KMAR)
    assert (head.status_code, head.content) == (200, b"")
