"""The ``govactors`` command: arguments and output only; the work is the library's.

Exit codes: 0 done, 1 there are findings, 2 the input cannot be used.
"""

import io
import os
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from govactors import __version__
from govactors.problems import Problem

COMMANDS = {
    "diagram": "Draw a picture as SVG.",
    "dump": "Write the whole publication in one format.",
    "gaps": "List what is not known yet.",
    "info": "Tell what is published: version, hashes, counts.",
    "load": "Write data to disk, for publications larger than memory.",
    "mcp": "Answer language models, by the Model Context Protocol.",
    "new": "Start a Turtle file for a source, an actor or a task.",
    "query": "Ask a SPARQL query.",
    "questions": "List the questions of the catalogue, or run one.",
    "reload": "Have a running service take the new release.",
    "release": "Build, check or compare releases.",
    "search": "Find things by name, former name or description.",
    "serve": "Serve the publication over HTTP.",
    "validate": "Hold data against the shapes.",
    "verify": "Hold the passages of a source against its document.",
    "why": "Show the statements and passages that an answer rests on.",
}
"""The commands with one line each; their modules are loaded when they are called."""


class ReaderLeftError(Exception):
    """Whoever reads the output (head, less) has gone."""


class Commands(click.Group):
    """A group that loads a command's module when the command is called.

    Importing everything would make the quickest command as slow as the slowest.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names of the commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, loaded; ``None`` if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"govactors.commands.{cmd_name}").command
        assert isinstance(command, click.Command)  # noqa: S101 - our own modules
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; of one that is not there, what resembles it is told."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            if not near or "Did you mean" in error.message:
                raise
            raise click.UsageError(f"{error.message} Did you mean {near[0]!r}?", ctx) from error

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; click itself would give a closed pipe the exit code of findings."""
        try:
            status = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError as error:
            raise ReaderLeftError from error
        return status

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list in ``--help``, written without loading any command."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--publication",
    metavar="FOLDER",
    envvar="GOVACTORS_PUBLICATION",
    help="Folder to publish instead of the data shipped with the package.",
)
@click.version_option(__version__, prog_name="govactors")
@click.pass_context
def group(context: click.Context, publication: str | None) -> None:
    """Who does what in Dutch migration, on whose authority, and which source says so.

    \b
    Examples:
      govactors questions
      govactors query "SELECT ?who { ?who ga:leads taak:opsporing-mensensmokkel }"
      govactors serve
    """
    context.obj = publication


def main(arguments: list[str] | None = None) -> None:
    """Runs the command line; a :class:`Problem` becomes one message and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a Windows code page lacks half our letters
            stream.reconfigure(encoding="utf-8")
    try:
        status: Any = group.main(arguments, prog_name="govactors", standalone_mode=False)
        sys.stdout.flush()  # a full disk shows itself here at the latest
    except Problem as problem:
        click.echo(f"govactors: {problem}", err=True)
        sys.exit(2)
    except click.ClickException as error:
        if isinstance(error, click.NoSuchOption) and error.option_name == "--publication":
            told = "Put it before the command: govactors --publication FOLDER COMMAND"
            error = click.UsageError(told, error.ctx)
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except (ReaderLeftError, OSError) as error:
        unwritable(error)
    sys.exit(status if isinstance(status, int) else 0)


def unwritable(error: Exception) -> NoReturn:
    """Ends the process where the output, or a file, takes no more."""
    _leave_output()
    if not isinstance(error, OSError) or isinstance(error, BrokenPipeError):
        sys.exit(141)
    place = error.filename or "the output"
    click.echo(f"govactors: {place}: {error.strerror or error}.", err=True)
    sys.exit(2)


def _leave_output() -> None:
    """Points stdout elsewhere, so that what is left in it makes no second error at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
