"""What pages call the terms of vocabularies that are not ours, in Dutch and English."""

from collections.abc import Mapping
from types import MappingProxyType

from govactors.terms import PREFIXES, expand

_WORDS: Mapping[str, tuple[str, str]] = {
    "cv:PublicOrganisation": ("overheidsorganisatie", "public organisation"),
    "dcterms:accrualPeriodicity": ("verschijnt", "appears"),
    "dcterms:abstract": ("samenvatting", "summary"),
    "dcterms:creator": ("maker", "creator"),
    "dcterms:description": ("beschrijving", "description"),
    "dcterms:extent": ("omvang", "extent"),
    "dcterms:identifier": ("kenmerk", "identifier"),
    "dcterms:isPartOf": ("deel van", "part of"),
    "dcterms:isReplacedBy": ("vervangen door", "replaced by"),
    "dcterms:replaces": ("vervangt", "replaces"),
    "dcterms:issued": ("gepubliceerd", "issued"),
    "dcterms:license": ("licentie", "licence"),
    "dcterms:modified": ("gewijzigd", "modified"),
    "dcterms:publisher": ("uitgever", "publisher"),
    "dcterms:source": ("ontleend aan", "taken from"),
    "dcterms:spatial": ("gebied", "area"),
    "dcterms:title": ("titel", "title"),
    "dcterms:type": ("soort", "kind"),
    "dcterms:Location": ("plaats", "place"),
    "eli:LegalResource": ("regeling", "legal resource"),
    "eli:LegalResourceSubdivision": ("onderdeel van een regeling", "part of a legal resource"),
    "eli:is_part_of": ("onderdeel van", "part of"),
    "eli:id_local": ("nummer", "number"),
    "foaf:Agent": ("actor", "agent"),
    "foaf:homepage": ("website", "website"),
    "foaf:name": ("naam", "name"),
    "foaf:page": ("pagina", "page"),
    "oa:TextPositionSelector": ("bereik van tekens", "range of characters"),
    "oa:end": ("tot teken", "to character"),
    "oa:hasSource": ("staat in", "stands in"),
    "oa:start": ("vanaf teken", "from character"),
    "org:ChangeEvent": ("wijziging", "change event"),
    "org:classification": ("soort", "kind"),
    "org:originalOrganization": ("ging uit van", "original organisation"),
    "org:resultingOrganization": ("leidde tot", "resulting organisation"),
    "owl:AnnotationProperty": ("aantekening", "annotation property"),
    "owl:Class": ("klasse", "class"),
    "owl:DatatypeProperty": ("eigenschap met een waarde", "datatype property"),
    "owl:ObjectProperty": ("eigenschap", "object property"),
    "owl:Ontology": ("ontologie", "ontology"),
    "owl:deprecated": ("vervallen", "deprecated"),
    "owl:disjointWith": ("niet tegelijk", "disjoint with"),
    "owl:inverseOf": ("omgekeerde van", "inverse of"),
    "owl:sameAs": ("hetzelfde als", "same as"),
    "owl:versionIRI": ("adres van deze versie", "address of this version"),
    "owl:versionInfo": ("versie", "version"),
    "prov:Entity": ("gegeven", "entity"),
    "prov:wasDerivedFrom": ("volgt uit", "follows from"),
    "rdfs:isDefinedBy": ("gedefinieerd door", "defined by"),
    "rdfs:seeAlso": ("zie ook", "see also"),
    "rdfs:subClassOf": ("is een soort", "is a kind of"),
    "rdfs:subPropertyOf": ("is een bijzonder geval van", "is a special case of"),
    "rdfs:comment": ("toelichting", "comment"),
    "skos:Concept": ("begrip", "concept"),
    "skos:ConceptScheme": ("begrippenlijst", "concept scheme"),
    "skos:altLabel": ("ook genoemd", "also called"),
    "skos:broadMatch": ("ruimer begrip elders", "broader concept elsewhere"),
    "skos:broader": ("onderdeel van", "part of"),
    "skos:closeMatch": ("bijna hetzelfde begrip", "close concept"),
    "skos:definition": ("definitie", "definition"),
    "skos:editorialNote": ("opmerking van de redactie", "editorial note"),
    "skos:exactMatch": ("hetzelfde begrip", "same concept"),
    "skos:example": ("voorbeeld", "example"),
    "skos:hasTopConcept": ("begrippen", "concepts"),
    "skos:hiddenLabel": ("ook geschreven als", "also written"),
    "skos:historyNote": ("geschiedenis", "history"),
    "skos:inScheme": ("staat in", "listed in"),
    "skos:narrower": ("omvat", "comprises"),
    "skos:notation": ("code", "code"),
    "skos:note": ("opmerking", "note"),
    "skos:prefLabel": ("naam", "name"),
    "skos:related": ("verwant", "related"),
    "skos:scopeNote": ("gebruik", "use"),
    "skos:topConceptOf": ("staat in", "listed in"),
}

WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {expand(name, PREFIXES): {"nl": nl, "en": en} for name, (nl, en) in _WORDS.items()}
)
"""By address, the word in each language."""

CONCEPTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "begrip": {"nl": "begrippen", "en": "concepts"},
        "begrippenlijst": {"nl": "begrippenlijsten", "en": "concept schemes"},
        "bereik": {"nl": "bereiken van tekens", "en": "ranges of characters"},
        "bron": {"nl": "bronnen", "en": "sources"},
        "afleiding": {"nl": "afleidingen", "en": "derivations"},
        "functie": {"nl": "functies", "en": "offices"},
        "gebeurtenis": {"nl": "gebeurtenissen", "en": "events"},
        "graaf": {"nl": "grafen", "en": "graphs"},
        "groep": {"nl": "groepen", "en": "groups"},
        "organisatie": {"nl": "organisaties", "en": "organisations"},
        "passage": {"nl": "passages", "en": "passages"},
        "plaats": {"nl": "plaatsen", "en": "places"},
        "taak": {"nl": "taken", "en": "tasks"},
        "uitspraak": {"nl": "uitspraken", "en": "statements"},
        "wet": {"nl": "wetten en artikelen", "en": "acts and articles of law"},
    }
)
"""What the things of a concept are called together."""

SEVERITIES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "violation": ("moet", "must"),
        "warning": ("hoort", "should"),
        "info": ("mag beter", "may be better"),
    }
)
"""How grave it is if a promise is not kept, in Dutch and English."""
