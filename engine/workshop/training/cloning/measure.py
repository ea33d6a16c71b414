"""Says how good cloning is, on recordings of real people that nothing was learnt from.

A voice is cloned from the first part of a recording and compared with the rest of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
import soxr

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.audio.files import read_audio
from engine.errors import AudioError
from engine.languages import LANGUAGES
from engine.speakers.model import SpeakerEncoder
from engine.tts.cloning.clarity import Misheard, Understand, misheard
from engine.tts.cloning.consent import record_consent
from engine.tts.cloning.enrolment import Enroller, EnrolmentConfig, Request
from engine.tts.cloning.search import PITCH
from engine.tts.kokoro import KOKORO_RATE_HZ
from engine.tts.model import Consent, Sex, Voice
from engine.tts.user_voices import UserVoice
from engine.workshop.training.cloning.pairs import PHRASES

_FOR_CLONING: Final = 0.6
_LONGEST_S: Final = 50
_PER_LANGUAGE: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceMeasures:
    """How one voice does.

    Attributes:
        similarity: to the person, by the name of the judge.
        misheard: of what it says, by language.
    """

    similarity: Mapping[str, float]
    misheard: Mapping[str, Misheard]


@dataclass(frozen=True, slots=True, kw_only=True)
class CloneMeasures:
    """How one clone compares with ready-made voices, all judged alike.

    Attributes:
        recording: the name of the file.
        same_person: similarity of the two parts of the recording, by the name of the judge.
        clone: judged by the part that it was not made from.
        nearest: the published voice that is most like the person, speaking every language.
        stock: the ready-made voices of the languages that are of the person's sex.
    """

    recording: str
    same_person: Mapping[str, float]
    clone: VoiceMeasures
    nearest: VoiceMeasures
    stock: VoiceMeasures


@dataclass(frozen=True, slots=True)
class _Said:
    """Speech in all languages, and how much of it was not understood."""

    spoken: Sequence[Float32]
    misheard: Mapping[str, Misheard]


class CloneMeasurer:
    """Clones people and judges the clones.

    Args:
        enroller: clones.
        understand: transcribes.
        judges: by name.
        work: folder where the styles that were found are kept, since a search takes minutes.
    """

    def __init__(
        self,
        enroller: Enroller,
        understand: Understand,
        judges: Mapping[str, SpeakerEncoder],
        work: Path,
    ) -> None:
        self._enroller = enroller
        self._understand = understand
        self._judges = judges
        self._work = work
        self._said: dict[str, _Said] = {}

    def measure(
        self, recordings: Sequence[Path], config: EnrolmentConfig
    ) -> Iterator[CloneMeasures]:
        """Clone each recording that is long and good enough, and judge the clone.

        Args:
            recordings: each of one person.
            config: how much effort a clone takes.
        """
        for path in recordings:
            samples = read_audio(path, longest_s=_LONGEST_S)
            cut = round(len(samples) * _FOR_CLONING)
            known, held = samples[:cut], samples[cut:]
            consent = record_consent(path.stem, agreed=True)
            try:
                clone = self._clone(path.stem, known, consent, config)
            except AudioError:
                continue
            yield CloneMeasures(
                recording=path.stem,
                same_person={
                    name: _likeness(judge, [known], held) for name, judge in self._judges.items()
                },
                clone=self._judged(self._say(clone.voices()), held),
                nearest=self._judged(self._nearest(known, clone), held),
                stock=self._judged(self._stock(clone.sex), held),
            )

    def _clone(
        self, name: str, samples: Float32, consent: Consent, config: EnrolmentConfig
    ) -> UserVoice:
        path = self._work / f"{name}-{config.search.n_trials}.npy"
        if path.exists():
            config = replace(config, found=np.load(path))
        result = self._enroller.enrol(Request(name=name, samples=samples, consent=consent), config)
        np.save(path, result.found)
        return result.voice

    def _nearest(self, samples: Float32, clone: UserVoice) -> "_Said":
        """What the published voice says that is most like a recording."""
        style_map = self._enroller.style_map
        alike = style_map.ready_made_heard[:, :PITCH] @ self._enroller.encoder.embed(samples)
        number = int(alike.argmax())
        table = style_map.space.table(style_map.ready_made[number])
        return self._say(replace(clone, vectors=table).voices(), key=f"published {number}")

    def _stock(self, sex: Sex) -> "_Said":
        """What the first ready-made voice of that sex says in each language."""
        voices = [
            min(self._enroller.ready_made.voices(code), key=lambda voice: voice.sex is not sex)
            for code in LANGUAGES
        ]
        return self._say(voices, key=f"stock {sex}")

    def _say(self, voices: Sequence[Voice], *, key: str = "") -> "_Said":
        """Have each voice speak its language; what is said under a key is said once."""
        if key in self._said:
            return self._said[key]
        spoken: list[Float32] = []
        wrong: dict[str, Misheard] = {}
        for voice in voices:
            wrong[voice.language] = Misheard(wrong=0, words=0)
            for text in PHRASES[voice.language][:_PER_LANGUAGE]:
                spoken.append(self._speak(voice, text))
                heard = self._understand(spoken[-1], voice.language)
                wrong[voice.language] += misheard(text, heard)
        said = _Said(spoken, wrong)
        if key:
            self._said[key] = said
        return said

    def _judged(self, said: "_Said", person: Float32) -> VoiceMeasures:
        return VoiceMeasures(
            similarity={
                name: _likeness(judge, said.spoken, person) for name, judge in self._judges.items()
            },
            misheard=said.misheard,
        )

    def _speak(self, voice: Voice, said: str) -> Float32:
        synthesiser = self._enroller.model.synthesiser_for(
            voice, phonemiser=self._enroller.phonemiser
        )
        pieces = [piece.samples for piece in synthesiser.speak(said, tempo=1.0)]
        speech = soxr.resample(np.concatenate(pieces), KOKORO_RATE_HZ, SOURCE_RATE_HZ)
        return np.asarray(speech, np.float32)


def _likeness(judge: SpeakerEncoder, spoken: Sequence[Float32], person: Float32) -> float:
    """How alike the speech of a voice is to a recording of a person."""
    mean = np.mean([judge.embed(speech) for speech in spoken], axis=0)
    return judge.similarity(mean, judge.embed(person))
