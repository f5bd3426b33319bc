"""Answers sent in the short way: the same bytes, and no connection misled."""

import re
import socket
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.service.conftest import Server

QUERY = "/sparql?query=ASK%7B%3Fwire%20ga%3Aleads%20%3Fx%7D"


def _request(path: str, *lines: str, method: str = "GET") -> bytes:
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: localhost", *lines, "", ""]).encode()


def _connected(server: "Server") -> socket.socket:
    host, port = server.address.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=20)


def _answer(connection: socket.socket) -> tuple[bytes, bytes]:
    """Head and body of the next answer on this connection."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += _more(connection)
    head, _, body = data.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head)
    while length and len(body) < int(length[1]):
        body += _more(connection)
    return head, body


def _more(connection: socket.socket) -> bytes:
    data = connection.recv(65536)
    assert data, "the connection was closed"
    return data


def test_a_request_that_comes_again_gets_the_same_answer(server: "Server") -> None:
    with _connected(server) as connection:
        found = []
        for _ in range(6):
            connection.sendall(_request(QUERY))
            found.append(_answer(connection))
    assert all(head.startswith(b"HTTP/1.1 200 OK\r\ndate: ") for head, _ in found)
    assert b"cache-status: govactors; hit" in found[-1][0]
    heads = [re.sub(rb"\r\n(date|server-timing|cache-status): [^\r]*", b"", h) for h, _ in found]
    assert len(set(heads)) == 1
    assert len({body for _, body in found}) == 1


def test_an_unchanged_answer_is_told_again_and_again(server: "Server") -> None:
    with _connected(server) as connection:
        connection.sendall(_request(QUERY))
        head, _ = _answer(connection)
        tag = re.search(rb"etag: ([^\r]*)", head)
        assert tag
        asked = _request(QUERY, f"If-None-Match: {tag[1].decode()}")
        for _ in range(6):
            connection.sendall(asked)
            head, body = _answer(connection)
            assert head.startswith(b"HTTP/1.1 304 Not Modified\r\n")
            assert body == b""


@pytest.mark.parametrize("line", ["Connection: close", "Connection: keep-alive, close"])
def test_a_connection_that_shall_close_closes_each_time(server: "Server", line: str) -> None:
    for _ in range(5):
        with _connected(server) as connection:
            connection.sendall(_request(QUERY, line))
            head, body = _answer(connection)
            assert b"connection: close" in head
            assert b"boolean" in body
            assert connection.recv(100) == b""


def test_requests_in_one_piece_and_in_pieces_are_answered_in_turn(server: "Server") -> None:
    again, other = _request(QUERY), _request("/health/live")
    with _connected(server) as connection:
        for _ in range(4):
            connection.sendall(again)
            _answer(connection)
        for pieces in ([again + other + again], [again[:20], again[20:] + other, again]):
            for piece in pieces:
                connection.sendall(piece)
                time.sleep(0.05)
            bodies = b""
            while bodies.count(b'"boolean"') < 2:
                bodies += _more(connection)
            first, status, last = (bodies.find(b"boolean"), bodies.find(b'"ok"'), len(bodies))
            assert first < status < last


def test_head_has_no_body_and_what_follows_is_right(server: "Server") -> None:
    with _connected(server) as connection:
        for _ in range(4):
            connection.sendall(_request(QUERY, method="HEAD"))
            data = _more(connection)
            assert data.endswith(b"\r\n\r\n")
            connection.sendall(_request(QUERY))
            assert b"boolean" in _answer(connection)[1]


def test_a_body_of_an_earlier_request_is_never_taken_for_a_request(server: "Server") -> None:
    again = _request(QUERY)
    with _connected(server) as connection:
        for _ in range(4):
            connection.sendall(again)
            _answer(connection)
        length = f"Content-Length: {len(again)}"
        kind = "Content-Type: application/sparql-query"
        connection.sendall(_request("/sparql", length, kind, method="POST"))
        time.sleep(0.1)
        connection.sendall(again)
        head, _ = _answer(connection)
        assert head.startswith(b"HTTP/1.1 400 ")  # it is no query
