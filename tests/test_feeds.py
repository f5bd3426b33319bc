"""Feeds: well-formed Atom and JSON Feed with stable ids, of all changes or of one actor."""

import json
import xml.etree.ElementTree as ET
from dataclasses import replace

import pyoxigraph as ox
import pytest

from govactors import Problem, Publication, comparison, feeds
from govactors.changes import Difference
from govactors.editions import Edition

ATOM = "{http://www.w3.org/2005/Atom}"
SERVICE = "https://example.org/keten/id/organisatie/dienst-keuring"
NASTY = '<script>alert("1")</script> & \x0b ]]> \U0001f6a2'
NAME = ox.Literal(NASTY, language="en")


@pytest.fixture(scope="module")
def difference(keten: Publication) -> Difference:
    """The later release has lost a name, and has got one that tries to break out."""
    new = Edition.from_contents(keten)
    lost = tuple(t for t in new.said if "DiKe" not in str(t.object))
    nasty = tuple(
        t if "Inspectorate" not in str(t.object) else type(t)(t.subject, t.predicate, NAME)
        for t in lost
    )
    later = replace(new, said=nasty, date="2024-09-01", version="2.4")
    return comparison.compare(new, later)


def _entries(data: bytes) -> list[ET.Element]:
    return ET.fromstring(data).findall(f"{ATOM}entry")  # noqa: S314 - our own output


def _texts(entry: ET.Element) -> dict[str, str]:
    return {child.tag.removeprefix(ATOM): child.text or "" for child in entry}


def test_an_atom_feed_has_what_the_standard_asks(difference: Difference) -> None:
    data = feeds.to_atom(feeds.feed([difference], "nl"))
    root = ET.fromstring(data)  # noqa: S314 - our own output
    assert root.tag == f"{ATOM}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "nl"
    head = _texts(root)
    assert head["id"] == "https://example.org/keten/changes"
    assert head["title"] == "Wijzigingen: Wie keurt schepen"
    assert head["updated"] == "2024-09-01T00:00:00Z"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Wie keurt schepen"
    entries = _entries(data)
    assert len(entries) == len(difference.changes) == 2
    for entry in entries:
        texts = _texts(entry)
        assert {"id", "title", "updated", "link", "category", "summary"} <= texts.keys()
        assert texts["id"].startswith("https://example.org/keten/2024-09-01/changes#")
        assert texts["updated"] == "2024-09-01T00:00:00Z"


def test_markup_in_a_name_stays_text(difference: Difference) -> None:
    feed = feeds.feed([difference], "en")
    legal = NASTY.replace("\x0b", "\N{REPLACEMENT CHARACTER}")
    titles = [_texts(entry)["title"] for entry in _entries(feeds.to_atom(feed))]
    assert [title for title in titles if legal in title]
    listed = [item["title"] for item in json.loads(feeds.to_json(feed))["items"]]
    assert [title for title in listed if NASTY in title]


def test_both_formats_list_the_same(difference: Difference) -> None:
    feed = feeds.feed([difference], "en")
    listed = json.loads(feeds.to_json(feed))
    assert listed["version"] == "https://jsonfeed.org/version/1.1"
    assert listed["feed_url"] == feed.iri
    atom = [_texts(entry)["id"] for entry in _entries(feeds.to_atom(feed))]
    assert [item["id"] for item in listed["items"]] == atom
    assert len(set(atom)) == len(atom)


def test_an_actor_has_a_feed_of_its_own(difference: Difference) -> None:
    feed = feeds.feed([difference], "en", SERVICE)
    assert feed.iri == "https://example.org/keten/doc/organisatie/dienst-keuring/changes"
    assert feed.title == "Changes: Inspection Service"
    assert [item.change.text("en") for item in feed.items] == [
        "Name removed from Inspection Service: “DiKe”."
    ]


def test_an_unknown_actor_is_a_problem(difference: Difference) -> None:
    with pytest.raises(Problem) as caught:
        feeds.feed([difference], "en", SERVICE + "x")
    assert caught.value.kind == "unknown-thing"


def test_the_newest_release_stands_first(difference: Difference, keten: Publication) -> None:
    first = Edition.from_contents(keten)
    earliest = replace(first, date="2024-01-15", said=first.said[1:])
    earlier = comparison.compare(earliest, first)
    feed = feeds.feed([earlier, difference], "nl")
    dates = [item.updated for item in feed.items]
    assert earlier.changes
    assert dates == sorted(dates, reverse=True)
    assert feed.updated == "2024-09-01T00:00:00Z"
    assert feed == feeds.feed([difference, earlier], "nl")
