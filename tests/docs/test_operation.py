"""The page on operation: what it tells people to write is understood by the service."""

import configparser
import re
import shlex
import tomllib
from pathlib import Path

import pytest

from govactors.cli import group
from govactors.service.settings import Settings, rows

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "operation.md").read_text(encoding="utf-8")
FLAGS = {each.name for each in rows()} | {each.flag for each in rows()}


def _block(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


def _understood(arguments: list[str]) -> None:
    """Raises what the command line raises, up to but without doing anything."""
    context = group.make_context("govactors", list(arguments), resilient_parsing=False)
    name, command, rest = group.resolve_command(context, context._protected_args + context.args)
    assert name in ("serve", "reload")
    assert command
    command.make_context(name, rest, parent=context)


def test_the_settings_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "service.toml"
    file.write_text(_block("toml"), encoding="utf-8")
    read = Settings.read({}, {}, str(file))
    assert all(
        getattr(read, name) == value for name, value in tomllib.loads(_block("toml")).items()
    )


def test_the_unit_calls_what_there_is() -> None:
    unit = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read_string(_block("ini"))
    service = unit["Service"]
    for key in ("ExecStart", "ExecReload"):
        program, *arguments = shlex.split(service[key])
        assert program.endswith("/govactors")
        _understood(arguments)
    assert float(service["TimeoutStopSec"]) > Settings().shutdown_time + 4
    assert tomllib.loads(_block("toml"))["pid_file"] in service["ExecReload"]
    assert service["RuntimeDirectory"] in service["ExecReload"]


def test_the_container_and_its_command_are_understood() -> None:
    file, run = _block("dockerfile"), _block("sh").splitlines()[-1]
    assert re.search(r"^USER 10001", file, re.MULTILINE)
    assert "--read-only" in run
    _understood(["serve", *shlex.split(run.partition(" govactors ")[2])])
    exposed = re.search(r"^EXPOSE (\d+)", file, re.MULTILINE)
    assert exposed
    assert f"GOVACTORS_PORT={exposed[1]}" in file
    assert f"127.0.0.1:{exposed[1]}/health/ready" in file
    assert f"{exposed[1]}:{exposed[1]}" in run


@pytest.mark.parametrize("name", sorted(set(re.findall(r"GOVACTORS_([A-Z_]+)", PAGE))))
def test_each_variable_is_a_setting(name: str) -> None:
    assert name.lower() in {*FLAGS, "publication"}


@pytest.mark.parametrize(
    "name", sorted(set(re.findall(r"`([a-z]+_[a-z_]+)`", PAGE)) | {"trusted_proxies"})
)
def test_each_setting_named_is_one(name: str) -> None:
    assert name in FLAGS


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`(/(?:health|metrics)[a-z/]*)`", PAGE))))
def test_each_path_is_a_route(path: str) -> None:
    assert f"`{path}`" in (ROOT / "docs" / "service.md").read_text(encoding="utf-8")
