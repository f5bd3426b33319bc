"""How a responsibility looks in a cell: a letter and a pattern, so that colour is not needed."""

from collections.abc import Mapping

from govactors.pictures.canvas import SMALL, Canvas, escaped, number
from govactors.pictures.letters import width
from govactors.pictures.reading import Reading

_LETTERS = {
    "lead": ("L", "L"),
    "execute": ("U", "E"),
    "coordinate": ("C", "Co"),
    "contribute": ("B", "C"),
    "support": ("O", "S"),
    "advise": ("A", "A"),
    "signal": ("S", "Si"),
    "oversee": ("T", "O"),
}
_PATTERNS = {
    "coordinate": "M4 0V8",
    "contribute": "M-2 2L2 -2M0 8L8 0M6 10L10 6",
    "support": "M4 3.2V4.8",
    "advise": "M0 4H8",
    "signal": "M-2 6L2 10M0 0L8 8M6 -2L10 2",
    "oversee": "M4 0V8M0 4H8",
}
_FULL = ("lead", "execute")


def rank(code: str) -> int:
    """The place of a responsibility in their order: who leads comes first."""
    return list(_LETTERS).index(code) if code in _LETTERS else len(_LETTERS)


def letter(code: str, language: str) -> str:
    """The letter of a responsibility; the beginning of its code where it is not one of ours."""
    if code in _LETTERS:
        return _LETTERS[code][0 if language == "nl" else 1]
    return code[:2].title() or "?"


def patterns(name: str) -> str:
    """The definitions of the patterns, with ids that begin with the name of the picture."""
    found = "".join(
        f'<pattern id="{escaped(name)}-{code}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<path class="hatch{" dots" if code == "support" else ""}" d="{path}"/></pattern>'
        for code, path in _PATTERNS.items()
    )
    return f"<defs>{found}</defs>"


def mark(
    canvas: Canvas,
    box: tuple[float, float, float, float],
    code: str,
    sign: str,
    name: str,
    *,
    sure: bool = True,
) -> None:
    """A cell with its letter; the box is given by its left upper corner, width and height."""
    x, y, wide, high = box
    classes = f"mark {code if code in _FULL else 'part'}{'' if sure else ' unsure'}"
    canvas.box(x, y, wide, high, classes)
    if code in _PATTERNS:
        corners = ((x, y), (x + wide, y), (x + wide, y + high), (x, y + high))
        points = " ".join(f"{number(a)} {number(b)}" for a, b in corners)
        canvas.add(f'<polygon fill="url(#{escaped(name)}-{code})" points="{points}"/>')
        disc = max(18.0, width(sign, SMALL, bold=True) + 8)
        canvas.box(x + (wide - disc) / 2, y + high / 2 - 9, disc, 18, "disc", 9)
    ink = "middle letter on-focus" if code == "lead" else "middle letter plain"
    canvas.text(x + wide / 2, y + high / 2, [sign if sure else f"{sign}?"], ink, SMALL)


def legend(
    canvas: Canvas,
    reading: Reading,
    marks: Mapping[str, str],
    place: tuple[str, float, float],
) -> float:
    """What the letters mean, below a height; returns where it ends."""
    name, y, wide = place
    x, y = 0.0, y + 30
    for code in sorted(marks, key=lambda each: (rank(each), each)):
        word = reading.label(marks[code]) if marks[code] else code
        room = 44 + width(word, SMALL) + 20
        if x and x + room > wide:
            x, y = 0.0, y + 32
        mark(canvas, (x, y - 13, 34, 26), code, letter(code, reading.language), name)
        canvas.text(x + 42, y, [word], "small quiet", SMALL)
        x += room
    return y + 16
