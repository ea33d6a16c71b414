"""Voices that are buzzes, and an ear that hears their spectrum: cloning without models."""

from collections.abc import Mapping, Sequence

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.speakers.resemblyzer import EMBEDDING_SIZE, ResemblyzerModel
from engine.tts.cloning.search import N_HEARD, StyleMap, StyleSpace, heard, kernel
from engine.tts.kokoro import KOKORO_RATE_HZ, STYLE_SIZE, KokoroModel

_SAMPLES_PER_TOKEN = 1200
_SIZE = 4


class BuzzKokoro(KokoroModel):
    """A buzz: the first numbers of the style are its colour, 128 its pitch, 129 its pace."""

    def __init__(self) -> None:
        self.vocabulary: Mapping[str, int] = {chr(code): code for code in range(32, 127)}

    def synthesise(self, token_ids: Sequence[int], style: Float32, *, speed: float) -> Float32:
        pace = speed * 2 ** float(np.clip(style[129], -1, 1))
        n_samples = round(len(token_ids) * _SAMPLES_PER_TOKEN / pace)
        return buzz(style, n_samples=n_samples, rate_hz=KOKORO_RATE_HZ)


class SpectrumEar(ResemblyzerModel):
    """Its embedding is the average spectrum, in 256 bands of 31 Hz."""

    def __init__(self) -> None:
        pass

    def embed_stretches(self, samples: Float32) -> Float32:
        n = len(samples) // 8000
        if n == 0 or not samples.any():
            return super().embed_stretches(samples)
        frames = samples[: n * 8000].reshape(n, -1, 500)
        power = np.abs(np.fft.rfft(frames, 2 * EMBEDDING_SIZE, axis=2))[:, :, 1:].mean(axis=1)
        log = np.log(power + 0.1)
        unit: Float32 = (log / np.linalg.norm(log, axis=1, keepdims=True)).astype(np.float32)
        return unit


class LetterPhonemes:
    """Letters are their own phonemes."""

    def phonemes(self, text: str, tag: str) -> str:
        del tag
        return "".join(sign for sign in text.lower() if sign.isascii())


def buzz(style: Float32, *, n_samples: int, rate_hz: int) -> Float32:
    """Return [n_samples] of syllables of harmonics, 5 a second."""
    pitch_hz = 150 * 2 ** float(np.clip(style[128], -1, 1))
    at = np.arange(n_samples) / rate_hz
    sound = np.zeros(n_samples)
    for number in range(1, int(2500 / pitch_hz)):
        octave = np.log2(number * pitch_hz / 500)
        level = -octave + sum(
            2 * float(style[k]) * np.cos((k + 1) * octave) for k in range(_SIZE - 1)
        )
        sound += np.exp(level) * np.sin(2 * np.pi * number * pitch_hz * at + number**2)
    sound *= (np.sin(np.pi * 5 * at) ** 2 + 0.01) * 0.1 / max(float(np.abs(sound).std()), 1e-6)
    return np.clip(sound, -0.9, 0.9).astype(np.float32)


def recording(style: Float32, *, seconds: float = 12.0) -> Float32:
    """Return what a person with the voice of a style says, at SOURCE_RATE_HZ, with a pause."""
    said = buzz(style, n_samples=round(seconds * SOURCE_RATE_HZ), rate_hz=SOURCE_RATE_HZ)
    pause = np.random.default_rng(1).normal(0, 1e-4, SOURCE_RATE_HZ).astype(np.float32)
    half = len(said) // 2
    return np.concatenate([said[:half], pause, said[half:], pause])


def style_of(coordinates: Sequence[float]) -> Float32:
    """The style of coordinates of `tiny_map`."""
    return tiny_space().style(np.array(coordinates, np.float32))


def tiny_space() -> StyleSpace:
    """Three coordinates of colour and one of pitch."""
    axes = np.zeros((_SIZE, STYLE_SIZE), np.float32)
    for k in range(_SIZE - 1):
        axes[k, k] = 0.3
    axes[_SIZE - 1, 128] = 0.3
    mean = np.zeros(STYLE_SIZE, np.float32)
    return StyleSpace(mean, axes, np.zeros((510, STYLE_SIZE), np.float32))


def tiny_map(*, n_known: int = 60, seed: int = 3) -> StyleMap:
    """A map that learnt from some of these voices."""
    random = np.random.default_rng(seed)
    space, ear = tiny_space(), SpectrumEar()
    known = random.normal(0, 1, (n_known, _SIZE)).astype(np.float32)
    points = np.stack([point(space.style(at), ear) for at in known])
    average, reach = points.mean(axis=0), 20.0
    among = kernel(known, known, reach) + 0.1 * np.eye(n_known)
    weights = np.linalg.solve(among, points - average).astype(np.float32)
    assert weights.shape == (n_known, N_HEARD)
    return StyleMap(
        space=space,
        known=known,
        weights=weights,
        average=average,
        reach=reach,
        ready_made=known[:8],
        ready_made_heard=points[:8],
    )


def point(style: Float32, ear: ResemblyzerModel) -> Float32:
    """What the ear hears in a style."""
    said = buzz(style, n_samples=2 * SOURCE_RATE_HZ, rate_hz=SOURCE_RATE_HZ)
    pitch_hz = 150 * 2 ** float(style[128])
    return heard(ear.embed(said), pitch_hz=pitch_hz, pace=1.0)
