"""The program itself, started as a person starts it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="ends by a signal")

_ROOT = Path(__file__).parents[3]
_LONG_S = 120.0
_READY = "entering the main loop"


@contextmanager
def dragoman(home: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "app"],
        cwd=_ROOT,
        env={**os.environ, "DRAGOMAN_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_for(log: Path, text: str, times: int) -> None:
    deadline_s = time.monotonic() + _LONG_S
    while not log.is_file() or log.read_text(encoding="utf-8").count(text) < times:
        assert time.monotonic() < deadline_s, log.read_text(encoding="utf-8")
        time.sleep(0.05)


def test_it_runs_once_and_starts_again_after_any_end(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "dragoman.log"
    with dragoman(tmp_path) as first:
        wait_for(log, _READY, 1)
        with dragoman(tmp_path) as second:
            assert second.wait(timeout=_LONG_S) == 0
        wait_for(log, "shown, as another one was started", 1)
        assert first.poll() is None
        first.kill()
        first.wait()
    with dragoman(tmp_path) as third:
        wait_for(log, _READY, 2)
        third.send_signal(signal.SIGTERM)
        assert third.wait(timeout=_LONG_S) == 0
    with dragoman(tmp_path) as fourth:
        wait_for(log, _READY, 3)
        assert fourth.poll() is None
