"""``govactors reload``: a running service takes the new release, no request fails."""

import os
import signal
import time

import click

from govactors.problems import Problem

_LOOK = 0.05


@click.command("reload")
@click.option(
    "--pid-file",
    metavar="FILE",
    envvar="GOVACTORS_PID_FILE",
    help="File that the service was started with; tells what became of the reload.",
)
@click.option("--pid", type=int, help="Process number of the service, instead of its file.")
@click.option(
    "--timeout",
    type=float,
    default=60,
    show_default=True,
    help="Seconds to wait for the new release.",
)
def command(pid_file: str | None, pid: int | None, timeout: float) -> None:
    """Have a running service load the publication anew. The same as SIGHUP.

    What runs is finished on the release before. One that cannot be loaded is refused, and the
    service goes on with what it has.

    \b
    Examples:
      govactors reload --pid-file /run/govactors/pid
      govactors reload --pid 4711
    """
    if (pid_file is None) == (pid is None):
        raise click.UsageError("Name the service: --pid-file FILE or --pid NUMBER.")
    if not hasattr(signal, "SIGHUP"):
        raise Problem("not-supported-here", "A service cannot run here.")
    from govactors.service.pidfile import Running

    if pid is not None:
        _signal(pid)
        click.echo(f"Asked process {pid}; its log tells what came of it.")
        return
    assert pid_file is not None  # noqa: S101 - one of the two is given
    before = Running.read(pid_file)
    _signal(before.pid)
    until = time.monotonic() + timeout
    while (now := Running.read(pid_file)).count == before.count:
        if time.monotonic() > until:
            raise Problem("reload-refused", f"Nothing was heard of it in {timeout:g} s.")
        time.sleep(_LOOK)
    if now.outcome == "refused":
        raise Problem("reload-refused", f"The service goes on with what it has: {now.what}")
    click.echo(f"Serves {now.what}")


def _signal(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGHUP)
    except OSError as error:
        raise Problem(
            "not-running", f"Process {pid} cannot be signalled: {error.strerror}."
        ) from error
