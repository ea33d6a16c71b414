"""The voices that Kokoro was published with, and invented ones around them."""

import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from engine.arrays import Float32
from engine.tts.cloning.search import HALF
from engine.tts.kokoro import STYLE_SIZE
from engine.workshop import WorkshopError

N_ROWS: Final = 510
_SETTLED: Final = slice(60, 400)
"""Rows that hardly differ: in shorter utterances a style depends on the length."""

_MOST_PARENTS: Final = 4


@dataclass(frozen=True, slots=True)
class Published:
    """Published voices.

    Attributes:
        names: of the voices.
        styles: [voices, STYLE_SIZE], each voice's style where it no longer depends on the length.
        profile: [N_ROWS, STYLE_SIZE], what utterances of each length add to it, on average.
    """

    names: tuple[str, ...]
    styles: Float32
    profile: Float32


def read_published(tarball: Path) -> Published:
    """Read the voices from the npm package kokoro-js.

    Args:
        tarball: kokoro-js-1.2.1.tgz; `npm pack kokoro-js@1.2.1` fetches it.

    Raises:
        WorkshopError: the package holds no voices.
    """
    voices: dict[str, Float32] = {}
    with tarfile.open(tarball) as package:
        for member in package.getmembers():
            path = Path(member.name)
            content = package.extractfile(member)
            if path.suffix == ".bin" and path.parent.name == "voices" and content is not None:
                values = np.frombuffer(content.read(), "<f4")
                voices[path.stem] = values.reshape(N_ROWS, STYLE_SIZE).astype(np.float32)
    if len(voices) < 2:
        raise WorkshopError(f"{tarball.name} holds no voices; fetch kokoro-js 1.2.1 again.")
    names = tuple(sorted(voices))
    rows = np.stack([voices[name] for name in names])
    styles = rows[:, _SETTLED].mean(axis=1)
    profile = (rows - styles[:, np.newaxis]).mean(axis=0)
    return Published(names, styles, profile)


def invent(styles: Float32, random: np.random.Generator) -> Float32:
    """Return [STYLE_SIZE], the style of a voice that nobody has.

    Most are mixtures of a few voices, or drawn from the normal distribution that all of them have;
    some step beyond. Timbre and melody are often of different descent, or the map would learn one
    from the other.

    Args:
        styles: [voices, STYLE_SIZE].
        random: where chance comes from.
    """
    timbre = _descend(styles, random)
    melody = timbre if random.random() < 0.3 else _descend(styles, random)
    style = np.concatenate([timbre[:HALF], melody[HALF:]])
    if random.random() < 0.3:
        spread = styles.std(axis=0) * random.uniform(0.1, 0.5)
        style = style + spread * random.standard_normal(STYLE_SIZE)
    return style.astype(np.float32)


def _descend(styles: Float32, random: np.random.Generator) -> Float32:
    mean = styles.mean(axis=0)
    if random.random() < 0.5:
        n_parents = random.integers(1, _MOST_PARENTS + 1)
        parents = random.choice(len(styles), n_parents, replace=False)
        shares = random.dirichlet(np.ones(n_parents))
        mixed = shares @ styles[parents]
        return mean + random.uniform(0.9, 1.3) * (mixed - mean)
    # A mixture with normal shares has the mean and the covariance of the published voices.
    shares = random.standard_normal(len(styles)) / np.sqrt(len(styles))
    return mean + random.uniform(0.7, 1.2) * (shares @ (styles - mean))
