"""What is not known yet, as a work list: one SPARQL file a kind of gap."""

from dataclasses import dataclass
from pathlib import Path

from govactors.contents import Contents

_FOLDER = Path(__file__).with_name("queries") / "gaps"


@dataclass(frozen=True, slots=True)
class Gap:
    """A kind of gap with the things that show it.

    ``reference`` is the name of the query file; the titles come from its first lines.
    ``things`` pairs an address with a word or two about it.
    """

    reference: str
    title_nl: str
    title_en: str
    things: tuple[tuple[str, str], ...]

    def __repr__(self) -> str:
        return f"<Gap {self.reference}: {len(self.things)} things>"


def gaps(contents: Contents) -> tuple[Gap, ...]:
    """Every kind of gap, those without a case included, in the order of the file names.

    >>> import govactors
    >>> [gap.reference for gap in gaps(govactors.load())][:2]
    ['actors-without-identifier', 'ambiguous-statements']
    """
    return tuple(_gap(path, contents) for path in sorted(_FOLDER.glob("*.rq")))


def _gap(path: Path, contents: Contents) -> Gap:
    text = path.read_text(encoding="utf-8")
    titles = dict(
        line.removeprefix("# ").split(": ", 1) for line in text.splitlines()[:2] if ": " in line
    )
    rows = contents.select(text)
    things = tuple((str(row.thing), str(row.detail or "")) for row in rows)
    return Gap(path.stem, titles["nl"], titles["en"], things)
