"""Files of releases: the bytes of the disk, whole, in parts, compressed, or unchanged."""

import base64
import hashlib
import http.client
import json
from email.parser import BytesParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import httpx
import pytest

from govactors import archive

if TYPE_CHECKING:
    from tests.service.releases.conftest import Library

DATES = ("2026-09-01", "2026-10-01", "2026-11-01")
NAME = "keten.nt"


def _names(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def _get(library: "Library", path: str, **wanted: str) -> httpx.Response:
    """Without the encodings that the client would ask for by itself, and not decoded."""
    sent = {"accept-encoding": "identity"} | {k.replace("_", "-"): v for k, v in wanted.items()}
    return library.client.get(path, headers=sent)


def _raw(library: "Library", path: str, **wanted: str) -> tuple[int, dict[str, str], bytes]:
    """A path as it is, and the body as it comes."""
    parts = urlsplit(library.server.address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    connection.putrequest("GET", path, skip_accept_encoding=True)
    for name, value in wanted.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


def test_every_file_of_every_release_is_there_to_the_byte(library: "Library") -> None:
    for date in DATES:
        folder = library.folder(date)
        for name in _names(folder):
            data = (folder / name).read_bytes()
            answer = _get(library, f"/{date}/dumps/{quote(name)}")
            assert (answer.status_code, answer.content) == (200, data), name
            assert answer.headers["content-length"] == str(len(data))
            digest = base64.b64encode(hashlib.sha256(data).digest()).decode()
            assert answer.headers["repr-digest"] == f"sha-256=:{digest}:"
            assert answer.headers["accept-ranges"] == "bytes"
            last = name.rpartition("/")[2]
            assert answer.headers["content-disposition"] == f'attachment; filename="{last}"'
            assert "immutable" in answer.headers["cache-control"]


def test_the_plain_address_is_the_newest(library: "Library") -> None:
    for name in _names(library.folder()):
        plain = _get(library, f"/dumps/{quote(name)}")
        assert plain.content == (library.folder() / name).read_bytes(), name
        assert "immutable" not in plain.headers["cache-control"]


def test_head_says_what_get_says(library: "Library") -> None:
    for path in (f"/dumps/{NAME}", f"/{DATES[0]}/dumps/{NAME}.gz", "/dumps/", "/catalogus.ttl"):
        for coding in ("identity", "gzip", "zstd"):
            wanted = {"accept-encoding": coding}
            got = library.client.get(path, headers=wanted)
            head = library.client.head(path, headers=wanted)
            assert (head.status_code, head.content) == (200, b"")
            differ = {"date"}
            assert {k: v for k, v in head.headers.items() if k not in differ} == {
                k: v for k, v in got.headers.items() if k not in differ
            }


CODINGS = [
    ("", "", NAME),
    ("gzip", "gzip", f"{NAME}.gz"),
    ("zstd", "zstd", f"{NAME}.zst"),
    ("gzip, deflate, br, zstd", "zstd", f"{NAME}.zst"),
    ("gzip;q=1.0, zstd;q=0.5", "gzip", f"{NAME}.gz"),
    ("gzip;q=0", "", NAME),
    ("gzip;q=0, zstd;q=0", "", NAME),
    ("gzip;q=0, *", "zstd", f"{NAME}.zst"),
    ("*;q=0", "", NAME),
    ("br", "", NAME),
    ("identity", "", NAME),
    ("identity;q=1, gzip;q=0.5", "", NAME),
    ("GZIP", "gzip", f"{NAME}.gz"),
    ("gzip;q=nonsense", "", NAME),
]


@pytest.mark.parametrize(("accepted", "coding", "file"), CODINGS)
def test_compressed_beforehand_for_those_who_accept_it(
    library: "Library", accepted: str, coding: str, file: str
) -> None:
    wanted = {"accept_encoding": accepted} if accepted else {}
    status, headers, body = _raw(library, f"/dumps/{NAME}", **wanted)
    assert (status, headers.get("content-encoding", "")) == (200, coding)
    assert body == (library.folder() / file).read_bytes()
    assert headers["content-type"] == "application/n-triples; charset=utf-8"
    assert headers["vary"] == "Accept-Encoding"
    assert 'filename="keten.nt"' in headers["content-disposition"]


def test_each_encoding_has_its_own_tag(library: "Library") -> None:
    tags = {
        coding: _raw(library, f"/dumps/{NAME}", accept_encoding=coding)[1]["etag"]
        for coding in ("identity", "gzip", "zstd")
    }
    assert len(set(tags.values())) == 3
    for coding, tag in tags.items():
        answers = {
            other: _raw(library, f"/dumps/{NAME}", accept_encoding=other, if_none_match=tag)[0]
            for other in tags
        }
        assert answers == {other: 304 if other == coding else 200 for other in tags}


def test_a_file_without_compressed_form_does_not_vary(library: "Library") -> None:
    answer = library.client.get("/dumps/actors.csv", headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in answer.headers
    assert "vary" not in answer.headers
    assert answer.content == (library.folder() / "actors.csv").read_bytes()


CONDITIONS = [
    ({"if-none-match": "{tag}"}, 304),
    ({"if-none-match": "W/{tag}"}, 304),
    ({"if-none-match": '"x", {tag}'}, 304),
    ({"if-none-match": "*"}, 304),
    ({"if-none-match": '"x"'}, 200),
    ({"if-none-match": "nonsense"}, 200),
    ({"if-match": "{tag}"}, 200),
    ({"if-match": "*"}, 200),
    ({"if-match": '"x"'}, 412),
    ({"if-match": "W/{tag}"}, 412),
    ({"if-match": '"x"', "if-none-match": "{tag}"}, 412),
    ({"if-match": "{tag}", "range": "bytes=0-9"}, 206),
    ({"if-none-match": "{tag}", "range": "bytes=0-9"}, 304),
    ({"range": "bytes=0-9", "if-range": "{tag}"}, 206),
    ({"range": "bytes=0-9", "if-range": '"x"'}, 200),
    ({"range": "bytes=0-9", "if-range": "W/{tag}"}, 200),
    ({"range": "bytes=0-9", "if-range": "Sun, 01 Nov 2026 00:00:00 GMT"}, 200),
    ({"range": "bytes=99999999-", "if-range": '"x"'}, 200),
    ({"if-modified-since": "Sun, 01 Nov 2026 00:00:00 GMT"}, 200),
]


@pytest.mark.parametrize(("wanted", "status"), CONDITIONS)
def test_conditions(library: "Library", wanted: dict[str, str], status: int) -> None:
    tag = _get(library, f"/dumps/{NAME}").headers["etag"]
    sent = {name: value.format(tag=tag) for name, value in wanted.items()}
    answer = library.client.get(f"/dumps/{NAME}", headers={"accept-encoding": "identity"} | sent)
    assert answer.status_code == status
    if status == 304:
        assert answer.content == b""
        assert answer.headers["etag"] == tag
        assert answer.headers["vary"] == "Accept-Encoding"
        assert "content-length" not in answer.headers
    if status == 206:
        assert answer.content == (library.folder() / NAME).read_bytes()[:10]


def _cut(*pairs: tuple[int | None, int | None]) -> list[slice]:
    return [slice(*pair) for pair in pairs]


RANGES = [
    ("bytes=0-0", _cut((0, 1))),
    ("bytes=0-499", _cut((0, 500))),
    ("bytes=500-", _cut((500, None))),
    ("bytes=-500", _cut((-500, None))),
    ("bytes=-99999999", _cut((0, None))),
    ("bytes=100-99999999", _cut((100, None))),
    ("Bytes=0-4", _cut((0, 5))),
    ("bytes = 0-4", _cut((0, 5))),
    ("bytes=0-4,2-9", _cut((0, 10))),
    ("bytes=9-20,0-8", _cut((0, 21))),
    ("bytes=0-4, 5000-5009", _cut((0, 5), (5000, 5010))),
    ("bytes=5000-5009, 0-4", _cut((0, 5), (5000, 5010))),
    ("bytes=0-4,,5000-5009,", _cut((0, 5), (5000, 5010))),
    ("bytes=0-4, 99999999-", _cut((0, 5))),
    ("bytes=0-4,-5", _cut((0, 5), (-5, None))),
]


@pytest.mark.parametrize(("asked", "slices"), RANGES)
def test_parts(library: "Library", asked: str, slices: list[slice]) -> None:
    data = (library.folder() / NAME).read_bytes()
    answer = _get(library, f"/dumps/{NAME}", range=asked)
    assert answer.status_code == 206
    spans = [each.indices(len(data))[:2] for each in slices]
    told = [f"bytes {start}-{end - 1}/{len(data)}" for start, end in spans]
    assert int(answer.headers["content-length"]) == len(answer.content)
    if len(slices) == 1:
        assert answer.headers["content-range"] == told[0]
        assert answer.content == data[slices[0]]
        return
    assert "content-range" not in answer.headers
    head = f"Content-Type: {answer.headers['content-type']}\r\n\r\n".encode()
    message = BytesParser().parsebytes(head + answer.content)
    parts = list(message.walk())[1:]
    assert [part["Content-Range"] for part in parts] == told
    assert [part.get_content_type() for part in parts] == ["application/n-triples"] * len(parts)
    bodies = [part.get_payload(decode=True) for part in parts]
    assert bodies == [data[each] for each in slices]


@pytest.mark.parametrize(
    "asked",
    [
        "bytes=5-2",
        "bytes=a-b",
        "bytes=-",
        "bytes=",
        "bytes",
        "lines=0-4",
        "bytes=0-4;q=1",
        "bytes=0x0-0x4",
        "bytes=٠-٤".encode().decode("latin-1"),
        "bytes=" + "9" * 400 + "-",
        "bytes=" + ",".join(f"{n}-{n}" for n in range(0, 17000, 1000)),
        "bytes=" + ",".join(["0-"] * 1300),
        "bytes=" + ",".join(f"{n}-" for n in range(9000)),
    ],
)
def test_what_is_no_range_or_too_many_gives_the_whole_file(library: "Library", asked: str) -> None:
    status, headers, body = _raw(library, f"/dumps/{NAME}", range=asked)
    assert status == 200
    assert body == (library.folder() / NAME).read_bytes()
    assert "content-range" not in headers


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=-0", "bytes=99999999-,99999998-"])
def test_what_does_not_exist_is_told_with_the_size(library: "Library", asked: str) -> None:
    size = (library.folder() / NAME).stat().st_size
    answer = _get(library, f"/dumps/{NAME}", range=asked)
    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{size}"
    assert answer.json()["type"].endswith("#unsatisfiable-range")


def test_overlapping_ranges_never_cost_more_than_the_file(library: "Library") -> None:
    size = (library.folder() / NAME).stat().st_size
    for asked in (
        "bytes=" + ",".join(["0-"] * 16),
        "bytes=" + ",".join(f"{n}-" for n in range(16)),
        "bytes=" + ",".join(f"{n * 1000}-{n * 1000 + 1500}" for n in range(16)),
    ):
        answer = _get(library, f"/dumps/{NAME}", range=asked)
        assert answer.status_code == 206
        assert len(answer.content) <= size


def test_parts_of_a_compressed_form_are_parts_of_its_bytes(library: "Library") -> None:
    packed = (library.folder() / f"{NAME}.gz").read_bytes()
    asked = {"accept_encoding": "gzip", "range": "bytes=10-99"}
    status, headers, body = _raw(library, f"/dumps/{NAME}", **asked)
    assert (status, headers["content-encoding"]) == (206, "gzip")
    assert headers["content-range"] == f"bytes 10-99/{len(packed)}"
    assert body == packed[10:100]


def test_a_download_goes_on_where_it_broke_off(library: "Library") -> None:
    data = (library.folder() / NAME).read_bytes()
    first = _get(library, f"/dumps/{NAME}", range="bytes=0-70000")
    rest = _get(library, f"/dumps/{NAME}", range="bytes=70001-", if_range=first.headers["etag"])
    assert first.content + rest.content == data


HOSTILE = [
    "/dumps/../../etc/passwd",
    "/dumps/..%2f..%2fetc%2fpasswd",
    "/dumps/%2e%2e/%2e%2e/etc/passwd",
    "/dumps/..%5c..%5cetc%5cpasswd",
    "/dumps/..\\..\\etc\\passwd",
    "/dumps//etc/passwd",
    "/dumps/%2fetc%2fpasswd",
    "/dumps/file:///etc/passwd",
    "/dumps/keten.nt%00",
    "/dumps/keten.nt%00.gz",
    "/dumps/%00",
    "/dumps/./keten.nt",
    "/dumps/bron/../keten.nt",
    "/dumps/keten.nt/",
    "/dumps/bron/",
    "/dumps/KETEN.NT",
    "/dumps/keten.nt%0d%0aSet-Cookie:%20a=b",
    "/dumps/" + "a" * 20_000,
    "/dumps/" + "../" * 5_000,
    "/dumps/%ff%fe",
    "/dumps/ket%65n.nt%20",
    "/2026-11-01/dumps/../../2026-09-01/dumps/keten.nt",
    "/2026-11-01/../2026-09-01/dumps/keten.nt",
    "/2026-11-01/dumps/..%2f..%2f2026-09-01%2fketen.nt",
    "/..%2f2026-11-01/dumps/keten.nt",
    "/2026-11-01%2f..%2f..%2fetc/passwd",
    "/2026-11-01/etc/passwd",
    "/20261101/dumps/keten.nt",
    "/%D9%A2026-11-01/dumps/keten.nt",
]


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: ascii(path)[:50])
def test_only_names_of_the_manifest_lead_to_files(library: "Library", path: str) -> None:
    parts = urlsplit(library.server.address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    connection.putrequest("GET", path, skip_accept_encoding=True)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert answer.status in (400, 404), path
    assert b"root:" not in body
    assert answer.headers["set-cookie"] is None


def test_a_name_within_a_folder_may_be_encoded(library: "Library") -> None:
    data = (library.folder() / "bron/besluit.ttl").read_bytes()
    for path in ("/dumps/bron/besluit.ttl", "/dumps/bron%2Fbesluit.ttl"):
        assert _raw(library, path)[2] == data


def test_links_lead_to_manifest_and_other_releases(library: "Library") -> None:
    link = _get(library, f"/{DATES[1]}/dumps/{NAME}").headers["link"]
    assert f'</{DATES[1]}/dumps/>; rel="describedby"' in link
    assert f'</dumps/{NAME}>; rel="latest-version"' in link
    assert f'</{DATES[0]}/dumps/{NAME}>; rel="predecessor-version"' in link
    assert f'</{DATES[2]}/dumps/{NAME}>; rel="successor-version"' in link
    assert f'<https://example.org/keten/{DATES[1]}/dumps/{NAME}>; rel="canonical"' in link
    newest = _get(library, f"/dumps/{NAME}").headers["link"]
    assert "successor-version" not in newest
    assert f'</{DATES[1]}/dumps/{NAME}>; rel="predecessor-version"' in newest


@pytest.mark.parametrize("date", DATES)
def test_a_downloaded_release_passes_its_check(
    library: "Library", date: str, tmp_path: Path
) -> None:
    listed = json.loads(_get(library, f"/{date}/dumps/manifest.json").content)
    names = [each["name"] for each in listed["files"]]
    for name in (*names, "manifest.json", "manifest.ttl", "SHA256SUMS"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_get(library, f"/{date}/dumps/{quote(name)}").content)
    assert archive.check(tmp_path) == ()


def test_other_methods_are_refused(library: "Library") -> None:
    for path in (f"/dumps/{NAME}", "/dumps/", "/2026-09-01/", "/changes", "/catalogus"):
        for method in ("POST", "PUT", "DELETE", "PATCH"):
            answer = library.client.request(method, path)
            assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
        assert library.client.options(path).status_code == 204
