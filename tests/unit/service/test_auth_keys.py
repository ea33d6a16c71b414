"""Keys."""

import stat
import sys
from pathlib import Path

import pytest

from engine.cli.main import main
from engine.cli.store import HOME_VARIABLE
from engine.messages import Code
from engine.service.auth import KeyFileError, KeyStore, keys_path
from tests.helpers.raising import raises


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return keys_path(tmp_path)


def test_a_key_is_good_until_it_is_removed_and_stands_nowhere(path: Path) -> None:
    store = KeyStore(path)
    key, other = store.add("laptop"), store.add("phone")
    assert key != other
    assert store.is_good(key)
    assert not store.is_good(key[:-1])
    assert not store.is_good("")
    assert not store.is_good("\ud800é")
    assert key not in path.read_text()
    assert key[8:] not in path.read_text()
    # A running service sees what another process changes.
    KeyStore(path).remove("laptop")
    assert not store.is_good(key)
    assert store.is_good(other)


@pytest.mark.skipif(sys.platform == "win32", reason="rights are others there")
def test_only_the_owner_may_read_the_file(path: Path) -> None:
    KeyStore(path).add("x")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["", " ", "a\nb", "x" * 61])
def test_names_are_for_people(path: Path, name: str) -> None:
    with pytest.raises(KeyFileError):
        KeyStore(path).add(name)


def test_names_are_used_once(path: Path) -> None:
    store = KeyStore(path)
    store.add("x")
    with raises(KeyFileError, Code.KEY_EXISTS):
        store.add("x")
    with raises(KeyFileError, Code.KEY_UNKNOWN):
        store.remove("y")


@pytest.mark.parametrize("content", ["", "[]", '{"keys": [{}]}', '{"keys": 3}'])
def test_a_damaged_file_lets_nobody_in(path: Path, content: str) -> None:
    path.parent.mkdir()
    path.write_text(content)
    with pytest.raises(KeyFileError):
        KeyStore(path).is_good("anything")


def test_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    assert main(["serve", "keys", "add", "laptop"]) == 0
    key = capsys.readouterr().out.strip()
    assert KeyStore(keys_path(tmp_path)).is_good(key)
    assert main(["serve", "keys", "list"]) == 0
    listed = capsys.readouterr().out
    assert listed.startswith("laptop")
    assert key not in listed
    assert main(["serve", "keys", "remove", "laptop"]) == 0
    assert not KeyStore(keys_path(tmp_path)).entries()
    assert main(["serve", "keys", "remove", "laptop"]) == 1
    assert main(["serve", "--host", "0.0.0.0", "--port", "0"]) == 1  # noqa: S104
    assert "keys add NAME" in capsys.readouterr().err
    assert main(["serve", "--certificate", "none.pem"]) == 1
