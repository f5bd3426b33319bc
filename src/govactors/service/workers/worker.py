"""A worker: a forked process that evaluates one piece of work at a time, inside the fence."""

import os
import signal
import socket
import threading

from govactors import catalogues, description, export, scanner
from govactors.formats import FORMATS, Carries
from govactors.problems import Problem
from govactors.publication import Publication
from govactors.service import serialisation
from govactors.service.asks import Ask, Listing
from govactors.service.describing import Describer
from govactors.service.serialisation import Outlet
from govactors.service.workers import frames, limits
from govactors.service.workers.frames import Frames, Meta, Work
from govactors.store import GraphAnswer, Query

_RECEIVE = 1 << 16
"""Bytes read at once: a larger buffer would be mapped and unmapped for each piece of work."""

_CONNECTIONS = 64
"""Descriptors of a worker whose engine is elsewhere; any other gets none."""


class Worker:
    """Answers the work that arrives on a socket, until the other end closes."""

    def __init__(
        self, publication: Publication, channel: socket.socket, memory: int, held_back: int
    ) -> None:
        self._publication = publication
        self._channel = channel
        self._memory = memory
        self._held_back = held_back
        self._describer = Describer(publication)
        self._prefixes = publication.addresses.prefixes

    def run(self) -> None:
        """Works until the front leaves; never returns to the nursery's code."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl-C is the front's to handle
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        threading.stack_size(limits.STACK)
        thread = threading.Thread(target=self._loop)
        thread.start()
        thread.join()

    def _loop(self) -> None:
        try:
            self._open()
            received = Frames()
            while data := self._channel.recv(_RECEIVE):
                for _, payload in received.feed(data):
                    self._answer(Work.decode(payload))
        except OSError:
            pass  # the front is gone, and with it the reason to work
        finally:
            os._exit(0)

    def _open(self) -> None:
        """Opens the data, shuts the fence, and tells whether there will be answers."""
        store = self._publication.store
        try:
            store.prepare()
        except Problem as problem:
            self._channel.sendall(frames.problem(problem))
            os._exit(0)
        limits.fence(self._memory, _CONNECTIONS if store.distant else 0)
        self._channel.sendall(frames.frame(b"R"))

    def _answer(self, work: Work) -> None:
        limits.allow(work.seconds)
        try:
            if work.kind == "query":
                self._query(work)
            elif work.kind == "describe":
                self._describe(work)
            else:
                self._triples(work)
        except Problem as problem:
            self._channel.sendall(frames.problem(problem))
        except MemoryError:
            self._give_up("memory-limit", "The query needed more memory than it may take.")
        except OSError:
            raise
        except BaseException as error:  # a panic of the engine is no Exception
            self._give_up("evaluation-failed", f"The engine gave up: {type(error).__name__}.")

    def _give_up(self, kind: str, detail: str) -> None:
        """Reports and ends: after such an error the process is not to be trusted."""
        self._channel.sendall(frames.problem(Problem(kind, detail)))
        os._exit(0)

    def _query(self, work: Work) -> None:
        store = self._publication.store
        known = store.graphs()
        for name in (*work.default_graphs, *work.named_graphs):
            if name not in known:
                raise Problem("unknown-graph", f"There is no graph <{name}>.")
        traits = scanner.check(work.text, graphs=known, prefixes=self._prefixes)
        media_type = _agreed(work, traits.form)
        answer = store.evaluate(
            Query(
                traits.text,
                default_graphs=work.default_graphs,
                named_graphs=work.named_graphs,
            )
        )
        triples = isinstance(answer, GraphAnswer)
        if triples != (traits.form in ("construct", "describe")):  # the scanner saw no form
            media_type = _agreed(work, "construct" if triples else "select")
        encoding = "identity" if media_type == serialisation.HTML else work.encoding
        meta = Meta(media_type, encoding, traits.volatile, traits.form)
        whole = media_type == serialisation.HTML  # the front puts the table in a page
        outlet = Outlet(self._channel, meta, work.size, work.size if whole else self._held_back)
        serialisation.write(answer, media_type, outlet, self._publication.addresses, work.rows)
        outlet.close()

    def _describe(self, work: Work) -> None:
        """A thing, a list of things, or a question with its answer, as a page or as data."""
        made = self._describer.make(Ask.decode(work.text), work.graph)
        passing = made.passing or made.status != 200
        meta = Meta(made.media_type, work.encoding, passing, "", made.status, made.to)
        Outlet(self._channel, meta, work.size, 0).finish(made.body)

    def _triples(self, work: Work) -> None:
        """A dump, one graph, the catalogue, or the description of the service."""
        kind = next(each for each in FORMATS if work.graph in each.media_types)
        if work.kind == "dump":
            body = export.dump(self._publication, kind.name)
        elif work.kind == "service":
            told = description.endpoint(self._publication, address=work.text)
            body = export.serialise(told, kind, self._publication)
        elif work.kind == "catalogue":
            asked = Listing.decode(work.text)
            told = catalogues.whole(self._publication, asked.files, address=asked.address)
            body = export.serialise(told, kind, self._publication)
        else:
            body = self._graph(work.text, kind.name)
        meta = Meta(work.graph, work.encoding, False, work.kind)
        Outlet(self._channel, meta, work.size, 0).finish(body)

    def _graph(self, name: str, kind: str) -> bytes:
        """One graph, or without a name the union of all."""
        chosen = next(each for each in FORMATS if each.name == kind)
        if not name:
            return export.serialise(export.union(self._publication), chosen, self._publication)
        if name not in self._publication.store.graphs():
            raise Problem("not-found", f"There is no graph <{name}>.")
        found = {t for graph, each in self._publication.triples() if graph == name for t in each}
        return export.serialise(sorted(found, key=str), chosen, self._publication)


def _agreed(work: Work, form: str) -> str:
    """The media type for this form of query; raises :class:`Problem` ``not-acceptable``."""
    triples = form in ("construct", "describe")
    agreed = work.graph if triples else work.results
    if not agreed:
        offers = [
            each.media_type for each in FORMATS if (each.carries is not Carries.RESULTS) is triples
        ]
        raise Problem(
            "not-acceptable",
            f"A {form.upper()} query cannot be answered in what the request accepts.",
            hint=f"Accept one of: {', '.join(offers)}.",
        )
    return agreed
