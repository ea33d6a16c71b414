"""What Dragoman needs and what of it is there, with one line of remedy each."""

import importlib
import importlib.metadata
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from engine.compute import PROVIDERS, Device, Precision
from engine.devices.listing import PULSE_HOST, DeviceKind, list_devices
from engine.errors import (
    ComputeError,
    DeviceError,
    EngineError,
    PackDamagedError,
    PackError,
    PackMissingError,
    message_of,
)
from engine.messages import Code, Message, Remedy
from engine.privacy import NO_TELEMETRY, telemetry_files

if TYPE_CHECKING:
    from engine.packs.store import PackStore
    from engine.placement import Timing

_OLDEST_PYTHON: Final = (3, 11)

_PACKAGES: Final = (
    *("av", "numpy", "onnx", "platformdirs", "sentencepiece"),
    *("soundfile", "soxr", "tokenizers"),
)
"""Packages that every use needs; sound devices and the phoneme program have their own checks."""

_RUNTIMES: Final = (
    *("onnxruntime", "onnxruntime-gpu", "onnxruntime-directml", "onnxruntime-openvino"),
)
_ROOM_BYTES: Final = 2 * 1024**3
"""What installing the starter pack takes for a while: downloads, then what is made of them."""


class Subject(StrEnum):
    """What is looked at, by its English name."""

    PYTHON = "Python"
    PACKAGES = "packages"
    RUNTIME = "ONNX Runtime"
    TELEMETRY = "telemetry"
    HOME = "model folder"
    DISK = "disk"
    MODELS = "models"
    DEVICE = "device"
    VOICES = "voices"
    PHONEMES = "phonemes"
    SOUND = "sound devices"
    PORTAUDIO = "PortAudio"
    SOUND_SERVER = "sound server"
    MICROPHONES = "microphones"
    LOUDSPEAKERS = "loudspeakers"


class Status(StrEnum):
    """How a check went."""

    OK = "ok"
    LIMITED = "limited"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One line of the report.

    Attributes:
        subject: what was looked at.
        status: LIMITED is what Dragoman works without; MISSING is what it needs.
        found: what is there, or what cannot be done without it, and what to do.
        pack: id of the model that it is about; empty for any other.
    """

    subject: Subject
    status: Status
    found: Message
    pack: str = ""

    @property
    def name(self) -> str:
        """What was looked at, in English."""
        return f"model {self.pack}" if self.pack else self.subject.value


def examine(
    find_home: Callable[[], Path],
    *,
    device: Device = Device.AUTO,
    find_lacking: Callable[[], Collection[str]] | None = None,
    needs_sound: bool = False,
) -> list[Check]:
    """Make all checks; one that fails unexpectedly is reported and stops none of the others.

    Args:
        find_home: gives the folder of the user's data, which need not exist; what it needs for
            that may be what is missing.
        device: where models are to run.
        find_lacking: gives the ids of packs that are wanted and cannot be used; None where no use
            is planned: the starter pack is wanted then, unless others serve.
        needs_sound: whether microphone and loudspeaker are wanted.
    """
    makers: tuple[tuple[Subject, Callable[[], Iterator[Check]]], ...] = (
        (Subject.PYTHON, _python),
        (Subject.PACKAGES, _packages),
        (Subject.RUNTIME, _runtime),
        (Subject.TELEMETRY, _telemetry),
        (Subject.HOME, lambda: _home(find_home())),
        (Subject.SOUND, lambda: _sound(is_needed=needs_sound)),
        (Subject.MODELS, lambda: _models(find_home(), find_lacking)),
        (Subject.DEVICE, lambda: _device(find_home(), device)),
        (Subject.VOICES, _voices),
        (Subject.PHONEMES, _phonemes),
    )
    checks: list[Check] = []
    for subject, maker in makers:
        try:
            checks += maker()
        except EngineError as error:
            checks.append(_missing(subject, error.message))
        except ImportError as error:
            checks.append(_missing(subject, Message(Code.PACKAGES_BROKEN, problems=(str(error),))))
        except Exception as error:  # noqa: BLE001 - a doctor outlives what it finds
            checks.append(_missing(subject, message_of(error)))
    return checks


def to_install(checks: Sequence[Check]) -> list[str]:
    """Ids of the packs that an installation puts right."""
    return _with(Remedy.INSTALL_MODELS, checks)


def to_prove(checks: Sequence[Check]) -> list[str]:
    """Ids of the packs that may prove themselves again."""
    return _with(Remedy.PROVE_AGAIN, checks)


def _with(remedy: Remedy, checks: Sequence[Check]) -> list[str]:
    return [check.pack for check in checks if check.pack and remedy in check.found.remedies]


def mended(
    before: Sequence[Check], after: Sequence[Check], *, title: Callable[[str], str] = str
) -> list[Message]:
    """What became of packs between two examinations, for those that are in order now.

    Args:
        before: the checks of the first examination.
        after: those of the second.
        title: the name of a pack, given its id.
    """
    good = {check.pack for check in after if check.pack and check.status is Status.OK}
    found = []
    for check in before:
        if check.pack not in good or check.status is Status.OK:
            continue
        model = title(check.pack)
        match check.found.code:
            case Code.FOUND_NOT_INSTALLED:
                found.append(Message(Code.MENDED_MISSING, model=model))
            case Code.FOUND_OUTDATED:
                found.append(Message(Code.MENDED_OUTDATED, model=model))
            case Code.FOUND_DAMAGED:
                detail = str(check.found.parameters["detail"])
                found.append(Message(Code.MENDED_DAMAGED, model=model, detail=detail))
            case Code.FOUND_FAILED:
                found.append(Message(Code.MENDED_FAILED, model=model))
    return found


def _python() -> Iterator[Check]:
    found = f"{platform.python_version()}, {platform.system()} {platform.machine()}"
    if sys.version_info[:2] >= _OLDEST_PYTHON:
        yield _there(Subject.PYTHON, found)
    else:
        oldest = ".".join(map(str, _OLDEST_PYTHON))
        yield _missing(Subject.PYTHON, Message(Code.PYTHON_TOO_OLD, found=found, oldest=oldest))


def _packages() -> Iterator[Check]:
    problems = tuple(problem for name in _PACKAGES if (problem := _problem(name)))
    if problems:
        yield _missing(Subject.PACKAGES, Message(Code.PACKAGES_BROKEN, problems=problems))
    else:
        yield _fine(Subject.PACKAGES, Message(Code.FOUND_PACKAGES, count=len(_PACKAGES)))


def _problem(package: str) -> str:
    """Why a package cannot be used; empty where it can: one that is there may still not load."""
    try:
        importlib.import_module(package)
    except ModuleNotFoundError as error:
        return error.name or package
    except Exception as error:  # noqa: BLE001 - a damaged library raises what it likes
        return f"{package} ({error})"
    return ""


def _runtime() -> Iterator[Check]:
    found = tuple(f"{name} {_version(name)}" for name in _RUNTIMES if _version(name))
    if not found:
        yield _missing(Subject.RUNTIME, Message(Code.RUNTIME_MISSING))
        return
    if len(found) > 1:
        # They share one folder, and whichever is removed takes the other's files with it.
        yield _missing(Subject.RUNTIME, Message(Code.RUNTIME_TWICE, packages=found))
        return
    try:
        providers = importlib.import_module("onnxruntime").get_available_providers()
    except Exception as error:  # noqa: BLE001 - as above
        package = found[0].partition(" ")[0]
        broken = Message(Code.RUNTIME_BROKEN, package=package, reason=str(error))
        yield _missing(Subject.RUNTIME, broken)
        return
    # Others come along, such as that of a cloud, and are never used.
    used = (name for name in providers if name in PROVIDERS.values())
    names = ", ".join(name.removesuffix("ExecutionProvider") for name in used)
    yield _there(Subject.RUNTIME, f"{found[0]}: {names}")


def _telemetry() -> Iterator[Check]:
    """Follows the check that imports ONNX Runtime, which would write its files then."""
    on = tuple(name for name, value in NO_TELEMETRY.items() if os.environ.get(name) != value)
    if on:
        yield _limited(Subject.TELEMETRY, Message(Code.TELEMETRY_CHANGED, variables=on))
        return
    files = telemetry_files()
    if files:
        folder = str(files[0].parent)
        yield _limited(Subject.TELEMETRY, Message(Code.TELEMETRY_OF_OTHERS, folder=folder))
    else:
        yield _fine(Subject.TELEMETRY, Message(Code.TELEMETRY_OFF))


def _home(home: Path) -> Iterator[Check]:
    place = _existing(home)
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        reason = error.strerror or str(error)
        denied = Message(Code.MODELS_FOLDER_DENIED, folder=str(home), reason=reason)
        yield _missing(Subject.HOME, denied)
        return
    yield _there(Subject.HOME, str(home))
    free_bytes = shutil.disk_usage(place).free
    free_gb = round(free_bytes / 1e9, 1)
    if free_bytes >= _ROOM_BYTES:
        yield _fine(Subject.DISK, Message(Code.FOUND_SPACE, free_gb=free_gb))
    else:
        yield _limited(Subject.DISK, Message(Code.SPACE_SHORT, free_gb=free_gb))


def _models(home: Path, find_lacking: Callable[[], Collection[str]] | None) -> Iterator[Check]:
    """What is installed, what of it cannot be used, and what is wanted besides.

    Reads all files of every installed pack: a damaged disk changes bytes and no size.
    """
    # Imported here: what it needs may be what is missing.
    from engine.packs.catalogue import Catalogue  # noqa: PLC0415
    from engine.packs.store import PackState, PackStore  # noqa: PLC0415

    codes = {
        PackState.MISSING: Code.FOUND_NOT_INSTALLED,
        PackState.OUTDATED: Code.FOUND_OUTDATED,
        PackState.FAILED: Code.FOUND_FAILED,
    }
    store = PackStore(home / "models", Catalogue.shipped())
    needed = _lacking_for_any_use(store) if find_lacking is None else find_lacking()
    for pack in store.catalogue.packs:
        state = store.state(pack.id)
        is_needed = pack.id in needed
        try:
            store.verify(pack.id)
        except PackMissingError:
            if not is_needed:
                continue
        except PackDamagedError as error:
            # One that looks whole is chosen for sessions, which then fail.
            is_needed = is_needed or state is PackState.INSTALLED
            state = PackState.DAMAGED
            detail = str(error.message.parameters["detail"])
        status = Status.MISSING if is_needed else Status.LIMITED
        if state is PackState.INSTALLED:
            found = Message(Code.VERBATIM, text=pack.title)
            status = Status.OK
        elif state is PackState.DAMAGED:
            found = Message(Code.FOUND_DAMAGED, packs=(pack.id,), detail=detail)
        else:
            found = Message(codes[state], packs=(pack.id,))
        yield Check(subject=Subject.MODELS, status=status, found=found, pack=pack.id)


def _lacking_for_any_use(store: "PackStore") -> Collection[str]:
    """What a first session lacks; nothing where some direction is served."""
    from engine.packs.entries import STARTER_GROUP, Role  # noqa: PLC0415 - as above
    from engine.packs.routes import RouteFinder  # noqa: PLC0415

    catalogue, installed = store.catalogue, store.installed()
    finder = RouteFinder(catalogue)
    hears = any(pack.role is Role.VAD and pack.id in installed for pack in catalogue.packs)
    if hears and any(
        installed.issuperset(finder.best(*pair, installed=installed).packs)
        for pair in finder.directions
    ):
        return ()
    return {pack.id for pack in catalogue.resolve([STARTER_GROUP])}


def _device(home: Path, chosen: Device) -> Iterator[Check]:
    """Where models run, why, and how fast the speech model is there."""
    from engine.loading import LoadedModels  # noqa: PLC0415 - as above
    from engine.onnx import Runtime, require  # noqa: PLC0415
    from engine.packs.catalogue import Catalogue  # noqa: PLC0415
    from engine.packs.entries import Role  # noqa: PLC0415
    from engine.packs.store import PackStore  # noqa: PLC0415

    try:
        require(chosen)
    except ComputeError as error:
        yield _limited(Subject.DEVICE, error.message)
        return
    store = PackStore(home / "models", Catalogue.shipped())
    pack = store.catalogue.best_pack(Role.SPEECH, installed=store.installed())
    if pack is None or not _is_intact(store, pack.id):
        yield _limited(Subject.DEVICE, Message(Code.COMPUTE_UNMEASURED))
        return
    models = LoadedModels(store, runtime=Runtime(device=chosen))
    measured = [item for item in models.compare(pack.id) if chosen in (Device.AUTO, item.device)]
    running = [_figure(item) for item in measured if item.seconds is not None]
    failing = [_figure(item) for item in measured if item.seconds is None]
    others = (*running[1:], *failing)
    if not running:
        found = Message(Code.COMPUTE_NOWHERE, pack=pack.id, others=others)
        yield _limited(Subject.DEVICE, found)
    elif chosen is not Device.AUTO:
        yield _fine(Subject.DEVICE, Message(Code.COMPUTE_CHOSEN, best=running[0], pack=pack.id))
    elif others:
        found = Message(Code.COMPUTE_FASTEST, best=running[0], pack=pack.id, others=others)
        yield _fine(Subject.DEVICE, found)
    else:
        yield _fine(Subject.DEVICE, Message(Code.COMPUTE_ONLY, best=running[0], pack=pack.id))


def _is_intact(store: "PackStore", pack_id: str) -> bool:
    """Whether a pack can be loaded; the check of models says what is wrong with it."""
    try:
        store.folder(pack_id)
    except PackError:
        return False
    return True


def _figure(item: "Timing") -> str:
    """A device and what it takes, or why it takes nothing, in no language."""
    form = "" if item.precision is Precision.INSTALLED else f", {item.precision}"
    result = item.reason if item.seconds is None else f"{item.seconds:.2f} s"
    return f"{item.device}{form}: {result}"


def _voices() -> Iterator[Check]:
    from engine.tts.voices import VoiceCatalogue  # noqa: PLC0415 - as above

    voices = VoiceCatalogue.load().voices()
    languages = {voice.language for voice in voices}
    found = Message(Code.FOUND_VOICES, voices=len(voices), languages=len(languages))
    yield _fine(Subject.VOICES, found)


def _phonemes() -> Iterator[Check]:
    from engine.tts.phonemes import PhonemeProcess  # noqa: PLC0415 - as above

    with PhonemeProcess() as process:
        heard = process.phonemes("hello", "en-us")
    yield _fine(Subject.PHONEMES, Message(Code.FOUND_PHONEMES, word="hello", phonemes=heard))


def _sound(*, is_needed: bool) -> Iterator[Check]:
    lacking = _missing if is_needed else _limited
    try:
        devices = list_devices()
    except DeviceError as error:
        yield lacking(Subject.SOUND, error.message)
        return
    yield _there(Subject.PORTAUDIO, _portaudio_version())
    if sys.platform == "linux":
        if any(device.host == PULSE_HOST for device in devices):
            yield _there(Subject.SOUND_SERVER, "PulseAudio / PipeWire")
        else:
            # With devices and no server, one program at a time can use them.
            say = _limited if devices else lacking
            yield say(Subject.SOUND_SERVER, Message(Code.SOUND_SERVER_NONE))
    for kind, subject, none in (
        (DeviceKind.INPUT, Subject.MICROPHONES, Message(Code.MICROPHONES_NONE)),
        (DeviceKind.OUTPUT, Subject.LOUDSPEAKERS, Message(Code.LOUDSPEAKERS_NONE)),
    ):
        found = [d.description for d in devices if d.kind is kind and not d.is_monitor]
        yield _there(subject, ", ".join(found)) if found else lacking(subject, none)


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


def _there(subject: Subject, what: str) -> Check:
    return _fine(subject, Message(Code.VERBATIM, text=what))


def _fine(subject: Subject, found: Message) -> Check:
    return Check(subject=subject, status=Status.OK, found=found)


def _missing(subject: Subject, found: Message) -> Check:
    return Check(subject=subject, status=Status.MISSING, found=found)


def _limited(subject: Subject, found: Message) -> Check:
    return Check(subject=subject, status=Status.LIMITED, found=found)
