"""A publication whose things are found by name, and drawn."""

import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from govactors.contents import Contents
from govactors.moments import INCLUDE
from govactors.problems import Problem
from govactors.terms import expand
from govactors.values import Addressed, as_address

if TYPE_CHECKING:
    from govactors.pictures import Links, Picture
    from govactors.registry import Registry
    from govactors.things import Thing


class Depicted(Contents):
    """What a publication is built on: its typed things, and pictures of them."""

    @cached_property
    def registry(self) -> "Registry":
        """The typed things and statements, made when first asked for."""
        from govactors.registry import Registry

        return Registry(self)

    def address(self, name: str | Addressed, *, parameter: str = "The name") -> str:
        """The address of a thing, or of what is called so: ``KMar``, ``organisatie:kmar``.

        ``parameter`` is what a message calls the value. Whether anything is said of an address
        is not looked at.

        Raises :class:`govactors.Problem` ``unknown-thing`` that lists near matches, or
        ``invalid-parameter``.

        >>> import govactors
        >>> govactors.load().address("KMar")
        'https://w3id.org/govactors/id/organisatie/kmar'
        """
        if not isinstance(name, str):
            return as_address(name, parameter)
        found = expand(name, self.prefixes)
        if found != name or ":" in name:
            return as_address(found, parameter)
        from govactors.model import Actor, Source, Task, Thing

        try:
            return self.registry.find(name, Actor, Task, Source).iri
        except Problem:
            return self.registry.find(name, Thing).iri

    def diagram(
        self,
        kind: str,
        about: "str | Thing | None" = None,
        *,
        language: str = "nl",
        as_of: datetime.date | str | None = None,
        unknown: str = INCLUDE,
        links: "Links | None" = None,
    ) -> "Picture":
        """A picture as SVG, which a notebook shows; ``about`` is a thing, its name or its address.

        See :func:`govactors.pictures.draw` for the kinds of picture.

        >>> import govactors
        >>> drawn = govactors.load().diagram("neighbourhood", "KMar")
        >>> drawn.title, drawn.svg.startswith("<svg ")
        ('Omgeving van Koninklijke Marechaussee', True)
        """
        from govactors import pictures
        from govactors.things import Thing

        thing = self.registry.find(about, Thing) if isinstance(about, str) else about
        iri = None if thing is None else as_address(thing, "What a picture is about")
        return pictures.draw(
            self, kind, iri, language=language, as_of=as_of, unknown=unknown, links=links
        )
