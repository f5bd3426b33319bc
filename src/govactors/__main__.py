"""``python -m govactors``: the same as the ``govactors`` command."""

from govactors.start import main

if __name__ == "__main__":
    main()
