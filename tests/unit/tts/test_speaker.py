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
from engine.tts.speaker import Delivery, Speaker, SpeakerConfig, SpokenClause, SpokenPiece
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
def speaker(model: KokoroModel) -> Speaker:
    return Speaker(_synthesiser(model, _voice()), language="en", config=SpeakerConfig())


def _all(speaker: Speaker, *, tempo: float = 1.0) -> list[SpokenPiece]:
    produced = []
    while (audio := speaker.speak_next(tempo=tempo)) is not None:
        produced.append(audio)
    return produced


def test_speech_starts_before_the_sentence_ends(speaker: Speaker) -> None:
    speaker.push(" We walked home slowly, because", source_end=SOURCE_RATE_HZ)
    (first,) = _all(speaker)
    assert first.clause.text == "We walked home slowly,"
    speaker.push(" the night was warm.", source_start=SOURCE_RATE_HZ, source_end=3 * SOURCE_RATE_HZ)
    (second,) = _all(speaker)
    assert second.clause.text == "because the night was warm."
    assert (second.clause.source_start, second.clause.source_end) == (0, 3 * SOURCE_RATE_HZ)


def test_the_audio_is_finite_and_ends_in_silence(speaker: Speaker) -> None:
    speaker.push(" One two three four, five six seven eight. Nine ten eleven")
    speaker.flush()
    produced = _all(speaker)
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


def test_pauses_follow_the_punctuation_and_the_tempo(speaker: Speaker) -> None:
    def pause_ms(text: str, tempo: float) -> float:
        speaker.push(text)
        speaker.flush()
        (audio,) = _all(speaker, tempo=tempo)
        last = int(np.flatnonzero(audio.samples)[-1])
        return 1000 * (len(audio.samples) - 1 - last) / TARGET_RATE_HZ

    config = SpeakerConfig()
    assert pause_ms("aa bb cc.", 1.0) == pytest.approx(config.sentence_pause_ms, abs=3)
    assert pause_ms("aa bb cc,", 1.0) == pytest.approx(config.comma_pause_ms, abs=3)
    assert pause_ms("aa bb cc", 1.0) == pytest.approx(config.join_pause_ms, abs=3)
    # Who is late leaves out pauses before sounds.
    assert pause_ms("aa bb cc.", 2.0) == pytest.approx(config.sentence_pause_ms / 4, abs=3)


def test_tempo_shortens_speech(speaker: Speaker) -> None:
    speaker.push(" One two three four. One two three four.")
    slow = speaker.speak_next(tempo=1.0)
    fast = speaker.speak_next(tempo=1.3)
    assert slow is not None
    assert fast is not None
    assert fast.tempo == 1.3
    assert len(fast.samples) == pytest.approx(len(slow.samples) / 1.3, rel=0.1)


@pytest.mark.parametrize("tempo", [0.0, -1.0, float("nan"), float("inf")])
def test_an_impossible_tempo_is_refused_and_nothing_is_lost(speaker: Speaker, tempo: float) -> None:
    speaker.push(" One two three four.")
    with pytest.raises(ValueError, match="tempo"):
        speaker.speak_next(tempo=tempo)
    assert len(_all(speaker)) == 1


def test_what_waits_can_be_counted_and_dropped(speaker: Speaker) -> None:
    speaker.push(" One two three four, five six seven eight. Nine ten")
    waiting = speaker.pending()
    assert [p.clause.text for p in waiting] == ["One two three four,", "five six seven eight."]
    assert all(p.estimated_samples > TARGET_RATE_HZ // 2 for p in waiting)
    dropped = speaker.drop_next()
    assert dropped == waiting[0].clause
    assert [audio.clause.text for audio in _all(speaker)] == ["five six seven eight."]
    assert speaker.drop_next() is None


def test_estimates_approach_what_the_voice_needs(speaker: Speaker) -> None:
    errors = []
    for _ in range(12):
        speaker.push(" One two three four five six.")
        (waiting,) = speaker.pending()
        (audio,) = _all(speaker)
        errors.append(abs(waiting.estimated_samples - len(audio.samples)) / len(audio.samples))
    assert errors[-1] < 0.05
    assert errors[-1] < errors[0]


def test_what_cannot_be_said_is_passed_over(speaker: Speaker) -> None:
    speaker.push(" 😀 — !")
    speaker.flush()
    assert speaker.speak_next(tempo=1.0) is None
    speaker.push(" still here")
    speaker.flush()
    assert [audio.clause.text for audio in _all(speaker)] == ["still here"]


def test_a_text_beyond_the_model_s_limit_is_spoken_whole(speaker: Speaker) -> None:
    long = "x" * 100 + "-" + " ".join(["abcdefgh"] * 100)
    speaker.push(long.replace(" ", "\u00a0"))
    speaker.flush()
    n_samples = sum(len(audio.samples) for audio in _all(speaker))
    assert n_samples / TARGET_RATE_HZ > 0.02 * MAX_TOKENS * 1.5


def test_voices_are_brought_to_one_level(model: KokoroModel) -> None:
    levels = []
    for volume, gain_db in ((1.0, 0.0), (0.1, 20.0)):
        voice = _voice(volume=volume, gain_db=gain_db)
        speaker = Speaker(_synthesiser(model, voice), language="en", config=SpeakerConfig())
        speaker.push(" One two three four.")
        (audio,) = _all(speaker)
        levels.append(float(np.sqrt(np.square(audio.samples).mean())))
    assert levels[1] == pytest.approx(levels[0], rel=0.01)


def test_the_voice_changes_with_the_next_clause(model: KokoroModel, speaker: Speaker) -> None:
    speaker.push(" One two three four, one two three four,")
    loud = speaker.speak_next(tempo=1.0)
    quiet_voice = _voice(volume=0.5)
    speaker.change_voice(_synthesiser(model, quiet_voice))
    assert speaker.voice is quiet_voice
    quiet = speaker.speak_next(tempo=1.0)
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
        speaker = Speaker(synthesiser, language="en", config=SpeakerConfig())
        speaker.push(" one two three four.")
        first = speaker.speak_next(tempo=tempo)
        assert first is not None
        assert np.abs(first.samples).max() > 0.1
        assert synthesiser.made <= 3
        assert first.begins_clause
        assert speaker.is_mid_clause

    @pytest.mark.parametrize("tempo", [1.0, 1.2])
    def test_the_pieces_of_a_clause_join_without_clicks(self, tempo: float) -> None:
        speaker = Speaker(_Frames(offset=0.05), language="en", config=SpeakerConfig())
        speaker.push(" one two three four.")
        pieces = _all(speaker, tempo=tempo)
        assert [piece.begins_clause for piece in pieces] == [True] + [False] * (len(pieces) - 1)
        assert [piece.ends_clause for piece in pieces] == [False] * (len(pieces) - 1) + [True]
        samples = np.concatenate([piece.samples for piece in pieces])
        pause_s = SpeakerConfig().sentence_pause_ms / 1000
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
        speaker = Speaker(_Frames(), language="en", config=SpeakerConfig())
        speaker.push(" one two three four, one two three four,")
        speaker.speak_next(tempo=1.0)
        speaker.change_voice(_synthesiser(model, _voice()))
        made = _all(speaker)
        assert [piece.ends_clause for piece in made].count(True) == 2
        clauses = [p for p in made if p.clause is made[-1].clause]
        assert len(clauses) == 1, "the second clause is in the other voice, which makes one piece"
        assert len(made) > 3


def test_clauses_too_short_for_a_voice_are_joined() -> None:
    speaker = Speaker(_Frames(least_words=3), language="en", config=SpeakerConfig())
    speaker.push(" Yes. I see. We go home now. No.")
    speaker.flush()
    texts = [piece.clause.text for piece in _all(speaker) if piece.begins_clause]
    assert texts == ["Yes. I see.", "We go home now.", "No."]


def test_a_change_to_a_voice_that_garbles_short_clauses_joins_those_that_wait() -> None:
    speaker = Speaker(_Frames(), language="en", config=SpeakerConfig())
    speaker.push(" Yes. I see. We go home now.", source_start=7, source_end=9)
    assert len(speaker.pending()) == 3
    speaker.change_voice(_Frames(least_words=3))
    pieces = [piece for piece in _all(speaker) if piece.begins_clause]
    assert [piece.clause.text for piece in pieces] == ["Yes. I see.", "We go home now."]
    assert (pieces[0].clause.source_start, pieces[0].clause.source_end) == (7, 9)


@pytest.mark.parametrize("semitones", [-3.0, 2.0, 4.0])
def test_pitch_changes_and_the_length_stays(semitones: float) -> None:
    def spectrum_peak_hz(delivery: Delivery) -> tuple[float, int]:
        speaker = Speaker(_Frames(), language="en", config=SpeakerConfig(), delivery=delivery)
        speaker.push(" one two three four five six.")
        samples = np.concatenate([piece.samples for piece in _all(speaker)])
        spectrum = np.abs(np.fft.rfft(samples, 1 << 19))
        return float(np.argmax(spectrum)) * TARGET_RATE_HZ / (1 << 19), len(samples)

    pitch_hz, n_samples = spectrum_peak_hz(Delivery())
    other_hz, n_other = spectrum_peak_hz(Delivery(pitch_semitones=semitones))
    assert 12 * np.log2(other_hz / pitch_hz) == pytest.approx(semitones, abs=0.2)
    assert n_other == pytest.approx(n_samples, abs=2)


def test_speed_is_a_voice_s_own_and_tempo_comes_on_top(speaker: Speaker) -> None:
    def n_samples(tempo: float) -> int:
        speaker.push(" One two three four.")
        (audio,) = _all(speaker, tempo=tempo)
        assert audio.tempo == tempo
        return int(np.flatnonzero(audio.samples)[-1])

    own = n_samples(1.0)
    speaker.change_delivery(Delivery(speed=1.25))
    assert n_samples(1.0) == pytest.approx(own / 1.25, rel=0.1)
    assert n_samples(1.2) == pytest.approx(own / 1.5, rel=0.1)


@pytest.mark.parametrize("wrong", [{"speed": 0.1}, {"speed": float("nan")}, {"pitch_semitones": 9}])
def test_a_delivery_that_is_not_natural_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(VoiceError, match="only"):
        Delivery(**wrong)


def test_a_voice_of_another_language_is_refused(model: KokoroModel, speaker: Speaker) -> None:
    with raises(VoiceError, Code.VOICE_OTHER_LANGUAGE):
        speaker.change_voice(_synthesiser(model, _voice("fr")))
    with raises(VoiceError, Code.VOICE_OTHER_LANGUAGE):
        Speaker(_synthesiser(model, _voice("fr")), language="en", config=SpeakerConfig())


def test_reset_forgets_everything(speaker: Speaker) -> None:
    speaker.push(" One two three four, five")
    speaker.speak_next(tempo=1.0)
    speaker.reset()
    speaker.flush()
    assert speaker.pending() == ()
    speaker.push(" One two three four,")
    (audio,) = _all(speaker)
    assert audio.clause.text == "One two three four,"


class TestTwoLanguages:
    """A speaker of two languages."""

    @pytest.fixture
    def speaker(self) -> Speaker:
        english, french = _Frames(least_words=3), _Frames(least_words=3)
        french.voice = _voice("fr")
        return Speaker(english, language="en", config=SpeakerConfig(), others=[french])

    def test_says_each_clause_in_its_own_in_the_order_of_the_text(self, speaker: Speaker) -> None:
        for text, language in ((" Yes.", "en"), (" Oui.", "fr"), (" Well then, go on.", "en")):
            speaker.push(text, language=language)
        speaker.flush()
        said = [(p.clause.text, p.clause.language) for p in _all(speaker) if p.begins_clause]
        # Short clauses are joined, but not across languages.
        assert said == [("Yes.", "en"), ("Oui.", "fr"), ("Well then, go on.", "en")]

    def test_either_voice_can_be_changed_and_no_third_language_spoken(
        self, speaker: Speaker
    ) -> None:
        other = _Frames()
        other.voice = _voice("fr")
        speaker.change_voice(other)
        speaker.push(" Oui, oui, bien.", language="fr")
        speaker.flush()
        assert _all(speaker)
        assert other.made
        other.voice = _voice("de")
        with raises(VoiceError, Code.VOICE_OTHER_LANGUAGE):
            speaker.change_voice(other)
        with pytest.raises(ValueError, match="en and fr, not de"):
            speaker.push(" Ja.", language="de")

    def test_what_is_withdrawn_is_not_said_not_even_to_its_end(self, speaker: Speaker) -> None:
        start, end = 3 * SOURCE_RATE_HZ, 4 * SOURCE_RATE_HZ
        turn = TextWithdrawn(source_start=start, source_end=end, heard=end)

        def say(text: str, start_s: int) -> None:
            start = start_s * SOURCE_RATE_HZ
            speaker.push(text, source_start=start, source_end=start + 1_000)

        say(" This was right before.", 1)
        speaker.flush()
        say(" That was wrong all along, and this too, I fear, and", 3)
        assert _all(speaker)[0].clause.source_start == SOURCE_RATE_HZ
        say(" This was right before.", 1)
        speaker.flush()
        say(" one two three four,", 3)
        speaker.speak_next(tempo=1.0)
        speaker.withdraw(turn)
        assert speaker.is_mid_clause, "with what was said before"
        assert {p.clause.source_start for p in _all(speaker)} == {SOURCE_RATE_HZ}
        say(" one two three four,", 3)
        speaker.speak_next(tempo=1.0)
        speaker.flush()
        speaker.push(" This was typed meanwhile.", source_start=end - 1, source_end=end - 1)
        speaker.withdraw(turn)
        assert {p.clause.source_start for p in _all(speaker)} == {end - 1}


def _guessed(speaker: Speaker) -> SpokenClause:
    """What it prepares once it is told twice what will follow."""
    for text in (" We agree with", " We agree with the declaration,"):
        speaker.expect(text)
    clause = speaker.guess()
    assert clause is not None
    return speaker.prepare(clause, tempo=1.0)


def test_a_guess_is_the_first_words_of_what_is_pushed(speaker: Speaker) -> None:
    guess = _guessed(speaker)
    speaker.push(" We agree", source_start=100, source_end=200)
    assert speaker.take_guess(guess)
    assert guess.clause == Clause(text="We agree", language="en", source_start=100, source_end=200)
    assert not speaker.take_guess(guess)
    speaker.push(" with the declaration.", source_start=200, source_end=300)
    assert [waiting.clause.text for waiting in speaker.pending()] == ["with the declaration."]


def test_a_guess_may_begin_a_clause_that_is_complete(speaker: Speaker) -> None:
    guess = _guessed(speaker)
    speaker.push(" We agree with it all, because", source_start=0, source_end=2_100)
    assert speaker.take_guess(guess)
    assert [waiting.clause.text for waiting in speaker.pending()] == ["with it all,"]
    assert guess.clause.source_end == 800  # 8 of 21 letters


def test_a_guess_in_another_voice_or_manner_is_none(model: KokoroModel, speaker: Speaker) -> None:
    changes: tuple[Callable[[], None], ...] = (
        lambda: speaker.change_voice(_synthesiser(model, _voice())),
        lambda: speaker.change_delivery(Delivery(speed=1.2)),
    )
    for change in changes:
        guess = _guessed(speaker)
        change()
        speaker.push(" We agree")
        assert not speaker.take_guess(guess)
        speaker.reset()


def test_what_was_said_otherwise_is_no_guess(speaker: Speaker) -> None:
    guess = _guessed(speaker)
    speaker.push(" We agreed. Yes.")
    assert not speaker.take_guess(guess)
    assert [waiting.clause.text for waiting in speaker.pending()] == ["We agreed.", "Yes."]
