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


_BUSY = """
import sys
import numpy as np
import onnxruntime
from onnx import TensorProto, helper
from PySide6.QtCore import QTimer
from app import boot

shape = [64, 64]
graph = helper.make_graph(
    [helper.make_node("MatMul", ["a", "a"], ["b"])],
    "product",
    [helper.make_tensor_value_info("a", TensorProto.FLOAT, shape)],
    [helper.make_tensor_value_info("b", TensorProto.FLOAT, shape)],
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
product = onnxruntime.InferenceSession(model.SerializeToString())
ones = np.ones(shape, np.float32)


def work():
    while True:
        product.run(None, {"a": ones})


make_controller = boot.make_controller


def busy_controller(application, **options):
    controller = make_controller(application, **options)
    controller._background.run(work, done=print, failed=print)
    QTimer.singleShot(300, application.quit)
    return controller


boot.make_controller = busy_controller
sys.exit(boot.run_window({"DRAGOMAN_HOME": sys.argv[1]}))
"""
"""The window, which is closed while a thread of it is in compiled code."""


def test_it_ends_well_while_something_is_still_looked_up(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-c", _BUSY, str(tmp_path)],
        cwd=_ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=_LONG_S,
    )
    assert done.returncode == 0, done.stderr
