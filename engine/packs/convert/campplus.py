"""Converts the speaker encoder CAM++ to one ONNX graph, without torch.

Wang and others 2023, "CAM++: A Fast and Efficient Network for Speaker Verification Using
Context-Aware Masking" (arXiv:2303.00332), of whose figures 1 and 2 the names here are; weights of
the 3D-Speaker project.

encoder.onnx, for T frames of a filter bank:
    features      float [1, 80, T]
    -> embedding  float [1, 192]   not normalised
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np
from onnx import TensorProto

from engine.packs.convert.graph import Graph, Value
from engine.packs.convert.torch_file import TorchFile

_N_MELS: Final = 80
_SIZE: Final = 192
_FRONT: Final = 32  # channels of the two-dimensional front
_CHANNELS: Final = 128  # of what goes into the first block
_BOTTLENECK: Final = 128
_GROWTH: Final = 32  # channels that a layer adds
_BLOCKS: Final = ((12, 1), (24, 2), (16, 2))  # number of layers and their dilation
_SEGMENT_FRAMES: Final = 100
_FLOAT: Final = int(TensorProto.FLOAT)


def convert_campplus(
    checkpoint: Path, target_folder: Path, *, progress: Callable[[float], None] | None = None
) -> None:
    """Write encoder.onnx.

    Args:
        checkpoint: campplus_cn_en_common.pt.
        target_folder: an existing folder to write into.
        progress: called with the fraction done, from 0 to 1.

    Raises:
        ModelError: the checkpoint is damaged or is another network's.
    """
    encoder_graph(TorchFile(checkpoint)).save(target_folder / "encoder.onnx")
    if progress is not None:
        progress(1.0)


def encoder_graph(weights: TorchFile) -> Graph:
    """Build the graph that the module describes."""
    return _Network(weights).graph


class _Network:
    """The graph that the module describes."""

    def __init__(self, weights: TorchFile) -> None:
        self._weights = weights
        self.graph = graph = Graph("campplus")
        features = graph.input("features", np.float32, (1, _N_MELS, "n_frames"))
        x = self._front(graph.op("Unsqueeze", features, graph.integers(1)))
        x = graph.reshape(x, 1, _FRONT * _N_MELS // 8, -1)
        x = self._conv(
            x, "xvector.tdnn.linear", (_CHANNELS, _FRONT * _N_MELS // 8, 5), strides=(2,), pads=2
        )
        x = self._relu(self._norm(x, "xvector.tdnn.nonlinear.batchnorm", _CHANNELS))
        self._measure_segments(x)
        channels = _CHANNELS
        for block, (n_layers, dilation) in enumerate(_BLOCKS, start=1):
            for layer in range(1, n_layers + 1):
                name = f"xvector.block{block}.tdnnd{layer}"
                x = graph.concat([x, self._dense_layer(x, name, channels, dilation)], axis=1)
                channels += _GROWTH
            name = f"xvector.transit{block}"
            x = self._relu(self._norm(x, f"{name}.nonlinear.batchnorm", channels))
            x = self._conv(x, f"{name}.linear", (channels // 2, channels, 1))
            channels //= 2
        x = self._relu(self._norm(x, "xvector.out_nonlinear.batchnorm", channels))
        x = self._conv(self._statistics(x), "xvector.dense.linear", (_SIZE, 2 * channels, 1))
        x = self._norm(x, "xvector.dense.nonlinear.batchnorm", _SIZE, is_affine=False)
        x = graph.op("Squeeze", x, graph.integers(2))
        graph.output(x, "embedding", np.float32, (1, _SIZE))

    def _front(self, x: Value) -> Value:
        """The two-dimensional front: [1, 1, mels, frames] to [1, 32, mels / 8, frames]."""
        x = self._conv2d(x, "head.conv1", "head.bn1", inputs=1)
        for layer in ("head.layer1", "head.layer2"):
            for number, stride in enumerate((2, 1)):
                name = f"{layer}.{number}"
                short = x
                if stride > 1:
                    shape = (_FRONT, _FRONT, 1, 1)
                    short = self._conv(x, f"{name}.shortcut.0", shape, strides=(stride, 1))
                    short = self._norm(short, f"{name}.shortcut.1", _FRONT)
                x = self._conv2d(x, f"{name}.conv1", f"{name}.bn1", stride=stride)
                x = self._conv(x, f"{name}.conv2", (_FRONT, _FRONT, 3, 3), pads=1)
                x = self._norm(x, f"{name}.bn2", _FRONT)
                x = self._relu(self.graph.op("Add", x, short))
        return self._conv2d(x, "head.conv2", "head.bn2", stride=2)

    def _conv2d(
        self, x: Value, conv: str, norm: str, *, inputs: int = _FRONT, stride: int = 1
    ) -> Value:
        x = self._conv(x, conv, (_FRONT, inputs, 3, 3), strides=(stride, 1), pads=1)
        return self._relu(self._norm(x, norm, _FRONT))

    def _dense_layer(self, x: Value, name: str, channels: int, dilation: int) -> Value:
        """What a layer adds: a local convolution under the mask that its context gives."""
        graph, cam = self.graph, f"{name}.cam_layer"
        x = self._relu(self._norm(x, f"{name}.nonlinear1.batchnorm", channels))
        x = self._conv(x, f"{name}.linear1", (_BOTTLENECK, channels, 1))
        x = self._relu(self._norm(x, f"{name}.nonlinear2.batchnorm", _BOTTLENECK))
        local = self._conv(
            x,
            f"{cam}.linear_local",
            (_GROWTH, _BOTTLENECK, 3),
            pads=dilation,
            dilations=(dilation,),
        )
        whole = graph.op("ReduceMean", x, graph.integers(2))
        context = graph.op("Add", self._segment_means(x), whole)
        half = _BOTTLENECK // 2
        context = self._conv(context, f"{cam}.linear1", (half, _BOTTLENECK, 1), has_bias=True)
        context = self._relu(context)
        context = self._conv(context, f"{cam}.linear2", (_GROWTH, half, 1), has_bias=True)
        return graph.op("Mul", local, graph.op("Sigmoid", context))

    def _measure_segments(self, x: Value) -> None:
        """How many frames there are, and how many of them each segment of a hundred has."""
        graph = self.graph
        self._n_frames = graph.size(x, axis=2)
        segment = graph.integers(_SEGMENT_FRAMES)
        over = graph.op("Mod", self._n_frames, segment)
        missing = graph.op("Mod", graph.op("Sub", segment, over), segment)
        before = graph.integers(0, 0, 0, 0, 0)
        self._padding = graph.concat([before, missing], axis=0)
        shape = graph.concat([graph.integers(1, 1), self._n_frames], axis=0)
        ones = graph.op("Expand", graph.constant(np.ones((1, 1, 1), np.float32)), shape)
        self._counts = self._segment_sums(ones, 1)

    def _segment_sums(self, x: Value, channels: int) -> Value:
        """[1, c, frames] to [1, c, segments, 1], the last of which may be shorter."""
        graph = self.graph
        whole = graph.op("Pad", x, self._padding)
        parts = graph.reshape(whole, 1, channels, -1, _SEGMENT_FRAMES)
        return graph.op("ReduceSum", parts, graph.integers(3))

    def _segment_means(self, x: Value) -> Value:
        """[1, c, frames], the mean of the segment that each frame is in."""
        graph = self.graph
        means = graph.op("Div", self._segment_sums(x, _BOTTLENECK), self._counts)
        spread = graph.op("Expand", means, graph.integers(1, 1, 1, _SEGMENT_FRAMES))
        again = graph.reshape(spread, 1, _BOTTLENECK, -1)
        return graph.slice(again, graph.integers(0), self._n_frames, axis=2)

    def _statistics(self, x: Value) -> Value:
        """[1, c, frames] to [1, 2c, 1]: mean and unbiased standard deviation."""
        graph = self.graph
        mean = graph.op("ReduceMean", x, graph.integers(2))
        off = graph.op("Sub", x, mean)
        squares = graph.op("ReduceSum", graph.op("Mul", off, off), graph.integers(2))
        fewer = graph.op("Sub", self._n_frames, graph.integers(1))
        count = graph.op("Cast", fewer, attributes={"to": _FLOAT})
        deviation = graph.op("Sqrt", graph.op("Div", squares, count))
        return graph.concat([mean, deviation], axis=1)

    def _conv(
        self,
        x: Value,
        name: str,
        shape: tuple[int, ...],
        *,
        strides: tuple[int, ...] | None = None,
        pads: int = 0,
        dilations: tuple[int, ...] | None = None,
        has_bias: bool = False,
    ) -> Value:
        n_axes = len(shape) - 2
        inputs = [self.graph.constant(self._weights.tensor(f"{name}.weight", *shape))]
        if has_bias:
            inputs.append(self.graph.constant(self._weights.tensor(f"{name}.bias", shape[0])))
        return self.graph.op(
            "Conv",
            x,
            *inputs,
            attributes={
                "kernel_shape": shape[2:],
                "strides": strides or (1,) * n_axes,
                "pads": (pads,) * (2 * n_axes),
                "dilations": dilations or (1,) * n_axes,
            },
        )

    def _norm(self, x: Value, name: str, channels: int, *, is_affine: bool = True) -> Value:
        ones, zeros = np.ones(channels, np.float32), np.zeros(channels, np.float32)
        tensor = self._weights.tensor
        scale = tensor(f"{name}.weight", channels) if is_affine else ones
        shift = tensor(f"{name}.bias", channels) if is_affine else zeros
        running = (tensor(f"{name}.running_{kind}", channels) for kind in ("mean", "var"))
        return self.graph.op(
            "BatchNormalization",
            x,
            *map(self.graph.constant, (scale, shift, *running)),
            attributes={"epsilon": 1e-5},
        )

    def _relu(self, x: Value) -> Value:
        return self.graph.op("Relu", x)
