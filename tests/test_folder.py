"""A folder read: which file is which graph, and one clear message for what is wrong."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from govactors import Problem, Publication, folder
from govactors.folder import Role
from govactors.terms import CLASSES

Publish = Callable[[dict[str, str | bytes]], Path]

BASE = "https://example.org/minimaal/"
HEADER = "ontology/minimaal.ttl"
TASK = f"<{BASE}id/taak/keuring> a <https://w3id.org/govactors/def#Task> ."
SOURCE = f"<{BASE}id/bron/wet> a <https://w3id.org/govactors/def#Source> ."


def test_every_file_belongs_to_the_graph_its_place_promises(keten: Publication) -> None:
    graphs = {file.name: (file.role, file.graph.rpartition("/")[2]) for file in keten.files}
    rules = {name for name, (role, _) in graphs.items() if role is Role.RULE}
    assert rules
    assert {name: graphs[name] for name in graphs.keys() - rules} == {
        "ontology/keten.ttl": (Role.ONTOLOGY, "def"),
        "ontology/waarden.ttl": (Role.CORE, "kern"),
        "data/bron/rapport.ttl": (Role.SOURCE, "rapport"),
        "data/kern/groep/gemeenten.ttl": (Role.CORE, "kern"),
        "data/kern/organisatie/dienst-keuring.ttl": (Role.CORE, "kern"),
        "data/kern/organisatie/inspectie.ttl": (Role.CORE, "kern"),
        "data/kern/organisatie/instituut.ttl": (Role.CORE, "kern"),
        "data/kern/organisatie/ketenoverleg.ttl": (Role.CORE, "kern"),
        "data/kern/taak/keuring.ttl": (Role.CORE, "kern"),
        "data/kern/taak/melding.ttl": (Role.CORE, "kern"),
        "queries/is-de-inspectie-lid.ttl": (Role.QUESTION, ""),
        "queries/wie-keurt.ttl": (Role.QUESTION, ""),
    }
    assert keten.store.graphs() == {
        "https://example.org/keten/def",
        "https://example.org/keten/id/graaf/kern",
        "https://example.org/keten/id/graaf/rapport",
        "https://example.org/keten/id/graaf/afgeleid",
    }


def test_base_version_and_date_come_from_the_header(keten: Publication) -> None:
    assert keten.addresses.base == "https://example.org/keten/"
    assert (keten.release.version, keten.release.date) == ("2.3", "2024-06-30")


def test_a_publication_that_was_never_modified_has_the_date_it_was_issued(
    publish: Publish,
) -> None:
    header = (
        f"<{BASE}def> a <http://www.w3.org/2002/07/owl#Ontology> ; "
        "<http://purl.org/dc/terms/issued> "
        '"2021-02-03"^^<http://www.w3.org/2001/XMLSchema#date> .'
    )
    read, addresses, _ = folder.read(publish({HEADER: header}))
    assert (read.date, read.version, addresses.base) == ("2021-02-03", "", BASE)


def test_an_ontology_alone_is_a_publication(publish: Publish) -> None:
    _, _, files = folder.read(publish({}))
    assert [file.name for file in files if file.role is not Role.RULE] == [HEADER]


def test_data_of_the_real_publication_stand_where_the_rule_says(letter: Publication) -> None:
    for file in letter.files:
        parts = file.name.removesuffix(".ttl").split("/")
        if parts[:2] == ["data", "kern"]:
            thing = ox.NamedNode(letter.addresses.thing(parts[2], parts[3]))
            assert {triple.subject for triple in file.triples} == {thing}
        if parts[:2] == ["data", "bron"]:
            assert file.graph == letter.addresses.graph(parts[2])


WRONG: dict[str, tuple[dict[str, str | bytes], str, str]] = {
    "describes another": (
        {"data/kern/taak/melding.ttl": TASK},
        "misplaced-file",
        f"data/kern/taak/melding.ttl: It describes <{BASE}id/taak/keuring>, "
        f"not <{BASE}id/taak/melding>.",
    ),
    "describes two": (
        {"data/kern/taak/keuring.ttl": TASK + TASK.replace("keuring", "melding")},
        "misplaced-file",
        f"data/kern/taak/keuring.ttl: It describes <{BASE}id/taak/melding> as well as "
        f"<{BASE}id/taak/keuring>.",
    ),
    "a blank node": (
        {"data/kern/taak/keuring.ttl": TASK.replace(" .", " ; <a:p> [ <a:q> 1 ] .")},
        "misplaced-file",
        "data/kern/taak/keuring.ttl: It describes _:",
    ),
    "describes nothing": (
        {"data/kern/taak/keuring.ttl": "# later\n"},
        "misplaced-file",
        "data/kern/taak/keuring.ttl: It describes nothing, not ",
    ),
    "of another base": (
        {"data/kern/taak/keuring.ttl": TASK.replace("minimaal", "elders")},
        "misplaced-file",
        "data/kern/taak/keuring.ttl: It describes <https://example.org/elders/",
    ),
    "too shallow": ({"data/kern/keuring.ttl": TASK}, "misplaced-file", "data/kern/keuring.ttl: No"),
    "too deep": (
        {"data/kern/x/taak/keuring.ttl": TASK},
        "misplaced-file",
        "data/kern/x/taak/keuring.ttl: No graph belongs to a file here. Data stand in ",
    ),
    "a folder of its own": ({"data/wet.ttl": SOURCE}, "misplaced-file", "data/wet.ttl: No graph"),
    "a source too deep": (
        {"data/bron/2024/wet.ttl": SOURCE},
        "misplaced-file",
        "data/bron/2024/wet.ttl: No graph belongs to a file here.",
    ),
    "a source without itself": (
        {"data/bron/besluit.ttl": SOURCE},
        "misplaced-file",
        f"data/bron/besluit.ttl: It describes <{BASE}id/bron/wet>, not <{BASE}id/bron/besluit>.",
    ),
    "a source in the graph of the things": (
        {"data/bron/kern.ttl": SOURCE.replace("wet", "kern")},
        "misplaced-file",
        "data/bron/kern.ttl: No graph belongs to a file here.",
    ),
    "a source in the graph of what is derived": (
        {"data/bron/afgeleid.ttl": SOURCE.replace("wet", "afgeleid")},
        "misplaced-file",
        "data/bron/afgeleid.ttl: No graph belongs to a file here.",
    ),
    "a name that is no reference": (
        {"data/bron/Wet X.ttl": SOURCE},
        "misplaced-file",
        "data/bron/Wet X.ttl: The name is no reference. Name the file with lower case",
    ),
    "our word in another namespace": (
        {"data/bron/wet.ttl": SOURCE.replace("https://w3id.org/govactors/", BASE)},
        "other-vocabulary",
        f"data/bron/wet.ttl: It uses <{BASE}def#Source>; the word that is known is "
        "<https://w3id.org/govactors/def#Source>. Bind ga: to",
    ),
    "our word without the s of https": (
        {"data/kern/taak/keuring.ttl": TASK.replace("https://w3id", "http://w3id")},
        "other-vocabulary",
        "data/kern/taak/keuring.ttl: It uses <http://w3id.org/govactors/def#Task>; the word",
    ),
    "no ontology": (
        {HEADER: "# nothing\n"},
        "no-ontology",
        "ontology/ must describe one owl:Ontology whose address ends in /def; found: none.",
    ),
    "two ontologies": (
        {
            "ontology/tweede.ttl": "<https://example.org/tweede/def> a "
            "<http://www.w3.org/2002/07/owl#Ontology> ."
        },
        "no-ontology",
        "ontology/ must describe one owl:Ontology whose address ends in /def; "
        "found: https://example.org/minimaal/def, https://example.org/tweede/def.",
    ),
    "an address that does not end in /def": (
        {HEADER: "<https://example.org/x#> a <http://www.w3.org/2002/07/owl#Ontology> ."},
        "no-ontology",
        "ontology/ must describe one owl:Ontology whose address ends in /def; "
        "found: https://example.org/x#.",
    ),
    "broken data": (
        {"data/bron/wet.ttl": SOURCE + "\n<a:s> <a:p> <a:o>"},
        "broken-turtle",
        "data/bron/wet.ttl:2:18: Unexpected end. Mend the file at the line and column named; "
        "nothing was loaded.",
    ),
    "broken shapes": (
        {"shapes/taak.ttl": "x"},
        "broken-turtle",
        "shapes/taak.ttl:1:",
    ),
    "a broken question": ({"queries/wie.ttl": "x"}, "broken-turtle", "queries/wie.ttl:1:"),
    "data not in UTF-8": (
        {"data/bron/wet.ttl": SOURCE.encode() + b"\n# caf\xe9\n"},
        "not-utf8",
        "data/bron/wet.ttl:2: Byte ",
    ),
    "a rule not in UTF-8": (
        {"rules/90-x.rq": b"# caf\xe9"},
        "not-utf8",
        "rules/90-x.rq:1: Byte 5 ",
    ),
}


@pytest.mark.parametrize(("files", "kind", "message"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_and_nothing_is_published(
    publish: Publish, files: dict[str, str | bytes], kind: str, message: str
) -> None:
    with pytest.raises(Problem) as caught:
        folder.read(publish(files))
    assert caught.value.kind == kind
    assert str(caught.value).startswith(message)


def test_a_class_of_ones_own_may_stand_beside_ours(publish: Publish) -> None:
    own = SOURCE.replace(" .", f", <{BASE}def#Source> , <{BASE}def#Schip> .")
    _, _, files = folder.read(publish({"data/bron/wet.ttl": own}))
    assert any(len(file.triples) == 3 for file in files)


def test_the_classes_known_are_those_of_the_ontology(letter: Publication) -> None:
    rows = letter.select(
        "SELECT ?class { ?class a owl:Class FILTER STRSTARTS(STR(?class), STR(ga:)) }"
    )
    assert {str(row[0]).rpartition("#")[2] for row in rows} == CLASSES


@pytest.mark.parametrize("name", ["nergens", "bestand.txt"])
def test_a_folder_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "bestand.txt").touch()
    with pytest.raises(Problem) as caught:
        folder.read(tmp_path / name)
    assert caught.value.kind == "no-publication"
    assert str(tmp_path / name) in str(caught.value)


def test_a_folder_without_ontology_says_so(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        folder.read(tmp_path)
    assert caught.value.kind == "no-ontology"


def test_the_order_of_files_is_that_of_their_names(keten: Publication) -> None:
    for role in (Role.SOURCE, Role.RULE, Role.QUESTION):
        names = [file.name for file in keten.files if file.role is role]
        assert names == sorted(names)


def test_windows_line_ends_change_neither_triples_nor_release(publish: Publish) -> None:
    text = f'{SOURCE}\n<{BASE}id/uitspraak/wet-s1> <a:note> """een\n\ntwee\n""" .\n'
    unix = Publication.from_directory(publish({"data/bron/wet.ttl": text}))
    dos = Publication.from_directory(publish({"data/bron/wet.ttl": text.replace("\n", "\r\n")}))
    assert list(unix.quads()) == list(dos.quads())
    assert unix.release == dos.release


def test_a_header_without_a_date_is_no_release(publish: Publish) -> None:
    header = (
        "<https://example.org/minimaal/def> a <http://www.w3.org/2002/07/owl#Ontology> ;"
        ' <http://www.w3.org/2002/07/owl#versionInfo> "1" .'
    )
    made = publish({})
    for path in (made / "ontology").glob("*.ttl"):
        path.unlink()
    (made / "ontology" / "woorden.ttl").write_text(header, encoding="utf-8")
    with pytest.raises(Problem, match="has no release date") as raised:
        Publication.from_directory(made)
    assert raised.value.kind == "no-ontology"
