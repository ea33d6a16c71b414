"""What speech models of real size cost beside Whisper base.

Run as `python -m engine.workshop.speech_cost FOLDER_OF_WHISPER_BASE`.

The weights are random, at the published sizes: time does not depend on what they say. Canary's
encoder is written as it is published (FastConformer; Rekesh et al., "Fast Conformer with Linearly
Scalable Attention for Efficient Speech Recognition", 2023) and goes through the product's own
conversion, as Whisper's weights do. All models run by turns, so that whatever else the machine does
meets all of them; the figures to trust are the ratios.
"""

import argparse
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.asr.canary.features import NemoLogMel
from engine.asr.canary.model import LEAD_IN_FRAMES
from engine.asr.canary.network import FEATURES_PER_FRAME, CanaryNetwork
from engine.asr.whisper.model import WhisperModel
from engine.compute import peak_memory_mb, resident_memory_mb
from engine.onnx import Runtime
from engine.packs.convert.canary import (
    Attention,
    DecoderLayer,
    DecoderWeights,
    Linear,
    Norm,
    convert_parts,
)
from engine.packs.convert.graph import Graph, Value
from engine.packs.convert.onnx_reading import PublishedGraph
from engine.packs.convert.whisper import WhisperSizes, build_decoder, build_encoder
from engine.policy import LatencyPreset, step_ms

if TYPE_CHECKING:
    from engine.packs.convert.ctranslate2 import CTranslate2File

_N_MELS: Final = 128
_FEATURES: Final = NemoLogMel(_N_MELS)
_KERNEL: Final = 9
_CONVOLUTION_CHANNELS: Final = 256
_LONGEST_FEATURES: Final = 4_000

_PROMPT_TOKENS: Final = 9
_PREFIX_TOKENS: Final = 20
_NEW_TOKENS: Final = 8

_HEAD_ROOM: Final = 0.8
"""The share of a step that may go into computing it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CanarySizes:
    """Sizes of a Canary model.

    Attributes:
        n_encoder_layers: FastConformer blocks.
        d_encoder: their width.
        n_layers: of the decoder.
        d_model: of the decoder.
    """

    n_encoder_layers: int
    d_encoder: int
    n_layers: int
    d_model: int
    vocab_size: int
    n_heads: int = 8
    max_target_tokens: int = 1_024


CANARIES: Final = {
    "canary-180m-flash": CanarySizes(
        n_encoder_layers=17, d_encoder=512, n_layers=4, d_model=1_024, vocab_size=5_248
    ),
    "canary-1b-v2": CanarySizes(
        n_encoder_layers=32, d_encoder=1_024, n_layers=8, d_model=1_024, vocab_size=16_384
    ),
}
"""The published models."""

_MULTILINGUAL: Final = {
    "n_mels": 80,
    "vocab_size": 51_865,
    "max_source_frames": 1_500,
    "max_target_tokens": 448,
}

WHISPERS: Final = {
    "whisper-small": WhisperSizes(
        n_encoder_layers=12, n_layers=12, n_heads=12, d_model=768, **_MULTILINGUAL
    ),
    "whisper-medium": WhisperSizes(
        n_encoder_layers=24, n_layers=24, n_heads=16, d_model=1_024, **_MULTILINGUAL
    ),
    "whisper-large-v3": WhisperSizes(
        n_encoder_layers=32,
        n_layers=32,
        n_heads=20,
        d_model=1_280,
        **{**_MULTILINGUAL, "n_mels": 128, "vocab_size": 51_866},
    ),
}
"""Larger sizes of Whisper. large-v3 has one language more than Whisper base."""


class _Random:
    """Weights whose products keep the size of what goes in."""

    def __init__(self, seed: int) -> None:
        self._generator = np.random.default_rng(seed)

    def array(self, *shape: int, scale: float = 1.0) -> Float32:
        values: Float32 = self._generator.standard_normal(shape, np.float32)
        return values * np.float32(scale)

    def linear(self, n_in: int, n_out: int) -> Linear:
        return Linear(self.array(n_in, n_out, scale=n_in**-0.5), self.array(n_out, scale=0.02))

    def norm(self, d: int) -> Norm:
        return Norm(1 + self.array(d, scale=0.02), self.array(d, scale=0.02), 1e-5)

    def attention(self, d: int) -> Attention:
        return Attention(
            norm=self.norm(d),
            query=self.linear(d, d),
            key=self.linear(d, d),
            value=self.linear(d, d),
            output=self.linear(d, d),
        )


def random_decoder(sizes: CanarySizes, *, seed: int = 0) -> DecoderWeights:
    """The weights of a decoder, in float32."""
    random, d = _Random(seed), sizes.d_model
    return DecoderWeights(
        embeddings=random.array(sizes.vocab_size, d, scale=d**-0.5),
        positions=random.array(sizes.max_target_tokens, d, scale=d**-0.5),
        embedding_norm=random.norm(d),
        layers=tuple(
            DecoderLayer(
                own=random.attention(d),
                cross=random.attention(d),
                norm=random.norm(d),
                inner=random.linear(d, 4 * d),
                outer=random.linear(4 * d, d),
            )
            for _ in range(sizes.n_layers)
        ),
        final_norm=random.norm(d),
        head=random.linear(d, sizes.vocab_size),
        n_heads=sizes.n_heads,
    )


class PublishedEncoder:
    """Writes encoder-model.onnx with random weights.

    Args:
        sizes: of the model.
        seed: of the weights.
    """

    def __init__(self, sizes: CanarySizes, *, seed: int = 1) -> None:
        self._sizes = sizes
        self._random = _Random(seed)
        self._graph = Graph("canary-encoder")

    def write(self, path: Path) -> None:
        """Build the graph and save it."""
        graph, sizes, d = self._graph, self._sizes, self._sizes.d_encoder
        mel = graph.input("audio_signal", np.float32, ("batch", _N_MELS, "seq_len"))
        length = graph.input("length", np.int64, ("batch",))
        x = self._subsampling(mel)
        n_frames = graph.size(x, axis=1)
        positions = self._positions(n_frames)
        silent = self._silent(n_frames, length)
        for _ in range(sizes.n_encoder_layers):
            x = self._half_feed_forward(x)
            x = self._attention(x, positions, silent, n_frames)
            x = self._convolution(x, silent)
            x = self._norm(self._half_feed_forward(x), d)
        if d != sizes.d_model:
            x = self._linear(x, d, sizes.d_model)
        graph.output(x, "encoder_embeddings", np.float32, ("batch", "encoded_len", sizes.d_model))
        graph.save(path)

    def _linear(self, x: Value, n_in: int, n_out: int) -> Value:
        layer, graph = self._random.linear(n_in, n_out), self._graph
        product = graph.op("MatMul", x, graph.constant(layer.weight))
        return graph.op("Add", product, graph.constant(layer.bias))

    def _norm(self, x: Value, d: int) -> Value:
        norm = self._random.norm(d)
        return self._graph.layer_norm(x, norm.scale, norm.bias)

    def _conv(
        self,
        x: Value,
        *shape: int,
        stride: int = 1,
        groups: int = 1,
    ) -> Value:
        graph = self._graph
        kernel = self._random.array(*shape, scale=float(np.prod(shape[1:])) ** -0.5)
        n_axes = len(shape) - 2
        pads = [size // 2 for size in shape[2:]] * 2
        return graph.op(
            "Conv",
            x,
            graph.constant(kernel),
            graph.constant(self._random.array(shape[0], scale=0.02)),
            attributes={
                "kernel_shape": shape[2:],
                "pads": pads,
                "strides": [stride] * n_axes,
                "group": groups,
            },
        )

    def _swish(self, x: Value) -> Value:
        return self._graph.op("Mul", x, self._graph.op("Sigmoid", x))

    def _subsampling(self, mel: Value) -> Value:
        """[B, n_mels, T] -> [B, T', d_encoder]: three strided convolutions, two depthwise."""
        graph, c = self._graph, _CONVOLUTION_CHANNELS
        x = graph.op("Unsqueeze", graph.transpose(mel, 0, 2, 1), graph.integers(1))
        x = graph.op("Relu", self._conv(x, c, 1, 3, 3, stride=2))
        for _ in range(2):
            x = self._conv(x, c, 1, 3, 3, stride=2, groups=c)
            x = graph.op("Relu", self._conv(x, c, c, 1, 1))
        x = graph.reshape(graph.transpose(x, 0, 2, 1, 3), 0, -1, c * _N_MELS // 8)
        return self._linear(x, c * _N_MELS // 8, self._sizes.d_encoder)

    def _positions(self, n_frames: Value) -> Value:
        """[1, 2 T' - 1, d_encoder]: of each distance between two frames."""
        graph = self._graph
        longest = _LONGEST_FEATURES // 8
        table = self._random.array(1, 2 * longest - 1, self._sizes.d_encoder)
        middle = graph.integers(longest)
        start = graph.op("Sub", middle, n_frames)
        end = graph.op("Sub", graph.op("Add", middle, n_frames), graph.integers(1))
        return graph.slice(graph.constant(table), start, end, axis=1)

    def _silent(self, n_frames: Value, length: Value) -> Value:
        """[B, T'] whether a frame lies behind the audio."""
        graph = self._graph
        one = graph.constant(np.int64(1))
        frames = graph.op("Range", graph.constant(np.int64(0)), graph.op("Squeeze", n_frames), one)
        eighth = graph.op("Div", graph.op("Sub", length, one), graph.constant(np.int64(8)))
        return graph.op("Greater", frames, graph.reshape(eighth, -1, 1))

    def _half_feed_forward(self, x: Value) -> Value:
        graph, d = self._graph, self._sizes.d_encoder
        inner = self._swish(self._linear(self._norm(x, d), d, 4 * d))
        outer = self._linear(inner, 4 * d, d)
        return graph.op("Add", x, graph.op("Mul", outer, graph.constant(np.float32(0.5))))

    def _attention(self, x: Value, positions: Value, silent: Value, n_frames: Value) -> Value:
        """Self-attention with relative positions (Dai et al., Transformer-XL, 2019)."""
        graph, d, h = self._graph, self._sizes.d_encoder, self._sizes.n_heads
        normed = self._norm(x, d)

        def by_head(value: Value) -> Value:
            return graph.reshape(value, 0, -1, h, d // h)

        query, key, value = (by_head(self._linear(normed, d, d)) for _ in range(3))
        weight = self._random.linear(d, d).weight
        distance = by_head(graph.op("MatMul", positions, graph.constant(weight)))
        to_content, to_place = (
            graph.transpose(
                graph.op("Add", query, graph.constant(self._random.array(h, d // h))), 0, 2, 1, 3
            )
            for _ in range(2)
        )
        content = graph.op("MatMul", to_content, graph.transpose(key, 0, 2, 3, 1))
        place = graph.op("MatMul", to_place, graph.transpose(distance, 0, 2, 3, 1))
        # A row of distances becomes a row of places by one shift a row.
        pads = graph.integers(0, 0, 0, 1, 0, 0, 0, 0)
        place = graph.reshape(graph.op("Pad", place, pads), 0, h, 0, 0)
        n_rows = graph.op("Add", n_frames, n_frames)
        batch, heads = graph.size(x, axis=0), graph.integers(h)
        place = graph.reshape_to(place, graph.concat([batch, heads, n_rows, n_frames], axis=0))
        place = graph.slice(place, graph.integers(1), n_rows, axis=2)
        place = graph.reshape_to(
            place,
            graph.concat(
                [batch, heads, n_frames, graph.op("Sub", n_rows, graph.integers(1))], axis=0
            ),
        )
        place = graph.slice(place, graph.integers(0), n_frames, axis=3)
        scores = graph.op(
            "Mul",
            graph.op("Add", content, place),
            graph.constant(np.float32((d // h) ** -0.5)),
        )
        hidden = graph.op("Unsqueeze", silent, graph.integers(1, 2))
        scores = graph.op("Where", hidden, graph.constant(np.float32(-10_000)), scores)
        attention = graph.op("Where", hidden, graph.constant(np.float32(0)), graph.softmax(scores))
        heard = graph.op("MatMul", attention, graph.transpose(value, 0, 2, 1, 3))
        heard = graph.reshape(graph.transpose(heard, 0, 2, 1, 3), 0, -1, d)
        return graph.op("Add", x, self._linear(heard, d, d))

    def _convolution(self, x: Value, silent: Value) -> Value:
        graph, d = self._graph, self._sizes.d_encoder
        rows = graph.transpose(self._norm(x, d), 0, 2, 1)
        value, gate = graph.split(self._conv(rows, 2 * d, d, 1), d, d, axis=1)
        rows = graph.op("Mul", value, graph.op("Sigmoid", gate))
        hidden = graph.op("Unsqueeze", silent, graph.integers(1))
        rows = graph.op("Where", hidden, graph.constant(np.float32(0)), rows)
        rows = self._swish(self._conv(rows, d, 1, _KERNEL, groups=d))
        rows = self._conv(rows, d, d, 1)
        return graph.op("Add", x, graph.transpose(rows, 0, 2, 1))


class _RandomTensors:
    """Stands for the file that Whisper's converter reads, with weights of any size."""

    def __init__(self, sizes: WhisperSizes) -> None:
        self._random = _Random(2)
        self._d_inner = 4 * sizes.d_model

    def tensor(self, name: str, *shape: int | None) -> Float32:
        """A tensor of the wanted shape; what is not said is the width of a feed-forward block."""
        known = tuple(self._d_inner if size is None else size for size in shape)
        if name.endswith("gamma"):
            return 1 + self._random.array(*known, scale=0.02)
        fan_in = float(np.prod(known[1:])) if len(known) > 1 else 2_500.0
        return self._random.array(*known, scale=fan_in**-0.5)


def make_whisper(
    sizes: WhisperSizes, base: Path, folder: Path, *, runtime: Runtime
) -> WhisperModel:
    """A Whisper of random weights, written into a folder as an installed pack has it.

    Args:
        sizes: of the model.
        base: folder of an installed Whisper with the same vocabulary.
        folder: to write into.
        runtime: how to run it.
    """
    tensors = cast("CTranslate2File", _RandomTensors(sizes))
    heads = [[sizes.n_layers - 1, head] for head in range(6)]
    build_encoder(tensors, sizes, int8=True).save(folder / "encoder.onnx")
    build_decoder(tensors, sizes, heads, int8=True).save(folder / "decoder.onnx")
    config = json.loads((base / "whisper.json").read_text(encoding="utf-8"))
    config |= {**asdict(sizes), "alignment_heads": heads}
    (folder / "whisper.json").write_text(json.dumps(config), encoding="utf-8")
    shutil.copyfile(base / "tokenizer.json", folder / "tokenizer.json")
    return WhisperModel(folder, runtime=runtime)


def make_canary(sizes: CanarySizes, folder: Path, *, runtime: Runtime) -> CanaryNetwork:
    """A network of random weights, written into a folder as an installed pack has it."""
    PublishedEncoder(sizes).write(folder / "encoder-model.onnx")
    convert_parts(
        PublishedGraph(folder / "encoder-model.onnx"), random_decoder(sizes), folder, int8=True
    )
    return CanaryNetwork(folder, runtime=runtime)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Seconds that one decoding step over a live buffer takes.

    Attributes:
        encoder: all of the buffer.
        prefix: the prompt and the forced tokens.
        token: one new token.
    """

    encoder: float
    prefix: float
    token: float

    @property
    def whole(self) -> float:
        """With _NEW_TOKENS new tokens."""
        return self.encoder + self.prefix + _NEW_TOKENS * self.token


def canary_cost(network: CanaryNetwork, samples: Float32) -> Cost:
    """Time one decoding step of Canary, with the lead-in that the product puts in front.

    Args:
        network: the model.
        samples: [n] at SOURCE_RATE_HZ.
    """
    started = time.perf_counter()
    features = _FEATURES(samples)
    lead_in = np.repeat(features[:, :1], LEAD_IN_FRAMES * FEATURES_PER_FRAME, axis=1)
    heard = network.encode(np.concatenate([lead_in, features], axis=1))
    encoded = time.perf_counter()
    step = network.step([7] * (_PROMPT_TOKENS + _PREFIX_TOKENS), heard)
    forced = time.perf_counter()
    for _ in range(_NEW_TOKENS):
        step = network.step((7,), step.state)
    ended = time.perf_counter()
    return Cost(
        encoder=encoded - started, prefix=forced - encoded, token=(ended - forced) / _NEW_TOKENS
    )


def whisper_cost(model: WhisperModel, samples: Float32) -> Cost:
    """Time one greedy decoding step of Whisper, with silence as the product pads it.

    Args:
        model: the model.
        samples: [n] at SOURCE_RATE_HZ.
    """
    started = time.perf_counter()
    heard = model.encode(samples, padded_to_samples=samples.size + 2 * SOURCE_RATE_HZ)
    encoded = time.perf_counter()
    step = model.step(np.full((1, 4 + _PREFIX_TOKENS), 7), model.initial_state(heard))
    forced = time.perf_counter()
    state = step.state.as_shared()
    for _ in range(_NEW_TOKENS):
        state = model.step(np.array([[7]]), state).state
    ended = time.perf_counter()
    return Cost(
        encoder=encoded - started, prefix=forced - encoded, token=(ended - forced) / _NEW_TOKENS
    )


_COLUMNS: Final[tuple[tuple[str, Callable[[Cost], float]], ...]] = (
    ("encoder", lambda cost: cost.encoder),
    ("prefix", lambda cost: cost.prefix),
    ("token", lambda cost: cost.token),
    ("whole", lambda cost: cost.whole),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What one model costs.

    Attributes:
        least: seconds, by column. On a machine that does other work as well, the least is what the
            work itself takes.
        ratios: median of the ratios to the first model in the same round, by column.
    """

    least: Mapping[str, float]
    ratios: Mapping[str, float]


def compare(
    timers: Mapping[str, Callable[[Float32], Cost]], *, seconds: float, repeats: int
) -> dict[str, Comparison]:
    """Time models by turns.

    Args:
        timers: by the models' names; the first is what others are compared with.
        seconds: length of the buffer.
        repeats: rounds, each with all models; one more goes before them to warm up.
    """
    random = np.random.default_rng(0)
    samples = (random.standard_normal(int(seconds * SOURCE_RATE_HZ)) * 0.1).astype(np.float32)
    rounds = [{name: timer(samples) for name, timer in timers.items()} for _ in range(repeats + 1)][
        1:
    ]
    first = next(iter(timers))
    return {
        name: Comparison(
            least={title: min(column(r[name]) for r in rounds) for title, column in _COLUMNS},
            ratios={
                title: statistics.median(column(r[name]) / column(r[first]) for r in rounds)
                for title, column in _COLUMNS
            },
        )
        for name in timers
    }


def memory_mb(name: str, folder: Path, *, threads: int, seconds: float) -> float | None:
    """What a model adds at its peak to a program that loads it and takes one decoding step.

    Args:
        name: of the model.
        folder: it lies in.
        threads: of each of its networks.
        seconds: length of the buffer.

    Returns:
        MB of 1024 * 1024 bytes, measured in a process of its own; None where the system does not
        tell.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(_added_mb, name, folder, threads, seconds).result()


def _added_mb(name: str, folder: Path, threads: int, seconds: float) -> float | None:
    before_mb = resident_memory_mb()
    samples = np.zeros(round(seconds * SOURCE_RATE_HZ), np.float32)
    load_timer(name, folder, Runtime(threads=threads))(samples)
    peak_mb = peak_memory_mb()
    return None if before_mb is None or peak_mb is None else peak_mb - before_mb


def load_timer(name: str, folder: Path, runtime: Runtime) -> Callable[[Float32], Cost]:
    """What times a decoding step of the model in a folder."""
    if name in CANARIES:
        return partial(canary_cost, CanaryNetwork(folder, runtime=runtime))
    return partial(whisper_cost, WhisperModel(folder, runtime=runtime))


def table(found: Mapping[str, Comparison], memory: Mapping[str, float | None]) -> str:
    """A comparison in Markdown.

    Args:
        found: by the models' names.
        memory: as `memory_mb`, likewise.

    Returns:
        Times, memory, and the presets whose steps a model keeps up with at best.
    """
    titles = [title for title, _ in _COLUMNS]
    rows = [["model", *titles, "memory", "keeps up at"], ["---"] * (len(titles) + 3)]
    for name, cost in found.items():
        cells = [f"{cost.least[t] * 1000:.0f} ms, x{cost.ratios[t]:.2f}" for t in titles]
        presets = [
            preset.value
            for preset in LatencyPreset
            if cost.least["whole"] * 1000 <= _HEAD_ROOM * step_ms(preset)
        ]
        added_mb = memory.get(name)
        size = "" if added_mb is None else f"{added_mb:.0f} MB"
        rows.append([name, *cells, size, ", ".join(presets) or "none"])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one table for each length of the buffer."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("whisper", type=Path, help="folder of the installed pack whisper-base")
    parser.add_argument(
        "--models",
        choices=[*WHISPERS, *CANARIES],
        nargs="+",
        default=["whisper-small", "canary-180m-flash"],
    )
    parser.add_argument("--seconds", type=float, nargs="+", default=[3.0, 5.0, 8.0])
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--threads", type=int, nargs="+", default=[2])
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as root:
        folders = {"whisper-base": options.whisper}
        for name in options.models:
            folder = folders[name] = Path(root) / name
            folder.mkdir()
            if name in CANARIES:
                make_canary(CANARIES[name], folder, runtime=Runtime(threads=1))
            else:
                make_whisper(WHISPERS[name], options.whisper, folder, runtime=Runtime(threads=1))
        for threads in options.threads:
            longest_s = max(options.seconds)
            memory = {
                name: memory_mb(name, path, threads=threads, seconds=longest_s)
                for name, path in folders.items()
            }
            runtime = Runtime(threads=threads)
            timers = {name: load_timer(name, path, runtime) for name, path in folders.items()}
            for seconds in options.seconds:
                found = compare(timers, seconds=seconds, repeats=options.repeats)
                print(  # noqa: T201 - its purpose
                    f"{seconds:g} s, {threads} threads\n\n{table(found, memory)}\n", flush=True
                )
    return 0


if __name__ == "__main__":
    sys.exit(main())
