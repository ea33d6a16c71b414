"""Finds the style that sounds most like a person: by what a learnt map predicts, then by listening.

`resources/voices/clone_map.npz` holds it; `engine/workshop/training/cloning` makes it from scratch;
`resources/voices/CLONE_MAP.md` says how good it is. A style is described by coordinates: along the
main directions in which the published voices differ, timbre and melody apart, in units of their
spread, so that 0 is the average voice and published voices are about as far from it as there are
coordinates (squared).

Each trial is spoken and heard, by a second ear as well where there is one, of which the map knows
nothing: what pleases one ear alone is nobody's voice. What the map had wrong about the trials is
learnt on the way (a Gaussian process on its errors, Rasmussen and Williams 2006, chapter 2), so
that the next trial is where map and trials together expect the most. Trials stay near the styles of
real voices: far from them the voice model mumbles.
"""

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Final

import numpy as np
import soxr

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.errors import AudioError, ModelError
from engine.languages import LANGUAGES
from engine.messages import Code
from engine.speakers.model import spoken_parts
from engine.speakers.resemblyzer import EMBEDDING_SIZE, ResemblyzerModel
from engine.tts.cloning.checks import measure_manner
from engine.tts.kokoro import KOKORO_RATE_HZ, STYLE_SIZE, KokoroModel, phonemes_of_clause
from engine.tts.phonemes import Phonemiser

N_HEARD: Final = EMBEDDING_SIZE + 2
"""An embedding, the pitch and the pace: see `heard`."""

PITCH: Final = EMBEDDING_SIZE
PACE: Final = EMBEDDING_SIZE + 1
"""Where the two stand, in octaves from an average voice."""

HALF: Final = STYLE_SIZE // 2
"""Where in a style the timbre ends and the melody begins."""

_USUAL_PITCH_HZ: Final = 150.0
_PITCH_STEPS: Final = 3


def heard(embedding: Float32, *, pitch_hz: float | None, pace: float) -> Float32:
    """Return [N_HEARD].

    Args:
        embedding: [EMBEDDING_SIZE].
        pitch_hz: None where nothing voiced is heard.
        pace: how many times as fast as the average voice.
    """
    octaves = 0.0 if pitch_hz is None else float(np.log2(pitch_hz / _USUAL_PITCH_HZ))
    return np.concatenate([embedding, [octaves, np.log2(pace)]]).astype(np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class StyleSpace:
    """Coordinates of styles.

    Attributes:
        mean: [STYLE_SIZE], the style of the average voice.
        axes: [coordinates, STYLE_SIZE], the step that one unit of each coordinate is.
        profile: [rows, STYLE_SIZE], what utterances of each number of tokens add.
    """

    mean: Float32
    axes: Float32
    profile: Float32

    @property
    def size(self) -> int:
        """How many coordinates there are."""
        return len(self.axes)

    def style(self, coordinates: Float32) -> Float32:
        """Return [..., STYLE_SIZE], the styles of [..., coordinates]."""
        styles: Float32 = self.mean + coordinates @ self.axes
        return styles

    def coordinates(self, style: Float32) -> Float32:
        """Return [..., coordinates] of the styles nearest to [..., STYLE_SIZE]."""
        lengths = np.square(self.axes).sum(axis=1)
        found: Float32 = (style - self.mean) @ self.axes.T / lengths
        return found

    def table(self, coordinates: Float32) -> Float32:
        """Return [rows, STYLE_SIZE], the style table of a voice."""
        return self.style(coordinates) + self.profile


@dataclass(frozen=True, slots=True, eq=False)
class StyleMap:
    """Predicts what is heard in a style: kernel ridge regression.

    Attributes:
        space: of the coordinates.
        known: [n, coordinates] of the voices that were learnt from.
        weights: [n, N_HEARD], each one's share in a prediction.
        average: [N_HEARD], what is heard on average.
        reach: how far, in squared coordinates, a known voice counts.
        ready_made: [voices, coordinates] of the published voices.
        ready_made_heard: [voices, N_HEARD], what is heard in them.
    """

    space: StyleSpace
    known: Float32
    weights: Float32
    average: Float32
    reach: float
    ready_made: Float32
    ready_made_heard: Float32

    def predict(self, coordinates: Float32) -> Float32:
        """Return [m, N_HEARD], what is heard in styles [m, coordinates]."""
        return self.average + kernel(coordinates, self.known, self.reach) @ self.weights

    def at_pitch(self, style: Float32, octaves: float) -> Float32:
        """Return [STYLE_SIZE], a style whose melody is moved to a pitch.

        It goes the way in which high and low published voices differ.

        Args:
            style: [STYLE_SIZE].
            octaves: as `heard` counts them.
        """
        melodies = self.space.style(self.ready_made)[:, HALF:]
        pitches = self.ready_made_heard[:, PITCH]
        off = pitches - pitches.mean()
        step = off @ (melodies - melodies.mean(axis=0)) / float(off @ off)
        found = style.copy()
        for _ in range(_PITCH_STEPS):
            predicted = self.predict(self.space.coordinates(found)[np.newaxis])[0, PITCH]
            found[HALF:] += np.float32(octaves - predicted) * step
        return found

    @classmethod
    def load(cls, path: Path | None = None) -> "StyleMap":
        """Read the map; the one that ships with Dragoman if no path is given.

        Raises:
            ModelError: the file is damaged.
        """
        path = path or Path(str(resources.files("resources"))) / "voices" / "clone_map.npz"
        try:
            with path.open("rb") as stream, np.load(stream, allow_pickle=False) as file:
                arrays = {name: file[name].astype(np.float32) for name in file.files}
            loaded = cls(
                space=StyleSpace(arrays["mean"], arrays["axes"], arrays["profile"]),
                known=arrays["known"],
                weights=arrays["weights"],
                average=arrays["average"],
                reach=float(arrays["reach"]),
                ready_made=arrays["ready_made"],
                ready_made_heard=arrays["ready_made_heard"],
            )
        except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile) as error:
            raise ModelError(
                Code.PROGRAM_FILE_DAMAGED, file=path.name, detail=str(error)
            ) from error
        size = loaded.space.size
        shapes = {
            "mean": (loaded.space.mean.shape, (STYLE_SIZE,)),
            "axes": (loaded.space.axes.shape, (size, STYLE_SIZE)),
            "known": (loaded.known.shape[1:], (size,)),
            "weights": (loaded.weights.shape, (len(loaded.known), N_HEARD)),
            "ready_made": (loaded.ready_made.shape[1:], (size,)),
            "ready_made_heard": (
                loaded.ready_made_heard.shape,
                (len(loaded.ready_made), N_HEARD),
            ),
        }
        wrong = [name for name, (found, wanted) in shapes.items() if found != wanted]
        if wrong:
            raise ModelError(
                Code.PROGRAM_FILE_DAMAGED,
                file=path.name,
                detail=f"wrong shapes: {', '.join(wrong)}",
            )
        return loaded

    def save(self, path: Path) -> None:
        """Write the map; half precision is finer than it is sure of its numbers."""
        np.savez_compressed(
            path,
            mean=self.space.mean,
            axes=self.space.axes,
            profile=self.space.profile.astype(np.float16),
            known=self.known.astype(np.float16),
            weights=self.weights.astype(np.float16),
            average=self.average,
            reach=np.float32(self.reach),
            ready_made=self.ready_made.astype(np.float16),
            ready_made_heard=self.ready_made_heard.astype(np.float16),
        )


def kernel(one: Float32, other: Float32, reach: float) -> Float32:
    """Return [m, n], how alike points [m, k] and [n, k] are: 1 where they are the same."""
    distance = (
        np.square(one).sum(axis=1)[:, np.newaxis]
        + np.square(other).sum(axis=1)
        - 2 * (one @ other.T)
    )
    return np.asarray(np.exp(-np.maximum(distance, 0) / reach), np.float32)


class TrialVoice:
    """Speaks sentences in any style of a space.

    Args:
        model: speaks.
        encoder: hears.
        phonemiser: reads the sentences.
        space: of the styles.
        sentences: pairs of a language and a sentence without numbers or signs.
    """

    def __init__(
        self,
        model: KokoroModel,
        encoder: ResemblyzerModel,
        phonemiser: Phonemiser,
        *,
        space: StyleSpace,
        sentences: Sequence[tuple[str, str]],
    ) -> None:
        self._model = model
        self._encoder = encoder
        self._space = space
        self._usual: dict[int, int] = {}
        self._sentences = [
            model.tokenise(f" {phonemes_of_clause(text, tag, phonemiser=phonemiser)}")
            for tag, text in ((LANGUAGES[code].espeak_tag, text) for code, text in sentences)
        ]

    @property
    def n_sentences(self) -> int:
        """How many sentences there are."""
        return len(self._sentences)

    def speak(self, style: Float32, sentence: int) -> Float32:
        """Return [n] mono at SOURCE_RATE_HZ.

        Args:
            style: [STYLE_SIZE], without what its profile adds.
            sentence: which one; counts round and round.
        """
        token_ids = self._sentences[sentence % len(self._sentences)]
        row = style + self._space.profile[min(len(token_ids), len(self._space.profile) - 1)]
        speech = self._model.synthesise(token_ids, row.astype(np.float32), speed=1.0)
        return np.asarray(soxr.resample(speech, KOKORO_RATE_HZ, SOURCE_RATE_HZ), np.float32)

    def hear(self, style: Float32, sentence: int) -> Float32:
        """Return [N_HEARD], what is heard in a style; a style without a voice is like nobody."""
        return self.hear_said(self.speak(style, sentence), sentence)

    def hear_said(self, speech: Float32, sentence: int) -> Float32:
        """Return [N_HEARD], what is heard in a sentence that was spoken, [n] samples."""
        return hear(speech, self._encoder, usual_samples=self._usual_samples(sentence))

    def _usual_samples(self, sentence: int) -> int:
        """How long the average voice takes."""
        sentence %= len(self._sentences)
        if sentence not in self._usual:
            self._usual[sentence] = spoken_samples(self.speak(self._space.mean, sentence))
        return self._usual[sentence]


def hear(samples: Float32, encoder: ResemblyzerModel, *, usual_samples: int) -> Float32:
    """Return [N_HEARD] of a sentence.

    Args:
        samples: [n] mono at SOURCE_RATE_HZ.
        encoder: tells voices apart.
        usual_samples: how long the average voice takes for the sentence.
    """
    try:
        embedding = encoder.embed(samples)
        speech = spoken_parts(samples)
    except AudioError:
        return heard(np.zeros(EMBEDDING_SIZE, np.float32), pitch_hz=None, pace=1.0)
    manner = measure_manner(speech)
    pitch_hz = None if manner is None else manner.pitch_hz
    return heard(embedding, pitch_hz=pitch_hz, pace=usual_samples / len(speech))


def spoken_samples(samples: Float32) -> int:
    """How long a sentence takes, without silence around it; 1 where nothing is heard."""
    try:
        return len(spoken_parts(samples))
    except AudioError:
        return 1


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
        second_worth: what being as alike as one person is to himself is worth to a second ear,
            where there is one; to the first it is worth 0.34, the two ends of its scale apart.
        seed: of the random candidates.
    """

    n_trials: int = 120
    strangeness_cost: float = 0.02
    pitch_cost: float = 0.3
    pace_cost: float = 0.1
    second_worth: float = 0.34
    seed: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A style that was spoken and heard.

    Attributes:
        coordinates: [coordinates] of the style.
        heard: [N_HEARD].
        second: how alike a second ear finds it, 0 as a stranger and 1 as the person; None where
            there is none.
        score: the higher the better.
    """

    coordinates: Float32
    heard: Float32
    second: float | None
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Impression:
    """What two ears make of speech; the fields are those of a trial."""

    heard: Float32
    second: float | None = None


Listen = Callable[[Float32], Impression]
"""Speaks in the style of [coordinates], and listens."""


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
        found = listen(coordinates)
        score = self.judge(found, coordinates)
        self.trials.append(
            Trial(coordinates=coordinates, heard=found.heard, second=found.second, score=score)
        )

    def judge(self, found: Impression, coordinates: Float32) -> float:
        """How good it is that both ears hear this in the style of [coordinates]."""
        score = float(self.score(found.heard[np.newaxis], coordinates[np.newaxis])[0])
        return score + self._config.second_worth * (found.second or 0.0)

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
        expected = expected + self._config.second_worth * self._expect_second(candidates)
        return np.asarray(candidates[expected.argmax()], np.float32)

    def _expect(self, coordinates: Float32) -> Float32:
        """Return [m, N_HEARD], what the map predicts and the trials correct."""
        tried = np.stack([trial.coordinates for trial in self.trials])
        errors = np.stack([trial.heard for trial in self.trials]) - self._map.predict(tried)
        correction = self._learnt(coordinates, errors)
        return np.asarray(self._map.predict(coordinates) + correction, np.float32)

    def _expect_second(self, coordinates: Float32) -> Float32:
        """Return [m], how alike the second ear will find styles: the trials alone tell."""
        found = np.array([trial.second or 0.0 for trial in self.trials], np.float32)
        return np.asarray(
            found.mean() + self._learnt(coordinates, found - found.mean()), np.float32
        )

    def _learnt(self, coordinates: Float32, errors: Float32) -> Float32:
        """Return what [trials, ...] errors say of [m, coordinates]: a Gaussian process."""
        tried = np.stack([trial.coordinates for trial in self.trials])
        reach = _ERROR_REACH_SHARE * self._map.reach
        among = kernel(tried, tried, reach) + _ERROR_NOISE * np.eye(len(tried), dtype=np.float32)
        found = kernel(coordinates, tried, reach) @ np.linalg.solve(among, errors)
        return np.asarray(found, np.float32)

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
