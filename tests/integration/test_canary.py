"""Canary through sessions, the command and the service, on a tiny model among real ones.

Its weights are random, so that what it writes means nothing; a real model tells speech from
silence, and Whisper base which language it is.
"""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
import pytest
import soxr
from gradium import GradiumClient

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.audio.files import open_audio
from engine.events import (
    Event,
    LanguageDetected,
    SpeechEnded,
    SpeechStarted,
    TextCommitted,
    TranscriptCommitted,
)
from engine.interpreter import Interpreter
from engine.onnx import Runtime
from engine.packs.store import PackStore
from engine.planner import SessionConfig
from engine.session import Session, SourceBlock, finish_now
from tests.helpers.running_service import running_service
from tests.helpers.tiny_canary import BORROWED, CANARY, store_with_tiny_canary

pytestmark = pytest.mark.models

_ROOT: Final = Path(__file__).parents[2]
_SPEECH: Final = _ROOT / "tests" / "data" / "speech"
_ENGLISH: Final = "en_jfk.flac"
_CLIENT_RATE_HZ: Final = 24_000


@pytest.fixture(scope="module")
def store(packs: PackStore, tmp_path_factory: pytest.TempPathFactory) -> PackStore:
    return store_with_tiny_canary(tmp_path_factory.mktemp("home") / "models", packs)


@pytest.fixture(scope="module")
def interpreter(store: PackStore) -> Iterator[Interpreter]:
    with Interpreter(store, runtime=Runtime(threads=1)) as interpreter:
        yield interpreter


def _recording(name: str) -> Float32:
    with open_audio(_SPEECH / name) as file:
        return np.concatenate(list(file))


def _run(session: Session, samples: Float32, *, block: int) -> list[Event]:
    events: list[Event] = []
    for start in range(0, len(samples), block):
        events += session.push(SourceBlock(samples[start : start + block]))
    return events + finish_now(session)


def _committed(events: list[Event]) -> list[TextCommitted]:
    return [event for event in events if isinstance(event, TextCommitted)]


def test_a_language_that_is_given_is_translated_in_one_pass(interpreter: Interpreter) -> None:
    config = SessionConfig(source="en", target="de", speaks=False)
    assert set(interpreter.required(config)) == {CANARY, "silero-vad"}
    samples = _recording(_ENGLISH)

    events = _run(interpreter.session(config), samples, block=1_600)

    words = _committed(events)
    assert words
    assert {word.language for word in words} == {"de"}
    assert all(a.source_end <= b.source_start for a, b in pairwise(words))
    assert not [event for event in events if isinstance(event, TranscriptCommitted)]
    kinds = [type(event) for event in events if isinstance(event, SpeechStarted | SpeechEnded)]
    assert kinds == [SpeechStarted, SpeechEnded] * (len(kinds) // 2)
    # The same, whatever the size of the blocks.
    assert words == _committed(_run(interpreter.session(config), samples, block=9_999))


def test_whisper_says_which_language_it_is(interpreter: Interpreter) -> None:
    config = SessionConfig(source=None, target="de", speaks=False)
    assert set(interpreter.required(config)) == {CANARY, *BORROWED}

    events = _run(interpreter.session(config), _recording(_ENGLISH), block=1_600)

    assert [e.language for e in events if isinstance(e, LanguageDetected)] == ["en"]
    assert _committed(events)


def test_a_transcript_is_canary_s_where_it_errs_less(interpreter: Interpreter) -> None:
    config = SessionConfig(source="de", target="de", speaks=False)
    assert interpreter.route("de", "de").packs == (CANARY,)

    words = _committed(_run(interpreter.session(config), _recording("de_cv_park.flac"), block=800))

    assert words
    assert {word.language for word in words} == {"de"}


def test_the_command_writes_its_events(store: PackStore) -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter and program
        [
            *(sys.executable, "-m", "app", "translate", str(_SPEECH / _ENGLISH)),
            *("--from", "en", "--to", "de", "--json"),
        ],
        env={**os.environ, "DRAGOMAN_HOME": str(store.root.parent), "PYTHONPATH": str(_ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert {"speech_started", "text_committed", "speech_ended"} <= {r["event"] for r in records}
    assert records[-1]["event"] == "summary"


def test_the_service_serves_it(interpreter: Interpreter, tmp_path: Path) -> None:
    at_rate = soxr.resample(_recording("de_cv_park.flac"), SOURCE_RATE_HZ, _CLIENT_RATE_HZ)
    pcm = (at_rate * 32767).astype(np.int16)

    with running_service(interpreter, tmp_path) as service:
        client = GradiumClient(base_url=service.api, api_key="any")
        setup = {"input_format": "pcm", "json_config": {"language": "de"}}
        heard = asyncio.run(client.stt(setup, pcm, sample_rate=_CLIENT_RATE_HZ))

    assert str(heard.text).strip()
