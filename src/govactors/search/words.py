"""Words as a search compares them: folded, without endings, common ones known.

The stemming is light, and the same for Dutch and English, because a reader may type either: it
only has to bring the forms of a word together, on both sides alike.
"""

from functools import lru_cache

from govactors.labels import folded

_COMMON = (
    "aan als bij dat de den der des die door een en er het hun in is met naar niet of om onder op"
    " over te tegen tot uit van voor was wat wie worden wordt zijn"
    " a an and are as at by for from has have in is it its of on or that the their to under was"
    " what which who with does do doet doen"
)
COMMON = frozenset(_COMMON.split())
"""Words that do not tell texts apart; they count only where nothing else is asked."""

_LINKS = ("", "s", "e", "en", "n")
"""What Dutch puts between the parts of a compound."""


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """A folded word without ending, doubled letters single.

    >>> [stem(word) for word in ("taak", "taken", "adviezen", "advies", "authorities", "authority")]
    ['tak', 'tak', 'advi', 'advi', 'authorit', 'authorit']
    """
    if not word.isascii():
        return word
    if word.endswith("zen"):
        word = word[:-3] + "s"
    elif word.endswith("ven"):
        word = word[:-3] + "f"
    for ending, least in (("s", 4), ("en", 3), ("e", 4), ("i", 4), ("y", 4)):
        if word.endswith(ending) and len(word) - len(ending) >= least:
            word = word[: -len(ending)]
    return _single(word)


def _single(word: str) -> str:
    kept = [letter for at, letter in enumerate(word) if not at or letter != word[at - 1]]
    return "".join(kept)


def stems(text: str) -> tuple[str, ...]:
    """The stems of the words of a text, in order.

    >>> stems("Opsporing van mensensmokkel")
    ('opsporing', 'van', 'mensensmokel')
    """
    return tuple(stem(word) for word in folded(text).split())


def halves(word: str) -> list[tuple[str, str]]:
    """The ways to cut a stem in a first part (without what links it) and a last part.

    >>> ("mens", "smokel") in halves("mensensmokel")
    True
    """
    found: list[tuple[str, str]] = []
    for cut in range(len(word) - 4, 3, -1):
        first, last = word[:cut], word[cut:]
        for link in _LINKS:
            if first.endswith(link) and len(first) - len(link) >= 4:
                found.append((first[: len(first) - len(link)], last))
    return found
