"""What Dragoman needs and what of it is there, with one line of remedy each."""

import importlib
import importlib.metadata
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from engine.compute import Device, Precision
from engine.devices.listing import PULSE_HOST, DeviceKind, list_devices
from engine.errors import ComputeError, DeviceError, EngineError
from engine.messages import alternatives
from engine.privacy import NO_TELEMETRY, telemetry_files

if TYPE_CHECKING:
    from engine.placement import Timing

_OLDEST_PYTHON: Final = (3, 11)

_PACKAGES: Final = (
    *("av", "espeakng_loader", "numpy", "onnx", "platformdirs", "sentencepiece"),
    *("soundfile", "soxr", "tokenizers"),
)
"""Packages that every use needs; those for sound devices are looked for with PortAudio."""

_RUNTIMES: Final = ("onnxruntime", "onnxruntime-gpu")
_ROOM_BYTES: Final = 2 * 1024**3
"""What installing the starter pack takes for a while: downloads, then what is made of them."""


class Status(StrEnum):
    """How a check went."""

    OK = "ok"
    LIMITED = "limited"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One line of the report.

    Attributes:
        name: what was looked at.
        status: LIMITED is what Dragoman works without; MISSING is what it needs.
        found: what is there, or what cannot be done without it.
        remedy: what to do; empty where nothing is to be done.
        pack: id of the pack whose installation is the remedy; empty for any other.
    """

    name: str
    status: Status
    found: str
    remedy: str = ""
    pack: str = ""


def examine(find_home: Callable[[], Path], *, device: Device = Device.AUTO) -> list[Check]:
    """Make all checks; one that fails unexpectedly is reported and stops none of the others.

    Args:
        find_home: gives the folder of the user's data, which need not exist; what it needs for
            that may be what is missing.
        device: where models are to run.
    """
    makers: tuple[tuple[str, Callable[[], Iterator[Check]]], ...] = (
        ("Python", _python),
        ("packages", _packages),
        ("ONNX Runtime", _runtime),
        ("telemetry", _telemetry),
        ("model folder", lambda: _home(find_home())),
        ("models", lambda: _models(find_home())),
        ("device", lambda: _device(find_home(), device)),
        ("voices", _voices),
        ("phonemes", _phonemes),
        ("sound devices", _sound),
    )
    checks: list[Check] = []
    for name, maker in makers:
        try:
            checks += maker()
        except EngineError as error:
            checks.append(_missing(name, *_reason_and_remedy(error)))
        except ImportError as error:
            checks.append(_missing(name, f"cannot be used ({error})", "see above"))
        except Exception as error:  # noqa: BLE001 - a doctor outlives what it finds
            checks.append(
                _missing(name, f"{type(error).__name__}: {error}", "install Dragoman again")
            )
    return checks


def _python() -> Iterator[Check]:
    found = f"{platform.python_version()}, {platform.system()} {platform.machine()}"
    if sys.version_info[:2] >= _OLDEST_PYTHON:
        yield Check(name="Python", status=Status.OK, found=found)
    else:
        yield _missing("Python", found, "install Python 3.11 or newer")


def _packages() -> Iterator[Check]:
    problems = [problem for name in _PACKAGES if (problem := _problem(name))]
    if problems:
        yield _missing("packages", "; ".join(problems), "install Dragoman again")
    else:
        yield Check(name="packages", status=Status.OK, found=f"all {len(_PACKAGES)}")


def _problem(package: str) -> str:
    """Why a package cannot be used; empty where it can: one that is there may still not load."""
    try:
        importlib.import_module(package)
    except ModuleNotFoundError as error:
        return f"no {error.name or package}"
    except Exception as error:  # noqa: BLE001 - a damaged library raises what it likes
        return f"{package} does not load ({error})"
    return ""


def _runtime() -> Iterator[Check]:
    found = [f"{name} {_version(name)}" for name in _RUNTIMES if _version(name)]
    if not found:
        yield _missing(
            "ONNX Runtime", "none is installed", 'install "dragoman[cpu]" or "dragoman[gpu]"'
        )
        return
    if len(found) > 1:
        # They share one folder, and whichever is removed takes the other's files with it.
        yield _missing(
            "ONNX Runtime",
            " and ".join(found),
            "uninstall both and install one of them again",
        )
        return
    try:
        providers = importlib.import_module("onnxruntime").get_available_providers()
    except Exception as error:  # noqa: BLE001 - as above
        yield _missing(
            "ONNX Runtime",
            f"{found[0]} does not load ({error})",
            f"uninstall {found[0].partition(' ')[0]} and install it again",
        )
        return
    names = ", ".join(name.removesuffix("ExecutionProvider") for name in providers)
    yield Check(name="ONNX Runtime", status=Status.OK, found=f"{found[0]}: {names}")


def _telemetry() -> Iterator[Check]:
    """Follows the check that imports ONNX Runtime, which would write its files then."""
    on = [name for name, value in NO_TELEMETRY.items() if os.environ.get(name) != value]
    if on:
        yield _limited("telemetry", f"{', '.join(on)} changed since the start", "start again")
        return
    files = telemetry_files()
    if files:
        yield _limited(
            "telemetry",
            f"Dragoman sends none, but another program keeps {files[0].parent}",
            "set ORT_DISABLE_TELEMETRY=1 for programs that use ONNX Runtime",
        )
    else:
        yield Check(name="telemetry", status=Status.OK, found="off; nothing leaves this machine")


def _home(home: Path) -> Iterator[Check]:
    place = _existing(home)
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        yield _missing(
            "model folder",
            f"{home} cannot be written ({error.strerror})",
            "change its rights or set DRAGOMAN_HOME to another folder",
        )
        return
    yield Check(name="model folder", status=Status.OK, found=str(home))
    free_bytes = shutil.disk_usage(place).free
    found = f"{free_bytes / 1e9:.1f} GB free"
    if free_bytes >= _ROOM_BYTES:
        yield Check(name="disk", status=Status.OK, found=found)
    else:
        yield Check(
            name="disk",
            status=Status.LIMITED,
            found=f"{found}: too little to install models",
            remedy="free some space or set DRAGOMAN_HOME to a folder on another disk",
        )


def _models(home: Path) -> Iterator[Check]:
    # Imported here: what it needs may be what is missing.
    from engine.packs.catalogue import Catalogue  # noqa: PLC0415
    from engine.packs.entries import STARTER_GROUP  # noqa: PLC0415
    from engine.packs.store import PackState, PackStore  # noqa: PLC0415

    store = PackStore(home / "models", Catalogue.shipped())
    needed = {pack.id for pack in store.catalogue.resolve([STARTER_GROUP])}
    for pack in store.catalogue.packs:
        state = store.state(pack.id)
        name = f"model {pack.id}"
        if state is PackState.INSTALLED:
            yield Check(name=name, status=Status.OK, found=pack.title)
        elif pack.id in needed or state is not PackState.MISSING:
            yield Check(
                name=name,
                status=Status.MISSING if pack.id in needed else Status.LIMITED,
                found=state.value,
                remedy=f"dragoman models install {pack.id}",
                pack=pack.id,
            )


def _device(home: Path, chosen: Device) -> Iterator[Check]:
    """Where models run, why, and how fast the speech model is there."""
    from engine.loading import LoadedModels  # noqa: PLC0415 - as above
    from engine.onnx import Runtime, require  # noqa: PLC0415
    from engine.packs.catalogue import Catalogue  # noqa: PLC0415
    from engine.packs.entries import Role  # noqa: PLC0415
    from engine.packs.store import PackState, PackStore  # noqa: PLC0415

    try:
        require(chosen)
    except ComputeError as error:
        yield _limited("device", str(error), "choose another one, or auto")
        return
    store = PackStore(home / "models", Catalogue.shipped())
    pack = store.catalogue.best_pack(Role.SPEECH, installed=store.installed())
    if pack is None or store.state(pack.id) is not PackState.INSTALLED:
        yield _limited("device", "not measured: no speech model is installed", "install models")
        return
    models = LoadedModels(store, runtime=Runtime(device=chosen))
    measured = [item for item in models.compare(pack.id) if chosen in (Device.AUTO, item.device)]
    running = [_figure(item) for item in measured if item.seconds is not None]
    failing = [
        f"{item.device} ({item.precision}) doesn't run it ({item.reason})"
        for item in measured
        if item.seconds is None
    ]
    if not running:
        yield _limited("device", f"{pack.id}: {'; '.join(failing)}", "choose another one, or auto")
        return
    others = [*running[1:], *failing]
    why = (
        "as chosen"
        if chosen is not Device.AUTO
        else "the fastest"
        if others
        else "the only one here"
    )
    best = f"{running[0]} for the warm-up of {pack.id}, {why}"
    yield Check(name="device", status=Status.OK, found="; ".join((best, *others)))


def _figure(item: "Timing") -> str:
    form = "" if item.precision is Precision.INSTALLED else f" in {item.precision}"
    return f"{item.device}{form} takes {item.seconds:.2f} s"


def _voices() -> Iterator[Check]:
    from engine.tts.voices import VoiceCatalogue  # noqa: PLC0415 - as above

    voices = VoiceCatalogue.load().voices()
    languages = {voice.language for voice in voices}
    found = f"{len(voices)} in {len(languages)} languages"
    yield Check(name="voices", status=Status.OK, found=found)


def _phonemes() -> Iterator[Check]:
    from engine.tts.phonemes import PhonemeProcess  # noqa: PLC0415 - as above

    with PhonemeProcess() as process:
        heard = process.phonemes("hello", "en-us")
    yield Check(name="phonemes", status=Status.OK, found=f'"hello" is {heard}')


def _sound() -> Iterator[Check]:
    try:
        devices = list_devices()
    except DeviceError as error:
        reason, remedy = _reason_and_remedy(error)
        yield _limited("sound devices", f"{reason}: files only, no live interpreting", remedy)
        return
    yield Check(name="PortAudio", status=Status.OK, found=_portaudio_version())
    if sys.platform == "linux":
        if any(device.host == PULSE_HOST for device in devices):
            yield Check(name="sound server", status=Status.OK, found="PulseAudio or PipeWire")
        else:
            yield _limited(
                "sound server",
                "none answers: devices can be used by one program at a time, if at all",
                "start PipeWire (with pipewire-pulse) or PulseAudio",
            )
    for kind, name, use in (
        (DeviceKind.INPUT, "microphones", "nothing to interpret live"),
        (DeviceKind.OUTPUT, "loudspeakers", "captions and files only"),
    ):
        found = [d.description for d in devices if d.kind is kind and not d.is_monitor]
        if found:
            yield Check(name=name, status=Status.OK, found=", ".join(found))
        else:
            yield _limited(name, f"none: {use}", "plug one in")


def _portaudio_version() -> str:
    sounddevice = importlib.import_module("sounddevice")
    return str(sounddevice.get_portaudio_version()[1]).partition(",")[0]


def _version(distribution: str) -> str | None:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return None


def _existing(folder: Path) -> Path:
    """The folder itself, or the nearest one above it that exists."""
    return next(place for place in (folder, *folder.parents) if place.is_dir())


def _reason_and_remedy(error: EngineError) -> tuple[str, str]:
    return str(error), alternatives([error.message.fill(one.text) for one in error.remedies])


def _missing(name: str, found: str, remedy: str) -> Check:
    return Check(name=name, status=Status.MISSING, found=found, remedy=remedy)


def _limited(name: str, found: str, remedy: str) -> Check:
    return Check(name=name, status=Status.LIMITED, found=found, remedy=remedy)
