"""Cloning from end to end, with voices that are buzzes."""

from collections import Counter
from dataclasses import replace
from itertools import count
from pathlib import Path

import numpy as np
import pytest

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.audio.files import open_audio
from engine.errors import AudioError, ConsentError, EnrolmentCancelledError, VoiceError
from engine.languages import cloning_texts
from engine.messages import Code
from engine.speakers.campplus import CamPlusModel
from engine.tts.cloning.clarity import Understand
from engine.tts.cloning.consent import fingerprint, record_consent
from engine.tts.cloning.enrolment import (
    Enroller,
    EnrolmentConfig,
    EnrolmentProgress,
    Request,
    Stage,
    store,
)
from engine.tts.cloning.search import HALF, SearchConfig
from engine.tts.kokoro import STYLE_ROWS, KokoroStyle
from engine.tts.model import Sex, Voice
from engine.tts.user_voices import read_user_voice
from engine.tts.voices import VoiceCatalogue
from tests.helpers.raising import raises
from tests.helpers.tiny_voices import (
    BuzzKokoro,
    LetterPhonemes,
    SpectrumEar,
    recording,
    style_of,
    tiny_map,
)

_LOW, _HIGH = [1.0, -0.7, 0.4, -1.0], [-0.6, 0.9, 0.2, 1.3]
_PACE = HALF + 1  # where a buzz has its pace
_BRISK_SAMPLES = 740  # of each letter; at the usual pace there are 800
_LONGEST_SENTENCE = 11 * SOURCE_RATE_HZ
_QUICK = EnrolmentConfig(search=SearchConfig(n_trials=12))


def _enroller(
    understand: Understand | None = None,
    *,
    second_s: float = 0.0,
    second: CamPlusModel | None = None,
) -> Enroller:
    clock = count(step=second_s)
    french = style_of([0.0, 0.0, 0.0, 0.5])
    french[_PACE] = 0.4
    return Enroller(
        BuzzKokoro(),
        SpectrumEar(),
        LetterPhonemes(),
        style_map=tiny_map(),
        ready_made=VoiceCatalogue(
            (_ready_made("en", style_of([0.0, 0.0, 0.0, 0.0])), _ready_made("fr", french)),
        ),
        second=second,
        understand=understand,
        clock=lambda: next(clock),
    )


def _ready_made(language: str, style: Float32) -> Voice:
    return Voice(
        id=language,
        name=language,
        language=language,
        accent="",
        sex=Sex.FEMALE,
        gain_db=0.0,
        sound=KokoroStyle(tag=language, vectors=np.tile(style, (STYLE_ROWS, 1))),
    )


def _request(coordinates: list[float], *, seconds: float = 12.0) -> Request:
    return Request(
        name=" My  voice ",
        samples=recording(style_of(coordinates), seconds=seconds),
        consent=record_consent("Ada Lovelace", agreed=True),
        languages=("en", "fr"),
    )


@pytest.mark.parametrize(("coordinates", "sex"), [(_LOW, Sex.MALE), (_HIGH, Sex.FEMALE)])
def test_the_clone_is_more_alike_than_what_was_there(coordinates: list[float], sex: Sex) -> None:
    request = _request(coordinates)
    result = _enroller().enrol(request, _QUICK)
    assert result.likeness.least > result.ready_made_likeness.least
    voice = result.voice
    assert (voice.name, voice.languages, voice.sex) == ("My voice", ("en", "fr"), sex)
    assert voice.vectors.shape == (2, 510, 256)
    assert voice.consent is not None
    assert voice.consent.person == "Ada Lovelace"
    assert voice.consent.recording_sha256 == fingerprint(request.samples)
    assert [v.is_clone for v in voice.voices()] == [True, True]
    assert result.word_errors is None


def test_the_recording_is_kept_only_where_the_person_agreed_to_that(tmp_path: Path) -> None:
    request = _request(_LOW)
    voice = store(_enroller().enrol(request, _QUICK), tmp_path)
    assert sorted(path.name for path in (tmp_path / voice.id).iterdir()) == [
        "kokoro.npy",
        "voice.toml",
    ]
    keeping = replace(request, keeps_recording=True)
    with pytest.raises(ConsentError):
        _enroller().enrol(keeping, _QUICK)
    consent = record_consent("Ada Lovelace", agreed=True, keeps_recording=True)
    result = _enroller().enrol(replace(keeping, consent=consent), _QUICK)
    clip = read_user_voice(tmp_path / store(result, tmp_path).id).clip
    assert clip is not None
    with open_audio(clip) as file:
        assert file.duration_s == pytest.approx(10.0)


def test_two_clones_have_ids_of_their_own() -> None:
    ids = {_enroller().enrol(_request(_LOW), _QUICK).voice.id for _ in range(2)}
    assert len(ids) == 2


def test_without_consent_nothing_is_even_listened_to() -> None:
    heard: list[EnrolmentProgress] = []
    for consent in (None, replace(record_consent("A", agreed=True), statement="")):
        with pytest.raises(ConsentError):
            _enroller().enrol(replace(_request(_LOW), consent=consent), progress=heard.append)
    assert heard == []


def test_a_voice_without_a_name_is_refused_before_the_search() -> None:
    heard: list[EnrolmentProgress] = []
    with raises(VoiceError, Code.VOICE_NAME_MISSING):
        _enroller().enrol(replace(_request(_LOW), name=" "), progress=heard.append)
    assert heard == []


def test_a_recording_that_will_not_do_is_refused_with_advice() -> None:
    with raises(AudioError, Code.TAKE_TOO_SHORT):
        _enroller().enrol(_request(_LOW, seconds=4.0))


def test_progress_rises_to_the_end() -> None:
    told: list[EnrolmentProgress] = []
    _enroller(lambda _samples, _language: "").enrol(_request(_LOW), _QUICK, progress=told.append)
    shares = [progress.share for progress in told]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] == 1
    assert [p.stage for p in told][:2] == [Stage.LISTENING, Stage.SEARCHING]
    assert told[-1].similarity is not None


def test_it_can_be_cancelled() -> None:
    told: list[EnrolmentProgress] = []
    with pytest.raises(EnrolmentCancelledError):
        _enroller().enrol(
            _request(_LOW), _QUICK, progress=told.append, is_cancelled=lambda: len(told) > 4
        )
    assert len(told) == 5


def test_when_time_is_up_it_takes_the_best_so_far() -> None:
    told: list[EnrolmentProgress] = []
    result = _enroller(second_s=60.0).enrol(_request(_LOW), _QUICK, progress=told.append)
    n_trials = sum(progress.stage is Stage.SEARCHING for progress in told)
    assert n_trials < 12
    assert result.voice.name == "My voice"


class _Listener:
    """Understands English, and French at more than a certain pace."""

    def __init__(self) -> None:
        self._n_heard = Counter[str]()

    def __call__(self, samples: Float32, language: str) -> str:
        if len(samples) > _LONGEST_SENTENCE:
            return ""  # the recording
        sentences = cloning_texts(language).everyday
        said = sentences[self._n_heard[language] % len(sentences)]
        self._n_heard[language] += 1
        is_brisk = len(samples) / len(said) < _BRISK_SAMPLES
        return said if language == "en" or is_brisk else "mumble"


def test_a_language_takes_over_the_melody_that_it_takes_to_be_understood() -> None:
    result = _enroller(_Listener()).enrol(_request(_LOW), _QUICK)
    own = tiny_map().space.style(result.found)
    english, french = result.voice.vectors[:, 100].astype(np.float32)
    np.testing.assert_allclose(english, own, atol=1e-3)
    # The timbre stays the person's, and so does the pitch.
    np.testing.assert_allclose(french[:HALF], own[:HALF], atol=1e-3)
    assert french[HALF] == pytest.approx(own[HALF], abs=0.1)
    assert french[_PACE] == pytest.approx(0.2, abs=1e-3)
    assert result.word_errors == result.ready_made_word_errors == 0


def test_a_voice_that_nobody_could_understand_is_made_all_the_same() -> None:
    result = _enroller(lambda _samples, _language: "").enrol(_request(_LOW), _QUICK)
    assert result.word_errors == result.ready_made_word_errors == 1
    np.testing.assert_allclose(result.voice.vectors[0, 100], result.voice.vectors[1, 100])


def test_nobody_is_searched_for_twice() -> None:
    told: list[EnrolmentProgress] = []
    found = np.array(_LOW, np.float32)
    result = _enroller().enrol(_request(_LOW), replace(_QUICK, found=found), progress=told.append)
    assert Stage.SEARCHING not in [progress.stage for progress in told]
    np.testing.assert_array_equal(result.found, found)


class _SternEar(CamPlusModel):
    """Hears the loudness of ever higher bands, in which voices differ otherwise."""

    def __init__(self) -> None:
        pass

    def embed(self, samples: Float32) -> Float32:
        power = np.abs(np.fft.rfft(samples[:8000])) ** 2
        bands = np.log(np.add.reduceat(power, np.arange(0, 4000, 100)) + 1e-3)
        return np.asarray(bands - bands.mean(), np.float32)


def test_the_ear_that_finds_it_least_alike_counts() -> None:
    told: list[EnrolmentProgress] = []
    result = _enroller(second=_SternEar()).enrol(_request(_LOW), _QUICK, progress=told.append)
    likeness = result.likeness
    assert likeness.second is not None
    assert likeness.least == min(likeness.first, likeness.second) == told[-1].similarity
    assert result.ready_made_likeness.second is not None
    assert _enroller().enrol(_request(_LOW), _QUICK).likeness.second is None


def test_the_sentence_of_consent_is_listened_for_and_kept() -> None:
    sentence = cloning_texts("fr").script[0]

    def understand(samples: Float32, language: str) -> str:
        is_recording = len(samples) > _LONGEST_SENTENCE
        return sentence if is_recording and language == "fr" else ""

    result = _enroller(understand).enrol(replace(_request(_LOW), needs_sentence=True), _QUICK)
    consent = result.voice.consent
    assert result.consent_notice.code is Code.CONSENT_SPOKEN
    assert consent is not None
    assert consent.spoken.startswith("j accepte que dragoman")


def test_where_nobody_says_or_writes_that_they_agree_there_is_no_voice() -> None:
    heard: list[EnrolmentProgress] = []
    deaf = _enroller(lambda _samples, _language: "well")
    needed = replace(_request(_LOW), needs_sentence=True)
    with raises(ConsentError, Code.CONSENT_NOT_SPOKEN):
        deaf.enrol(needed, _QUICK, progress=heard.append)
    assert [one.stage for one in heard] == [Stage.LISTENING]
    written = record_consent("Ada Lovelace", agreed=True, words="I agree, Ada Lovelace")
    for enroller, consent, code in (
        (deaf, written, Code.CONSENT_WRITTEN),
        (_enroller(), needed.consent, Code.CONSENT_UNHEARD),
    ):
        result = enroller.enrol(replace(needed, consent=consent), _QUICK)
        assert result.consent_notice.code is code
    assert deaf.enrol(_request(_LOW), _QUICK).consent_notice.code is Code.CONSENT_GIVEN_FOR
