"""What the table of a glossary's worth counts."""

from pathlib import Path

import numpy as np
import soundfile

from engine.arrays import SOURCE_RATE_HZ
from engine.bench.recordings import Recording
from engine.bench.terms import Outcome, outcomes, table, worth
from engine.glossary import Form, Glossary, Term
from engine.interpreter import Interpreter
from engine.loading import FAMILIES, ModelFamily
from engine.onnx import Runtime
from engine.packs.entries import Role
from tests.helpers.loudness_vad import LoudnessVad
from tests.helpers.tiny_interpreter import ALL, make_store
from tests.helpers.toy_speech import ToySpeech, sound


def outcome(text: str, *, wanted: tuple[str, ...] = (), right: tuple[str, ...] = ()) -> Outcome:
    return Outcome(
        name="one", text=text, reference="a b c d e", wanted=wanted, right=right, others=()
    )


def test_figures_are_of_recordings_with_terms_and_of_the_others() -> None:
    found = [
        outcome("a b c d e", wanted=("a", "b"), right=("a",)),
        outcome("x y z v w"),
        outcome("a b c d e"),
    ]
    figures = worth(found)
    assert (figures.n_wanted, figures.n_right) == (2, 1)
    assert figures.chrf is not None
    assert figures.chrf_elsewhere is not None
    assert round(figures.chrf) == 100 > figures.chrf_elsewhere
    assert worth([found[1]]).bleu is None
    shown = table(figures, figures)
    assert "1 of 2" in shown
    assert "100.0" in shown


def test_a_set_is_played_without_and_with_the_terms(tmp_path: Path) -> None:
    def load(_folder: Path, _runtime: Runtime) -> ToySpeech:
        return ToySpeech()

    families = {
        **FAMILIES,
        "toy": ModelFamily(role=Role.SPEECH, load=load),
        "silero": ModelFamily(role=Role.VAD, load=lambda *_: LoudnessVad()),
    }
    quiet = np.zeros(SOURCE_RATE_HZ, np.float32)
    path = tmp_path / "one.wav"
    speech = np.concatenate([quiet, sound([0, 1, 2, 10]), quiet])
    soundfile.write(path, speech, SOURCE_RATE_HZ)
    recording = Recording(
        path=path,
        language="fr",
        duration_s=3.0,
        references={"fr": "One Twice three end.", "en": "One Twice three end."},
        human=frozenset({"en"}),
    )
    terms = Glossary(
        [
            Term(forms={"": Form(written="Twice", variants=("two",))}),
            Term(forms={"": Form(written="Thrice", variants=("three",))}),
        ]
    )
    done: list[str] = []
    for target in ("en", None):
        with Interpreter(
            make_store(tmp_path, *ALL), runtime=Runtime(threads=1), families=families
        ) as interpreter:
            without, with_it = outcomes(
                interpreter, [recording], terms, target=target, on_recording=done.append
            )
        assert without[0].text == "one two three end."
        assert with_it[0].text == "one Twice Thrice end."
        assert without[0].wanted == with_it[0].wanted == ("Twice",)
        assert (without[0].right, with_it[0].right) == ((), ("Twice",))
        assert (without[0].others, with_it[0].others) == ((), ("Thrice",))
    assert done == ["one", "one"]
