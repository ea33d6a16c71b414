"""A Canary model with random weights, as it is published and as it is installed."""

import json
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import onnx
from onnx import numpy_helper

from engine.arrays import Float32
from engine.packs.convert.canary import convert_canary
from engine.packs.sources import sha256_of
from engine.packs.store import (
    CONVERTER_KEY,
    CONVERTER_VERSION_KEY,
    MANIFEST_NAME,
    MANIFEST_SCHEMA,
    PackStore,
)

CANARY: Final = "canary-180m-flash"
BORROWED: Final = ("whisper-base", "silero-vad")

PUBLISHED: Final = Path(__file__).parents[1] / "data" / "canary"


@cache
def expected() -> dict[str, npt.NDArray[np.generic]]:
    """What torch computed from the model; see the data's README."""
    with np.load(PUBLISHED / "expected.npz") as file:
        return {name: file[name] for name in file.files}


def expected_floats(name: str) -> Float32:
    return expected()[name].astype(np.float32)


def expected_ids(name: str) -> tuple[int, ...]:
    return tuple(int(number) for number in expected()[name])


def publish_tiny_canary(folder: Path, *, preferred: Mapping[int, float]) -> Path:
    """Write the published files into a new folder, some tokens more likely than they were."""
    shutil.copytree(PUBLISHED, folder)
    model = onnx.load(folder / "decoder-model.onnx")
    bias = next(w for w in model.graph.initializer if w.name == "head.mlp.layer0.bias")
    values = numpy_helper.to_array(bias).copy()
    for token, gain in preferred.items():
        values[token] += gain
    bias.CopyFrom(numpy_helper.from_array(values, bias.name))
    onnx.save(model, folder / "decoder-model.onnx")
    return folder


def install_tiny_canary(folder: Path, *, published: Path = PUBLISHED, int8: bool = False) -> Path:
    """Convert the published files into a new folder."""
    folder.mkdir(parents=True)
    convert_canary(published, folder, int8=int8)
    return folder


def store_with_tiny_canary(root: Path, packs: PackStore) -> PackStore:
    """A new store with the tiny model in place of the real one, and what it needs beside it.

    There is no text pack: what is translated is translated in one pass.
    """
    root.mkdir(parents=True)
    for pack_id in BORROWED:
        (root / pack_id).symlink_to(packs.place(pack_id), target_is_directory=True)
    store = PackStore(root, packs.catalogue)
    pack = store.catalogue.pack(CANARY)
    folder = install_tiny_canary(store.place(CANARY), int8=True)
    manifest = {
        "schema": MANIFEST_SCHEMA,
        "entry_sha256": pack.entry_sha256,
        CONVERTER_KEY: pack.converter,
        CONVERTER_VERSION_KEY: store.converter(pack).version,
        "files": {
            path.name: {"sha256": sha256_of(path), "size": path.stat().st_size}
            for path in sorted(folder.iterdir())
        },
    }
    (folder / MANIFEST_NAME).write_text(json.dumps(manifest), encoding="utf-8")
    store.verify(CANARY)
    return store
