import os
import stat
import struct
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import ConsentError, EngineError, VoiceError
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


@pytest.mark.skipif(os.name != "posix", reason="only POSIX has these modes")
def test_a_voice_is_read_by_its_owner_alone(voice: UserVoice, tmp_path: Path) -> None:
    folder = tmp_path / "voices"
    folder.mkdir(mode=0o755)
    clip = tmp_path / "any.wav"
    clip.write_bytes(b"RIFF")
    save_user_voice(replace(voice, clip=clip), folder)
    for path in (folder, folder / voice.id):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder / voice.id).iterdir()]
    assert modes == [0o600] * 3


def _table(header: bytes, body: bytes = b"\0\0" * 256) -> bytes:
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + body


@pytest.mark.parametrize(
    "table",
    [
        _table(b"{'descr': '<f2', 'fortran_order': False, 'shape': (1000000000000, 256), }"),
        _table(b"{'descr': '<f2', 'fortran_order': False, 'shape': (2, 256), }"),
        _table(b"{'descr': '<f2', 'fortran_order': False, 'shape': (-1, -256), }"),
        _table(b"{'descr': '<f2', 'fortran_order': False, 'shape': (0, 256), }", b""),
        _table(b"{'descr': '|O', 'fortran_order': False, 'shape': (1, 256), }"),
        _table(b"{'descr': '<f2', 'fortran_order': False, 'shape': 1, }"),
        _table(b"[" * 9000),
        _table(b"{'descr': [('a', '<f2')], 'fortran_order': False, 'shape': (256,), }"),
        b"\x93NUMPY\x09\x00",
        b"",
    ],
)
def test_a_table_that_promises_what_it_does_not_hold_is_refused(
    voice: UserVoice, tmp_path: Path, table: bytes
) -> None:
    good, bad = tmp_path / "good.dragoman-voice", tmp_path / "bad.dragoman-voice"
    export_voice(voice, good)
    with zipfile.ZipFile(good) as archive, zipfile.ZipFile(bad, "w") as forged:
        for entry in archive.infolist():
            is_table = entry.filename.endswith(".npy")
            forged.writestr(entry.filename, table if is_table else archive.read(entry))
    with pytest.raises(VoiceError):
        import_voice(bad, tmp_path / "voices")
    assert not (tmp_path / "voices").exists()


@given(
    kind=st.sampled_from(["file", "member", "cut", "garbage"]),
    damages=st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 255)), min_size=1),
    garbage=st.binary(max_size=400),
)
@settings(max_examples=150, deadline=None)
def test_any_damage_is_an_error_or_harmless(
    kind: str, damages: list[tuple[int, int]], garbage: bytes
) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        path = folder / "any.dragoman-voice"
        export_voice(_made(), path)
        content = path.read_bytes()
        match kind:
            case "file":
                path.write_bytes(_damaged(content, damages))
            case "cut":
                path.write_bytes(content[: damages[0][0] % len(content)])
            case "garbage":
                path.write_bytes(garbage)
            case _:
                _damage_member(path, damages)
        with suppress(EngineError):
            import_voice(path, folder / "voices")
        # Whole or not at all.
        assert [each.name for each in folder.rglob("*.npy")] in ([], ["kokoro.npy"])


def _damaged(content: bytes, damages: list[tuple[int, int]], within: int = 1 << 16) -> bytes:
    changed = bytearray(content)
    for position, value in damages:
        changed[position % min(within, len(changed))] = value
    return bytes(changed)


def _damage_member(path: Path, damages: list[tuple[int, int]]) -> None:
    """Change bytes of a member, whose checksum is right again afterwards."""
    with zipfile.ZipFile(path) as archive:
        members = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    name = sorted(members)[damages[0][0] % len(members)]
    # Headers are where it hurts.
    members[name] = _damaged(members[name], damages, within=300)
    with zipfile.ZipFile(path, "w") as archive:
        for each, body in members.items():
            archive.writestr(each, body)


def _made() -> UserVoice:
    return UserVoice(
        id="clone-1",
        name="Ada",
        languages=("en", "pt"),
        sex=Sex.FEMALE,
        gain_db=1.5,
        vectors=np.full((2, 256), 0.25, np.float16),
        consent=record_consent("Ada Lovelace", agreed=True),
    )
