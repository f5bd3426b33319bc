"""The table of formats: what can carry what, and no two that answer to one name."""

from collections import Counter

import pytest

from govactors import Problem, formats
from govactors.formats import FORMATS, Carries


def test_the_table() -> None:
    assert {(each.name, each.media_type, each.carries.value) for each in FORMATS} == {
        ("json", "application/sparql-results+json", "results"),
        ("xml", "application/sparql-results+xml", "results"),
        ("csv", "text/csv", "results"),
        ("tsv", "text/tab-separated-values", "results"),
        ("ttl", "text/turtle", "graph"),
        ("nt", "application/n-triples", "graph"),
        ("rdf", "application/rdf+xml", "graph"),
        ("jsonld", "application/ld+json", "dataset"),
        ("trig", "application/trig", "dataset"),
        ("nq", "application/n-quads", "dataset"),
    }


def test_names_and_media_types_are_unambiguous() -> None:
    names = Counter(each.name for each in FORMATS)
    media_types = Counter(media_type for each in FORMATS for media_type in each.media_types)
    assert max(names.values()) == max(media_types.values()) == 1


@pytest.mark.parametrize("each", FORMATS, ids=lambda each: each.name)
def test_a_format_is_found_by_its_name_and_says_its_charset_if_it_is_text(
    each: formats.Format,
) -> None:
    assert formats.by_name(each.name) is each
    assert each.content_type.endswith("; charset=utf-8") == (
        each.media_type.startswith("text/")
        or each.media_type in ("application/n-triples", "application/trig", "application/n-quads")
    )


def test_results_and_graphs_share_nothing_and_leave_nothing_out() -> None:
    assert {each.name for each in formats.results()} == {"json", "xml", "csv", "tsv"}
    assert {each.name for each in formats.graphs()} == {"ttl", "nt", "rdf", "jsonld", "trig", "nq"}
    assert all(each.carries is Carries.RESULTS for each in formats.results())


@pytest.mark.parametrize("name", ["turtle", "TTL", "", "json "])
def test_an_unknown_format_lists_those_there_are(name: str) -> None:
    with pytest.raises(Problem) as caught:
        formats.by_name(name)
    assert caught.value.kind == "unknown-format"
    assert str(caught.value) == (
        f"There is no format {name!r}. "
        "Choose one of: json, xml, csv, tsv, ttl, nt, rdf, jsonld, trig, nq."
    )
