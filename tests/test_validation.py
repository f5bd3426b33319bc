"""Validation: the publication is sound, somebody's own files are judged in its context."""

import json
from collections.abc import Callable
from html import escape
from pathlib import Path
from zlib import crc32

import pyoxigraph as ox
import pytest

from govactors import Problem, Publication, shapes
from govactors.findings import Finding
from govactors.folder import Role
from govactors.report import Report
from govactors.shapes import Severity
from govactors.terms import RDF, SH, Addresses
from govactors.validation import judge, validate

PREFIXES = """\
@prefix begrip: <https://w3id.org/govactors/id/begrip/> .
@prefix ga: <https://w3id.org/govactors/def#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix organisatie: <https://w3id.org/govactors/id/organisatie/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix uitspraak: <https://w3id.org/govactors/id/uitspraak/> .

"""
UNNAMED = (
    'organisatie:nieuw a ga:Unit ; skos:prefLabel "Nieuw"@nl ; org:classification begrip:lid .'
)

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a Turtle file with the usual prefixes."""

    def file(body: str, name: str = "own.ttl") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PREFIXES + body + "\n", encoding="utf-8")
        return path

    return file


@pytest.fixture
def faulty(letter: Publication, write: Write) -> Report:
    """A file with a unit that lacks an English name and is of no known kind."""
    return validate(letter, [write(UNNAMED)])


def test_what_is_published_has_neither_violations_nor_warnings(letter: Publication) -> None:
    report = validate(letter)
    assert report.conforms
    assert [each for each in report.findings if each.severity is not Severity.INFO] == []


def test_the_engines_agree_on_a_sample_of_what_is_published(letter: Publication) -> None:
    """Every ontology file, and one file of data in ten: the same ones each time.

    What they refer to is missing, so both engines have much to find.
    """
    files = [
        file
        for file in letter.files
        if file.graph
        and (file.role is Role.ONTOLOGY or crc32(file.name.encode()) % 10 == 0)
        and file.name != "data/bron/brief-4054603.ttl"
    ]
    assert len(files) > 40
    triples = list(dict.fromkeys(triple for file in files for triple in file.triples))
    text = shapes.text(letter.files)
    found = judge("reference", text, triples)
    assert len(found) > 100
    assert found == judge("fast", text, triples)


def test_a_finding_says_what_is_wrong_where_and_how_to_mend_it(faulty: Report) -> None:
    names = [(each.name, each.severity) for each in faulty.findings]
    assert names == [
        ("actor-label", Severity.VIOLATION),
        ("organisation-classification-kind", Severity.VIOLATION),
        ("actor-mentioned", Severity.INFO),
        ("unit-placed", Severity.INFO),
    ]
    finding = faulty.findings[1]
    assert finding.subject == "https://w3id.org/govactors/id/organisatie/nieuw"
    assert finding.path == "<http://www.w3.org/ns/org#classification>"
    assert finding.value == "<https://w3id.org/govactors/id/begrip/lid>"
    assert finding.constraint == "Node"
    assert finding.place.endswith("own.ttl:8")
    assert "Kies" in finding.message("nl")
    assert "Choose" in finding.message("en")
    assert not faulty.conforms


def test_a_hint_alone_leaves_a_report_conforming(letter: Publication, write: Write) -> None:
    whole = UNNAMED.replace("begrip:lid", 'begrip:afdeling ; skos:prefLabel "New"@en')
    report = validate(letter, [write(whole)])
    assert report.count(Severity.INFO) == len(report.findings) == 2
    assert report.conforms


def test_only_what_the_files_describe_is_reported(letter: Publication, write: Write) -> None:
    same_name = 'organisatie:nieuw a ga:Unit ; skos:prefLabel "Koninklijke Marechaussee"@nl .'
    subjects = {each.subject for each in validate(letter, [write(same_name)]).findings}
    assert subjects == {"https://w3id.org/govactors/id/organisatie/nieuw"}


def test_a_changed_copy_is_judged_in_place_of_the_original(
    letter: Publication, write: Write
) -> None:
    copy = 'organisatie:ind a ga:Organisation ; skos:prefLabel "IND"@nl , "IND"@en .'
    found = {each.name for each in validate(letter, [write(copy)]).findings}
    assert found == {"organisation-classification", "organisation-identified"}


def test_what_is_added_to_a_published_thing_is_judged_with_it(
    letter: Publication, write: Write
) -> None:
    addition = 'organisatie:ind skos:prefLabel "Vreemdelingendienst"@nl .'
    found = {each.name for each in validate(letter, [write(addition)]).findings}
    assert found == {"actor-label-once"}


def test_an_untouched_copy_has_no_findings(letter: Publication, tmp_path: Path) -> None:
    for file in letter.files:
        if file.name.startswith("data/kern/groep/"):
            path = tmp_path / file.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(file.text, encoding="utf-8")
    assert validate(letter, [tmp_path]).findings == ()


def test_a_blank_node_is_found_in_its_file_and_line(letter: Publication, write: Write) -> None:
    statement = "[] a ga:Naming ; ga:names organisatie:ind ."
    found = validate(letter, [write(f"# a remark\n\n{statement}")]).findings
    assert {"statement-address", "statement-source"} < {each.name for each in found}
    assert len({each.subject for each in found}) == 1
    assert found[0].subject.startswith("_:")
    assert found[0].place.endswith("own.ttl:10")
    assert found[0].holder == ""


HELD = """
organisatie:nieuw a ga:Organisation ;
    skos:note [ ga:with [ a ga:Naming ; ga:names organisatie:ind ] ] .

_:los a ga:Naming ;
    ga:names organisatie:ind .
"""


def test_a_blank_node_is_told_with_what_it_is_part_of(letter: Publication, write: Write) -> None:
    report = validate(letter, [write(HELD)])
    found = {
        each.holder.rpartition("/")[2]: each for each in report.findings if "_:" in each.subject
    }
    assert {holder: each.line for holder, each in found.items()} == {"nieuw": 9, "": 12}
    held = found["nieuw"]
    assert f"{held.subject} in organisatie:nieuw  {held.place}\n" in report.render("text")
    assert f"{held.subject} in organisatie:nieuw</code>" in report.render("html")
    rows = json.loads(report.render("json"))["findings"]
    assert {row["holder"] for row in rows if row["subject"] == held.subject} == {held.holder}
    results = json.loads(report.render("sarif"))["runs"][0]["results"]
    names = {each["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] for each in results}
    assert f"{held.holder} {held.subject}" in names


def test_of_two_files_the_one_that_says_it_is_named(letter: Publication, write: Write) -> None:
    named = write('organisatie:nieuw skos:prefLabel "Nieuw"@nl , "Nieuw"@fr .', "names.ttl")
    kind = write("\norganisatie:nieuw a ga:Unit .", "kind.ttl")
    sort = write("\n\norganisatie:nieuw org:classification begrip:lid .", "sort.ttl")
    report = validate(letter, [named, kind, sort])
    places = {each.name: each.place.rpartition("/")[2] for each in report.findings}
    assert places["organisation-classification-kind"] == "sort.ttl:10"
    assert places["actor-label-language"] == "names.ttl:8"
    assert places["unit-placed"] == "kind.ttl:9"
    head, *lines = report.render("text").splitlines()
    assert head.endswith("names.ttl:8")
    place = f"{sort.as_posix()}:10"
    assert any(line.endswith(f"[organisation-classification-kind]  {place}") for line in lines)


def test_the_engines_agree_on_somebodys_file(
    letter: Publication, publish: Callable[[dict[str, str]], Path], write: Write
) -> None:
    shapes = {file.name: file.text for file in letter.files if file.role is Role.SHAPES}
    small = Publication.from_directory(publish(shapes))
    path = write(
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "ga:Unit rdfs:subClassOf ga:Actor . ga:Change rdfs:subClassOf ga:Statement .\n"
        "ga:Relation rdfs:subClassOf ga:Statement .\n"
        + UNNAMED
        + '\n_:x a ga:Relation ; ga:value "é\\n\\"" ; skos:note "x"@DE .'
        '\nuitspraak:x a ga:Change ; ga:changedOn "2020-02-31"^^<http://www.w3.org/2001/'
        "XMLSchema#date> ; skos:note <x:y> ."
    )
    found = validate(small, [path]).findings
    assert len(found) > 20
    assert found == validate(small, [path], engine="reference").findings


def test_folders_are_searched_and_no_file_is_read_twice(letter: Publication, write: Write) -> None:
    first, second = write(UNNAMED, "a/b/one.ttl"), write("", "a/two.ttl")
    folder = second.parent
    assert validate(letter, [folder, first, folder]).findings == (
        validate(letter, [first]).findings
    )


def test_what_cannot_be_read_is_a_problem(
    letter: Publication, write: Write, tmp_path: Path
) -> None:
    broken = write("organisatie:x a .")
    latin = tmp_path / "latin.ttl"
    latin.write_bytes(b"# caf\xe9\n")
    (tmp_path / "empty").mkdir()
    for path, kind, line in (
        (tmp_path / "absent.ttl", "unreadable-input", None),
        (tmp_path / "empty", "unreadable-input", None),
        (latin, "not-utf8", 1),
        (broken, "broken-turtle", 8),
    ):
        with pytest.raises(Problem) as caught:
            validate(letter, [path])
        assert (caught.value.kind, caught.value.line) == (kind, line)
        assert caught.value.file == path.as_posix()


def test_an_unknown_engine_is_a_problem(letter: Publication) -> None:
    with pytest.raises(Problem, match=r"'magic'.*fast, reference") as caught:
        validate(letter, engine="magic")
    assert caught.value.kind == "invalid-parameter"


def test_a_publication_without_shapes_cannot_be_judged(keten: Publication) -> None:
    with pytest.raises(Problem) as caught:
        validate(keten)
    assert caught.value.kind == "broken-shapes"


@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_shapes_that_cannot_be_applied_are_a_problem(engine: str) -> None:
    thing = ox.Triple(ox.NamedNode("a:x"), ox.NamedNode(RDF + "type"), ox.NamedNode("a:c"))
    shape = f"<a:s> a <{SH}NodeShape> ; <{SH}targetClass> <a:c> ; <{SH}sparql> <a:q> ."
    with pytest.raises(Problem) as caught:
        judge(engine, f"{shape} <a:q> <{SH}select> 'SELECT $this WHERE' .", [thing])
    assert caught.value.kind == "broken-shapes"


def test_a_shape_without_words_still_finds(
    publish: Callable[[dict[str, str]], Path],
) -> None:
    shape = (
        f"<a:s> a <{SH}NodeShape> ; <{SH}targetClass> <http://www.w3.org/2002/07/owl#Ontology> ;"
        f" <{SH}pattern> 'nowhere' . <a:t> <{SH}message> 'A shape.'@en ."
    )
    report = validate(Publication.from_directory(publish({"shapes/silent.ttl": shape})))
    (finding,) = report.findings
    assert (finding.shape, finding.severity) == ("a:s", Severity.VIOLATION)
    assert "give it words" in finding.message("en")


def test_text_is_grouped_by_subject(faulty: Report) -> None:
    dutch, english = faulty.render("text", "nl"), faulty.render("text", "en")
    assert dutch.count("organisatie:nieuw") == 1
    assert dutch.startswith("organisatie:nieuw  ")
    assert "  fout: De naam van de actor ontbreekt" in dutch
    assert "    org:classification = begrip:lid  [organisation-classification-kind]" in dutch
    assert dutch.endswith("2 fouten, 2 tips.\n")
    assert english.endswith("2 violations, 2 hints.\n")


def test_nothing_found_is_said() -> None:
    report = Report((), Addresses("https://example.org/"), "1.0")
    assert report.render("text", "nl") == "Niets gevonden.\n"
    assert json.loads(report.render("json"))["conforms"] is True
    assert "sh:conforms true" in report.render("ttl")
    assert json.loads(report.render("sarif"))["runs"][0]["results"] == []
    assert "Nothing found." in report.render("html", "en")


def test_json_holds_every_finding_in_both_languages(faulty: Report) -> None:
    content = json.loads(faulty.render("json"))
    assert content["conforms"] is False
    assert content["counts"] == {"violation": 2, "warning": 0, "info": 2}
    for row, finding in zip(content["findings"], faulty.findings, strict=True):
        assert row["message"] == {"nl": finding.message_nl, "en": finding.message_en}
        assert row["line"] == 8
        assert row["subject"] == finding.subject


def test_turtle_is_a_validation_report(letter: Publication, faulty: Report) -> None:
    text = faulty.render("ttl")
    assert text == faulty.render("ttl", "en")
    store = ox.Store()
    store.load(text, format=ox.RdfFormat.TURTLE)
    rows = store.query(
        """PREFIX sh: <http://www.w3.org/ns/shacl#>
        SELECT * {
          ?report a sh:ValidationReport ; sh:conforms false ; sh:result ?result .
          ?result a sh:ValidationResult ; sh:focusNode ?focus ; sh:sourceShape ?shape ;
            sh:sourceConstraintComponent ?component ; sh:resultSeverity ?severity ;
            sh:resultMessage ?nl , ?en .
          FILTER (lang(?nl) = "nl" && lang(?en) = "en")
          OPTIONAL { ?result sh:resultPath/sh:inversePath ?inverse }
          OPTIONAL { ?result sh:value ?value }
        }"""
    )
    found = list(rows)  # type: ignore[arg-type]
    assert {row["shape"].value for row in found} == {each.shape for each in faulty.findings}
    assert [row["inverse"].value[-4:] for row in found if row["inverse"]] == ["part"]
    values = [row["value"].value for row in found if row["value"]]
    assert values == [letter.addresses.thing("begrip", "lid")]


def test_a_report_writes_every_kind_of_path() -> None:
    findings = tuple(
        Finding("https://x/vorm/s", "Class", Severity.WARNING, "_:b", path, '"a"@nl', "n", "e")
        for path in ("<a:p>", "^<a:p>", "(<a:p>|^<a:q>)", "(<a:p>/<a:q>)")
    )
    text = Report(findings, Addresses("https://example.org/"), "1.0").render("ttl")
    triples = [str(quad.triple) for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)]
    assert sum("shacl#alternativePath" in each for each in triples) == 1
    assert sum("shacl#inversePath" in each for each in triples) == 2
    assert sum("#first" in each for each in triples) == 4
    assert sum("#nil" in each for each in triples) == 2


@pytest.mark.parametrize(
    ("language", "said", "other"), [("nl", "<n>", "<e>"), ("en", "<e>", "<n>")]
)
def test_html_speaks_the_language_asked_for_and_escapes(
    language: str, said: str, other: str
) -> None:
    finding = Finding(
        "https://x/vorm/s", "Class", Severity.WARNING, "https://x/<b>", "", '"<i>"', "<n>", "<e>"
    )
    page = Report((finding,), Addresses("https://x/"), "1.0").render("html", language)
    assert page.startswith(f'<!doctype html>\n<html lang="{language}">')
    for text in (escape(said), "&lt;b&gt;", "&lt;i&gt;"):
        assert text in page
    assert escape(other) not in page
    assert "<b>" not in page
    assert "<i>" not in page


def test_sarif_places_each_finding(faulty: Report) -> None:
    log = json.loads(faulty.render("sarif", "en"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules) == 4
    for result, finding in zip(run["results"], faulty.findings, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.name
        (location,) = result["locations"]
        assert location["physicalLocation"]["region"] == {"startLine": 8}
        assert finding.message_en in result["message"]["text"]
    assert [result["level"] for result in run["results"]] == ["error", "error", "note", "note"]


def test_an_unknown_format_is_a_problem(faulty: Report) -> None:
    with pytest.raises(Problem, match="text, json, ttl, html, sarif"):
        faulty.render("pdf")
