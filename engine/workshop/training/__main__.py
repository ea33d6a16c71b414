"""The command `python -m engine.workshop.training`."""

import sys

from engine.workshop.training.commands import main

if __name__ == "__main__":
    sys.exit(main())
