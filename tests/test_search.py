"""Search: who is meant comes first, through typing errors, compounds, former names and endings."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govactors
from govactors import Problem, Publication
from govactors.search import FACETS, KINDS, Results, Search
from govactors.search.entries import Entries, Entry, Found
from govactors.search.words import halves, stem


def references(found: Results) -> list[str]:
    return [hit.iri.rpartition("/")[2] for hit in found.hits]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("IND", "ind"),
        ("coa", "coa"),
        ("DT&V", "dtv"),
        ("KMar", "kmar"),
        ("Financien", "fin"),
        ("koninklijke marechausee", "kmar"),
        ("mensensmokkel", "mensensmokkel"),
        ("mensemsmokkel", "mensensmokkel"),
        ("Immigration and Naturalization Service", "ind"),
        ("opsporingen mensensmokkel", "opsporing-mensensmokkel"),
        ("investigation of people smuggling", "opsporing-mensensmokkel"),
        ("politiewet 12", "politiewet-2012-artikel-12"),
        ("Wie leidt de opsporing van mensensmokkel", "wie-leidt-opsporing-mensensmokkel"),
    ],
)
def test_who_is_meant_comes_first(letter: Publication, asked: str, first: str) -> None:
    assert references(letter.search(asked))[0] == first


def test_the_body_stands_before_what_mentions_it(letter: Publication) -> None:
    found = letter.search("KMar", limit=200)
    mentions = [at for at, hit in enumerate(found.hits) if hit.mentions]
    named = [at for at, hit in enumerate(found.hits) if hit.role == "abbreviation"]
    assert named[0] == 0 < mentions[0]
    who = {hit.mentions.rpartition("/")[2] for hit in found.hits if hit.mentions}
    assert "kmar" in who


@pytest.mark.parametrize(
    ("asked", "within"),
    [("mensensmokkel", "smokkel"), ("smokkel", "mensensmokkel"), ("grenzen", "grens")],
)
def test_a_compound_is_found_by_its_part_and_the_other_way_round(asked: str, within: str) -> None:
    names = {"smokkel": "smokkel", "mensensmokkel": "mensensmokkel", "grens": "grens"}
    things = {iri: Entry("Concept", {"nl": name}) for iri, name in names.items()}
    things["mensen"] = Entry("Concept", {"nl": "mensen"})
    texts = [Found(iri, entry.labels["nl"], "nl", "label") for iri, entry in things.items()]
    assert within in references(Search(Entries(tuple(texts), things)).find(asked))


def test_a_former_name_finds_the_body_and_says_so(letter: Publication) -> None:
    hit = letter.search("Inspectie SZW").hits[0]
    assert hit.iri.endswith("/nederlandse-arbeidsinspectie")
    assert hit.formerly == "Inspectie SZW"


def test_a_body_that_ended_is_followed_by_its_successor(letter: Publication) -> None:
    ended, successor = letter.search("EASO").hits[:2]
    assert ended.iri.endswith("/easo")
    assert (successor.iri.rpartition("/")[2], successor.formerly) == ("euaa", "EASO")


def test_a_body_of_which_a_part_left_has_no_successor(letter: Publication) -> None:
    assert not [hit for hit in letter.search("IND", limit=100).hits if hit.formerly]


def test_hits_can_be_narrowed_by_what_the_facets_count(letter: Publication) -> None:
    whole = letter.search("mensensmokkel")
    assert [facet.name for facet in whole.facets] == list(FACETS)
    for facet in whole.facets:
        for value in facet.values[:2]:
            narrowed = letter.search("mensensmokkel", limit=500, **{facet.name: value.value})  # type: ignore[arg-type]
            assert narrowed.total == len(narrowed.hits) == value.count


def test_pages_make_up_the_whole(letter: Publication) -> None:
    whole = references(letter.search("migratie", limit=60))
    pages = [references(letter.search("migratie", limit=20, offset=n)) for n in (0, 20, 40)]
    assert [each for page in pages for each in page] == whole


def test_the_order_is_the_same_in_another_process(letter: Publication) -> None:
    again = Search(Entries.of(govactors.load()))
    for asked in ("migratie", "politie", "artikel"):
        assert again.find(asked, limit=300) == letter.search(asked, limit=300)


def test_a_language_restricts_to_its_texts(letter: Publication) -> None:
    assert letter.search("people smuggling", language="nl", kind="Phenomenon").total == 0
    found = letter.search("people smuggling", language="en", kind="Phenomenon")
    assert references(found) == ["mensensmokkel"]


def test_a_day_leaves_out_what_was_not_so_then(letter: Publication) -> None:
    before = letter.search("EASO", as_of="2020-01-01")
    assert not [hit for hit in before.hits if hit.formerly]


def test_suggestions_begin_like_what_is_typed(letter: Publication) -> None:
    search = Search.of(letter)
    assert search.suggest("mensensm")[0].text == "mensensmokkel"
    assert search.suggest("KM")[0].iri.endswith("/kmar")
    old = search.suggest("inspectie sz")[0]
    assert old.formerly
    assert old.labels["nl"] == "Nederlandse Arbeidsinspectie"
    assert search.suggest("xqzw") == ()


@pytest.mark.parametrize(
    "narrow",
    [{"kind": "Robot"}, {"colour": "red"}, {"language": "de"}, {"limit": -1}, {"offset": -1}],
)
def test_what_cannot_be_asked_is_said(letter: Publication, narrow: dict[str, str]) -> None:
    with pytest.raises(Problem) as refused:
        letter.search("IND", **narrow)  # type: ignore[arg-type]
    assert refused.value.kind == "invalid-parameter"


@pytest.mark.parametrize("text", ["", "  ", "x" * 201])
def test_a_text_to_search_for_is_needed(letter: Publication, text: str) -> None:
    with pytest.raises(Problem):
        letter.search(text)


@settings(max_examples=60, deadline=None)
@given(text=st.text(min_size=1, max_size=200).filter(str.strip))
def test_any_text_may_be_asked(letter: Publication, text: str) -> None:
    found = letter.search(text)
    assert all(hit.kind in KINDS for hit in found.hits)
    Search.of(letter).suggest(text)


@pytest.mark.parametrize("text", ['"', "a OR b", "NEAR(a b)", "stems:x", "a* -b", "'; DROP TABLE"])
def test_the_syntax_of_the_index_is_no_syntax_here(letter: Publication, text: str) -> None:
    assert letter.search(text).total >= 0


def test_an_empty_publication_can_be_searched() -> None:
    assert Search(Entries((), {})).find("anything").total == 0


@given(word=st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=30))
def test_a_stem_is_not_empty_and_stays_as_it_is_cut(word: str) -> None:
    assert stem(word)
    assert all(len(first) >= 4 and len(last) >= 4 for first, last in halves(word))
