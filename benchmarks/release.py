"""Seconds and memory of ``govactors release build``: python benchmarks/release.py [TRIPLES]

Without a number the publication of this repository is built, else a synthetic one of about so
many triples. The build runs in a process of its own, as a user would run it.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def measure(folder: Path | None, output: Path) -> dict[str, float]:
    """One build, from the start of Python to the last file."""
    chosen = ["--publication", str(folder)] if folder else []
    command = [sys.executable, "-m", "govactors", *chosen, "release", "build"]
    start = time.perf_counter()
    subprocess.run([*command, "--output", str(output)], check=True)
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    files = [path for path in output.rglob("*") if path.is_file()]
    with next(path for path in files if path.name.endswith("s.nt")).open("rb") as triples:
        count = sum(1 for _ in triples)
    return {
        "triples": count,
        "seconds": round(seconds, 1),
        "peak_megabytes": round(memory / 1000),
        "files": len(files),
        "megabytes": round(sum(path.stat().st_size for path in files) / 1e6, 1),
    }


def main(triples: int) -> None:
    """Builds and prints one line of JSON."""
    with tempfile.TemporaryDirectory() as work:
        folder = None
        if triples:
            folder = Path(work, "publication")
            maker = Path(__file__).with_name("publication.py")
            subprocess.run([sys.executable, maker, folder, str(triples)], check=True)
        print(json.dumps(measure(folder, Path(work, "releases"))))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
