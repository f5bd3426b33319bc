"""A small REST face for people who want JSON, after the NL GOV API Design Rules 2.1."""

from typing import Annotated, Any

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from govactors import moments
from govactors.problems import Problem
from govactors.publication import Publication
from govactors.service import asks, headers, problems
from govactors.service.asks import Ask
from govactors.service.conveyance import Conveyance, Wanted
from govactors.service.endpoints import Endpoint, Front
from govactors.service.headers import Receive, Scope, Send
from govactors.service.makings import JSON
from govactors.service.rest import checking, schemas
from govactors.service.rest.filters import Actors, Found, Sources, State, Statements, Tasks, Typed
from govactors.service.rest.late import API_VERSION, ROOT

_NO_MAILBOX = "no-mailbox@govactors.invalid"
"""The rules ask for an address; there is none, and a name that can never exist says so."""

_METHODS = ("GET", "HEAD", "OPTIONS")
_PROBLEM = "application/problem+json"
_HEADERS = {"API-Version": {"description": "Version of the API.", "schema": {"type": "string"}}}
_ERRORS: dict[int | str, dict[str, Any]] = {
    status: {
        "description": text,
        "model": schemas.Problem,
        "content": {_PROBLEM: {}},
        "headers": _HEADERS,
    }
    for status, text in (
        (400, "A parameter has a wrong value."),
        (404, "There is no such thing."),
        (503, "The service is busy."),
    )
}


class Rest:
    """The application below ``/v1``."""

    def __init__(self, publication: Publication, conveyance: Conveyance, front: Front) -> None:
        self._front = front
        self._base = publication.addresses.base
        self._convey = conveyance
        self._encoding = Endpoint(front, ROOT).encoding
        self._app = self._made()

    @property
    def routes(self) -> tuple[str, ...]:
        """Its paths."""
        return (*(ROOT + path for path in self._app.openapi()["paths"]), f"{ROOT}/openapi.json")

    def takes(self, path: str) -> bool:
        """Whether a path is answered here, be it with an error."""
        return path == ROOT or path.startswith(ROOT + "/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request; every answer names the version of the API."""

        async def versioned(message: Any) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _ in message["headers"]}
                always = [*headers.COMMON, (b"api-version", API_VERSION.encode())]
                more = [pair for pair in always if pair[0] not in given]
                message = {**message, "headers": [*message["headers"], *more]}
            await send(message)

        below = {**scope, "path": scope["path"].removeprefix(ROOT), "root_path": ""}
        below["method"] = "GET" if scope["method"] == "HEAD" else scope["method"]
        if scope["method"] == "OPTIONS":
            allowed = headers.of([("allow", ", ".join(_METHODS))]) + headers.PREFLIGHT
            await versioned({"type": "http.response.start", "status": 204, "headers": allowed})
            await versioned({"type": "http.response.body", "body": b""})
            return
        await self._app(below, receive, versioned)

    def _made(self) -> FastAPI:
        contact = {"name": "govactors", "url": f"{self._base}contact", "email": _NO_MAILBOX}
        app = FastAPI(
            title="govactors",
            summary="Who does what in Dutch migration, and which source says so.",
            description="Actors, tasks, sources and statements as JSON. Linked data and SPARQL "
            "stand beside this API, at the addresses that `id` and `document` name.",
            version=API_VERSION,
            contact=contact,
            license_info={"name": "CC0-1.0", "identifier": "CC0-1.0"},
            openapi_url="/openapi.json",
            docs_url=None,
            redoc_url=None,
            redirect_slashes=False,
            servers=[{"url": self._base + ROOT[1:]}],
            openapi_tags=[{"name": n, "description": t} for n, t in schemas.SUBJECTS.items()],
            responses=_ERRORS,
        )
        self._lists(app)
        self._items(app)
        self._searches(app)
        app.add_exception_handler(Problem, self._problem)
        app.add_exception_handler(RequestValidationError, self._invalid)
        app.add_exception_handler(HTTPException, self._http)
        made = app.openapi
        app.openapi = lambda: _tidied(made())  # type: ignore[method-assign]
        return app

    def _lists(self, app: FastAPI) -> None:
        lists: dict[str, tuple[Any, type[schemas.Model]]] = {
            "actors": (schemas.ActorPage, Actors),
            "tasks": (schemas.TaskPage, Tasks),
            "sources": (schemas.SourcePage, Sources),
            "statements": (schemas.StatementPage, Statements),
        }
        for name, (page, filters) in lists.items():
            app.add_api_route(
                f"/{name}",
                self._list(name, filters),
                summary=f"All {name}, filtered and paged",
                description=schemas.SUBJECTS[name],
                operation_id=f"list{name.capitalize()}",
                tags=[name],
                responses={200: {"model": page, "headers": _HEADERS}},
                response_class=Response,
            )

    def _items(self, app: FastAPI) -> None:
        items = {
            "actors": schemas.Actor,
            "tasks": schemas.Task,
            "sources": schemas.Source,
            "statements": schemas.Statement,
        }
        for name, item in items.items():
            app.add_api_route(
                f"/{name}/{{reference}}",
                self._item(name),
                summary=f"One of the {name}",
                description=schemas.SUBJECTS[name],
                operation_id=f"get{name[:-1].capitalize()}",
                tags=[name],
                responses={200: {"model": item, "headers": _HEADERS}},
                response_class=Response,
            )

    def _searches(self, app: FastAPI) -> None:
        searches: dict[str, tuple[str, Any, type[schemas.Model], str]] = {
            "search": ("hits", schemas.HitPage, Found, "Things by name or description, best first"),
            "suggest": ("suggested", schemas.Suggestions, Typed, "Names that begin so"),
        }
        for name, (what, answer, asked, summary) in searches.items():
            app.add_api_route(
                f"/{name}",
                self._list(what, asked),
                summary=summary,
                description=schemas.SUBJECTS["search"],
                operation_id=name,
                tags=["search"],
                responses={200: {"model": answer, "headers": _HEADERS}},
                response_class=Response,
            )

    def _list(self, what: str, filters: type[schemas.Model]) -> Any:
        async def endpoint(request: Request, asked: Any) -> Response:
            values = {k: str(v) for k, v in asked.model_dump(exclude_none=True).items()}
            page = int(values.pop("page", 1))
            day, unknown = values.pop("asOf", ""), values.pop("unknown", moments.INCLUDE)
            chosen = tuple(sorted(values.items()))
            return self._conveyed(Ask(what, "", "", day, unknown, page, values=chosen), request)

        endpoint.__annotations__["asked"] = Annotated[filters, Query()]
        return endpoint

    def _item(self, what: str) -> Any:
        async def endpoint(
            request: Request, reference: str, asked: Annotated[State, Query()]
        ) -> Response:
            day = asked.asOf or ""
            return self._conveyed(Ask(what, "", reference, day, asked.unknown), request)

        return endpoint

    def _conveyed(self, ask: Ask, request: Request) -> Response:
        if ask.as_of not in ("", asks.ANY):
            moments.day(ask.as_of)
        client = headers.client(dict(request.scope), self._front.trusted)
        wanted = Wanted(ask, JSON, "Accept-Encoding", also=(("api-version", API_VERSION),))
        return _Conveyed(self._convey, wanted, client, self._encoding)

    async def _problem(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, Problem)  # noqa: S101 - registered for it
        return self._rendered(error, request)

    async def _invalid(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for it
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"][1:])
        return self._rendered(Problem("invalid-parameter", f"{name}: {first['msg']}."), request)

    async def _http(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101 - registered for it
        if error.status_code == 405:
            refused = Problem("method-not-allowed", f"{request.method} is not allowed here.")
        else:
            refused = Problem("not-found", "There is nothing at this address.")
        return self._rendered(refused, request)

    def _rendered(self, problem: Problem, request: Request) -> Response:
        scope = {**request.scope, "headers": [(b"accept", _PROBLEM.encode())]}
        allow = ", ".join(_METHODS) if problem.kind == "method-not-allowed" else ""
        made = problems.render(problem, scope, self._base, allow)
        answer = Response(made.body, made.status)
        answer.raw_headers = list(made.headers)
        return answer


class _Conveyed(Response):
    """An answer that is found while it is sent: kept, conditional, compressed."""

    def __init__(self, convey: Conveyance, wanted: Wanted, client: str, encoding: Any) -> None:
        super().__init__()
        self._convey, self._wanted, self._client = convey, wanted, client
        self._encoding = encoding

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        coding = self._encoding(scope)
        await self._convey(self._wanted, coding, self._client, scope, receive, send)


def _tidied(described: dict[str, Any]) -> dict[str, Any]:
    """The description without what the framework adds and the service does not do."""
    found, problem = (schemas.referred(described, m) for m in (schemas.Findings, schemas.Problem))
    described["paths"]["/validate"] = checking.described(found, problem)
    for operations in described["paths"].values():
        for operation in operations.values():
            operation["responses"].pop("422", None)
            for status, response in operation["responses"].items():
                content = response.get("content", {})
                if status != "200" and JSON in content:
                    response["content"] = {_PROBLEM: content[JSON] | content.get(_PROBLEM, {})}
    for name in ("HTTPValidationError", "ValidationError"):
        described.get("components", {}).get("schemas", {}).pop(name, None)
    return described
