"""What the speaker encoder would hear in a style, learnt from invented voices.

`resources/voices/clone_map.npz` holds it; `engine/training/cloning` makes it from scratch and
`resources/voices/CLONE_MAP.md` says how good it is. A style is described by coordinates: along the
main directions in which the published voices differ, timbre and melody apart, in units of their
spread, so that 0 is the average voice and published voices are about as far from it as there are
coordinates (squared).
"""

import zipfile
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Final

import numpy as np

from engine.arrays import Float32
from engine.errors import ModelError
from engine.models.kokoro import STYLE_SIZE
from engine.models.resemblyzer import EMBEDDING_SIZE

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
                f"{path.name} cannot be read ({error}); install Dragoman again."
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
            raise ModelError(f"{path.name} has a wrong {', '.join(wrong)}; install Dragoman again.")
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
