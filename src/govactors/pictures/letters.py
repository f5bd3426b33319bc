"""How wide text is, and where it breaks: measured here, for the server has no fonts.

The widths are those of Arial and of the fonts made to its measure (Liberation Sans, Arimo,
Helvetica), which ``picture.css`` asks for; a margin is added for those that differ.
"""

import unicodedata
from collections.abc import Iterator

LINE = 1.3
"""The height of a line of text, in letter sizes."""

_MARGIN = 1.05
_MOST = 400
"""Characters of a name that are looked at; no name that is drawn is longer."""

_LEAST = 5
"""Letters of a broken word that stay together."""

_GROUPS = (
    (190, "'"),
    (222, "ijl"),
    (260, "|"),
    (278, " !,./:;I[\\]ft\u2018\u2019\u00b7"),
    (333, "()-`r\u201c\u201d"),
    (355, '"'),
    (389, "*"),
    (469, "^"),
    (500, "Jckszvxy"),
    (556, "#$0123456789?L_abdeghnopqu\u2013"),
    (584, "+<=>~"),
    (611, "FTZ"),
    (667, "&ABEKPSVXY"),
    (722, "CDHNRUw"),
    (778, "GOQ"),
    (833, "Mm"),
    (889, "%"),
    (944, "W"),
    (1000, "\u2026\u2014\u2192\u2190"),
    (1015, "@"),
    (334, "{}"),
)
_WIDTHS = {letter: width for width, letters in _GROUPS for letter in letters}
_OTHER, _WIDE, _BOLD = 620, 1000, 1.08


def trimmed(text: str) -> str:
    """The text, but for what no picture has room for."""
    return text if len(text) <= _MOST else text[: _MOST - 1] + "…"


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of text is at most, in the unit of ``size``.

    >>> width("iii", 10) < width("mmm", 10) < width("mmm", 10, bold=True)
    True
    """
    total = sum(_letter(letter) for letter in text)
    return total * size / 1000 * _MARGIN * (_BOLD if bold else 1)


def wrap(
    text: str, room: float, size: float, *, bold: bool = False, most: int = 3
) -> tuple[str, ...]:
    """The text in at most ``most`` lines that fit in ``room``; what is left out ends in ``…``.

    Lines break at spaces, and after a hyphen or between letters where a word alone is too wide.

    >>> wrap("Immigratie- en Naturalisatiedienst", 120, 14)
    ('Immigratie- en', 'Naturalisatied', 'ienst')
    """
    lines: list[str] = []
    line = ""
    for word in _words(text, room, size, bold):
        joined = f"{line} {word.lstrip()}" if line and not line.endswith("\0") else line + word
        if width(joined.replace("\0", ""), size, bold=bold) <= room or not line:
            line = joined
        else:
            lines.append(line)
            line = word
    lines = [each.replace("\0", "") for each in [*lines, line] if each]
    if len(lines) <= most and len(text) <= _MOST:
        return tuple(lines)
    kept, last = lines[: most - 1], lines[most - 1] if len(lines) >= most else ""
    while last and width(last + "…", size, bold=bold) > room:
        last = last[:-1]
    return (*kept, last.rstrip() + "…")


def _words(text: str, room: float, size: float, bold: bool) -> Iterator[str]:
    """Words, and pieces of those that do not fit; ``\\0`` ends a piece that goes on."""
    for word in " ".join(text[: _MOST + 1].replace("\0", " ").split()).split(" "):
        rest = word
        while (cut := _fitting(rest, room, size, bold)) < len(rest):
            hyphen = rest.rfind("-", 1, cut)
            cut = hyphen + 1 if hyphen > 0 else max(1, min(cut, len(rest) - _LEAST))
            yield rest[:cut] + "\0"
            rest = rest[cut:]
        yield rest


def _fitting(text: str, room: float, size: float, bold: bool) -> int:
    """How many letters of a text fit, at least one."""
    left = room * 1000 / (size * _MARGIN * (_BOLD if bold else 1))
    for at, letter in enumerate(text):
        left -= _letter(letter)
        if left < 0:
            return max(1, at)
    return len(text)


def _letter(letter: str) -> float:
    known = _WIDTHS.get(letter)
    if known is not None:
        return known
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0
    plain = unicodedata.normalize("NFKD", letter)[:1]
    if plain != letter and plain in _WIDTHS:
        return _WIDTHS[plain]
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" or letter > "\uffff" else _OTHER
