"""Pictures as files, made by a worker."""

from govactors import pictures
from govactors.problems import Problem
from govactors.service.asks import ANY
from govactors.service.makings import Made, Making

SVG = "image/svg+xml"


def picture(making: Making) -> Made:
    """The picture of a thing, or of everything; raises :class:`Problem` ``not-found``."""
    ask = making.ask
    try:
        made = pictures.draw(
            making.publication,
            dict(ask.values)["kind"],
            making.thing if ask.reference else None,
            language=ask.language,
            as_of=ask.as_of if ask.as_of not in ("", ANY) else None,
            unknown=ask.unknown,
        )
    except Problem as problem:
        raise Problem("not-found", problem.detail, hint=problem.hint) from problem
    return Made(made.svg.encode(), SVG)
