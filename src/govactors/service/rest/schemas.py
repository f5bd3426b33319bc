"""The JSON of the REST face, as its description (OpenAPI) shows it."""

from datetime import date
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Texts = dict[str, str]
"""Texts by language: nl, en."""

Held = Annotated[str, Field(pattern="^(yes|no|unknown)$")]

ItemT = TypeVar("ItemT")


SUBJECTS = {
    "actors": "Bodies, units, partnerships, offices and groups: whoever has a task, takes part in "
    "it or is its object.",
    "tasks": "What is to be done, and who does it.",
    "sources": "The documents that statements rest on.",
    "statements": "What sources say: one fact of one source each, with its passages.",
    "validate": "The rules of the model, for data of your own.",
    "search": "Things by name, former name, abbreviation or description.",
}
"""What the API is about, a tag each."""


class Model(BaseModel):
    """An object whose members are written in camel case."""

    model_config = ConfigDict(extra="forbid")


class Problem(Model):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    hint: str


class Reference(Model):
    """A thing: its permanent address, its reference, its names and its page."""

    id: str
    reference: str
    label: Texts
    document: str | None


class Dated(Model):
    """What is told as of a day."""

    asOf: date | None = Field(  # noqa: N815
        None, description="The day whose state this is; only on a single one."
    )


class Actor(Reference, Dated):
    """Anyone who has a task, takes part in it or is its object."""

    kind: str
    abbreviation: str | None
    names: list[str]
    leads: list[Reference] | None = Field(None, description="Only on a single actor.")
    hasTask: list[Reference] | None = Field(None, description="Only on a single actor.")  # noqa: N815
    cooperatesWith: list[Reference] | None = Field(  # noqa: N815
        None, description="Only on a single actor."
    )
    worksUnderAuthorityOf: list[Reference] | None = Field(  # noqa: N815
        None, description="Only on a single actor."
    )
    memberOf: list[Reference] | None = Field(None, description="Only on a single actor.")  # noqa: N815


class Task(Reference, Dated):
    """What is to be done, whoever does it."""

    concerns: list[Reference]
    actors: list[Reference] | None = Field(None, description="Only on a single task.")


class Source(Reference, Dated):
    """A document that statements rest on; ``issued`` in its own precision."""

    identifier: str | None
    issued: str | None
    page: str | None


class Passage(Model):
    """Where a source says so."""

    id: str
    page: int | None
    paragraph: int | None
    section: Texts | None
    locator: Texts | None


class Literal(Model):
    """A text or number, with its language if it has one."""

    value: str
    language: str | None = None


class Statement(Dated):
    """One fact that a source states; ``roles`` are the properties that make it up."""

    id: str
    reference: str
    document: str
    kind: str | None
    certainty: str | None
    responsibility: str | None
    holds: Held | None = Field(description="Whether it holds on the day asked for.")
    roles: dict[str, list[Reference | Literal]]
    source: Reference | None
    passages: list[Passage]


class Match(Model):
    """The text that a thing was found by; ``role`` is label, abbreviation, former, ..."""

    text: str
    language: str | None
    role: str


class Hit(Reference):
    """A thing that was found, best first; ``mentions`` is the thing it has to do with."""

    kind: str
    abbreviation: str | None
    definition: Texts
    score: float
    match: Match
    formerly: str | None
    mentions: str | None


class FacetValue(Model):
    """A value to narrow by, and how many hits have it."""

    value: str
    label: Texts
    count: int


class Facet(Model):
    """What hits can be narrowed by; its name is the parameter."""

    name: str
    values: list[FacetValue]


class Suggestion(Model):
    """A name that what was typed may become, and the thing that bears it."""

    id: str
    text: str
    language: str | None
    label: Texts
    kind: str
    former: bool
    document: str | None


class Suggestions(Model):
    """Names, best first."""

    q: str
    items: list[Suggestion]


class Finding(Model):
    """A promise of the shapes that a subject breaks; ``line`` is where it is described."""

    subject: str
    line: int | None
    severity: str
    message: str
    path: str | None
    value: str | None
    shape: str
    constraint: str


class Findings(Model):
    """What the shapes find; not ``judged`` if they know nothing of what was sent."""

    conforms: bool
    judged: bool
    summary: str
    counts: dict[str, int]
    total: int
    complete: bool
    findings: list[Finding]


def referred(described: dict[str, Any], model: type[Model]) -> dict[str, Any]:
    """A reference to the schema of a model, which is put in the description if it is not there."""
    made = model.model_json_schema(ref_template="#/components/schemas/{model}")
    known = described.setdefault("components", {}).setdefault("schemas", {})
    for name, schema in {**made.pop("$defs", {}), model.__name__: made}.items():
        known.setdefault(name, schema)
    return {"$ref": f"#/components/schemas/{model.__name__}"}


class Page(Model, Generic[ItemT]):
    """One page of a list; ``asOf`` is the day whose state it is, null for any day."""

    page: int
    pageSize: int  # noqa: N815
    total: int
    asOf: date | None  # noqa: N815
    items: list[ItemT]


class ActorPage(Page[Actor]):
    """A page of actors."""


class TaskPage(Page[Task]):
    """A page of tasks."""


class SourcePage(Page[Source]):
    """A page of sources."""


class StatementPage(Page[Statement]):
    """A page of statements."""


class HitPage(Page[Hit]):
    """A page of hits; not ``complete`` if no text has all the words asked for."""

    complete: bool
    facets: list[Facet]
