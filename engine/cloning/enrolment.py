"""From a recording and a consent to a voice that sounds like the person."""

import math
import tempfile
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.audio.writing import create_audio
from engine.cloning.checks import Finding, check_recording
from engine.cloning.clarity import Understand, mean_word_errors
from engine.cloning.consent import check_consent, fingerprint
from engine.cloning.pitch import USUAL_SYLLABLES_PER_S, measure_manner
from engine.cloning.search import SearchConfig, StyleSearch
from engine.cloning.similarity import similarity
from engine.cloning.style_map import PITCH, StyleMap, heard
from engine.cloning.trials import SENTENCES, TrialVoice
from engine.errors import AudioError, EnrolmentCancelledError
from engine.languages import CORE_LANGUAGES
from engine.models.kokoro import KokoroModel
from engine.models.resemblyzer import ResemblyzerModel, spoken_parts
from engine.speech.contract import Consent, Sex
from engine.speech.user_voices import UserVoice, save_user_voice
from engine.text.phonemes import Phonemiser

LONGEST_SAMPLE_S: Final = 40.0
"""What is longer is cut: it would take time and add nothing."""

_LEVEL_DBFS: Final = -19.5  # what the ready-made voices have after their gain
_MOST_GAIN_DB: Final = 12.0
_FEMALE_OCTAVES: Final = 0.15  # above 166 Hz
_KEPT_S: Final = 10.0
_N_TRIED: Final = 2
_N_RECITED: Final = 5
_N_FINALISTS: Final = 4
_TOLERATED_WORD_ERRORS: Final = 0.025  # a word of all that is recited
_BACK_OFF: Final = 0.8
_MOST_BACK_OFFS: Final = 4


class Stage(StrEnum):
    """What an enrolment is busy with."""

    LISTENING = "listening to the recording"
    SEARCHING = "looking for the voice"
    CHECKING = "checking that it is understood"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an enrolment is.

    Attributes:
        share: of all of it, from 0 to 1.
        similarity: of the best voice so far, on the scale of engine/cloning/similarity.py; None
            before there is one.
    """

    stage: Stage
    share: float
    similarity: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentConfig:
    """How much effort an enrolment takes.

    Attributes:
        search: of the style.
        longest_s: after this the search takes the best it has.
    """

    search: SearchConfig = field(default_factory=SearchConfig)
    longest_s: float = 240.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked for.

    Attributes:
        name: what the voice will be called.
        samples: [n] the person's speech, mono at SOURCE_RATE_HZ.
        consent: the person's.
        languages: that the voice is to speak.
        keeps_recording: whether a part of the recording stays with the voice.
    """

    name: str
    samples: Float32
    consent: Consent | None
    languages: tuple[str, ...] = tuple(CORE_LANGUAGES)
    keeps_recording: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Enrolment:
    """A cloned voice and how good it is.

    Attributes:
        voice: not stored yet; `store` does.
        kept: [n] the part of the recording that stays with the voice, None for nothing.
        similarity: of what it says, in sentences that the search did not use, to the recording.
        ready_made_similarity: of the ready-made voice that is nearest.
        word_errors: of a transcript of what it says; None where nothing transcribes here.
        ready_made_word_errors: of that ready-made voice; None likewise.
        findings: what could be better about the recording.
    """

    voice: UserVoice
    kept: Float32 | None
    similarity: float
    ready_made_similarity: float
    word_errors: float | None
    ready_made_word_errors: float | None
    findings: tuple[Finding, ...]


class Enroller:
    """Clones voices; holds loaded models and no state of any enrolment, safe from any thread.

    Args:
        model: speaks.
        encoder: tells voices apart.
        phonemiser: reads the sentences that are spoken.
        style_map: the one that ships if None.
        understand: transcribes; without it nobody checks that the voice is understood.
        clock: seconds from any beginning.
    """

    def __init__(
        self,
        model: KokoroModel,
        encoder: ResemblyzerModel,
        phonemiser: Phonemiser,
        *,
        style_map: StyleMap | None = None,
        understand: Understand | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.model = model
        self.encoder = encoder
        self.phonemiser = phonemiser
        self.style_map = style_map or StyleMap.load()
        self.understand = understand
        self.clock = clock

    def check(self, samples: Float32) -> tuple[Finding, ...]:
        """Say what is wrong with a recording [n], the gravest first."""
        return check_recording(samples, self.encoder)

    def enrol(
        self,
        request: Request,
        config: EnrolmentConfig | None = None,
        *,
        progress: Callable[[Progress], None] = lambda _: None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> Enrolment:
        """Clone a voice; takes a minute or a few.

        Args:
            request: whose, and what for.
            config: how much effort.
            progress: told about every trial, in the calling thread.
            is_cancelled: asked before every trial.

        Raises:
            ConsentError: the person did not agree.
            AudioError: no voice can be taken from the recording; says why.
            EnrolmentCancelledError: `is_cancelled` said so.
            PhonemeError: the phoneme program does not work.
        """
        consent = check_consent(request.consent, keeps_recording=request.keeps_recording)
        config = config or EnrolmentConfig()
        progress(Progress(stage=Stage.LISTENING, share=0.0, similarity=None))
        samples = request.samples[: round(LONGEST_SAMPLE_S * SOURCE_RATE_HZ)]
        findings = self.check(samples)
        for finding in findings:
            if finding.is_blocking:
                raise AudioError(finding.advice)
        target = self._hear_person(samples)
        work = _Work(
            self,
            languages=request.languages,
            target=target,
            config=config,
            progress=progress,
            is_cancelled=is_cancelled,
        )
        nearest = work.nearest_ready_made()
        clear = work.made_clear(work.search(), than=nearest)
        spoken = work.recite(clear.coordinates)
        result = Enrolment(
            voice=UserVoice(
                id=f"clone-{uuid.uuid4().hex[:12]}",
                name=" ".join(request.name.split()),
                languages=request.languages,
                sex=Sex.FEMALE if target[PITCH] > _FEMALE_OCTAVES else Sex.MALE,
                gain_db=_gain_db(spoken),
                vectors=self.style_map.space.table(clear.coordinates).astype(np.float16),
                consent=replace(consent, recording_sha256=fingerprint(request.samples)),
            ),
            kept=_best_part(samples) if request.keeps_recording else None,
            similarity=work.likeness(spoken),
            ready_made_similarity=work.likeness(work.recite(nearest)),
            word_errors=clear.word_errors,
            ready_made_word_errors=clear.ready_made_word_errors,
            findings=findings,
        )
        progress(Progress(stage=Stage.CHECKING, share=1.0, similarity=result.similarity))
        return result

    def _hear_person(self, samples: Float32) -> Float32:
        manner = measure_manner(spoken_parts(samples))
        if manner is None:
            raise AudioError("No voice is heard in the recording; record speech that is voiced.")
        pace = max(manner.syllables_per_s, 1.0) / USUAL_SYLLABLES_PER_S
        return heard(self.encoder.embed(samples), pitch_hz=manner.pitch_hz, pace=pace)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clear:
    """A style that is understood, as far as anybody could tell."""

    coordinates: Float32
    word_errors: float | None
    ready_made_word_errors: float | None


class _Work:
    """One enrolment under way."""

    def __init__(
        self,
        enroller: Enroller,
        *,
        languages: Sequence[str],
        target: Float32,
        config: EnrolmentConfig,
        progress: Callable[[Progress], None],
        is_cancelled: Callable[[], bool],
    ) -> None:
        self._enroller = enroller
        self._space = enroller.style_map.space
        self._target = target
        self._config = config
        self._progress = progress
        self._is_cancelled = is_cancelled
        self._recited = [(code, SENTENCES[code][1]) for code in languages[:_N_RECITED]]
        self._trials = self._voice([(code, SENTENCES[code][0]) for code in languages[:_N_TRIED]])
        self._recital = self._voice(self._recited)

    def nearest_ready_made(self) -> Float32:
        """The coordinates of the published voice that is most alike."""
        style_map = self._enroller.style_map
        alike = style_map.ready_made_heard[:, :PITCH] @ self._target[:PITCH]
        return np.asarray(style_map.ready_made[alike.argmax()], np.float32)

    def search(self) -> Float32:
        """The coordinates of the best style that is found in time."""
        search = StyleSearch(self._enroller.style_map, self._target, self._config.search)
        began_s = self._enroller.clock()

        def listen(coordinates: Float32) -> Float32:
            return self._trials.hear(self._space.style(coordinates), len(search.trials))

        def goes_on(n_trials: int) -> bool:
            self._stop_if_cancelled()
            elapsed = (self._enroller.clock() - began_s) / self._config.longest_s
            share = max(elapsed, n_trials / self._config.search.n_trials)
            best = search.best.heard if search.trials else None
            self._progress(
                Progress(
                    stage=Stage.SEARCHING,
                    share=min(0.9, 0.9 * share),
                    similarity=None if best is None else self._similarity(best),
                )
            )
            # The first trial is the map's own answer: without it there would be no voice at all.
            return elapsed < 1 or n_trials == 0

        search.run(listen, goes_on)
        finalists = sorted(search.trials, key=lambda trial: -trial.score)[:_N_FINALISTS]
        return self._best_of(search, [trial.coordinates for trial in finalists])

    def made_clear(self, coordinates: Float32, *, than: Float32) -> _Clear:
        """Step back towards the average voice until the style is understood well enough.

        Args:
            coordinates: of the style.
            than: of the ready-made voice that it has to be as clear as.
        """
        understand = self._enroller.understand
        if understand is None:
            return _Clear(coordinates=coordinates, word_errors=None, ready_made_word_errors=None)

        def errors(of: Float32) -> float:
            self._stop_if_cancelled()
            return mean_word_errors(self._recited, self.recite(of), understand)

        self._progress(Progress(stage=Stage.CHECKING, share=0.9, similarity=None))
        ready_made = errors(than)
        tried: list[tuple[float, Float32]] = []
        for _ in range(1 + _MOST_BACK_OFFS):
            tried.append((errors(coordinates), coordinates))
            if tried[-1][0] <= ready_made + _TOLERATED_WORD_ERRORS:
                break
            coordinates = coordinates * np.float32(_BACK_OFF)
        # Where none was clear enough, the clearest; of equals the first, which is most alike.
        found, coordinates = min(tried, key=lambda one: one[0])
        return _Clear(coordinates=coordinates, word_errors=found, ready_made_word_errors=ready_made)

    def recite(self, coordinates: Float32) -> list[Float32]:
        """Speak the sentences that the search does not use."""
        style = self._space.style(coordinates)
        return [self._recital.speak(style, n) for n in range(self._recital.n_sentences)]

    def likeness(self, spoken: Sequence[Float32]) -> float:
        """How alike speech is to the recording."""
        embeddings = [self._enroller.encoder.embed(speech) for speech in spoken]
        return self._similarity(np.mean(embeddings, axis=0))

    def _best_of(self, search: StyleSearch, finalists: Sequence[Float32]) -> Float32:
        """Hear the finalists say every sentence: one may suit one voice by chance."""
        scores = []
        for coordinates in finalists:
            self._stop_if_cancelled()
            style = self._space.style(coordinates)
            points = [self._trials.hear(style, n) for n in range(self._trials.n_sentences)]
            mean = np.mean(points, axis=0, keepdims=True)
            scores.append(float(search.score(mean, coordinates[np.newaxis])[0]))
        return finalists[int(np.argmax(scores))]

    def _similarity(self, point: Float32) -> float:
        return similarity(point[:PITCH], self._target[:PITCH])

    def _stop_if_cancelled(self) -> None:
        if self._is_cancelled():
            raise EnrolmentCancelledError("Cloning was cancelled; nothing was kept.")

    def _voice(self, sentences: Sequence[tuple[str, str]]) -> TrialVoice:
        return TrialVoice(
            self._enroller.model,
            self._enroller.encoder,
            self._enroller.phonemiser,
            space=self._space,
            sentences=sentences,
        )


def store(enrolment: Enrolment, folder: Path) -> UserVoice:
    """Keep a cloned voice.

    Args:
        enrolment: the clone.
        folder: holds all voices that were added.

    Raises:
        OutputError: it cannot be written.
    """
    voice = enrolment.voice
    if enrolment.kept is None:
        save_user_voice(voice, folder)
        return voice
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "clip.wav"
        with create_audio(path, rate_hz=SOURCE_RATE_HZ) as file:
            file.write(enrolment.kept)
        save_user_voice(replace(voice, clip=path), folder)
    return voice


def _best_part(samples: Float32) -> Float32:
    """The ten seconds with the most speech in them."""
    n_samples = round(_KEPT_S * SOURCE_RATE_HZ)
    power = np.cumsum(np.minimum(np.square(samples, dtype=np.float64), 1e-3))
    if len(samples) <= n_samples:
        return samples
    start = int((power[n_samples:] - power[:-n_samples]).argmax()) + 1
    return samples[start : start + n_samples]


def _gain_db(spoken: Sequence[Float32]) -> float:
    """What brings speech to the level of all voices."""
    power = np.mean([np.square(spoken_parts(speech)).mean() for speech in spoken])
    gain = _LEVEL_DBFS - 10 * math.log10(max(float(power), 1e-9))
    return round(min(max(gain, -_MOST_GAIN_DB), _MOST_GAIN_DB), 1)
