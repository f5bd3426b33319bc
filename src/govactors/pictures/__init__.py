"""Pictures of a publication as SVG, drawn here: the same bytes for the same data everywhere.

How a page shows one, in three steps; nothing in it needs script, or more than ``style-src
'self'``:

1. Link the style sheet of all pictures, :func:`style`, which the service serves as
   ``/static/picture.css``. Its colours are custom properties (``--pic-...``) of ``.ga-picture``
   for light and dark, which a page may set to its own.
2. Put :attr:`Picture.inline` where the picture stands, unescaped: it is escaped already. A
   picture is 1,000 pixels wide or more (then it has the class ``wide``) and does not shrink
   legibly, so give it a box that scrolls:
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
from govactors.pictures import authority, classes, flows, matrix, neighbourhood, timeline
from govactors.pictures.picture import Cell, Picture, Table, style
from govactors.pictures.reading import Reading
from govactors.problems import Problem

__all__ = ["KINDS", "Cell", "Picture", "Table", "draw", "style"]

Links = Callable[[str], str] | Mapping[str, str]

KINDS = ("neighbourhood", "flows", "authority", "matrix", "timeline", "classes")
"""The kinds of picture there are."""

_ACTORS = ("organisation", "unit", "partnership", "office", "group")
_SUBJECTS = {
    "neighbourhood": (*_ACTORS, "task"),
    "flows": (*_ACTORS, "task", "phenomenon"),
    "authority": (*_ACTORS, "task"),
    "matrix": (*_ACTORS, "task", "phenomenon"),
    "timeline": _ACTORS,
    "classes": (),
}

_DRAWN = {
    "flows": flows.draw,
    "authority": authority.draw,
    "matrix": matrix.draw,
    "timeline": timeline.draw,
}


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

    =================  =========================================  ============================
    kind               what it shows                              about
    =================  =========================================  ============================
    ``neighbourhood``  all it has to do with, grouped by how      an actor or a task
    ``flows``          who gives whom which information           an actor, task, phenomenon or
                                                                  nothing: all
    ``authority``      authority, supervision, management, apart  an actor, a task, or all
    ``matrix``         tasks by actors, with responsibilities     a phenomenon, task, actor, or
                                                                  all
    ``timeline``       changes, names, what it was part of        an actor, or all changes
    ``classes``        the classes of the ontology                nothing
    =================  =========================================  ============================

    It shows what holds on a day, by default that of the release; a timeline what was known until
    then. ``links`` gives the place of an address, ``name`` is the word that ids begin with,
    ``more`` the place of what is left out.

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
    if about is None:
        if kind == "neighbourhood":
            detail = f"A picture {kind!r} is about a thing: name it."
            raise Problem("invalid-parameter", detail, hint="Name an actor or a task.")
    else:
        _check(found, kind, about)
    name = name or kind
    more = more or (found.href(about) if about else "")
    if kind in _DRAWN:
        return _DRAWN[kind](found, about, name=name, more=more)
    if kind == "classes":
        return classes.draw(contents.files, language, name=name, links=found.href)
    return neighbourhood.draw(found, about or "", name=name, more=more)


def _check(found: Reading, kind: str, about: str) -> None:
    """Refuses a thing that is not known, or that such a picture cannot be about."""
    known = _SUBJECTS[kind]
    if not known:
        detail = f"A picture {kind!r} is about no thing."
        raise Problem("invalid-parameter", detail, hint="Leave the thing out.")
    if not found.known(about):
        detail = f"Nothing is said of <{about}>."
        raise Problem("unknown-thing", detail, hint="Is the address whole?")
    if found.kind(about) not in known:
        detail = f"A picture {kind!r} is not about this kind of thing."
        what = ", ".join(dict.fromkeys("actor" if each in _ACTORS else each for each in known))
        raise Problem("invalid-parameter", detail, hint=f"It can be about: {what}.")


def _function(links: Links | None) -> Callable[[str], str] | None:
    return (lambda iri: links.get(iri, "")) if isinstance(links, Mapping) else links
