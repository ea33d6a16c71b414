"""Finds the style that sounds most like a person: by what the map predicts, then by listening.

Each trial is spoken and heard. What the map had wrong about the trials is learnt on the way (a
Gaussian process on its errors, Rasmussen and Williams 2006, chapter 2), so that the next trial is
where map and trials together expect the most. Trials stay near the styles of real voices: far from
them the voice model mumbles.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from engine.arrays import Float32
from engine.cloning.style_map import PACE, PITCH, StyleMap, kernel

_N_STARTS: Final = 8
_ASCENT_STEPS: Final = 150
_ASCENT_RATE: Final = 0.15
_N_CANDIDATES: Final = 400
_ERROR_REACH_SHARE: Final = 0.5
_ERROR_NOISE: Final = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchConfig:
    """How the search behaves.

    Attributes:
        n_trials: how many styles are spoken and heard, at most.
        strangeness_cost: what being as unlike the average voice as a published voice is costs, on
            the scale of cosines: the bound that keeps speech natural.
        pitch_cost: what being an octave too high or too low costs.
        pace_cost: what being twice or half as fast costs.
        seed: of the random candidates.
    """

    n_trials: int = 120
    strangeness_cost: float = 0.02
    pitch_cost: float = 0.3
    pace_cost: float = 0.1
    seed: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A style that was spoken and heard.

    Attributes:
        coordinates: [coordinates] of the style.
        heard: [N_HEARD].
        score: the higher the better.
    """

    coordinates: Float32
    heard: Float32
    score: float


Listen = Callable[[Float32], Float32]
"""Speaks in the style of [coordinates] and returns [N_HEARD], what is heard."""


class StyleSearch:
    """A search for one person's style.

    Args:
        style_map: predicts what is heard.
        target: [N_HEARD], what is heard in the person's recording.
        config: how it behaves.
    """

    def __init__(self, style_map: StyleMap, target: Float32, config: SearchConfig) -> None:
        self._map = style_map
        self._target = target
        self._config = config
        self._random = np.random.default_rng(config.seed)
        self.trials: list[Trial] = []

    @property
    def best(self) -> Trial:
        """The best trial so far."""
        return max(self.trials, key=lambda trial: trial.score)

    def score(self, heard: Float32, coordinates: Float32) -> Float32:
        """Return [m], how good it is to hear [m, N_HEARD] in styles [m, coordinates]."""
        embedding, target = heard[:, :PITCH], self._target[:PITCH]
        lengths = np.linalg.norm(embedding, axis=1) * np.linalg.norm(target)
        cosine = embedding @ target / np.maximum(lengths, 1e-6)
        # An octave error of the pitch measurement must not decide everything.
        off = np.minimum(np.abs(heard - self._target), 0.5)
        cost = self._config.pitch_cost * off[:, PITCH] + self._config.pace_cost * off[:, PACE]
        strangeness = np.square(coordinates).mean(axis=1)
        return np.asarray(cosine - cost - self._config.strangeness_cost * strangeness, np.float32)

    def run(self, listen: Listen, goes_on: Callable[[int], bool]) -> Trial:
        """Try styles until the number of trials is reached.

        Args:
            listen: speaks a style.
            goes_on: told before each trial how many there were; False ends the search.

        Returns:
            The best trial.
        """
        for coordinates in self.starts():
            if not goes_on(len(self.trials)):
                break
            self._try(coordinates, listen)
        while len(self.trials) < self._config.n_trials and goes_on(len(self.trials)):
            self._try(self._next(), listen)
        return self.best

    def starts(self) -> Float32:
        """Return [m, coordinates], where to begin: the map's own answers, and a ready-made voice.

        The likeliest ready-made voices are improved by what the map predicts.
        """
        ready_made = self._map.ready_made
        expected = self.score(self._map.ready_made_heard, ready_made)
        nearest = ready_made[np.argsort(-expected)[:_N_STARTS]]
        improved = self._ascend(nearest)
        order = np.argsort(-self.score(self._map.predict(improved), improved))
        return np.concatenate([improved[order[:3]], nearest[:1]])

    def _try(self, coordinates: Float32, listen: Listen) -> None:
        heard = listen(coordinates)
        score = float(self.score(heard[np.newaxis], coordinates[np.newaxis])[0])
        self.trials.append(Trial(coordinates=coordinates, heard=heard, score=score))

    def _next(self) -> Float32:
        best = self.best.coordinates
        size = len(best)
        # Steps of several lengths, some along a few coordinates only.
        lengths = self._random.choice([0.1, 0.25, 0.5], (_N_CANDIDATES, 1))
        is_moved = self._random.random((_N_CANDIDATES, size)) < self._random.choice(
            [0.1, 0.3, 1.0], (_N_CANDIDATES, 1)
        )
        steps = self._random.standard_normal((_N_CANDIDATES, size)) * lengths * is_moved
        candidates = (best + steps).astype(np.float32)
        expected = self.score(self._expect(candidates), candidates)
        return np.asarray(candidates[expected.argmax()], np.float32)

    def _expect(self, coordinates: Float32) -> Float32:
        """Return [m, N_HEARD], what the map predicts and the trials correct."""
        tried = np.stack([trial.coordinates for trial in self.trials])
        errors = np.stack([trial.heard for trial in self.trials]) - self._map.predict(tried)
        reach = _ERROR_REACH_SHARE * self._map.reach
        among = kernel(tried, tried, reach) + _ERROR_NOISE * np.eye(len(tried), dtype=np.float32)
        correction = kernel(coordinates, tried, reach) @ np.linalg.solve(among, errors)
        return np.asarray(self._map.predict(coordinates) + correction, np.float32)

    def _ascend(self, coordinates: Float32) -> Float32:
        """Follow the slope of the expected score, from each of [m, coordinates]."""
        at = coordinates.copy()
        velocity = np.zeros_like(at)
        for _ in range(_ASCENT_STEPS):
            slope = self._slope(at)
            length = np.linalg.norm(slope, axis=1, keepdims=True)
            velocity = 0.8 * velocity + _ASCENT_RATE * slope / np.maximum(length, 1e-6)
            at = at + 0.3 * velocity
        return np.asarray(at, np.float32)

    def _slope(self, at: Float32) -> Float32:
        """Return [m, coordinates], the slope of the score that the map predicts."""
        step = np.float32(0.05)
        size = at.shape[1]
        moves = np.concatenate([np.eye(size), -np.eye(size)]).astype(np.float32) * step
        around = (at[:, np.newaxis] + moves).reshape(-1, size)
        scores = self.score(self._map.predict(around), around).reshape(len(at), 2, size)
        return np.asarray((scores[:, 0] - scores[:, 1]) / (2 * step), np.float32)
