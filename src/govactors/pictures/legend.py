"""What the signs in a picture mean, in a row below it."""

from collections.abc import Sequence

from govactors.pictures.canvas import SMALL, Canvas
from govactors.pictures.cards import doubt
from govactors.pictures.letters import width

_KINDS = {
    "organisation": ("organisatie", "organisation"),
    "unit": ("onderdeel van een organisatie", "part of an organisation"),
    "partnership": ("samenwerkingsverband", "partnership"),
    "group": ("groep, niet nader genoemd", "group, not named further"),
    "office": ("functie", "office"),
    "task": ("taak", "task"),
    "phenomenon": ("fenomeen", "phenomenon"),
    "law": ("wet of artikel", "act or article"),
}
_HIGH, _GAP = 22, 22


def draw(
    canvas: Canvas,
    y: float,
    wide: float,
    language: str,
    *,
    unsure: bool,
    lines: Sequence[tuple[str, str]] = (),
) -> float:
    """The legend for what is on the canvas, from a height downwards; returns where it ends.

    ``lines`` are classes of lines with what they mean.
    """
    nl = language == "nl"
    entries: list[tuple[str, str]] = [(f"line {each}", word) for each, word in lines]
    for kind in _KINDS:
        if kind in canvas.icons:
            entries.append((kind, _KINDS[kind][0 if nl else 1]))
    if unsure:
        said = "niet zeker: meerduidig, niet nagegaan of aangekondigd"
        entries.append(("?", said if nl else "not certain: ambiguous, unverified or announced"))
    if not entries:
        return y
    x, y = 0.0, y + 30
    canvas.line([(0, y - 14), (wide, y - 14)], "grid")
    for sign, word in entries:
        sample = 40 if sign.startswith("line ") else 24 if sign == "?" else 20
        room = sample + width(word, SMALL) + _GAP
        if x and x + room > wide:
            x, y = 0.0, y + _HIGH
        _sign(canvas, sign, x, y)
        canvas.text(x + sample, y, [word], "small quiet", SMALL)
        x += room
    return y + _HIGH / 2


def _sign(canvas: Canvas, sign: str, x: float, y: float) -> None:
    if sign.startswith("line "):
        stroke(canvas, [(x, y), (x + 32, y)], sign.removeprefix("line "))
    elif sign == "?":
        doubt(canvas, x + 8, y)
    else:
        canvas.icon(sign, x, y)


def stroke(canvas: Canvas, points: Sequence[tuple[float, float]], classes: str) -> None:
    """A straight line in one of the patterns; a double one is two lines over each other."""
    canvas.line(points, classes)
    if "double" in classes.split():
        canvas.line(points, "gap")
