"""Turns of real people, with the real encoder."""

from pathlib import Path

import numpy as np
import pytest

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.asr.silero import SileroModel
from engine.asr.vad import SpeechSegmenter
from engine.audio.files import read_audio
from engine.onnx import Runtime
from engine.packs.store import PackStore
from engine.speakers.resemblyzer import ResemblyzerModel
from engine.speakers.turns import Turn, TurnListener

pytestmark = pytest.mark.models

_SPEECH = Path(__file__).parents[2] / "data" / "speech"


def _turns(packs: PackStore, samples: Float32) -> list[Turn]:
    runtime = Runtime(threads=1)
    segmenter = SpeechSegmenter(SileroModel(packs.folder("silero-vad"), runtime=runtime))
    listener = TurnListener(ResemblyzerModel(packs.folder("resemblyzer"), runtime=runtime))
    for frame in [*segmenter.push(samples), *segmenter.flush()]:
        listener.hear(frame)
    turns = listener.turns(None, waits=True)
    listener.close()
    return turns


def test_two_people_take_turns_and_are_known_again(packs: PackStore) -> None:
    pause = np.zeros(SOURCE_RATE_HZ // 2, np.float32)
    first = read_audio(_SPEECH / "pt_banco.flac")[: 12 * SOURCE_RATE_HZ]
    second = read_audio(_SPEECH / "en_long_voxpopuli_ivory.flac")[: 12 * SOURCE_RATE_HZ]
    half = len(first) // 2
    parts = [first[:half], pause, second[:half], pause, first[half:], pause, second[half:]]
    begins = np.cumsum([0, *map(len, parts)])[[0, 2, 4, 6]] / SOURCE_RATE_HZ
    turns = _turns(packs, np.concatenate(parts))
    assert [turn.speaker for turn in turns] == [1, 2, 1, 2]
    for turn, began_s in zip(turns[1:], begins[1:], strict=True):
        assert turn.start / SOURCE_RATE_HZ == pytest.approx(began_s, abs=1.0)


def test_one_person_is_one_speaker(packs: PackStore) -> None:
    turns = _turns(packs, read_audio(_SPEECH / "en_long_voxpopuli_ivory.flac"))
    assert [turn.speaker for turn in turns] == [1]
