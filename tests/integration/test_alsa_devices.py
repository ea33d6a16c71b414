"""The real PortAudio's list of devices, where no sound server tells of them."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.alsa_devices import ALSA_OWN


@pytest.mark.skipif(not ALSA_OWN.exists(), reason="needs `apt install libportaudio2`")
def test_devices_that_come_and_go_are_seen_while_no_stream_is_open(tmp_path: Path) -> None:
    """In a process of its own: PortAudio reads the environment, and loads once."""
    done = subprocess.run(  # noqa: S603 - this project's own
        [sys.executable, "-m", "tests.helpers.alsa_devices", str(tmp_path)],
        check=False,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
