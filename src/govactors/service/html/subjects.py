"""What a page is about, from what a reader typed or a link says."""

from collections.abc import Iterator

from govactors.nodes import Nodes
from govactors.problems import Problem
from govactors.service.makings import Making

_FOLDERS = ("begrip", "taak", "organisatie", "groep", "functie", "wet", "bron")
_UNFIT = set('<>"{}|^`\\ ')


def subject(making: Making, text: str) -> str:
    """The thing that a text names: ``taak/toezicht``, a reference, an address or a name.

    Raises :class:`Problem` ``invalid-parameter`` that lists what comes near.
    """
    nodes = Nodes.of(making.publication)
    for iri in _tried(making, text.strip()):
        if not set(iri) & _UNFIT and nodes[iri].triples:
            return iri
    labels = making.publication.labels
    found = labels.things(text)
    if len(found) == 1:
        return found[0]
    near = [each.label.text for each in labels.near(text)]
    hint = f"Did you mean: {', '.join(near)}?" if near else "Give a name, or choose from the list."
    raise Problem("invalid-parameter", f"over: {text!r} is not one thing.", hint=hint)


def _tried(making: Making, text: str) -> Iterator[str]:
    """The addresses that a text may stand for; code lists may have a base of their own."""
    addresses = making.publication.addresses
    concept, slash, reference = text.partition("/")
    if text.startswith(("http://", "https://")):
        yield text
    elif slash:
        yield addresses.thing(concept, reference)
        yield addresses.prefixes.get(concept, addresses.thing(concept, "")) + reference
    else:
        for folder in _FOLDERS:
            yield addresses.thing(folder, text)
            yield addresses.prefixes.get(folder, addresses.thing(folder, "")) + text
