import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from engine.cli.main import main
from engine.tts.cloning.consent import record_consent
from engine.tts.model import Sex
from engine.tts.user_voices import UserVoice, save_user_voice


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRAGOMAN_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def ada(home: Path) -> UserVoice:
    voice = UserVoice(
        id="clone-1",
        name="Ada",
        languages=("en",),
        sex=Sex.FEMALE,
        gain_db=0.0,
        vectors=np.zeros((510, 256), np.float16),
        consent=record_consent("Ada Lovelace", agreed=True),
    )
    save_user_voice(voice, home / "voices")
    return voice


def test_cloning_without_consent_is_refused(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    enrol = ["voices", "enrol", "Mine", "--person", "Ada Lovelace", "--recording", "a.wav"]
    # Nobody is there to ask.
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)
    assert main(enrol) == 1
    shown = capsys.readouterr().err
    assert "I am Ada Lovelace, and I agree" in shown
    assert "No voice is cloned without its owner's consent" in shown
    for answer, is_refused in (
        ("yes", True),
        ("", True),
        ("I agree", True),
        ("i agree ada lovelace", False),
    ):
        monkeypatch.setattr("sys.stdin", _Terminal(answer))
        assert main(enrol) == 1
        # Whoever agrees gets on to the next thing that is missing: models.
        assert ("owner's consent" in capsys.readouterr().err) is is_refused
    assert not (home / "voices").exists()


class _Terminal:
    def __init__(self, answer: str) -> None:
        self._answer = answer

    def isatty(self) -> bool:
        return True

    def readline(self) -> str:
        return f"{self._answer}\n"


def test_a_voice_is_exported_removed_and_imported(
    home: Path, ada: UserVoice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "ada.dragoman-voice"
    listed = _listed(capsys)
    assert listed()["clone-1.en"]["is_clone"] is True
    assert main(["voices", "favourite", "ada"]) == 0
    assert main(["voices", "export", "ada", str(path)]) == 0
    assert main(["voices", "remove", "Ada"]) == 0
    assert "clone-1.en" not in listed()
    assert "clone-1" not in (home / "favourite-voices.json").read_text(encoding="utf-8")
    assert list((home / "voices").iterdir()) == []
    assert main(["voices", "import", str(path)]) == 0
    assert "Ada Lovelace" in capsys.readouterr().err
    assert listed()["clone-1.en"]["name"] == ada.name
    assert main(["voices", "remove", "Eve"]) == 1


def test_a_damaged_voice_can_be_removed(home: Path, ada: UserVoice) -> None:
    (home / "voices" / ada.id / "voice.toml").write_text("no toml", encoding="utf-8")
    assert main(["voices", "export", ada.id, "a.dragoman-voice"]) == 1
    assert main(["voices", "remove", ada.id]) == 0
    assert list((home / "voices").iterdir()) == []


@pytest.mark.parametrize("words", [["", "--person", "Ada"], ["Mine", "--person", " "]])
def test_a_name_is_asked_for_at_once(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["voices", "enroll", *words])
    assert "a name needs letters" in capsys.readouterr().err


def _listed(
    capsys: pytest.CaptureFixture[str],
) -> Callable[[], dict[str, dict[str, object]]]:
    def listed() -> dict[str, dict[str, object]]:
        capsys.readouterr()
        assert main(["voices", "en", "--json"]) == 0
        return {row["id"]: row for row in json.loads(capsys.readouterr().out)["voices"]}

    return listed
