"""Records what CAM++ in torch makes of random weights, for the test of its graph.

    PYTHONPATH=. python tests/parity/record_campplus.py

Needs torch. The network is that of the 3D-Speaker project (Apache-2.0; Wang and others 2023,
"CAM++: A Fast and Efficient Network for Speaker Verification Using Context-Aware Masking"), layer
by layer.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from engine.arrays import Float32
from engine.packs.convert.campplus import encoder_graph
from tests.helpers.random_campplus import LENGTHS, RandomWeights, random_features

_BLOCKS: Final = ((12, 1), (24, 2), (16, 2))  # number of layers and their dilation
_SEGMENT_FRAMES: Final = 100


class CamPlus:
    """The network with weights by name."""

    def __init__(self, weights: Mapping[str, Float32]) -> None:
        self._weights = {name: torch.from_numpy(value) for name, value in weights.items()}

    def embed_features(self, features: Float32) -> Float32:
        """Return [192], unit length, of [frames, 80]."""
        centred = features - features.mean(axis=0)
        with torch.inference_mode():
            found = self._network(torch.from_numpy(centred.T.copy())[None])[0].numpy()
        return np.asarray(found / np.linalg.norm(found), np.float32)

    def _network(self, features: Tensor) -> Tensor:
        """Return [1, 192] of [1, _N_MELS, frames]."""
        x = self._front(features[:, None]).flatten(1, 2)
        x = functional.conv1d(x, self._weights["xvector.tdnn.linear.weight"], stride=2, padding=2)
        x = functional.relu(self._norm(x, "xvector.tdnn.nonlinear.batchnorm"))
        for block, (n_layers, dilation) in enumerate(_BLOCKS, start=1):
            for layer in range(1, n_layers + 1):
                name = f"xvector.block{block}.tdnnd{layer}"
                x = torch.cat([x, self._dense_layer(x, name, dilation)], dim=1)
            x = self._pointwise(x, f"xvector.transit{block}", "nonlinear", "linear")
        x = functional.relu(self._norm(x, "xvector.out_nonlinear.batchnorm"))
        x = torch.cat([x.mean(dim=-1), x.std(dim=-1)], dim=-1)[..., None]
        x = functional.conv1d(x, self._weights["xvector.dense.linear.weight"])
        return self._norm(x, "xvector.dense.nonlinear.batchnorm")[..., 0]

    def _front(self, x: Tensor) -> Tensor:
        """The two-dimensional front: [1, 1, mels, frames] to [1, 32, mels / 8, frames]."""
        x = self._conv2d(x, "head.conv1", "head.bn1")
        for layer in ("head.layer1", "head.layer2"):
            for number, stride in enumerate((2, 1)):
                name = f"{layer}.{number}"
                short = x
                if stride > 1:
                    weight = self._weights[f"{name}.shortcut.0.weight"]
                    short = functional.conv2d(x, weight, stride=(stride, 1))
                    short = self._norm(short, f"{name}.shortcut.1")
                x = self._conv2d(x, f"{name}.conv1", f"{name}.bn1", stride=stride)
                x = functional.conv2d(x, self._weights[f"{name}.conv2.weight"], padding=1)
                x = functional.relu(self._norm(x, f"{name}.bn2") + short)
        return self._conv2d(x, "head.conv2", "head.bn2", stride=2)

    def _conv2d(self, x: Tensor, conv: str, norm: str, *, stride: int = 1) -> Tensor:
        x = functional.conv2d(x, self._weights[f"{conv}.weight"], stride=(stride, 1), padding=1)
        return functional.relu(self._norm(x, norm))

    def _dense_layer(self, x: Tensor, name: str, dilation: int) -> Tensor:
        """What a layer adds: a local convolution under the mask that its context gives."""
        x = self._pointwise(x, name, "nonlinear1", "linear1")
        x = functional.relu(self._norm(x, f"{name}.nonlinear2.batchnorm"))
        cam = f"{name}.cam_layer"
        local = self._weights[f"{cam}.linear_local.weight"]
        y = functional.conv1d(x, local, padding=dilation, dilation=dilation)
        segments = functional.avg_pool1d(x, _SEGMENT_FRAMES, _SEGMENT_FRAMES, ceil_mode=True)
        around = segments.repeat_interleave(_SEGMENT_FRAMES, dim=-1)[..., : x.shape[-1]]
        context = x.mean(dim=-1, keepdim=True) + around
        for linear, activation in (("linear1", functional.relu), ("linear2", torch.sigmoid)):
            weight, bias = (self._weights[f"{cam}.{linear}.{kind}"] for kind in ("weight", "bias"))
            context = activation(functional.conv1d(context, weight, bias))
        return y * context

    def _pointwise(self, x: Tensor, name: str, norm: str, linear: str) -> Tensor:
        x = functional.relu(self._norm(x, f"{name}.{norm}.batchnorm"))
        return functional.conv1d(x, self._weights[f"{name}.{linear}.weight"])

    def _norm(self, x: Tensor, name: str) -> Tensor:
        kinds = ("running_mean", "running_var", "weight", "bias")
        mean, variance, weight, bias = (self._weights.get(f"{name}.{kind}") for kind in kinds)
        return functional.batch_norm(x, mean, variance, weight, bias)


def main() -> None:
    """Write tests/data/campplus.npz."""
    weights = RandomWeights()
    encoder_graph(weights)
    network = CamPlus(weights.made)
    found = {str(n): network.embed_features(random_features(n)) for n in LENGTHS}
    np.savez(Path(__file__).parents[1] / "data" / "campplus.npz", allow_pickle=False, **found)


if __name__ == "__main__":
    main()
