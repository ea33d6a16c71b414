from pathlib import Path

import numpy as np
import pytest
import soundfile

from engine.arrays import Float32
from engine.errors import ModelError, VoiceError
from engine.events import TextCommitted
from engine.loading import voice_engine
from engine.onnx import Runtime
from engine.tts.model import Sex, SpeechPiece, Voice
from engine.tts.phonemes import PhonemeProcess
from engine.tts.pocket import PocketClip, PocketModel, PocketVoiceEngine, State
from engine.tts.speaker import Speaker, SpeakerConfig

_FOLDER = Path(__file__).parents[2] / "data" / "pocket"


class _Counting(PocketModel):
    """Counts the frames that it decodes."""

    decoded = 0

    def decode(self, latents: Float32, state: State) -> tuple[Float32, State]:
        self.decoded += len(latents)
        return super().decode(latents, state)


@pytest.fixture
def model() -> _Counting:
    return _Counting(_FOLDER, runtime=Runtime(threads=1))


def _engine(model: PocketModel, clip: Path) -> PocketVoiceEngine:
    sound = PocketClip(path=clip)
    voice = Voice(
        id="en-test",
        name="Test",
        language="en",
        accent="none",
        sex=Sex.MALE,
        gain_db=0.0,
        sound=sound,
    )
    engine = voice_engine(model, voice, phonemiser=PhonemeProcess())
    assert isinstance(engine, PocketVoiceEngine)
    return engine


@pytest.fixture
def engine(model: PocketModel, tmp_path: Path) -> PocketVoiceEngine:
    noise = np.random.default_rng(1).normal(0, 0.1, 16_000)
    soundfile.write(tmp_path / "clip.wav", noise, 16_000)
    return _engine(model, tmp_path / "clip.wav")


def _joined(pieces: list[SpeechPiece]) -> Float32:
    return np.concatenate([piece.samples for piece in pieces])


def test_the_first_sound_is_there_after_three_frames(
    model: _Counting, engine: PocketVoiceEngine
) -> None:
    speaker = Speaker(engine, language="en", config=SpeakerConfig())
    speaker.push(
        TextCommitted(
            text=" The old bridge was built.", language="en", source_start=0, source_end=1, heard=1
        )
    )
    speaker.flush()
    engine.prepare()
    first = speaker.speak_next(tempo=1.0)
    assert first is not None
    assert np.abs(first.samples).max() > 0.01
    assert 1 <= model.decoded <= 3


def test_the_same_text_sounds_the_same_and_ends(engine: PocketVoiceEngine) -> None:
    first = list(engine.speak("Every morning we walk.", tempo=1.0))
    second = list(engine.speak("Every morning we walk.", tempo=1.0))
    other = list(engine.speak("Every evening we walk.", tempo=1.0))
    assert [piece.is_last for piece in first] == [False] * (len(first) - 1) + [True]
    np.testing.assert_array_equal(_joined(first), _joined(second))
    assert not np.array_equal(_joined(first)[:1920], _joined(other)[:1920])
    assert np.isfinite(_joined(first)).all()


def test_a_text_that_never_ends_is_stopped_before_the_cache_is_full(
    model: _Counting, engine: PocketVoiceEngine
) -> None:
    """The random weights do not end any text but the one that they were made for."""
    text = "we walk to the market " * 3
    list(engine.speak(text, tempo=1.0))
    n_tokens = len(model.tokenise(text))
    assert 0 < model.decoded <= (n_tokens / 3 + 2) * 12.5 + 1


def test_a_long_text_is_cut_where_there_are_marks(engine: PocketVoiceEngine) -> None:
    half = "the market is far, and we walk to the farmers, to the bridge and to the old farmers"
    text = f"{half} of {half}"
    chunks = engine._chunks(text)
    assert " ".join(chunks) == text
    assert len(chunks) > 1
    assert chunks[0].endswith(",")
    assert not any(engine._is_too_long(chunk.split()) for chunk in chunks)


@pytest.mark.parametrize("text", ["", "—", "?!"])
def test_what_has_no_sound_gives_one_empty_piece(engine: PocketVoiceEngine, text: str) -> None:
    (piece,) = engine.speak(text, tempo=1.0)
    assert piece.is_last
    assert len(piece.samples) == 0


def test_a_missing_clip_is_named(model: PocketModel, tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match=r"nobody\.wav of the voice Test"):
        _engine(model, tmp_path / "nobody.wav").prepare()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("bundle.json", "{", "cannot be read"),
        ("bundle.json", '{"schema_version": 1}', "schema 2"),
        ("bundle.json", '{"schema_version": 2}', "not a Pocket TTS bundle"),
        ("tokenizer.model", "x", "not a Pocket TTS bundle"),
        ("mimi_decoder.onnx", "x", "mimi_decoder"),
    ],
)
def test_a_damaged_bundle_says_what_to_do(
    tmp_path: Path, name: str, content: str, message: str
) -> None:
    for path in _FOLDER.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=f"(?s){message}.*install its pack again"):
        PocketModel(tmp_path, runtime=Runtime(threads=1))


def test_quantised_graphs_are_taken_first(tmp_path: Path) -> None:
    for path in _FOLDER.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "flow_lm_main.onnx").rename(tmp_path / "flow_lm_main_int8.onnx")
    (tmp_path / "flow_lm_main.onnx").write_bytes(b"not looked at")
    PocketModel(tmp_path, runtime=Runtime(threads=1))
