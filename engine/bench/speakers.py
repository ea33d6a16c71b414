"""How well changes of speaker are told: panels made of recordings of one person each.

A panel is two to four persons in turns, as loud as each other, with pauses as in a talk between
them. No two are of one source and language, since they might be one person. Half of the persons
chose the thresholds of engine/speakers/turns.py; figures are of the other half.
"""

import csv
import hashlib
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.asr.silero import SileroModel
from engine.asr.vad import SpeechFrame, SpeechSegmenter
from engine.audio.files import read_audio
from engine.bench.recordings import BenchmarkError
from engine.messages import Code
from engine.speakers.model import SpeakerEncoder
from engine.speakers.turns import PassageCutter, Turn, TurnListener

_NEAR_S: Final = 1.0
"""A mark so near to a change is of it."""

_LEVEL: Final = 0.05
_PAUSES_S: Final = (0.3, 0.9)
_TURNS_S: Final = (3.0, 15.0)
_PANEL_S: Final = 8.0
"""Who says less in all is in panels with short talks alone."""

_BLOCK: Final = SOURCE_RATE_HZ // 10


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Talk:
    """Passages of one person, with what is between them.

    Attributes:
        person: who.
        group: persons of one group may be the same.
    """

    person: str
    group: str
    passages: tuple[Float32, ...]

    @property
    def seconds(self) -> float:
        """How long it is, pauses included."""
        return sum(map(len, self.passages)) / SOURCE_RATE_HZ

    @property
    def samples(self) -> Float32:
        """All of it."""
        return np.concatenate(self.passages)


@dataclass(slots=True)
class Tally:
    """What came of many streams.

    Attributes:
        changes: of speaker.
        found: of them, by a mark near to them.
        late: marks that came behind their change.
        false: marks where nobody else had begun to speak.
        speech_s: in all.
        mislabelled_s: under a label that mostly another person has.
        computing_s: processor time of judging.
    """

    changes: int = 0
    found: int = 0
    late: int = 0
    false: int = 0
    speech_s: float = 0.0
    mislabelled_s: float = 0.0
    computing_s: float = 0.0

    def line(self, name: str) -> str:
        """As a row of a table."""
        marks = self.found + self.late + self.false
        precision = f"{self.found / marks:.1%}" if marks else "-"
        recall = f"{self.found / self.changes:.1%}" if self.changes else "-"
        minutes = self.speech_s / 60
        return (
            f"{name:<22}{self.changes:>8}{precision:>11}{recall:>9}{self.late:>7}{self.false:>7}"
            f"{minutes:>9.1f}{self.mislabelled_s / self.speech_s:>12.1%}"
            f"{self.computing_s / minutes:>12.2f}\n"
        )


HEAD: Final = (
    f"{'':<22}{'changes':>8}{'precision':>11}{'recall':>9}{'late':>7}{'false':>7}"
    f"{'minutes':>9}{'mislabelled':>12}{'CPU s/min':>12}\n"
)


def read_talks(folders: Sequence[Path], vad: SileroModel, *, half: int | None) -> list[Talk]:
    """Read recordings of one person each, cut where they pause.

    Args:
        folders: with a manifest.tsv: file, language, source_repo, style.
        vad: finds pauses.
        half: of the persons; both if None.

    Raises:
        BenchmarkError: there is none.
    """
    rows = [row for folder in folders for row in _rows(folder)]
    of_one = {row["source_repo"] for _, row in rows if "one speaker" in row["style"]}
    talks: dict[str, Talk] = {}
    for path, row in rows:
        if "2 speakers" in row["style"]:
            continue
        source = row["source_repo"]
        person = source if source in of_one else path.stem
        if half is not None and int(hashlib.sha256(person.encode()).hexdigest(), 16) % 2 != half:
            continue
        cut = _passages(read_audio(path), vad)
        before = talks[person].passages if person in talks else ()
        talks[person] = Talk(
            person=person, group=f"{source} {row['language']}", passages=(*before, *cut)
        )
    if len(talks) < 2:
        raise BenchmarkError(
            Code.BENCHMARK_SET_INVALID, where=str(folders[0]), detail="fewer than two persons"
        )
    return list(talks.values())


def _rows(folder: Path) -> Iterator[tuple[Path, dict[str, str]]]:
    path = folder / "manifest.tsv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                yield folder / row["file"], row
    except (OSError, KeyError) as error:
        raise BenchmarkError(
            Code.BENCHMARK_SET_INVALID, where=str(path), detail=str(error)
        ) from error


def _frames(samples: Float32, vad: SileroModel) -> Iterator[SpeechFrame]:
    segmenter = SpeechSegmenter(vad)
    for start in range(0, len(samples), _BLOCK):
        yield from segmenter.push(samples[start : start + _BLOCK])
    yield from segmenter.flush()


def _passages(samples: Float32, vad: SileroModel) -> list[Float32]:
    """Cut behind each pause, without the silence before the first word; all are equally loud."""
    cutter = PassageCutter()
    starts = [cut.start for frame in _frames(samples, vad) if (cut := cutter.push(frame))]
    loud = samples * np.float32(_LEVEL / max(float(np.sqrt(np.mean(samples**2))), 1e-6))
    return np.split(loud, starts)[1:]


def panels(
    talks: Sequence[Talk], *, count: int, seed: int, least_s: float
) -> Iterator[tuple[Float32, list[tuple[int, str]]]]:
    """Make panels of persons who say enough: samples, where each turn begins and who has it."""
    rng = np.random.default_rng(seed)
    talks = [talk for talk in talks if talk.seconds >= least_s]
    for _ in range(count):
        n_persons, chosen = int(rng.integers(2, 5)), list[Talk]()
        for number in rng.permutation(len(talks)):
            if all(talks[number].group != talk.group for talk in chosen):
                chosen.append(talks[number])
            if len(chosen) == n_persons:
                break
        left = {talk.person: list(talk.passages) for talk in chosen}
        sound, turns, last, length = list[Float32](), list[tuple[int, str]](), "", 0
        while ready := [person for person, rest in left.items() if rest and person != last]:
            last = ready[int(rng.integers(len(ready)))]
            wanted_s, begun = rng.uniform(*_TURNS_S), length
            turns.append((length, last))
            while left[last] and length - begun < wanted_s * SOURCE_RATE_HZ:
                sound.append(left[last].pop(0))
                length += len(sound[-1])
            pause = np.zeros(round(rng.uniform(*_PAUSES_S) * SOURCE_RATE_HZ), np.float32)
            sound.append(pause)
            length += len(pause)
        yield np.concatenate(sound), turns


def worn(talk: Talk, *, seed: int) -> Float32:
    """One person throughout: as recorded, then far and noisy, then through a telephone."""
    rng = np.random.default_rng(seed)
    clean = talk.samples
    far = 0.25 * clean
    noise = rng.normal(0, 0.05 * float(np.sqrt(np.mean(far**2))), len(clean)).astype(np.float32)
    spectrum = np.fft.rfft(clean)
    hz = np.fft.rfftfreq(len(clean), 1 / SOURCE_RATE_HZ)
    narrow = np.fft.irfft(spectrum * ((hz > 300) & (hz < 3_400)), len(clean))
    return np.concatenate([clean, far + noise, narrow.astype(np.float32)])


def listen(
    samples: Float32,
    turns: Sequence[tuple[int, str]],
    vad: SileroModel,
    encoder: SpeakerEncoder,
    tally: Tally,
) -> list[Turn]:
    """Hear a stream as a session does, and add what came of it."""
    frames = list(_frames(samples, vad))
    listener = TurnListener(encoder)
    began_s = time.process_time()
    for frame in frames:
        listener.hear(frame)
    told = listener.turns(None, waits=True)
    tally.computing_s += time.process_time() - began_s
    listener.close()
    near = round(_NEAR_S * SOURCE_RATE_HZ)
    changes = [start for start, _ in turns[1:]]
    for mark in told[1:]:
        begun = [start for start in changes if start <= mark.start + near]
        if not begun:
            tally.false += 1
        elif mark.start - begun[-1] > near:
            tally.late += 1
        else:
            tally.found += 1
        # Those that no mark was made for are missed.
        changes = changes[len(begun) :]
    tally.changes += len(turns) - 1
    labels: dict[int, Counter[str]] = {}
    for frame in frames:
        if not frame.silence:
            label = max((t for t in told if t.start <= frame.start), key=_start, default=None)
            who = max((turn for turn in turns if turn[0] <= frame.start), default=turns[0])[1]
            labels.setdefault(label.speaker if label else 0, Counter())[who] += len(frame.samples)
    said = sum(sum(count.values()) for count in labels.values())
    right = sum(max(count.values()) for count in labels.values())
    tally.speech_s += said / SOURCE_RATE_HZ
    tally.mislabelled_s += (said - right) / SOURCE_RATE_HZ
    return told


def _start(turn: Turn) -> int:
    return turn.start


def measure(
    talks: Sequence[Talk], vad: SileroModel, encoder: SpeakerEncoder, *, count: int, seed: int
) -> Iterator[tuple[str, Tally]]:
    """Measure on panels, on each person alone, and on each whose sound changes."""
    for name, least_s in (("panels", _PANEL_S), ("with short talks", 0.0)):
        tally = Tally()
        for samples, turns in panels(talks, count=count, seed=seed, least_s=least_s):
            listen(samples, turns, vad, encoder, tally)
        yield name, tally
    tally = Tally()
    for talk in talks:
        listen(talk.samples, [(0, talk.person)], vad, encoder, tally)
    yield "one person", tally
    tally = Tally()
    for talk in talks:
        listen(worn(talk, seed=seed), [(0, talk.person)], vad, encoder, tally)
    yield "one, sound changes", tally
