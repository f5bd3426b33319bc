"""One module a command: its arguments, its help with examples, its output."""

from pathlib import Path

from govactors.publication import Publication, load, load_directory


def publication(folder: str | None) -> Publication:
    """The publication that ``--publication`` names, or the one shipped."""
    return load_directory(Path(folder)) if folder else load()
