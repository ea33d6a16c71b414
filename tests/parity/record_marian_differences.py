"""Rewrites tests/data/parallel/marian-differences.tsv from installed packs.

    python -m tests.parity.record_marian_differences FOLDER_OF_PACKS

The folder holds marian-en-pt and marian-pt-en. Look at what changes before you keep it: the list
is there to become shorter.
"""

import sys
from pathlib import Path

from engine.mt.marian.model import MarianModel
from engine.onnx import Runtime
from tests.helpers.marian_parity import DIRECTIONS, RawEngine, differences, write_differences


def main(folder: Path) -> None:
    found = []
    for direction in DIRECTIONS:
        model = MarianModel(folder / f"marian-{direction}", runtime=Runtime(threads=2))
        found += differences(RawEngine(direction), model)
    write_differences(found)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
