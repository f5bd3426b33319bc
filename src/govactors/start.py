"""Where the command starts: a plain question is answered before the rest is loaded.

Half of the time that a question took went into reading the other commands' way of being called.
"""

import gc
import os
import sys

_FORMAT = "--format"


def main() -> None:
    """Answers ``govactors query [--format FORMAT] QUERY``, or hands over to the whole command line.

    The whole command line also says what is wrong with a question that has no answer.
    """
    gc.disable()  # there is nothing to collect in a moment
    try:
        found = _answer(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        gc.enable()
    if found is None:
        from govactors.cli import main as whole

        whole()
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(found[0])
        sys.stdout.flush()
        for line in found[1]:
            sys.stderr.write(f"govactors: {line}\n")
    except OSError as error:
        from govactors.cli import unwritable

        unwritable(error)


def _answer(arguments: list[str]) -> tuple[bytes, list[str]] | None:
    """What is to be printed, and hints at it; ``None`` if it takes more than looking it up."""
    asked = _plain(arguments)
    if asked is None or "GOVACTORS_PUBLICATION" in os.environ:
        return None
    from govactors import answers, prepared, release, strangers
    from govactors.problems import Problem
    from govactors.store import Query

    name, query = asked
    try:
        ready = prepared.find(release.shipped())
        text = answers.asked(query) if ready and name in answers.NAMES else ""
        if ready is None or not text.strip():
            return None
        ready.check(text)
        with answers.stoppable():
            answer = ready.store.evaluate(Query(text))
            if name == "table":
                made = f"{answers.table(answer, ready)}{os.linesep}".encode()
            else:
                made = answers.serialise(answer, name, ready)
            return made, strangers.in_query(text, ready) if strangers.nothing(made) else []
    except (Problem, SyntaxError, OSError, ValueError):
        return None


def _plain(arguments: list[str]) -> tuple[str, str] | None:
    """The format and the query, if there is nothing else on the command line."""
    match arguments:
        case ["query", query] if not query.startswith("-"):
            return "table", query
        case ["query", option, name, query] if option == _FORMAT and not query.startswith("-"):
            return name, query
        case ["query", query, option, name] if option == _FORMAT and not query.startswith("-"):
            return name, query
    return None
