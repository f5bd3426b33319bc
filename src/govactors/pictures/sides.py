"""The boxes of an outer column: those with the most lines, and one for all the others."""

from collections.abc import Iterable, Sequence

from govactors.pictures.placing import Box
from govactors.pictures.reading import Reading

SHOWN = 24
"""Boxes of a column that are drawn; those with the fewest lines become one box together."""

NOBODY, REST = "?", "..."
"""The keys of who is not named, and of the others together."""


def shown(iris: Sequence[str], focus: str | None) -> set[str]:
    """Which things get a box of their own; a thing is as often in the list as it has lines."""
    counted = sorted(set(iris), key=lambda iri: (iri != focus, -iris.count(iri), iri))
    return set(counted if len(counted) <= SHOWN + 1 else counted[:SHOWN])


def boxes(
    reading: Reading, keys: Iterable[str], focus: str | None, hidden: int, more: str
) -> tuple[Box, ...]:
    """The boxes with these keys, by name; ``hidden`` things are those of the last."""
    listed = set(keys)
    made = [
        Box(iri, name, reading.kind(iri), reading.href(iri), focus=iri == focus, language=language)
        for iri in reading.alphabetical(listed - {NOBODY, REST})
        for name, language in (reading.name(iri),)
    ]
    if REST in listed:
        word = reading.words(f"en nog {hidden}", f"and {hidden} more")
        made.append(Box(REST, word, href=more, look="other"))
    if NOBODY in listed:
        made.append(Box(NOBODY, reading.words("niet genoemd", "not named"), look="other"))
    return tuple(made)
