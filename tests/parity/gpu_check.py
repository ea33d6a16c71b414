"""Compares a device with the processor on the installed packs; needs no test tools.

    python tests/parity/gpu_check.py [--device cuda]

For every installed pack: how long its warm-up takes on the processor and on the device, and the
ratio. Then whether both say the same: transcripts of the recordings in tests/data/speech and
translations of a few sentences, token by token, and the length and loudness of a spoken sentence.
The processor rounds to 8 bits and the device to 16, so a hesitant model may choose another word.

Ends with 1 where the device is not there, or where less than that is the same. Beside it run
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

from engine.asr.model import SpeechOptions
from engine.audio.files import read_audio
from engine.cli.store import open_store
from engine.compute import Device
from engine.errors import ComputeError
from engine.interpreter import Interpreter
from engine.loading import LoadedModels
from engine.onnx import Runtime, hardware, require
from engine.packs.entries import Pack, Role
from engine.packs.store import PackStore

_LONGEST_S: Final = 10.0
_SPEECH: Final = Path(__file__).parent.parent / "data" / "speech"
_SENTENCES: Final = {
    "de": ("Die Sitzung beginnt um neun Uhr im zweiten Stock.", "Wo ist der Bahnhof?"),
    "en": ("The meeting begins at nine o'clock on the second floor.", "Where is the station?"),
    "es": ("La reunión empieza a las nueve en el segundo piso.", "¿Dónde está la estación?"),
    "fr": ("La réunion commence à neuf heures au deuxième étage.", "Où est la gare ?"),
    "pt": ("A reunião começa às nove horas no segundo andar.", "Onde fica a estação?"),
}
_LEAST_EQUAL: Final = {Role.SPEECH: 0.85, Role.TEXT: 0.95, Role.VOICE: 0.9}


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
    for pack, share in _shares(store, device):
        is_same = share >= _LEAST_EQUAL[pack.role]
        is_good &= is_same
        sys.stdout.write(f"{pack.id:<20}{share:8.1%} the same{'' if is_same else ': too little'}\n")
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


def _shares(store: PackStore, device: Device) -> Iterator[tuple[Pack, float]]:
    """How much of what each pack says is the same on both."""
    sides = [LoadedModels(store, runtime=Runtime(device=each)) for each in (Device.CPU, device)]
    for pack in store.catalogue.packs:
        if pack.id not in store.installed():
            continue
        match pack.role:
            case Role.SPEECH:
                yield pack, _mean(*(_transcripts(models, pack) for models in sides))
            case Role.TEXT:
                yield pack, _mean(*(_translations(models, pack) for models in sides))
            case Role.VOICE:
                here, there = (_sound(store, each) for each in (Device.CPU, device))
                yield pack, float(min((here / there).min(), (there / here).min()))


def _transcripts(models: LoadedModels, pack: Pack) -> list[tuple[int, ...]]:
    model = models.speech(pack.id)
    found = []
    with (_SPEECH / "manifest.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            language = row["language"]
            if language in pack.languages:
                samples = read_audio(_SPEECH / row["file"])[
                    : min(160_000, model.traits.max_samples)
                ]
                heard = model.encode(samples, is_last=True)
                said = heard.decode(source=language, target=language, options=SpeechOptions())
                found.append(said.tokens)
    return found


def _translations(models: LoadedModels, pack: Pack) -> list[tuple[int, ...]]:
    model = models.text(pack.id)
    return [
        model.translate(sentence).tokens
        for source, _target in pack.pairs
        for sentence in _SENTENCES[source]
    ]


def _sound(store: PackStore, device: Device) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Length and loudness of a sentence of the default voice."""
    with Interpreter(store, runtime=Runtime(device=device)) as interpreter:
        pieces = interpreter.preview(interpreter.voices.default("en"))
        samples = np.concatenate(list(pieces)).astype(np.float64)
    return np.array([samples.size, np.sqrt(np.mean(samples**2))])


def _mean(here: list[tuple[int, ...]], there: list[tuple[int, ...]]) -> float:
    ratios = [
        SequenceMatcher(None, first, second, autojunk=False).ratio()
        for first, second in zip(here, there, strict=True)
    ]
    return sum(ratios) / len(ratios)


if __name__ == "__main__":
    sys.exit(main())
