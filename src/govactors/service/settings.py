"""The one table of settings: flags, environment, file and manual are derived from it."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any, Self

from govactors.problems import Problem

ENVIRONMENT = "GOVACTORS_"


def _row(default: Any, help: str, least: float | None = None) -> Any:  # noqa: A002
    return field(default=default, metadata={"help": help, "least": least})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the service runs. Sizes are in MB (1,000,000 bytes), times in seconds.

    >>> Settings(port=8123).port
    8123
    """

    host: str = _row("127.0.0.1", "Address to listen on; 0.0.0.0 for all.")
    port: int = _row(8000, "Port to listen on; 0 takes any free one.", 0)
    public_address: str = _row(
        "", "Address at which the public reaches the service; without it the publication's base."
    )
    engine: str = _row(
        "", "Folder that govactors load filled, or SPARQL endpoint, that has the data instead."
    )
    workers: int = _row(
        max(2, os.cpu_count() or 2), "Processes that evaluate light queries, one at a time each.", 1
    )
    heavy_workers: int = _row(2, "Heavy queries evaluated at the same time.", 1)
    heavy_after: float = _row(0.25, "Seconds after which a query counts as heavy.", 0.01)
    heavy_waiting: int = _row(4, "Heavy queries that may wait for a place, suspended.", 0)
    heavy_per_client: int = _row(2, "Heavy queries, waiting ones included, of one client.", 1)
    queue: int = _row(100, "Queries that may wait for a worker; beyond it the answer is busy.", 1)
    queue_per_client: int = _row(50, "Queries of one client that may wait for a worker.", 1)
    query_time_limit: float = _row(
        30.0, "Seconds a query may take; a client may ask for less with timeout=.", 0.01
    )
    query_memory_limit: int = _row(1000, "MB of memory a query may take above the data.", 16)
    result_size_limit: int = _row(500, "MB a result may have.", 1)
    result_buffer: int = _row(
        1, "MB of a result held back, so that a limit is still an error; the rest streams.", 1
    )
    request_size_limit: int = _row(1, "MB a request may have.", 1)
    html_rows: int = _row(1000, "Rows that the result page for browsers shows.", 1)
    cache_size: int = _row(64, "MB of results kept ready; 0 keeps none.", 0)
    cache_seconds: int = _row(
        300, "Seconds that browsers and caches in front may keep an answer without asking.", 0
    )
    releases: str = _row(
        "", "Folder of releases to serve at their dates; the one served must be the newest."
    )
    trusted_proxies: str = _row(
        "", "Addresses, comma-separated, whose X-Forwarded-For names the client."
    )
    log: str = _row("info", "How much is logged as JSON lines on stderr: info, error or none.")
    shutdown_time: float = _row(5.0, "Seconds that running requests get at shutdown.", 0)
    retire_time: float = _row(
        300.0, "Seconds after a reload that clients of the release before get to finish.", 0
    )
    pid_file: str = _row("", "File that tells the process number to govactors reload.")

    def __post_init__(self) -> None:
        for each in rows():
            value, least = getattr(self, each.name), each.least
            if least is not None and value < least:
                raise _wrong(each, value, f"at least {least:g}")
        if self.log not in ("info", "error", "none"):
            raise _wrong(row("log"), self.log, "info, error or none")
        if self.port > 65535:
            raise _wrong(row("port"), self.port, "at most 65535")

    @classmethod
    def read(
        cls,
        flags: Mapping[str, Any] | None = None,
        environment: Mapping[str, str] | None = None,
        file: str | Path | None = None,
    ) -> Self:
        """The settings from a TOML file, overruled by ``GOVACTORS_*``, overruled by flags.

        A flag that is ``None`` was not given. Raises :class:`Problem` ``unknown-setting``.

        >>> Settings.read({"workers": 3}, {"GOVACTORS_WORKERS": "8", "HOME": "/"}).workers
        3
        """
        values: dict[str, Any] = dict(_file(file)) if file else {}
        for name, text in (environment or {}).items():
            known = name.removeprefix(ENVIRONMENT).lower()
            if name.startswith(ENVIRONMENT) and known in _NAMES:
                values[known] = text
        values.update({name: value for name, value in (flags or {}).items() if value is not None})
        return cls(**{name: row(name).parse(value) for name, value in values.items()})


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table of settings."""

    name: str
    type: type
    default: Any
    help: str
    least: float | None

    @property
    def flag(self) -> str:
        """The option of the command line."""
        return "--" + self.name.replace("_", "-")

    @property
    def variable(self) -> str:
        """The environment variable."""
        return ENVIRONMENT + self.name.upper()

    def parse(self, value: Any) -> Any:
        """The value in the type of the setting; raises :class:`Problem` ``unknown-setting``."""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise _wrong(self, value, f"a {self.type.__name__}")
        try:
            return self.type(value)
        except ValueError as error:
            raise _wrong(self, value, f"a {self.type.__name__}") from error


def rows() -> tuple[Row, ...]:
    """The table: name, type, default and help of every setting, in the order of the manual."""
    return tuple(_as_row(each) for each in fields(Settings))


def row(name: str) -> Row:
    """The row of a setting; raises :class:`Problem` ``unknown-setting``."""
    for each in rows():
        if each.name == name:
            return each
    raise Problem("unknown-setting", f"There is no setting {name!r}.")


def _as_row(each: "Field[Any]") -> Row:
    assert isinstance(each.type, type)  # noqa: S101 - this module does not postpone annotations
    return Row(each.name, each.type, each.default, each.metadata["help"], each.metadata["least"])


_NAMES = frozenset(each.name for each in fields(Settings))


def _file(path: str | Path) -> dict[str, Any]:
    try:
        return tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise Problem(
            "unreadable-input", f"{error.strerror or 'It cannot be read'}.", file=str(path)
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Problem("unknown-setting", f"{error}.", file=str(path)) from error


def _wrong(setting: Row, value: Any, wanted: str) -> Problem:
    return Problem(
        "unknown-setting", f"{setting.flag} ({setting.variable}) is {value!r}, not {wanted}."
    )
