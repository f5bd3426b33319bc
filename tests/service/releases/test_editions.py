"""Releases as documents: manifests, catalogues, the ontology of a day, what changed."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

if TYPE_CHECKING:
    from tests.service.conftest import Server
    from tests.service.releases.conftest import Library

Serving = Callable[..., AbstractContextManager["Server"]]

BASE = "https://example.org/keten/"
DCAT = "http://www.w3.org/ns/dcat#"
FIRST, SECOND, LAST = "2026-09-01", "2026-10-01", "2026-11-01"
BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"
RDF = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
ATOM = "{http://www.w3.org/2005/Atom}"


def _triples(data: bytes, media_type: str) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(data, format=RDF[media_type])}


def _name(triple: ox.Triple) -> str:
    return triple.subject.value if isinstance(triple.subject, ox.NamedNode) else ""


def _objects(triples: set[ox.Triple], name: str, subject: str = "") -> set[str]:
    return {
        t.object.value
        for t in triples
        if t.predicate.value == name and (not subject or _name(t) == subject)
        if not isinstance(t.object, ox.Triple)
    }


ROWS = [
    ("/dumps/", BROWSER, "text/html", "/"),
    ("/dumps/", "*/*", "text/html", ""),
    ("/dumps/", "application/json", "application/json", "/dumps/manifest.json"),
    ("/dumps/", "text/turtle", "text/turtle", "/dumps/manifest.ttl"),
    ("/dumps/", "application/n-triples", "application/n-triples", ""),
    (f"/{FIRST}/dumps/", "application/json", "application/json", f"/{FIRST}/dumps/manifest.json"),
    ("/catalogus", BROWSER, "text/html", "/catalogus.html"),
    ("/catalogus", "application/rdf+xml", "application/rdf+xml", "/catalogus.rdf"),
    ("/catalogus", "text/turtle;q=0.5, application/ld+json", "application/ld+json", None),
    (f"/{FIRST}/catalogus", "text/turtle", "text/turtle", f"/{FIRST}/catalogus.ttl"),
    (f"/{FIRST}/", "text/turtle", "text/turtle", f"/{FIRST}/catalogus.ttl"),
    (f"/{FIRST}/", BROWSER, "text/html", f"/{FIRST}/catalogus.html"),
    (f"/{FIRST}/def", BROWSER, "text/html", f"/{FIRST}/def.html"),
    (f"/{FIRST}/def", "text/turtle", "text/turtle", f"/{FIRST}/def.ttl"),
    ("/changes", BROWSER, "text/html", "/changes.html"),
    ("/changes", "application/atom+xml", "application/atom+xml", "/changes.atom"),
    ("/changes", "application/feed+json", "application/feed+json", "/changes.json"),
    (f"/{LAST}/changes", "application/json", "application/json", f"/{LAST}/changes.json"),
    (f"/{LAST}/changes", "text/turtle", "text/turtle", f"/{LAST}/changes.ttl"),
    ("/.well-known/void", "text/turtle", "text/turtle", None),
]


@pytest.mark.parametrize(("path", "accept", "kind", "at"), ROWS)
def test_negotiated(library: "Library", path: str, accept: str, kind: str, at: str | None) -> None:
    wanted = {"accept": accept, "accept-language": "nl"}
    answer = library.client.get(path, headers=wanted)
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, kind)
    decides = {each.strip() for each in answer.headers["vary"].split(",")}
    assert {"Accept", "Accept-Encoding"} <= decides
    if at:
        assert answer.headers.get("content-location", "/") == at
    if kind == "text/html":
        assert answer.headers["content-language"] == "nl"
        assert '<html lang="nl">' in answer.text
    again = library.client.get(path, headers=wanted | {"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["vary"] == answer.headers["vary"]
    other = wanted | {"if-none-match": answer.headers["etag"], "accept-encoding": "identity"}
    assert library.client.get(path, headers=other).status_code == 200


@pytest.mark.parametrize("path", ["/dumps/", "/catalogus", "/changes", f"/{FIRST}/def"])
def test_what_nobody_can_send_is_told(library: "Library", path: str) -> None:
    answer = library.client.get(path, headers={"accept": "image/png"})
    assert answer.status_code == 406
    assert "text/turtle" in answer.json()["hint"]


@pytest.mark.parametrize(
    "path",
    ["/catalogus", f"/{SECOND}/catalogus", f"/{SECOND}/def", "/changes", f"/{SECOND}/changes"],
)
def test_every_alternate_is_there_and_says_the_same(library: "Library", path: str) -> None:
    answer = library.client.get(path, headers={"accept": "text/html"})
    said: list[set[ox.Triple]] = []
    alternates = [
        each.partition(">")[0].lstrip(" <")
        for each in answer.headers["link"].split(",")
        if 'rel="alternate"' in each
    ]
    assert alternates
    for place in alternates:
        found = library.client.get(place, headers={"accept": "image/png"})
        assert found.status_code == 200, place
        kind = found.headers["content-type"].partition(";")[0]
        if kind in RDF and found.content:
            said.append(_triples(found.content, kind))
    assert all(each == said[0] for each in said)
    assert library.client.get(f"{path}.exe").status_code == 404


def test_the_manifest_is_the_file_of_the_release(library: "Library") -> None:
    for date in (FIRST, LAST):
        folder = library.folder(date)
        for name, kind in (("manifest.json", "application/json"), ("manifest.ttl", "text/turtle")):
            answer = library.client.get(f"/{date}/dumps/", headers={"accept": kind})
            assert answer.content == (folder / name).read_bytes()
        lines = library.client.get(f"/{date}/dumps/", headers={"accept": "application/n-triples"})
        turtle = (folder / "manifest.ttl").read_bytes()
        expected = _triples(turtle, "text/turtle")
        assert _triples(lines.content, "application/n-triples") == expected


def test_the_page_of_files_has_every_file_and_every_link_works(library: "Library") -> None:
    listed = json.loads((library.folder() / "manifest.json").read_bytes())
    page = library.client.get("/dumps/", headers={"accept": "text/html"}).text
    for each in listed["files"]:
        assert f'href="/dumps/{each["name"]}"' in page
        assert each["packed"] or each["sha256"] in page
        assert library.client.head(f"/dumps/{each['name']}").status_code == 200


def test_the_catalogue_of_a_day_is_the_file_of_its_release(library: "Library") -> None:
    expected = _triples((library.folder(FIRST) / "catalogue.ttl").read_bytes(), "text/turtle")
    for ending, kind in (("ttl", "text/turtle"), ("jsonld", "application/ld+json")):
        answer = library.client.get(f"/{FIRST}/catalogus.{ending}")
        assert _triples(answer.content, kind) == expected


def test_the_catalogue_of_today_lists_all_releases_and_files(library: "Library") -> None:
    said = _triples(library.client.get("/catalogus.ttl").content, "text/turtle")
    datasets = _objects(said, DCAT + "dataset", f"{BASE}catalogus#catalogus")
    assert datasets == {f"{BASE}{date}/" for date in (FIRST, SECOND, LAST)}
    for date in (FIRST, LAST):
        files = json.loads((library.folder(date) / "manifest.json").read_bytes())["files"]
        listed = {f["address"] for f in files if f["holds"] not in ("catalogue", "profile")}
        assert _objects(said, DCAT + "distribution", f"{BASE}{date}/") == listed
    void = library.client.get("/.well-known/void", headers={"accept": "text/turtle"})
    assert _triples(void.content, "text/turtle") == said


def test_services_are_where_the_public_finds_them(serving: Serving, library: "Library") -> None:
    settings = {"workers": 1, "releases": library.releases}
    public = "https://data.example.net/keten/"
    with serving(publication=library.publication, public_address=public, **settings) as server:
        said = _triples(server.client.get("/catalogus.ttl").content, "text/turtle")
    assert _objects(said, DCAT + "endpointURL") == {f"{public}sparql", f"{public}v1"}
    downloads = _objects(said, DCAT + "downloadURL", f"{BASE}{LAST}/dumps/keten.nt")
    assert downloads == {f"{public}{LAST}/dumps/keten.nt"}


def test_the_ontology_of_a_day_is_the_file_of_its_release(library: "Library") -> None:
    for date in (FIRST, LAST):
        for ending in ("ttl", "nt", "rdf", "jsonld"):
            answer = library.client.get(f"/{date}/def.{ending}")
            file = library.folder(date) / f"keten-ontology.{ending}"
            assert answer.content == file.read_bytes()
    link = library.client.get(f"/{SECOND}/def").headers["link"]
    assert '</def>; rel="latest-version"' in link
    assert f'</{FIRST}/def>; rel="predecessor-version"' in link
    assert f'</{LAST}/def>; rel="successor-version"' in link


@pytest.mark.parametrize("rest", ["/", "/def", "/dumps/", "/dumps/keten.nt", "/changes", "/x"])
def test_a_day_without_release_is_answered_with_those_there_are(
    library: "Library", rest: str
) -> None:
    for date in ("2020-01-01", "2026-99-99", "9999-12-31"):
        answer = library.client.get(f"/{date}{rest}")
        assert answer.status_code == 404
        assert f"{LAST}, {SECOND}, {FIRST}" in answer.json()["hint"]


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/dumps", "/dumps/"),
        (f"/{FIRST}", f"/{FIRST}/"),
        (f"/{FIRST}/dumps", f"/{FIRST}/dumps/"),
        (f"/{FIRST}?to=//evil.example", f"/{FIRST}/"),
    ],
)
def test_a_missing_slash_is_added(library: "Library", path: str, to: str) -> None:
    answer = library.client.get(path, headers={"host": "evil.example"})
    assert (answer.status_code, answer.headers["location"]) == (308, to)


def test_feeds_tell_what_changed(library: "Library") -> None:
    feed = ET.fromstring(library.client.get("/changes.atom?lang=en").content)  # noqa: S314 - ours
    titles = [entry.findtext(f"{ATOM}title") or "" for entry in feed.iter(f"{ATOM}entry")]
    assert any("Slagboom" in each and "Hek" in each for each in titles)
    assert any("Hek" in each and "Poort" in each for each in titles)
    assert feed.findtext(f"{ATOM}id") == f"{BASE}changes"
    moments = [entry.findtext(f"{ATOM}updated") or "" for entry in feed.iter(f"{ATOM}entry")]
    assert moments == sorted(moments, reverse=True)
    told = library.client.get("/changes.json?lang=en").json()
    assert [item["title"] for item in told["items"]] == titles
    page = library.client.get("/changes?lang=en", headers={"accept": "text/html"}).text
    assert all(title.partition("“")[0] in page for title in titles)


def test_every_entry_of_a_feed_leads_to_its_change(library: "Library") -> None:
    for item in library.client.get("/changes.json").json()["items"]:
        address, _, key = item["id"].partition("#")
        path = "/" + address.removeprefix(BASE)
        assert f'id="{key}"' in library.client.get(path, headers={"accept": "text/html"}).text
        said = _triples(library.client.get(f"{path}.ttl").content, "text/turtle")
        assert item["id"] in {_name(t) for t in said}


def test_a_feed_of_one_actor(library: "Library") -> None:
    own = library.client.get("/doc/organisatie/poort/changes.json").json()
    assert {item["url"] for item in own["items"]} == {f"{BASE}id/organisatie/poort"}
    none = library.client.get("/doc/organisatie/loket/changes.json").json()
    assert none["items"] == []
    assert none["feed_url"] == f"{BASE}doc/organisatie/loket/changes"
    for path in ("/doc/organisatie/nergens/changes", "/doc/taak/toegang/changes.atom"):
        assert library.client.get(path).status_code == 404


def test_the_first_release_changed_nothing(library: "Library") -> None:
    assert library.client.get(f"/{FIRST}/changes.json").json()["changes"] == []
    told = library.client.get(f"/{SECOND}/changes.json").json()
    assert (told["old"]["date"], told["new"]["date"]) == (FIRST, SECOND)
    assert told["changes"]


def test_without_a_folder_the_release_is_made_on_first_use(
    serving: Serving, library: "Library"
) -> None:
    with serving(publication=library.publication, workers=2) as server:
        listed = server.client.get("/dumps/manifest.json").json()
        names = {each["name"] for each in listed["files"]}
        endings = ("ttl", "nt", "rdf", "trig", "nq", "jsonld")
        assert {f"keten.{ending}" for ending in endings} <= names
        for ending in endings:
            name = f"keten.{ending}"
            made = (library.folder() / name).read_bytes()
            for path in (f"/dumps/{name}", f"/{LAST}/dumps/{name}"):
                answer = server.client.get(path)
                assert answer.content == made
                assert "immutable" not in answer.headers["cache-control"]
        built = json.loads((library.folder() / "manifest.json").read_bytes())
        hashes = {each["name"]: each["graph_hash"] for each in built["files"]}
        for each in listed["files"]:
            if each["holds"] == "publication":
                assert each["graph_hash"] == hashes[each["name"]]
        assert server.client.get(f"/{LAST}/def.ttl").status_code == 200
        assert server.client.get("/changes.json").json()["items"] == []
        said = _triples(server.client.get("/catalogus.ttl").content, "text/turtle")
        files = _objects(said, DCAT + "distribution", f"{BASE}{LAST}/")
        assert files == {each["address"] for each in listed["files"]}
