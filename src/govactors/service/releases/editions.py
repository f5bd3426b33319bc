"""Releases over HTTP: the list of files, the catalogue, the ontology of a day."""

import asyncio
from collections.abc import Sequence
from functools import partial
from types import MappingProxyType

import pyoxigraph as ox
from markupsafe import Markup

from govactors import catalogues, description, documents, export
from govactors.formats import FORMATS, Format, by_name
from govactors.manifest import Entry
from govactors.problems import Problem
from govactors.publication import Publication
from govactors.service.endpoints import Front
from govactors.service.html.embedding import embedded
from govactors.service.html.excerpt import Excerpt
from govactors.service.links import DESCRIPTIONS
from govactors.service.releases.press import Press
from govactors.service.releases.registry import Registry
from govactors.service.releases.sheets import Kept, Sheets
from govactors.service.releases.versions import Versions
from govactors.service.serialisation import HTML
from govactors.service.signposts import Signpost
from govactors.terms import DCTERMS

_DCAT = "http://www.w3.org/ns/dcat#"
_RDF = MappingProxyType({each.name: each.media_type for each in DESCRIPTIONS})
_SHOWN = (
    ("Beschrijving", "Description", DCTERMS + "description"),
    ("Uitgever", "Publisher", DCTERMS + "publisher"),
    ("Contact", "Contact", _DCAT + "contactPoint"),
    ("Licentie", "Licence", DCTERMS + "license"),
    ("Versie", "Version", _DCAT + "version"),
    ("Uitgegeven", "Issued", DCTERMS + "issued"),
    ("Thema's", "Themes", _DCAT + "theme"),
    ("Trefwoorden", "Keywords", _DCAT + "keyword"),
    ("Toegang", "Access", DCTERMS + "accessRights"),
    ("Frequentie", "Frequency", DCTERMS + "accrualPeriodicity"),
    ("Vorige uitgave", "Previous release", _DCAT + "previousVersion"),
)


class Manifests(Sheets):
    """``/dumps/`` and ``/{date}/dumps/``: every file with its size and checksum."""

    offers = MappingProxyType({"html": HTML, "json": "application/json", **_RDF})

    def __init__(
        self,
        front: Front,
        kept: Kept,
        publication: Publication,
        press: Press,
        versions: Versions,
        date: str,
    ) -> None:
        place = f"/{date}/dumps/" if date else "/dumps/"
        super().__init__(front, "/{date}/dumps/" if date else "/dumps/", kept, place)
        self._publication = publication
        self._press = press
        self._versions = versions
        self._date = date

    async def make(self, media_type: str, language: str) -> bytes:
        """The manifest in a format."""
        volume = await self._press.volume(self._date)
        if media_type == "application/json":
            return volume.files["manifest.json"].path.read_bytes()
        if media_type != HTML:
            data = volume.files["manifest.ttl"].path.read_bytes()
            kind = _format(media_type)
            return await asyncio.to_thread(_rewritten, data, kind, self._publication)
        return self.page(
            "dumps.html",
            language,
            listed=volume.listed,
            groups=_groups(volume.listed.files),
            place=self.place,
            releases=self._versions.dates,
        )

    def links(self) -> list[Signpost]:
        """The manifests of other releases, and the catalogue."""
        catalogue = f"/{self._date}/catalogus" if self._date else "/catalogus"
        return [*self._versions.of(self._date, "dumps/"), Signpost(catalogue, "describedby")]

    def at(self, media_type: str) -> str:
        """Two formats are files of the release."""
        ending = next(name for name, kind in self.offers.items() if kind == media_type)
        return f"{self.place}manifest.{ending}" if ending in ("json", "ttl") else ""


class Catalogue(Sheets):
    """``/catalogus``, ``/{date}/catalogus`` and ``/{date}/``, which names the data set itself."""

    offers = MappingProxyType({"html": HTML, **_RDF})

    def __init__(
        self,
        front: Front,
        kept: Kept,
        publication: Publication,
        registry: Registry,
        versions: Versions,
        date: str,
        ending: str,
    ) -> None:
        place = f"/{date}/catalogus" if date else "/catalogus"
        super().__init__(front, "/{date}/catalogus" if date else "/catalogus", kept, place, ending)
        self._publication = publication
        self._registry = registry
        self._versions = versions
        self._date = date

    async def make(self, media_type: str, language: str) -> bytes:
        """The catalogue in a format."""
        triples = await self._registry.triples(self._date)
        if media_type == HTML:
            return await asyncio.to_thread(self._page, triples, language)
        kind = _format(media_type)
        prefixes = catalogues.prefixes(self._publication.addresses)
        write = partial(export.serialise, triples, kind, self._publication, prefixes)
        return await asyncio.to_thread(write)

    def links(self) -> list[Signpost]:
        """The catalogues of other releases, the files, and the address it is known by."""
        addresses = self._publication.addresses
        files = f"/{self._date}/dumps/" if self._date else "/dumps/"
        own = Signpost(addresses.catalogue(self._date), "canonical")
        return [*self._versions.of(self._date, "catalogus"), own, Signpost(files, "describedby")]

    def _page(self, triples: list[ox.Triple], language: str) -> bytes:
        said = Excerpt(triples, language)
        addresses = self._publication.addresses
        release = addresses.release(self._date or self._publication.release.date)
        services = sorted(said.of_kind(_DCAT + "DataService"))
        return self.page(
            "catalogue.html",
            language,
            title=said.text(release, DCTERMS + "title") or release,
            about=said.text(release, DCTERMS + "description"),
            facts=[(nl, en, said.values(release, name)) for nl, en, name in _SHOWN],
            services=[
                (
                    said.text(each, DCTERMS + "title"),
                    said.text(each, DCTERMS + "description"),
                    said.values(each, _DCAT + "endpointURL"),
                )
                for each in services
            ],
            size=said.text(release, "http://rdfs.org/ns/void#triples"),
            place=self.place,
            files=f"/{self._date}/dumps/" if self._date else "/dumps/",
            releases=self._versions.dates,
            data=DESCRIPTIONS,
            canonical=addresses.catalogue(self._date),
            schema=self._schema_org(triples, release),
        )

    def _schema_org(self, triples: list[ox.Triple], release: str) -> Markup:
        date = self._date or self._publication.release.date
        told = description.data_set(self._publication, triples, date)
        return embedded(documents.schema_org(told, release))


class Void(Catalogue):
    """``/.well-known/void``: the catalogue, which describes the release in VoID, as RDF."""

    offers = _RDF
    spoken = ()


class Ontology(Sheets):
    """``/{date}/def``: the ontology as it was in a release."""

    offers = MappingProxyType({"html": HTML, **_RDF})

    def __init__(
        self, front: Front, kept: Kept, press: Press, versions: Versions, date: str, ending: str
    ) -> None:
        super().__init__(front, "/{date}/def", kept, f"/{date}/def", ending)
        self._press = press
        self._versions = versions
        self._date = date

    async def make(self, media_type: str, language: str) -> bytes:
        """The file of the release in this format, to the byte."""
        volume = await self._press.volume(self._date)
        files = volume.ontology()
        if media_type == HTML:
            return self.page(
                "edition.html",
                language,
                listed=volume.listed,
                place=self.place,
                files=[(kind, each) for kind, each in sorted(files.items())],
                data=[each for each in DESCRIPTIONS if each.media_type in files],
            )
        if media_type not in files:
            raise Problem("not-found", "The release does not have its ontology in this format.")
        return files[media_type].path.read_bytes()

    def links(self) -> list[Signpost]:
        """The ontology of other releases."""
        newest = Signpost("/def", "latest-version")
        return [newest, *self._versions.around(self._date, "def")]


def _groups(files: Sequence[Entry]) -> list[tuple[str, list[tuple[Entry, list[Entry]]]]]:
    """The files by what they hold, each with its compressed forms."""
    packed: dict[str, list[Entry]] = {}
    for each in files:
        if each.packed:
            packed.setdefault(each.name.rpartition(".")[0], []).append(each)
    groups: dict[str, list[tuple[Entry, list[Entry]]]] = {}
    for each in files:
        if not each.packed:
            groups.setdefault(each.holds, []).append((each, packed.get(each.name, [])))
    return list(groups.items())


def _format(media_type: str) -> Format:
    return next(each for each in FORMATS if media_type in each.media_types)


def _rewritten(data: bytes, kind: Format, publication: Publication) -> bytes:
    """Turtle in another format; Turtle as it is."""
    if kind == by_name("ttl"):
        return data
    triples = [quad.triple for quad in ox.parse(data, format=ox.RdfFormat.TURTLE)]
    prefixes = catalogues.prefixes(publication.addresses)
    return export.serialise(triples, kind, publication, prefixes)
