"""The tools as the Model Context Protocol shows them."""

import asyncio
import inspect
import json
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated, Any, Literal, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import CallToolResult as Answer
from mcp.types import TextContent, ToolAnnotations
from pydantic import Field

from govactors import __version__
from govactors.mcp.counter import Counter
from govactors.mcp.desk import Desk
from govactors.mcp.records import Record
from govactors.problems import Problem
from govactors.publication import Publication
from govactors.service.settings import Settings
from govactors.service.workers.pool import Pool

_INSTRUCTIONS = """\
Who does what in a chain of government bodies, with whom, on whose authority, for which time, and
which source says so. Every answer names its sources and the release of the data: cite both, with
the addresses (iri) of the statements. A statement that does not count is ambiguous, unverified,
announced, ended or still to begin; say so. Nothing is known but what is here: where a period has a
question mark, it is not known. Names are best asked with find_actor, find_task or search; many
questions are in the catalogue (list_questions, ask_question); for anything else there is SPARQL
(run_sparql), with the prefixes ga:, organisatie:, taak:, bron:, uitspraak: and others known."""

_READS = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)

Language = Annotated[Literal["nl", "en"], Field(description="Language of names: nl or en.")]
Name = Annotated[
    str,
    Field(description="Name, former name, abbreviation, reference or address.", max_length=300),
]
Day = Annotated[
    str, Field(description="A day such as 2025-01-15, to ask what held then.", max_length=10)
]
T = TypeVar("T")
Page = Annotated[int, Field(description="Page of the statements, from 1.", ge=1, le=10_000)]


class Tools:
    """The tools; what they do themselves happens on one thread beside the event loop."""

    def __init__(self, desk: Desk, counter_: Counter) -> None:
        self._desk = desk
        self._counter = counter_
        self._thread = ThreadPoolExecutor(1)

    async def find_actor(self, name: Name, as_of: Day = "", language: Language = "en") -> Answer:
        """An actor (body, unit, partnership, office or group): what it is, its tasks with
        responsibility and sources, who stands above and below it, where it came from. Where the
        name fits none or several: candidates."""
        return await self._do(self._desk.find_actor, name, as_of, language)

    async def find_task(self, name: Name, as_of: Day = "", language: Language = "en") -> Answer:
        """A task: what it is about, who has it in which responsibility, by which law, with
        sources. Where the name fits none or several: candidates."""
        return await self._do(self._desk.find_task, name, as_of, language)

    async def search(self, text: Name, language: Language = "en") -> Answer:
        """Actors, tasks, law, sources, questions and terms that are called or described so."""
        return await self._do(self._desk.search, text, language)

    async def describe(
        self, name: Name, page: Page = 1, as_of: Day = "", language: Language = "en"
    ) -> Answer:
        """What any thing is, with every statement about it; or what one statement says."""
        return await self._do(self._desk.describe, name, page, as_of, language)

    async def why(
        self,
        subject: Name,
        predicate: Annotated[
            str, Field(description="Such as leads, hasTask, worksUnderAuthorityOf.", max_length=300)
        ] = "",
        object: Annotated[str, Field(description="As the subject.", max_length=300)] = "",  # noqa: A002
        page: Page = 1,
        language: Language = "en",
    ) -> Answer:
        """The statements, passages and sources on which something rests: all about a subject,
        or one fact such as (KMar, leads, opsporing-mensensmokkel)."""
        return await self._do(self._desk.why, subject, predicate, object, page, language)

    async def list_questions(
        self,
        search: Annotated[str, Field(description="Words to look for.", max_length=300)] = "",
        language: Language = "en",
    ) -> Answer:
        """The catalogue of questions that have a tested answer, with the values each can take."""
        return await self._do(self._desk.questions, search, language)

    async def ask_question(
        self,
        reference: Annotated[str, Field(description="As list_questions gives it.", max_length=300)],
        values: Annotated[
            dict[str, str], Field(description="Other values than the defaults, by name.")
        ] = {},  # noqa: B006 - never changed; a default that JSON Schema can show
        as_of: Day = "",
        language: Language = "en",
    ) -> Answer:
        """The answer to a question of the catalogue, with the statements behind each row."""
        return await self._do(self._desk.ask, reference, values, as_of, language)

    async def run_sparql(
        self,
        query: Annotated[str, Field(description="SELECT, ASK, CONSTRUCT or DESCRIBE.")],
        rows: Annotated[int, Field(description="Rows to give at most.", ge=1, le=1000)] = 100,
        language: Language = "en",
    ) -> Answer:
        """Any SPARQL 1.1 query over the publication, within limits of time, memory and size.
        SERVICE and updates are refused. Where complete is false there are more rows. Each row comes
        with statements that name all its things, or that are about its only one."""
        found = await _told(self._counter.query(query, rows))
        more: Record = {"total": found.total, "complete": found.total <= len(found.rows)}
        return await self._do(self._desk.cited, found.columns, found.rows, language, more)

    async def _do(self, what: Callable[..., Record], *arguments: Any) -> Answer:
        loop = asyncio.get_running_loop()
        record = await _told(loop.run_in_executor(self._thread, what, *arguments))
        text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        return Answer(content=[TextContent(text=text)], structured_content=record)


TOOLS = tuple(
    name
    for name, each in vars(Tools).items()
    if inspect.iscoroutinefunction(each) and name[0] != "_"
)
"""The names of the tools."""


async def _told(answer: Awaitable[T]) -> T:
    """An answer; a problem goes to the model in words."""
    try:
        return await answer
    except Problem as problem:
        raise ToolError(str(problem)) from problem


def made(publication: Publication, pool: Pool, settings: Settings) -> MCPServer[Any]:
    """The server with its tools; ``pool`` is opened by whoever runs it."""
    desk = Desk(publication)
    tools = Tools(desk, Counter(pool, settings))
    release = publication.release
    about = f"Data of {publication.addresses.base}, version {release.version} ({release.date})."
    server: MCPServer[Any] = MCPServer(
        "govactors",
        title="govactors",
        instructions=f"{_INSTRUCTIONS}\n{about}",
        version=__version__,
        log_level="ERROR",
        subscriptions=False,
    )
    for name in TOOLS:
        text = inspect.getdoc(getattr(Tools, name)) or ""
        server.add_tool(
            getattr(tools, name), name=name, description=" ".join(text.split()), annotations=_READS
        )
    return server
