"""What a Marian student's network looks like, read from its options and its tensors."""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from engine.errors import ModelError
from engine.export.marian_binary import ConfigValue, MarianWeights

# What must hold for the graphs to be right, and what Marian assumes where the option is absent
# (browsermt/marian-dev src/common/config_parser.cpp, addOptionsModel).
_REQUIRED: Final[dict[str, tuple[ConfigValue, ConfigValue]]] = {
    "type": ("transformer", "amun"),
    "transformer-decoder-autoreg": ("rnn", "self-attention"),
    "dec-cell": ("ssru", "gru"),
    "layer-normalization": (False, False),
    "transformer-pool": (False, False),
    "transformer-train-position-embeddings": (False, False),
    "transformer-train-positions": (False, False),
    "transformer-disable-position-embeddings": (False, False),
    "transformer-no-projection": (False, False),
    "transformer-no-bias": (False, False),
    "transformer-no-affine": (False, False),
    "input-types": ((), ()),
    "lemma-dim-emb": (0, 0),
    "ulr": (False, False),
    "right-left": (False, False),
}
_ACTIVATIONS: Final = ("relu", "swish", "gelu")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarianArchitecture:
    """Sizes and options of one student.

    Attributes:
        decoder_layer_names: the number that each decoder layer has in tensor names; layers that
            share weights (`transformer-tied-layers`) have the same.
        source_embedding: name of the tensor [source vocabulary, d_model].
        target_embedding: name of the tensor [target vocabulary, d_model].
        output_weight: name of the output layer's tensor.
        output_is_transposed: whether that tensor is [vocabulary, d_model].
        preprocess: what is done before a sublayer, one letter each: d(ropout), n(ormalise).
        postprocess: what is done after a sublayer; also a(dd its input).
        postprocess_embedding: what is done to embeddings.
        postprocess_top: what is done after the last layer.
        alignment_layer: index of the decoder layer trained to align.
        has_recurrence_projection: whether a matrix follows the recurrence.
    """

    d_model: int
    n_heads: int
    n_encoder_layers: int
    n_decoder_layers: int
    decoder_layer_names: tuple[int, ...]
    encoder_ffn_depth: int
    decoder_ffn_depth: int
    activation: str
    source_embedding: str
    target_embedding: str
    output_weight: str
    output_is_transposed: bool
    source_vocabulary_size: int
    target_vocabulary_size: int
    preprocess: str
    postprocess: str
    postprocess_embedding: str
    postprocess_top: str
    alignment_layer: int
    has_recurrence_projection: bool

    @property
    def d_head(self) -> int:
        """Size of one attention head."""
        return self.d_model // self.n_heads

    @classmethod
    def of(cls, weights: MarianWeights) -> Self:
        """Read the architecture of a model.

        Raises:
            ModelError: the model uses an option that the graphs cannot express; the message
                names it.
        """
        options = _Options(weights)
        options.require_supported()
        source, target = _embedding_names(weights)
        output, is_transposed = _output_weight(weights, options, target)
        n_decoder_layers = options.count("dec-depth")
        ffn_depth = options.count("transformer-ffn-depth")
        architecture = cls(
            d_model=_table_shape(weights, source)[1],
            n_heads=options.count("transformer-heads"),
            n_encoder_layers=options.count("enc-depth"),
            n_decoder_layers=n_decoder_layers,
            decoder_layer_names=_decoder_layer_names(options, n_decoder_layers),
            encoder_ffn_depth=ffn_depth,
            # Zero means "as the encoder" (marian-nmt/marian-dev src/models/transformer.h:431).
            decoder_ffn_depth=options.whole("transformer-decoder-ffn-depth", 0) or ffn_depth,
            activation=options.one_of("transformer-ffn-activation", _ACTIVATIONS),
            source_embedding=source,
            target_embedding=target,
            output_weight=output,
            output_is_transposed=is_transposed,
            source_vocabulary_size=_table_shape(weights, source)[0],
            target_vocabulary_size=_table_shape(weights, target)[0],
            preprocess=options.operations("transformer-preprocess", "dn"),
            postprocess=options.operations("transformer-postprocess", "dan"),
            postprocess_embedding=options.operations("transformer-postprocess-emb", "dn"),
            postprocess_top=options.operations("transformer-postprocess-top", "dan"),
            alignment_layer=_alignment_layer(options, n_decoder_layers),
            has_recurrence_projection=options.flag("transformer-rnn-projection"),
        )
        if architecture.d_model % architecture.n_heads or architecture.d_model % 2:
            raise ModelError(
                f"A Marian model with {architecture.n_heads} heads of size "
                f"{architecture.d_model}/{architecture.n_heads} is not supported; "
                "use another model."
            )
        return architecture

    def description(self) -> dict[str, str | int | bool]:
        """What a reader of the exported graphs needs to know."""
        return {
            "format": 1,
            "n_encoder_layers": self.n_encoder_layers,
            "n_decoder_layers": self.n_decoder_layers,
            "d_model": self.d_model,
            "n_heads": self.n_heads,
            "source_vocabulary_size": self.source_vocabulary_size,
            "target_vocabulary_size": self.target_vocabulary_size,
        }


class _Options:
    """The model's options, each read as one type."""

    def __init__(self, weights: MarianWeights) -> None:
        self._config = weights.config

    def unsupported(self, name: str, value: ConfigValue) -> ModelError:
        return ModelError(
            f"The Marian option {name}: {value!r} is not supported; use another model."
        )

    def require_supported(self) -> None:
        for name, (required, default) in _REQUIRED.items():
            value = self._config.get(name, default)
            if value != required:
                raise self.unsupported(name, value)

    def whole(self, name: str, default: int) -> int:
        value = self._config.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self.unsupported(name, value)
        return value

    def count(self, name: str) -> int:
        value = self.whole(name, 0)
        if value < 1:
            raise self.unsupported(name, value)
        return value

    def flag(self, name: str) -> bool:
        value = self._config.get(name, False)
        if not isinstance(value, bool):
            raise self.unsupported(name, value)
        return value

    def one_of(self, name: str, choices: tuple[str, ...]) -> str:
        value = self._config.get(name, choices[0])
        if not isinstance(value, str) or value not in choices:
            raise self.unsupported(name, value)
        return value

    def operations(self, name: str, known: str) -> str:
        """A string of one-letter operations, without dropout, which only training does."""
        value = self._config.get(name, "")
        if value == ():  # an empty value in YAML
            value = ""
        if not isinstance(value, str) or any(letter not in known for letter in value):
            raise self.unsupported(name, value)
        return value.replace("d", "")

    def values(self, name: str) -> tuple[ConfigValue, ...]:
        value = self._config.get(name, ())
        return value if isinstance(value, tuple) else (value,)

    def text(self, name: str, default: str) -> str:
        return str(self._config.get(name, default))


def _embedding_names(weights: MarianWeights) -> tuple[str, str]:
    """Which tables exist decides; exported options are known to contradict the tensors."""
    if "Wemb" in weights.tensors:
        return "Wemb", "Wemb"
    return "encoder_Wemb", "decoder_Wemb"


def _output_weight(
    weights: MarianWeights, options: _Options, target_embedding: str
) -> tuple[str, bool]:
    # layers/generic.cpp:246-258
    tied = any(options.flag(name) for name in ("tied-embeddings", "tied-embeddings-all"))
    if tied:
        return target_embedding, True
    if "decoder_ff_logit_out_W" in weights.tensors:
        return "decoder_ff_logit_out_W", False
    return "decoder_ff_logit_out_Wt", True


def _table_shape(weights: MarianWeights, name: str) -> tuple[int, int]:
    table = weights.tensors.get(name)
    if table is None or table.ndim != 2:
        raise ModelError(f"The Marian model has no embedding table {name}; install its pack again.")
    n_rows, n_columns = np.shape(table)
    return n_rows, n_columns


def _decoder_layer_names(options: _Options, n_layers: int) -> tuple[int, ...]:
    tied = options.values("transformer-tied-layers")
    if not tied:
        return tuple(range(1, n_layers + 1))
    names = tuple(name for name in tied if isinstance(name, int) and name > 0)
    if len(names) != n_layers:
        raise options.unsupported("transformer-tied-layers", str(tied))
    return names


def _alignment_layer(options: _Options, n_layers: int) -> int:
    name = options.text("transformer-guided-alignment-layer", "last")
    if name == "last":
        return n_layers - 1
    if not name.isdecimal() or not 1 <= int(name) <= n_layers:
        raise options.unsupported("transformer-guided-alignment-layer", name)
    return int(name) - 1
