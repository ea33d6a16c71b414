from pathlib import Path

import numpy as np
import pytest

from engine.speakers import campplus, resemblyzer
from engine.speakers.model import SpeakerEncoder, in_words


class _Resemblyzer(resemblyzer.ResemblyzerModel):
    def __init__(self) -> None:
        pass


class _CamPlus(campplus.CamPlusModel):
    def __init__(self) -> None:
        pass


@pytest.mark.parametrize(
    ("encoder", "stranger", "same"),
    [
        (_Resemblyzer(), resemblyzer.STRANGER_COSINE, resemblyzer.SAME_PERSON_COSINE),
        (_CamPlus(), campplus.STRANGER_COSINE, campplus.SAME_PERSON_COSINE),
    ],
)
def test_the_scale_runs_from_a_stranger_to_oneself(
    encoder: SpeakerEncoder, stranger: float, same: float
) -> None:
    one = np.array([1.0, 0.0], np.float32)
    for cosine, expected in ((stranger, 0.0), (same, 1.0)):
        other = np.array([cosine, np.sqrt(1 - cosine**2)], np.float32)
        assert encoder.similarity(one, other) == pytest.approx(expected, abs=1e-5)
        # How long the vector is says nothing.
        assert encoder.similarity(3 * one, other) == pytest.approx(expected, abs=1e-5)
    assert encoder.similarity(one, -one) < -1
    assert np.isfinite(encoder.similarity(one, np.zeros(2, np.float32)))


def test_encoders_are_named_in_their_own_modules_alone() -> None:
    root = Path(__file__).parents[3]
    for encoder in (campplus, resemblyzer):
        for path in [*root.glob("engine/**/*.py"), *root.glob("app/**/*.py")]:
            # A converter has the name of what it converts.
            if path.name in (f"{encoder.FAMILY}.py", "table.py"):
                continue
            assert f'"{encoder.FAMILY}"' not in path.read_text(encoding="utf-8"), path


def test_each_step_of_the_scale_has_its_own_words() -> None:
    assert len({in_words(value) for value in (-0.5, 0.2, 0.4, 0.6, 0.9)}) == 5
    assert in_words(0.3) == in_words(0.49)
