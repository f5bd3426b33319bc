"""Days, months and years as people write them."""

import re

_MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}
_YEAR = 12
_WRITTEN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def in_words(text: str, language: str) -> str:
    """A day, month or year of XML Schema in words; any other text as it is.

    >>> in_words("2023-10-19", "nl"), in_words("2026-11", "en"), in_words("2019", "nl")
    ('19 oktober 2023', 'November 2026', '2019')
    >>> in_words("vorig jaar", "nl")
    'vorig jaar'
    """
    found = _WRITTEN.fullmatch(text)
    if not found:
        return text
    year, month, day = found.groups()
    if month is None:
        return year
    if not 1 <= int(month) <= _YEAR:
        return text
    name = _MONTHS[language].split()[int(month) - 1]
    return f"{int(day)} {name} {year}" if day else f"{name} {year}"
