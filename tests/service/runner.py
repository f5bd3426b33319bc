"""Serves the folder named, on any free port, with the settings of the environment."""

import os
import sys

from govactors.publication import load_directory
from govactors.service.server import serve
from govactors.service.settings import Settings

if __name__ == "__main__":
    settings = Settings.read({"port": 0}, os.environ)
    sys.exit(serve(lambda: load_directory(sys.argv[1]), settings))
