"""What the shapes and the lists of gaps find, found out once a release by a process of its own.

Validating reads the whole publication: seconds of work, at which the front must not stand still.
"""

import asyncio
import contextlib
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process

from govactors.problems import Problem

_PATIENCE = 300
_FOUND = (0, 1)
"""Exit codes of a validation that came to an end: nothing grave, or something."""


class Inspection:
    """The outcome of commands of this package on a folder; each is run once."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._said: dict[tuple[str, ...], asyncio.Task[bytes]] = {}
        self._one = asyncio.Semaphore(1)
        self._children: set[Process] = set()

    async def said(self, *command: str) -> bytes:
        """What a command says; the first to ask waits for it. Raises :class:`Problem`."""
        if command not in self._said:
            self._said[command] = asyncio.create_task(self._run(command))
        task = self._said[command]
        try:
            return await asyncio.shield(task)
        except (Problem, OSError):
            self._said.pop(command, None)  # the next request tries again
            raise

    def close(self) -> None:
        """Leaves no process behind."""
        for task in self._said.values():
            task.cancel()
        for child in self._children:
            with contextlib.suppress(ProcessLookupError):
                child.kill()

    async def _run(self, command: tuple[str, ...]) -> bytes:
        whole = ("-m", "govactors", "--publication", self._folder, *command)
        async with self._one:
            child = await asyncio.create_subprocess_exec(
                sys.executable, *whole, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL
            )
            self._children.add(child)
            try:
                async with asyncio.timeout(_PATIENCE):
                    said, _ = await child.communicate()
            except TimeoutError as error:
                child.kill()
                raise Problem("busy", "Looking the data over took too long.") from error
            finally:
                self._children.discard(child)
        if child.returncode not in _FOUND:
            raise Problem("internal-error", "The data could not be looked over.")
        return said
