"""The parameters of the REST face: which things, of which day, which page."""

from fastapi import Query

from govactors import moments
from govactors.search import KINDS, LONGEST
from govactors.service import asks
from govactors.service.rest import schemas
from govactors.service.rest.lists import MOST, SIZE

_NAME = Query(None, max_length=200, description="Part of a name, whatever its case.")
_THING = Query(None, max_length=200, description="Reference, address or unambiguous name.")
_ADDRESS = Query(None, max_length=200, description="Address of a value of this facet.")
_LANGUAGE = Query(None, pattern="^(nl|en)$", description="Only texts in this language.")
_KIND = Query(None, pattern="^[A-Za-z]+$", max_length=40, description="A class of the model.")


class State(schemas.Model):
    """The day whose state is asked for."""

    asOf: str | None = Query(  # noqa: N815
        None,
        description="The day whose state is asked for; by default that of the release. Statements "
        "that did not hold on it are left out of lists, unless it is `any`.",
        json_schema_extra={"anyOf": [{"type": "string", "format": "date"}, {"enum": [asks.ANY]}]},
    )
    unknown: str = Query(
        moments.INCLUDE,
        pattern="^(include|exclude)$",
        description="Statements of which it is not known whether they held on that day.",
    )


class Paged(State):
    """A page of a list."""

    page: int = Query(1, ge=1, le=1_000_000)
    pageSize: int = Query(SIZE, ge=1, le=MOST)  # noqa: N815


class Actors(Paged):
    """Which actors."""

    name: str | None = _NAME
    kind: str | None = _KIND
    task: str | None = _THING
    phenomenon: str | None = _THING
    partner: str | None = _THING


class Tasks(Paged):
    """Which tasks."""

    name: str | None = _NAME
    phenomenon: str | None = _THING
    actor: str | None = _THING


class Sources(Paged):
    """Which sources."""

    name: str | None = _NAME


class Found(Paged):
    """What to search for."""

    q: str = Query(min_length=1, max_length=LONGEST, description="The text to search for.")
    kind: str | None = Query(None, json_schema_extra={"enum": list(KINDS)})
    phenomenon: str | None = _ADDRESS
    responsibility: str | None = _ADDRESS
    ministry: str | None = _ADDRESS
    period: str | None = Query(None, max_length=4, description="Year of a source that says so.")
    language: str | None = _LANGUAGE


class Typed(schemas.Model):
    """What was typed so far."""

    q: str = Query(min_length=1, max_length=LONGEST, description="What was typed so far.")
    language: str | None = _LANGUAGE
    limit: int = Query(8, ge=1, le=20)


class Statements(Paged):
    """Which statements."""

    kind: str | None = _KIND
    actor: str | None = _THING
    partner: str | None = _THING
    task: str | None = _THING
    phenomenon: str | None = _THING
    source: str | None = _THING
