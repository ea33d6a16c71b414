"""Label-smoothed cross-entropy over a tied output layer, with its gradient worked out on the spot.

The gradient of a softmax is known as soon as its probabilities are: p - target. Doing that in
place of the logits means that the [rows, vocabulary] matrix, by far the largest of a training
step, exists once, in bfloat16, instead of five times in float32.
"""

from typing import Any

import torch
from torch import Tensor


class _TiedCrossEntropy(torch.autograd.Function):
    @staticmethod
    def forward(  # noqa: PLR0917
        ctx: Any,
        hidden: Tensor,
        embedding: Tensor,
        bias: Tensor,
        labels: Tensor,
        smoothing: float,
    ) -> Tensor:
        n_rows, n_pieces = hidden.shape[0], embedding.shape[0]
        label = labels.unsqueeze(1)
        logits = torch.addmm(bias, hidden, embedding.t())
        label_logit = logits.gather(1, label).float()
        mean_logit = hidden.float() @ embedding.float().mean(0) + bias.float().mean()
        probabilities = torch.softmax(logits, dim=1)
        del logits
        label_log_p = probabilities.gather(1, label).float().clamp_min(1e-30).log_()
        log_normaliser = label_logit - label_log_p
        loss = -(1.0 - smoothing) * label_log_p.mean() - smoothing * (
            mean_logit.mean() - log_normaliser.mean()
        )
        if smoothing:
            probabilities.sub_(smoothing / n_pieces)
        hit = torch.full(label.shape, smoothing - 1.0, dtype=probabilities.dtype)
        probabilities.scatter_add_(1, label, hit).mul_(1.0 / n_rows)
        ones = torch.ones(1, n_rows, dtype=probabilities.dtype)
        ctx.save_for_backward(
            probabilities @ embedding, probabilities.t() @ hidden, (ones @ probabilities)[0]
        )
        return loss

    @staticmethod
    def backward(ctx: Any, *grad_outputs: Tensor) -> tuple[Tensor | None, ...]:
        (grad,) = grad_outputs
        return (*(saved * grad.to(saved.dtype) for saved in ctx.saved_tensors), None, None)


def tied_cross_entropy(
    hidden: Tensor, embedding: Tensor, bias: Tensor, *, labels: Tensor, smoothing: float
) -> Tensor:
    """Mean label-smoothed cross-entropy of `softmax(hidden @ embedding.T + bias)`.

    Args:
        hidden: [rows, d], one row for each target token (padding removed).
        embedding: [vocabulary, d].
        bias: [vocabulary].
        labels: [rows] int64.
        smoothing: share of the probability spread evenly over the vocabulary.

    Returns:
        A float32 scalar, in nats a token.
    """
    loss: Tensor = _TiedCrossEntropy.apply(  # type: ignore[no-untyped-call]
        hidden, embedding, bias, labels, smoothing
    )
    return loss
