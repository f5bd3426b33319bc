"""Periods that say what they do not know: unknown is never treated as "always"."""

import calendar
import datetime
import re
from dataclasses import dataclass
from enum import Enum

from govactors.problems import Problem, expect

_FORM = re.compile(r"(?P<year>\d{4})(-(?P<month>\d\d)(-(?P<day>\d\d))?)?", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


_PRECISIONS = ("year", "month", "day")


class Holds(Enum):
    """What is known of a statement on a day."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A date in its own precision: a year, a month or a day.

    ``text`` is as it was written, ``first`` and ``last`` are the days between which it lies.

    Moments are sorted as their texts are; whether one certainly lies before another,
    :meth:`before` says.

    >>> Moment.parse("2004-10").last
    datetime.date(2004, 10, 31)
    """

    text: str
    first: datetime.date
    last: datetime.date

    @classmethod
    def parse(cls, text: str) -> "Moment":
        """From ``2004``, ``2004-10`` or ``2004-10-26``.

        Raises :class:`Problem` ``invalid-parameter`` for anything else.
        """
        expect(text, str, "A date")
        found = _FORM.fullmatch(text)
        try:
            if not found:
                raise ValueError(text)
            year = int(found["year"])
            months = (int(found["month"]),) * 2 if found["month"] else (1, 12)
            first_day = int(found["day"]) if found["day"] else 1
            last_day = first_day if found["day"] else calendar.monthrange(year, months[1])[1]
            first = datetime.date(year, months[0], first_day)
            return cls(text, first, datetime.date(year, months[1], last_day))
        except ValueError:
            raise Problem(
                "invalid-parameter",
                f"{text!r} is not a date.",
                hint="Write a year, month or day: 2024, 2024-01 or 2024-01-31.",
            ) from None

    @property
    def precision(self) -> str:
        """``year``, ``month`` or ``day``."""
        return _PRECISIONS[self.text.count("-")]

    def before(self, other: "Moment") -> Holds:
        """Whether it lies before another: unknown where their stretches of days overlap.

        >>> Moment.parse("2004").before(Moment.parse("2004-10"))
        <Holds.UNKNOWN: 'unknown'>
        """
        expect(other, Moment, "The other moment")
        if self.last < other.first:
            return Holds.YES
        surely_not = self.first >= other.last
        return Holds.NO if surely_not else Holds.UNKNOWN

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Period:
    """When a statement holds, by its derived bounds; ``None`` is a side that is not known.

    ``holds_from`` .. ``holds_until`` is the stretch in which it certainly holds, both days
    included; ``may_hold_from`` .. ``may_hold_until`` the stretch outside which it certainly
    does not. ``valid_from``, ``valid_until`` and ``attested_on`` are what the source says, each
    in its own precision.

    >>> day = datetime.date(2023, 10, 19)
    >>> attested = Period(day, day, None, None)
    >>> attested.on(day), attested.on(datetime.date(2024, 1, 1))
    (<Holds.YES: 'yes'>, <Holds.UNKNOWN: 'unknown'>)
    """

    holds_from: datetime.date | None = None
    holds_until: datetime.date | None = None
    may_hold_from: datetime.date | None = None
    may_hold_until: datetime.date | None = None
    valid_from: Moment | None = None
    valid_until: Moment | None = None
    attested_on: Moment | None = None

    @property
    def known(self) -> bool:
        """Whether anything is known of it."""
        return self != Period()

    @property
    def precision(self) -> str | None:
        """That of its least precise date: ``year``, ``month`` or ``day``; ``None`` without any."""
        said = (self.valid_from, self.valid_until, self.attested_on)
        found = {each.precision for each in said if each}
        return next((each for each in _PRECISIONS if each in found), None)

    def on(self, day: datetime.date | str) -> Holds:
        """Whether it holds on a day: yes, no, or unknown."""
        asked = as_day(day)
        if self.may_hold_from and asked < self.may_hold_from:
            return Holds.NO
        if self.may_hold_until and asked > self.may_hold_until:
            return Holds.NO
        if self.holds_from and self.holds_until and self.holds_from <= asked <= self.holds_until:
            return Holds.YES
        return Holds.UNKNOWN

    def before(self, other: "Period") -> Holds:
        """Whether it was over before another began."""
        expect(other, Period, "The other period")
        ends, starts = self.may_hold_until, other.may_hold_from
        if ends and starts and ends < starts:
            return Holds.YES
        last, first = self.holds_until or self.holds_from, other.holds_from or other.holds_until
        return Holds.NO if last and first and last >= first else Holds.UNKNOWN

    def overlaps(self, other: "Period") -> Holds:
        """Whether there is a day on which both hold.

        >>> day = datetime.date
        >>> one = Period(day(2020, 1, 1), day(2021, 1, 1), day(2020, 1, 1), day(2021, 1, 1))
        >>> one.overlaps(Period(day(2020, 5, 5), day(2020, 6, 6))), one.overlaps(Period())
        (<Holds.YES: 'yes'>, <Holds.UNKNOWN: 'unknown'>)
        """
        if Holds.YES in (self.before(other), other.before(self)):
            return Holds.NO
        starts = (self.holds_from, other.holds_from)
        ends = (self.holds_until, other.holds_until)
        if all(starts) and all(ends) and max(filter(None, starts)) <= min(filter(None, ends)):
            return Holds.YES
        return Holds.UNKNOWN

    def __repr__(self) -> str:
        return f"<Period {self}>"

    def __str__(self) -> str:
        if self.valid_from or self.valid_until:
            return f"{self.valid_from or '?'} .. {self.valid_until or '?'}"
        return f"? {self.attested_on} ?" if self.attested_on else "?"


def as_day(value: datetime.date | str) -> datetime.date:
    """A day from a date, a moment on that day, or text such as ``2025-01-15``.

    Raises :class:`Problem` ``invalid-parameter`` for a month, a year or anything else.
    """
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):  # fromisoformat takes weeks as well
            return datetime.date.fromisoformat(value)
    except ValueError:
        pass  # the 30th of February
    raise Problem(
        "invalid-parameter", f"{value!r} is not a day.", hint="Write a day as 2025-01-15."
    )
