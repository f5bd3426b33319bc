"""The command itself: help that teaches, one message for what is wrong, codes with a meaning."""

import os
import re
import shlex
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from tests.conftest import PUBLICATIONS, ROOT, Cli, Run

import govactors
from govactors.cli import COMMANDS, main


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_teaches_by_example(cli: Cli, command: str) -> None:
    done = cli(command, "--help")
    assert (done.code, done.error) == (0, "")
    assert done.text.startswith(f"Usage: govactors {command} ")
    _, found, examples = done.text.partition("Example")
    assert found
    assert f"govactors {command}" in examples or f". {command} " in examples


def test_the_help_lists_every_command_with_one_line(cli: Cli) -> None:
    done = cli("--help")
    assert done.code == 0
    for name, line in COMMANDS.items():
        assert re.search(rf"^  {name}\s+{re.escape(line)}$", done.text, re.MULTILINE)
    assert cli("-h").text == done.text


def test_every_module_of_commands_is_a_command() -> None:
    folder = Path(govactors.__file__).parent / "commands"
    assert {path.stem for path in folder.glob("*.py")} - {"__init__"} == set(COMMANDS)


def test_the_version_is_that_of_the_package(cli: Cli) -> None:
    assert cli("--version").text == f"govactors, version {govactors.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["vraag"], "No such command 'vraag'"),
        (["srve"], "No such command 'srve'. Did you mean 'serve'?"),
        (["info", "--publication", "."], "Put it before the command: govactors --publication"),
        (["diagram", "x"], "Usage: govactors diagram [OPTIONS] [KIND]\n"),
        (["query"], "Missing argument 'QUERY'"),
        (["verify"], "Missing option '--document'"),
        (["info", "--format", "xml"], "'xml' is not one of 'text', 'json'"),
        (["dump", "--nonsense"], "No such option"),
    ],
)
def test_a_wrong_call_is_explained_with_code_2(
    cli: Cli, arguments: list[str], message: str
) -> None:
    done = cli(*arguments)
    assert (done.code, done.text) == (2, "")
    assert message in done.error


BROKEN = {
    "nergens": "There is no folder ",
    "leeg": "ontology/ must describe one owl:Ontology whose address ends in /def; found: none.",
    "kapot": "data/bron/rapport.ttl:19:14: ",
}


@pytest.mark.parametrize(("folder", "message"), BROKEN.items())
@pytest.mark.parametrize("command", [["info"], ["query", "ASK {}"], ["dump"], ["questions"]])
def test_a_publication_that_is_broken_is_one_message(
    cli: Cli, tmp_path: Path, folder: str, message: str, command: list[str]
) -> None:
    (tmp_path / "leeg").mkdir()
    path = PUBLICATIONS / "kapot" if folder == "kapot" else tmp_path / folder
    done = cli("--publication", str(path), *command)
    assert (done.code, done.text) == (2, "")
    assert done.error.startswith(f"govactors: {message}")
    assert done.error.count("\n") == 1


def test_the_publication_can_come_from_the_environment(
    cli: Cli, keten_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOVACTORS_PUBLICATION", str(keten_folder))
    assert "https://example.org/keten/" in cli("info").text


def test_it_runs_as_a_module_and_as_a_script(run: Run) -> None:
    module = run("-m", "govactors", "--version")
    assert (module.returncode, module.stderr) == (0, b"")
    assert module.stdout.decode().strip() == f"govactors, version {govactors.__version__}"
    script = Path(sys.executable).with_name("govactors")
    if script.exists():
        done = subprocess.run([script, "--version"], capture_output=True, check=True)
        assert done.stdout == module.stdout


def test_a_problem_leaves_no_traceback(run: Run) -> None:
    done = run("-m", "govactors", "query", "SELECT ?x {")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().strip() == (
        "govactors: line 1, column 12: The query ends before it is complete. "
        "Mend the query at the line and column named."
    )


@pytest.mark.parametrize("command", [["dump", "--format", "nt"], ["info"]])
def test_a_reader_that_leaves_ends_it_silently(command: list[str]) -> None:
    """Like ``| head``: no traceback, and not the exit code of findings."""
    read, write = os.pipe()
    with subprocess.Popen(
        [sys.executable, "-m", "govactors", *command],
        stdout=write,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    ) as process:
        os.close(write)
        os.close(read)
        _, error = process.communicate(timeout=60)
    assert (process.returncode, error) == (141, b"")


def test_output_is_utf8_whatever_the_system_thinks(run: Run) -> None:
    done = run(
        "-m",
        "govactors",
        "--publication",
        str(PUBLICATIONS / "keten"),
        "query",
        'SELECT ("één € ─" AS ?x) {}',
        environment={"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "één € ─" in done.stdout.decode("utf-8")


def test_the_exit_code_is_what_the_command_returns(keten_folder: Path) -> None:
    with pytest.raises(SystemExit) as done:
        main(["--publication", str(keten_folder), "questions", "--check"])
    assert done.value.code == 0


def _examples() -> list[str]:
    """Every example of the help texts that only reads the publication, and ends by itself."""
    found: list[str] = []
    for name in ("gaps", "info", "query", "questions", "why"):
        text = re.sub(r"\\\n\s*", "", import_module(f"govactors.commands.{name}").command.help)
        found += re.findall(rf"^ *(govactors {name} .*)$", text, re.MULTILINE)
    return [example for example in found if not re.search("--check|--engine", example)]


@pytest.mark.parametrize("example", _examples())
def test_an_example_of_the_help_works_on_the_letter(
    cli: Cli, example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "question.rq").write_text("SELECT ?x { ?x ga:leads ?y }", encoding="utf-8")
    done = cli(*shlex.split(example)[1:])
    assert (done.code, done.error) == (0, "")
    assert len(done.text.splitlines()) >= 1
