"""Sound servers that do not answer."""

import sys
from pathlib import Path

import pytest

from engine.devices.pulse import SoundServerError, sound_server

_OPEN_FILES = Path("/proc/self/fd")


@pytest.mark.skipif(not _OPEN_FILES.is_dir(), reason="needs Linux's /proc")
def test_asking_a_server_that_is_not_there_leaves_no_file_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'nobody'}")
    counts = []
    for _ in range(5):
        with pytest.raises(SoundServerError), sound_server("test"):
            pytest.fail("nobody answers")
        counts.append(len(list(_OPEN_FILES.iterdir())))
    assert counts[-1] <= counts[0]


def test_without_a_client_there_is_no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(SoundServerError), sound_server("test"):
        pytest.fail("there is no client")
