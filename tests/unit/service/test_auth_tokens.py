"""Tokens, which replicas of a service share by sharing a folder."""

import threading
from pathlib import Path

import pytest

from engine.errors import OutputError
from engine.service.auth import TOKEN_S, TokenStore


class Clock:
    """Seconds that a test sets."""

    now_s = 1_000_000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "service" / "tokens"


def test_a_token_is_good_once_and_for_a_minute(folder: Path) -> None:
    clock = Clock()
    book = TokenStore(folder, clock)
    token, late = book.issue(), book.issue()
    assert book.redeem(token)
    assert not book.redeem(token)
    clock.now_s += TOKEN_S - 1
    fresh = book.issue()
    clock.now_s += 1
    assert not book.redeem(late)
    assert book.redeem(fresh)


def test_replicas_agree_on_what_is_good(folder: Path) -> None:
    issuing, redeeming = TokenStore(folder), TokenStore(folder)
    token = issuing.issue()
    assert redeeming.redeem(token)
    assert not issuing.redeem(token)


def test_of_many_who_come_at_once_one_enters(folder: Path) -> None:
    token = TokenStore(folder).issue()
    barrier = threading.Barrier(8)
    entered: list[bool] = []

    def come() -> None:
        book = TokenStore(folder)
        barrier.wait()
        entered.append(book.redeem(token))

    threads = [threading.Thread(target=come) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(entered) == [False] * 7 + [True]


def test_who_reads_the_folder_can_redeem_nothing(folder: Path) -> None:
    book = TokenStore(folder)
    token = book.issue()
    (file,) = folder.iterdir()
    assert file.read_bytes() == b""
    assert token not in file.name
    assert not book.redeem(file.name)


@pytest.mark.parametrize("token", ["", "../keys.json", "drgt_x", "\0", "\ud800", "x" * 10_000])
def test_what_is_no_token_is_refused(folder: Path, token: str) -> None:
    book = TokenStore(folder)
    assert not book.redeem(token)
    (folder.parent).mkdir(parents=True)
    keys = folder.parent / "keys.json"
    keys.write_text("{}")
    book.issue()
    assert not book.redeem(token)
    assert keys.is_file()


def test_what_nobody_used_is_forgotten(folder: Path) -> None:
    clock = Clock()
    book = TokenStore(folder, clock)
    for _ in range(20):
        book.issue()
    clock.now_s += TOKEN_S
    book.issue()
    assert len(list(folder.iterdir())) == 1


def test_tokens_are_bounded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.service.auth._MOST_TOKENS", 10)
    clock = Clock()
    book = TokenStore(folder, clock)
    tokens = []
    for _ in range(30):
        clock.now_s += 0.1
        tokens.append(book.issue())
    assert len(list(folder.iterdir())) == 10
    assert not book.redeem(tokens[0])
    assert book.redeem(tokens[-1])


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="file"):
        TokenStore(tmp_path / "file" / "tokens").issue()
