"""The reference engine judges everything that is published; `scripts/test` judges a sample."""

import govactors
from govactors.validation import validate


def test_the_engines_agree_on_what_is_published() -> None:
    letter = govactors.load()
    found = validate(letter, engine="reference").findings
    assert found
    assert found == validate(letter).findings
