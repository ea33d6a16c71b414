import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.errors import ConsentError, VoiceError
from engine.messages import Code
from engine.tts.cloning.consent import record_consent
from engine.tts.cloning.voice_file import export_voice, find_user_voice, import_voice
from engine.tts.model import Sex
from engine.tts.user_voices import UserVoice, remove_user_voice, save_user_voice
from tests.helpers.raising import raises


@pytest.fixture
def voice() -> UserVoice:
    return UserVoice(
        id="clone-1",
        name="Ada",
        languages=("en", "pt"),
        sex=Sex.FEMALE,
        gain_db=1.5,
        vectors=np.full((510, 256), 0.25, np.float16),
        consent=record_consent("Ada Lovelace", agreed=True),
    )


def test_a_voice_goes_to_another_computer_with_its_consent(
    voice: UserVoice, tmp_path: Path
) -> None:
    path = tmp_path / "ada.dragoman-voice"
    clip = tmp_path / "any.wav"
    clip.write_bytes(b"RIFF")
    export_voice(replace(voice, clip=clip), path)
    with zipfile.ZipFile(path) as archive:
        text = archive.read("READ ME.txt").decode()
    assert "synthetic voice: a clone of the voice of Ada Lovelace" in text
    assert voice.consent is not None
    assert voice.consent.statement in text
    added = import_voice(path, tmp_path / "voices")
    found = find_user_voice("ada", tmp_path / "voices")
    for other in (added, found):
        assert (other.id, other.name, other.consent) == (voice.id, voice.name, voice.consent)
        np.testing.assert_array_equal(other.vectors, voice.vectors)
    assert found.clip is not None
    assert found.clip.read_bytes() == b"RIFF"
    assert list(tmp_path.glob(".*")) == []
    with raises(VoiceError, Code.VOICE_EXISTS):
        import_voice(path, tmp_path / "voices")


def test_without_consent_a_voice_is_not_passed_on(voice: UserVoice, tmp_path: Path) -> None:
    path = tmp_path / "ada.dragoman-voice"
    with pytest.raises(ConsentError):
        export_voice(replace(voice, consent=None), path)
    assert not path.exists()
    export_voice(voice, path)
    _rewrite(path, "voice.toml", lambda content: content.partition(b"[consent]")[0])
    with pytest.raises(ConsentError):
        import_voice(path, tmp_path / "voices")
    assert not (tmp_path / "voices").exists()


def test_the_name_of_the_file_says_what_it_is(voice: UserVoice, tmp_path: Path) -> None:
    with raises(VoiceError, Code.OUTPUT_EXTENSION_UNKNOWN):
        export_voice(voice, tmp_path / "ada.zip")


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + bytes(18)])
def test_another_file_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "ada.dragoman-voice"
    path.write_bytes(content)
    with pytest.raises(VoiceError):
        import_voice(path, tmp_path)
    with pytest.raises(VoiceError):
        import_voice(tmp_path / "none.dragoman-voice", tmp_path)


def test_a_file_that_was_damaged_on_the_way_is_refused(voice: UserVoice, tmp_path: Path) -> None:
    path = tmp_path / "ada.dragoman-voice"
    export_voice(voice, path)
    whole = path.read_bytes()
    for at in range(0, len(whole), 41):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        # What is hit may be a date, which nobody reads.
        with suppress(VoiceError):
            remove_user_voice(import_voice(path, tmp_path / "voices").id, tmp_path / "voices")
        path.write_bytes(whole[:at])
        with pytest.raises(VoiceError):
            import_voice(path, tmp_path / "voices")


def test_a_file_cannot_write_elsewhere_or_fill_the_disk(voice: UserVoice, tmp_path: Path) -> None:
    path = tmp_path / "ada.dragoman-voice"
    export_voice(replace(voice, id="x"), path)
    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    for rename in ("..", "A/../../b"):
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in contents.items():
                archive.writestr(name.replace("x/", f"{rename}/", 1), content)
        with pytest.raises(VoiceError):
            import_voice(path, tmp_path / "voices")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x/voice.toml", bytes(5_000_000))
        archive.writestr("x/kokoro.npy", b"")
    with pytest.raises(VoiceError, match="damaged"):
        import_voice(path, tmp_path / "voices")
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_voices_are_found_by_name_or_id(voice: UserVoice, tmp_path: Path) -> None:
    with raises(VoiceError, Code.VOICE_UNKNOWN):
        find_user_voice("Ada", tmp_path)
    save_user_voice(voice, tmp_path)
    save_user_voice(replace(voice, id="clone-2", name="Bob"), tmp_path)
    assert find_user_voice(" bob ", tmp_path).id == "clone-2"
    assert find_user_voice("CLONE-1", tmp_path).name == "Ada"
    assert find_user_voice("clone-1.en", tmp_path).name == "Ada"
    with raises(VoiceError, Code.VOICE_UNKNOWN):
        find_user_voice("Eve", tmp_path)
    save_user_voice(replace(voice, id="clone-3"), tmp_path)
    with raises(VoiceError, Code.VOICE_AMBIGUOUS) as caught:
        find_user_voice("Ada", tmp_path)
    assert caught.value.parameters["choices"] == ("clone-1", "clone-3")


def _rewrite(path: Path, ending: str, change: Callable[[bytes], bytes]) -> None:
    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, change(content) if name.endswith(ending) else content)
