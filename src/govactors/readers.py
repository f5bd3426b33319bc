"""How descriptions become typed things and statements, a function a class."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from govactors.actors import Actor, ActorGroup, Office, Organisation, Partnership, Unit
from govactors.descriptions import Description
from govactors.laws import LegalBasis
from govactors.period import Period
from govactors.sources import Passage, Source
from govactors.statements import (
    Assignment,
    Authority,
    Change,
    Cooperation,
    Deployment,
    InformationFlow,
    Naming,
    Omission,
    Participation,
    Placement,
    Relation,
    Statement,
)
from govactors.tasks import Phenomenon, Task
from govactors.terms import DCTERMS, FOAF, OA, RDFS, SKOS, VOCABULARY, ga
from govactors.things import Concept, Place, Thing

if TYPE_CHECKING:
    from govactors.registry import Registry

Values = dict[str, Any]
Reader = Callable[[Description, "Registry"], Any]

THINGS: Mapping[str, type[Thing]] = {
    **{
        ga(kind.__name__): kind
        for kind in (
            *(Organisation, Unit, Partnership, Office, ActorGroup, Actor),
            *(Task, Phenomenon, LegalBasis, Source, Place),
        )
    },
    SKOS + "Concept": Concept,
}
"""The classes of things; a thing of several is of the first."""

PLAIN = ("certainty", "modality", "endStatus", "source", "passage")
"""Properties of every statement that name no role."""


def thing(kind: type[Thing], said: Description, registry: "Registry") -> Thing:
    """The thing that is described."""
    more: Values = {
        "labels": said.labels,
        "names": said.names,
        "definitions": said.texts(SKOS + "definition", DCTERMS + "description"),
        "same_as": said.same_as,
    }
    if issubclass(kind, Actor):
        more["abbreviation"] = said.text(ga("abbreviation"))
        more["homepage"] = next(iter(said.nodes(FOAF + "homepage")), None)
    elif issubclass(kind, Task):
        more["concerns"] = said.nodes(ga("concerns"))
        more["abbreviation"] = said.text(ga("abbreviation"))
    elif issubclass(kind, Concept):
        more["notation"] = said.text(SKOS + "notation") or ""
    elif issubclass(kind, LegalBasis):
        more["identifier"] = said.text(DCTERMS + "identifier")
        more["abbreviation"] = said.text(ga("abbreviation"))
        more["pages"] = said.nodes(RDFS + "seeAlso")
    elif issubclass(kind, Source):
        more["identifier"] = said.text(DCTERMS + "identifier")
        more["issued"] = said.text(DCTERMS + "issued")
        more["read_on"] = said.text(ga("readOn"))
        more["page"] = next(iter(said.nodes(FOAF + "page")), None)
    return kind(said.iri, _registry=registry, **more)


def passage(said: Description, registry: "Registry") -> Passage:
    """The passage that is described."""
    source = next(iter(said.nodes(OA + "hasSource")), "")
    return Passage(
        said.iri,
        source=registry.a(Source, source),
        page=said.number(ga("page")),
        section=said.text(ga("section")),
        paragraph=said.number(ga("paragraph")),
        locators=said.texts(ga("locator")),
        _registry=registry,
    )


def statement(kind: type[Statement], said: Description, registry: "Registry") -> Statement:
    """The statement that is described."""
    own = {name: read(said, registry) for name, read in OWN[kind].items()}
    return kind(said.iri, **_shared(said, registry), **own, _registry=registry)


def _shared(said: Description, registry: "Registry") -> Values:
    """What statements of every class have."""
    source = said.nodes(ga("source"))
    roles = {
        name.removeprefix(VOCABULARY): registry.those(Thing, said.nodes(name))
        for name in sorted(said.said)
        if name.startswith(VOCABULARY) and name.removeprefix(VOCABULARY) not in PLAIN
    }
    return {
        "period": Period(
            said.day(ga("holdsFrom")),
            said.day(ga("holdsUntil")),
            said.day(ga("mayHoldFrom")),
            said.day(ga("mayHoldUntil")),
            valid_from=said.moment(ga("validFrom")),
            valid_until=said.moment(ga("validUntil")),
            attested_on=said.moment(ga("attestedOn")),
        ),
        "certainty": _word(said, "certainty", registry) or "",
        "counts": ga("countsOn") in said.said,
        "modality": _word(said, "modality", registry),
        "end_status": _word(said, "endStatus", registry),
        "notes": said.texts(SKOS + "note"),
        "qualifiers": said.texts(ga("qualifier")),
        "conditions": said.texts(ga("condition")),
        "source": registry.a(Source, source[0]) if source else None,
        "passages": tuple(registry.passage(iri) for iri in said.nodes(ga("passage"))),
        "legal_bases": registry.those(LegalBasis, said.nodes(ga("legalBasis"))),
        "roles": {name: found for name, found in roles.items() if found},
    }


def _word(said: Description, name: str, registry: "Registry") -> str | None:
    return next((registry.notation(iri) for iri in said.nodes(ga(name))), None)


def _one(kind: type[Thing], name: str) -> Reader:
    """Reads the one thing in a role; of a statement that lacks it, a thing without an address."""
    return lambda said, registry: registry.a(kind, next(iter(said.nodes(ga(name))), ""))


def _all(kind: type[Thing], name: str) -> Reader:
    return lambda said, registry: registry.those(kind, said.nodes(ga(name)))


def _code(name: str) -> Reader:
    return lambda said, registry: _word(said, name, registry) or ""


def _name(said: Description) -> ox.Literal:
    return next(iter(said.literals(ga("name"))), ox.Literal(""))


OWN: Mapping[type[Statement], Mapping[str, Reader]] = {
    Assignment: {
        "actor": _one(Actor, "actor"),
        "task": _one(Task, "task"),
        "responsibility": _code("responsibility"),
        "under": _all(Actor, "underAuthorityOf"),
        "partners": _all(Thing, "with"),
    },
    Authority: {
        "superior": _one(Actor, "superior"),
        "subordinates": _all(Actor, "subordinate"),
        "authority_kind": _code("authorityKind"),
        "scope": _all(Thing, "scope"),
    },
    Placement: {"part": _one(Actor, "part"), "whole": _one(Actor, "whole")},
    Participation: {
        "member": _one(Actor, "member"),
        "partnership": _one(Partnership, "partnership"),
        "member_role": _code("role"),
    },
    Cooperation: {
        "actors": _all(Actor, "actor"),
        "tasks": _all(Task, "task"),
        "concerns": _all(Thing, "concerns"),
    },
    InformationFlow: {
        "senders": _all(Actor, "sender"),
        "receivers": _all(Actor, "receiver"),
        "content": _all(Thing, "content"),
        "concerns": _all(Thing, "concerns"),
        "purposes": _all(Thing, "purpose"),
    },
    Deployment: {
        "actor": _one(Actor, "actor"),
        "deployed": _all(Actor, "deployed"),
        "places": _all(Thing, "place"),
        "within": _all(Thing, "within"),
        "staff": lambda said, _: said.texts(ga("staff")),
    },
    Change: {
        "change_kind": _code("changeKind"),
        "changed_on": lambda said, _: said.moment(ga("changedOn")),
        "before": _all(Actor, "before"),
        "after": _all(Actor, "after"),
        "tasks": _all(Task, "task"),
    },
    Naming: {
        "thing": _one(Thing, "names"),
        "name": lambda said, _: _name(said).value,
        "language": lambda said, _: _name(said).language or "",
        "name_kind": _code("nameKind"),
    },
    Relation: {
        "subject": _one(Thing, "subject"),
        "relation": _one(Thing, "relation"),
        "objects": _all(Thing, "object"),
        "values": lambda said, _: tuple(each.value for each in said.literals(ga("value"))),
    },
    Omission: {"subject": _one(Thing, "subject"), "missing": _one(Thing, "missing")},
}
"""The classes of statements, and how what each has of its own is read."""
