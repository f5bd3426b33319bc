"""Typed things: found by any name they have, complete, and with their passages."""

import dataclasses
import datetime
from collections.abc import Callable

import pytest
from tests.conftest import Publish

from govactors import Holds, Problem, Publication, load_directory
from govactors.model import Organisation, Passage

KETEN = "https://example.org/keten/id/"


@pytest.mark.parametrize(
    "name",
    [
        "Dienst Keuring",
        "dienst keuring",
        "DIENST KEURING",
        "Inspection Service",
        "de dienst",
        "DiKe",
        "dike",
        "dienst-keuring",
        f"{KETEN}organisatie/dienst-keuring",
        f"{KETEN}organisatie/DIENST-KEURING",
    ],
)
def test_an_actor_is_found_by_every_name_in_any_case(keten: Publication, name: str) -> None:
    assert keten.actor(name).iri == f"{KETEN}organisatie/dienst-keuring"


def test_an_actor_knows_what_it_is_called(keten: Publication) -> None:
    assert keten.actor("DiKe") == Organisation(
        f"{KETEN}organisatie/dienst-keuring",
        {"nl": "Dienst Keuring", "en": "Inspection Service"},
        frozenset({"Dienst Keuring", "Inspection Service", "de dienst", "DiKe"}),
        "DiKe",
    )
    assert keten.actor("DiKe").kind == "Organisation"
    assert keten.actor("DiKe").reference == "dienst-keuring"
    assert keten.actor("gemeenten").kind == "ActorGroup"
    assert keten.actor("gemeenten").abbreviation is None


def test_a_label_falls_back_to_the_other_language_and_the_reference(keten: Publication) -> None:
    actor = keten.actor("DiKe")
    assert (actor.label(), actor.label("en")) == ("Dienst Keuring", "Inspection Service")
    dutch_only = dataclasses.replace(actor, labels={"nl": "Dienst"})
    assert dutch_only.label("en") == "Dienst"
    assert dataclasses.replace(actor, labels={}).label() == "dienst-keuring"


def test_a_name_of_several_lists_them(keten: Publication) -> None:
    with pytest.raises(Problem) as caught:
        keten.actor("ins")
    assert caught.value.kind == "unknown-thing"
    assert str(caught.value) == (
        f"'ins' fits several. Choose one of: {KETEN}organisatie/inspectie, "
        f"{KETEN}organisatie/instituut."
    )


@pytest.mark.parametrize(
    ("name", "near"),
    [("dienst keurig", "Dienst Keuring"), ("GEMEENTE", "gemeenten"), ("inspectoraat", "Inspect")],
)
def test_an_unknown_name_lists_what_resembles_it(keten: Publication, name: str, near: str) -> None:
    with pytest.raises(Problem) as caught:
        keten.actor(name)
    assert caught.value.kind == "unknown-thing"
    assert str(caught.value).startswith(f"There is no {name!r} here. Did you mean: ")
    assert near in caught.value.hint


@pytest.mark.parametrize("name", ["qqqqqq", "", "1234567"])
def test_a_name_that_resembles_nothing_says_so(keten: Publication, name: str) -> None:
    with pytest.raises(Problem, match="Nothing resembles it"):
        keten.actor(name)


def test_actors_and_tasks_are_not_mistaken_for_each_other(keten: Publication) -> None:
    assert keten.task("scheepskeuring").iri == f"{KETEN}taak/keuring"
    assert keten.task("keuring").concerns == (f"{KETEN}begrip/zeewaardigheid",)
    assert keten.task("melding").concerns == ()
    lookups: list[Callable[[str], object]] = [keten.actor, keten.task]
    for lookup, name in zip(lookups, ("scheepskeuring", "Inspectie"), strict=True):
        with pytest.raises(Problem):
            lookup(name)


def test_lists_are_sorted_by_address_and_complete(keten: Publication) -> None:
    assert [actor.reference for actor in keten.actors] == [
        "gemeenten",
        "dienst-keuring",
        "inspectie",
        "instituut",
        "ketenoverleg",
    ]
    assert [task.reference for task in keten.tasks] == ["keuring", "melding"]
    (source,) = keten.sources
    assert (source.iri, source.identifier) == (f"{KETEN}bron/rapport", "R-12")
    assert (source.title, source.issued) == ("Rapport over de keten van keuring", "2024-05")


def test_an_assignment_carries_period_superior_and_passages(keten: Publication) -> None:
    first, second = keten.assignments
    day = datetime.date(2024, 5, 1)
    assert (first.iri, first.actor) == (f"{KETEN}uitspraak/rapport-s1", keten.actor("DiKe"))
    assert (first.task, first.under) == (keten.task("keuring"), (keten.actor("inspectie"),))
    assert (first.responsibility, first.certainty, first.counts) == ("lead", "explicit", True)
    (passage,) = first.passages
    assert passage == Passage(
        f"{KETEN}passage/rapport-35-81",
        source=keten.sources[0],
        page=1,
        section="Inleiding",
        paragraph=2,
    )
    assert first.period.on(day) is Holds.YES
    assert first.period.on(day + datetime.timedelta(days=1)) is Holds.UNKNOWN
    assert (second.responsibility, second.certainty, second.under) == (
        "contribute",
        "ambiguous",
        (),
    )
    assert second.passages[0].section is None


def test_things_are_frozen(keten: Publication) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        keten.actors[0].iri = "x"  # type: ignore[misc]


def test_a_passage_described_nowhere_is_named(publish: Publish) -> None:
    base = "https://example.org/minimaal/id"
    code = "https://w3id.org/govactors/id/begrip"
    source = f"""
    @prefix ga: <https://w3id.org/govactors/def#> .
    <{base}/bron/wet> a ga:Source .
    <{base}/uitspraak/s1> a ga:Assignment ; ga:actor <a:a> ; ga:task <a:t> ;
      ga:responsibility <{code}/x> ; ga:certainty <{code}/y> ; ga:passage <{base}/passage/weg> .
    """
    notation = "<http://www.w3.org/2004/02/skos/core#notation>"
    words = f"<{code}/x> {notation} 'lead' . <{code}/y> {notation} 'explicit' ."
    folder = publish({"data/bron/wet.ttl": source, "ontology/waarden.ttl": words})
    with pytest.raises(Problem, match="passage/weg> is named as a passage and described nowhere"):
        _ = load_directory(folder).assignments


def test_the_letter_says_who_leads_the_investigation_under_whom_and_where(
    letter: Publication,
) -> None:
    """The authority is over tackling people smuggling: it is not stretched to the investigation."""
    task = letter.task("opsporing-mensensmokkel")
    said = [each for each in letter.assignments if "/brief-4054603-" in each.iri]
    (lead,) = [each for each in said if each.task == task and each.responsibility == "lead"]
    assert lead.actor == letter.actor("Koninklijke Marechaussee") == letter.actor("kmar")
    assert lead.under == ()
    under = {each.actor: each.under for each in said if each.under}
    assert under[lead.actor] == under[letter.actor("politie")] == (letter.actor("OM"),)
    assert lead.certainty == "explicit"
    (passage,) = lead.passages
    assert (passage.source.iri, passage.page) == (
        letter.addresses.thing("bron", "brief-4054603"),
        4,
    )
    assert lead.period.on(datetime.date(2023, 10, 19)) is Holds.YES
    assert lead.period.on(datetime.date(2026, 1, 1)) is Holds.UNKNOWN


@pytest.mark.parametrize(
    ("name", "reference"),
    [
        ("IND", "ind"),
        ("Immigratie- en Naturalisatiedienst", "ind"),
        ("Immigration and Naturalisation Service", "ind"),
        ("EMM", "emm"),
        ("Public Prosecution Service", "om"),
        ("dutch national police", "politie"),
        ("BuZa", "bz"),
    ],
)
def test_actors_of_the_letter_are_found_by_the_names_people_use(
    letter: Publication, name: str, reference: str
) -> None:
    assert letter.actor(name).reference == reference
