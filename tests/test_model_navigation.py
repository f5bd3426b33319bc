"""Typed things lead to each other both ways, and say the same as the queries behind them."""

import copy
import dataclasses
import pickle

import pytest
import rdflib

from govactors import (
    Actor,
    Assignment,
    Concept,
    Holds,
    Iri,
    LegalBasis,
    Organisation,
    Partnership,
    Problem,
    Publication,
    Statement,
    Task,
    model,
)


def _pairs(publication: Publication, shortcut: str) -> set[tuple[str, str]]:
    prefix = publication.addresses.prefixes["ga"]
    rows = publication.select("SELECT ?a ?p ?b { ?a ?p ?b FILTER (ISIRI(?b)) }")
    return {(str(row.a), str(row.b)) for row in rows if row.p == prefix + shortcut}


@pytest.mark.parametrize("day", [None, "2023-10-19", "2012-01-01"])
def test_what_is_walked_is_what_the_rules_derive(letter: Publication, day: str | None) -> None:
    view = letter.as_of(day, unknown="exclude") if day else letter
    walked = {
        "hasTask": {(a.iri, task.iri) for a in view.actors for task in a.tasks()},
        "leads": {(a.iri, task.iri) for a in view.actors for task in a.tasks("lead")},
        "partOf": {(a.iri, whole.iri) for a in view.actors for whole in a.parents},
        "informs": {(a.iri, other.iri) for a in view.actors for other in a.informs},
        "worksUnderAuthorityOf": {
            (a.iri, above.iri)
            for a in view.actors
            for line in a.authorities
            if line.counts and line.authority_kind == "gezag" and not line.scope
            for above in [line.superior]
        },
    }
    for shortcut in ("hasTask", "leads", "partOf", "informs"):
        assert walked[shortcut] >= _pairs(view, shortcut), shortcut
    assert walked["hasTask"] == _pairs(view, "hasTask")
    assert walked["leads"] == _pairs(view, "leads")
    assert walked["worksUnderAuthorityOf"] <= {
        (a.iri, above.iri) for a in view.actors for above in a.superiors("gezag")
    }


def test_authority_about_a_task_is_that_whose_scope_covers_it(letter: Publication) -> None:
    kmar, om, jenv = map(letter.actor, ("KMar", "OM", "JenV"))
    smuggling = letter.task("opsporing-mensensmokkel")
    assert kmar.superiors("gezag") == (om, jenv)
    assert kmar.superiors("gezag", about=smuggling) == (om,)
    assert kmar.superiors("gezag", about="vreemdelingentoezicht") == (jenv,)
    assert kmar.superiors("gezag", about="grenspolitietaak") == ()
    assert kmar.superiors("beheer")
    assert kmar.superiors("beheer", about=smuggling) == ()
    assert om.subordinates(about=smuggling) == (kmar, letter.actor("Politie"))
    with pytest.raises(Problem, match="The task must be a Task, not a Organisation"):
        kmar.superiors("gezag", about=om)  # type: ignore[arg-type]
    with pytest.raises(Problem, match="There is no 'fishing' here"):
        kmar.superiors("gezag", about="fishing")


def test_an_assignment_knows_the_authority_over_it(letter: Publication) -> None:
    """Also where the scope is a broader task, from which no rule derives ``under``."""
    for each in letter.assignments:
        found = {line.superior for line in each.authorities}
        assert set(each.under) <= found, each
        assert found <= set(each.actor.superiors("gezag", about=each.task)), each
    lead, *_ = letter.task("opsporing-mensensmokkel").assignments
    assert (lead.under, {line.superior.reference for line in lead.authorities}) == ((), {"om"})
    within = [each for each in letter.assignments if each.role("withinTask")]
    border = letter.task("grenspolitietaak")
    assert [e for e in within if border in e.role("withinTask") and e.authorities] == []


def test_the_ancestors_of_a_task_end_in_a_circle() -> None:
    text = """
        PREFIX ga: <https://w3id.org/govactors/def#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        <x:task/a> a ga:Task ; skos:broader <x:task/b> .
        <x:task/b> a ga:Task ; skos:broader <x:task/c> .
        <x:task/c> a ga:Task ; skos:broader <x:task/a> .
    """
    circle = Publication.from_graph(rdflib.Graph().parse(data=text, format="turtle"))
    assert [each.reference for each in circle.task("x:task/a").ancestors] == ["b", "c"]


def test_kinds_are_asked_for_in_either_language(letter: Publication) -> None:
    kmar = letter.actor("KMar")
    for words in (("gezag", "authority", "operational authority"), ("beheer", "management")):
        assert len({kmar.superiors(word) for word in words}) == 1
    with pytest.raises(Problem, match=r"lijst:gezagsvormen\..* beheer \(management\),"):
        kmar.superiors("bazen")
    with pytest.raises(Problem, match=r"lijst:verantwoordelijkheden\. .* execute, lead,"):
        kmar.tasks("boss")
    assert {e.change_kind for e in letter.actor("AenM").changes} == {"merger", "split", "transfer"}


def test_every_way_there_has_a_way_back(letter: Publication) -> None:
    for actor in letter.actors:
        assert all(actor in task.actors() for task in actor.tasks())
        assert all(actor in whole.parts for whole in actor.parents)
        assert all(actor in other.informed_by for other in actor.informs)
        assert all(actor in other.successors for other in actor.predecessors)
        assert all(actor in below.superiors() for below in actor.subordinates())
        assert all(each in each.partnership.participations for each in actor.memberships)
        assert all(actor in each.actors for each in actor.cooperations)
        assert all(each.thing == actor for each in actor.namings)
        assert set(actor.assignments) <= set(actor.statements)
    for task in letter.tasks:
        assert all(task in phenomenon.tasks for phenomenon in task.phenomena)
        assert all(task in law.tasks for law in task.legal_bases)
        assert all(task in broader.narrower for broader in task.broader)
    for source in letter.sources:
        assert all(each.source == source for each in source.statements)
        assert all(each.source == source for each in source.passages)


def test_every_statement_has_its_source_and_passages(letter: Publication) -> None:
    for statement in letter.statements:
        assert statement.source is not None
        assert statement in statement.source.statements
        assert statement.passages
        assert all(statement in passage.statements for passage in statement.passages)
        assert statement.certainty in {"explicit", "implied", "ambiguous", "unverified"}


def test_counts_by_class_are_those_of_the_data(letter: Publication) -> None:
    for kind in model.__all__:
        if kind in ("Described", "Thing", "Statement", "Actor", "Passage", "Concept"):
            continue
        (row,) = letter.select(
            "SELECT (COUNT(DISTINCT ?x) AS ?n) ?class { ?x a ?class } GROUP BY ?class",
            **{"class": Iri(letter.addresses.prefixes["ga"] + kind)},
        )
        made = getattr(model, kind)
        found = (
            [each for each in letter.statements if type(each) is made]
            if issubclass(made, Statement)
            else letter.registry.things(made)
        )
        assert len(found) == row.n, kind


@pytest.mark.parametrize(
    ("name", "reference"),
    [
        ("KMar", "kmar"),
        ("inspectie szw", "nederlandse-arbeidsinspectie"),
        ("https://identifier.overheid.nl/tooi/id/oorg/oorg10222", "ind"),
        ("oorg10222", "ind"),
        ("Q1041343", "jenv"),
        ("http://www.wikidata.org/entity/Q1041343", "jenv"),
        ("organisatie:emm", "emm"),
        ("Ministry of Asylum and Migration", "aenm"),
    ],
)
def test_an_actor_is_found_by_former_names_and_identifiers(
    letter: Publication, name: str, reference: str
) -> None:
    assert letter.actor(name).reference == reference


def test_anything_is_found_in_its_own_class_only(letter: Publication) -> None:
    assert isinstance(letter.thing("begrip:hoofdverantwoordelijk"), Concept)
    assert isinstance(letter.thing("politiewet-2012-artikel-11"), LegalBasis)
    assert isinstance(letter.thing("EMM"), Partnership)
    assert letter.phenomenon("people smuggling").tasks
    assert letter.source("brief-4054603").issued == "2023-10-19"
    assert isinstance(letter.statement("brief-4054603-s26"), Assignment)
    assert letter.statement("uitspraak:brief-4054603-s26").reference == "brief-4054603-s26"
    with pytest.raises(Problem, match="There is no statement"):
        letter.statement("brief-4054603-s9999")


def test_words_of_code_lists_are_checked(letter: Publication) -> None:
    kmar = letter.actor("KMar")
    assert kmar.tasks("lead") == kmar.tasks("hoofdverantwoordelijk") == kmar.tasks("LEAD")
    assert kmar.tasks("advise") == ()
    with pytest.raises(Problem) as caught:
        kmar.tasks("leed")
    assert "advise, contribute, coordinate, execute, lead" in caught.value.hint
    with pytest.raises(Problem):
        kmar.superiors("baas")


def test_ambiguous_statements_give_no_tasks_unless_asked(keten: Publication) -> None:
    inspection = keten.actor("inspectie")
    assert [each.certainty for each in inspection.assignments] == ["ambiguous"]
    assert inspection.tasks() == ()
    assert [task.reference for task in inspection.tasks(doubtful=True)] == ["melding"]
    (membership,) = inspection.memberships
    assert (membership.modality, membership.counts, membership.member_role) == (
        "aangekondigd",
        False,
        "lid",
    )
    assert membership.partnership.members == membership.partnership.chairs == ()


def test_objects_honour_the_day(letter: Publication) -> None:
    then = letter.as_of("2025-01-15")
    ind, now = then.actor("IND"), letter.actor("IND")
    assert ind == now
    assert hash(ind) == hash(now)
    assert [each.reference for each in ind.parents] == ["aenm"]
    assert [each.reference for each in now.parents] == ["jenv"]
    for statement in letter.as_of("2012-01-01").statements:
        assert statement.period.on("2012-01-01") is not Holds.NO


def test_objects_are_light(letter: Publication) -> None:
    kmar = letter.actor("KMar")
    assert len(repr(kmar)) < 80
    assert all(len(repr(each)) < 300 for each in letter.statements)
    assert not hasattr(kmar, "__dict__")
    copied = pickle.loads(pickle.dumps(kmar))  # noqa: S301 - just made
    assert copied == kmar
    assert copy.deepcopy(kmar).tasks() == kmar.tasks()
    with pytest.raises(Problem, match="belongs to no publication"):
        _ = copied.assignments
    with pytest.raises(dataclasses.FrozenInstanceError):
        letter.statements[0].certainty = "explicit"  # type: ignore[misc]


def test_equality_is_class_and_content() -> None:
    one = Organisation("https://example.org/id/organisatie/x", {"nl": "X"})
    assert one == Organisation("https://example.org/id/organisatie/x", {"nl": "X"})
    assert one != Organisation("https://example.org/id/organisatie/x", {"nl": "Y"})
    assert one != Actor("https://example.org/id/organisatie/x", {"nl": "X"})
    assert one != "https://example.org/id/organisatie/x"
    assert one.kind == "Organisation"


def test_an_object_stands_for_its_address_in_a_query(letter: Publication) -> None:
    kmar = letter.actor("KMar")
    rows = letter.select("SELECT ?who ?task { ?who ga:leads ?task }", who=kmar)
    assert [row.task for row in rows] == [task.iri for task in kmar.tasks("lead")]


def test_the_type_of_everything_is_known(letter: Publication) -> None:
    tasks: tuple[Task, ...] = letter.actor("KMar").tasks()
    label: str = tasks[0].label("en")
    assert label
