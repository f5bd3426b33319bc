"""What identifies a release: version, date, and a hash of everything published."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from govactors.folder import File


@dataclass(frozen=True, slots=True)
class Release:
    """One state of a publication.

    ``version`` is that of the publication, ``date`` the day whose state it describes.
    ``hash`` is the SHA-256 over the names and texts of all files (ontology, data, shapes,
    questions, rules), so two folders with the same hash publish the same to the letter.
    """

    version: str
    date: str
    hash: str


def shipped() -> Path:
    """The folder of the publication shipped with the package."""
    here = Path(__file__).resolve().parent
    copy = here / "shipped"
    return copy if copy.is_dir() else here.parents[1]


def content_hash(files: "Iterable[File]") -> str:
    """SHA-256 over names and texts of the files, whatever order they come in.

    >>> content_hash([])
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    """
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda each: each.name):
        for part in (file.name, file.text):
            data = part.encode()
            digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def canonical_hash(quads: Iterable[ox.Quad]) -> str:
    """SHA-256 over the RDFC-1.0 canonical N-Quads: the same for every serialisation.

    Only for our own data: RDFC-1.0 has no bound on its work.
    """
    known = list(quads)
    if any(map(_has_blank, known)):
        dataset = ox.Dataset(known)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        known = list(dataset)
    digest = hashlib.sha256()
    for line in sorted({f"{quad} .\n" for quad in known}):
        digest.update(line.encode())
    return digest.hexdigest()


def _has_blank(quad: ox.Quad) -> bool:
    """Without blank nodes the canonical form is the sorted lines: nothing is to be named."""
    blank = (ox.BlankNode, ox.Triple)
    return isinstance(quad.subject, blank) or isinstance(quad.object, blank)
