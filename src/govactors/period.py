"""Periods that say what they do not know: unknown is never treated as "always"."""

import calendar
import datetime
import re
from dataclasses import dataclass
from enum import Enum

from govactors.problems import Problem

_FORM = re.compile(r"(?P<year>\d{4})(-(?P<month>\d\d)(-(?P<day>\d\d))?)?", re.ASCII)


class Holds(Enum):
    """What is known of a statement on a day."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Moment:
    """A date in its own precision: a year, a month or a day.

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


@dataclass(frozen=True, slots=True)
class Period:
    """When a statement holds, by its derived bounds; ``None`` is a side that is not known.

    ``holds_from`` .. ``holds_until`` is the stretch in which it certainly holds, both days
    included; ``may_hold_from`` .. ``may_hold_until`` the stretch outside which it certainly
    does not.

    >>> day = datetime.date(2023, 10, 19)
    >>> attested = Period(day, day, None, None)
    >>> attested.on(day), attested.on(datetime.date(2024, 1, 1))
    (<Holds.YES: 'yes'>, <Holds.UNKNOWN: 'unknown'>)
    """

    holds_from: datetime.date | None = None
    holds_until: datetime.date | None = None
    may_hold_from: datetime.date | None = None
    may_hold_until: datetime.date | None = None

    def on(self, day: datetime.date) -> Holds:
        """Whether it holds on a day: yes, no, or unknown."""
        if self.may_hold_from and day < self.may_hold_from:
            return Holds.NO
        if self.may_hold_until and day > self.may_hold_until:
            return Holds.NO
        if self.holds_from and self.holds_until and self.holds_from <= day <= self.holds_until:
            return Holds.YES
        return Holds.UNKNOWN
