"""Files that pages load: compressed where asked, known again, and a word where one was not made."""

import gzip
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import govactors.service

if TYPE_CHECKING:
    from tests.service.conftest import Server

STATIC = Path(govactors.service.__file__).parent / "html" / "static"


@pytest.mark.parametrize("name", ["icon.svg", "editor.css", "editor.json"])
def test_a_file_comes_whole_compressed_or_not_again(server: "Server", name: str) -> None:
    plain = server.client.get(f"/static/{name}", headers={"accept-encoding": "identity"})
    packed = server.client.get(f"/static/{name}", headers={"accept-encoding": "gzip"})
    assert plain.content == packed.content
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) == len(gzip.compress(plain.content, mtime=0))
    assert packed.headers["etag"] != plain.headers["etag"]
    assert packed.headers["vary"] == "Accept-Encoding"
    known = {"accept-encoding": "gzip", "if-none-match": packed.headers["etag"]}
    again = server.client.get(f"/static/{name}", headers=known)
    assert (again.status_code, again.content) == (304, b"")
    head = server.client.head(f"/static/{name}", headers={"accept-encoding": "identity"})
    assert (head.content, head.headers["content-length"]) == (b"", str(len(plain.content)))


def test_the_editor_knows_prefixes_and_questions(server: "Server") -> None:
    known = server.client.get("/static/editor.json").json()
    assert known["prefixes"]["organisatie"] == f"{known['base']}id/organisatie/"
    assert all({"reference", "nl", "en"} <= each.keys() for each in known["questions"])
    assert known["questions"]


@pytest.mark.parametrize("name", ["editor.js", "editor.LICENSES.txt"])
def test_a_page_names_the_editor_only_where_it_was_made(server: "Server", name: str) -> None:
    made = (STATIC / name).is_file()
    answer = server.client.get(f"/static/{name}")
    page = server.client.get("/sparql", headers={"accept": "text/html"}).text
    assert answer.status_code == (200 if made else 404)
    assert ("/static/editor.js" in page) == made
    assert made or answer.headers["content-type"] == "application/problem+json"
