import os

import pytest

from engine.onnx import MAX_THREADS, Runtime


@pytest.mark.parametrize("threads", [0, -1, MAX_THREADS + 1])
def test_a_senseless_number_of_threads_is_refused(threads: int) -> None:
    with pytest.raises(ValueError, match=f"1 to {MAX_THREADS}, not {threads}"):
        Runtime(threads=threads)
    assert Runtime(threads=MAX_THREADS).threads == MAX_THREADS


@pytest.mark.parametrize(("usable", "threads"), [(1, 1), (3, 3), (100, 4)])
def test_threads_follow_the_cores_that_the_process_may_use(
    usable: int, threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 16)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: set(range(usable)), raising=False)
    assert Runtime().threads == threads


@pytest.mark.parametrize(("cores", "threads"), [(2, 2), (16, 4), (None, 1)])
def test_where_the_system_does_not_say_all_cores_count(
    cores: int | None, threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert Runtime().threads == threads
