from collections.abc import Callable, Iterator

import numpy as np
import pytest

from engine.arrays import SOURCE_RATE_HZ, TARGET_RATE_HZ
from engine.errors import VoiceError
from engine.events import TextWithdrawn
from engine.messages import Code
from engine.onnx import Runtime
from engine.tts.clauses import Clause
from engine.tts.kokoro import MAX_TOKENS, STYLE_SIZE, KokoroModel, KokoroStyle, KokoroSynthesiser
from engine.tts.model import Sex, SpeechPiece, Voice
from engine.tts.voice_stage import Delivery, SpokenClause, SpokenPiece, VoiceStage, VoiceStageConfig
from tests.helpers.raising import raises
from tests.helpers.tiny_kokoro import write_tiny_kokoro


class _Letters:
    """Says each letter as itself."""

    def phonemes(self, text: str, tag: str) -> str:
        del tag
        return text.lower()


def _voice(language: str = "en", *, volume: float = 1.0, gain_db: float = 0.0) -> Voice:
    return Voice(
        id=f"{language}-test",
        name="Test",
        language=language,
        accent="none",
        sex=Sex.FEMALE,
        gain_db=gain_db,
        sound=KokoroStyle(tag=language, vectors=np.full((510, STYLE_SIZE), volume, np.float32)),
    )


def _synthesiser(model: KokoroModel, voice: Voice) -> KokoroSynthesiser:
    assert isinstance(voice.sound, KokoroStyle)
    return KokoroSynthesiser(model, _Letters(), voice, voice.sound)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> KokoroModel:
    folder = write_tiny_kokoro(tmp_path_factory.mktemp("kokoro"))
    return KokoroModel(folder, runtime=Runtime(threads=1))


@pytest.fixture
def stage(model: KokoroModel) -> VoiceStage:
    return VoiceStage(_synthesiser(model, _voice()), language="en", config=VoiceStageConfig())


def _all(stage: VoiceStage, *, tempo: float = 1.0) -> list[SpokenPiece]:
    produced = []
    while (audio := stage.speak_next(tempo=tempo)) is not None:
        produced.append(audio)
    return produced


def test_speech_starts_before_the_sentence_ends(stage: VoiceStage) -> None:
    stage.push(" We walked home slowly, because", source_end=SOURCE_RATE_HZ)
    (first,) = _all(stage)
    assert first.clause.text == "We walked home slowly,"
    stage.push(" the night was warm.", source_start=SOURCE_RATE_HZ, source_end=3 * SOURCE_RATE_HZ)
    (second,) = _all(stage)
    assert second.clause.text == "because the night was warm."
    assert (second.clause.source_start, second.clause.source_end) == (0, 3 * SOURCE_RATE_HZ)


def test_the_audio_is_finite_and_ends_in_silence(stage: VoiceStage) -> None:
    stage.push(" One two three four, five six seven eight. Nine ten eleven")
    stage.flush()
    produced = _all(stage)
    assert [audio.clause.text for audio in produced] == [
        "One two three four,",
        "five six seven eight.",
        "Nine ten eleven",
    ]
    for audio in produced:
        assert audio.samples.dtype == np.float32
        assert np.isfinite(audio.samples).all()
        assert np.abs(audio.samples).max() < 1
        assert abs(float(audio.samples[0])) < 1e-3
        assert not audio.samples[-TARGET_RATE_HZ // 100 :].any()


def test_pauses_follow_the_punctuation_and_the_tempo(stage: VoiceStage) -> None:
    def pause_ms(text: str, tempo: float) -> float:
        stage.push(text)
        stage.flush()
        (audio,) = _all(stage, tempo=tempo)
        last = int(np.flatnonzero(audio.samples)[-1])
        return 1000 * (len(audio.samples) - 1 - last) / TARGET_RATE_HZ

    config = VoiceStageConfig()
    assert pause_ms("aa bb cc.", 1.0) == pytest.approx(config.sentence_pause_ms, abs=3)
    assert pause_ms("aa bb cc,", 1.0) == pytest.approx(config.comma_pause_ms, abs=3)
    assert pause_ms("aa bb cc", 1.0) == pytest.approx(config.join_pause_ms, abs=3)
    # Who is late leaves out pauses before sounds.
    assert pause_ms("aa bb cc.", 2.0) == pytest.approx(config.sentence_pause_ms / 4, abs=3)


def test_tempo_shortens_speech(stage: VoiceStage) -> None:
    stage.push(" One two three four. One two three four.")
    slow = stage.speak_next(tempo=1.0)
    fast = stage.speak_next(tempo=1.3)
    assert slow is not None
    assert fast is not None
    assert fast.tempo == 1.3
    assert len(fast.samples) == pytest.approx(len(slow.samples) / 1.3, rel=0.1)


@pytest.mark.parametrize("tempo", [0.0, -1.0, float("nan"), float("inf")])
def test_an_impossible_tempo_is_refused_and_nothing_is_lost(
    stage: VoiceStage, tempo: float
) -> None:
    stage.push(" One two three four.")
    with pytest.raises(ValueError, match="tempo"):
        stage.speak_next(tempo=tempo)
    assert len(_all(stage)) == 1


def test_what_waits_can_be_counted_and_dropped(stage: VoiceStage) -> None:
    stage.push(" One two three four, five six seven eight. Nine ten")
    waiting = stage.pending()
    assert [p.clause.text for p in waiting] == ["One two three four,", "five six seven eight."]
    assert all(p.estimated_samples > TARGET_RATE_HZ // 2 for p in waiting)
    dropped = stage.drop_next()
    assert dropped == waiting[0].clause
    assert [audio.clause.text for audio in _all(stage)] == ["five six seven eight."]
    assert stage.drop_next() is None


def test_estimates_approach_what_the_voice_needs(stage: VoiceStage) -> None:
    errors = []
    for _ in range(12):
        stage.push(" One two three four five six.")
        (waiting,) = stage.pending()
        (audio,) = _all(stage)
        errors.append(abs(waiting.estimated_samples - len(audio.samples)) / len(audio.samples))
    assert errors[-1] < 0.05
    assert errors[-1] < errors[0]


def test_what_cannot_be_said_is_passed_over(stage: VoiceStage) -> None:
    stage.push(" 😀 — !")
    stage.flush()
    assert stage.speak_next(tempo=1.0) is None
    stage.push(" still here")
    stage.flush()
    assert [audio.clause.text for audio in _all(stage)] == ["still here"]


def test_a_text_beyond_the_model_s_limit_is_spoken_whole(stage: VoiceStage) -> None:
    long = "x" * 100 + "-" + " ".join(["abcdefgh"] * 100)
    stage.push(long.replace(" ", "\u00a0"))
    stage.flush()
    n_samples = sum(len(audio.samples) for audio in _all(stage))
    assert n_samples / TARGET_RATE_HZ > 0.02 * MAX_TOKENS * 1.5


def test_voices_are_brought_to_one_level(model: KokoroModel) -> None:
    levels = []
    for volume, gain_db in ((1.0, 0.0), (0.1, 20.0)):
        voice = _voice(volume=volume, gain_db=gain_db)
        stage = VoiceStage(_synthesiser(model, voice), language="en", config=VoiceStageConfig())
        stage.push(" One two three four.")
        (audio,) = _all(stage)
        levels.append(float(np.sqrt(np.square(audio.samples).mean())))
    assert levels[1] == pytest.approx(levels[0], rel=0.01)


def test_the_voice_changes_with_the_next_clause(model: KokoroModel, stage: VoiceStage) -> None:
    stage.push(" One two three four, one two three four,")
    loud = stage.speak_next(tempo=1.0)
    quiet_voice = _voice(volume=0.5)
    stage.change_voice(_synthesiser(model, quiet_voice))
    assert stage.voice is quiet_voice
    quiet = stage.speak_next(tempo=1.0)
    assert loud is not None
    assert quiet is not None
    ratio = np.abs(quiet.samples).max() / np.abs(loud.samples).max()
    assert ratio == pytest.approx(0.5, abs=0.1)


class _Frames:
    """A synthesiser that makes a tone of 240 ms a word, a frame of 80 ms at a time."""

    rate_hz = 24_000

    def __init__(self, *, offset: float = 0.0, least_words: int = 1) -> None:
        self.voice = _voice()
        self.least_words = least_words
        self.made = 0
        self._offset = offset

    def prepare(self) -> None:
        """Nothing to do."""

    def own_tempo(self, tempo: float) -> float:
        del tempo
        return 1.0

    def speak(self, text: str, *, tempo: float) -> Iterator[SpeechPiece]:
        assert tempo == 1.0
        n_frames = 3 * len(text.split())
        time_s = np.arange(1920 * n_frames, dtype=np.float32) / self.rate_hz
        tone = (0.2 * np.sin(2 * np.pi * 200 * time_s) + self._offset).astype(np.float32)
        for k in range(n_frames):
            self.made += 1
            yield SpeechPiece(samples=tone[1920 * k : 1920 * (k + 1)], is_last=k == n_frames - 1)


class TestPieces:
    """A synthesiser that makes sound while it goes."""

    @pytest.mark.parametrize("tempo", [1.0, 1.2])
    def test_the_first_sound_leaves_after_three_frames(self, tempo: float) -> None:
        synthesiser = _Frames()
        stage = VoiceStage(synthesiser, language="en", config=VoiceStageConfig())
        stage.push(" one two three four.")
        first = stage.speak_next(tempo=tempo)
        assert first is not None
        assert np.abs(first.samples).max() > 0.1
        assert synthesiser.made <= 3
        assert first.begins_clause
        assert stage.is_mid_clause

    @pytest.mark.parametrize("tempo", [1.0, 1.2])
    def test_the_pieces_of_a_clause_join_without_clicks(self, tempo: float) -> None:
        stage = VoiceStage(_Frames(offset=0.05), language="en", config=VoiceStageConfig())
        stage.push(" one two three four.")
        pieces = _all(stage, tempo=tempo)
        assert [piece.begins_clause for piece in pieces] == [True] + [False] * (len(pieces) - 1)
        assert [piece.ends_clause for piece in pieces] == [False] * (len(pieces) - 1) + [True]
        samples = np.concatenate([piece.samples for piece in pieces])
        pause_s = VoiceStageConfig().sentence_pause_ms / 1000
        expected = TARGET_RATE_HZ * (4 * 0.24 + pause_s / tempo) / tempo
        assert len(samples) == pytest.approx(expected, abs=2)
        steepest = 0.2 * 2 * np.pi * 200 / TARGET_RATE_HZ
        assert np.abs(np.diff(samples, prepend=0, append=0)).max() < 1.3 * steepest
        spoken = samples[
            TARGET_RATE_HZ // 20 : -round(TARGET_RATE_HZ * (pause_s / tempo**2 + 0.05))
        ]
        levels = np.square(spoken[: len(spoken) // 960 * 960].reshape(-1, 960)).mean(axis=1)
        assert levels.min() > 0.5 * levels.max()

    def test_the_voice_changes_at_the_clause_s_end(self, model: KokoroModel) -> None:
        stage = VoiceStage(_Frames(), language="en", config=VoiceStageConfig())
        stage.push(" one two three four, one two three four,")
        stage.speak_next(tempo=1.0)
        stage.change_voice(_synthesiser(model, _voice()))
        made = _all(stage)
        assert [piece.ends_clause for piece in made].count(True) == 2
        clauses = [p for p in made if p.clause is made[-1].clause]
        assert len(clauses) == 1, "the second clause is in the other voice, which makes one piece"
        assert len(made) > 3


def test_clauses_too_short_for_a_voice_are_joined() -> None:
    stage = VoiceStage(_Frames(least_words=3), language="en", config=VoiceStageConfig())
    stage.push(" Yes. I see. We go home now. No.")
    stage.flush()
    texts = [piece.clause.text for piece in _all(stage) if piece.begins_clause]
    assert texts == ["Yes. I see.", "We go home now.", "No."]


def test_a_change_to_a_voice_that_garbles_short_clauses_joins_those_that_wait() -> None:
    stage = VoiceStage(_Frames(), language="en", config=VoiceStageConfig())
    stage.push(" Yes. I see. We go home now.", source_start=7, source_end=9)
    assert len(stage.pending()) == 3
    stage.change_voice(_Frames(least_words=3))
    pieces = [piece for piece in _all(stage) if piece.begins_clause]
    assert [piece.clause.text for piece in pieces] == ["Yes. I see.", "We go home now."]
    assert (pieces[0].clause.source_start, pieces[0].clause.source_end) == (7, 9)


@pytest.mark.parametrize("semitones", [-3.0, 2.0, 4.0])
def test_pitch_changes_and_the_length_stays(semitones: float) -> None:
    def spectrum_peak_hz(delivery: Delivery) -> tuple[float, int]:
        stage = VoiceStage(_Frames(), language="en", config=VoiceStageConfig(), delivery=delivery)
        stage.push(" one two three four five six.")
        samples = np.concatenate([piece.samples for piece in _all(stage)])
        spectrum = np.abs(np.fft.rfft(samples, 1 << 19))
        return float(np.argmax(spectrum)) * TARGET_RATE_HZ / (1 << 19), len(samples)

    pitch_hz, n_samples = spectrum_peak_hz(Delivery())
    other_hz, n_other = spectrum_peak_hz(Delivery(pitch_semitones=semitones))
    assert 12 * np.log2(other_hz / pitch_hz) == pytest.approx(semitones, abs=0.2)
    assert n_other == pytest.approx(n_samples, abs=2)


def test_speed_is_a_voice_s_own_and_tempo_comes_on_top(stage: VoiceStage) -> None:
    def n_samples(tempo: float) -> int:
        stage.push(" One two three four.")
        (audio,) = _all(stage, tempo=tempo)
        assert audio.tempo == tempo
        return int(np.flatnonzero(audio.samples)[-1])

    own = n_samples(1.0)
    stage.change_delivery(Delivery(speed=1.25))
    assert n_samples(1.0) == pytest.approx(own / 1.25, rel=0.1)
    assert n_samples(1.2) == pytest.approx(own / 1.5, rel=0.1)


@pytest.mark.parametrize("wrong", [{"speed": 0.1}, {"speed": float("nan")}, {"pitch_semitones": 9}])
def test_a_delivery_that_is_not_natural_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(VoiceError, match="only"):
        Delivery(**wrong)


def test_a_voice_of_another_language_is_refused(model: KokoroModel, stage: VoiceStage) -> None:
    with raises(VoiceError, Code.VOICE_OTHER_LANGUAGE):
        stage.change_voice(_synthesiser(model, _voice("fr")))
    with raises(VoiceError, Code.VOICE_OTHER_LANGUAGE):
        VoiceStage(_synthesiser(model, _voice("fr")), language="en", config=VoiceStageConfig())


def test_reset_forgets_everything(stage: VoiceStage) -> None:
    stage.push(" One two three four, five")
    stage.speak_next(tempo=1.0)
    stage.reset()
    stage.flush()
    assert stage.pending() == ()
    stage.push(" One two three four,")
    (audio,) = _all(stage)
    assert audio.clause.text == "One two three four,"


class TestTwoLanguages:
    """A speaker of two languages."""

    @pytest.fixture
    def stage(self) -> VoiceStage:
        english, french = _Frames(least_words=3), _Frames(least_words=3)
        french.voice = _voice("fr")
        return VoiceStage(english, language="en", config=VoiceStageConfig(), others=[french])

    def test_says_each_clause_in_its_own_in_the_order_of_the_text(self, stage: VoiceStage) -> None:
        for text, language in ((" Yes.", "en"), (" Oui.", "fr"), (" Well then, go on.", "en")):
            stage.push(text, language=language)
        stage.flush()
        said = [(p.clause.text, p.clause.language) for p in _all(stage) if p.begins_clause]
        # Short clauses are joined, but not across languages.
        assert said == [("Yes.", "en"), ("Oui.", "fr"), ("Well then, go on.", "en")]

    def test_either_voice_can_be_changed_and_no_third_language_spoken(
        self, stage: VoiceStage
    ) -> None:
        other = _Frames()
        other.voice = _voice("fr")
        stage.change_voice(other)
        stage.push(" Oui, oui, bien.", language="fr")
        stage.flush()
        assert _all(stage)
        assert other.made
        other.voice = _voice("de")
        with raises(VoiceError, Code.VOICE_OTHER_LANGUAGE):
            stage.change_voice(other)
        with pytest.raises(ValueError, match="en and fr, not de"):
            stage.push(" Ja.", language="de")

    def test_what_is_withdrawn_is_not_said_not_even_to_its_end(self, stage: VoiceStage) -> None:
        start, end = 3 * SOURCE_RATE_HZ, 4 * SOURCE_RATE_HZ
        turn = TextWithdrawn(source_start=start, source_end=end, heard=end)

        def say(text: str, start_s: int) -> None:
            start = start_s * SOURCE_RATE_HZ
            stage.push(text, source_start=start, source_end=start + 1_000)

        say(" This was right before.", 1)
        stage.flush()
        say(" That was wrong all along, and this too, I fear, and", 3)
        assert _all(stage)[0].clause.source_start == SOURCE_RATE_HZ
        say(" This was right before.", 1)
        stage.flush()
        say(" one two three four,", 3)
        stage.speak_next(tempo=1.0)
        stage.withdraw(turn)
        assert stage.is_mid_clause, "with what was said before"
        assert {p.clause.source_start for p in _all(stage)} == {SOURCE_RATE_HZ}
        say(" one two three four,", 3)
        stage.speak_next(tempo=1.0)
        stage.flush()
        stage.push(" This was typed meanwhile.", source_start=end - 1, source_end=end - 1)
        stage.withdraw(turn)
        assert {p.clause.source_start for p in _all(stage)} == {end - 1}


def _guessed(stage: VoiceStage) -> SpokenClause:
    """What it prepares once it is told what will follow."""
    stage.expect(" We agree with the declaration,")
    clause = stage.guess()
    assert clause is not None
    return stage.prepare(clause, tempo=1.0)


def test_what_is_expected_last_is_guessed(stage: VoiceStage) -> None:
    assert stage.guess() is None
    for expected, guessed in ((" We disagree", None), (" We agree with", "We agree")):
        stage.expect(expected)
        clause = stage.guess()
        assert (clause and clause.text) == guessed
    stage.push(" We agree with it.")
    assert stage.guess() is None, "what is committed comes first"


def test_a_guess_is_the_first_words_of_what_is_pushed(stage: VoiceStage) -> None:
    guess = _guessed(stage)
    stage.push(" We agree", source_start=100, source_end=200)
    assert stage.take_guess(guess)
    assert guess.clause == Clause(text="We agree", language="en", source_start=100, source_end=200)
    assert not stage.take_guess(guess)
    stage.push(" with the declaration.", source_start=200, source_end=300)
    assert [waiting.clause.text for waiting in stage.pending()] == ["with the declaration."]


def test_a_guess_may_begin_a_clause_that_is_complete(stage: VoiceStage) -> None:
    guess = _guessed(stage)
    stage.push(" We agree with it all, because", source_start=0, source_end=2_100)
    assert stage.take_guess(guess)
    assert [waiting.clause.text for waiting in stage.pending()] == ["with it all,"]
    assert guess.clause.source_end == 800  # 8 of 21 letters


def test_a_guess_in_another_voice_or_manner_is_none(model: KokoroModel, stage: VoiceStage) -> None:
    changes: tuple[Callable[[], None], ...] = (
        lambda: stage.change_voice(_synthesiser(model, _voice())),
        lambda: stage.change_delivery(Delivery(speed=1.2)),
    )
    for change in changes:
        guess = _guessed(stage)
        change()
        stage.push(" We agree")
        assert not stage.take_guess(guess)
        stage.reset()


def test_what_was_said_otherwise_is_no_guess(stage: VoiceStage) -> None:
    guess = _guessed(stage)
    stage.push(" We agreed. Yes.")
    assert not stage.take_guess(guess)
    assert [waiting.clause.text for waiting in stage.pending()] == ["We agreed.", "Yes."]
