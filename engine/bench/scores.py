"""Quality and latency by the field's own programs, the figures that they leave out, and their logs.

OmniSTEval (Polák et al. 2025, "Better Late Than Never: Evaluation of Latency Metrics for
Simultaneous Speech-to-Text Translation", arXiv 2509.17349) computes the latency and, for joined
streams, finds which words belong to which segment; sacrebleu computes BLEU and chrF.

`instances.log` is SimulEval's, one line a passage, for `omnisteval shortform` and
`simuleval --score-only`; moments in milliseconds, `elapsed` on the simulated clock. For joined
streams `omnisteval longform` takes `segmentation.json` with it. `references.txt` and
`transcripts.txt` have one line a segment.

`simulstream.jsonl` is simulstream's, one line a step, of all that is shown, so that its scorers
see the flicker too; `simulstream.yaml` is the configuration that they ask for.
"""

import importlib.util
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from pathlib import Path
from typing import Final

from omnisteval import Instance, Word, evaluate_instances, resegment
from sacrebleu.metrics.bleu import BLEU

from engine.bench.recordings import BenchmarkError, Passage
from engine.bench.simulation import Observation, common_prefix
from engine.messages import Code
from engine.output import output_errors


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFigures:
    """Figures of one contestant; in seconds, None where there is nothing to measure.

    Attributes:
        lag_s: mean, over committed words, of when a word is committed less when the speech ends
            that it is aligned to by attention; computing takes no time.
        lag_aware_s: the same, computation-aware.
        lag_p95_aware_s: 95 of 100 words lag no longer than this, computation-aware.
        start_offset_s: mean, over passages, of when the first word is committed less when speech
            begins, computation-aware.
        end_offset_s: mean, over passages, of when the last word is committed less when speech
            ends, computation-aware.
        first_audio_s: mean, over passages, of when target speech begins less when source speech
            begins; computing takes no time.
        first_audio_aware_s: the same, computation-aware.
        speech_lag_s: mean, over spoken words, of when a word has been spoken less when the speech
            ends that it is aligned to by attention; computing takes no time. Within a clause the
            letters, and the pause behind them, are taken to run evenly.
        speech_lag_aware_s: the same, computation-aware.
        speech_end_offset_s: mean, over passages, of when target speech ends less when source
            speech ends, computation-aware.
        erasure: words that were shown and then taken back or changed, for each committed word:
            normalised erasure (Arivazhagan et al. 2020, "Re-translation versus Streaming for
            Simultaneous Translation") of what stands on the screen, tentative words included.
            Of committed text it is 0: what is committed is never changed.
        real_time_factor: computing over the length of the audio.
    """

    lag_s: float | None
    lag_aware_s: float | None
    lag_p95_aware_s: float | None
    start_offset_s: float | None
    end_offset_s: float | None
    first_audio_s: float | None
    first_audio_aware_s: float | None
    speech_lag_s: float | None
    speech_lag_aware_s: float | None
    speech_end_offset_s: float | None
    erasure: float | None
    real_time_factor: float


def own_figures(observations: Sequence[Observation], passages: Sequence[Passage]) -> OwnFigures:
    """Measure what a contestant did.

    Args:
        observations: one for each passage, in the same order.
        passages: what was played.
    """
    pairs = list(zip(observations, passages, strict=True))
    words = [word for seen in observations for word in seen.words]
    aware = sorted(word.aware_s - word.source_end_s for word in words)
    spoken = [word for seen in observations for word in seen.spoken_words()]
    erased = sum(sum(seen.erasures()) for seen in observations)
    return OwnFigures(
        lag_s=_mean(word.ideal_s - word.source_end_s for word in words),
        lag_aware_s=_mean(aware),
        lag_p95_aware_s=aware[math.ceil(0.95 * len(aware)) - 1] if aware else None,
        start_offset_s=_mean(
            seen.words[0].aware_s - passage.speech_start_s for seen, passage in pairs if seen.words
        ),
        end_offset_s=_mean(
            seen.words[-1].aware_s - passage.speech_end_s for seen, passage in pairs if seen.words
        ),
        first_audio_s=_mean(
            seen.clauses[0].ideal_s - passage.speech_start_s
            for seen, passage in pairs
            if seen.clauses
        ),
        first_audio_aware_s=_mean(
            seen.clauses[0].aware_s - passage.speech_start_s
            for seen, passage in pairs
            if seen.clauses
        ),
        speech_lag_s=_mean(word.ideal_s - word.source_end_s for word in spoken),
        speech_lag_aware_s=_mean(word.aware_s - word.source_end_s for word in spoken),
        speech_end_offset_s=_mean(
            seen.clauses[-1].aware_s + seen.clauses[-1].duration_s - passage.speech_end_s
            for seen, passage in pairs
            if seen.clauses
        ),
        erasure=erased / len(words) if words else None,
        real_time_factor=sum(seen.busy_s for seen in observations)
        / sum(seen.duration_s for seen in observations),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechParts:
    """Where the lag of spoken words comes from; means over them, in seconds, which add up to it.

    Attributes:
        decode: from when the speech ends that a word is aligned to until it is guessed first.
        agree: until it is committed.
        clause: until the last word of its clause is committed.
        wait: until its clause is begun to be made.
        synthesis: until the first sound of that is there; 0 where it is not known when it began.
        queue: until what is said before the clause ends.
        saying: until the word has been said.
    """

    decode: float
    agree: float
    clause: float
    wait: float
    synthesis: float
    queue: float
    saying: float

    @property
    def lag(self) -> float:
        """All of it."""
        return math.fsum(getattr(self, part.name) for part in fields(self))


SPEECH_PARTS: Final = {
    "decode": "until the word is guessed first",
    "agree": "until it is committed",
    "clause": "until its clause is complete",
    "wait": "until that is begun to be made",
    "synthesis": "until its first sound is there",
    "queue": "until what is said before it ends",
    "saying": "until it has been said",
}
"""Each part in words, in order."""


def speech_parts(observations: Sequence[Observation], *, is_aware: bool) -> SpeechParts | None:
    """Share out the lag of all spoken words; None where nothing was spoken.

    Args:
        observations: of one contestant.
        is_aware: whether computing counts, as it was measured; else it takes no time.
    """
    parts: list[tuple[float, ...]] = []
    for seen in observations:
        said = iter(seen.spoken_words())
        first_shown = dict(zip(map(id, seen.words), seen.first_shown(), strict=True))
        for clause, words in seen.spoken_clauses():
            begins_s = clause.aware_s if is_aware else clause.ideal_s
            committed = [word.aware_s if is_aware else word.ideal_s for word in words]
            ready_s = max(committed, default=begins_s)
            begun_s = made_s = ready_s
            if is_aware and clause.begun_s is not None and clause.made_s is not None:
                begun_s, made_s = max(clause.begun_s, ready_s), max(clause.made_s, ready_s)
            for word, at_s in zip(words, committed, strict=True):
                spoken = next(said)
                heard_s = spoken.aware_s if is_aware else spoken.ideal_s
                shown_s = first_shown[id(word)][is_aware]
                moments = (
                    *(word.source_end_s, shown_s, at_s),
                    *(ready_s, begun_s, made_s, begins_s, heard_s),
                )
                parts.append(tuple(b - a for a, b in pairwise(moments)))
    if not parts:
        return None
    means = [math.fsum(part) / len(parts) for part in zip(*parts, strict=True)]
    return SpeechParts(**dict(zip((f.name for f in fields(SpeechParts)), means, strict=True)))


def _mean(values: Iterable[float]) -> float | None:
    kept = list(values)
    return math.fsum(kept) / len(kept) if kept else None


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
        raise BenchmarkError(Code.PACKAGE_MISSING, package="unbabel-comet")
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


_SIMULSTREAM_SETTINGS: Final = "detokenizer_type: simuleval\nlatency_unit: word\n"


def write_references(folder: Path, passages: Sequence[Passage]) -> None:
    """Write what all contestants are scored against.

    Raises:
        OutputError: the folder cannot be written.
    """
    segments = [(passage, segment) for passage in passages for segment in passage.segments]
    _write(folder / "references.txt", [_line(part.reference) for _, part in segments])
    _write(folder / "transcripts.txt", [_line(part.transcript) for _, part in segments])
    segmentation = [
        {"wav": f"{passage.name}.wav", "offset": part.start_s, "duration": part.duration_s}
        for passage, part in segments
    ]
    _write(folder / "segmentation.json", [json.dumps(segmentation, indent=1)])
    _write(folder / "simulstream.yaml", [_SIMULSTREAM_SETTINGS.strip()])


def write_logs(
    folder: Path, observations: Sequence[Observation], passages: Sequence[Passage]
) -> None:
    """Write one contestant's logs.

    Raises:
        OutputError: the folder cannot be written.
    """
    pairs = list(zip(observations, passages, strict=True))
    _write(
        folder / "instances.log",
        [
            json.dumps(simuleval_record(index, seen, passage), ensure_ascii=False)
            for index, (seen, passage) in enumerate(pairs)
        ],
    )
    _write(
        folder / "simulstream.jsonl",
        [
            json.dumps(record, ensure_ascii=False)
            for index, seen in enumerate(observations)
            for record in simulstream_records(index, seen)
        ],
    )


def simuleval_record(
    index: int, seen: Observation, passage: Passage
) -> dict[str, int | float | str | list[str] | list[float]]:
    """One line of SimulEval's instances.log."""
    return {
        "index": index,
        "prediction": seen.text,
        "delays": [round(word.ideal_s * 1000, 3) for word in seen.words],
        "elapsed": [round(word.aware_s * 1000, 3) for word in seen.words],
        "prediction_length": len(seen.words),
        "reference": " ".join(_line(part.reference) for part in passage.segments),
        "source": [f"{passage.name}.wav"],
        "source_length": round(passage.duration_s * 1000, 3),
    }


def simulstream_records(
    index: int, seen: Observation
) -> list[dict[str, int | float | list[str] | dict[str, str]]]:
    """The lines of one passage in simulstream's log."""
    records: list[dict[str, int | float | list[str] | dict[str, str]]] = [
        {"id": index, "metadata": {"wav_name": f"{seen.passage}.wav"}}
    ]
    before: list[str] = []
    logged_s = 0.0
    for step in seen.steps:
        now = seen.shown(step)
        kept = common_prefix(before, now)
        records.append(
            {
                "id": index,
                "total_audio_processed": round(step.ideal_s, 4),
                "computation_time": round(step.took_s, 4),
                "generated_tokens": now[kept:],
                "deleted_tokens": before[kept:],
            }
        )
        before = now
        logged_s += step.took_s
    records.append(
        {
            "id": index,
            "total_audio_processed": round(seen.duration_s, 4),
            "computation_time": round(max(seen.busy_s - logged_s, 0.0), 4),
            "generated_tokens": [],
            "deleted_tokens": [],
        }
    )
    return records


def _line(text: str) -> str:
    return " ".join(text.split())


def _write(path: Path, lines: Sequence[str]) -> None:
    with output_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
