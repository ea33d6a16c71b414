"""Nothing leaves the machine: commands are run where each attempt to send is seen."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from engine.packs.store import PackStore
from tests.helpers.network_watch import (
    Watched,
    can_isolate,
    can_trace,
    clean_environment,
    isolate,
    trace,
)

Watch = Callable[[Sequence[str], Mapping[str, str], Path], Watched]

_ROOT = Path(__file__).parent.parent.parent
_SPEECH = _ROOT / "tests" / "data" / "speech" / "es_cv_texas.flac"
_IPV4 = "import socket; socket.socket().connect_ex(('192.0.2.1', 9))"
_IPV6 = (
    "import socket; "
    "socket.socket(socket.AF_INET6, socket.SOCK_DGRAM).connect_ex(('2001:db8::1', 53))"
)


@pytest.fixture
def strace() -> Watch:
    if not can_trace():
        pytest.skip("strace is not installed or may not trace here")
    return trace


@pytest.fixture
def namespace() -> Watch:
    if not can_isolate():
        pytest.skip("unshare is not installed or may make no network namespace here")
    return isolate


@pytest.fixture(params=["strace", pytest.param("namespace", marks=pytest.mark.slow)])
def watch(request: pytest.FixtureRequest) -> Watch:
    found: Watch = request.getfixturevalue(request.param)
    return found


def test_an_attempt_is_seen(watch: Watch, tmp_path: Path) -> None:
    done = watch([sys.executable, "-c", _IPV4], clean_environment(tmp_path), tmp_path / "log")
    assert done.returncode == 0, done.stderr
    assert done.attempts


def test_an_attempt_over_ipv6_is_seen(strace: Watch, tmp_path: Path) -> None:
    done = strace([sys.executable, "-c", _IPV6], clean_environment(tmp_path), tmp_path / "log")
    assert done.returncode == 0, done.stderr
    assert "2001:db8::1" in done.attempts[0]


def test_onnx_runtime_starts_no_uploader(watch: Watch, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    environment = clean_environment(home, PYTHONPATH=str(_ROOT))
    # The order that every module of Dragoman has: `engine` first.
    program = "import engine.onnx as onnx; print(onnx.Runtime().threads)"
    done = watch([sys.executable, "-c", program], environment, tmp_path / "log")
    assert done.returncode == 0, done.stderr
    assert not done.attempts
    assert list(home.rglob("*")) == []


@pytest.mark.models
def test_interpreting_a_file_reaches_nothing(
    watch: Watch, packs: PackStore, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    environment = clean_environment(
        home, PYTHONPATH=str(_ROOT), DRAGOMAN_HOME=str(packs.root.parent)
    )
    command = [sys.executable, "-m", "app", "translate", str(_SPEECH), "--from", "es", "--to", "en"]
    done = watch([*command, "--out", str(tmp_path / "out.wav")], environment, tmp_path / "log")
    assert done.returncode == 0, done.stderr
    assert "Texas" in done.stdout
    assert not done.attempts
    assert not [path for path in home.rglob("*") if "onnxruntime" in path.name]
