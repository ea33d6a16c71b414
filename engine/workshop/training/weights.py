"""Carries weights between Marian's tensors and a `Student`.

Marian stores a weight as [inputs, outputs], torch as [outputs, inputs]. The names are those of
marian-dev src/models/transformer.h.
"""

from collections.abc import Iterator, Mapping

import numpy as np
import torch
from torch import Tensor, nn

from engine.arrays import Float32
from engine.workshop.training.model import FeedForward, Student


def _linear(prefix: str, weight: str, bias: str | None) -> tuple[str, str | None]:
    return f"{prefix}_{weight}", f"{prefix}_{bias}" if bias else None


def _linears(student: Student) -> Iterator[tuple[nn.Linear, list[tuple[str, str | None]]]]:
    """Each linear layer with the Marian (weight, bias) names whose outputs it joins."""
    for index, layer in enumerate(student.encoder_layers, start=1):
        own = f"encoder_l{index}_self"
        yield layer.qkv, [_linear(own, f"W{part}", f"b{part}") for part in "qkv"]
        yield layer.out, [_linear(own, "Wo", "bo")]
        yield from _ffn_linears(layer.ffn, f"encoder_l{index}_ffn")
    for index, step in enumerate(student.decoder_layers, start=1):
        rnn, context = f"decoder_l{index}_rnn", f"decoder_l{index}_context"
        yield step.cell, [_linear(rnn, "W", None)]
        yield step.gate, [_linear(rnn, "Wf", "bf")]
        yield step.query, [_linear(context, "Wq", "bq")]
        yield step.key_value, [_linear(context, f"W{part}", f"b{part}") for part in "kv"]
        yield step.context_out, [_linear(context, "Wo", "bo")]
        yield from _ffn_linears(step.ffn, f"decoder_l{index}_ffn")


def _ffn_linears(
    ffn: FeedForward, prefix: str
) -> Iterator[tuple[nn.Linear, list[tuple[str, str | None]]]]:
    yield ffn.inner, [_linear(prefix, "W1", "b1")]
    yield ffn.outer, [_linear(prefix, "W2", "b2")]


def _norms(student: Student) -> Iterator[tuple[nn.LayerNorm, str]]:
    for index, layer in enumerate(student.encoder_layers, start=1):
        yield layer.norm, f"encoder_l{index}_self_Wo_ln"
        yield layer.ffn.norm, f"encoder_l{index}_ffn_ffn_ln"
    for index, step in enumerate(student.decoder_layers, start=1):
        yield step.cell_norm, f"decoder_l{index}_rnn_ffn_ln"
        yield step.context_norm, f"decoder_l{index}_context_Wo_ln"
        yield step.ffn.norm, f"decoder_l{index}_ffn_ffn_ln"


@torch.no_grad()
def load_layers(student: Student, tensors: Mapping[str, Float32]) -> None:
    """Copy all but embeddings and output bias from a Marian model into a student."""
    for linear, names in _linears(student):
        joined = np.concatenate([tensors[weight].T for weight, _ in names])
        linear.weight.copy_(torch.from_numpy(np.ascontiguousarray(joined)))
        if linear.bias is not None:
            biases = [tensors[bias].reshape(-1) for _, bias in names if bias is not None]
            linear.bias.copy_(torch.from_numpy(np.concatenate(biases)))
    for norm, name in _norms(student):
        norm.weight.copy_(torch.from_numpy(tensors[f"{name}_scale"].reshape(-1)))
        norm.bias.copy_(torch.from_numpy(tensors[f"{name}_bias"].reshape(-1)))


def layer_tensors(student: Student) -> dict[str, Float32]:
    """All but embeddings and output bias of a student as Marian's float32 tensors."""
    tensors: dict[str, Float32] = {}
    for linear, names in _linears(student):
        weights = linear.weight.detach().float().chunk(len(names))
        biases: tuple[Tensor | None, ...] = (None,) * len(names)
        if linear.bias is not None:
            biases = linear.bias.detach().float().chunk(len(names))
        for (weight_name, bias_name), weight, bias in zip(names, weights, biases, strict=True):
            tensors[weight_name] = np.ascontiguousarray(weight.numpy().T)
            if bias_name is not None and bias is not None:
                tensors[bias_name] = bias.numpy().reshape(1, -1).copy()
    for norm, name in _norms(student):
        tensors[f"{name}_scale"] = norm.weight.detach().float().numpy().reshape(1, -1).copy()
        tensors[f"{name}_bias"] = norm.bias.detach().float().numpy().reshape(1, -1).copy()
    return tensors
