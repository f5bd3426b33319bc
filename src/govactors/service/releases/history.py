"""What changed from release to release, found out once by a process of its own.

Comparing reads two whole releases: seconds of work, at which the front must not stand still.
"""

import asyncio
import contextlib
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process

from govactors import changes
from govactors.changes import Difference
from govactors.problems import Problem
from govactors.service.releases.press import Press
from govactors.service.releases.shelf import Shelf
from govactors.terms import Addresses

MOST = 10
"""Releases that the feed goes back."""

_PATIENCE = 300


class History:
    """The differences between successive releases; each pair is compared once."""

    def __init__(self, addresses: Addresses, shelf: Shelf, press: Press) -> None:
        self._addresses = addresses
        self._shelf = shelf
        self._press = press
        self._found: dict[str, asyncio.Task[Difference]] = {}
        self._one = asyncio.Semaphore(1)
        self._children: set[Process] = set()

    async def of(self, date: str) -> Difference:
        """What changed from the release before to that of a day; nothing if it is the first.

        Raises :class:`Problem` ``not-found`` for a day without a release.
        """
        await self._press.volume(date)
        if date not in self._found:
            self._found[date] = asyncio.create_task(self._compared(date))
        task = self._found[date]
        try:
            return await asyncio.shield(task)
        except (Problem, OSError):
            self._found.pop(date, None)  # the next request tries again
            raise

    async def recent(self) -> list[Difference]:
        """What changed at the newest releases, the newest first."""
        dates = self._shelf.dates
        changed = dates[:-1] or dates
        return [await self.of(date) for date in changed[:MOST]]

    def close(self) -> None:
        """Leaves no process behind."""
        for task in self._found.values():
            task.cancel()
        for child in self._children:
            with contextlib.suppress(ProcessLookupError):
                child.kill()

    async def _compared(self, date: str) -> Difference:
        before = self._shelf.neighbour(date, -1) or date
        old = await self._press.volume(before)
        new = await self._press.volume(date)
        async with self._one:
            said = await self._asked(str(old.folder), str(new.folder))
        return await asyncio.to_thread(changes.from_json, said, self._addresses)

    async def _asked(self, old: str, new: str) -> bytes:
        """What ``govactors release diff`` says."""
        command = ("-m", "govactors", "release", "diff", old, new, "--format", "json")
        child = await asyncio.create_subprocess_exec(
            sys.executable, *command, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL
        )
        self._children.add(child)
        try:
            async with asyncio.timeout(_PATIENCE):
                said, _ = await child.communicate()
        except TimeoutError as error:
            child.kill()
            raise Problem("busy", "Comparing the releases took too long.") from error
        finally:
            self._children.discard(child)
        if child.returncode:
            raise Problem("internal-error", "The releases could not be compared.")
        return said
