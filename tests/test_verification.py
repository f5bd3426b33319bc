"""Passages held against the document: any altered character in them is found and named."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import Cli, Publish

from govactors import Problem, Publication, load_directory, verification
from govactors.verification import verify

KETEN = "https://example.org/keten/id/"
CUT = f"{KETEN}passage/rapport-113-217"
"""A passage of two ranges: the number of a page stands in the middle of its sentence."""

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted(ROOT.parent.glob("shared/seed/*.txt"))
"""Texts of real documents, where they lie beside the clone; they are no part of it."""


def test_a_document_that_is_as_recorded_passes(keten: Publication, report: Path) -> None:
    outcome = verify(keten, report)
    assert outcome.holds
    assert (outcome.source, outcome.checked, outcome.mismatches) == (f"{KETEN}bron/rapport", 5, ())


def test_every_altered_character_of_a_passage_is_found_and_named(
    keten: Publication, report: Path, tmp_path: Path
) -> None:
    text = report.read_bytes().decode()
    copy = tmp_path / "kopie.txt"
    ranges = {35: range(35, 81), 83: range(83, 111), 218: range(218, 278), 279: range(279, 353)}
    starts = {
        start: f"{KETEN}passage/rapport-{start}-{span.stop}" for start, span in ranges.items()
    }
    for offset in range(0, len(text), 7):
        copy.write_bytes((text[:offset] + "#" + text[offset + 1 :]).encode())
        expected = {starts[start] for start, span in ranges.items() if offset in span}
        if offset in range(113, 188) or offset in range(194, 217):
            expected = {CUT}
        outcome = verify(keten, copy)
        assert {each.iri for each in outcome.mismatches} == expected, offset
        assert outcome.checked == 5


def test_what_differs_says_where_it_stands(
    keten: Publication, report: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "kopie.txt"
    copy.write_bytes(report.read_bytes().replace("café".encode(), b"cafe"))
    (found,) = verify(keten, copy).mismatches
    assert (found.iri, found.where) == (CUT, "page 1, characters 113-188, 194-217")
    assert found.reason == "the text there has another SHA-256"


def test_a_text_that_is_shorter_is_said_to_be(
    keten: Publication, report: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "kopie.txt"
    copy.write_bytes(report.read_bytes().decode()[:300].encode())
    (found,) = verify(keten, copy).mismatches
    assert found.iri == f"{KETEN}passage/rapport-279-353"
    assert found.reason == "ends after the text, which has 300 characters"


SAVED: dict[str, tuple[Callable[[str], str], str]] = {
    "CRLF": (lambda text: text.replace("\n", "\r\n"), "line ends CRLF, not LF"),
    "BOM": (lambda text: "\ufeff" + text, "a byte order mark (BOM)"),
    "both": (
        lambda text: "\ufeff" + text.replace("\n", "\r\n"),
        "a byte order mark (BOM) and line ends CRLF, not LF",
    ),
}
"""How an editor saves a document otherwise, and what of it is said."""


@pytest.mark.parametrize("name", SAVED)
def test_nothing_is_normalised_but_the_cause_is_told(
    keten: Publication, report: Path, tmp_path: Path, name: str
) -> None:
    change, cause = SAVED[name]
    copy = tmp_path / "kopie.txt"
    copy.write_bytes(change(report.read_bytes().decode()).encode())
    outcome = verify(keten, copy)
    assert len(outcome.mismatches) == outcome.checked
    assert outcome.cause == cause


def test_line_ends_do_not_excuse_another_text(
    keten: Publication, report: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "kopie.txt"
    copy.write_bytes(report.read_bytes().replace("café".encode(), b"cafe").replace(b"\n", b"\r\n"))
    assert (verify(keten, copy).holds, verify(keten, copy).cause) == (False, "")


WHOLE = """
@prefix bron: <https://example.org/minimaal/id/bron/> .
@prefix ga: <https://w3id.org/govactors/def#> .

bron:heel a ga:Source ; ga:sha256 "DIGEST" .
"""


def test_a_digest_of_the_whole_document_is_checked(
    publish: Publish, cli: Cli, tmp_path: Path
) -> None:
    folder = publish({"data/bron/heel.ttl": WHOLE.replace("DIGEST", verification.digest("één\n"))})
    publication = load_directory(folder)
    document = tmp_path / "een.txt"
    document.write_bytes("één\n".encode())
    assert verify(publication, document).holds
    document.write_bytes(b"twee\n")
    outcome = verify(publication, document)
    assert (outcome.holds, outcome.mismatches, outcome.cause) == (False, (), "")
    done = cli("--publication", str(folder), "verify", "--document", str(document))
    assert done.code == 1
    assert done.text.splitlines()[0] == (
        "https://example.org/minimaal/id/bron/heel (the whole document, 5 characters): "
        "it has another SHA-256"
    )


def test_a_document_recorded_with_other_line_ends_tells_so_too(
    publish: Publish, cli: Cli, tmp_path: Path
) -> None:
    recorded = verification.digest("\ufeffeen\r\ntwee\r\n")
    folder = publish({"data/bron/heel.ttl": WHOLE.replace("DIGEST", recorded)})
    document = tmp_path / "een.txt"
    document.write_bytes(b"een\ntwee\n")
    done = cli("--publication", str(folder), "verify", "--document", str(document))
    assert done.code == 1
    assert done.text == (
        f"{document} was saved with no byte order mark (BOM) and line ends LF, not CRLF; "
        "the text itself is as recorded.\n"
        "Save it as https://example.org/minimaal/id/bron/heel was recorded, and verify again.\n"
    )


def test_a_document_that_cannot_be_read_is_named(keten: Publication, tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes("één".encode("latin-1"))
    for name, kind in (("latin.txt", "not-utf8"), ("weg.txt", "unreadable-input")):
        with pytest.raises(Problem) as caught:
            verify(keten, tmp_path / name)
        assert (caught.value.kind, caught.value.file) == (kind, name)


def test_a_source_that_is_not_there_lists_those_that_are(keten: Publication, report: Path) -> None:
    with pytest.raises(Problem) as caught:
        verify(keten, report, f"{KETEN}bron/wet")
    assert caught.value.kind == "unknown-thing"
    assert str(caught.value) == (
        f"<{KETEN}bron/wet> is no source with positions or a digest. "
        f"Those with positions or a digest: {KETEN}bron/rapport."
    )


TWO = """
@prefix bereik: <https://example.org/minimaal/id/bereik/> .
@prefix bron: <https://example.org/minimaal/id/bron/> .
@prefix ga: <https://w3id.org/govactors/def#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix passage: <https://example.org/minimaal/id/passage/> .

bron:NAME a ga:Source .
bereik:NAME a oa:TextPositionSelector ; oa:start 0 ; oa:end 3 .
passage:NAME a ga:Passage ; oa:hasSource bron:NAME ; ga:range bereik:NAME ; ga:sha256 "DIGEST" .
"""


def _source(name: str, text: str) -> str:
    return TWO.replace("NAME", name).replace("DIGEST", verification.digest(text))


def test_of_several_sources_one_must_be_named(publish: Publish, tmp_path: Path) -> None:
    document = tmp_path / "een.txt"
    document.write_text("één", encoding="utf-8")
    folder = publish(
        {f"data/bron/{n}.ttl": _source(n, text) for n, text in (("a", "één"), ("b", "x"))}
    )
    publication = load_directory(folder)
    with pytest.raises(Problem, match="It is not clear which source the document is; with"):
        verify(publication, document)
    base = "https://example.org/minimaal/id/bron/"
    assert verify(publication, document, f"{base}a").holds
    (found,) = verify(publication, document, f"{base}b").mismatches
    assert found.where == "characters 0-3"


def test_without_positions_there_is_nothing_to_verify(publish: Publish, report: Path) -> None:
    with pytest.raises(
        Problem, match=r"with positions or a digest: none\. Name one with --source\."
    ):
        verify(load_directory(publish({})), report)


def test_real_documents_are_as_recorded_and_altered_copies_are_not(
    letter: Publication, tmp_path: Path
) -> None:
    source = letter.addresses.thing("bron", "brief-4054603")
    copy = tmp_path / "kopie.txt"
    for document in DOCUMENTS:
        text = document.read_bytes().decode()
        whole = verify(letter, document, source)
        assert whole.holds
        assert whole.checked >= 40
        offset = text.index("mensensmokkel", len(text) // 2)
        copy.write_bytes((text[:offset] + "N" + text[offset + 1 :]).encode())
        outcome = verify(letter, copy, source)
        altered = outcome.mismatches
        assert altered
        assert outcome.document is not None
        for each in altered:
            name = each.iri.rpartition("/")[2].removeprefix("brief-4054603-")
            first, _, last = name.partition("-")
            assert int(first) <= offset < int(last)
            assert each.where.startswith("page ")
