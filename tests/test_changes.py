"""Changes written down: as RDF that says what moved from whom to whom, and as JSON."""

import json
from dataclasses import replace

import pyoxigraph as ox
import pytest

from govactors import Problem, Publication, changes, comparison, feeds
from govactors.changes import Difference
from govactors.editions import Edition

ACTIVITY = "https://www.w3.org/ns/activitystreams#"
GA = "https://w3id.org/govactors/def#"
THINGS = "https://example.org/keten/id/"


@pytest.fixture(scope="module")
def difference(keten: Publication) -> Difference:
    """The inspection task went from the service to the institute, which got another name."""
    old = Edition.from_contents(keten)
    actor = ox.NamedNode(GA + "actor")
    service, institute = (
        ox.NamedNode(f"{THINGS}organisatie/{name}") for name in ("dienst-keuring", "instituut")
    )
    said = [
        ox.Triple(t.subject, actor, institute)
        if (t.predicate, t.object) == (actor, service)
        else ox.Triple(t.subject, t.predicate, ox.Literal('Het "Instituut"', language="nl"))
        if str(t.object) == '"Instituut Scheepvaart"@nl'
        else t
        for t in old.said
    ]
    new = replace(old, said=tuple(said), date="2024-09-01", version="2.4")
    return comparison.compare(old, new)


@pytest.fixture(scope="module")
def store(difference: Difference) -> ox.Store:
    store = ox.Store()
    store.load(changes.to_turtle(difference), format=ox.RdfFormat.TURTLE)
    return store


def _ask(store: ox.Store, pattern: str) -> bool:
    prefixes = {"as": ACTIVITY, "ga": GA, "k": THINGS, "dct": "http://purl.org/dc/terms/"}
    return bool(store.query(f"ASK {{ {pattern} }}", prefixes={**prefixes, "t": THINGS + "taak/"}))


def test_a_move_has_an_origin_and_a_target(store: ox.Store) -> None:
    assert _ask(
        store,
        "?move a as:Move ; ga:editKind 'assignment-moved' ; as:object t:keuring ;"
        f" as:origin <{THINGS}organisatie/dienst-keuring> ;"
        f" as:target <{THINGS}organisatie/instituut> ; dct:source <{THINGS}bron/rapport> ;"
        " as:published '2024-09-01T00:00:00Z'^^<http://www.w3.org/2001/XMLSchema#dateTime> ;"
        " as:summary 'Task moved: inspection of ships, from Inspection Service to"
        " Institute for Shipping.'@en .",
    )


def test_an_update_has_the_old_and_the_new_value(store: ox.Store) -> None:
    assert _ask(
        store,
        "?change a as:Update ; ga:editKind 'label-changed' ;"
        " ga:oldValue 'Instituut Scheepvaart'@nl ; ga:newValue 'Het \"Instituut\"'@nl .",
    )


def test_the_later_release_revises_the_earlier(store: ox.Store) -> None:
    assert _ask(
        store,
        "<https://example.org/keten/2024-09-01/> <http://www.w3.org/ns/prov#wasRevisionOf>"
        " <https://example.org/keten/2024-06-30/> .",
    )


def test_every_change_is_an_activity_told_in_both_languages(
    store: ox.Store, difference: Difference
) -> None:
    for change in difference.changes:
        told = f"<{change.iri}> as:summary ?nl, ?en FILTER (LANG(?nl) = 'nl' && LANG(?en) = 'en')"
        assert _ask(store, told), change
    assert len({change.iri for change in difference.changes}) == len(difference.changes)


def test_json_holds_every_change_with_its_values(difference: Difference) -> None:
    listed = json.loads(changes.to_json(difference))
    assert listed["old"]["date"] == "2024-06-30"
    assert listed["new"]["address"] == "https://example.org/keten/2024-09-01/"
    assert [each["iri"] for each in listed["changes"]] == [c.iri for c in difference.changes]
    label = next(each for each in listed["changes"] if each["kind"] == "label-changed")
    assert label["before"] == ['"Instituut Scheepvaart"@nl']
    assert label["after"] == ['"Het \\"Instituut\\""@nl']


def test_json_is_read_back(difference: Difference) -> None:
    data = changes.to_json(difference)
    again = changes.from_json(data, difference.new.addresses)
    assert again.changes == difference.changes
    assert again.actors == difference.actors
    assert changes.to_json(again) == data
    assert changes.to_turtle(again) == changes.to_turtle(difference)
    assert feeds.feed([again], "en") == feeds.feed([difference], "en")


def test_the_part_of_one_actor(difference: Difference) -> None:
    institute = f"{THINGS}organisatie/instituut"
    part = difference.only(institute)
    assert 0 < len(part.changes) <= len(difference.changes)
    assert all(institute in change.actors for change in part.changes)
    assert difference.only(f"{THINGS}groep/gemeenten").changes == ()
    with pytest.raises(Problem) as caught:
        difference.only(f"{THINGS}groep/niemand")
    assert caught.value.kind == "unknown-thing"


def test_both_are_the_same_bytes_every_time(difference: Difference) -> None:
    again = comparison.compare(difference.old, difference.new)
    assert changes.to_turtle(again) == changes.to_turtle(difference)
    assert changes.to_json(again) == changes.to_json(difference)
