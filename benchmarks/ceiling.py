"""The least that an answer costs under uvicorn as the service runs it: ceiling.py PORT

A bare application that answers every request alike. What a service does beyond that is its own.
"""

import sys
from typing import Any

import uvicorn

_START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [(b"content-type", b"text/plain"), (b"content-length", b"5")],
}
_BODY = {"type": "http.response.body", "body": b"hello"}


async def hello(scope: Any, receive: Any, send: Any) -> None:  # noqa: ARG001 - the interface
    """Says hello."""
    await send(_START)
    await send(_BODY)


if __name__ == "__main__":
    uvicorn.run(
        hello,
        port=int(sys.argv[1]),
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="off",
    )
