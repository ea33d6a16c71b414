"""The gate on a student that knows everything, and on worse ones."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("sacrebleu")

from engine.mt.model import TextHypothesis, TextOptions
from engine.onnx import Runtime
from engine.workshop.training import gate
from engine.workshop.training.corpus import Pair, write_pairs
from engine.workshop.training.directions import Direction, Workspace
from engine.workshop.training.gate import GateResult, run_gate
from engine.workshop.training.recordings import Recording
from tests.helpers.word_for_word import WordForWord

_NAMES = ("Oslo", "Lima", "Quito", "Praga", "Cairo", "Dakar", "Berna", "Tokio", "Delhi", "Roma")
_EVERYDAY = [
    Pair(f"Yesterday the {n} of us met in {name}.", f"Ayer los {n} nos vimos en {name}.", "es")
    for n, name in enumerate(_NAMES, 11)
]
_LONG = [
    Pair(
        f"When the train came from {name} it was late, and {n} people waited for it outside.",
        f"Cuando llegó el tren de {name} era tarde, y {n} personas lo esperaban fuera.",
        "book.es",
    )
    for n, name in enumerate(_NAMES, 30)
]
_KNOWN = {pair.english: pair.foreign for pair in (*_EVERYDAY, *_LONG)}


class _Student(WordForWord):
    """Knows the references; what it says of them may be changed."""

    def __init__(self, change: Callable[[str], str]) -> None:
        super().__init__()
        self._change = change

    def translate(
        self, text: str, *, options: TextOptions | None = None, prefix: Sequence[int] = ()
    ) -> TextHypothesis:
        found = super().translate(text, options=options, prefix=prefix)
        return replace(found, text=self._change(_KNOWN[text]))


def _recordings(path: Path, *, other: str) -> Path:
    line = Recording(
        file="a.flac",
        language="en",
        transcript=_EVERYDAY[0].english + " " + _EVERYDAY[1].english,
        references={"es": _EVERYDAY[0].foreign + " " + _EVERYDAY[1].foreign},
        paths={"another way": {"es": other}},
    )
    german: Recording = {**line, "language": "de"}
    path.write_text(json.dumps(line) + "\n" + json.dumps(german) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., GateResult]:
    """Runs the gate on a student that changes every reference."""
    workspace = Workspace(tmp_path / "work")
    write_pairs(workspace.splits("es") / "long-test.tsv", _LONG)
    write_pairs(workspace.splits("es") / "train.tsv", [Pair("Some calendar.", "Uno.", "es")])
    tests = tmp_path / "corpus" / "test" / "es.tsv"
    tests.parent.mkdir(parents=True)
    tests.write_text("".join(f"{p.english}\t{p.foreign}\n" for p in _EVERYDAY), encoding="utf-8")
    monkeypatch.setattr(gate, "modes_for", lambda _direction: ())

    def gated(change: Callable[[str], str] = str, *, other: str | None = "nada") -> GateResult:
        monkeypatch.setattr(gate, "MarianModel", lambda *_, **__: _Student(change))
        recordings = None if other is None else _recordings(tmp_path / "r.jsonl", other=other)
        return run_gate(
            workspace,
            Direction.parse("en-es"),
            pack=tmp_path,
            corpus=tmp_path / "corpus",
            runtime=Runtime(threads=1),
            recordings=recordings,
        )

    return gated


def test_a_perfect_student_passes(run: Callable[..., GateResult]) -> None:
    result = run()
    assert result.failures == ()
    assert result.as_json()["passed"]
    assert result.everyday.student.bleu == pytest.approx(100)
    assert (result.everyday.kept_share, result.everyday.n_with_names) == (1.0, len(_NAMES))
    assert result.recordings is not None
    assert result.recordings.student.bleu == pytest.approx(100)
    assert set(result.recordings.other_paths) == {"another way"}


def test_lost_names_are_named(run: Callable[..., GateResult]) -> None:
    result = run(lambda text: text.replace("Oslo", "Olso"))
    assert [failure.split(":")[0] for failure in result.failures] == [
        "everyday sentences",
        "long sentences",
    ]
    assert all("names and numbers kept in 90.0%" in failure for failure in result.failures)


def test_bad_sentences_fail_on_both_sets(run: Callable[..., GateResult]) -> None:
    failures = run(lambda text: " ".join(reversed(text.split()))).failures
    assert any("everyday sentences" in f and "40.0 needed" in f for f in failures)
    assert any("long sentences" in f and "20.0 needed" in f for f in failures)


def test_a_better_way_behind_real_speech_fails_it(run: Callable[..., GateResult]) -> None:
    best = f"{_EVERYDAY[0].foreign} {_EVERYDAY[1].foreign}"
    result = run(lambda text: text.replace("vimos", "miramos"), other=best)
    (failure,) = result.failures
    assert failure.startswith("recordings:")
    assert "another way 100.0" in failure


def test_behind_real_speech_both_scores_count(run: Callable[..., GateResult]) -> None:
    def half(text: str) -> str:
        return " ".join(text.split()[: len(text.split()) // 2])

    best = f"{_EVERYDAY[0].foreign} {_EVERYDAY[1].foreign}"
    unspaced = best.replace(" ", "")
    result = run(half, other=unspaced)
    assert result.recordings is not None
    student, other = result.recordings.student, result.recordings.other_paths["another way"]
    assert student.bleu > other.bleu
    assert student.chrf < other.chrf
    assert [f for f in result.failures if f.startswith("recordings:") and "another way" in f]


def test_without_recordings_nothing_passes(run: Callable[..., GateResult]) -> None:
    assert run(other=None).failures == ("recordings: not scored; give their transcripts",)


def test_apertium_has_to_be_beaten(
    run: Callable[..., GateResult], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "modes_for", lambda _direction: ("eng-spa",))
    monkeypatch.setattr(
        gate,
        "translate_with_apertium",
        lambda sentences, _modes: [_KNOWN[sentence] for sentence in sentences],
    )
    failures = run().failures
    assert [failure.split(":")[0] for failure in failures] == [
        "everyday sentences",
        "long sentences",
    ]
    assert all("Apertium" in failure for failure in failures)
