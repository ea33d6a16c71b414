"""Sizes of a Whisper model in CTranslate2's format, and the layers that its two halves share."""

from dataclasses import dataclass

from engine.errors import ModelError
from engine.export.ctranslate2_file import CTranslate2File
from engine.export.graph import Graph, Value
from engine.export.quantise import linear


@dataclass(frozen=True, slots=True, kw_only=True)
class WhisperSizes:
    """All sizes that the graphs need.

    Attributes:
        n_layers: of the decoder.
        max_source_frames: positions of the encoder, 20 ms each.
        max_target_tokens: positions of the decoder.
    """

    n_mels: int
    n_encoder_layers: int
    n_layers: int
    n_heads: int
    d_model: int
    vocab_size: int
    max_source_frames: int
    max_target_tokens: int

    @property
    def d_head(self) -> int:
        """Size of one attention head."""
        return self.d_model // self.n_heads


def read_sizes(file: CTranslate2File) -> WhisperSizes:
    """Read the sizes from the tensors.

    Raises:
        ModelError: the tensors are not those of a Whisper model.
    """
    d_model, n_mels, _ = file.tensor("encoder/conv1/weight", None, None, 3).shape
    vocab_size = file.tensor("decoder/embeddings/weight", None, d_model).shape[0]
    sizes = WhisperSizes(
        n_mels=n_mels,
        n_encoder_layers=file.n_layers("encoder/layer"),
        n_layers=file.n_layers("decoder/layer"),
        n_heads=file.integer("decoder/num_heads"),
        d_model=d_model,
        vocab_size=vocab_size,
        max_source_frames=file.tensor("encoder/position_encodings/encodings", None, d_model).shape[
            0
        ],
        max_target_tokens=file.tensor("decoder/position_encodings/encodings", None, d_model).shape[
            0
        ],
    )
    if sizes.n_heads < 1 or d_model % sizes.n_heads or not sizes.n_layers:
        raise ModelError(
            f"model.bin has {sizes.n_heads} heads for {d_model} values and {sizes.n_layers} "
            "layers, which cannot be; install its pack again."
        )
    return sizes


class WhisperWeights:
    """Adds layers with the weights of a file to one graph.

    Args:
        file: the weights.
        graph: to add to.
        d_model: size of the residual stream.
        int8: quantise the linear layers.
        few_rows: how; see engine/export/quantise.py.
    """

    def __init__(
        self,
        file: CTranslate2File,
        graph: Graph,
        d_model: int,
        *,
        int8: bool,
        few_rows: bool,
    ) -> None:
        self._file = file
        self._graph = graph
        self._d_model = d_model
        self._int8 = int8
        self._few_rows = few_rows

    def linear(self, x: Value, name: str, *, n_in: int, n_out: int) -> Value:
        """Add the linear layer `name`."""
        weight = self._file.tensor(f"{name}/weight", n_out, n_in)
        bias = self._file.tensor(f"{name}/bias", n_out)
        return linear(self._graph, x, weight.T, bias=bias, int8=self._int8, few_rows=self._few_rows)

    def norm(self, x: Value, name: str) -> Value:
        """Add the layer normalisation `name`."""
        return self._graph.layer_norm(
            x,
            self._file.tensor(f"{name}/gamma", self._d_model),
            self._file.tensor(f"{name}/beta", self._d_model),
        )

    def feed_forward(self, x: Value, name: str) -> Value:
        """Add the feed-forward block `name` with its residual connection."""
        d_inner = self._file.tensor(f"{name}/linear_0/bias", None).shape[0]
        inner = self.linear(
            self.norm(x, f"{name}/layer_norm"),
            f"{name}/linear_0",
            n_in=self._d_model,
            n_out=d_inner,
        )
        inner = self._graph.op("Gelu", inner)
        outer = self.linear(inner, f"{name}/linear_1", n_in=d_inner, n_out=self._d_model)
        return self._graph.op("Add", x, outer)
