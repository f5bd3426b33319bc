"""The start page answers the question that the catalogue puts first."""

import re

import pytest

from govactors import Problem, Publication
from govactors.service import indexes
from govactors.service.asks import Ask
from govactors.service.html.site import featured, readable
from govactors.service.makings import Making


def test_the_headline_is_answered_with_its_places_in_the_source(letter: Publication) -> None:
    (first, *_) = featured(letter)
    question, columns, rows = first
    assert question.reference == "wie-leidt-opsporing-mensensmokkel"
    assert {"actorName", "page", "section", "paragraph"} <= set(columns)
    named = {row[columns.index("actorName")] for row in rows}
    assert {"Koninklijke Marechaussee", "Openbaar Ministerie"} <= named


def test_no_cell_of_a_readable_answer_is_an_address() -> None:
    table = [["a", "b", "c"], ["x", "https://example.org/", ""], ["y", "", "http://example.org/"]]
    assert readable(table) == (["a"], [["x"], ["y"]])
    assert readable([["a"]]) == (["a"], [])


def _sitemap(publication: Publication, part: str = "") -> list[str]:
    values = (("part", part),) if part else ()
    made = indexes.sitemap(Making(Ask("sitemap", values=values), "", publication, publication))
    return re.findall("<loc>(.*?)</loc>", made.body.decode())


def test_a_long_sitemap_is_an_index_of_parts(
    keten: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = keten.addresses.base
    whole = _sitemap(keten)
    assert {base, f"{base}doc/organisatie/inspectie", f"{base}vraag/wie-keurt"} <= set(whole)
    monkeypatch.setattr(indexes, "MAPPED_AT_ONCE", 10)
    parts = _sitemap(keten)
    assert parts == [f"{base}sitemap.xml?part={n + 1}" for n in range(-(-len(whole) // 10))]
    listed = [_sitemap(keten, str(n + 1)) for n in range(len(parts))]
    assert max(map(len, listed)) == 10
    assert [each for part in listed for each in part] == whole
    with pytest.raises(Problem) as beyond:
        _sitemap(keten, "99")
    assert beyond.value.kind == "not-found"
