"""Observations and passages by hand, for what scores and draws them."""

from collections.abc import Sequence
from pathlib import Path

from engine.bench.contestants import parse_contestants
from engine.bench.recordings import Passage, Segment
from engine.bench.report import Circumstances, Report, evaluate
from engine.bench.simulation import Clause, DecodingStep, Observation, Word
from engine.bench.worker import Performance


def words_at(text: str, moments_s: Sequence[float], *, late_s: float = 0.5) -> tuple[Word, ...]:
    """Words committed at `moments_s`, each for the second of speech before its moment."""
    return tuple(
        Word(
            text=word,
            source_start_s=moment - 1,
            source_end_s=moment - 0.25,
            ideal_s=moment,
            aware_s=moment + late_s,
        )
        for word, moment in zip(text.split(), moments_s, strict=True)
    )


def observation(
    words: tuple[Word, ...] = (),
    *,
    passage: str = "one",
    duration_s: float = 4.0,
    clauses: tuple[Clause, ...] = (),
    steps: tuple[DecodingStep, ...] = (),
    busy_s: float = 1.0,
) -> Observation:
    return Observation(
        passage=passage,
        duration_s=duration_s,
        words=words,
        clauses=clauses,
        steps=steps,
        busy_s=busy_s,
    )


def passage(
    *references: str,
    name: str = "one",
    language: str = "de",
    speech: tuple[tuple[float, float], ...] = ((0.5, 3.5),),
) -> Passage:
    """Segments of four seconds with a second between them."""
    segments = tuple(
        Segment(
            name=f"{name}-{i}",
            start_s=i * 5.0,
            duration_s=4.0,
            reference=reference,
            transcript="Was gesagt wurde & mehr <hier>.",
        )
        for i, reference in enumerate(references)
    )
    return Passage(
        name=name,
        language=language,
        paths=tuple(Path(f"{name}-{i}.flac") for i in range(len(references))),
        segments=segments,
        duration_s=len(references) * 5.0 - 1,
        speech=speech,
    )


def report(names: str, *, spoken: bool = False, silent: bool = False) -> Report:
    """A report of two languages; the later a contestant stands, the later and better it is."""
    passages = (
        passage("The cat sat down & slept.", name="one", language="de"),
        passage("The dog ran off quickly.", name="two", language="fr"),
    )
    results = []
    for number, contestant in enumerate(parse_contestants(names)):
        late_s = number * 0.5
        seen = []
        for item, text in zip(
            passages,
            ("", "") if silent else ("The cat sat down & slept.", "The dog ran away <quickly>."),
            strict=True,
        ):
            moments = [1.0 + i * 0.5 for i in range(len(text.split()))]
            words = words_at(text, moments, late_s=late_s)
            clauses = (
                Clause(
                    text=text,
                    source_start_s=0.5,
                    source_end_s=3.5,
                    ideal_s=3.0,
                    aware_s=3.0 + late_s,
                    duration_s=2.0,
                ),
            )
            steps = tuple(
                DecodingStep(
                    ideal_s=word.ideal_s,
                    aware_s=word.aware_s,
                    took_s=0.1,
                    n_words=i + 1,
                    tentative=" and then",
                )
                for i, word in enumerate(words)
            )
            seen.append(
                observation(
                    words,
                    passage=item.name,
                    clauses=clauses if spoken else (),
                    steps=steps,
                )
            )
        performance = Performance(
            contestant=contestant, observations=tuple(seen), ready_s=1.0, peak_mb=300.0 + number
        )
        results.append(evaluate(performance, passages))
    return Report(
        circumstances=Circumstances(
            command="dragoman bench quality set --to en",
            created="2026-01-02T03:04:05+00:00",
            machine="Linux x86_64",
            cores=2,
            threads=2,
            load=0.1,
            versions={"python": "3.11.7"},
        ),
        target="en",
        is_joined=False,
        passages=passages,
        results=tuple(results),
    )
