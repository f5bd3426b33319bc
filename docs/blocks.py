"""The lists of the manual, written from what they describe.

Between ``<!-- block: NAME -->`` and ``<!-- end -->`` in a page of this folder stands what the
function NAME below returns. Write them anew after a change: python docs/blocks.py
"""

import re
from collections.abc import Callable, Iterator
from copy import copy
from functools import cache
from pathlib import Path

import click
import pyoxigraph as ox

import govactors
from govactors import cli, folder
from govactors.formats import FORMATS
from govactors.kinds import KINDS
from govactors.service.settings import rows as rows_of_settings
from govactors.terms import PREFIXES

DOCS = Path(__file__).parent
ROOT = DOCS.parent
BY_MACHINE = {"workers": "one a processor, at least 2"}
"""The defaults that the machine decides; they must not decide the text."""
BESIDES = ("govactors.service.create_app", "govactors.notebook.speak")
"""Public functions that are not imported from the package itself."""
FOUND = ("govactors.search.Results", "govactors.search.Hit")
"""Public classes that are not either."""
BLOCK = re.compile(r"(<!-- block: ([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def stale() -> list[str]:
    """The pages whose blocks are not what they should be."""
    return [page.name for page in pages() if page.read_text(encoding="utf-8") != renewed(page)]


def pages() -> list[Path]:
    """The pages of the manual."""
    return sorted(DOCS.glob("*.md"))


def renewed(page: Path) -> str:
    """The text of a page with its blocks written anew."""

    def write(match: re.Match[str]) -> str:
        return f"{match[1]}\n{BLOCKS[match[2]]().strip()}\n\n{match[3]}"

    return BLOCK.sub(write, page.read_text(encoding="utf-8"))


@cache
def _store() -> tuple[ox.Store, dict[str, str]]:
    _, addresses, files = folder.read(ROOT)
    store = ox.Store()
    for file in files:
        store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in file.triples)
    return store, addresses.prefixes


def rows(query: str) -> Iterator[list[str]]:
    """The rows of a SELECT over ontology, data, shapes and questions, addresses shortened."""
    store, prefixes = _store()
    answer = store.query(query, prefixes=prefixes)
    for row in answer if isinstance(answer, ox.QuerySolutions) else ():
        yield [_short(term, prefixes) for term in row]


def _short(term: object, prefixes: dict[str, str]) -> str:
    if isinstance(term, ox.NamedNode):
        for prefix, space in sorted(prefixes.items(), key=lambda item: -len(item[1])):
            if term.value.startswith(space):
                return f"{prefix}:{term.value[len(space) :]}"
        return f"<{term.value}>"
    return getattr(term, "value", "")


def _table(header: list[str], body: Iterator[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *body]
    return "\n".join(
        "| " + " | ".join(re.sub(r"\s+", " ", cell).replace("|", "\\|") for cell in line) + " |"
        for line in lines
    )


def _code(text: str) -> str:
    return ", ".join(f"`{each}`" for each in text.split("\t") if each)


def _terms(pattern: str) -> Iterator[list[str]]:
    """The terms that a pattern finds, with labels, definition and what stands above them."""
    found = rows(
        "SELECT ?term ?nl ?en ?definition (GROUP_CONCAT(DISTINCT STR(?wide); separator=' ') AS ?w)"
        " { ?term rdfs:isDefinedBy ?ontology ; rdfs:label ?nl, ?en ; skos:definition ?definition ."
        " FILTER(LANG(?nl) = 'nl' && LANG(?en) = 'en' && LANG(?definition) = 'en') "
        f" {pattern} "
        " OPTIONAL { ?term rdfs:subClassOf|rdfs:subPropertyOf|rdfs:range|ga:abbreviates ?wide"
        " FILTER(ISIRI(?wide)) } }"
        " GROUP BY ?term ?nl ?en ?definition ORDER BY ?term"
    )
    _, prefixes = _store()
    for term, dutch, english, definition, wide in found:
        above = "\t".join(sorted(_short(ox.NamedNode(iri), prefixes) for iri in wide.split()))
        yield [f"`{term}`", english, dutch, definition, _code(above)]


def classes() -> str:
    return _table(
        ["class", "English", "Dutch", "what it is", "under"], _terms("?term a owl:Class .")
    )


def properties() -> str:
    return _table(
        ["property", "English", "Dutch", "what it says", "takes, or stands under"],
        _terms(
            "FILTER NOT EXISTS { ?term a owl:Class } "
            "FILTER NOT EXISTS { ?term ga:abbreviates ?any }"
        ),
    )


def shortcuts() -> str:
    return _table(
        ["shortcut", "English", "Dutch", "what it says", "abbreviates, takes"],
        _terms("FILTER EXISTS { ?term ga:abbreviates ?any }"),
    )


def codes() -> str:
    found = rows(
        "SELECT ?scheme ?title ?concept ?label ?notation {"
        " ?scheme a skos:ConceptScheme ; skos:prefLabel|dcterms:title|rdfs:label ?title ."
        " ?concept skos:inScheme ?scheme ; skos:prefLabel ?label ."
        " OPTIONAL { ?concept skos:notation ?notation }"
        " FILTER(LANG(?title) = 'en' && LANG(?label) = 'en') } ORDER BY ?scheme ?concept"
    )
    lists: dict[tuple[str, str], list[str]] = {}
    for scheme, title, concept, label, notation in found:
        entry = f"`{concept}` {label}" + (f" (`{notation}`)" if notation else "")
        entries = lists.setdefault((scheme, title), [])
        if entry not in entries:
            entries.append(entry)
    body = ([f"`{s}`", title, "; ".join(entries)] for (s, title), entries in lists.items())
    return _table(["list", "English", "concepts"], body)


def shapes() -> str:
    found = rows(
        "SELECT ?shape ?class ?severity ?message {"
        " ?shape sh:message ?message FILTER(LANG(?message) = 'en' && ISIRI(?shape))"
        " OPTIONAL { ?shape sh:severity ?severity }"
        " OPTIONAL { ?shape sh:targetClass ?own } OPTIONAL {"
        " ?node sh:property|sh:sparql ?shape ; sh:targetClass ?other }"
        " BIND(COALESCE(?own, ?other, '') AS ?class) } ORDER BY ?shape ?class"
    )
    seen: dict[str, list[str]] = {}
    for shape, target, severity, message in found:
        level = severity.removeprefix("sh:").lower() or "violation"
        name = f"`{shape.partition(':')[2]}`"
        seen.setdefault(shape, [name, _code(target), level, message])
    return _table(["rule", "on", "severity", "says"], iter(seen.values()))


def questions() -> str:
    found = rows(
        "SELECT ?question ?nl ?en ?comment { ?question a sh:SPARQLExecutable ;"
        " rdfs:label ?nl, ?en ; rdfs:comment ?comment ."
        " FILTER(LANG(?nl) = 'nl' && LANG(?en) = 'en' && LANG(?comment) = 'en') }"
        " ORDER BY ?question"
    )
    parameters: dict[str, list[str]] = {}
    for question, path, name in rows(
        "SELECT ?question ?path ?name { ?question sh:parameter ?parameter ."
        " ?parameter sh:path ?path ; sh:name ?name . FILTER(LANG(?name) = 'en') }"
        " ORDER BY ?question ?path"
    ):
        said = f"`{path.partition(':')[2]}` ({name})"
        parameters.setdefault(question, []).append(said)
    parts = []
    for question, dutch, english, comment in found:
        reference = question.rpartition(":")[2].rpartition("/")[2]
        file = f"[`{reference}`](../queries/{reference}.ttl)"
        own = parameters.get(question, [])
        last = f" Parameters: {', '.join(own)}." if own else ""
        parts.append(f"- {file} **{english}** *{dutch}* {comment}{last}")
    return "\n".join(parts)


def rules() -> str:
    def body() -> Iterator[list[str]]:
        for path in sorted((ROOT / "rules").glob("*.rq")):
            lines = path.read_text(encoding="utf-8").splitlines()
            comment = [line[1:].strip() for line in lines if line.startswith("#")]
            yield [f"[`{path.name}`](../rules/{path.name})", " ".join(comment)]

    return _table(["rule", "derives"], body())


def problems() -> str:
    parts = []
    for name, kind in sorted(KINDS.items()):
        parts.append(f"## {name}\n\n**{kind.title_en}** ({kind.title_nl}). {kind.advice}")
    return "\n\n".join(parts)


def formats() -> str:
    body = (
        [f"`{each.name}`", each.label, _code("\t".join(each.media_types)), each.carries.value]
        for each in FORMATS
    )
    return _table(["name, ending", "format", "media types", "carries"], body)


def prefixes() -> str:
    return _table(
        ["prefix", "stands for"], ([f"`{name}:`", f"<{iri}>"] for name, iri in PREFIXES.items())
    )


def commands() -> str:
    with click.Context(cli.group, info_name="govactors", **cli.group.context_settings) as top:
        return "\n\n".join(_command(cli.group, top))


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    """The section of a command, and those of the commands in it."""
    context.max_content_width = context.terminal_width = 90
    command = copy(command)
    command.params = [_anywhere(each) for each in command.params]
    text = re.sub(r"[ \t]+$", "", command.get_help(context), flags=re.MULTILINE)
    yield f"## {context.command_path}\n\n```text\n{text.rstrip()}\n```"
    if not isinstance(command, click.Group):
        return
    for name in command.list_commands(context):
        within = command.get_command(context, name)
        if within is not None:
            yield from _command(within, click.Context(within, info_name=name, parent=context))


def _anywhere(parameter: click.Parameter) -> click.Parameter:
    """The parameter as it explains itself on any machine."""
    if parameter.name in BY_MACHINE and isinstance(parameter, click.Option):
        parameter = copy(parameter)
        default = f"[default: {BY_MACHINE[parameter.name]}]"
        parameter.help = re.sub(r"\[default: .*?\]", default, parameter.help or "")
    return parameter


def settings() -> str:
    body = (
        [
            f"`{each.flag}`",
            f"`{each.variable}`",
            each.type.__name__,
            BY_MACHINE.get(each.name, f"`{each.default}`" if each.default != "" else "none"),
            "" if each.least is None else f"{each.least:g}",
            each.help,
        ]
        for each in rows_of_settings()
    )
    return _table(["flag", "environment", "type", "default", "at least", "what it does"], body)


def reference() -> str:
    """Every public name, described by its docstring when the site is made."""
    lines = ["```{eval-rst}"]
    for name in govactors.__all__:
        if name[0].isupper():
            lines += [
                f".. autoclass:: govactors.{name}",
                "   :members:",
                "   :inherited-members: tuple",
                "",
            ]
        else:
            lines += [f".. autofunction:: govactors.{name}", ""]
    for name in BESIDES:
        lines += [f".. autofunction:: {name}", ""]
    for name in FOUND:
        lines += [f".. autoclass:: {name}", "   :members:", ""]
    return "\n".join([*lines[:-1], "```"])


BLOCKS: dict[str, Callable[[], str]] = {
    each.__name__: each
    for each in (
        *(classes, properties, shortcuts, codes, prefixes, shapes, questions, rules),
        *(problems, formats, commands, settings, reference),
    )
}


def main() -> None:
    """Write every page anew."""
    for page in pages():
        page.write_text(renewed(page), encoding="utf-8")


if __name__ == "__main__":
    main()
