"""The one table of formats: names, media types, file endings, and what each can carry."""

from dataclasses import dataclass
from enum import Enum

from govactors.problems import Problem


class Carries(Enum):
    """What a format can hold: rows of a result, triples, or triples in named graphs."""

    RESULTS = "results"
    GRAPH = "graph"
    DATASET = "dataset"


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its short name is also its file ending and the value of ``--format``."""

    name: str
    label: str
    media_types: tuple[str, ...]
    carries: Carries
    text: bool = True

    @property
    def media_type(self) -> str:
        """The media type sent, the first of those accepted."""
        return self.media_types[0]

    @property
    def content_type(self) -> str:
        """The Content-Type header: text formats say that they are UTF-8."""
        return f"{self.media_type}; charset=utf-8" if self.text else self.media_type


FORMATS: tuple[Format, ...] = (
    Format(
        "json",
        "SPARQL results in JSON",
        ("application/sparql-results+json", "application/json"),
        Carries.RESULTS,
        False,
    ),
    Format(
        "xml",
        "SPARQL results in XML",
        ("application/sparql-results+xml", "application/xml", "text/xml"),
        Carries.RESULTS,
        False,
    ),
    Format("csv", "SPARQL results as CSV", ("text/csv",), Carries.RESULTS),
    Format("tsv", "SPARQL results as TSV", ("text/tab-separated-values",), Carries.RESULTS),
    Format("ttl", "Turtle", ("text/turtle", "application/x-turtle"), Carries.GRAPH),
    Format("nt", "N-Triples", ("application/n-triples", "text/plain"), Carries.GRAPH),
    Format("rdf", "RDF/XML", ("application/rdf+xml",), Carries.GRAPH, False),
    Format("jsonld", "JSON-LD", ("application/ld+json",), Carries.DATASET, False),
    Format("trig", "TriG", ("application/trig",), Carries.DATASET),
    Format("nq", "N-Quads", ("application/n-quads",), Carries.DATASET),
)
"""All formats, in the order in which ties of an Accept header are broken."""


def by_name(name: str) -> Format:
    """The format with this short name.

    >>> by_name("ttl").media_type
    'text/turtle'

    Raises :class:`Problem` ``unknown-format``, which lists those there are.
    """
    for each in FORMATS:
        if each.name == name:
            return each
    known = ", ".join(each.name for each in FORMATS)
    raise Problem(
        "unknown-format", f"There is no format {name!r}.", hint=f"Choose one of: {known}."
    )


def results() -> tuple[Format, ...]:
    """The formats for rows and yes/no answers."""
    return tuple(each for each in FORMATS if each.carries is Carries.RESULTS)


def graphs() -> tuple[Format, ...]:
    """The formats for triples; those for data sets carry triples as well."""
    return tuple(each for each in FORMATS if each.carries is not Carries.RESULTS)
