"""The one table of problems: each kind with its titles and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: a title in both languages and what to do about it."""

    title_nl: str
    title_en: str
    advice: str


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "broken-turtle": Kind(
            "Het Turtle-bestand is niet leesbaar",
            "The Turtle file cannot be read",
            "Mend the file at the line and column named; nothing was loaded.",
        ),
        "broken-rule": Kind(
            "De afleidingsregel is niet uitvoerbaar",
            "The derivation rule cannot be run",
            "Mend the rule file; it must be one CONSTRUCT query.",
        ),
        "broken-shapes": Kind(
            "De vormen zijn niet toepasbaar",
            "The shapes cannot be applied",
            "Mend the shapes; they must be SHACL that conforms to SHACL-SHACL.",
        ),
        "broken-question": Kind(
            "De vraag is onvolledig",
            "The question is incomplete",
            "A question needs labels in nl and en, one query and an expected answer.",
        ),
        "no-publication": Kind(
            "De map bestaat niet",
            "The folder does not exist",
            "Name an existing folder that holds ontology/ and data/.",
        ),
        "no-ontology": Kind(
            "De map bevat geen ontologie",
            "The folder holds no ontology",
            "Add ontology/ with a Turtle file that describes one owl:Ontology whose address "
            "ends in /def.",
        ),
        "misplaced-file": Kind(
            "Het bestand staat niet waar zijn adres het verwacht",
            "The file does not stand where its address puts it",
            "data/kern/{concept}/{reference}.ttl describes /id/{concept}/{reference} only.",
        ),
        "unreadable-input": Kind(
            "De invoer is niet leesbaar",
            "The input cannot be read",
            "Name an existing, readable file, or - for standard input.",
        ),
        "unknown-format": Kind(
            "Het formaat is onbekend",
            "The format is unknown",
            "Choose one of the formats listed.",
        ),
        "unknown-thing": Kind(
            "Dit komt in de publicatie niet voor",
            "The publication does not hold this",
            "Check the name; near matches are listed where there are any.",
        ),
        "missing-package": Kind(
            "Een pakket dat hiervoor nodig is ontbreekt",
            "A package that this needs is missing",
            "Install the extra named; the rest of the library works without it.",
        ),
        "broken-release": Kind(
            "De uitgave klopt niet",
            "The release is not sound",
            "Build the release anew, or take a complete copy.",
        ),
        "release-exists": Kind(
            "Deze uitgave bestaat al, met een andere inhoud",
            "This release exists already, with other content",
            "A release never changes: give the ontology a new dcterms:modified.",
        ),
        "unknown-setting": Kind(
            "De instelling bestaat niet of heeft een verkeerde waarde",
            "The setting does not exist or has a wrong value",
            "See the table of settings for names, types and defaults.",
        ),
        "port-in-use": Kind(
            "De poort is bezet",
            "The port is in use",
            "Choose another port with --port, or 0 for any free one.",
        ),
        "not-supported-here": Kind(
            "Dit kan op dit besturingssysteem niet",
            "This operating system cannot do that",
            "The service forks processes: run it on Linux or macOS.",
        ),
        "query-syntax": Kind(
            "De vraag bevat een schrijffout",
            "The query has a syntax error",
            "Mend the query at the line and column named.",
        ),
        "query-too-deep": Kind(
            "De vraag is te diep genest",
            "The query is nested too deeply",
            "Rewrite the query with less nesting.",
        ),
        "unknown-graph": Kind(
            "De graaf bestaat niet",
            "There is no such graph",
            "Name a graph of this data set; nothing is ever fetched.",
        ),
        "federation-refused": Kind(
            "SERVICE wordt niet uitgevoerd",
            "SERVICE is refused",
            "Ask the other endpoint yourself, or download the dump and query both locally.",
        ),
        "update-refused": Kind(
            "Wijzigen kan niet",
            "Updates are refused",
            "This publication is read-only: only SELECT, ASK, CONSTRUCT and DESCRIBE are answered.",
        ),
        "wrong-kind-of-result": Kind(
            "Dit formaat past niet bij de uitkomst",
            "The format does not fit this kind of result",
            "Rows and yes/no take json, xml, csv, tsv; triples take ttl, nt, rdf, jsonld.",
        ),
        "evaluation-failed": Kind(
            "De vraag kon niet worden uitgevoerd",
            "The query could not be evaluated",
            "Simplify the query, or download the dump and run it locally.",
        ),
        "broken-store": Kind(
            "Deze opslag is niet bruikbaar",
            "The store on disk cannot be used",
            "Load the data anew: govactors load --location FOLDER SOURCE...",
        ),
        "known-wrong-answer": Kind(
            "Van de motor is bekend dat hij dit verkeerd beantwoordt",
            "The engine is known to answer this wrongly",
            "Write it as the message says; the manual lists such queries under Engines.",
        ),
        "not-running": Kind(
            "Er draait geen dienst",
            "No service is running",
            "Start one with govactors serve, or name the pid file or process of the one that runs.",
        ),
        "reload-refused": Kind(
            "De nieuwe uitgave wordt niet aangeboden",
            "The new release is not served",
            "Mend what the message names and reload again; the release before is still served.",
        ),
        "remote-failed": Kind(
            "Het andere eindpunt antwoordt niet zoals het hoort",
            "The other endpoint does not answer as it should",
            "Check its address and ask it directly; nothing of a broken answer was kept.",
        ),
        "remote-timeout": Kind(
            "Het andere eindpunt antwoordt niet op tijd",
            "The other endpoint does not answer in time",
            "Make the query more selective, or allow more time.",
        ),
        "missing-query": Kind(
            "Er is geen vraag meegegeven",
            "There is no query",
            "Send exactly one query, by GET, by POST form or as the POST body.",
        ),
        "repeated-parameter": Kind(
            "Een parameter komt te vaak voor",
            "A parameter is repeated",
            "Send this parameter once.",
        ),
        "invalid-parameter": Kind(
            "Een parameter heeft een verkeerde waarde",
            "A parameter has a wrong value",
            "Correct the parameter named.",
        ),
        "empty-body": Kind(
            "De aanvraag is leeg",
            "The request body is empty",
            "Send the query in the body, as UTF-8.",
        ),
        "not-utf8": Kind(
            "De tekst is geen UTF-8",
            "The text is not UTF-8",
            "Send UTF-8.",
        ),
        "unsupported-media-type": Kind(
            "Dit soort inhoud wordt niet gelezen",
            "This media type is not read here",
            "Send application/sparql-query or application/x-www-form-urlencoded.",
        ),
        "not-acceptable": Kind(
            "Geen van de gevraagde formaten is er",
            "None of the formats asked for is offered",
            "Ask for one of the media types listed, or leave out Accept.",
        ),
        "method-not-allowed": Kind(
            "Deze methode kan hier niet",
            "This method is not allowed here",
            "Use one of the methods in the Allow header.",
        ),
        "not-found": Kind(
            "Dit adres bestaat niet",
            "There is nothing at this address",
            "Start from the start page, or check the spelling.",
        ),
        "precondition-failed": Kind(
            "Het bestand is niet meer wat u verwachtte",
            "The file is no longer what you expected",
            "Download it anew, without If-Match.",
        ),
        "unsatisfiable-range": Kind(
            "Dat deel van het bestand bestaat niet",
            "The file has no such part",
            "Ask for bytes within the size that Content-Range names.",
        ),
        "time-limit": Kind(
            "De vraag duurde te lang",
            "The query took longer than allowed",
            "Make the query more selective, add LIMIT, or query the dump locally.",
        ),
        "memory-limit": Kind(
            "De vraag had te veel geheugen nodig",
            "The query needed more memory than allowed",
            "Make the query more selective, or query the dump locally.",
        ),
        "size-limit": Kind(
            "De uitkomst of de aanvraag is te groot",
            "The result or the request is too large",
            "Add LIMIT and OFFSET, or take the dump.",
        ),
        "busy": Kind(
            "De dienst is bezet",
            "The service is busy",
            "Try again after the number of seconds in Retry-After.",
        ),
        "too-many-requests": Kind(
            "Te veel vragen tegelijk",
            "Too many requests from one client",
            "Wait for the number of seconds in Retry-After; for bulk work take the dump.",
        ),
        "internal-error": Kind(
            "Er ging iets mis aan onze kant",
            "Something went wrong on our side",
            "Try again; if it stays, report the id of this answer.",
        ),
    }
)
"""Every kind, by the name that is also its anchor in the manual."""
