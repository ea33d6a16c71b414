"""CAM++ with weights that are made up: the same ones for the graph and for what recorded it."""

import zlib
from typing import Final

import numpy as np

from engine.arrays import Float32
from engine.packs.convert.torch_file import TorchFile

LENGTHS: Final = (50, 200, 430)
"""Frames: less than a segment of the network, a whole one, and two and a part."""


class RandomWeights(TorchFile):
    """Makes up each tensor that is asked for; `made` has them by name."""

    def __init__(self) -> None:
        self.made: dict[str, Float32] = {}

    def tensor(self, name: str, *shape: int) -> Float32:
        random = np.random.default_rng(zlib.crc32(name.encode()))
        values = random.standard_normal(shape)
        if len(shape) > 1:
            values *= np.sqrt(2 / np.prod(shape[1:]))
        elif name.endswith(("running_var", "norm.weight", "bn1.weight", "bn2.weight")):
            values = 1 + 0.2 * np.abs(values)
        else:
            values *= 0.1
        self.made[name] = values.astype(np.float32)
        return self.made[name]


def random_features(n_frames: int) -> Float32:
    """[n_frames, 80], somewhat like the logarithms of a filter bank."""
    random = np.random.default_rng(n_frames)
    return random.normal(-8, 3, (n_frames, 80)).astype(np.float32)
