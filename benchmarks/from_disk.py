"""The service over data on disk: from_disk.py PUBLICATION STORE, settings by environment."""

import os
import sys

import govactors
from govactors.service.server import serve
from govactors.service.settings import Settings

if __name__ == "__main__":
    _, publication, store = sys.argv
    sys.exit(
        serve(
            lambda: govactors.load_directory(publication).with_store(store),
            Settings.read(environment=os.environ),
        )
    )
