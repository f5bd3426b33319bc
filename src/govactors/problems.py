"""What can go wrong for a user: one exception class, worded from one table of kinds.

Every error that a user can cause is a :class:`Problem`: it names what, where, and what to
do. The command line prints it, the service renders it as problem+json; nobody else words
an error.
"""

from govactors.kinds import KINDS

LANGUAGES = ("nl", "en")
"""The languages in which a publication speaks."""


class Problem(Exception):  # noqa: N818 - RFC 9457 calls it a problem, and so do we
    """Something a user can mend: what, where, and what to do.

    ``file``, ``line`` and ``column`` (both 1-based) are set where they are known.

    >>> print(Problem("broken-turtle", "A dot is missing.", file="a.ttl", line=3, column=7))
    a.ttl:3:7: A dot is missing. Mend the file at the line and column named; nothing was loaded.
    """

    def __init__(
        self,
        kind: str,
        detail: str,
        *,
        hint: str = "",
        file: str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        self.kind = kind
        self.detail = detail
        advice = KINDS[kind].advice  # an unknown kind fails here, at once
        self.hint = hint or advice
        self.file = file
        self.line = line
        self.column = column
        super().__init__(kind, detail)

    @property
    def place(self) -> str:
        """``file:line:column`` as far as known, for instance ``line 2, column 5``."""
        if self.file is not None:
            numbers = [str(n) for n in (self.line, self.column) if n is not None]
            return ":".join([self.file, *numbers])
        if self.line is None:
            return ""
        at = f"line {self.line}"
        return at if self.column is None else f"{at}, column {self.column}"

    def __str__(self) -> str:
        head = f"{self.place}: " if self.place else ""
        return f"{head}{self.detail} {self.hint}"

    def __reduce__(self) -> tuple[object, ...]:
        arguments = (self.kind, self.detail, self.hint, self.file, self.line, self.column)
        return (_rebuild, arguments)


def missing(detail: str, extra: str) -> Problem:
    """The problem that a package of an extra is not installed, with both ways to install it.

    >>> print(missing("This needs the package polars.", "polars").hint)
    Install it: pip install 'govactors[polars]', or in a clone: pip install '.[polars]'
    """
    hint = f"Install it: pip install 'govactors[{extra}]', or in a clone: pip install '.[{extra}]'"
    return Problem("missing-package", detail, hint=hint)


def expect(value: object, kind: type, name: str) -> None:
    """Raises :class:`Problem` ``invalid-parameter`` if a value is not of the class it must be of.

    >>> expect("SELECT * {}", str, "The query")
    """
    if not isinstance(value, kind):
        wanted = {"str": "text"}.get(kind.__name__, f"a {kind.__name__}")
        raise Problem(
            "invalid-parameter", f"{name} must be {wanted}, not a {type(value).__name__}."
        )


def expect_language(value: object) -> None:
    """Raises :class:`Problem` ``invalid-parameter`` for what is no language of ours.

    >>> expect_language("en")
    """
    if value not in LANGUAGES:
        raise Problem(
            "invalid-parameter", f"The language is nl or en, not {value!r}.", hint="Write nl or en."
        )


def _rebuild(
    kind: str, detail: str, hint: str, file: str | None, line: int | None, column: int | None
) -> Problem:
    return Problem(kind, detail, hint=hint, file=file, line=line, column=column)
