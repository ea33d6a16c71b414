"""Records tests/data/whisper_features.npz with the feature extractor of faster-whisper (MIT).

Run in an environment of its own: pip install faster-whisper==1.2.1 soundfile, then
python tests/parity/record_whisper_features.py
"""

from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import numpy as np
import soundfile

_DATA = Path(__file__).parents[1] / "data"
_RECORDING = "en_jfk.flac"
_FIRST_SAMPLE = 4000
_N_SAMPLES = 16_123


def main() -> None:
    samples, _rate_hz = soundfile.read(_DATA / "speech" / _RECORDING, dtype="float32")
    samples = samples[_FIRST_SAMPLE : _FIRST_SAMPLE + _N_SAMPLES]
    extractor = import_module("faster_whisper.feature_extractor").FeatureExtractor
    features = {
        f"features_{n_mels}": extractor(feature_size=n_mels)(samples, padding=480_000)[
            :, : -(-_N_SAMPLES // 160)
        ].astype(np.float32)
        for n_mels in (80, 128)
    }
    np.savez_compressed(
        _DATA / "whisper_features.npz",
        samples=samples,
        **features,
        provenance=f"faster-whisper {version('faster-whisper')} FeatureExtractor on {_RECORDING}",
    )


if __name__ == "__main__":
    main()
