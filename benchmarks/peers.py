"""The servers that are compared: how each gets the data, is started, and is asked."""

import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
import venv
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from benchmarks import ports, processes

HERE = Path(__file__).parent
GRAPH = "https://example.org/benchmark"
"""The graph that Virtuoso keeps the data in: its default graph is everything."""
_SECONDS_TO_START = 900

INI = """
[Database]
DatabaseFile = {0}/virtuoso.db
ErrorLogFile = {0}/virtuoso.log
LockFile = {0}/virtuoso.lck
TransactionFile = {0}/virtuoso.trx
xa_persistent_file = {0}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {0}/virtuoso-temp.db
TransactionFile = {0}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{1}
DirsAllowed = {2}
NumberOfBuffers = 170000
[HTTPServer]
ServerPort = 127.0.0.1:{3}
"""


class MissingError(Exception):
    """A program that is needed is not there; the text says what to install."""


@dataclass
class Peer:
    """A server: its command, where queries go, and what is done before and after its start."""

    name: str
    command: list[str | Path]
    port: int
    path: str
    parameters: dict[str, str] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    after: Callable[[], None] = lambda: None
    pid: int = 0

    def query(self, text: str) -> str:
        """The path that asks a query; the format is up to the headers."""
        return f"{self.path}?{urlencode({**self.parameters, 'query': text})}"

    @contextmanager
    def running(self, log: Path) -> Iterator[None]:
        """Runs it until the block is left; it answers when the block is entered."""
        with processes.running(self.command, log, self.environment) as process:
            self.pid = process.pid
            until = time.monotonic() + _SECONDS_TO_START
            while not self._answers():
                if process.poll() is not None or time.monotonic() > until:
                    told = log.read_text(encoding="utf-8", errors="replace")[-2000:]
                    raise MissingError(f"{self.name} did not start: {told}")
                time.sleep(0.02)
            self.after()
            yield

    def _answers(self) -> bool:
        url = f"http://127.0.0.1:{self.port}{self.query('ASK {}')}"
        try:
            with urllib.request.urlopen(url, timeout=20) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False


def govactors(publication: Path | None, store: Path | None, **settings: object) -> Peer:
    """Our service, in memory or over a store on disk; ``settings`` beside the defaults."""
    port = ports.free()
    environment = {f"GOVACTORS_{name.upper()}": str(value) for name, value in settings.items()}
    environment |= {"GOVACTORS_PORT": str(port), "GOVACTORS_LOG": "error"}
    command: list[str | Path] = [sys.executable, "-m", "govactors"]
    if store is not None:
        assert publication is not None
        command = [sys.executable, HERE / "from_disk.py", publication, store]
    else:
        command += ["--publication", publication, "serve"] if publication else ["serve"]
    name = "govactors" if settings.get("cache_size") != 0 else "govactors, no cache"
    return Peer(name, command, port, "/sparql", environment=environment)


def ceiling() -> Peer:
    """The bare application."""
    port = ports.free()
    return Peer("hello", [sys.executable, HERE / "ceiling.py", str(port)], port, "/")


def oxigraph(folder: Path, data: Path) -> Peer:
    """The server of the package ``oxigraph``; its data are loaded once."""
    program = Path(sys.executable).with_name("oxigraph")
    if not program.is_file():
        raise MissingError("oxigraph is missing: pip install oxigraph (scripts/setup does).")
    location = folder / "oxigraph"
    if not location.is_dir():
        half = folder / "oxigraph-loading"
        shutil.rmtree(half, ignore_errors=True)
        load: list[str | Path] = [program, "load", "--location", half, "--file", data]
        subprocess.run(load, check=True, capture_output=True)
        half.rename(location)
    port = ports.free()
    command: list[str | Path] = [program, "serve-read-only", "--location", location]
    command += ["--bind", f"127.0.0.1:{port}"]
    return Peer("oxigraph", command, port, "/query")


def rdflib_endpoint(folder: Path, data: Path) -> Peer:
    """``rdflib-endpoint`` in an environment of its own, kept in the folder."""
    environment = folder / "rdflib-endpoint"
    program = environment / "bin" / "rdflib-endpoint"
    if not program.is_file():
        venv.create(environment, with_pip=True, clear=True)
        pip: list[str | Path] = [environment / "bin" / "python", "-m", "pip", "install", "-q"]
        done = subprocess.run(
            [*pip, "rdflib-endpoint[cli]>=0.6,<0.7"], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise MissingError(f"rdflib-endpoint cannot be installed: {done.stderr[-500:]}")
    port = ports.free()
    serve: list[str | Path] = ["serve", data, "--host", "127.0.0.1", "--port", str(port)]
    return Peer("rdflib-endpoint", [program, *serve], port, "/")


def virtuoso(folder: Path, data: Path) -> Peer:
    """Virtuoso 7, its files in the folder."""
    for program in ("virtuoso-t", "isql-vt"):
        if shutil.which(program) is None:
            package = "virtuoso-opensource-7-bin"
            raise MissingError(f"{program} is missing: apt-get install {package}.")
    home = folder / "virtuoso"
    home.mkdir(exist_ok=True)
    sql, port = ports.free(), ports.free()
    (home / "virtuoso.ini").write_text(INI.format(home, sql, data.parent, port), "utf-8")
    (home / "virtuoso.lck").unlink(missing_ok=True)

    def load() -> None:
        if (home / "loaded").exists():
            return
        commands = f"ld_dir('{data.parent}', '{data.name}', '{GRAPH}'); rdf_loader_run();"
        isql = ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", f"EXEC={commands} checkpoint;"]
        subprocess.run(isql, check=True, capture_output=True)
        (home / "loaded").touch()

    parameters = {"default-graph-uri": GRAPH}
    command: list[str | Path] = ["virtuoso-t", "+foreground", "+wait", "+configfile"]
    command.append(home / "virtuoso.ini")
    return Peer("virtuoso", command, port, "/sparql", parameters, after=load)
