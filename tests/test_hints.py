"""What a problem advises is what the user needs next."""

from collections.abc import Callable

import pytest
from tests.conftest import Cli

from govactors import Problem, Publication

Call = Callable[[Publication], object]


@pytest.mark.parametrize(
    ("call", "hint"),
    [
        (lambda p: p.select("ASK { ?s ?p ?o }"), "This one is a yes or no: use .ask()."),
        (lambda p: p.ask("SELECT * { ?s ?p ?o } LIMIT 1"), "This one gives rows: use .select()."),
        (
            lambda p: p.select("DESCRIBE taak:opsporing"),
            "This one gives triples: use .construct().",
        ),
    ],
)
def test_another_kind_of_answer_names_its_call(letter: Publication, call: Call, hint: str) -> None:
    with pytest.raises(Problem) as caught:
        call(letter)
    assert caught.value.hint == hint


def test_a_question_is_found_by_what_resembles_it(letter: Publication) -> None:
    with pytest.raises(Problem) as caught:
        letter.question("ministerie-op-een-dg")
    assert caught.value.hint.startswith("Did you mean 'ministerie-op-een-dag'")
    assert ".questions" in caught.value.hint


def test_candidates_are_quoted_since_titles_have_commas(letter: Publication) -> None:
    with pytest.raises(Problem) as caught:
        letter.source("Brief van 19 oktober 2023 met kenmerk 4054603, blz 4")
    assert "'Brief van 19 oktober 2023 met kenmerk 4054603, pagina 4'" in caught.value.hint


def test_a_host_that_is_not_ours_names_the_flag(cli: Cli) -> None:
    done = cli("serve", "--host", "nowhere.invalid", "--port", "0")
    assert done.code == 2
    assert "Name an address of this machine with --host" in done.error
