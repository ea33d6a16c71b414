"""What an installed pack showed on this computer: right or wrong answers, and what it costs.

Proofs lie beside the pack's `pack.json` and go with it, one for each device that the pack was asked
on. They hold for the files that they were made of and the questions that were asked: a pack that
changed has to prove itself again.
"""

import json
import os
import tempfile
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from engine.compute import Device

PROOF_NAME: Final = "proof.json"

_SCHEMA: Final = 1
"""Raised whenever other questions are asked, or answers count otherwise."""


class Measure(StrEnum):
    """What an answer is measured by."""

    WORD_ERROR_RATE = "word error rate"
    """Percent of the words; of a voice, as a speech model hears it."""

    CHRF = "chrF"
    """Of a translation, 0 to 100."""

    SEPARATION = "separation"
    """How far apart it keeps what differs, in percent: speech from noise, or speakers."""

    PACE = "characters per second"
    """Of a voice that nobody could hear, since no speech model is installed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a pack made of the questions of one kind.

    Attributes:
        source: language that it was given; empty where it does not matter.
        target: language that it had to give.
        is_right: whether that is what a working model gives.
    """

    source: str
    target: str
    measure: Measure
    value: float
    is_right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """How a pack did.

    Attributes:
        answers: none where there are no questions for its languages.
        problem: why it could not be asked; empty where it could.
        real_time_factor: computing for a second of sound, in seconds: of a speech model, streaming
            with the balanced preset; of a text model, translating at each of its steps; of a voice,
            of what it speaks. None where it was not measured.
        memory_mb: what loading it and its first work added to this program, in MB of 1024 * 1024
            bytes; None where the system does not tell.
        device: that it was asked to run on, as `--device` calls it; the processor where AUTO has
            nothing else to choose from.
        threads: of each of its networks.
        date: ISO 8601, UTC.
        version: of Dragoman.
        digest: `PackStore.digest` of what was asked.
    """

    answers: tuple[Answer, ...]
    problem: str
    real_time_factor: float | None
    memory_mb: float | None
    device: str
    threads: int
    date: str
    version: str
    digest: str

    @property
    def has_failed(self) -> bool:
        """Whether it gave a wrong answer or none."""
        return bool(self.problem) or not all(answer.is_right for answer in self.answers)

    @property
    def mistakes(self) -> str:
        """What was wrong, in a few words for people who know models; empty where nothing was."""
        wrong = [in_words(answer) for answer in self.answers if not answer.is_right]
        return self.problem or "; ".join(wrong)

    def mean(self, measure: Measure) -> float | None:
        """The mean of all answers that are measured so."""
        values = [answer.value for answer in self.answers if answer.measure is measure]
        return sum(values) / len(values) if values else None


def in_words(answer: Answer) -> str:
    """An answer as figures, in no language: `fr>en chrF 41`."""
    pair = ">".join(dict.fromkeys(code for code in (answer.source, answer.target) if code))
    return f"{pair} {answer.measure} {answer.value:.0f}".strip()


def costs_alike(device: Device) -> tuple[str, ...]:
    """Devices, the first one first, of which a proof says what a pack costs on a device.

    AUTO takes something else than the processor only where that is faster.
    """
    named = (device.value,)
    return (*named, Device.CPU.value) if device is Device.AUTO else named


def write_proof(folder: Path, proof: Proof) -> None:
    """Put a proof into a pack's folder, in place of an older one of the same device.

    Raises:
        OSError: it cannot be written.
    """
    others = [
        asdict(other)
        for other in read_proofs(folder)
        if other.digest == proof.digest and other.device != proof.device
    ]
    content = {"schema": _SCHEMA, **asdict(proof), "others": others}
    number, name = tempfile.mkstemp(dir=folder.parent, prefix=".proof-")
    try:
        with os.fdopen(number, "w", encoding="utf-8") as file:
            json.dump(content, file, indent=1, ensure_ascii=False)
        Path(name).replace(folder / PROOF_NAME)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def read_proofs(folder: Path) -> tuple[Proof, ...]:
    """The proofs in a pack's folder, the latest first; none that this version cannot read."""
    try:
        values = json.loads((folder / PROOF_NAME).read_text(encoding="utf-8"))
        if values["schema"] != _SCHEMA:
            return ()
        return tuple(_proof(item) for item in (values, *values.get("others", ())))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return ()


def _proof(values: dict[str, Any]) -> Proof:
    answers = tuple(
        Answer(
            source=str(item["source"]),
            target=str(item["target"]),
            measure=Measure(item["measure"]),
            value=float(item["value"]),
            is_right=bool(item["is_right"]),
        )
        for item in values["answers"]
    )
    factor, memory_mb = values["real_time_factor"], values["memory_mb"]
    return Proof(
        answers=answers,
        problem=str(values["problem"]),
        real_time_factor=None if factor is None else float(factor),
        memory_mb=None if memory_mb is None else float(memory_mb),
        device=str(values["device"]),
        threads=int(values["threads"]),
        date=str(values["date"]),
        version=str(values["version"]),
        digest=str(values["digest"]),
    )
