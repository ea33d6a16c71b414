"""Greedy search: forced beginnings, stopping, and ends of text that come too soon."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.asr.canary.decoding import SearchLimits, search
from engine.asr.canary.network import CanaryNetwork, DecoderState
from engine.asr.model import SpeechHypothesis
from engine.onnx import Runtime
from tests.helpers.tiny_canary import (
    expected_floats,
    expected_ids,
    install_tiny_canary,
    publish_tiny_canary,
)

_PROMPT = expected_ids("prompt")
_TOKENS = expected_ids("tokens")
_END = 3
_SILENT = SearchLimits(
    end_of_text=_END,
    no_speech=1,
    writable=np.ones(1216, np.bool_),
    last_speech_frame=-1,
    n_lead_in_frames=0,
    max_new_tokens=10,
)


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> CanaryNetwork:
    folder = install_tiny_canary(tmp_path_factory.mktemp("canary") / "pack")
    return CanaryNetwork(folder, runtime=Runtime(threads=1))


@pytest.fixture(scope="module")
def heard(network: CanaryNetwork) -> DecoderState:
    return network.encode(expected_floats("features"))


def _search(
    network: CanaryNetwork,
    heard: DecoderState,
    limits: SearchLimits = _SILENT,
    prefix: tuple[int, ...] = (),
) -> SpeechHypothesis:
    return search(network, heard, prompt=_PROMPT, prefix=prefix, limits=limits, should_stop=None)


def test_the_text_is_the_reference_s(network: CanaryNetwork, heard: DecoderState) -> None:
    found = _search(network, heard)

    log_probabilities = expected_floats("log_probabilities")
    attention = expected_floats("cross_attention")[:, 0].mean(axis=1)  # [token, frame]
    assert found.tokens == _TOKENS
    np.testing.assert_allclose(
        found.log_probabilities, log_probabilities[range(10), _TOKENS], atol=2e-5
    )
    np.testing.assert_array_equal(found.frames, attention.argmax(axis=1))
    assert found.no_speech_probability == pytest.approx(np.exp(log_probabilities[0, 1]), rel=1e-3)
    assert not found.is_finished


@pytest.mark.parametrize("n_forced", [1, 4, 9])
def test_a_forced_beginning_goes_on_as_if_it_had_been_found(
    network: CanaryNetwork, heard: DecoderState, n_forced: int
) -> None:
    free = _search(network, heard)

    limits = replace(_SILENT, max_new_tokens=10 - n_forced)
    forced = _search(network, heard, limits, prefix=_TOKENS[:n_forced])

    assert forced.tokens == free.tokens
    np.testing.assert_array_equal(forced.frames, free.frames)
    np.testing.assert_array_equal(forced.log_probabilities[:n_forced], 0)
    np.testing.assert_allclose(
        forced.log_probabilities[n_forced:], free.log_probabilities[n_forced:], atol=2e-5
    )
    assert forced.no_speech_probability == pytest.approx(free.no_speech_probability, rel=1e-3)


def test_a_text_has_only_tokens_that_it_may_have(
    network: CanaryNetwork, heard: DecoderState
) -> None:
    writable = np.ones(1216, np.bool_)
    writable[list(_TOKENS)] = False

    found = _search(network, heard, replace(_SILENT, writable=writable))

    assert len(found.tokens) == 10
    assert not {*_TOKENS} & {*found.tokens}


def test_attention_to_the_lead_in_does_not_count(
    network: CanaryNetwork, heard: DecoderState
) -> None:
    attention = expected_floats("cross_attention")[:, 0].mean(axis=1)

    found = _search(network, heard, replace(_SILENT, n_lead_in_frames=8))

    assert found.tokens == _TOKENS
    np.testing.assert_array_equal(found.frames, attention[:, 8:].argmax(axis=1))


def test_it_stops_when_it_is_told_to(network: CanaryNetwork, heard: DecoderState) -> None:
    asked: list[tuple[tuple[int, ...], int]] = []

    def stop_at_the_third(tokens: tuple[int, ...], frame: int) -> bool:
        asked.append((tokens, frame))
        return len(tokens) == 3

    found = search(
        network,
        heard,
        prompt=_PROMPT,
        prefix=_TOKENS[:1],
        limits=_SILENT,
        should_stop=stop_at_the_third,
    )

    assert found.tokens == _TOKENS[:3]
    assert not found.is_finished
    assert asked == [(_TOKENS[:n], int(found.frames[n - 1])) for n in (2, 3)]


def test_a_text_ends_where_the_decoder_has_no_more_room(
    network: CanaryNetwork, heard: DecoderState
) -> None:
    found = _search(network, heard, replace(_SILENT, max_new_tokens=1000))

    assert found.is_finished or len(found.tokens) == 64 - len(_PROMPT)
    with pytest.raises(ValueError, match="do not fit"):
        _search(network, heard, prefix=(_TOKENS[0],) * (64 - len(_PROMPT)))


class TestEnds:
    """The token that the model chooses at some step is taken for the one that ends a text."""

    def _ending(self, position: int, *, last_speech_frame: int) -> SearchLimits:
        writable = np.ones(1216, np.bool_)
        writable[_TOKENS[position]] = False
        return replace(
            _SILENT,
            end_of_text=_TOKENS[position],
            writable=writable,
            last_speech_frame=last_speech_frame,
        )

    def test_silence_may_be_answered_with_nothing(
        self, network: CanaryNetwork, heard: DecoderState
    ) -> None:
        found = _search(network, heard, self._ending(0, last_speech_frame=-1))

        assert found.tokens == ()
        assert found.is_finished

    def test_speech_is_not_answered_with_nothing(
        self, network: CanaryNetwork, heard: DecoderState
    ) -> None:
        best = np.argsort(-expected_floats("log_probabilities")[0])

        found = _search(network, heard, self._ending(0, last_speech_frame=20))

        assert best[0] == _TOKENS[0]
        assert found.tokens[0] == best[1]

    def test_a_text_does_not_end_while_speech_goes_on(
        self, network: CanaryNetwork, heard: DecoderState
    ) -> None:
        position = next(n for n in range(1, 10) if _TOKENS[n] not in _TOKENS[:n])
        newest = int(_search(network, heard).frames[: position + 1].max())

        over = _search(network, heard, self._ending(position, last_speech_frame=newest + 12))
        goes_on = _search(network, heard, self._ending(position, last_speech_frame=newest + 13))

        assert over.tokens == _TOKENS[:position]
        assert over.is_finished
        assert goes_on.tokens[:position] == _TOKENS[:position]
        assert len(goes_on.tokens) > position

    @pytest.mark.parametrize(
        ("preferred", "n_asked"),
        [({_END: 100.0}, 3), ({_END: 100.0, 1: 120.0}, 0)],
        ids=["speech after all", "nobody speaks"],
    )
    def test_a_model_that_insists_on_the_end_is_believed(
        self, tmp_path: Path, preferred: dict[int, float], n_asked: int
    ) -> None:
        published = publish_tiny_canary(tmp_path / "published", preferred=preferred)
        folder = install_tiny_canary(tmp_path / "pack", published=published)
        network = CanaryNetwork(folder, runtime=Runtime(threads=1))
        limits = replace(_SILENT, writable=np.arange(1216) > 1151, last_speech_frame=1000)
        asked: list[tuple[int, ...]] = []

        def go_on(tokens: tuple[int, ...], _frame: int) -> bool:
            asked.append(tokens)
            return False

        found = search(
            network,
            network.encode(expected_floats("features")),
            prompt=_PROMPT,
            prefix=_TOKENS[:1] if n_asked else (),
            limits=limits,
            should_stop=go_on,
        )

        # What it was made to say in between is not kept.
        assert len(asked) == n_asked
        assert found.tokens == (_TOKENS[:1] if n_asked else ())
        assert len(found.frames) == len(found.log_probabilities) == len(found.tokens)
        assert found.is_finished
