"""Quality and latency as the field defines them, by the field's own programs.

OmniSTEval (Polák et al. 2025, "Better Late Than Never: Evaluation of Latency Metrics for
Simultaneous Speech-to-Text Translation", arXiv 2509.17349) computes the latency and, for joined
streams, finds which words belong to which segment; sacrebleu computes BLEU and chrF.
"""

import importlib.util
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from omnisteval import Instance, Word, evaluate_instances, resegment
from sacrebleu.metrics.bleu import BLEU

from engine.benchmarks.errors import BenchmarkError
from engine.benchmarks.observation import Observation
from engine.benchmarks.passages import Passage

_BOOTSTRAPS: Final = 1000
_FEWEST_FOR_INTERVAL: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldScores:
    """Scores of one contestant; None where there is nothing to score.

    Attributes:
        bleu: corpus BLEU (sacrebleu, 13a, cased).
        bleu_interval: half the width of its 95 % bootstrap interval (sacrebleu, 1000 samples).
        chrf: corpus chrF2 (sacrebleu).
        comet: OmniSTEval's COMET, where it was asked for.
        asr_bleu: BLEU of what a recogniser hears in the target speech, without case and marks.
        asr_wer: its word errors against the committed text, as a share of that text's words.
        laal_s: LAAL (StreamLAAL on joined streams), computing takes no time.
        laal_aware_s: the same, computation-aware.
        yaal_s: YAAL (LongYAAL on joined streams), computing takes no time.
        yaal_aware_s: the same, computation-aware.
    """

    bleu: float
    bleu_interval: float | None
    chrf: float
    comet: float | None
    asr_bleu: float | None
    asr_wer: float | None
    laal_s: float | None
    laal_aware_s: float | None
    yaal_s: float | None
    yaal_aware_s: float | None


def field_scores(
    observations: Sequence[Observation], passages: Sequence[Passage], *, comet: str = ""
) -> FieldScores:
    """Score what a contestant did.

    Args:
        observations: one for each passage, in the same order.
        passages: what was played.
        comet: name of a COMET model; empty leaves COMET out.

    Raises:
        BenchmarkError: COMET is asked for and not installed.
    """
    if comet and importlib.util.find_spec("comet") is None:
        raise BenchmarkError("COMET is not installed; run: pip install unbabel-comet")
    is_joined = any(len(passage.segments) > 1 for passage in passages)
    instances = _joined(observations, passages) if is_joined else _single(observations, passages)
    scores, _, _ = evaluate_instances(
        instances,
        is_longform=is_joined,
        # Only says that `elapsed` is no running total of computing, as SimulEval's once was.
        fix_emission_ca_flag=True,
        compute_comet=bool(comet),
        comet_model=comet,
        source_sentences=[part.transcript for item in passages for part in item.segments],
    )
    prefix = "long_" if is_joined else ""
    return FieldScores(
        bleu=scores["bleu"],
        bleu_interval=_bleu_interval(instances),
        chrf=scores["chrf"],
        comet=scores.get("comet"),
        asr_bleu=_asr_bleu(observations, passages),
        asr_wer=_asr_wer(observations),
        laal_s=_seconds(scores.get(f"{prefix}laal")),
        laal_aware_s=_seconds(scores.get(f"ca_{prefix}laal")),
        yaal_s=_seconds(scores.get(f"{prefix}yaal")),
        yaal_aware_s=_seconds(scores.get(f"ca_{prefix}yaal")),
    )


def _single(observations: Sequence[Observation], passages: Sequence[Passage]) -> list[Instance]:
    """Each passage is one segment: nothing has to be found."""
    return [
        Instance(
            index=index,
            prediction=seen.text,
            reference=passage.segments[0].reference,
            source_length=passage.duration_s * 1000,
            emission_cu=[word.ideal_s * 1000 for word in seen.words],
            emission_ca=[word.aware_s * 1000 for word in seen.words],
        )
        for index, (seen, passage) in enumerate(zip(observations, passages, strict=True))
    ]


def _joined(observations: Sequence[Observation], passages: Sequence[Passage]) -> list[Instance]:
    """OmniSTEval's soft segmenter says which words belong to which segment."""
    spoken: list[list[Word]] = []
    segmentation: list[dict[str, float | int]] = []
    references: list[str] = []
    for document, passage in enumerate(passages):
        spoken.append([])
        last = passage.segments[-1]
        for number, segment in enumerate(passage.segments):
            start = segment.start_s * 1000
            # The fields of OmniSTEval's own loader (`load_reference`).
            spoken[-1] += [
                Word(text, emission_cu=start, seq_id=len(references))
                for text in segment.reference.strip().lower().split()
            ]
            segmentation.append(
                {
                    "offset": start,
                    "duration": segment.duration_s * 1000,
                    "time_to_recording_end": (last.start_s + last.duration_s) * 1000 - start,
                    "doc_id": document,
                    "seg_id": number,
                }
            )
            references.append(segment.reference)
    written = [
        [
            Word(word.text, emission_cu=word.ideal_s * 1000, emission_ca=word.aware_s * 1000)
            for word in seen.words
        ]
        for seen in observations
    ]
    instances, _ = resegment(spoken, written, segmentation, references)
    return list(instances)


def _asr_bleu(observations: Sequence[Observation], passages: Sequence[Passage]) -> float | None:
    if not any(seen.clauses for seen in observations):
        return None
    references = [
        plain(" ".join(part.reference for part in passage.segments)) for passage in passages
    ]
    heard = [plain(seen.heard_back) for seen in observations]
    return float(BLEU().corpus_score(heard, [references]).score)


def _asr_wer(observations: Sequence[Observation]) -> float | None:
    if not any(seen.clauses for seen in observations):
        return None
    pairs = [(plain(seen.text).split(), plain(seen.heard_back).split()) for seen in observations]
    n_words = sum(len(written) for written, _ in pairs)
    return sum(edits(written, heard) for written, heard in pairs) / n_words if n_words else None


def plain(text: str) -> str:
    """Words alone, in small letters: a recogniser's marks and capitals are its own."""
    letters = (c if c.isalnum() or c == "'" else " " for c in text.casefold())
    return " ".join("".join(letters).split())


def edits(written: Sequence[str], heard: Sequence[str]) -> int:
    """Words to insert, to delete or to replace to make one of the other (Levenshtein)."""
    row = list(range(len(heard) + 1))
    for number, word in enumerate(written, start=1):
        before, row[0] = row[0], number
        for position, other in enumerate(heard, start=1):
            replaced = before + (word != other)
            before = row[position]
            row[position] = min(replaced, before + 1, row[position - 1] + 1)
    return row[-1]


def _bleu_interval(instances: Sequence[Instance]) -> float | None:
    if len(instances) < _FEWEST_FOR_INTERVAL:
        return None
    result = BLEU().corpus_score(
        [item.prediction for item in instances],
        [[item.reference for item in instances]],
        n_bootstrap=_BOOTSTRAPS,
    )
    return float(vars(result)["_ci"])


def _seconds(score_ms: float | None) -> float | None:
    return None if score_ms is None or math.isnan(score_ms) else score_ms / 1000
