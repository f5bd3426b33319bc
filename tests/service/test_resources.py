"""Addresses of things and of what describes them: negotiation, signposts, redirects, refusals."""

import json
import re
from typing import TYPE_CHECKING

import httpx
import pyoxigraph as ox
import pytest
import rdflib

if TYPE_CHECKING:
    from tests.service.conftest import Server

BASE = "https://example.org/keten/"
PATH = "/doc/organisatie/dienst-keuring"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
RDFLIB = "text/turtle, application/rdf+xml;q=0.9, application/n-triples;q=0.8, */*;q=0.1"
HTML, TTL, NT = "text/html; charset=utf-8", "text/turtle; charset=utf-8", "application/n-triples"
LD, XML = "application/ld+json", "application/rdf+xml"
CHOSEN = "Accept, Accept-Encoding, Accept-Language"
FIXED = "Accept-Encoding"
PROBLEM = "application/problem+json"
XHV = "http://www.w3.org/1999/xhtml/vocab#"

# path, Accept, status, Content-Type, Vary, Content-Location or Location
ROWS = [
    (PATH, None, 200, HTML, CHOSEN, f"{PATH}.html"),
    (PATH, "", 200, HTML, CHOSEN, f"{PATH}.html"),
    (PATH, "*/*", 200, HTML, CHOSEN, f"{PATH}.html"),
    (PATH, BROWSER, 200, HTML, CHOSEN, f"{PATH}.html"),
    (PATH, "text/html", 200, HTML, CHOSEN, f"{PATH}.html"),
    (PATH, "TEXT/HTML", 200, HTML, CHOSEN, f"{PATH}.html"),
    (PATH, "text/*", 200, HTML, CHOSEN, f"{PATH}.html"),
    (PATH, "text/turtle", 200, TTL, CHOSEN, f"{PATH}.ttl"),
    (PATH, "text/turtle;q=0.2", 200, TTL, CHOSEN, f"{PATH}.ttl"),
    (PATH, "text/turtle; charset=utf-8", 200, TTL, CHOSEN, f"{PATH}.ttl"),
    (PATH, RDFLIB, 200, TTL, CHOSEN, f"{PATH}.ttl"),
    (PATH, "application/x-turtle", 200, "application/x-turtle", CHOSEN, f"{PATH}.ttl"),
    (PATH, "text/html;q=0.5, text/turtle", 200, TTL, CHOSEN, f"{PATH}.ttl"),
    (PATH, "text/html, text/turtle", 200, HTML, CHOSEN, f"{PATH}.html"),
    (PATH, "text/html;q=0, */*", 200, TTL, CHOSEN, f"{PATH}.ttl"),
    (PATH, "application/ld+json", 200, LD, CHOSEN, f"{PATH}.jsonld"),
    (PATH, "application/json", 200, "application/json", CHOSEN, f"{PATH}.jsonld"),
    (PATH, 'application/ld+json;profile="x"', 200, LD, CHOSEN, f"{PATH}.jsonld"),
    (PATH, "application/n-triples", 200, NT + "; charset=utf-8", CHOSEN, f"{PATH}.nt"),
    (PATH, "text/plain", 200, "text/plain; charset=utf-8", CHOSEN, f"{PATH}.nt"),
    (PATH, "application/rdf+xml", 200, XML, CHOSEN, f"{PATH}.rdf"),
    (PATH, "application/*", 200, LD, CHOSEN, f"{PATH}.jsonld"),
    (PATH, "image/png", 406, PROBLEM, "Accept, Accept-Language", None),
    (PATH, "application/trig", 406, PROBLEM, "Accept, Accept-Language", None),
    (PATH, "text/html;q=0", 406, PROBLEM, "Accept, Accept-Language", None),
    (f"{PATH}.ttl", "text/html", 200, TTL, FIXED, None),
    (f"{PATH}.ttl", "image/png", 200, TTL, FIXED, None),
    (f"{PATH}.jsonld", "*/*", 200, LD, FIXED, None),
    (f"{PATH}.nt", None, 200, NT + "; charset=utf-8", FIXED, None),
    (f"{PATH}.rdf", BROWSER, 200, XML, FIXED, None),
    (f"{PATH}.html", "text/turtle", 200, HTML, f"{FIXED}, Accept-Language", None),
    (f"{PATH}.linkset.json", None, 200, "application/linkset+json", FIXED, None),
    (f"{PATH}.csv", None, 404, PROBLEM, "Accept, Accept-Language", None),
    (f"{PATH}.xyz", None, 404, HTML, CHOSEN, None),
    (f"{PATH}.xyz", "text/turtle", 404, PROBLEM, "Accept, Accept-Language", None),
    (f"{PATH}/", None, 404, PROBLEM, "Accept, Accept-Language", None),
    ("/id/organisatie/dienst-keuring", None, 303, None, "Accept", PATH),
    ("/id/organisatie/dienst-keuring", BROWSER, 303, None, "Accept", PATH),
    ("/id/organisatie/dienst-keuring", "text/turtle", 303, None, "Accept", f"{PATH}.ttl"),
    ("/id/organisatie/dienst-keuring", RDFLIB, 303, None, "Accept", f"{PATH}.ttl"),
    ("/id/organisatie/dienst-keuring", LD, 303, None, "Accept", f"{PATH}.jsonld"),
    ("/id/organisatie/dienst-keuring", NT, 303, None, "Accept", f"{PATH}.nt"),
    ("/id/organisatie/dienst-keuring", XML, 303, None, "Accept", f"{PATH}.rdf"),
    ("/id/organisatie/dienst-keuring", "image/png", 406, PROBLEM, "Accept, Accept-Language", None),
    ("/id/organisatie/dienst-keuring.ttl", None, 404, PROBLEM, "Accept, Accept-Language", None),
    ("/id/vraag/wie-keurt", None, 303, None, "Accept", "/vraag/wie-keurt"),
    ("/id/vraag/wie-keurt", "text/turtle", 303, None, "Accept", "/vraag/wie-keurt.ttl"),
    ("/id/graaf/rapport", "text/turtle", 303, None, "Accept", "/doc/graaf/rapport.ttl"),
    ("/id/organisatie", None, 404, PROBLEM, "Accept, Accept-Language", None),
    ("/doc/organisatie", None, 200, HTML, CHOSEN, "/doc/organisatie.html"),
    ("/doc/organisatie", "text/turtle", 200, TTL, CHOSEN, "/doc/organisatie.ttl"),
    ("/doc/organisatie.jsonld", None, 200, LD, FIXED, None),
    ("/doc/wet", None, 200, HTML, CHOSEN, "/doc/wet.html"),
    ("/doc/wet", "text/turtle", 404, PROBLEM, "Accept, Accept-Language", None),
    ("/doc/onzin", None, 404, PROBLEM, "Accept, Accept-Language", None),
    ("/doc/graaf/rapport", None, 200, HTML, CHOSEN, "/doc/graaf/rapport.html"),
    ("/doc/graaf/rapport", "text/turtle", 200, TTL, CHOSEN, "/doc/graaf/rapport.ttl"),
    ("/doc/graaf/niets", None, 404, PROBLEM, "Accept, Accept-Language", None),
    ("/doc/uitspraak/rapport-s1", "text/turtle", 200, TTL, CHOSEN, "/doc/uitspraak/rapport-s1.ttl"),
    ("/doc/begrippenlijst/waarden.ttl", None, 200, TTL, FIXED, None),
    ("/def", None, 200, HTML, CHOSEN, "/def.html"),
    ("/def", "text/turtle", 200, TTL, CHOSEN, "/def.ttl"),
    ("/def", "application/rdf+xml, text/turtle;q=0.9", 200, XML, CHOSEN, "/def.rdf"),
    ("/def.nt", BROWSER, 200, NT + "; charset=utf-8", FIXED, None),
    ("/def/", None, 404, PROBLEM, "Accept, Accept-Language", None),
    ("/vraag", None, 200, HTML, CHOSEN, "/vraag.html"),
    ("/vraag", "text/turtle", 406, PROBLEM, "Accept, Accept-Language", None),
    ("/vraag/wie-keurt", BROWSER, 200, HTML, CHOSEN, "/vraag/wie-keurt.html"),
    (
        "/vraag/wie-keurt",
        "text/csv",
        200,
        "text/csv; charset=utf-8",
        CHOSEN,
        "/vraag/wie-keurt.csv",
    ),
    ("/vraag/wie-keurt.json", None, 200, "application/sparql-results+json", FIXED, None),
    ("/vraag/wie-keurt.ttl", None, 200, TTL, FIXED, None),
    ("/vraag/niets", None, 404, PROBLEM, "Accept, Accept-Language", None),
    ("/sitemap.xml", "text/html", 200, "application/xml", FIXED, None),
]


@pytest.mark.parametrize(
    ("path", "accept", "status", "kind", "vary", "where"),
    ROWS,
    ids=[f"{row[0]} {row[1]}" for row in ROWS],
)
def test_what_a_request_gets(
    small: "Server",
    path: str,
    accept: str | None,
    status: int,
    kind: str | None,
    vary: str,
    where: str | None,
) -> None:
    asked = {} if accept is None else {"accept": accept}
    answer = _get(small, path, asked)
    assert answer.status_code == status
    assert answer.headers.get("content-type") == kind
    assert answer.headers["vary"] == vary
    assert answer.headers.get("content-location" if status == 200 else "location") == where
    assert answer.headers["access-control-allow-origin"] == "*"
    again = _get(small, path, asked)
    assert (again.content if status == 200 else b"") == (answer.content if status == 200 else b"")
    if status == 200:
        tag = answer.headers["etag"]
        assert re.fullmatch(r'"[0-9a-f]+"', tag)
        assert again.headers["etag"] == tag
        unchanged = _get(small, path, {**asked, "if-none-match": tag})
        assert (unchanged.status_code, unchanged.content) == (304, b"")
        assert unchanged.headers["etag"] == tag
        assert unchanged.headers["vary"] == vary
        head = small.client.head(path, headers={"accept": accept or "*/*"})
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-type"] == kind


def test_the_table_is_long() -> None:
    assert len(ROWS) >= 60


def _get(server: "Server", path: str, headers: dict[str, str]) -> httpx.Response:
    request = server.client.build_request("GET", path, headers=headers)
    if "accept" not in headers:
        del request.headers["accept"]
    return server.client.send(request)


def test_every_representation_has_a_tag_of_its_own(small: "Server") -> None:
    tags = set()
    for accept in ("text/html", "text/turtle", LD, NT, XML):
        for encoding in ("identity", "gzip", "zstd"):
            for language in ("nl", "en"):
                headers = {"accept-encoding": encoding, "accept-language": language}
                answer = small.client.get(PATH, headers={"accept": accept, **headers})
                spoken = language if accept == "text/html" else ""
                tags.add((accept, encoding, spoken, answer.headers["etag"]))
                assert answer.headers.get("content-encoding", "identity") == encoding
    assert len({tag for *_, tag in tags}) == len(tags) == 3 * (2 + 4)


def test_gzip_refused_is_not_sent(small: "Server") -> None:
    answer = small.client.get(PATH, headers={"accept-encoding": "gzip;q=0, zstd;q=0"})
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize(
    "path",
    [PATH, "/def", "/doc/organisatie", "/doc/uitspraak/rapport-s1", "/vraag/wie-keurt"],
)
def test_every_rdf_representation_is_the_same_graph(small: "Server", path: str) -> None:
    hashes = {
        kind: ox.Dataset(ox.parse(small.client.get(f"{path}.{kind}").content, format=form))
        for kind, form in (
            ("ttl", ox.RdfFormat.TURTLE),
            ("nt", ox.RdfFormat.N_TRIPLES),
            ("rdf", ox.RdfFormat.RDF_XML),
        )
    }
    for each in hashes.values():
        each.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    assert hashes["ttl"] == hashes["nt"] == hashes["rdf"]
    context = small.client.get("/context/v1.jsonld").json()["@context"]
    document = small.client.get(f"{path}.jsonld").json() | {"@context": context}
    graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    turtle = rdflib.Graph().parse(data=small.client.get(f"{path}.ttl").text, format="turtle")
    assert set(graph) == set(turtle)


def test_json_ld_names_the_context_that_its_publication_serves(small: "Server") -> None:
    document = small.client.get(f"{PATH}.jsonld").json()
    assert document["@context"] == f"{BASE}context/v1.jsonld"
    served = small.client.get("/context/v1.jsonld")
    assert (served.status_code, served.headers["content-type"]) == (200, LD)


def test_rdflib_reads_the_address_of_a_thing(small: "Server") -> None:
    graph = rdflib.Graph().parse(f"{small.address}/id/organisatie/dienst-keuring")
    thing = rdflib.URIRef(f"{BASE}id/organisatie/dienst-keuring")
    names = {str(each) for each in graph.objects(thing, rdflib.SKOS.prefLabel)}
    assert names == {"Dienst Keuring", "Inspection Service"}
    assert (None, None, thing) in graph


def test_signposts_lead_from_page_to_data_and_back(small: "Server") -> None:
    page = small.client.get(PATH, headers={"accept": "text/html"}).headers["link"]
    assert f'<{BASE}id/organisatie/dienst-keuring>; rel="cite-as"' in page
    assert f'<{BASE}doc/organisatie/dienst-keuring>; rel="canonical"' in page
    assert f'<{PATH}.linkset.json>; rel="linkset"; type="application/linkset+json"' in page
    assert '<https://schema.org/AboutPage>; rel="type"' in page
    for relation in ("alternate", "describedby", "item"):
        assert f'<{PATH}.ttl>; rel="{relation}"; type="text/turtle"' in page
    data = small.client.get(f"{PATH}.ttl").headers["link"]
    assert f'<{PATH}.html>; rel="collection"; type="text/html"' in data
    for target in re.findall(r"<(/[^>]*)>", page + data):
        assert small.client.get(target).status_code == 200
    linkset = small.client.get(f"{PATH}.linkset.json").json()["linkset"]
    assert linkset[0]["anchor"] == f"{BASE}doc/organisatie/dienst-keuring"
    assert {each["type"] for each in linkset[0]["item"]} == {"text/turtle", LD, NT, XML}


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        ("/", ""),
        ("/?lang=en", ""),
        (f"{PATH}?lang=en", PATH[1:]),
        (f"{PATH}?asOf=2024-05-01", PATH[1:]),
        ("/doc/organisatie", "doc/organisatie"),
        ("/def", "def"),
        ("/vraag", "vraag"),
        ("/vraag/wie-keurt", "vraag/wie-keurt"),
        ("/doc/graaf/rapport", "doc/graaf/rapport"),
        ("/catalogus", "catalogus"),
        ("/dumps/", "2024-06-30/dumps/"),
        ("/changes", "changes"),
        ("/problems", "problems"),
        ("/sparql", "sparql"),
    ],
)
def test_every_page_names_its_published_address(small: "Server", path: str, canonical: str) -> None:
    page = small.client.get(path, headers={"accept": "text/html"}, follow_redirects=True).text
    assert re.findall(r'<link rel="canonical" href="([^"]*)">', page) == [BASE + canonical]


def test_licence_and_author_come_from_the_header_of_the_publication(site: "Server") -> None:
    link = site.client.get("/doc/organisatie/ind.ttl").headers["link"]
    assert '<https://creativecommons.org/publicdomain/zero/1.0/>; rel="license"' in link
    assert '<https://w3id.org/govactors/contact>; rel="author"' in link


def test_a_withdrawn_thing_is_gone_and_says_what_replaced_it(small: "Server") -> None:
    page = small.client.get(
        "/doc/organisatie/keuringsbureau", headers={"accept": "text/html", "accept-language": "nl"}
    )
    assert page.status_code == 410
    assert 'href="/doc/organisatie/dienst-keuring">Dienst Keuring</a>' in page.text
    data = small.client.get("/doc/organisatie/keuringsbureau.ttl")
    assert data.status_code == 410
    graph = rdflib.Graph().parse(data=data.text, format="turtle")
    assert (
        rdflib.URIRef(f"{BASE}id/organisatie/keuringsbureau"),
        rdflib.DCTERMS.isReplacedBy,
        rdflib.URIRef(f"{BASE}id/organisatie/dienst-keuring"),
    ) in graph


@pytest.mark.parametrize(
    "name", ["dike", "DiKe", "de-dienst", "inspection-service", "Dienst%20Keuring"]
)
def test_another_name_leads_to_the_thing(small: "Server", name: str) -> None:
    answer = small.client.get(f"/doc/organisatie/{name}", headers={"accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (303, PATH)
    data = small.client.get(f"/doc/organisatie/{name}.ttl")
    assert data.headers["location"] == f"{PATH}.ttl"


def test_an_ambiguous_name_leads_nowhere_but_is_listed(small: "Server") -> None:
    page = small.client.get("/doc/organisatie/ins", headers={"accept": "text/html"})
    assert page.status_code == 404
    assert 'href="/doc/organisatie/inspectie"' in page.text
    assert 'href="/doc/organisatie/instituut"' in page.text
    problem = small.client.get("/doc/organisatie/inspecti.ttl").json()
    assert problem["status"] == 404
    assert "Did you mean" in problem["hint"]
    assert f"{BASE}id/organisatie/inspectie" in problem["hint"]


def test_published_addresses_stay_and_links_lead_here(small: "Server") -> None:
    page = small.client.get(PATH, headers={"accept": "text/html"}).text
    assert f"<code>{BASE}id/organisatie/dienst-keuring</code>" in page
    assert f'href="{BASE}' not in page.replace(f'<link rel="canonical" href="{BASE}', "")
    assert BASE in small.client.get(f"{PATH}.ttl").text


def test_as_of_a_day(site: "Server") -> None:
    path = "/doc/organisatie/kmar"
    then = site.client.get(f"{path}.ttl", params={"asOf": "2001-01-01", "unknown": "exclude"})
    now = site.client.get(f"{path}.ttl")
    assert (then.status_code, now.status_code) == (200, 200)
    assert len(then.text) < len(now.text)
    page = site.client.get(path, params={"asOf": "2023-10-19"}, headers={"accept": "text/html"})
    assert 'href="/doc/taak/opsporing-mensensmokkel?asOf=2023-10-19"' in page.text
    assert 'value="2023-10-19"' in page.text


STATE_ON = rdflib.URIRef("https://w3id.org/govactors/def#stateOn")
ENDED = """PREFIX ga: <https://w3id.org/govactors/def#>
SELECT ?statement ?thing WHERE {
  ?statement a ga:Placement ; ga:part ?thing ; ga:mayHoldUntil ?end .
  FILTER (?end < "2020-01-01"^^<http://www.w3.org/2001/XMLSchema#date>)
} ORDER BY ?statement LIMIT 1"""


def _stated(server: "Server", path: str, **params: str) -> tuple[set[tuple[str, ...]], list[str]]:
    """What a description says but for the document itself, and its day."""
    answer = server.client.get(path, params=params)
    assert answer.status_code == 200
    graph = rdflib.Graph().parse(data=answer.text, format="turtle")
    (own,) = (str(each) for each in graph.subjects(rdflib.FOAF.primaryTopic))
    days = [str(day) for day in graph.objects(rdflib.URIRef(own), STATE_ON)]
    pages = own.partition("?")[0]
    stated = {tuple(each.n3() for each in triple) for triple in graph}
    return {each for each in stated if not each[0].startswith(f"<{pages}")}, days


def test_without_a_day_it_is_the_day_of_the_release(site: "Server") -> None:
    release = site.client.get("/v1/statements").json()["asOf"]
    for path in ("/doc/organisatie/kmar.ttl", "/doc/organisatie/dcm.ttl"):
        plain, days = _stated(site, path)
        assert days == [release]
        assert _stated(site, path, asOf=release) == (plain, days)


def test_what_does_not_hold_on_the_day_is_kept_and_marked(site: "Server") -> None:
    (found,) = site.get(ENDED, accept="application/json").json()["results"]["bindings"]
    statement, thing = (found[name]["value"] for name in ("statement", "thing"))
    path = "/" + thing.removeprefix("https://w3id.org/govactors/").replace("id/", "doc/", 1)
    for day in ("", "2026-01-01", "1900-01-01"):
        said, days = _stated(site, f"{path}.ttl", asOf=day)
        assert any(each[0] == f"<{statement}>" for each in said), day
        assert days == [day] or not day
        page = site.client.get(path, params={"asOf": day}, headers={"accept": "text/html"}).text
        assert f"/doc/uitspraak/{statement.rpartition('/')[2]}" in page
        assert 'class="over"' in page
    certain, _ = _stated(site, f"{path}.ttl", asOf="2026-01-01", unknown="exclude")
    assert not any(each[0] == f"<{statement}>" for each in certain)


def test_a_list_and_a_source_are_whole_on_every_day(site: "Server") -> None:
    for path in ("/doc/uitspraak", "/doc/graaf/brief-4054603.nt"):
        then = site.client.get(path, params={"asOf": "1900-01-01", "unknown": "exclude"})
        now = site.client.get(path)
        assert then.text.count("brief-4054603-s1") == now.text.count("brief-4054603-s1") > 0


def test_a_statement_has_a_page_on_every_day(small: "Server") -> None:
    path = "/doc/uitspraak/rapport-s1"
    day = {"asOf": "1999-01-01", "unknown": "exclude"}
    assert "rapport-35-81" in small.client.get(f"{path}.ttl", params=day).text


@pytest.mark.parametrize(
    "query",
    [
        "asOf=gisteren",
        "asOf=2023",
        "asOf=2023-02-30",
        "unknown=x",
        "page=0",
        "page=-1",
        "page=x",
        "page=99999999",
        "page=99",
        "asOf=2023-01-01&asOf=2024-01-01",
        "asOf=%0d%0aX:1",
    ],
)
def test_a_wrong_parameter_is_400(small: "Server", query: str) -> None:
    answer = small.client.get(f"{PATH}.ttl?{query}")
    assert answer.status_code == 400
    assert answer.json()["type"].rpartition("#")[2] in ("invalid-parameter", "repeated-parameter")


def test_pages_of_a_long_description_make_up_the_whole(site: "Server") -> None:
    path = "/doc/bron/brief-4054603"
    whole = rdflib.Graph()
    following, seen = f"{path}.ttl", 0
    while following:
        part = rdflib.Graph().parse(data=site.client.get(following).text, format="turtle")
        whole += part
        ahead = [str(o) for o in part.objects(None, rdflib.URIRef(XHV + "next"))]
        following = f"{path}.ttl?" + ahead[0].partition("?")[2] if ahead else ""
        seen += 1
    assert seen > 2
    source = rdflib.URIRef("https://w3id.org/govactors/id/bron/brief-4054603")
    said = set(whole.subjects(rdflib.URIRef("https://w3id.org/govactors/def#source"), source))
    rows = site.get("SELECT ?s { ?s ga:source bron:brief-4054603 }", accept="text/csv")
    assert len(said) == len(rows.text.splitlines()) - 1


def test_options_and_other_methods(small: "Server") -> None:
    for path in (
        PATH,
        "/id/organisatie/x",
        "/def",
        "/vraag/wie-keurt",
        "/robots.txt",
        "/sitemap.xml",
    ):
        allowed = small.client.options(path)
        assert (allowed.status_code, allowed.headers["allow"]) == (204, "GET, HEAD, OPTIONS")
        for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE"):
            refused = small.client.request(method, path)
            assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
