"""Measures how high and how fast each voice that ships speaks: resources/voices/measured.json.

    python -m engine.workshop.voices.measures --models FOLDER --out resources/voices/measured.json

Each voice says a sentence of its language at its own tempo. Pitch is the median fundamental
frequency; pace counts characters of text, spaces included.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import soxr

from engine.arrays import SOURCE_RATE_HZ
from engine.languages import LANGUAGES, spoken_reader
from engine.onnx import Runtime
from engine.packs.catalogue import Catalogue
from engine.packs.store import PackStore
from engine.tts.cloning.checks import pitch_track_hz
from engine.tts.kokoro import KOKORO_RATE_HZ, KokoroModel
from engine.tts.phonemes import PhonemeProcess
from engine.tts.voices import VoiceCatalogue


def main() -> int:
    """Measure and write the file."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--models", type=Path, required=True, help="folder of installed packs")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    store = PackStore(args.models, Catalogue.shipped())
    model = KokoroModel(store.folder("kokoro"), runtime=Runtime(threads=args.threads))
    catalogue = VoiceCatalogue.load()
    measured: dict[str, dict[str, float]] = {}
    with PhonemeProcess() as program:
        for voice in catalogue.voices():
            synthesiser = model.synthesiser_for(voice, phonemiser=program)
            reader = spoken_reader(voice.language)
            text = LANGUAGES[voice.language].measured_sentence
            pieces = synthesiser.speak(reader.read(text), tempo=1.0)
            spoken = np.concatenate([piece.samples for piece in pieces])
            track = pitch_track_hz(soxr.resample(spoken, KOKORO_RATE_HZ, SOURCE_RATE_HZ))
            measured[voice.id] = {
                "pitch_hz": round(float(np.median(track)), 1),
                "characters_per_s": round(len(text) * KOKORO_RATE_HZ / len(spoken), 2),
            }
            sys.stdout.write(f"{voice.id:<24} {measured[voice.id]}\n")
    args.out.write_text(json.dumps({"voices": measured}, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
