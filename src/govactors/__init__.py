"""govactors: who does what in Dutch migration, on whose authority, and which source says so.

>>> import govactors
>>> letter = govactors.load()
>>> rows = letter.query("SELECT ?who { ?who ga:leads taak:opsporing-mensensmokkel }")
>>> [letter.addresses.shorten(row.who) for row in rows]
['organisatie:kmar']

Modules, from the ground floor up; each imports only from those before it (a test holds this):

``kinds``, ``problems``, ``terms``, ``formats``, ``turtle``, ``folder``, ``release``, ``scanner``,
``syntax``, ``columns``, ``store``, ``disk``, ``binding``, ``dialect``, ``arrival``, ``exchange``,
``remote``, ``values``, ``solutions``, ``frames``, ``notebook``, ``asking``, ``client``, ``period``,
``derivation``, ``contents``, ``intake``, ``loading``, ``prepared``, ``bridge``, ``rdfstore``,
``assembly``, ``parameters``, ``questions``, ``labels``, ``search``, ``things``, ``sources``,
``laws``, ``tasks``, ``actors``, ``statements``, ``descriptions``, ``index``, ``lookup``,
``readers``, ``registry``, ``model``, ``moments``, ``grounds``, ``gaps``, ``nodes``,
``arrangement``, ``portrait``, ``engines``, ``reference``, ``shapes``, ``places``, ``findings``,
``sarif``, ``report``, ``validation``, ``layout``, ``pictures``, ``depicted``, ``listing``,
``publication``, ``foundation``, ``verification``, ``export``, ``context``, ``documents``,
``tabular``, ``dumps``, ``manifest``, ``description``, ``catalogues``, ``archive``, ``editions``,
``wording``, ``changes``, ``comparison``, ``feeds``, ``tables``, ``strangers``, ``answers``,
``service``, ``mcp``, ``commands``, ``cli``, ``start``
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from govactors.actors import Actor, ActorGroup, Office, Organisation, Partnership, Unit
    from govactors.client import AwaitableEndpoint, Endpoint, connect
    from govactors.exchange import Patience
    from govactors.laws import LegalBasis
    from govactors.period import Holds, Moment, Period
    from govactors.problems import Problem
    from govactors.publication import Publication, load, load_directory
    from govactors.release import Release
    from govactors.solutions import Iri, Row, Rows, Text, Triples
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
    from govactors.things import Concept, Place, Thing

__version__ = "0.1.0"

_HOMES = {
    "Actor": "actors",
    "ActorGroup": "actors",
    "Assignment": "statements",
    "Authority": "statements",
    "AwaitableEndpoint": "client",
    "Change": "statements",
    "Concept": "things",
    "Cooperation": "statements",
    "Deployment": "statements",
    "Endpoint": "client",
    "Holds": "period",
    "InformationFlow": "statements",
    "Iri": "solutions",
    "LegalBasis": "laws",
    "Moment": "period",
    "Naming": "statements",
    "Office": "actors",
    "Omission": "statements",
    "Organisation": "actors",
    "Participation": "statements",
    "Partnership": "actors",
    "Passage": "sources",
    "Patience": "exchange",
    "Period": "period",
    "Phenomenon": "tasks",
    "Place": "things",
    "Placement": "statements",
    "Problem": "problems",
    "Publication": "publication",
    "Relation": "statements",
    "Release": "release",
    "Row": "solutions",
    "Rows": "solutions",
    "Source": "sources",
    "Statement": "statements",
    "Task": "tasks",
    "Text": "solutions",
    "Thing": "things",
    "Triples": "solutions",
    "Unit": "actors",
    "connect": "client",
    "load": "publication",
    "load_directory": "publication",
}

__all__ = [
    "Actor",
    "ActorGroup",
    "Assignment",
    "Authority",
    "AwaitableEndpoint",
    "Change",
    "Concept",
    "Cooperation",
    "Deployment",
    "Endpoint",
    "Holds",
    "InformationFlow",
    "Iri",
    "LegalBasis",
    "Moment",
    "Naming",
    "Office",
    "Omission",
    "Organisation",
    "Participation",
    "Partnership",
    "Passage",
    "Patience",
    "Period",
    "Phenomenon",
    "Place",
    "Placement",
    "Problem",
    "Publication",
    "Relation",
    "Release",
    "Row",
    "Rows",
    "Source",
    "Statement",
    "Task",
    "Text",
    "Thing",
    "Triples",
    "Unit",
    "connect",
    "load",
    "load_directory",
]


def __getattr__(name: str) -> object:
    """Loads a public name when it is first used, so that importing stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'govactors' has no attribute {name!r}")
    value = getattr(import_module(f"govactors.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
