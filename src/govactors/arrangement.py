"""What points at a thing, put in the order in which a reader wants it."""

from dataclasses import dataclass
from typing import Self

import pyoxigraph as ox

from govactors.nodes import Mention, Node, Nodes
from govactors.terms import ga

DERIVATION = ga("Derivation")
SUBJECT, PROPERTY, OBJECT = map(ga, ("subject", "property", "object"))

_ORDER = (
    "Assignment/actor",
    "Assignment/task",
    "Authority/subordinate",
    "Authority/superior",
    "Authority/scope",
    "Placement/part",
    "Placement/whole",
    "Participation/member",
    "Participation/partnership",
    "Cooperation/actor",
    "InformationFlow/sender",
    "InformationFlow/receiver",
    "InformationFlow/origin",
    "Deployment/actor",
    "Change/before",
    "Change/after",
    "Naming/names",
    "Relation/subject",
    "Relation/object",
    "Omission/subject",
)


@dataclass(frozen=True, slots=True)
class Shortcut:
    """What a rule concluded, with the derivation that tells from which statements."""

    subject: str
    property: str
    object: str
    derivation: str

    @classmethod
    def of(cls, derivation: Node) -> Self:
        """The shortcut that a derivation tells of."""
        start, name, end = (derivation.nodes(each)[0] for each in (SUBJECT, PROPERTY, OBJECT))
        return cls(start, name, end, derivation.iri)

    def as_triple(self) -> ox.Triple:
        """It as RDF."""
        return ox.Triple(*map(ox.NamedNode, (self.subject, self.property, self.object)))


def arranged(nodes: Nodes, thing: str) -> tuple[list[Mention], list[str]]:
    """What points at the thing, in the order of its sections; and the shortcuts' derivations.

    The shortcuts themselves are left out: their derivations tell the same and more.
    """
    derivations, others = [], []
    for each in nodes.mentions(thing):
        if DERIVATION in each.kinds and each.property in (SUBJECT, OBJECT):
            derivations.append(each.node)
        elif not nodes[each.property].values(ga("abbreviates")):
            others.append(each)
    return sorted(others, key=_rank), list(dict.fromkeys(derivations))


def kind_of(mention: Mention) -> str:
    """The class under which a mention is listed: one of ours before any other."""
    own = [kind for kind in mention.kinds if kind.startswith(ga(""))]
    return (own or list(mention.kinds) or [""])[0]


def _rank(mention: Mention) -> tuple[int, str, str, str]:
    kind = kind_of(mention)
    name = f"{kind.rpartition('#')[2]}/{mention.property.rpartition('#')[2]}"
    if kind.startswith(ga("")) and name in _ORDER:
        return _ORDER.index(name), "", "", mention.node
    return len(_ORDER) + (not kind.startswith(ga(""))), kind, mention.property, mention.node
