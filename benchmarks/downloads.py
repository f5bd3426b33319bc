"""Downloads against nginx: python benchmarks/downloads.py [NGINX]

Makes a synthetic release with a dump of some 20 MB, serves it with ``govactors serve`` and with
nginx (from Debian), both on loopback, and asks both in turn. Prints one line of JSON: megabytes
a second for the whole file and for a part, answers a second that nothing changed (304), and
the ratios. NGINX is the program, by default the one on the path.
"""

import http.client
import json
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TRIPLES = 100_000
ROUNDS = 15
UNCHANGED = 1500

CONFIGURATION = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {root}; }}
}}
"""


def main(nginx: str) -> None:
    """Builds, serves, measures and prints."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        publication = folder / "publication"
        maker = Path(__file__).with_name("publication.py")
        subprocess.run([sys.executable, maker, publication, str(TRIPLES)], check=True)
        command = [sys.executable, "-m", "govactors", "--publication", str(publication)]
        built = [*command, "release", "build", "--output", str(folder / "releases")]
        subprocess.run(built, check=True, stdout=subprocess.DEVNULL)
        release = next((folder / "releases").iterdir())
        with _nginx(nginx, folder, release) as theirs, _service(command, folder) as ours:
            compared = {"ours": (ours, "/dumps/govactors.nt"), "nginx": (theirs, "/govactors.nt")}
            size = (release / "govactors.nt").stat().st_size
            print(json.dumps(_measured(compared, size)))


def _measured(compared: dict[str, tuple[int, str]], size: int) -> dict[str, float]:
    """The rates of both, asked in turn so that both meet the same machine."""
    found: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        for name, (port, path) in compared.items():
            found.setdefault(f"{name}_whole", []).append(_rate(port, path, {}, 200, size))
            part = {"Range": f"bytes=1000000-{size // 2}"}
            found.setdefault(f"{name}_part", []).append(
                _rate(port, path, part, 206, size // 2 - 999_999)
            )
    for _ in range(3):
        for name, (port, path) in compared.items():
            found.setdefault(f"{name}_unchanged", []).append(_unchanged(port, path))
    rates = {name: round(statistics.median(values), 1) for name, values in found.items()}
    for kind in ("whole", "part", "unchanged"):
        rates[f"ratio_{kind}"] = round(rates[f"ours_{kind}"] / rates[f"nginx_{kind}"], 2)
    return {"megabytes": round(size / 1e6, 1), **rates}


def _rate(port: int, path: str, wanted: dict[str, str], status: int, size: int) -> float:
    """Megabytes a second of one download over a new connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.connect()
    start = time.perf_counter()
    connection.request("GET", path, headers=wanted)
    answer = connection.getresponse()
    assert answer.status == status, answer.status
    into = bytearray(1 << 20)
    received = 0
    while count := answer.readinto(into):
        received += count
    seconds = time.perf_counter() - start
    connection.close()
    assert received == size, (received, size)
    return size / seconds / 1e6


def _unchanged(port: int, path: str) -> float:
    """Answers a second over one connection, to a client that has the file."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("HEAD", path)
    answer = connection.getresponse()
    answer.read()
    condition = {"If-None-Match": answer.headers["ETag"]}
    start = time.perf_counter()
    for _ in range(UNCHANGED):
        connection.request("GET", path, headers=condition)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 304
    return UNCHANGED / (time.perf_counter() - start)


@contextmanager
def _nginx(program: str, folder: Path, root: Path) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    file = folder / "nginx.conf"
    file.write_text(CONFIGURATION.format(folder=folder, port=port, root=root))
    process = subprocess.Popen([program, "-c", file, "-p", folder, "-e", folder / "error.log"])
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(10)


@contextmanager
def _service(command: list[str], folder: Path) -> Iterator[int]:
    options = ["serve", "--port", "0", "--releases", str(folder / "releases"), "--log", "none"]
    process = subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        yield int(process.stdout.readline().strip().rstrip("/").rpartition(":")[2])
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


if __name__ == "__main__":
    found = sys.argv[1] if len(sys.argv) > 1 else shutil.which("nginx")
    if not found:
        sys.exit("There is no nginx here: apt-get install nginx, or name the program.")
    main(found)
