"""What the columns of an answer are called on a page: words instead of names of variables."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from govactors.service.html.naming import Naming, Part
from govactors.terms import ga

_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "above": ("staat boven", "stands above"),
        "actor": ("actor", "actor"),
        "act": ("wet", "act"),
        "actNumber": ("nummer van de wet", "number of the act"),
        "address": ("adres", "address"),
        "after": ("daarna", "after"),
        "alsoMember": ("is ook lid", "is also a member"),
        "answer": ("antwoord", "answer"),
        "article": ("artikel", "article"),
        "articles": ("artikelen", "articles"),
        "authority": ("gezag", "authority"),
        "before": ("daarvoor", "before"),
        "certainty": ("zekerheid", "certainty"),
        "certain": ("zeker", "certain"),
        "chair": ("voorzitter", "chair"),
        "class": ("soort", "kind"),
        "classification": ("soort", "kind"),
        "contact": ("contact met", "contact with"),
        "countries": ("landen", "countries"),
        "counts": ("telt mee", "counts"),
        "date": ("datum", "date"),
        "day": ("dag", "day"),
        "degree": ("mate", "degree"),
        "digest": ("controlegetal", "checksum"),
        "direction": ("richting", "direction"),
        "end": ("tot teken", "to character"),
        "endDate": ("einddatum", "end date"),
        "event": ("gebeurtenis", "event"),
        "facilitator": ("helper", "facilitator"),
        "first": ("eerste", "first"),
        "flow": ("informatiestroom", "information flow"),
        "followsFrom": ("volgt uit", "follows from"),
        "former": ("vroegere naam", "former name"),
        "framework": ("kader", "framework"),
        "from": ("vanaf", "from"),
        "full": ("volledige naam", "full name"),
        "group": ("groep", "group"),
        "host": ("gastheer", "host"),
        "howMuch": ("hoeveel", "how much"),
        "howTheyArrive": ("hoe zij komen", "how they arrive"),
        "identifier": ("kenmerk", "identifier"),
        "issued": ("gepubliceerd", "issued"),
        "kind": ("soort", "kind"),
        "kindOfPartner": ("soort partner", "kind of partner"),
        "last": ("laatste", "last"),
        "law": ("wet", "act"),
        "leftOpen": ("opengelaten", "left open"),
        "locator": ("vindplaats", "place"),
        "manager": ("beheerder", "manager"),
        "mayBe": ("kan zijn", "may be"),
        "means": ("middel", "means"),
        "member": ("lid", "member"),
        "members": ("leden", "members"),
        "ministry": ("ministerie", "ministry"),
        "missing": ("wat ontbreekt", "what is missing"),
        "modality": ("doet, mag of moet", "does, may or must"),
        "name": ("naam", "name"),
        "new": ("nieuwe naam", "new name"),
        "note": ("toelichting", "note"),
        "number": ("aantal", "number"),
        "numberOfPages": ("aantal pagina's", "number of pages"),
        "object": ("waarover", "object"),
        "office": ("functie", "office"),
        "old": ("oude naam", "old name"),
        "one": ("de een", "the one"),
        "origin": ("afkomstig van", "comes from"),
        "original": ("ging uit van", "original"),
        "other": ("de ander", "the other"),
        "otherReading": ("andere lezing", "other reading"),
        "otherTitle": ("andere titel", "other title"),
        "over": ("over wie", "over whom"),
        "page": ("pagina", "page"),
        "paragraph": ("alinea", "paragraph"),
        "parent": ("boven", "parent"),
        "part": ("onderdeel", "part"),
        "partner": ("partner", "partner"),
        "partnership": ("samenwerkingsverband", "partnership"),
        "phenomenon": ("fenomeen", "phenomenon"),
        "place": ("plaats", "place"),
        "placedBy": ("geplaatst door", "placed by"),
        "predicate": ("eigenschap", "property"),
        "principal": ("opdrachtgever", "principal"),
        "printed": ("afgedrukt", "printed"),
        "printedBelow": ("afgedrukt onder", "printed below"),
        "provides": ("bepaalt", "provides"),
        "purpose": ("doel", "purpose"),
        "readOn": ("gelezen op", "read on"),
        "reason": ("reden", "reason"),
        "receiver": ("ontvanger", "receiver"),
        "reference": ("kenmerk", "reference"),
        "relation": ("verband", "relation"),
        "result": ("leidde tot", "result"),
        "role": ("rol", "role"),
        "section": ("onderdeel van de bron", "section"),
        "sender": ("afzender", "sender"),
        "service": ("dienst", "service"),
        "source": ("bron", "source"),
        "sources": ("bronnen", "sources"),
        "staff": ("personeel", "staff"),
        "start": ("vanaf teken", "from character"),
        "startDate": ("begindatum", "start date"),
        "statement": ("uitspraak", "statement"),
        "statements": ("uitspraken", "statements"),
        "step": ("stap", "step"),
        "subject": ("onderwerp", "subject"),
        "subordinate": ("ondergeschikte", "subordinate"),
        "superior": ("bovengeschikte", "superior"),
        "task": ("taak", "task"),
        "taskBy": ("taak volgens", "task by"),
        "taskMeans": ("middel bij de taak", "means for the task"),
        "thing": ("waarover", "thing"),
        "unit": ("eenheid", "unit"),
        "until": ("tot en met", "until"),
        "value": ("waarde", "value"),
        "version": ("versie", "version"),
        "weight": ("gewicht", "weight"),
        "where": ("plaats in de bron", "place in the source"),
        "what": ("wat", "what"),
        "whole": ("geheel", "whole"),
    }
)
"""By variable, without a last word ``Name`` or ``Title``, in Dutch and English."""

PLACE = ("page", "section", "paragraph", "start", "end")
"""Columns that together say where in a source something stands."""

_NAMED = ("Name", "Title", "Label")


def base(name: str) -> str:
    """What a column is about: ``actor`` for ``actorName`` as well.

    >>> base("actorName"), base("name"), base("numberOfPages")
    ('actor', 'name', 'numberOfPages')
    """
    for end in _NAMED:
        if name.endswith(end) and name != end:
            return name.removesuffix(end)
    return name


def merged(names: Sequence[str]) -> list[tuple[int, int | None]]:
    """The columns to show, each with the column of addresses that its names belong to.

    >>> merged(["actor", "actorName", "page"])
    [(1, 0), (2, None)]
    """
    bases = {base(name) for name in names if base(name) != name}
    return [
        (index, names.index(base(name)) if base(name) != name and base(name) in names else None)
        for index, name in enumerate(names)
        if name not in bases
    ]


def place(cells: Mapping[str, str], language: str) -> str:
    """Where in a source something stands, in one cell.

    >>> place({"page": "4", "start": "179", "end": "256"}, "en")
    'p. 4, characters 179–256'
    """
    nl = language == "nl"
    found = [f"p. {cells['page']}" if cells.get("page") else "", cells.get("section", "")]
    if cells.get("paragraph"):
        found.append(f"{'alinea' if nl else 'paragraph'} {cells['paragraph']}")
    if cells.get("start"):
        word = "tekens" if nl else "characters"
        found.append(f"{word} {cells['start']}–{cells.get('end', '')}")
    return ", ".join(each for each in found if each)


def heading(name: str, language: str, naming: Naming | None = None) -> Part:
    """The heading of a column: our word for it, the model's, or the variable in words.

    >>> heading("actorName", "nl"), heading("numberOfShips", "en")
    (Part(text='actor', language=''), Part(text='number of ships', language=''))
    """
    about = base(name)
    if about in _WORDS:
        return Part(_WORDS[about][language == "en"])
    labels = naming.nodes[ga(about)].labels if naming and about.isidentifier() else {}
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", about).replace("_", " ").lower()
    return (naming.text(labels) if naming else None) or Part(words)
