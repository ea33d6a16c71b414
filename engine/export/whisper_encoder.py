"""The graph of Whisper's encoder; see engine/export/whisper.py for its inputs and outputs."""

import numpy as np

from engine.export.ctranslate2_file import CTranslate2File
from engine.export.graph import MICROSOFT, Graph
from engine.export.whisper_layers import WhisperSizes, WhisperWeights


def build_encoder(file: CTranslate2File, sizes: WhisperSizes, *, int8: bool) -> Graph:
    """Build encoder.onnx.

    Args:
        file: the weights.
        sizes: of the model.
        int8: quantise the linear layers; the convolutions stay in float32.

    Raises:
        ModelError: the file lacks a tensor, or one has another shape than the sizes say.
    """
    d = sizes.d_model
    graph = Graph("whisper-encoder")
    weights = WhisperWeights(file, graph, d, int8=int8, few_rows=False)
    x = graph.input("mel", np.float32, (1, sizes.n_mels, "n_feature_frames"))
    for name, n_in, stride in (("conv1", sizes.n_mels, 1), ("conv2", d, 2)):
        x = graph.op(
            "Conv",
            x,
            graph.constant(file.tensor(f"encoder/{name}/weight", d, n_in, 3)),
            graph.constant(file.tensor(f"encoder/{name}/bias", d)),
            attributes={"kernel_shape": [3], "pads": [1, 1], "strides": [stride]},
        )
        x = graph.op("Gelu", x)
    x = graph.transpose(x, 0, 2, 1)
    positions = file.tensor("encoder/position_encodings/encodings", sizes.max_source_frames, d)
    n_frames = graph.size(x, axis=1)
    x = graph.op(
        "Add", x, graph.slice(graph.constant(positions), graph.integers(0), n_frames, axis=0)
    )
    for i in range(sizes.n_encoder_layers):
        layer = f"encoder/layer_{i}"
        attention = f"{layer}/self_attention"
        packed = weights.linear(
            weights.norm(x, f"{attention}/layer_norm"), f"{attention}/linear_0", n_in=d, n_out=3 * d
        )
        query, key, value = graph.split(packed, d, d, d, axis=2)
        heard = graph.op(
            "MultiHeadAttention",
            query,
            key,
            value,
            domain=MICROSOFT,
            attributes={"num_heads": sizes.n_heads},
        )
        heard = weights.linear(heard, f"{attention}/linear_1", n_in=d, n_out=d)
        x = graph.op("Add", x, heard)
        x = weights.feed_forward(x, f"{layer}/ffn")
    x = weights.norm(x, "encoder/layer_norm")
    shape = (sizes.n_heads, "n_frames", sizes.d_head)
    for i in range(sizes.n_layers):
        packed = weights.linear(x, f"decoder/layer_{i}/attention/linear_1", n_in=d, n_out=2 * d)
        for kind, part in zip(("key", "value"), graph.split(packed, d, d, axis=2), strict=True):
            by_head = graph.reshape(part, -1, sizes.n_heads, sizes.d_head)
            graph.output(graph.transpose(by_head, 1, 0, 2), f"cross_{kind}_{i}", np.float32, shape)
    return graph
