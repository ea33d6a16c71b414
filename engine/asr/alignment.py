"""Which source position each target token attends to."""

from typing import Final

import numpy as np

from engine.arrays import Float32, Int64

_SMOOTHING_FRAMES: Final = 5


def attended_frames(alignment: Float32) -> Int64:
    """The source frame that each token attends to most.

    Heads are normalised over the tokens before they are averaged, as `find_alignment` in
    openai/whisper's timing.py does: it takes away the frames (often the first and the last) that
    every token attends to. A running mean stands in for its median filter at a tenth of the cost.

    Args:
        alignment: [n_tokens, n_heads, n_frames] cross-attention of the alignment heads.

    Returns:
        [n_tokens] frame indices.
    """
    n_tokens, _, n_frames = alignment.shape
    if n_tokens == 0 or n_frames == 0:
        return np.zeros(n_tokens, np.int64)
    if n_tokens > 1:
        deviation = alignment.std(axis=0, keepdims=True)
        alignment = (alignment - alignment.mean(axis=0, keepdims=True)) / np.maximum(
            deviation, 1e-6
        )
    weights = alignment.mean(axis=1)  # [n_tokens, n_frames]
    return np.asarray(_running_mean(weights).argmax(axis=1), np.int64)


def _running_mean(rows: Float32) -> Float32:
    half = _SMOOTHING_FRAMES // 2
    padded = np.pad(rows, ((0, 0), (half + 1, half)), mode="edge")
    sums = np.cumsum(padded, axis=1, dtype=np.float64)
    mean = (sums[:, _SMOOTHING_FRAMES:] - sums[:, :-_SMOOTHING_FRAMES]) / _SMOOTHING_FRAMES
    return mean.astype(np.float32)
