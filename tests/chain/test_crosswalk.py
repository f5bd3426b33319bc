"""What bodies and acts are called elsewhere: in form, unique, and with the kind of match stated.

``test_identifiers.py`` holds the data against what was collected; here everything published is
looked through, whatever property or graph an identifier stands in, and faults are planted.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest

from govactors import Publication
from govactors.terms import OWL, RDFS
from govactors.validation import validate

SAME, SEE = f"{OWL}sameAs", f"{RDFS}seeAlso"
DATE = r"\d{4}-\d{2}-\d{2}"
FORMS = {
    "identifier.overheid.nl": r"https://identifier\.overheid\.nl/tooi/id/"
    r"(ministerie/mnre\d{4}|zbo/zb\d{6}|oorg/oorg\d{5})",
    "wikidata.org": r"http://www\.wikidata\.org/entity/Q[1-9]\d*",
    "jci1": r"https://wetten\.overheid\.nl/jci1\.3:c:BWB[RVW]\d{7}"
    rf"(&artikel=\d+([.:]\d+)*[a-z]*)?(&lid=\d+[a-z]*)?(&o=[a-z0-9]+)?(&z={DATE})?(&g={DATE})?",
    "/eli/": r"http://data\.europa\.eu/eli/(ontology#\w*|(reg|dir|dec|reg_impl)/\d{4}/\d+/oj)",
}
HTTP = r"https?://\S+$"
PLANTED = {
    "organisatie:am": {"identifier-wikidata"},
    "organisatie:coa": {"identifier-stated"},
    "organisatie:ecid": {"identifier-stated"},
    "organisatie:emm": {"actor-same-as-shared", "identifier-stated"},
    "organisatie:ind": {"identifier-single", "identifier-stated"},
    "organisatie:kmar": {"identifier-stated", "identifier-tooi"},
    "uitspraak:redactie-elders": {"identifier-carried"},
    "wet:vreemdelingenwet-2000-artikel-107": {"identifier-act"},
    "wet:vreemdelingenwet-2000-artikel-14": {"identifier-eli"},
    "wet:vreemdelingenwet-2000-artikel-28": {"identifier-act", "identifier-register"},
    "wet:vreemdelingenwet-2000-artikel-48": {"identifier-jci"},
    "wet:vreemdelingenwet-2000-artikel-59": {"identifier-act", "identifier-register-shared"},
    "wet:vreemdelingenwet-2000-artikel-63": {"identifier-act", "identifier-register-single"},
}


def _addresses(publication: Publication) -> Iterator[str]:
    """Every address in the data, and every literal that is one."""
    for quad in publication.quads():
        for term in (quad.subject, quad.predicate, quad.object):
            if isinstance(term, ox.NamedNode | ox.Literal) and re.match(HTTP, term.value):
                yield term.value


@pytest.fixture(scope="module")
def addresses(publication: Publication) -> frozenset[str]:
    return frozenset(_addresses(publication))


@pytest.fixture(scope="module")
def matches(publication: Publication) -> Mapping[str, set[tuple[str, str]]]:
    """Identifier of TOOI or Wikidata -> what bears it, and by which property."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for quad in publication.quads():
        value = quad.object.value if isinstance(quad.object, ox.NamedNode) else ""
        if quad.predicate.value in (SAME, SEE) and re.search(r"tooi/id|wikidata", value):
            assert isinstance(quad.subject, ox.NamedNode)
            found[value].add((quad.subject.value, quad.predicate.value))
    return found


@pytest.mark.parametrize("register", FORMS)
def test_no_address_has_almost_the_form_of_a_register(
    addresses: frozenset[str], register: str
) -> None:
    there = [each for each in addresses if register in each]
    assert there
    assert sorted(each for each in there if not re.fullmatch(FORMS[register], each)) == []


def test_an_identifier_stands_for_one_body_in_one_way(
    matches: Mapping[str, set[tuple[str, str]]],
) -> None:
    assert len(matches) > 50
    assert {each: borne for each, borne in matches.items() if len(borne) != 1} == {}


def test_a_body_is_the_same_as_one_thing_in_a_register(
    matches: Mapping[str, set[tuple[str, str]]],
) -> None:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for identifier, borne in matches.items():
        for body, property_ in borne:
            if property_ == SAME:
                found[body, identifier.split("/")[2]].append(identifier)
    assert {key: each for key, each in found.items() if len(each) > 1} == {}


def test_ministries_and_only_they_are_ministries_to_tooi(publication: Publication) -> None:
    rows = publication.select(
        "SELECT ?body ?identifier ?kind { ?body owl:sameAs ?identifier ; org:classification ?kind ."
        ' FILTER (CONTAINS(STR(?identifier), "/tooi/id/")) }'
    )
    kinds = {str(row.body): (str(row.identifier), str(row.kind)) for row in rows}
    assert len(kinds) > 30
    for identifier, kind in kinds.values():
        assert ("/ministerie/" in identifier) is kind.endswith("/ministerie"), identifier


def test_the_kind_of_match_is_stated_where_the_identifier_stands(
    publication: Publication, matches: Mapping[str, set[tuple[str, str]]]
) -> None:
    rows = publication.select(
        "SELECT ?body ?relation ?identifier { ?statement ga:relation ?relation ;"
        " ga:subject ?body ; ga:object ?identifier ; ga:source bron:redactie ."
        " FILTER (?relation IN (begrip:gelijk-aan, begrip:verwant-aan)) }"
    )
    kinds = {"gelijk-aan": SAME, "verwant-aan": SEE}
    stated = {
        (str(row.identifier), str(row.body), kinds[str(row.relation).rpartition("/")[2]])
        for row in rows
    }
    assert stated == {(each, *pair) for each, borne in matches.items() for pair in borne}


def test_planted_faults_of_identity_are_found(publication: Publication) -> None:
    report = validate(publication, [Path(__file__).with_name("planted-identities.ttl")])
    found: dict[str, set[str]] = defaultdict(set)
    for finding in report.findings:
        found[publication.addresses.shorten(finding.subject)].add(finding.name)
    assert found == PLANTED
