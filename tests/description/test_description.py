"""The publication described: true to the data, the same on every run, at the address asked for."""

import hashlib
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

import govactors
from govactors import Publication, description
from govactors.export import union
from govactors.formats import FORMATS
from govactors.manifest import Entry
from govactors.terms import RDF

Described = dict[str, list[ox.Triple]]
Describe = Callable[[Publication], Described]
Run = Callable[..., subprocess.CompletedProcess[bytes]]

DCAT = "http://www.w3.org/ns/dcat#"
DCTERMS = "http://purl.org/dc/terms/"
SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
ORG = "http://www.w3.org/ns/org#"
VILLAGE = "https://example.org/diensten/"


def _values(triples: list[ox.Triple], predicate: str, subject: str | None = None) -> list[str]:
    """The values of a property, as text, of one thing or of all."""
    return [
        t.object.value
        for t in triples
        if t.predicate.value == predicate and not isinstance(t.object, ox.Triple)
        if subject is None or t.subject == ox.NamedNode(subject)
    ]


def _things(triples: list[ox.Triple], kind: str) -> list[str]:
    return [
        t.subject.value
        for t in triples
        if t.predicate.value == RDF + "type" and t.object == ox.NamedNode(kind)
        if isinstance(t.subject, ox.NamedNode)
    ]


def test_triples_are_sorted_and_have_no_blank_nodes(described: Described) -> None:
    for triples in described.values():
        assert triples == sorted(set(triples), key=str)
        nodes = [node for t in triples for node in (t.subject, t.object)]
        assert not any(isinstance(node, ox.BlankNode) for node in nodes)


def test_no_person_is_described(described: Described) -> None:
    text = "\n".join(str(t) for triples in described.values() for t in triples)
    assert "foaf/0.1/Person" not in text
    assert "mailto:" not in text
    assert "vcard/ns#Individual" not in text


def test_every_run_says_the_same(run: Run) -> None:
    code = (
        "import hashlib, govactors; from govactors import description as d; p = govactors.load();"
        "a = 'https://data.example.org/'; made = [*d.catalogue(p, [], address=a),"
        " *d.void(p, [], address=a), *d.service(p, address=a), *d.provenance(p)];"
        "print(hashlib.sha256('\\n'.join(map(str, made)).encode()).hexdigest())"
    )
    seen = {
        run("-c", code, environment={"PYTHONHASHSEED": seed, "TZ": zone}).stdout
        for seed, zone in (("1", "UTC"), ("2", "Pacific/Auckland"))
    }
    assert len(seen) == 1
    assert len(seen.pop().strip()) == len(hashlib.sha256().hexdigest())


def test_addresses_lead_to_the_service_and_names_stay(diensten: Publication) -> None:
    for address in ("http://127.0.0.1:8000", "http://127.0.0.1:8000/"):
        triples = description.catalogue(diensten, [], address=address)
        assert sorted(_values(triples, DCAT + "endpointURL")) == [
            "http://127.0.0.1:8000/sparql",
            "http://127.0.0.1:8000/v1",
        ]
        assert _things(triples, DCAT + "Dataset") == [VILLAGE + "2024-06-30/"]
        assert _things(triples, DCAT + "Catalog") == [VILLAGE + "catalogus#catalogus"]


def test_a_file_is_described_as_the_manifest_names_it(
    diensten: Publication, files: list[Entry], address: str
) -> None:
    triples = description.catalogue(diensten, files, address=address)
    named = {diensten.addresses.dump("2024-06-30", file.name) for file in files}
    assert set(_things(triples, DCAT + "Distribution")) == named
    packed = diensten.addresses.dump("2024-06-30", "publicatie.ttl.gz")
    assert _values(triples, DCAT + "downloadURL", packed) == [
        address + "2024-06-30/dumps/publicatie.ttl.gz"
    ]
    media = "https://www.iana.org/assignments/media-types/"
    assert _values(triples, DCAT + "mediaType", packed) == [media + "text/turtle"]
    assert _values(triples, DCAT + "compressFormat", packed) == [media + "application/gzip"]
    assert _values(triples, DCTERMS + "description", packed) == ["content", "inhoud"]
    sizes = [t.object for t in triples if t.predicate.value == DCAT + "byteSize"]
    xsd = "http://www.w3.org/2001/XMLSchema#"
    assert set(sizes) == {ox.Literal("1234", datatype=ox.NamedNode(xsd + "nonNegativeInteger"))}
    sums = [t.object for t in triples if t.predicate.value.endswith("#checksumValue")]
    assert set(sums) == {ox.Literal("00ff" * 16, datatype=ox.NamedNode(xsd + "hexBinary"))}


def test_the_catalogue_repeats_the_header_and_makes_nothing_up(diensten: Publication) -> None:
    triples = description.catalogue(diensten, [], address=VILLAGE)
    release = VILLAGE + "2024-06-30/"
    assert _values(triples, DCTERMS + "title", release) == [
        "Who bakes bread (2.0.0)",
        "Wie bakt brood (2.0.0)",
    ]
    assert _values(triples, DCAT + "previousVersion", release) == [VILLAGE + "2024-01-15/"]
    assert _values(triples, DCAT + "keyword", release) == ["bread", "brood"]
    assert _values(triples, DCAT + "startDate") == ["2024-02-01"]
    assert _values(triples, DCAT + "endDate") == ["2024-03-01"]


def test_a_bare_header_still_gives_a_catalogue(
    publish: Callable[[dict[str, str | bytes]], Path], describe: Describe
) -> None:
    made = describe(govactors.load_directory(publish({})))
    assert _things(made["catalogue"], DCAT + "Dataset") == [
        "https://example.org/minimaal/2024-06-30/"
    ]
    for name in ("publisher", "creator", "license", "spatial", "accrualPeriodicity"):
        assert _values(made["catalogue"], DCTERMS + name) == []
    assert _values(made["void"], VOID + "triples", "https://example.org/minimaal/2024-06-30/")


def test_earlier_releases_stay_listed(
    diensten: Publication, files: list[Entry], address: str
) -> None:
    now = description.catalogue(diensten, files, address=address)
    text = "".join(f"{t} .\n" for t in now).replace("2024-06-30", "2024-01-15")
    old = [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)]
    both = description.catalogue(diensten, files, address=address, earlier=old)
    assert sorted(_values(both, DCAT + "dataset")) == [
        VILLAGE + "2024-01-15/",
        VILLAGE + "2024-06-30/",
    ]
    assert len(_things(both, DCAT + "Distribution")) == 2 * len(files)
    assert set(now) <= set(both)
    catalogue = VILLAGE + "catalogus#catalogus"
    assert _values(both, DCTERMS + "modified", catalogue) == ["2024-06-30"]
    checks = Path(__file__).with_name("required") / "dcat-once.rq"
    store = govactors.store.EmbeddedStore([("urn:g", both)])
    query = govactors.store.Query(checks.read_text(encoding="utf-8"))
    assert not store.evaluate(query)


def test_void_counts_what_there_is(letter: Publication, address: str) -> None:
    triples = description.void(letter, [], address=address)
    data = union(letter)
    release = letter.addresses.release(letter.release.date)
    assert _values(triples, VOID + "triples", release) == [str(len(data))]
    assert _values(triples, VOID + "distinctSubjects", release) == [
        str(len({t.subject for t in data}))
    ]
    kinds = Counter(t.object for t in data if t.predicate.value == RDF + "type")
    assert _counted(triples, "classPartition", "class", "entities", release) == kinds
    used = Counter(t.predicate for t in data)
    assert _counted(triples, "propertyPartition", "property", "triples", release) == used


def _counted(
    triples: list[ox.Triple], partition: str, name: str, number: str, release: str
) -> dict[ox.NamedNode, int]:
    """What the partitions of a release count, by what each is about."""
    return {
        ox.NamedNode(_values(triples, VOID + name, part)[0]): int(
            _values(triples, VOID + number, part)[0]
        )
        for part in _values(triples, VOID + partition, release)
    }


def test_void_counts_links_and_lists_whole_dumps(
    diensten: Publication, files: list[Entry], address: str
) -> None:
    triples = description.void(diensten, files, address=address)
    links = _things(triples, VOID + "Linkset")
    targets = {_values(triples, VOID + "objectsTarget", link)[0] for link in links}
    assert {VILLAGE + "catalogus#tooi", VILLAGE + "catalogus#wikidata"} <= targets
    same = "http://www.w3.org/2002/07/owl#sameAs"
    assert [_values(triples, VOID + "triples", link) for link in links if "sameAs" in link] == [
        ["1"],
        ["1"],
    ]
    assert same in _values(triples, VOID + "linkPredicate")
    assert sorted(_values(triples, VOID + "dataDump")) == [
        address + "2024-06-30/dumps/publicatie.nq",
        address + "2024-06-30/dumps/publicatie.ttl",
        address + "2024-06-30/dumps/publicatie.ttl.gz",
    ]


def test_void_says_what_values_a_property_has(diensten: Publication, address: str) -> None:
    triples = description.void(diensten, [], address=address)
    store = govactors.store.EmbeddedStore([("urn:g", triples)])
    query = """
        PREFIX void: <http://rdfs.org/ns/void#>
        PREFIX ga: <https://w3id.org/govactors/def#>
        ASK {
          ?part void:class ga:Assignment ; void:propertyPartition ?actor, ?day .
          ?actor void:property ga:actor ; void:triples 3 ;
            void:classPartition [ void:class ga:Unit ; void:triples 1 ] .
          ?day void:property ga:attestedOn ;
            <http://ldf.fi/void-ext#datatypePartition>
              [ <http://ldf.fi/void-ext#datatype> <http://www.w3.org/2001/XMLSchema#date> ] .
        }
    """
    assert store.evaluate(govactors.store.Query(query))


def test_the_service_claims_what_it_does(letter: Publication, address: str) -> None:
    triples = description.service(letter, address=address)
    assert _values(triples, SD + "endpoint") == [address + "sparql"]
    assert _values(triples, SD + "feature") == [SD + "UnionDefaultGraph"]
    assert set(_values(triples, SD + "supportedLanguage")) == {
        SD + "SPARQL11Query",
        SD + "SPARQLQuery",
    }
    assert {each.rpartition("#")[2] for each in _values(triples, SD + "supportedVersion")} == {
        "version-1.1",
        "version-1.2",
    }
    assert len(_values(triples, SD + "resultFormat")) == len(FORMATS)
    assert set(_values(triples, SD + "name")) == letter.store.graphs()


def test_provenance_names_sources_rules_and_software(diensten: Publication) -> None:
    triples = description.provenance(diensten)
    prov = "http://www.w3.org/ns/prov#"
    rules = [file.name for file in diensten.files if file.name.startswith("rules/")]
    plans = _things(triples, prov + "Plan")
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    assert sorted(_values(triples, label, plan)[0] for plan in plans) == sorted(rules)
    used = _values(triples, prov + "used")
    assert set(plans) < set(used)
    assert VILLAGE + "id/bron/krant" in used
    assert _values(triples, "https://schema.org/softwareVersion") == [govactors.__version__]
    assert diensten.release.hash in _values(triples, "https://w3id.org/govactors/def#sha256")


def test_a_task_that_a_public_body_leads_is_a_public_service(diensten: Publication) -> None:
    triples = description.public_services(diensten)
    cv = "http://data.europa.eu/m8g/"
    services = _things(triples, "http://purl.org/vocab/cpsv#PublicService")
    assert services == [VILLAGE + "doc/taak/brood-bakken#dienst"]
    assert _values(triples, cv + "hasCompetentAuthority") == [VILLAGE + "id/organisatie/bakkerij"]
    assert _values(triples, cv + "hasLegalResource") == [VILLAGE + "id/wet/broodwet"]
    assert _values(triples, DCTERMS + "description") == [
        "Brood maken van meel.",
        "Making bread from flour.",
    ]


def test_public_bodies_whose_area_is_known_are_public_organisations(diensten: Publication) -> None:
    triples = description.public_organisations(diensten)
    council = VILLAGE + "id/organisatie/dorpsraad"
    bakery, mill = VILLAGE + "id/organisatie/bakkerij", VILLAGE + "id/organisatie/molen"
    assert _things(triples, "http://data.europa.eu/m8g/PublicOrganisation") == [
        bakery,
        council,
        mill,
    ]
    assert _values(triples, "http://www.w3.org/2004/02/skos/core#altLabel") == ["bakhuis"]
    assert _values(triples, ORG + "subOrganizationOf", mill) == [council]
    assert _values(triples, ORG + "memberOf", bakery) == [council]
    assert _values(triples, ORG + "hasUnit", bakery) == [VILLAGE + "id/organisatie/oven"]
    merger = VILLAGE + "doc/uitspraak/krant-fusie#gebeurtenis"
    assert _things(triples, ORG + "ChangeEvent") == [merger]
    assert _values(triples, ORG + "changedBy", mill) == [merger]
    assert _values(triples, ORG + "resultedFrom", bakery) == [merger]
    notation = "http://www.w3.org/2004/02/skos/core#notation"
    assert sorted(_values(triples, notation)) == ["Q1", "oorg00001"]


@pytest.mark.parametrize(
    ("reference", "kind"), [("bakkerij", "GovernmentOrganization"), ("oven", "Organization")]
)
def test_an_organisation_in_the_words_of_schema_org(
    diensten: Publication, reference: str, kind: str
) -> None:
    iri = f"{VILLAGE}id/organisatie/{reference}"
    triples = description.schema_org(diensten, iri)
    assert _values(triples, RDF + "type", iri) == ["https://schema.org/" + kind]
    assert description.schema_org(diensten, VILLAGE + "id/plaats/dorp") == []


@pytest.mark.parametrize(
    ("thing", "kind", "name"),
    [
        ("taak/opsporing-mensensmokkel", "GovernmentService", "investigation of people smuggling"),
        ("bron/brief-4054603", "CreativeWork", "page 4"),
        ("wet/aanwijzing-mensenhandel-onderdeel-1-3", "Legislation", "Part 1.3"),
    ],
)
def test_tasks_sources_and_laws_in_the_words_of_schema_org(
    letter: Publication, thing: str, kind: str, name: str
) -> None:
    iri = f"{letter.addresses.base}id/{thing}"
    triples = description.schema_org(letter, iri)
    assert _values(triples, RDF + "type", iri) == ["https://schema.org/" + kind]
    assert any(name in each for each in _values(triples, "https://schema.org/name", iri))


def test_a_release_in_the_words_of_schema_org(
    diensten: Publication, files: list[Entry], address: str
) -> None:
    date = diensten.release.date
    whole = description.catalogue(diensten, files, address=address)
    triples = description.data_set(diensten, whole, date)
    release = diensten.addresses.release(date)
    assert _values(triples, RDF + "type", release) == ["https://schema.org/Dataset"]
    assert _values(triples, "https://schema.org/dateModified", release) == [date]
    assert len(_values(triples, "https://schema.org/contentUrl")) > 0
