"""Links between the releases: the newest, the one before, the one after (RFC 5829)."""

from govactors.service.releases.shelf import Shelf, Volume
from govactors.service.signposts import Signpost

_RELATIONS = (("predecessor-version", -1), ("successor-version", 1))


class Versions:
    """Links of what is there in several releases; ``date`` is empty at a plain address."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    @property
    def dates(self) -> tuple[str, ...]:
        """The days of all releases, the newest first."""
        return self._shelf.dates

    def of_file(self, date: str, volume: Volume, name: str) -> list[Signpost]:
        """The links of a file: to the manifest, its licence, and the same file elsewhere."""
        home = f"/{volume.date}/dumps/"
        found = [Signpost(home, "describedby"), Signpost(home, "collection")]
        if volume.listed.license:
            found.append(Signpost(volume.listed.license, "license"))
        found.append(Signpost(volume.listed.addresses.dump(volume.date, name), "canonical"))
        return found + self.of(date, f"dumps/{name}", name)

    def of(self, date: str, path: str, file: str = "") -> list[Signpost]:
        """The links to a path in other releases; only to those that have the file, if it is one."""
        current = self._shelf.current
        newest = [Signpost(f"/{path}", "latest-version")] if self._has(current, file) else []
        return newest + self.around(date, path, file)

    def around(self, date: str, path: str, file: str = "") -> list[Signpost]:
        """The links to a path in the releases before and after."""
        day = date or self._shelf.current
        if day not in self._shelf.dates:
            return []
        neighbours = [(name, self._shelf.neighbour(day, step)) for name, step in _RELATIONS]
        return [
            Signpost(f"/{other}/{path}", name)
            for name, other in neighbours
            if other and self._has(other, file)
        ]

    def _has(self, date: str, file: str) -> bool:
        """Whether a release has a file; one not made yet is believed to have it."""
        volume = self._shelf.find(date)
        return not file or volume is None or file in volume.files
