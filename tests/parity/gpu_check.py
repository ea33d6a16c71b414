"""Compares a device with the processor on the installed packs; needs no test tools.

    python tests/parity/gpu_check.py [--device cuda]

For every installed pack: how long its warm-up takes on the processor and on the device, and the
ratio. Then whether both say the same where both run the float16 form: transcripts of recordings
in tests/data/speech and translations of a few sentences, token by token, and the length and
loudness of a spoken sentence.

Ends with 1 where the device is not there, or where less than 97 % is the same. Beside it run
`pytest tests/integration/test_compute_devices.py`, which takes every device that is there, and
`dragoman bench cost` with --device.
"""

import argparse
import csv
import sys
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final

import numpy as np

from engine.asr.model import SpeechModel, SpeechOptions
from engine.audio.files import read_audio
from engine.cli.store import open_store
from engine.compute import Device
from engine.errors import ComputeError
from engine.loading import FAMILIES, LoadedModels
from engine.mt.model import TextModel
from engine.onnx import Runtime, hardware, require
from engine.packs.entries import Pack, Role
from engine.packs.store import PackStore
from engine.tts.model import VoiceModel
from engine.tts.phonemes import PhonemeProcess
from engine.tts.voices import VoiceCatalogue

_LONGEST_S: Final = 10.0
_SPEECH: Final = Path(__file__).parent.parent / "data" / "speech"
_SENTENCES: Final = {
    "de": ("Die Sitzung beginnt um neun Uhr im zweiten Stock.", "Wo ist der Bahnhof?"),
    "en": ("The meeting begins at nine o'clock on the second floor.", "Where is the station?"),
    "es": ("La reunión empieza a las nueve en el segundo piso.", "¿Dónde está la estación?"),
    "fr": ("La réunion commence à neuf heures au deuxième étage.", "Où est la gare ?"),
    "pt": ("A reunião começa às nove horas no segundo andar.", "Onde fica a estação?"),
}
_VOICE_TEXT: Final = "Good morning, and welcome to the second floor."
_LEAST_EQUAL: Final = 0.97


def main() -> int:
    """Print the comparison; 1 where something is not as it should be."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    devices = [device.value for device in Device if device not in (Device.AUTO, Device.CPU)]
    parser.add_argument("--device", choices=devices, default=Device.CUDA.value)
    device = Device(parser.parse_args().device)
    try:
        require(device)
    except ComputeError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    store = open_store()
    sys.stdout.write(f"{hardware(Device.CPU)}\n{hardware(device)}\n\n")
    _show_times(store, device)
    is_good = True
    for pack_id in sorted(store.installed()):
        pack = store.catalogue.pack(pack_id)
        if pack.role not in (Role.SPEECH, Role.TEXT, Role.VOICE):
            continue
        try:
            here, there = (_said(store, pack, each) for each in (Device.CPU, device))
        except Exception as error:  # noqa: BLE001 - a device raises what its library does
            sys.stdout.write(f"{pack_id:<20} no float16 there: {str(error)[:100]}\n")
            continue
        share = _share(here, there)
        is_good &= share >= _LEAST_EQUAL
        sys.stdout.write(f"{pack_id:<20}{share:8.1%} the same\n")
    return 0 if is_good else 1


def _show_times(store: PackStore, device: Device) -> None:
    models = LoadedModels(store, runtime=Runtime(device=Device.AUTO))
    sys.stdout.write(f"{'warm-up in seconds':<20}{'cpu':>10}{device:>10}{'times as fast':>16}\n")
    for pack_id in sorted(store.installed()):
        times = {item.device: item for item in reversed(models.compare(pack_id)) if item.seconds}
        here, there = times.get(Device.CPU), times.get(device)
        if here is None or here.seconds is None or there is None or there.seconds is None:
            sys.stdout.write(f"{pack_id:<20} does not run on both\n")
            continue
        ratio = here.seconds / there.seconds
        sys.stdout.write(
            f"{pack_id:<20}{here.seconds:10.4f}{there.seconds:10.4f}{ratio:16.2f}"
            f"  {there.precision}\n"
        )
    sys.stdout.write("\n")


def _said(store: PackStore, pack: Pack, device: Device) -> list[tuple[float, ...]]:
    """Tokens of each recording or sentence, or a sentence's length and loudness."""
    load = FAMILIES[pack.family].load
    model = load(store.float16_folder(pack.id), Runtime(device=device))
    match model:
        case SpeechModel():
            return list(_transcripts(model, pack))
        case TextModel():
            sentences = [text for source, _target in pack.pairs for text in _SENTENCES[source]]
            return [model.translate(text).tokens for text in sentences]
        case VoiceModel():
            voice = VoiceCatalogue.load().default("en")
            with PhonemeProcess() as phonemes:
                synthesiser = model.synthesiser_for(voice, phonemiser=phonemes)
                pieces = [piece.samples for piece in synthesiser.speak(_VOICE_TEXT, tempo=1.0)]
            samples = np.concatenate(pieces).astype(np.float64)
            return [(float(samples.size),), (float(np.sqrt(np.mean(samples**2))),)]
        case _:
            raise TypeError(f"{pack.id} says nothing")


def _transcripts(model: SpeechModel, pack: Pack) -> Iterator[tuple[int, ...]]:
    with (_SPEECH / "manifest.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            language = row["language"]
            if language in pack.languages:
                samples = read_audio(_SPEECH / row["file"], longest_s=_LONGEST_S)
                heard = model.encode(samples, is_last=True)
                options = SpeechOptions()
                yield heard.decode(source=language, target=language, options=options).tokens


def _share(here: list[tuple[float, ...]], there: list[tuple[float, ...]]) -> float:
    """How much is the same: of tokens their share, of a single number the ratio."""
    shares = []
    for first, second in zip(here, there, strict=True):
        if len(first) == len(second) == 1:
            shares.append(min(first[0], second[0]) / max(first[0], second[0]))
        else:
            shares.append(SequenceMatcher(None, first, second, autojunk=False).ratio())
    return sum(shares) / len(shares)


if __name__ == "__main__":
    sys.exit(main())
