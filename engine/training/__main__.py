"""The command `python -m engine.training`."""

import sys

from engine.training.commands import main

if __name__ == "__main__":
    sys.exit(main())
