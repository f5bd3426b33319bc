"""Why: the statements and passages behind an answer."""

from collections.abc import Callable

import pytest

import govactors
from govactors import Problem, Publication
from govactors.terms import ga

KMAR, SMUGGLING = "organisatie/kmar", "taak/opsporing-mensensmokkel"


def _iri(publication: Publication, name: str) -> str:
    return publication.addresses.thing(*name.split("/"))


def _statements(publication: Publication, *asked: str) -> list[str]:
    found = dict.fromkeys(ground.statement for ground in publication.why(*asked))
    return [iri.rpartition("-")[2] for iri in found]


def test_a_shortcut_leads_to_its_statement_and_the_place_in_the_source(letter: Publication) -> None:
    (ground,) = letter.why(_iri(letter, KMAR), ga("leads"), _iri(letter, SMUGGLING))
    assert ground.statement == _iri(letter, "uitspraak/brief-4054603-s26")
    assert (ground.kind, ground.certainty) == ("Assignment", "explicit")
    assert (ground.page, ground.position, ground.shortcut) == (4, "496-560", ga("leads"))
    assert ground.section is not None
    assert "19 oktober 2023" in ground.title


def test_things_names_and_addresses_mean_the_same(letter: Publication) -> None:
    kmar, task = letter.actor("KMar"), letter.task("opsporing-mensensmokkel")
    asked = letter.why(kmar.iri, ga("leads"), task.iri)
    assert letter.why(kmar, "leads", task) == asked
    assert letter.why("KMar", "ga:leads", "opsporing-mensensmokkel") == asked
    assert letter.why("organisatie:kmar", ga("leads"), "taak:opsporing-mensensmokkel") == asked
    described = letter.describe(kmar)
    assert letter.describe("kmar") == letter.describe("organisatie:kmar") == described
    assert letter.why(letter.statement("brief-4054603-s26"))[0].source.endswith("brief-4054603")
    assert letter.address("mensensmokkel") == letter.phenomenon("mensensmokkel").iri


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda p: p.why(5), "The subject must be a thing, its name or its address, not a int."),
        (lambda p: p.why("KMar", 5), "The predicate must be a thing, its name or its address,"),
        (lambda p: p.why("KMar", "ga:leads", 5), "The object must be a thing, its name or"),
        (
            lambda p: p.why("KMar", "a b"),
            "The predicate is no address: .*a b'. Invalid IRI .*' '. ",
        ),
        (lambda p: p.describe(None), "The thing to describe must be a thing, its name or its"),
        (lambda p: p.describe("marechausee"), "There is no 'marechausee' here. Did you mean: "),
        (lambda p: p.diagram("flows", 5), "What a picture is about must be a thing, its name"),
        (lambda p: p.select("SELECT ?x {}", x=govactors.Iri("x")), "'x' cannot be bound: .*[.] C"),
    ],
)
def test_a_mistake_names_the_parameter(
    letter: Publication, call: Callable[[Publication], object], message: str
) -> None:
    with pytest.raises(Problem, match=message):
        call(letter)


def test_where_it_stands_is_said_in_words(letter: Publication) -> None:
    (ground,) = letter.why("KMar", "leads", "opsporing-mensensmokkel", language="en")
    passage = letter.statement(ground.statement).passages[0]
    assert ground.where == passage.where("en")
    assert ground.where.startswith("page 4; Openbaar Ministerie, ")
    assert repr(passage).endswith("alinea 1>")
    for passage in letter.registry.passages.values():
        assert passage.where("nl")
        assert passage.where("en")
    bare = govactors.Passage("x:p", source=govactors.Source("x:s"))
    assert (bare.where(), bare.where("en")) == ("de bron als geheel", "the source as a whole")


@pytest.mark.parametrize(
    "call",
    [
        lambda p: p.actor("KMar").label("de"),
        lambda p: p.actor("KMar").definition("EN"),
        lambda p: p.statements[0].note(""),
        lambda p: p.statements[0].passages[0].where("de"),
        lambda p: p.statements[0].passages[0].locator("de"),
        lambda p: p.search("KMar").hits[0].label("de"),
        lambda p: p.search("KMar", language="de"),
        lambda p: p.questions["ministerie-op-een-dag"].label("de"),
        lambda p: p.questions["ministerie-op-een-dag"].parameters[0].label("de"),
        lambda p: p.why("KMar", language="de"),
        lambda p: p.actor("KMar").diagram(language="de"),
        lambda p: p.validate().summary("de"),
    ],
)
def test_a_language_is_one_of_two(
    letter: Publication, call: Callable[[Publication], object]
) -> None:
    with pytest.raises(Problem, match="nl or en") as caught:
        call(letter)
    assert caught.value.kind == "invalid-parameter"


def test_without_object_every_value_of_the_shortcut_is_explained(letter: Publication) -> None:
    grounds = letter.why(_iri(letter, KMAR), ga("memberOf"))
    found = {ground.statement.rpartition("/")[2] for ground in grounds}
    assert found == {
        "brief-4054603-s119",
        "brief-4054603-s42",
        "dtv-leidraad-partners-migratieketen-kmar",
        "emm-convenant-2021-lid-emm-kmar",
        "weerbaar-bestuur-riec-liec-partner-kmar",
    }


def test_a_direct_statement_is_its_own_ground(letter: Publication) -> None:
    statement = _iri(letter, "uitspraak/brief-4054603-s26")
    assert _statements(letter, statement, ga("actor"), _iri(letter, KMAR)) == ["s26"]


def test_authority_over_an_assignment_rests_on_both_statements(letter: Publication) -> None:
    assignment = _iri(letter, "uitspraak/brief-4054603-s19")
    found = _statements(letter, assignment, ga("underAuthorityOf"), _iri(letter, "organisatie/om"))
    assert set(found) >= {"s16", "s19"}


def test_a_thing_alone_gives_all_that_sources_say_of_it(letter: Publication) -> None:
    found = _statements(letter, _iri(letter, "organisatie/frontex"))
    assert "s87" in found
    assert len(_statements(letter, _iri(letter, KMAR))) > 20


def test_what_no_source_says_has_no_ground(letter: Publication) -> None:
    with pytest.raises(Problem, match="organisatie:ind ga:leads"):
        letter.why(_iri(letter, "organisatie/ind"), ga("leads"))


def test_a_day_without_the_statement_has_no_ground(letter: Publication) -> None:
    later = letter.as_of("2025-01-15", "exclude")
    with pytest.raises(Problem, match="No statement is a ground"):
        later.why(_iri(letter, KMAR), ga("leads"), _iri(letter, SMUGGLING))
