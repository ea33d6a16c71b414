"""The program as people download it; DRAGOMAN_BUNDLE names its folder.

python installers/build.py bundle
DRAGOMAN_BUNDLE=dist/dragoman pytest tests/integration/test_bundle.py
"""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from engine.packs.store import PackStore

_FOLDER = os.environ.get("DRAGOMAN_BUNDLE", "")
_LONG_S = 180.0
_ROOT = Path(__file__).parents[2]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not _FOLDER, reason="DRAGOMAN_BUNDLE names no bundle"),
]


def program(name: str = "dragoman") -> str:
    suffix = ".exe" if sys.platform == "win32" else ""
    return str((_ROOT / _FOLDER / (name + suffix)).resolve())


def run(home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603 - the program that was built
        [program(), *arguments],
        env={**os.environ, "DRAGOMAN_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
        cwd=home,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=_LONG_S,
        check=False,
    )


def test_the_command_line_answers(tmp_path: Path) -> None:
    done = run(tmp_path, "--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"dragoman \d+\.\d+\.\d+\n", done.stdout)


def test_the_check_up_misses_nothing_but_models(tmp_path: Path) -> None:
    lines = run(tmp_path, "doctor").stdout.splitlines()
    missing = [line for line in lines if line.startswith("missing")]
    assert missing
    assert all("missing  model " in line for line in missing), missing
    assert any(re.match(r"ok +phonemes ", line) for line in lines)
    assert not any("PortAudio is" in line for line in lines)


def test_the_bundled_pip_runs_in_a_process_of_its_own(tmp_path: Path) -> None:
    done = run(tmp_path, "-m", "pip", "--version")
    assert done.stdout.startswith("pip "), done.stderr


def test_no_other_module_is_run(tmp_path: Path) -> None:
    assert run(tmp_path, "-m", "this").returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="ends by a signal")
def test_the_window_opens_and_warns_of_nothing(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "dragoman.log"
    process = subprocess.Popen(  # noqa: S603 - the program that was built
        [program()],
        env={**os.environ, "DRAGOMAN_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
    )
    try:
        deadline_s = time.monotonic() + _LONG_S
        while not log.is_file() or "entering the main loop" not in log.read_text(encoding="utf-8"):
            assert process.poll() is None
            assert time.monotonic() < deadline_s
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=_LONG_S) == 0
    finally:
        process.kill()
        process.wait()
    written = log.read_text(encoding="utf-8").splitlines()
    assert not [line for line in written if re.search("WARNING|ERROR|CRITICAL", line)]


@pytest.mark.models
def test_it_interprets_the_sample(packs: PackStore, tmp_path: Path) -> None:
    home = packs.root.parent
    done = run(home, "demo", "--folder", str(tmp_path / "demo"))
    assert done.returncode == 0, done.stderr
    assert "crepes" in (tmp_path / "demo" / "crepes.en.srt").read_text(encoding="utf-8").lower()
