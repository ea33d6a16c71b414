"""Canary against onnx-asr, which the models are published for, on a tiny one of random weights.

onnx-asr puts a space in front of the prompt; the comparison does so too.
"""

from pathlib import Path
from typing import Any, Final

import numpy as np
import onnx_asr
import pytest

from engine.arrays import Float32
from engine.asr.canary.decoding import SearchLimits, search
from engine.asr.canary.features import NemoLogMel
from engine.asr.canary.model import CanaryModel
from engine.onnx import Runtime
from engine.packs.convert.canary import read_decoder
from engine.packs.convert.onnx_reading import PublishedGraph
from tests.helpers.tiny_canary import PUBLISHED, expected_floats, install_tiny_canary

pytestmark = pytest.mark.parity

_END: Final = 3


@pytest.fixture(scope="module")
def reference() -> Any:
    return onnx_asr.load_model("nemo-conformer-aed", PUBLISHED, providers=["CPUExecutionProvider"])


def _model(folder: Path, *, int8: bool) -> CanaryModel:
    return CanaryModel(install_tiny_canary(folder / "pack", int8=int8), runtime=Runtime(threads=1))


@pytest.fixture(scope="module")
def exact(tmp_path_factory: pytest.TempPathFactory) -> CanaryModel:
    return _model(tmp_path_factory.mktemp("float32"), int8=False)


@pytest.fixture(scope="module")
def quantised(tmp_path_factory: pytest.TempPathFactory) -> CanaryModel:
    return _model(tmp_path_factory.mktemp("int8"), int8=True)


def _sounds() -> dict[str, Float32]:
    recording = expected_floats("samples")
    random = np.random.default_rng(3)
    return {
        "recorded": recording,
        "short": recording[5_000:9_321],
        "noise": random.normal(size=40_000).astype(np.float32) * 0.1,
    }


@pytest.mark.parametrize("sound", ["recorded", "short", "noise"])
def test_features_and_what_the_decoder_hears(
    reference: Any, exact: CanaryModel, quantised: CanaryModel, sound: str
) -> None:
    samples = _sounds()[sound]
    features, lengths = reference.asr._preprocessor(samples[None], np.array([samples.size]))
    embeddings, mask = reference.asr._encode(features, lengths)
    n_frames = int(mask.sum())

    ours = NemoLogMel(128)(samples)

    np.testing.assert_allclose(ours, features[0, :, : lengths[0]], rtol=1e-4, atol=5e-4)
    layers = read_decoder(PublishedGraph(PUBLISHED / "decoder-model.onnx")).layers
    for model, largest_error in ((exact, 1e-3), (quantised, 0.06)):
        heard = model.network.encode(ours)
        for i, layer in enumerate(layers):
            for kind, linear in (("key", layer.cross.key), ("value", layer.cross.value)):
                got = heard.cross[f"cross_{kind}_{i}"].transpose(1, 0, 2).reshape(n_frames, -1)
                wanted = embeddings[0, :n_frames] @ linear.weight + linear.bias
                assert np.sqrt(((got - wanted) ** 2).mean()) < largest_error * wanted.std()


@pytest.mark.parametrize("sound", ["recorded", "short", "noise"])
@pytest.mark.parametrize(("source", "target"), [("en", "en"), ("en", "de"), ("fr", "en")])
class TestTokens:
    def _theirs(
        self, reference: Any, sound: str, source: str, target: str
    ) -> tuple[tuple[int, ...], Float32]:
        """Tokens and their log probabilities."""
        tokens, _, log_probabilities = next(
            reference.asr._decoding(
                *reference.asr._encode(
                    *reference.asr._preprocessor(
                        _sounds()[sound][None], np.array([_sounds()[sound].size])
                    )
                ),
                language=source,
                target_language=target,
            )
        )
        return tuple(int(token) for token in tokens), np.asarray(log_probabilities, np.float32)

    def test_float32_writes_the_same(
        self, reference: Any, exact: CanaryModel, sound: str, source: str, target: str
    ) -> None:
        tokens, log_probabilities = self._theirs(reference, sound, source, target)

        found = search(
            exact.network,
            exact.network.encode(NemoLogMel(128)(_sounds()[sound])),
            prompt=_prompt(exact, source=source, target=target),
            prefix=(),
            limits=SearchLimits(
                end_of_text=_END,
                no_speech=1,
                writable=np.ones(1216, np.bool_),
                last_speech_frame=-1,
                n_lead_in_frames=0,
                max_new_tokens=1_000,
            ),
            should_stop=None,
        )

        assert found.tokens == tokens
        assert len(tokens) > 0
        np.testing.assert_allclose(found.log_probabilities, log_probabilities, atol=2e-3)

    def test_int8_would_mostly_write_the_same(
        self, reference: Any, quantised: CanaryModel, sound: str, source: str, target: str
    ) -> None:
        """After the same beginning each time: random weights have no clear favourites."""
        tokens, log_probabilities = self._theirs(reference, sound, source, target)
        prompt = _prompt(quantised, source=source, target=target)
        given = (*prompt, *tokens[:-1])

        rows = quantised.network.step(
            given,
            quantised.network.encode(NemoLogMel(128)(_sounds()[sound])),
            positions=range(len(prompt) - 1, len(given)),
        ).log_probabilities

        assert (rows.argmax(axis=1) == tokens).mean() >= 0.8
        errors = np.abs(rows[np.arange(len(tokens)), tokens] - log_probabilities)
        assert errors.mean() < 0.15


def _prompt(model: CanaryModel, *, source: str, target: str) -> tuple[int, ...]:
    lines = (PUBLISHED / "vocab.txt").read_text(encoding="utf-8").splitlines()
    # Their vocabulary keeps the last of all pieces that are a space.
    space = max(int(line.rsplit(" ", 1)[1]) for line in lines if line.startswith("▁ "))
    return (space, *model.prompt(source=source, target=target))
