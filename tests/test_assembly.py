"""Publications of one's own: from files, from graphs of rdflib, merged; and read by rdflib."""

from itertools import islice
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import SKOS
from tests.conftest import PUBLICATIONS

from govactors import Problem, Publication, load_directory

GA = rdflib.Namespace("https://w3id.org/govactors/def#")
BAKER = rdflib.URIRef("https://example.org/id/organisatie/bakker")
DATA = PUBLICATIONS / "keten" / "data"
ASSIGNED = """
PREFIX ga: <https://w3id.org/govactors/def#>
SELECT ?actor ?task { ?actor ga:hasTask ?task } ORDER BY ?actor ?task
"""


@pytest.fixture
def mine() -> rdflib.Graph:
    """One actor."""
    graph = rdflib.Graph()
    graph.add((BAKER, rdflib.RDF.type, GA.Organisation))
    graph.add((BAKER, SKOS.prefLabel, rdflib.Literal("Bakker", lang="nl")))
    graph.add(
        (BAKER, SKOS.altLabel, rdflib.Literal("007", datatype=rdflib.XSD.integer, normalize=False))
    )
    graph.add((rdflib.BNode("wie dan ook"), SKOS.related, rdflib.BNode("wie dan ook")))
    return graph


def test_files_make_what_the_folder_makes(keten: Publication) -> None:
    own = Publication.from_files(DATA, words=keten)
    assert own.actors == keten.actors
    assert own.statements == keten.statements
    assert [tuple(row) for row in own.select(ASSIGNED)] == [
        tuple(row) for row in keten.select(ASSIGNED)
    ]
    assert own.actor("DiKe").tasks() == keten.actor("DiKe").tasks()
    assert own.release.hash == Publication.from_files(DATA, words=keten).release.hash


def test_formats_and_graph_names_of_files_are_kept(keten: Publication, tmp_path: Path) -> None:
    for name, text in {
        "een.nt": f"<{BAKER}> <{SKOS.prefLabel}> 'a'@nl .",
        "twee.trig": f"<https://example.org/g> {{ <{BAKER}> <{SKOS.altLabel}> 'b' }}",
        "Drie (3).jsonld": f"[{{'@id': '{BAKER}', '{SKOS.hiddenLabel}': 'c'}}]",
        "vier.rdf": f"<rdf:RDF xmlns:rdf='{rdflib.RDF}'><rdf:Description rdf:about='{BAKER}'>"
        f"<rdf:type rdf:resource='{GA.Organisation}'/></rdf:Description></rdf:RDF>",
    }.items():
        (tmp_path / name).write_text(text.replace("'", '"'), encoding="utf-8")
    own = Publication.from_files(tmp_path, words=keten)
    base = own.addresses.graph("x").removesuffix("x")
    said = {quad.graph_name.value for quad in own.quads() if quad.subject.value == str(BAKER)}  # type: ignore[union-attr]
    assert said == {f"{base}een", "https://example.org/g", f"{base}drie-3", f"{base}vier"}
    assert own.actor("c").iri == str(BAKER)


def test_a_graph_is_published_as_it_is_written(keten: Publication, mine: rdflib.Graph) -> None:
    own = Publication.from_graph(mine, words=keten)
    assert [actor.label() for actor in own.actors] == ["Bakker"]
    (number,) = own.graph.objects(BAKER, SKOS.altLabel)
    assert str(number) == "007"
    assert mine.isomorphic(rdflib.Graph() + _below(own.dataset, own.addresses.graph("eigen")))


def _below(dataset: rdflib.Dataset, name: str) -> rdflib.Graph:
    return dataset.graph(rdflib.URIRef(name))


def test_there_and_back_is_the_same(keten: Publication) -> None:
    """A data set of rdflib becomes the publication it came from; what is derived is left out."""
    source = rdflib.Dataset()
    for graph in keten.dataset.graphs():
        if "afgeleid" not in str(graph.identifier) and "/def" not in str(graph.identifier):
            for triple in graph:
                source.graph(graph.identifier).add(triple)
    again = Publication.from_graph(source, words=keten)
    assert again.statements == keten.statements
    assert again.graph.isomorphic(keten.graph)
    with pytest.raises(Problem, match="is made by rules"):
        Publication.from_graph(keten.dataset, words=keten)


def test_a_merge_derives_from_all_and_changes_no_part(
    keten: Publication, mine: rdflib.Graph
) -> None:
    member = rdflib.URIRef(keten.actor("DiKe").iri)
    task = rdflib.URIRef(keten.task("melding").iri)
    said = rdflib.URIRef("https://example.org/id/uitspraak/s1")
    for name, value in {"actor": member, "task": task}.items():
        mine.add((said, GA[name], value))
    mine.add((said, rdflib.RDF.type, GA.Assignment))
    mine.add((said, GA.certainty, rdflib.URIRef("https://w3id.org/govactors/id/begrip/expliciet")))
    before = (keten.release, keten.actor("DiKe").tasks())
    both = keten.merge(mine)
    assert [each.reference for each in both.actor("DiKe").tasks()] == ["melding", "keuring"]
    assert both.actor("bakker").iri == str(BAKER)
    assert (keten.release, keten.actor("DiKe").tasks()) == before
    assert both.merge(keten).release.hash == both.release.hash
    assert keten.merge(Publication.from_graph(mine, words=keten)).actors == both.actors


def test_what_is_ones_own_is_held_against_the_shapes(mine: rdflib.Graph) -> None:
    report = Publication.from_graph(mine).validate()
    assert not report.conforms
    assert str(BAKER) in {finding.subject for finding in report.findings}


def test_rdflib_reads_a_publication_in_place(keten: Publication) -> None:
    graph = rdflib.Graph(store=keten.rdflib_store)
    assert len(graph) == len(keten.graph)
    agency = rdflib.URIRef(keten.actor("DiKe").iri)
    assert set(graph.predicate_objects(agency)) == set(keten.graph.predicate_objects(agency))
    assert (agency, GA.hasTask, None) in graph
    assert (agency, GA.hasTask, agency) not in graph
    assert list(graph.triples((rdflib.Literal("x"), None, None))) == []
    assert graph.value(agency, GA.abbreviation) == rdflib.Literal("DiKe")
    assert graph.namespace_manager.qname(str(GA.Task)) == "ga:Task"


def test_rdflib_asks_it_in_sparql(keten: Publication) -> None:
    graph = rdflib.Graph(store=keten.rdflib_store)
    rows = graph.query(ASSIGNED, initBindings={"task": rdflib.URIRef(keten.task("keuring").iri)})
    assert [str(row[0]) for row in rows] == [keten.actor("DiKe").iri]  # type: ignore[index]
    assert graph.query("ASK { ?s ga:leads ?o }").askAnswer
    made = graph.query("CONSTRUCT { ?s a ga:X } WHERE { ?s ga:leads ?o }").graph
    assert made is not None
    assert len(made) == 1
    with pytest.raises(Problem, match="SERVICE"):
        graph.query("SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }")


def test_rdflib_sees_its_graphs(keten: Publication) -> None:
    dataset = rdflib.Dataset(store=keten.rdflib_store, default_union=True)
    names = {str(graph.identifier) for graph in dataset.graphs()}
    assert names >= set(keten.store.graphs())
    name = rdflib.URIRef(keten.addresses.graph("rapport"))
    part = rdflib.Graph(keten.rdflib_store, name)
    assert {triple[:2] for triple in part} == {each[:2] for each in keten.dataset.graph(name)}
    counted = part.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert [str(row[0]) for row in counted] == [str(len(part))]  # type: ignore[index]


def test_rdflib_cannot_change_it(keten: Publication) -> None:
    graph = rdflib.Graph(store=keten.rdflib_store)
    for change in (
        lambda: graph.add((BAKER, SKOS.related, BAKER)),
        lambda: graph.addN([(BAKER, SKOS.related, BAKER, graph)]),
        lambda: graph.remove((None, None, None)),
        lambda: graph.update("INSERT DATA { <a:a> <a:b> <a:c> }"),
        lambda: graph.parse(data="<a:a> <a:b> <a:c> .", format="turtle"),
    ):
        with pytest.raises(Problem) as caught:
            change()
        assert caught.value.kind == "update-refused"


def test_rows_are_read_one_by_one(letter: Publication) -> None:
    """A product of the data with itself, which nobody could hold."""
    rows = letter.select("SELECT ?s ?x { ?s ?p ?o . ?x ?y ?z }")
    assert len(list(islice(rows, 3))) == 3


def test_a_folder_is_a_publication_too(keten_folder: Path, keten: Publication) -> None:
    assert Publication.from_directory(keten_folder).release == load_directory(keten_folder).release
    assert keten.merge(keten_folder / "data").release.hash != keten.release.hash
