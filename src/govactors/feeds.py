"""Feeds of what changed from release to release: Atom and JSON Feed, of all or of one actor."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from govactors.changes import Change, Difference
from govactors.problems import Problem, expect_language

_ATOM = "http://www.w3.org/2005/Atom"
_TITLES = {"nl": "Wijzigingen", "en": "Changes"}
_RELEASES = {"nl": "Uitgave", "en": "Release"}
# XML 1.0 section 2.2: characters that no escape makes legal.
_ILLEGAL = {
    code: "\N{REPLACEMENT CHARACTER}"
    for code in (*range(0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
    if chr(code) not in "\t\n\r"
}


@dataclass(frozen=True, slots=True)
class Item:
    """A change as an entry: its address never changes, its date is that of the release."""

    change: Change
    updated: str
    release: str


@dataclass(frozen=True, slots=True)
class Feed:
    """The changes of one or more releases, the newest release first.

    ``iri`` identifies the feed, ``home`` is what it is about, ``language`` is ``nl`` or ``en``.
    """

    iri: str
    home: str
    title: str
    author: str
    language: str
    updated: str
    items: tuple[Item, ...]


def feed(differences: Sequence[Difference], language: str, actor: str | None = None) -> Feed:
    """The feed of the differences between successive releases; of one actor if one is named.

    Raises :class:`Problem` ``unknown-thing`` if none of the releases knows the actor.
    """
    expect_language(language)
    newest = max(differences, key=lambda each: each.new.date)
    addresses = newest.new.addresses
    about = actor or addresses.ontology
    if actor and not any(each.wording.knows(actor) for each in differences):
        raise Problem("unknown-thing", f"No release names {addresses.shorten(actor)}.")
    name = newest.wording.term(ox.NamedNode(about), language)
    return Feed(
        addresses.changes(actor),
        about,
        f"{_TITLES[language]}: {name}",
        newest.wording.term(ox.NamedNode(addresses.ontology), language),
        language,
        _moment(newest.new.date),
        tuple(_items(differences, language, actor)),
    )


def _items(differences: Iterable[Difference], language: str, actor: str | None) -> Iterable[Item]:
    for difference in sorted(differences, key=lambda each: each.new.date, reverse=True):
        release = f"{_RELEASES[language]} {difference.new.version}, {difference.new.date}"
        for change in difference.changes:
            if actor is None or actor in change.actors:
                yield Item(change, _moment(difference.new.date), release)


def _moment(date: str) -> str:
    return f"{date}T00:00:00Z"


def to_atom(of: Feed) -> bytes:
    """The feed as Atom (RFC 4287)."""
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": of.language})
    _add(root, "id", of.iri)
    _add(root, "title", of.title)
    _add(root, "updated", of.updated)
    _add(_add(root, "author"), "name", of.author)
    _add(root, "link", rel="alternate", href=of.home)
    for item in of.items:
        entry = _add(root, "entry")
        _add(entry, "id", item.change.iri)
        _add(entry, "title", item.change.text(of.language))
        _add(entry, "updated", item.updated)
        _add(entry, "link", rel="alternate", href=item.change.thing)
        _add(entry, "category", term=item.change.kind)
        _add(entry, "summary", item.release)
    ET.indent(root)
    written = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return bytes(written) + b"\n"


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    child = ET.SubElement(
        parent, name, {key: value.translate(_ILLEGAL) for key, value in attributes.items()}
    )
    child.text = text.translate(_ILLEGAL) or None
    return child


def to_json(of: Feed) -> bytes:
    """The feed as JSON Feed, version 1.1."""
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": of.title,
        "home_page_url": of.home,
        "feed_url": of.iri,
        "language": of.language,
        "authors": [{"name": of.author}],
        "items": [
            {
                "id": item.change.iri,
                "url": item.change.thing,
                "title": item.change.text(of.language),
                "content_text": item.release,
                "date_published": item.updated,
                "tags": [item.change.kind],
            }
            for item in of.items
        ],
    }
    return (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode()
