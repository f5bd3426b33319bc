"""Where a query breaks: the place and the word, exactly.

The engine reports the furthest character it looked at. It looks ahead by the length of the
longest keyword that could stand there, so its line and column lie up to fourteen characters
behind the word that is wrong. Here the words are set far apart and parsed once more: then no
look-ahead reaches the next word, and the word that the position falls in is the wrong one.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

import pyoxigraph as ox

from govactors.problems import Problem
from govactors.scanner.tokens import TOKEN

_GAP = " " * 16
_NEVER = ")"
"""No query ends in it: the text spread out is parsed, and can never be evaluated."""

_LONGEST = 20_000
_APART = frozenset("{}();,")
_REPORT = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_DECLARED = re.compile(r"prefix\s+([^\s:<>]*):\s*<", re.IGNORECASE)
_SENTENCE = re.compile(r"(?:^expected |one of |, )([A-Z][A-Za-z*]+ [\w *]+?)(?:, |$)")


@dataclass(frozen=True, slots=True)
class _Word:
    """A stretch of the text between white space or brackets, and where it starts."""

    text: str
    offset: int


def problem(text: str, error: SyntaxError, prefixes: Mapping[str, str]) -> Problem:
    """The problem ``query-syntax`` for what the engine said of a query, with line and column."""
    report = _REPORT.match(error.msg or "")
    if not report:
        return Problem("query-syntax", f"{str(error.msg).rstrip('.')}.")
    words = _words(text)
    wrong = _wrong(words, prefixes) if len(text) <= _LONGEST else None
    if wrong is None:
        line, column = int(report[1]), int(report[2])
        detail = "It breaks at this place or shortly before."
        return Problem("query-syntax", detail, line=line, column=column)
    line = text.count("\n", 0, wrong.offset) + 1
    column = wrong.offset - text.rfind("\n", 0, wrong.offset)
    detail = _detail(wrong, words, report[3], {*prefixes, *_DECLARED.findall(text)})
    return Problem("query-syntax", detail, line=line, column=column)


def _words(text: str) -> list[_Word]:
    """The words in order; an empty one at the end stands for the end of the text.

    A bracket stays with the name before it: the engine wants no space in ``CONCAT(``.
    """
    words: list[_Word] = []
    end, kind = -1, ""
    for token in TOKEN.finditer(text):
        if token.lastgroup == "space":
            continue
        call = token[0] == "(" and kind in ("word", "name")
        apart = token.start() != end or bool({token[0], words[-1].text[-1]} & _APART)
        if apart and not (call and token.start() == end):
            words.append(_Word(token[0], token.start()))
        else:
            words[-1] = _Word(words[-1].text + token[0], words[-1].offset)
        end, kind = token.end(), token.lastgroup or ""
    return [*words, _Word("", len(text.rstrip()))]


def _wrong(words: list[_Word], prefixes: Mapping[str, str]) -> _Word | None:
    """The word at which the engine stops."""
    spread = [word.text or _NEVER for word in words]
    text = _GAP.join(spread)
    try:
        ox.Store().query(text, prefixes=dict(prefixes))
    except SyntaxError as error:
        report = _REPORT.match(error.msg or "")
    else:
        return None
    if not report:
        return None
    before = text.split("\n")[: int(report[1]) - 1]
    stop = sum(len(line) + 1 for line in before) + int(report[2]) - 1
    starts = list(accumulate((len(word) + len(_GAP) for word in spread), initial=0))
    return words[min(bisect_right(starts, stop), len(words)) - 1]


def _detail(wrong: _Word, words: list[_Word], expected: str, declared: set[str]) -> str:
    prefix, colon, _ = wrong.text.partition(":")
    if colon and re.fullmatch(r"[\w.-]*", prefix) and prefix not in declared:
        return f"The prefix {prefix}: is not declared."
    if re.fullmatch(r"<(?![A-Za-z][\w+.-]*:)[^<>]*>", wrong.text):
        return f"{wrong.text} is not a complete address."
    if wrong.text:
        shown = wrong.text if len(wrong.text) <= 40 else f"{wrong.text[:40]}..."
        shown = shown.removesuffix("(") or shown
        return f"The query breaks at {shown!r}."
    sentence = _SENTENCE.search(" ".join(expected.split()))
    if sentence:
        return f"{sentence[1]}."
    tail = "".join(word.text[-1:] for word in words)
    opened = sum(map(tail.count, "{(")) - sum(map(tail.count, "})"))
    if opened:
        return "The query ends before it is complete."
    return "The query ends before it is complete, or assigns a variable twice."
