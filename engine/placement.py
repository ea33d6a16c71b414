"""Which device runs which model: tried on the model itself, measured once, remembered.

Where devices are chosen automatically, a model is loaded and warmed up on each device that is
there, and what the warm-up ran is run again against the clock. The shortest time wins; it stays in
`devices.json` beside the models until the model, a driver or ONNX Runtime changes. A device that a
model does not run on, or that took the program down twice, is not tried again before that.
"""

import json
import logging
import os
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Generic, TypeAlias, TypeVar

from engine.compute import FORMS, Device, Precision
from engine.errors import ComputeError, ModelError
from engine.messages import Code, Message
from engine.onnx import Runtime, Trial, hardware, is_available, require, silenced
from engine.packs.store import PackStore

_log = logging.getLogger(__name__)

FILE_NAME: Final = "devices.json"
_SCHEMA: Final = 1

_CRASHED: Final = "it ended the program"
"""The reason that stands in the file while a model is being tried, in case nobody is left to say
another."""

_MOST_UNFINISHED: Final = 2

_REFERENCE: Final = (Device.CPU, Precision.INSTALLED)
_OTHER_NUMBERS: Final = "it computes other numbers than the processor"
_LEAST_LEVEL: Final = 1e-3
_LEAST_AGREEMENT: Final = 0.25
"""Of the smaller to the larger level of a result: rounding changes far less, a device that does not
suit a graph far more."""

_Model = TypeVar("_Model")

Load: TypeAlias = Callable[[Path, Runtime], _Model]
"""Loads the model in a folder and runs it once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How a model did on a device.

    Attributes:
        device: where.
        precision: in which form.
        seconds: that its warm-up takes once all is loaded; None where it does not run.
        reason: why it does not run.
        unfinished: how many trials in a row nobody lived to see the end of.
        levels: see TrialResult.
    """

    device: Device
    precision: Precision
    seconds: float | None
    reason: str = ""
    unfinished: int = 0
    levels: tuple[float, ...] = ()

    @property
    def is_settled(self) -> bool:
        """Whether it need not be tried again: a program may be ended once for another reason."""
        return self.unfinished not in range(1, _MOST_UNFINISHED)


@dataclass(frozen=True, slots=True)
class _Tried(Generic[_Model]):
    """How a model did, and the model itself where it was loaded for that."""

    timing: Timing
    model: _Model | None = None

    def is_faster_than(self, other: "_Tried[_Model] | None") -> bool:
        """Whether it runs, and in less time than another that does."""
        mine = self.timing.seconds
        theirs = None if other is None else other.timing.seconds
        return mine is not None and (theirs is None or mine < theirs)


class Timings:
    """The file of what was measured; one that cannot be read or written is done without.

    Args:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def find(self, pack: str, key: str, conditions: str) -> Timing | None:
        """What is known of a pack.

        Args:
            pack: its id.
            key: device, form and threads.
            conditions: what the figure depends on besides; others than these are worth nothing.
        """
        with self._lock:
            found = self._read().get(pack, {}).get(key, {})
        try:
            if found["conditions"] != conditions:
                return None
            device, precision, *_ = key.split()
            seconds = found["seconds"]
            return Timing(
                device=Device(device),
                precision=Precision(precision),
                seconds=None if seconds is None else float(seconds),
                reason=str(found["reason"]),
                unfinished=int(found["unfinished"]),
                levels=tuple(float(level) for level in found["levels"]),
            )
        except (TypeError, KeyError, ValueError):
            return None

    def store(self, pack: str, key: str, conditions: str, measured: Timing) -> None:
        """Write down what was measured, in place of what was known before."""
        with self._lock:
            table = self._read()
            table.setdefault(pack, {})[key] = {
                "conditions": conditions,
                "seconds": measured.seconds,
                "reason": measured.reason,
                "unfinished": measured.unfinished,
                "levels": [float(f"{level:.4g}") for level in measured.levels],
            }
            with suppress(OSError):
                number, name = tempfile.mkstemp(dir=self._path.parent, suffix=".new")
                with os.fdopen(number, "w", encoding="utf-8") as file:
                    json.dump({"schema": _SCHEMA, "packs": table}, file, indent=1)
                Path(name).replace(self._path)

    def _read(self) -> dict[str, dict[str, Any]]:
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            content = json.loads(self._path.read_text(encoding="utf-8"))
            if content["schema"] == _SCHEMA:
                return {str(pack): dict(rows) for pack, rows in content["packs"].items()}
        return {}


class Placer:
    """Loads models on the device that was chosen, or chooses one for each.

    Args:
        store: the installed packs.
        runtime: how models run.
        on_notice: told once of each device that is of no use, where devices are chosen
            automatically; in the thread that loads.
    """

    def __init__(
        self, store: PackStore, runtime: Runtime, *, on_notice: Callable[[Message], None]
    ) -> None:
        self._store = store
        self._runtime = runtime
        self._on_notice = on_notice
        self._timings = Timings(store.root / FILE_NAME)
        self._said: set[Device] = set()
        self._lock = threading.Lock()

    def load(self, pack: str, load: Load[_Model]) -> _Model:
        """Load a pack's model where it is to run, warmed up.

        Args:
            pack: id of an installed pack.
            load: loads its files.

        Raises:
            PackError: the pack is missing or damaged.
            ModelError: its files are not what its family needs.
            ComputeError: it does not run on the device that was asked for by name.
        """
        if self._runtime.device is not Device.AUTO:
            return self._load_on(self._runtime.device, pack, load)
        self._report_absent()
        choices = list(self._choices())
        if len(choices) == 1:
            return self._load_as(*choices[0], pack, load)
        best: _Tried[_Model] | None = None
        measured = []
        for result in self._trials(choices, pack, load):
            measured.append(result.timing)
            if result.is_faster_than(best):
                best = result
        self._report(pack, measured)
        if best is not None and best.model is not None:
            return best.model
        running = [item for item in measured if item.seconds is not None]
        for item in sorted(running, key=lambda item: item.seconds or 0.0):
            with (
                suppress(ComputeError),
                silenced(),
            ):  # it ran when it was measured, and does not today
                return self._load_as(item.device, item.precision, pack, load)
        # Nothing runs it: its own error says why.
        return self._load_as(Device.CPU, Precision.INSTALLED, pack, load)

    def compare(self, pack: str, load: Load[_Model]) -> list[Timing]:
        """How a pack does on every device that there is, the fastest first.

        Where there are several, all are measured anew, since a busy machine may have been
        measured before, and what failed may be mended.

        Raises:
            PackError: the pack is missing or damaged.
        """
        choices = list(self._choices())
        trials = self._trials(choices, pack, load, is_new=len(choices) > 1)
        measured = [result.timing for result in trials]
        return sorted(
            measured, key=lambda item: float("inf") if item.seconds is None else item.seconds
        )

    def _choices(self) -> Iterator[tuple[Device, Precision]]:
        for device, forms in FORMS.items():
            if is_available(device):
                for precision in forms:
                    yield device, precision

    def _load_on(self, device: Device, pack: str, load: Load[_Model]) -> _Model:
        require(device)
        *firsts, last = FORMS[device]
        for precision in firsts:
            try:
                return self._load_checked(device, precision, pack, load)
            except (ComputeError, ModelError) as error:
                _log.info("%s does not run on %s in %s: %s", pack, device, precision, error)
        return self._load_checked(device, last, pack, load)

    def _load_checked(
        self, device: Device, precision: Precision, pack: str, load: Load[_Model]
    ) -> _Model:
        """As `_load_as`; refuses a device that does not compute numbers."""
        if device is Device.CPU:
            return self._load_as(device, precision, pack, load)
        trial = Trial()
        model = self._load_as(device, precision, pack, load, trial)
        try:
            trial.run()
        except ArithmeticError as error:
            raise ComputeError(
                Code.COMPUTE_MODEL_FAILED, file=pack, device=device.value, reason=str(error)
            ) from error
        return model

    def _load_as(
        self,
        device: Device,
        precision: Precision,
        pack: str,
        load: Load[_Model],
        trial: Trial | None = None,
    ) -> _Model:
        if precision is Precision.FLOAT16:
            folder = self._store.float16_folder(pack)
        else:
            folder = self._store.folder(pack)
        runtime = self._runtime.on(device, trial=trial)
        _log.info("loading %s on %s, %s", pack, device, precision)
        if device is Device.CPU:
            return load(folder, runtime)
        try:
            return load(folder, runtime)
        except (ComputeError, ModelError):
            raise
        except Exception as error:  # the first run of a device raises whatever its library does
            raise ComputeError(
                Code.COMPUTE_MODEL_FAILED, file=pack, device=device.value, reason=_reason(error)
            ) from error

    def _trials(
        self,
        choices: Sequence[tuple[Device, Precision]],
        pack: str,
        load: Load[_Model],
        *,
        is_new: bool = False,
    ) -> Iterator["_Tried[_Model]"]:
        """How a pack does on each device, and whether it computes there what it should."""
        reference: Timing | None = None
        for choice in sorted(choices, key=lambda each: each != _REFERENCE):
            result = self._measure(choice, pack, load, is_new=is_new)
            if choice == _REFERENCE:
                reference = result.timing
            elif reference is not None and not _agree(reference.levels, result.timing.levels):
                wrong = replace(result.timing, seconds=None, reason=_OTHER_NUMBERS)
                result = _Tried(wrong)
            yield result

    def _measure(
        self,
        choice: tuple[Device, Precision],
        pack: str,
        load: Load[_Model],
        *,
        is_new: bool = False,
    ) -> "_Tried[_Model]":
        device, precision = choice
        key = f"{device} {precision} {self._runtime.threads}"
        conditions = f"{self._store.digest(pack)} {hardware(device)}"
        known = self._timings.find(pack, key, conditions)
        if known is not None and known.is_settled and not is_new:
            return _Tried(known)
        unfinished = Timing(
            device=device,
            precision=precision,
            seconds=None,
            reason=_CRASHED,
            unfinished=1 if known is None else known.unfinished + 1,
        )
        self._timings.store(pack, key, conditions, unfinished)
        trial = Trial()
        model = None
        try:
            with silenced():
                model = self._load_as(device, precision, pack, load, trial)
                shown = trial.run()
            measured = Timing(
                device=device, precision=precision, seconds=shown.seconds, levels=shown.levels
            )
        except Exception as error:  # noqa: BLE001 - as above
            _log.info("%s does not run on %s in %s", pack, device, precision, exc_info=True)
            measured = Timing(
                device=device, precision=precision, seconds=None, reason=_reason(error)
            )
        self._timings.store(pack, key, conditions, measured)
        return _Tried(measured, model)

    def _report_absent(self) -> None:
        """Say once of a device that what it takes is installed, and the device is not there."""
        for device in FORMS:
            try:
                require(device)
            except ComputeError as error:
                if error.code is Code.COMPUTE_HARDWARE_MISSING and self._is_news(device):
                    self._on_notice(error.message)

    def _is_news(self, device: Device) -> bool:
        with self._lock:
            is_news = device not in self._said
            self._said.add(device)
        return is_news

    def _report(self, pack: str, measured: list[Timing]) -> None:
        """Say once of a device that it is there and the processor has to do its work."""
        if any(item.seconds is not None and item.device is not Device.CPU for item in measured):
            return
        for item in measured:
            if item.device is not Device.CPU and self._is_news(item.device):
                self._on_notice(
                    Message(
                        Code.COMPUTE_FELL_BACK,
                        pack=pack,
                        device=item.device.value,
                        reason=item.reason,
                    )
                )


def _agree(expected: Sequence[float], found: Sequence[float]) -> bool:
    """Whether results are about as large as they should be; what cannot be compared agrees."""
    if len(expected) != len(found):
        return True
    return all(
        min(pair) >= _LEAST_AGREEMENT * max(pair)
        for pair in zip(expected, found, strict=True)
        if max(pair) > _LEAST_LEVEL
    )


def _reason(error: Exception) -> str:
    if isinstance(error, ComputeError) and "reason" in error.parameters:
        return str(error.parameters["reason"])
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
