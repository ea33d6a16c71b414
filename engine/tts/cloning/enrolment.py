"""From a recording and a consent to a voice that sounds like the person."""

import tempfile
import time
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.audio.writing import create_audio
from engine.errors import AudioError, ConsentError, EnrolmentCancelledError, VoiceError
from engine.languages import CLONING_LANGUAGES, cloning_texts
from engine.messages import Code, Message
from engine.speakers.model import SpeakerEncoder, spoken_parts
from engine.speakers.resemblyzer import ResemblyzerModel
from engine.tts.cloning.checks import (
    LONGEST_SAMPLE_S,
    USUAL_SYLLABLES_PER_S,
    Finding,
    best_part,
    check_recording,
    gain_db,
    measure_manner,
)
from engine.tts.cloning.clarity import Clear, Misheard, Understand, made_clear
from engine.tts.cloning.consent import check_consent, fingerprint, spoken_consent
from engine.tts.cloning.search import (
    PITCH,
    Impression,
    SearchConfig,
    StyleMap,
    StyleSearch,
    TrialVoice,
    heard,
)
from engine.tts.kokoro import KokoroModel, KokoroStyle
from engine.tts.model import Consent, Sex
from engine.tts.phonemes import Phonemiser
from engine.tts.user_voices import UserVoice, save_user_voice
from engine.tts.voices import VoiceCatalogue

_FEMALE_OCTAVES: Final = 0.15  # above 166 Hz
_N_TRIED: Final = 2
_N_FINALISTS: Final = 4
_SEARCH_SHARE: Final = 0.7  # of all the time that an enrolment takes
_SETTLED_ROWS: Final = slice(
    60, 400
)  # of a style table: shorter utterances have styles of their own


class Stage(StrEnum):
    """What an enrolment is busy with."""

    LISTENING = "listening to the recording"
    SEARCHING = "looking for the voice"
    CHECKING = "checking that it is understood"


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentProgress:
    """How far an enrolment is.

    Attributes:
        share: of all of it, from 0 to 1.
        similarity: of the best voice so far, 0 for a stranger and 1 for the person, by the ear
            that finds it least alike; None before there is one.
    """

    stage: Stage
    share: float
    similarity: float | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EnrolmentConfig:
    """How much effort an enrolment takes.

    Attributes:
        search: of the style.
        longest_s: after this the search takes the best it has.
        found: [coordinates] that an earlier search for the same person found; None searches.
    """

    search: SearchConfig = field(default_factory=SearchConfig)
    longest_s: float = 240.0
    found: Float32 | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked for.

    Attributes:
        name: what the voice will be called.
        samples: [n] the person's speech, mono at SOURCE_RATE_HZ.
        consent: the person's.
        languages: that the voice is to speak.
        keeps_recording: whether a part of the recording stays with the voice.
        needs_sentence: whether the recording has to say the sentence of consent, where a speech
            model can hear it: nobody wrote that they agree.
    """

    name: str
    samples: Float32
    consent: Consent | None
    languages: tuple[str, ...] = CLONING_LANGUAGES
    keeps_recording: bool = False
    needs_sentence: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How alike a voice is to a recording: 0 as a stranger, 1 as the person in another one.

    Attributes:
        first: by the encoder whose hearing the map has learnt.
        second: by the other one; None where its pack is not installed.
    """

    first: float
    second: float | None = None

    @property
    def least(self) -> float:
        """By the ear that finds it least alike: a search can find what pleases one alone."""
        return self.first if self.second is None else min(self.first, self.second)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Enrolment:
    """A cloned voice and how good it is.

    Attributes:
        voice: not stored yet; `store` does.
        kept: [n] the part of the recording that stays with the voice, None for nothing.
        likeness: of what it says, in sentences that the search did not use, to the recording.
        ready_made_likeness: of the ready-made voice that is nearest.
        consent_notice: whether the recording says the sentence of consent.
        found: [coordinates] of the style that the search found.
        word_errors: of transcripts of what it says; None where nothing transcribes here.
        ready_made_word_errors: of the ready-made voices of its languages; None likewise.
        findings: what could be better about the recording.
    """

    voice: UserVoice
    kept: Float32 | None
    likeness: Likeness
    ready_made_likeness: Likeness
    found: Float32
    word_errors: float | None
    ready_made_word_errors: float | None
    findings: tuple[Finding, ...]
    consent_notice: Message


class Enroller:
    """Clones voices; holds loaded models and no state of any enrolment, safe from any thread.

    Args:
        model: speaks.
        encoder: tells voices apart.
        phonemiser: reads the sentences that are spoken.
        style_map: the one that ships if None.
        ready_made: voices that are well understood; those that ship if None.
        second: another ear on whom a voice sounds like; None for none.
        understand: transcribes; without it nobody checks that the voice is understood, and that
            the recording says the sentence of consent.
        clock: seconds from any beginning.
    """

    def __init__(
        self,
        model: KokoroModel,
        encoder: ResemblyzerModel,
        phonemiser: Phonemiser,
        *,
        style_map: StyleMap | None = None,
        ready_made: VoiceCatalogue | None = None,
        second: SpeakerEncoder | None = None,
        understand: Understand | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.model = model
        self.encoder = encoder
        self.phonemiser = phonemiser
        self.style_map = style_map or StyleMap.load()
        self.ready_made = ready_made or VoiceCatalogue.load()
        self.second = second
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
        progress: Callable[[EnrolmentProgress], None] = lambda _: None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> Enrolment:
        """Clone a voice; takes a few minutes.

        Args:
            request: whose, and what for.
            config: how much effort.
            progress: told about every trial, in the calling thread.
            is_cancelled: asked before every trial.

        Raises:
            ConsentError: the person did not agree, or does not say so in the recording and has to.
            VoiceError: the voice has no name.
            AudioError: no voice can be taken from the recording; says why.
            EnrolmentCancelledError: `is_cancelled` said so.
            PhonemeError: the phoneme program does not work.
        """
        consent = check_consent(request.consent, keeps_recording=request.keeps_recording)
        name = " ".join(request.name.split())
        if not name:
            raise VoiceError(Code.VOICE_NAME_MISSING)
        config = config or EnrolmentConfig()
        progress(EnrolmentProgress(stage=Stage.LISTENING, share=0.0, similarity=None))
        samples = request.samples[: round(LONGEST_SAMPLE_S * SOURCE_RATE_HZ)]
        findings = self.check(request.samples)
        for finding in findings:
            if finding.is_blocking:
                raise AudioError.of(finding.message)
        consent, notice = self._hear_consent(consent, samples, is_needed=request.needs_sentence)
        target = self._hear_person(samples)
        work = _Work(
            self,
            languages=request.languages,
            target=target,
            second=None if self.second is None else self.second.embed(samples),
            config=config,
            progress=progress,
            is_cancelled=is_cancelled,
        )
        found = work.search() if config.found is None else config.found
        style = self.style_map.space.style(found)
        clear = work.made_clear(style)
        styles = [one.style for one in clear] or [style] * len(request.languages)
        spoken = work.recite(styles)
        nearest = [work.nearest_ready_made()] * len(styles)
        result = Enrolment(
            voice=UserVoice(
                id=f"clone-{uuid.uuid4().hex[:12]}",
                name=name,
                languages=request.languages,
                sex=_sex(target),
                gain_db=gain_db(spoken),
                vectors=(np.stack(styles)[:, np.newaxis] + self.style_map.space.profile).astype(
                    np.float16
                ),
                consent=replace(consent, recording_sha256=fingerprint(request.samples)),
            ),
            kept=best_part(samples) if request.keeps_recording else None,
            likeness=work.likeness(spoken),
            ready_made_likeness=work.likeness(work.recite(nearest)),
            found=found,
            word_errors=_rate(one.misheard for one in clear),
            ready_made_word_errors=_rate(one.ready_made_misheard for one in clear),
            findings=findings,
            consent_notice=notice,
        )
        least = result.likeness.least
        progress(EnrolmentProgress(stage=Stage.CHECKING, share=1.0, similarity=least))
        return result

    def _hear_consent(
        self, consent: Consent, samples: Float32, *, is_needed: bool
    ) -> tuple[Consent, Message]:
        """Listen for the sentence of consent, and keep what is heard of it."""
        if self.understand is None:
            return consent, Message(Code.CONSENT_UNHEARD)
        words = spoken_consent(samples, self.understand)
        if words is not None:
            return replace(consent, spoken=words), Message(Code.CONSENT_SPOKEN, words=words)
        if is_needed and not consent.words:
            raise ConsentError(Code.CONSENT_NOT_SPOKEN)
        if consent.words:
            return consent, Message(Code.CONSENT_WRITTEN)
        return consent, Message(Code.CONSENT_GIVEN_FOR)

    def _hear_person(self, samples: Float32) -> Float32:
        manner = measure_manner(spoken_parts(samples))
        if manner is None:
            raise AudioError(Code.NO_SPEECH)
        pace = max(manner.syllables_per_s, 1.0) / USUAL_SYLLABLES_PER_S
        return heard(self.encoder.embed(samples), pitch_hz=manner.pitch_hz, pace=pace)


class _Work:
    """One enrolment under way."""

    def __init__(
        self,
        enroller: Enroller,
        *,
        languages: Sequence[str],
        target: Float32,
        second: Float32 | None,
        config: EnrolmentConfig,
        progress: Callable[[EnrolmentProgress], None],
        is_cancelled: Callable[[], bool],
    ) -> None:
        self._enroller = enroller
        self._space = enroller.style_map.space
        self._target = target
        self._second_target = second
        self._config = config
        self._progress = progress
        self._is_cancelled = is_cancelled
        self._languages = languages
        short = [(code, cloning_texts(code).short) for code in languages]
        self._trials = self._voice([(code, said) for code, (said, _) in short[:_N_TRIED]])
        self._recital = self._voice([(code, said) for code, (_, said) in short])

    def nearest_ready_made(self) -> Float32:
        """The style of the published voice that is most alike."""
        style_map = self._enroller.style_map
        alike = style_map.ready_made_heard[:, :PITCH] @ self._target[:PITCH]
        return np.asarray(self._space.style(style_map.ready_made[alike.argmax()]), np.float32)

    def search(self) -> Float32:
        """The coordinates of the best style that is found in time."""
        search = StyleSearch(self._enroller.style_map, self._target, self._config.search)
        began_s = self._enroller.clock()

        def listen(coordinates: Float32) -> Impression:
            return self._hear(self._space.style(coordinates), len(search.trials))

        def goes_on(n_trials: int) -> bool:
            self._stop_if_cancelled()
            elapsed = (self._enroller.clock() - began_s) / self._config.longest_s
            share = max(elapsed, n_trials / self._config.search.n_trials)
            best = search.best if search.trials else None
            self._progress(
                EnrolmentProgress(
                    stage=Stage.SEARCHING,
                    share=_SEARCH_SHARE * min(1.0, share),
                    similarity=None
                    if best is None
                    else Likeness(first=self._similarity(best.heard), second=best.second).least,
                )
            )
            # The first trial is the map's own answer: without it there would be no voice at all.
            return elapsed < 1 or n_trials == 0

        search.run(listen, goes_on)
        finalists = sorted(search.trials, key=lambda trial: -trial.score)[:_N_FINALISTS]
        return self._best_of(search, [trial.coordinates for trial in finalists])

    def made_clear(self, style: Float32) -> list[Clear]:
        """The style in each language, as it is understood there; none where nobody transcribes."""
        understand = self._enroller.understand
        if understand is None:
            return []
        clear: list[Clear] = []
        for number, language in enumerate(self._languages):
            share = _SEARCH_SHARE + (1 - _SEARCH_SHARE) * number / len(self._languages)
            self._progress(EnrolmentProgress(stage=Stage.CHECKING, share=share, similarity=None))

            def hears(samples: Float32, language: str = language) -> str:
                self._stop_if_cancelled()
                return understand(samples, language)

            sentences = cloning_texts(language).everyday
            ready_made = self._ready_made(language)
            found = made_clear(
                style,
                ready_made=ready_made,
                towards=self._enroller.style_map.at_pitch(ready_made, float(self._target[PITCH])),
                sentences=sentences,
                speaks=self._voice([(language, said) for said in sentences]),
                hears=hears,
            )
            clear.append(found)
        return clear

    def _ready_made(self, language: str) -> Float32:
        """The style of the ready-made voice of the language that is of the person's sex, if any."""
        voices = self._enroller.ready_made.voices(language)
        sounds = [(v.sex, v.sound) for v in voices if isinstance(v.sound, KokoroStyle)]
        sex = _sex(self._target)
        _, sound = min(sounds, key=lambda one: one[0] is not sex)
        settled = np.asarray(sound.vectors[_SETTLED_ROWS], np.float32)
        return np.asarray(settled.mean(axis=0), np.float32)

    def recite(self, styles: Sequence[Float32]) -> list[Float32]:
        """Say in each language, in its style, a sentence that the search does not use."""
        return [self._recital.speak(style, n) for n, style in enumerate(styles)]

    def likeness(self, spoken: Sequence[Float32]) -> Likeness:
        """How alike speech is to the recording."""
        embeddings = [self._enroller.encoder.embed(speech) for speech in spoken]
        first = self._similarity(np.mean(embeddings, axis=0))
        model, target = self._enroller.second, self._second_target
        if model is None or target is None:
            return Likeness(first=first)
        mean = np.mean([model.embed(speech) for speech in spoken], axis=0)
        return Likeness(first=first, second=model.similarity(mean, target))

    def _hear(self, style: Float32, sentence: int) -> Impression:
        """Have both ears listen to the same speech."""
        speech = self._trials.speak(style, sentence)
        return Impression(
            heard=self._trials.hear_said(speech, sentence), second=self._second_ear(speech)
        )

    def _second_ear(self, speech: Float32) -> float | None:
        model, target = self._enroller.second, self._second_target
        if model is None or target is None:
            return None
        try:
            return model.similarity(model.embed(speech), target)
        except AudioError:
            # A style without a voice is like nobody.
            return 0.0

    def _best_of(self, search: StyleSearch, finalists: Sequence[Float32]) -> Float32:
        """Hear the finalists say every sentence: one may suit one voice by chance."""
        scores = []
        for coordinates in finalists:
            self._stop_if_cancelled()
            style = self._space.style(coordinates)
            found = [self._hear(style, n) for n in range(self._trials.n_sentences)]
            seconds = [one.second for one in found if one.second is not None]
            mean = Impression(
                heard=np.mean([one.heard for one in found], axis=0),
                second=float(np.mean(seconds)) if seconds else None,
            )
            scores.append(search.judge(mean, coordinates))
        return finalists[int(np.argmax(scores))]

    def _similarity(self, point: Float32) -> float:
        return self._enroller.encoder.similarity(point[:PITCH], self._target[:PITCH])

    def _stop_if_cancelled(self) -> None:
        if self._is_cancelled():
            raise EnrolmentCancelledError(Code.CLONING_CANCELLED)

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


def _sex(target: Float32) -> Sex:
    return Sex.FEMALE if target[PITCH] > _FEMALE_OCTAVES else Sex.MALE


def _rate(heard: Iterable[Misheard]) -> float | None:
    """The word error rate over all languages; None where nobody listened."""
    every = list(heard)
    return sum(every, start=Misheard(wrong=0, words=0)).rate if every else None
