"""Moments in their own precision, and periods that say what they do not know."""

import calendar
import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govactors import Holds, Moment, Period, Problem

days = st.dates(datetime.date(1800, 1, 1), datetime.date(2400, 12, 31))


@settings(derandomize=True)
@given(days)
def test_a_moment_spans_the_days_it_may_mean(day: datetime.date) -> None:
    year, month = Moment.parse(f"{day:%Y}"), Moment.parse(f"{day:%Y-%m}")
    assert (Moment.parse(day.isoformat()).first, Moment.parse(day.isoformat()).last) == (day, day)
    assert year.first == datetime.date(day.year, 1, 1)
    assert year.last == datetime.date(day.year, 12, 31)
    assert month.first == day.replace(day=1)
    assert month.last + datetime.timedelta(days=1) == _next_month(day)


def _next_month(day: datetime.date) -> datetime.date:
    return (day.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)


@pytest.mark.parametrize(
    ("year", "leap"), [(1900, False), (2000, True), (2023, False), (2024, True)]
)
def test_february_knows_leap_years(year: int, leap: bool) -> None:
    assert Moment.parse(f"{year}-02").last.day == (29 if leap else 28)
    assert calendar.isleap(year) is leap


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24",
        "2024-1",
        "2024-13",
        "2024-00",
        "2023-02-29",
        "1900-02-29",
        "0000",
        "2024-01-01T00:00:00",
        "2024-01-01Z",
        "+2024",
        "12024",
        "2024\n",
        "٢٠٢٤",
        "2024-٠١",
    ],
)
def test_anything_else_is_no_moment(text: str) -> None:
    with pytest.raises(Problem) as caught:
        Moment.parse(text)
    assert caught.value.kind == "invalid-parameter"
    assert str(caught.value) == (
        f"{text!r} is not a date. Write a year, month or day: 2024, 2024-01 or 2024-01-31."
    )


def _day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("bounds", "on", "holds"),
    [
        (("", "", "", ""), "2024-01-01", Holds.UNKNOWN),
        (("2023-10-19", "2023-10-19", "", ""), "2023-10-19", Holds.YES),
        (("2023-10-19", "2023-10-19", "", ""), "2023-10-18", Holds.UNKNOWN),
        (("2023-10-19", "2023-10-19", "", ""), "2023-10-20", Holds.UNKNOWN),
        (("2010-12-31", "", "2010-01-01", ""), "2009-12-31", Holds.NO),
        (("2010-12-31", "", "2010-01-01", ""), "2010-01-01", Holds.UNKNOWN),
        (("2010-12-31", "", "2010-01-01", ""), "2024-01-01", Holds.UNKNOWN),
        (("2010-12-31", "2015-01-01", "2010-01-01", "2015-12-31"), "2010-12-30", Holds.UNKNOWN),
        (("2010-12-31", "2015-01-01", "2010-01-01", "2015-12-31"), "2010-12-31", Holds.YES),
        (("2010-12-31", "2015-01-01", "2010-01-01", "2015-12-31"), "2015-01-01", Holds.YES),
        (("2010-12-31", "2015-01-01", "2010-01-01", "2015-12-31"), "2015-01-02", Holds.UNKNOWN),
        (("2010-12-31", "2015-01-01", "2010-01-01", "2015-12-31"), "2015-12-31", Holds.UNKNOWN),
        (("2010-12-31", "2015-01-01", "2010-01-01", "2015-12-31"), "2016-01-01", Holds.NO),
        (("", "", "", "2015-12-31"), "2016-01-01", Holds.NO),
        (("", "", "", "2015-12-31"), "2015-12-31", Holds.UNKNOWN),
    ],
)
def test_a_day_is_yes_no_or_unknown_never_always(
    bounds: tuple[str, str, str, str], on: str, holds: Holds
) -> None:
    day = _day(on)
    assert day
    holds_from, holds_until, may_hold_from, may_hold_until = map(_day, bounds)
    assert Period(holds_from, holds_until, may_hold_from, may_hold_until).on(day) is holds


@settings(derandomize=True)
@given(st.none() | days, st.none() | days, days)
def test_what_is_not_known_is_never_certain(
    may_from: datetime.date | None, may_until: datetime.date | None, on: datetime.date
) -> None:
    period = Period(may_hold_from=may_from, may_hold_until=may_until)
    assert period.on(on) is not Holds.YES
    outside = (may_from is not None and on < may_from) or (may_until is not None and on > may_until)
    assert (period.on(on) is Holds.NO) is outside
