"""Records tests/data/resemblyzer.npz with the package Resemblyzer 0.1.4 (Apache-2.0) and torch.

Run in an environment of its own: pip install Resemblyzer==0.1.4 soundfile, then
python tests/parity/record_resemblyzer.py
"""

from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import numpy as np
import soundfile

_DATA = Path(__file__).parents[1] / "data"
_RECORDING = "en_jfk.flac"
_FIRST_SAMPLE = 4000
_N_SAMPLES = 80_000


def main() -> None:
    samples, _rate_hz = soundfile.read(_DATA / "speech" / _RECORDING, dtype="float32")
    samples = samples[_FIRST_SAMPLE : _FIRST_SAMPLE + _N_SAMPLES]
    encoder = import_module("resemblyzer").VoiceEncoder("cpu", verbose=False)
    audio = import_module("resemblyzer.audio")
    levelled = audio.normalize_volume(samples, -30, increase_only=True)
    _, stretches, _ = encoder.embed_utterance(levelled, return_partials=True)
    np.savez_compressed(
        _DATA / "resemblyzer.npz",
        first_sample=_FIRST_SAMPLE,
        n_samples=_N_SAMPLES,
        mel=audio.wav_to_mel_spectrogram(levelled),
        stretches=stretches,
        provenance=f"Resemblyzer {version('Resemblyzer')} on {_RECORDING}, its silence kept",
    )


if __name__ == "__main__":
    main()
