"""Pictures of a publication as SVG, drawn here: the same bytes for the same data everywhere.

How a page shows one, in three steps; nothing in it needs script, or more than ``style-src
'self'``:

1. Link the style sheet of all pictures, :func:`style`, which the service serves as
   ``/static/picture.css``. Its colours are custom properties (``--pic-...``) of ``.ga-picture``
   for light and dark, which a page may set to its own.
2. Put :attr:`Picture.inline` where the picture stands, unescaped: it is escaped already. A
   picture is up to 1,000 pixels wide and does not shrink legibly, so give it a box that scrolls:
   ``<div class="picture" role="region" tabindex="0" aria-labelledby="NAME-title">``. ``name``
   is the word its ids begin with, by which several fit on one page.
3. Put :attr:`Picture.table` below it, in ``<details>`` if it is long: headers, and rows of cells
   with text, published address and link. It has all that the picture shows and what the picture
   leaves out for room; give its place as ``more`` and "and 14 more" leads there.

``links`` tells where the address of a thing leads; without it, to the address itself.
"""

import datetime
from collections.abc import Callable, Mapping

from govactors import moments
from govactors.contents import Contents
from govactors.pictures import neighbourhood
from govactors.pictures import reading as reading
from govactors.pictures.picture import Cell, Picture, Table, style
from govactors.pictures.reading import Reading
from govactors.problems import Problem

__all__ = ["KINDS", "Cell", "Picture", "Table", "draw", "style"]

Links = Callable[[str], str] | Mapping[str, str]

KINDS = ("neighbourhood",)
"""The kinds of picture there are."""


def draw(
    contents: Contents,
    kind: str,
    about: str | None = None,
    *,
    language: str = "nl",
    as_of: datetime.date | str | None = None,
    unknown: str = moments.INCLUDE,
    links: Links | None = None,
    name: str = "",
    more: str = "",
) -> Picture:
    """The picture of a kind; ``about`` is the address of the thing it is about.

    It shows what holds on a day, by default that of the release. ``links`` gives the place of an
    address, ``name`` is the word that ids begin with, ``more`` the place of what is left out.

    Raises :class:`Problem` ``invalid-parameter`` for a kind, language or day there is not, or a
    thing that this kind of picture cannot be about; ``unknown-thing`` if nothing is said of it.

    >>> import govactors
    >>> letter = govactors.load()
    >>> drawn = draw(letter, "neighbourhood", letter.actor("IND").iri, language="en")
    >>> drawn.title
    'Neighbourhood of Immigration and Naturalisation Service'
    """
    if kind not in KINDS:
        raise Problem(
            "invalid-parameter",
            f"There is no kind of picture {kind!r}.",
            hint=f"Choose one of: {', '.join(KINDS)}.",
        )
    found = Reading(contents, language, as_of, unknown, _function(links))
    if about is not None and not found[about].triples:
        raise Problem("unknown-thing", f"Nothing is said of <{about}>.")
    if about is None:
        raise Problem("invalid-parameter", f"A picture {kind!r} is about a thing: name it.")
    return neighbourhood.draw(found, about, name=name or kind, more=more)


def _function(links: Links | None) -> Callable[[str], str] | None:
    return (lambda iri: links.get(iri, "")) if isinstance(links, Mapping) else links
