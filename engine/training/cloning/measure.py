"""Says how good cloning is, on recordings of real people that nothing was learnt from.

A voice is cloned from the first part of a recording and compared with the rest of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from engine.arrays import Float32
from engine.audio.files import read_audio
from engine.cloning.clarity import Understand, mean_word_errors
from engine.cloning.consent import record_consent
from engine.cloning.enrolment import Enroller, EnrolmentConfig, Request
from engine.cloning.similarity import similarity
from engine.cloning.style_map import PITCH
from engine.cloning.trials import TrialVoice
from engine.errors import AudioError
from engine.training.cloning.pairs import PHRASES

_FOR_CLONING: Final = 0.6
_LONGEST_S: Final = 50
_ANY_ROW: Final = 100
_PER_LANGUAGE: Final = 3
_LANGUAGES: Final = ("en", "fr", "es")
_SENTENCES: Final = tuple(
    (code, text) for code in _LANGUAGES for text in PHRASES[code][:_PER_LANGUAGE]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CloneMeasures:
    """How one clone compares with the ready-made voice that is nearest, both judged alike.

    Attributes:
        recording: the name of the file.
        same_person: similarity of the two parts of the recording.
        similarity: of the clone to the part that it was not made from.
        ready_made_similarity: of the ready-made voice to that part.
        word_errors: of a transcript of what the clone says.
        ready_made_word_errors: of what the ready-made voice says.
    """

    recording: str
    same_person: float
    similarity: float
    ready_made_similarity: float
    word_errors: float
    ready_made_word_errors: float


def measure_clones(
    recordings: Sequence[Path],
    enroller: Enroller,
    understand: Understand,
    config: EnrolmentConfig,
) -> Iterator[CloneMeasures]:
    """Clone each recording that is long and good enough, and judge the clone.

    Args:
        recordings: each of one person.
        enroller: clones.
        understand: transcribes.
        config: how much effort a clone takes.
    """
    space = enroller.style_map.space
    judge = TrialVoice(
        enroller.model,
        enroller.encoder,
        enroller.phonemiser,
        space=space,
        sentences=_SENTENCES,
    )
    for path in recordings:
        samples = read_audio(path, longest_s=_LONGEST_S)
        cut = round(len(samples) * _FOR_CLONING)
        known, held = samples[:cut], samples[cut:]
        consent = record_consent(path.stem, agreed=True)
        request = Request(name=path.stem, samples=known, consent=consent, languages=_LANGUAGES)
        try:
            clone = enroller.enrol(request, config).voice
        except AudioError:
            continue
        wanted = enroller.encoder.embed(held)
        figures = []
        for style in (
            clone.vectors[_ANY_ROW].astype(np.float32) - space.profile[_ANY_ROW],
            _nearest(enroller, known),
        ):
            spoken = [judge.speak(style, n) for n in range(judge.n_sentences)]
            heard = np.mean([enroller.encoder.embed(speech) for speech in spoken], axis=0)
            errors = mean_word_errors(_SENTENCES, spoken, understand)
            figures.append((similarity(heard, wanted), errors))
        (alike, errors), (ready_alike, ready_errors) = figures
        yield CloneMeasures(
            recording=path.stem,
            same_person=similarity(enroller.encoder.embed(known), wanted),
            similarity=alike,
            ready_made_similarity=ready_alike,
            word_errors=errors,
            ready_made_word_errors=ready_errors,
        )


def _nearest(enroller: Enroller, samples: Float32) -> Float32:
    """The style of the published voice that is most like a recording."""
    style_map = enroller.style_map
    alike = style_map.ready_made_heard[:, :PITCH] @ enroller.encoder.embed(samples)
    return np.asarray(style_map.space.style(style_map.ready_made[alike.argmax()]), np.float32)
