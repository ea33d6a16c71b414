"""Decides whether a student is good enough to be offered.

An interpreter that invents is worse than one that says which pack to install: a student ships
only where it reaches every bound here, on sentences that it never saw, as the product runs it
(8 bit, greedy).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from engine.mt.marian.model import MarianModel
from engine.onnx import Runtime
from engine.workshop.training.apertium import modes_for, translate_with_apertium
from engine.workshop.training.corpus import Pair, read_pairs, read_split
from engine.workshop.training.directions import Direction, Workspace
from engine.workshop.training.fidelity import fidelity, ordinary_words
from engine.workshop.training.recordings import RecordedScores, score_recordings
from engine.workshop.training.scores import Score, score_texts

EVERYDAY_BLEU: Final[Mapping[str, float]] = {
    "en-es": 40.0,
    "en-fr": 40.0,
    "en-de": 32.0,
    "es-en": 46.0,
    "fr-en": 46.0,
    "de-en": 40.0,
}
LONG_BLEU: Final = 20.0
KEPT_SHARE: Final = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class SetResult:
    """One test set.

    Attributes:
        student: its score.
        kept_share: sentences whose names and numbers all arrived.
        n_with_names: sentences that have any.
        apertium: its score on the same sentences; None where it cannot or is not installed.
    """

    student: Score
    kept_share: float
    n_with_names: int
    apertium: Score | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GateResult:
    """Everything that decides.

    Attributes:
        direction: `en-es` and the like.
        everyday: short everyday sentences.
        long: long sentences.
        recordings: behind real speech; None when no transcripts were given.
        failures: one sentence for each bound that was missed.
    """

    direction: str
    everyday: SetResult
    long: SetResult
    recordings: RecordedScores | None
    failures: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """Plain values, `passed` among them."""
        return {**asdict(self), "passed": not self.failures}


def run_gate(
    workspace: Workspace,
    direction: Direction,
    *,
    pack: Path,
    corpus: Path,
    runtime: Runtime,
    recordings: Path | None,
) -> GateResult:
    """Score an exported student and compare with every bound.

    Args:
        workspace: holds the long test split.
        direction: of the student.
        pack: folder of the exported student.
        corpus: folder of the sentence pairs, with `test/`.
        runtime: how to run the student.
        recordings: transcripts of recordings with what other paths make of them, see
            `recordings.py`.
    """
    model = MarianModel(pack, runtime=runtime)
    everyday_pairs = list(read_pairs(corpus / "test" / f"{direction.foreign}.tsv"))
    long_pairs = read_split(workspace.splits(direction.foreign) / "long-test.tsv")
    train = read_split(workspace.splits(direction.foreign) / "train.tsv")
    ordinary = ordinary_words(pair.english for pair in train)
    everyday = _score_set(model, direction, everyday_pairs, ordinary)
    long = _score_set(model, direction, long_pairs, ordinary)
    recorded = None if recordings is None else score_recordings(model, direction, recordings)
    return GateResult(
        direction=direction.name,
        everyday=everyday,
        long=long,
        recordings=recorded,
        failures=tuple(_failures(direction, everyday, long, recorded)),
    )


def _score_set(
    model: MarianModel, direction: Direction, pairs: Sequence[Pair], ordinary: Collection[str]
) -> SetResult:
    reads_english = direction.source == "en"
    sources = [pair.english if reads_english else pair.foreign for pair in pairs]
    references = [pair.foreign if reads_english else pair.english for pair in pairs]
    outputs = [model.translate(source).text for source in sources]
    kept = fidelity(pairs, outputs, ordinary=ordinary)
    modes = modes_for(direction)
    apertium = score_texts(translate_with_apertium(sources, modes), references) if modes else None
    return SetResult(
        student=score_texts(outputs, references),
        kept_share=round(kept.share, 4),
        n_with_names=kept.n_sentences,
        apertium=apertium,
    )


def _failures(
    direction: Direction, everyday: SetResult, long: SetResult, recorded: RecordedScores | None
) -> list[str]:
    found: list[str] = []
    bounds = (
        ("everyday", everyday, EVERYDAY_BLEU.get(direction.name, max(EVERYDAY_BLEU.values()))),
        ("long", long, LONG_BLEU),
    )
    for name, result, bound in bounds:
        if result.student.bleu < bound:
            found.append(f"{name} sentences: {result.student.bleu} BLEU, {bound} needed")
        if result.kept_share < KEPT_SHARE:
            found.append(
                f"{name} sentences: names and numbers kept in {result.kept_share:.1%}, "
                f"{KEPT_SHARE:.0%} needed"
            )
        if result.apertium is not None and result.student.bleu <= result.apertium.bleu:
            found.append(
                f"{name} sentences: {result.student.bleu} BLEU, Apertium {result.apertium.bleu}"
            )
    if recorded is None:
        found.append("recordings: not scored; give their transcripts")
    else:
        # By both scores: on a few recordings BLEU may like a student that invents.
        student = recorded.student
        found += [
            f"recordings: {student.bleu} BLEU and {student.chrf} chrF, "
            f"{path} {score.bleu} and {score.chrf}"
            for path, score in recorded.other_paths.items()
            if student.bleu < score.bleu or student.chrf < score.chrf
        ]
    return found
