"""What others may rely on: names that are added or removed here are a change of the interface."""

import os
import subprocess
import sys

import pytest

import engine


def test_the_public_names_are_these() -> None:
    assert engine.__all__ == [
        "BacklogControl",
        "Catalogue",
        "Interpreter",
        "PackStore",
        "Runner",
        "Runtime",
        "Session",
        "SessionConfig",
        "SourceBlock",
        "TypingControl",
        "VoiceControl",
        "errors",
        "events",
        "finish_now",
    ]
    assert {name: getattr(engine, name).__name__.rpartition(".")[2] for name in engine.__all__} == {
        name: name for name in engine.__all__
    }


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Banjo'"):
        engine.Banjo  # noqa: B018


def test_importing_the_engine_loads_no_other_package() -> None:
    program = (
        "import sys, engine\n"
        "assert not {'numpy', 'onnxruntime', 'soxr', 'soundfile'} & set(sys.modules)\n"
        "assert engine.errors.EngineError and engine.events.TextCommitted\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603 - this project's own


def test_products_of_matrices_take_one_thread_unless_told_otherwise() -> None:
    program = "import engine, os; print(os.environ['OPENBLAS_NUM_THREADS'])"
    clean = {name: text for name, text in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    for given, expected in (({}, "1"), ({"OPENBLAS_NUM_THREADS": "3"}, "3")):
        done = subprocess.run(  # noqa: S603 - this project's own
            [sys.executable, "-c", program],
            env={**clean, **given},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == expected
