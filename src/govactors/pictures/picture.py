"""A picture with everything that stands for it: SVG, title, description, and its table."""

from dataclasses import dataclass
from pathlib import Path

from govactors.pictures.canvas import Canvas, escaped, number

_STYLE = Path(__file__).with_name("picture.css").read_text(encoding="utf-8")
"""Read at once: a worker behind its fence can open no file."""

MARGIN = 12
"""The paper around what is drawn."""

_WIDE = 1060
"""From this width on a page had better let a picture be scrolled than make it small."""


def style() -> str:
    """The style sheet of all pictures, for light and dark; all of it within ``.ga-picture``."""
    return _STYLE


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the table: text, the published address of what it names, and where that leads.

    ``language`` is empty where it is that of the picture.
    """

    text: str
    iri: str = ""
    href: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """What a picture shows, row by row, all of it: also what the picture leaves out for room."""

    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn picture. In a notebook it shows itself.

    ``name`` is a word for ids, unique on the page the picture stands on; ``width`` and
    ``height`` are in pixels at the size in which its letters are those of running text.
    """

    name: str
    kind: str
    language: str
    title: str
    description: str
    table: Table
    width: int
    height: int
    markup: str
    linked: bool

    @property
    def svg(self) -> str:
        """A document of its own, with the style sheet in it: for a file or an ``img``."""
        return self._written(f"<style>{style()}</style>\n") + "\n"

    @property
    def inline(self) -> str:
        """For within a page, which links the style sheet (:func:`style`) itself."""
        return self._written("")

    def __repr__(self) -> str:
        return f"<Picture {self.kind}: {self.title}>"

    def _repr_svg_(self) -> str:
        return self.svg

    def _written(self, style: str) -> str:
        # A picture with links is a document: what role="img" holds cannot be reached by a reader.
        role = "graphics-document document" if self.linked else "img"
        name, title, text = (escaped(t) for t in (self.name, self.title, self.description))
        wide, high = self.width, self.height
        kind = escaped(self.kind) + (" wide" if wide > _WIDE else "")
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="ga-picture {kind}"'
            f' width="{wide}" height="{high}" viewBox="0 0 {wide} {high}" role="{role}"'
            f' lang="{escaped(self.language)}"'
            f' aria-labelledby="{name}-title" aria-describedby="{name}-desc">\n'
            f'<title id="{name}-title">{title}</title>\n<desc id="{name}-desc">{text}</desc>\n'
            f'{style}<rect class="paper" width="{wide}" height="{high}"/>\n'
            f"{self.markup}\n</svg>"
        )


def finished(
    canvas: Canvas,
    size: tuple[float, float],
    *,
    name: str,
    kind: str,
    language: str,
    title: str,
    description: str,
    table: Table,
) -> Picture:
    """A picture of what was drawn from 0, 0 to ``size``, with a margin around it."""
    shift = f"{number(MARGIN)} {number(MARGIN)}"
    markup = f'<g transform="translate({shift})">\n{canvas.markup()}\n</g>'
    wide, high = (int(-(-each // 1)) + 2 * MARGIN for each in size)
    return Picture(
        name, kind, language, title, description, table, wide, high, markup, canvas.linked
    )
