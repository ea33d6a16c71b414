import errno
import os
from pathlib import Path

import numpy as np
import pytest

from engine.errors import OutputError, VoiceError
from engine.messages import Code
from engine.tts.kokoro import STYLE_SIZE, KokoroStyle
from engine.tts.model import Consent, Sex
from engine.tts.pocket import PocketClip
from engine.tts.user_voices import (
    UserVoice,
    read_user_voice,
    remove_user_voice,
    save_user_voice,
    user_voice_folders,
)
from engine.tts.voices import VoiceCatalogue
from tests.helpers.raising import raises


def _made(**changes: object) -> UserVoice:
    values: dict[str, object] = {
        "id": "zoe-1",
        "name": "Zoë",
        "languages": ("en", "de"),
        "sex": Sex.FEMALE,
        "gain_db": -1.5,
        "vectors": np.full((510, STYLE_SIZE), 0.25, np.float16),
        "consent": Consent(
            person="Zoë", statement="May be cloned.", given_at="2026-01-01T10:00:00+00:00"
        ),
        **changes,
    }
    return UserVoice(**values)  # type: ignore[arg-type]


def test_what_was_saved_is_read_again(tmp_path: Path) -> None:
    made = _made()
    save_user_voice(made, tmp_path)
    (folder,) = user_voice_folders(tmp_path)
    found = read_user_voice(folder)
    np.testing.assert_array_equal(found.vectors, made.vectors)
    for name in ("id", "name", "languages", "sex", "gain_db", "consent"):
        assert getattr(found, name) == getattr(made, name)


def test_a_clip_speaks_where_a_model_clones_from_sound(tmp_path: Path) -> None:
    clip = tmp_path / "me.wav"
    clip.write_bytes(b"sound")
    save_user_voice(_made(clip=clip), tmp_path / "voices")
    found = read_user_voice(tmp_path / "voices" / "zoe-1")
    assert found.clip is not None
    assert found.clip.read_bytes() == b"sound"
    english, german = found.voices(spoken={"pocket": {"en", "fr"}})
    assert english.sound == PocketClip(path=found.clip)
    assert isinstance(german.sound, KokoroStyle)
    save_user_voice(found, tmp_path / "voices")
    assert read_user_voice(tmp_path / "voices" / "zoe-1").clip is not None


def test_it_stands_in_the_catalogue_once_a_language(tmp_path: Path) -> None:
    save_user_voice(_made(), tmp_path)
    catalogue = VoiceCatalogue.load(user_folder=tmp_path)
    voice = catalogue.find("zoë", language="de")
    assert (voice.id, voice.language, voice.is_clone) == ("zoe-1.de", "de", True)
    assert isinstance(voice.sound, KokoroStyle)
    assert voice.sound.tag == "de"
    assert catalogue.find("zoe-1.en", language="en").name == "Zoë"
    assert catalogue.default("de") is not voice
    with raises(VoiceError, Code.VOICE_OTHER_LANGUAGE):
        catalogue.find("Zoë", language="fr")


def test_a_voice_of_one_s_own_goes_before_a_namesake_that_ships(tmp_path: Path) -> None:
    save_user_voice(_made(name="Heart"), tmp_path)
    catalogue = VoiceCatalogue.load(user_folder=tmp_path)
    assert catalogue.find("Heart", language="en").id == "zoe-1.en"
    assert catalogue.find("en-us-heart", language="en").id == "en-us-heart"


def test_a_blend_is_no_clone(tmp_path: Path) -> None:
    save_user_voice(_made(consent=None), tmp_path)
    (voice, _) = read_user_voice(tmp_path / "zoe-1").voices()
    assert not voice.is_clone


def test_one_row_does_for_every_length(tmp_path: Path) -> None:
    save_user_voice(_made(vectors=np.ones((1, STYLE_SIZE), np.float32)), tmp_path)
    (voice, _) = read_user_voice(tmp_path / "zoe-1").voices()
    assert isinstance(voice.sound, KokoroStyle)
    np.testing.assert_array_equal(voice.sound.row(300), np.ones(STYLE_SIZE))


def test_each_language_may_have_a_table_of_its_own(tmp_path: Path) -> None:
    tables = np.stack([np.full((510, STYLE_SIZE), value, np.float16) for value in (1, 2)])
    save_user_voice(_made(vectors=tables), tmp_path)
    sounds = [voice.sound for voice in read_user_voice(tmp_path / "zoe-1").voices()]
    for sound, value in zip(sounds, (1, 2), strict=True):
        assert isinstance(sound, KokoroStyle)
        assert (sound.row(7) == value).all()


def test_what_a_killed_program_left_is_removed_in_the_end(tmp_path: Path) -> None:
    left, new, other = (tmp_path / name for name in (f".{'a' * 32}", f".{'b' * 32}", ".kept"))
    for folder in (left, new, other):
        folder.mkdir()
        (folder / "clip.wav").write_bytes(b"somebody's voice")
    for folder in (left, other):
        os.utime(folder, (0, 0))
    save_user_voice(_made(), tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"zoe-1", new.name, other.name}
    os.utime(new, (0, 0))
    remove_user_voice("zoe-1", tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {other.name}


def test_a_full_disk_leaves_the_voice_that_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_user_voice(_made(), tmp_path)

    def full(*_args: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(np, "save", full)
    with pytest.raises(OutputError, match="disk is full"):
        save_user_voice(_made(name="Zoe"), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["zoe-1"]
    assert read_user_voice(tmp_path / "zoe-1").name == "Zoë"


def test_saving_again_replaces_and_leaves_nothing_behind(tmp_path: Path) -> None:
    save_user_voice(_made(), tmp_path)
    save_user_voice(_made(name="Zoe"), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["zoe-1"]
    assert read_user_voice(tmp_path / "zoe-1").name == "Zoe"


def test_removing_removes_everything(tmp_path: Path) -> None:
    save_user_voice(_made(), tmp_path)
    (tmp_path / "zoe-1" / "more").mkdir()
    remove_user_voice("zoe-1", tmp_path)
    assert list(tmp_path.iterdir()) == []
    for name in ("zoe-1", "..", ""):
        with pytest.raises(VoiceError, match="no voice"):
            remove_user_voice(name, tmp_path)


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "../up"},
        {"id": ""},
        {"name": " "},
        {"languages": ()},
        {"languages": ("xx",)},
        {"gain_db": float("nan")},
        {"vectors": np.zeros((510, 12), np.float32)},
        {"vectors": np.zeros((3, 510, STYLE_SIZE), np.float32)},
        {"vectors": np.zeros((1, 2, 510, STYLE_SIZE), np.float32)},
        {"vectors": np.zeros(STYLE_SIZE, np.float32)},
        {"vectors": np.zeros((511, STYLE_SIZE), np.float32)},
        {"vectors": np.full((1, STYLE_SIZE), np.inf, np.float32)},
        {"consent": None, "clip": Path("me.wav")},
        {"consent": Consent(person="", statement="x", given_at="2026-01-01T10:00:00Z")},
    ],
)
def test_what_cannot_be_a_voice_is_refused(wrong: dict[str, object]) -> None:
    with raises(VoiceError, Code.VOICE_DAMAGED):
        _made(**wrong)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("voice.toml", b"no toml"),
        ("voice.toml", b"schema = 1"),
        ("kokoro.npy", b""),
        ("kokoro.npy", b"nothing"),
    ],
)
def test_a_damaged_voice_is_left_out_and_named(
    tmp_path: Path, name: str, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    save_user_voice(_made(), tmp_path)
    save_user_voice(_made(id="whole"), tmp_path)
    (tmp_path / "zoe-1" / name).write_bytes(content)
    with pytest.raises(VoiceError, match="is damaged"):
        read_user_voice(tmp_path / "zoe-1")
    catalogue = VoiceCatalogue.load(user_folder=tmp_path)
    assert "zoe-1" in caplog.text
    assert catalogue.find("Zoë", language="en").id == "whole.en"


@pytest.mark.parametrize(
    ("old", "new"), [("schema = 1", "schema = 2"), ("gain_db", "extra = 1\ngain_db")]
)
def test_a_voice_of_another_version_is_refused(tmp_path: Path, old: str, new: str) -> None:
    save_user_voice(_made(), tmp_path)
    path = tmp_path / "zoe-1" / "voice.toml"
    path.write_text(path.read_text().replace(old, new))
    with raises(VoiceError, Code.VOICE_OTHER_VERSION):
        read_user_voice(path.parent)
