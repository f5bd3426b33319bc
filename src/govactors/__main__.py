"""``python -m govactors``: the same as the ``govactors`` command."""

from govactors.cli import main

if __name__ == "__main__":
    main()
