"""Resemblyzer's speaker encoder, and speaker similarity on a scale whose ends mean something.

Weights: the package Resemblyzer 0.1.4 (Apache-2.0). Features and the average over stretches of
1.6 s are those of its `audio.py` and `voice_encoder.py`; where that cuts out silence with WebRTC's
detector, this does it by loudness.

The cosine of two speaker embeddings says little by itself: two strangers have 0.54 already. On the
normalised scale 0 is a stranger and 1 the same person in another recording, as in the figures that
the project inno-kokoro published for F5-TTS (0.94), StyleTTS 2 (0.46) and others.
"""

from pathlib import Path
from typing import Final

import numpy as np

from engine.arrays import Float32
from engine.audio.features import HOP_SAMPLES, mel_filters
from engine.errors import ModelError
from engine.messages import Code
from engine.onnx import OnnxGraph, Runtime
from engine.speakers.model import between_cosines, spoken_parts

FAMILY: Final = "resemblyzer"
"""As the catalogue names it."""

EMBEDDING_SIZE: Final = 256
"""Length of an embedding."""

STRANGER_COSINE: Final = 0.54
"""Mean over all pairs of 39 recordings of speakers of five languages (Resemblyzer)."""

SAME_PERSON_COSINE: Final = 0.88
"""Mean over the two parts of each; they share a microphone, so this end of the scale is strict."""

_N_MELS: Final = 40
_WINDOW_SAMPLES: Final = 400
_STRETCH_FRAMES: Final = 160
_STEP_FRAMES: Final = 77  # 1.3 stretches a second
_LEAST_COVERED: Final = 0.75
_LEVEL_DBFS: Final = -30.0


class ResemblyzerModel:
    """The loaded encoder: immutable, shared, safe to use from any thread."""

    def __init__(self, folder: Path, *, runtime: Runtime) -> None:
        self._graph = OnnxGraph(folder / "encoder.onnx", runtime)
        if "mel" not in self._graph.inputs or "embeddings" not in self._graph.outputs:
            raise ModelError(
                Code.MODEL_FILE_INVALID, file="encoder.onnx", detail="it is not a speaker encoder"
            )
        self._filters = mel_filters(_N_MELS)
        self._window = np.hanning(_WINDOW_SAMPLES + 1)[:-1].astype(np.float32)

    def embed(self, samples: Float32) -> Float32:
        """Return [EMBEDDING_SIZE], where a speaker's voice lies; unit length.

        Args:
            samples: [n] mono at SOURCE_RATE_HZ; a second at least of one person's speech.

        Raises:
            AudioError: nothing is heard in it.
        """
        mean = self.embed_stretches(samples).mean(axis=0)
        unit: Float32 = mean / max(float(np.linalg.norm(mean)), 1e-6)
        return unit

    def similarity(self, one: Float32, other: Float32) -> float:
        """As `SpeakerEncoder.similarity`, for embeddings [EMBEDDING_SIZE]."""
        return between_cosines(one, other, STRANGER_COSINE, SAME_PERSON_COSINE)

    def embed_stretches(self, samples: Float32) -> Float32:
        """Return [m, EMBEDDING_SIZE], one for each stretch of 1.6 s, about 1.3 a second.

        Args:
            samples: as for `embed`; silence is cut out first.

        Raises:
            AudioError: nothing is heard in it.
        """
        speech = _levelled(spoken_parts(samples))
        starts = _stretch_starts(len(speech))
        mel = self.mel(np.pad(speech, (0, _STRETCH_FRAMES * HOP_SAMPLES)))
        return self.embed_mel(np.stack([mel[s : s + _STRETCH_FRAMES] for s in starts]))

    def mel(self, samples: Float32) -> Float32:
        """Return [1 + n // HOP_SAMPLES, 40], the power in mel bands, frames centred, no logarithm.

        The same numbers as `librosa.feature.melspectrogram` with zeros beyond both ends.
        """
        padded = np.pad(samples, _WINDOW_SAMPLES // 2)
        frames = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW_SAMPLES)[::HOP_SAMPLES]
        spectrum = np.fft.rfft(frames * self._window, axis=1)
        power = (spectrum.real**2 + spectrum.imag**2).astype(np.float32)
        return power @ self._filters.T

    def embed_mel(self, mel: Float32) -> Float32:
        """Return [n, EMBEDDING_SIZE] for stretches [n, frames, 40] of mel frames."""
        (embeddings,) = self._graph.run(("embeddings",), {"mel": mel.astype(np.float32)})
        return np.asarray(embeddings, np.float32)


def _levelled(samples: Float32) -> Float32:
    """Make quiet speech as loud as the encoder was trained with."""
    rms = float(np.sqrt(np.square(samples, dtype=np.float64).mean()))
    gain = 10 ** (_LEVEL_DBFS / 20) / max(rms, 1e-6)
    return samples * np.float32(max(1.0, gain))


def _stretch_starts(n_samples: int) -> range:
    """The first mel frame of every stretch; the last one is kept if most of it is speech."""
    n_frames = n_samples // HOP_SAMPLES + 1
    starts = range(0, max(1, n_frames - _STRETCH_FRAMES + _STEP_FRAMES + 1), _STEP_FRAMES)
    covered = (n_frames - starts[-1]) / _STRETCH_FRAMES
    return starts[:-1] if covered < _LEAST_COVERED and len(starts) > 1 else starts


def load_resemblyzer(folder: Path, runtime: Runtime) -> ResemblyzerModel:
    """Load the pack in a folder and run it once: a first run is slow, since it allocates memory.

    Raises:
        ModelError: a file is missing or damaged.
    """
    model = ResemblyzerModel(folder, runtime=runtime)
    model.embed_mel(np.zeros((1, 1, 40), np.float32))
    return model
