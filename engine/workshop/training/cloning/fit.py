"""Learns the map from pairs, and says how well it predicts voices that it has not seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from engine.arrays import Float32
from engine.speakers.model import spoken_parts
from engine.tts.cloning.checks import measure_manner
from engine.tts.cloning.search import (
    HALF,
    PACE,
    PITCH,
    StyleMap,
    StyleSpace,
    heard,
    kernel,
    spoken_samples,
)
from engine.workshop.training.cloning.published import Published

N_TIMBRE: Final = 30
N_MELODY: Final = 20
REACH: Final = 200.0
RIDGE: Final = 0.3


@dataclass(frozen=True, slots=True)
class Lessons:
    """What there is to learn from.

    Attributes:
        styles: [n, STYLE_SIZE].
        heard: [n, N_HEARD].
    """

    styles: Float32
    heard: Float32


def read_lessons(shards: Sequence[Path]) -> Lessons:
    """Read pairs; those in which no voice is heard teach nothing and are left out."""
    styles, embeddings, sentences = [], [], []
    clips: list[Float32] = []
    for path in shards:
        with np.load(path, allow_pickle=False) as shard:
            samples = np.split(shard["speech"], np.cumsum(shard["n_samples"])[:-1])
            clips += [clip.astype(np.float32) / np.float32(32767) for clip in samples]
            styles.append(shard["style"])
            embeddings.append(shard["embedding"])
            sentences.append(shard["sentence"])
    sentence = np.concatenate(sentences)
    lengths = np.array([spoken_samples(clip) for clip in clips])
    usual = {n: lengths[sentence == n].mean() for n in set(sentence.tolist())}
    manners = [measure_manner(spoken_parts(clip)) for clip in clips]
    kept = [index for index, manner in enumerate(manners) if manner is not None]
    points = [
        heard(
            embedding,
            pitch_hz=None if manner is None else manner.pitch_hz,
            pace=usual[n] / length,
        )
        for embedding, manner, n, length in zip(
            np.concatenate(embeddings), manners, sentence.tolist(), lengths, strict=True
        )
    ]
    return Lessons(np.concatenate(styles)[kept], np.stack(points)[kept])


def style_space(published: Published) -> StyleSpace:
    """The main directions in which the published voices differ, timbre and melody apart."""
    mean = published.styles.mean(axis=0)
    axes = np.zeros((N_TIMBRE + N_MELODY, 2 * HALF), np.float32)
    axes[:N_TIMBRE, :HALF] = _main_axes(published.styles[:, :HALF], N_TIMBRE)
    axes[N_TIMBRE:, HALF:] = _main_axes(published.styles[:, HALF:], N_MELODY)
    return StyleSpace(mean, axes, published.profile)


def fit(lessons: Lessons, published: Published, ready_made_heard: Float32) -> StyleMap:
    """Learn the map.

    Args:
        lessons: what to learn from.
        published: the voices that everything is measured from.
        ready_made_heard: [voices, N_HEARD], what is heard in them.
    """
    space = style_space(published)
    known = space.coordinates(lessons.styles)
    average = lessons.heard.mean(axis=0)
    among = kernel(known, known, REACH).astype(np.float64)
    weights = np.linalg.solve(among + RIDGE * np.eye(len(known)), lessons.heard - average)
    return StyleMap(
        space=space,
        known=known,
        weights=weights.astype(np.float32),
        average=average,
        reach=REACH,
        ready_made=space.coordinates(published.styles),
        ready_made_heard=ready_made_heard,
    )


def how_well(lessons: Lessons, published: Published, ready_made_heard: Float32) -> dict[str, float]:
    """Fit on four fifths and predict the rest."""
    order = np.random.default_rng(0).permutation(len(lessons.styles))
    known, held = np.split(order, [len(order) * 4 // 5])
    learnt = fit(Lessons(lessons.styles[known], lessons.heard[known]), published, ready_made_heard)
    predicted = learnt.predict(learnt.space.coordinates(lessons.styles[held]))
    seen = lessons.heard[held]
    lengths = np.linalg.norm(predicted[:, :PITCH], axis=1) * np.linalg.norm(seen[:, :PITCH], axis=1)
    return {
        "mean cosine of embeddings": float(
            ((predicted * seen)[:, :PITCH].sum(axis=1) / lengths).mean()
        ),
        "correlation of pitch": float(np.corrcoef(predicted[:, PITCH], seen[:, PITCH])[0, 1]),
        "correlation of pace": float(np.corrcoef(predicted[:, PACE], seen[:, PACE])[0, 1]),
    }


def _main_axes(styles: Float32, count: int) -> Float32:
    _, spreads, axes = np.linalg.svd(styles - styles.mean(axis=0), full_matrices=False)
    scaled: Float32 = axes[:count] * spreads[:count, np.newaxis] / np.sqrt(len(styles))
    return scaled
