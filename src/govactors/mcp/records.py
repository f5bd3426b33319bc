"""Things and statements as plain data, each with its address; sources gathered on the way."""

from collections.abc import Iterable
from typing import Any

from govactors.actors import Actor, Partnership
from govactors.sources import Passage, Source
from govactors.statements import Assignment, Statement
from govactors.tasks import Task
from govactors.things import Thing

Record = dict[str, Any]


class Records:
    """Makes the records of one answer in one language, and remembers which sources they name."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._sources: dict[str, Source] = {}

    @property
    def sources(self) -> list[Record]:
        """The sources that were named, each once, sorted by address."""
        return [self.source(self._sources[iri]) for iri in sorted(self._sources)]

    def brief(self, thing: Thing) -> Record:
        """Address and name."""
        return {"iri": thing.iri, "label": thing.label(self.language)}

    def several(self, things: Iterable[Thing]) -> list[Record]:
        """Addresses and names."""
        return [self.brief(each) for each in things]

    def thing(self, thing: Thing) -> Record:
        """A thing of whatever class: what it is called and what it is."""
        return _filled(
            self.brief(thing)
            | {
                "kind": thing.kind,
                "names": sorted(thing.names),
                "definition": thing.definition(self.language),
                "sameAs": list(thing.same_as),
            }
        )

    def actor(self, actor: Actor) -> Record:
        """An actor with its tasks and how it stands to others."""
        own = {
            "abbreviation": actor.abbreviation,
            "homepage": actor.homepage,
            "tasks": [self._assigned(each, each.task) for each in actor.assignments],
            "superiors": self.several(actor.superiors()),
            "subordinates": self.several(actor.subordinates()),
            "parents": self.several(actor.parents),
            "parts": self.several(actor.parts),
            "memberOf": self.several(dict.fromkeys(e.partnership for e in actor.memberships)),
            "predecessors": self.several(actor.predecessors),
            "successors": self.several(actor.successors),
        }
        if isinstance(actor, Partnership):
            own["members"] = self.several(actor.members)
        return _filled(self.thing(actor) | own)

    def task(self, task: Task) -> Record:
        """A task with who has it."""
        return _filled(
            self.thing(task)
            | {
                "actors": [self._assigned(each, each.actor) for each in task.assignments],
                "concerns": self.several(task.phenomena),
                "legalBases": self.several(task.legal_bases),
                "broader": self.several(task.broader),
                "narrower": self.several(task.narrower),
            }
        )

    def _assigned(self, said: Assignment, other: Thing) -> Record:
        """The other side of an assignment, with the statement that says so."""
        return {
            **self.brief(other),
            "responsibility": said.responsibility,
            "statement": self._grounds(said),
        }

    def statement(self, said: Statement) -> Record:
        """What a statement says, in roles, and where its source says so."""
        roles = {name: self.several(things) for name, things in said.roles.items()}
        more = {
            "passages": [self.passage(each) for each in said.passages],
            "modality": said.modality,
            "endStatus": said.end_status,
            "legalBases": self.several(said.legal_bases),
            "note": said.note(self.language),
        }
        return {**self._grounds(said), "kind": said.kind, "says": roles, **_filled(more)}

    def _grounds(self, said: Statement) -> Record:
        """How far a statement is to be trusted, for when, and who says so."""
        return {
            "iri": said.iri,
            "certainty": said.certainty,
            "counts": said.counts,
            "period": str(said.period),
            "source": self.cite(said.source),
        }

    def cite(self, source: Source | None) -> str | None:
        """The address of a source, which is listed with the answer."""
        if source is None:
            return None
        self._sources[source.iri] = source
        return source.iri

    def passage(self, passage: Passage) -> Record:
        """Where in its source something is said."""
        return _filled(
            {
                "iri": passage.iri,
                "page": passage.page,
                "section": passage.section,
                "paragraph": passage.paragraph,
                "locator": passage.locator(self.language),
            }
        )

    def source(self, source: Source) -> Record:
        """A source: its title, and where it is to be read."""
        return _filled(
            {
                "iri": source.iri,
                "title": source.label(self.language),
                "identifier": source.identifier,
                "issued": source.issued,
                "page": source.page,
            }
        )


def _filled(record: Record) -> Record:
    """Without what is not there: models pay for every word."""
    return {name: value for name, value in record.items() if value not in (None, "", [], {})}
