"""One mistake is one finding, and a misspelt property says which was meant."""

from pathlib import Path

from govactors import Publication
from govactors.findings import Finding

STATEMENT = """
PREFIX begrip: <https://w3id.org/govactors/id/begrip/>
PREFIX bron: <https://w3id.org/govactors/id/bron/>
PREFIX ga: <https://w3id.org/govactors/def#>
PREFIX organisatie: <https://w3id.org/govactors/id/organisatie/>
PREFIX passage: <https://w3id.org/govactors/id/passage/>
PREFIX taak: <https://w3id.org/govactors/id/taak/>
PREFIX uitspraak: <https://w3id.org/govactors/id/uitspraak/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
uitspraak:brief-4054603-s26 a ga:Assignment ;
    ga:actor organisatie:kmar ;
    ga:task taak:opsporing-mensensmokkel ;
    ga:responsibility begrip:hoofdverantwoordelijk ;
    ga:certainty begrip:expliciet ;
    ga:attestedOn "2023-10-19"^^xsd:date ;
    ga:validFrom "2023-01-01"^^xsd:date ;
    ga:source bron:brief-4054603 ;
    ga:passage passage:brief-4054603-496-560 .
"""


def _names(letter: Publication, folder: Path, *changed: tuple[str, str]) -> dict[str, Finding]:
    """What is found in the statement with these texts changed, by the names of the shapes."""
    text = STATEMENT
    for old, new in changed:
        assert old in text
        text = text.replace(old, new)
    path = folder / "eigen.ttl"
    path.write_text(text, encoding="utf-8")
    return {each.name: each for each in letter.validate(path).findings}


def test_an_ill_formed_date_is_found_once_and_a_misspelt_property_says_which_was_meant(
    letter: Publication, tmp_path: Path
) -> None:
    found = _names(letter, tmp_path, ("2023-10-19", "19-10-2023"), ("bility", "bilty"))
    assert set(found) == {
        "assignment-properties",
        "assignment-responsibility",
        "statement-attested-on",
    }
    closed = found["assignment-properties"]
    assert closed.message("nl").endswith(" Bedoelde u ga:responsibility?")
    assert closed.message("en").endswith(" Did you mean ga:responsibility?")


def test_an_ill_formed_bound_puts_no_day_outside(letter: Publication, tmp_path: Path) -> None:
    found = _names(letter, tmp_path, ("2023-01-01", "31-12-2099"), ("ga:source", "ga:xyzzy"))
    assert "statement-valid-from" in found
    assert "period-attested" not in found
    assert "Did you mean" not in found["assignment-properties"].message("en")


def test_a_day_outside_the_period_is_still_found(letter: Publication, tmp_path: Path) -> None:
    assert "period-attested" in _names(letter, tmp_path, ("2023-01-01", "2024-01-01"))
