"""A misspelt word finds nothing; on the command line that is said, and nothing else changes."""

import subprocess
from collections.abc import Callable

import pytest
from tests.conftest import Cli

from govactors import Publication, strangers

LEEDS = "govactors: ga:leeds is no word of the ontology; did you mean ga:leads?\n"


@pytest.mark.parametrize("name", ["table", "csv", "tsv", "json", "xml"])
def test_a_misspelt_word_is_named_after_an_empty_answer(cli: Cli, name: str) -> None:
    done = cli("query", "--format", name, "SELECT ?who { ?who ga:leeds ?task }")
    assert (done.code, done.error) == (0, LEEDS)
    assert cli("query", "--format", name, "ASK { ?who ga:leeds ?task }").error == LEEDS


def test_a_thing_that_is_not_described_is_named(cli: Cli) -> None:
    done = cli("query", "ASK { organisatie:kmarr ga:leads ?task, taak:xyzzy }")
    assert (done.code, done.text) == (0, "no\n")
    assert done.error == (
        "govactors: organisatie:kmarr is not described; did you mean organisatie:kmar?\n"
        "govactors: taak:xyzzy is not described.\n"
    )
    bound = cli("query", "--bind", "who=organisatie:kmarr", "SELECT ?who { ?who ga:leads ?t }")
    assert "organisatie:kmarr is not described" in bound.error


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?who { ?who ga:leads ?task OPTIONAL { ?who ga:leeds ?x } } LIMIT 1",
        "ASK { organisatie:ind ga:leads ?task }",
        "ASK { ?who ga:leads 'ga:leeds' } # ga:leeds",
        "PREFIX ga: <https://example.org/> ASK { ?who ga:leeds ?task }",
        "ASK { GRAPH graaf:kern { ?who ga:leads ?task } }",
        "ASK { ?who foaf:nmae ?x }",
    ],
)
def test_nothing_is_said_where_there_is_an_answer_or_every_word_is_known(
    cli: Cli, query: str
) -> None:
    assert cli("query", query).error == ""


def test_of_a_publication_of_its_own_its_own_things_are_known(keten: Publication) -> None:
    own = keten.addresses.thing("organisatie", "dienst-keurin")
    (told,) = strangers.among([own, "https://w3id.org/govactors/id/organisatie/kmarr"], keten)
    assert told == (
        "organisatie:dienst-keurin is not described; did you mean organisatie:dienst-keuring?"
    )


def test_the_quick_way_says_the_same(
    run: Callable[..., subprocess.CompletedProcess[bytes]],
) -> None:
    done = run("-m", "govactors", "query", "ASK { ?who ga:leeds ?task }")
    assert (done.returncode, done.stdout.decode(), done.stderr.decode()) == (0, "no\n", LEEDS)


def test_why_says_that_a_property_does_not_exist(cli: Cli) -> None:
    done = cli("why", "KMar", "ga:leeds")
    assert done.code == 2
    assert "ga:leeds is no word of the ontology; did you mean ga:leads?" in done.error
