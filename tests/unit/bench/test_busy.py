"""Programs that keep the processor busy."""

import subprocess

import pytest

from engine.bench.busy import busy_programs


def test_each_takes_a_core_and_the_last_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []

    class Noted:
        def __init__(self, command: list[str], **_: object) -> None:
            started.append(command)
            self.is_running = True

        def kill(self) -> None:
            self.is_running = False

        def communicate(self) -> None:
            assert not self.is_running

    monkeypatch.setattr(subprocess, "Popen", Noted)
    with busy_programs(1.5):
        assert [command[-1] for command in started] == ["1.0", "0.5"]
    started.clear()
    with busy_programs(0.0):
        assert not started


def test_they_end_with_what_they_were_started_for(monkeypatch: pytest.MonkeyPatch) -> None:
    programs: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def noted(*args: object, **options: object) -> subprocess.Popen[bytes]:
        programs.append(start(*args, **options))  # type: ignore[call-overload]
        return programs[-1]

    monkeypatch.setattr(subprocess, "Popen", noted)
    with busy_programs(0.1):
        (program,) = programs
        assert program.poll() is None
    assert program.poll() is not None
    with busy_programs(0.1):
        program = programs[-1]
        assert program.stdin is not None
        # Whoever started it is gone.
        program.stdin.close()
        assert program.wait(timeout=60) == 0
        program.stdin = None
