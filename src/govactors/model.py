"""The typed model in one place: every class of things and statements."""

from govactors.actors import Actor, ActorGroup, Office, Organisation, Partnership, Unit
from govactors.laws import LegalBasis
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
from govactors.things import Concept, Described, Place, Thing

__all__ = [
    "Actor",
    "ActorGroup",
    "Assignment",
    "Authority",
    "Change",
    "Concept",
    "Cooperation",
    "Deployment",
    "Described",
    "InformationFlow",
    "LegalBasis",
    "Naming",
    "Office",
    "Omission",
    "Organisation",
    "Participation",
    "Partnership",
    "Passage",
    "Phenomenon",
    "Place",
    "Placement",
    "Relation",
    "Source",
    "Statement",
    "Task",
    "Thing",
    "Unit",
]
