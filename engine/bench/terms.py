"""What a glossary is worth: its terms with and without it, and all other text.

A term counts for a recording whose reference has it as the glossary writes it. The clock stands
still while the engine computes, so that every run gives the same text.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

from engine.arrays import SOURCE_RATE_HZ
from engine.bench.recordings import Recording, passage_samples
from engine.events import Event, TextCommitted
from engine.glossary import NO_GLOSSARY, Form, Glossary, Term, TermFinder
from engine.interpreter import Interpreter
from engine.planner import SessionConfig
from engine.session import SourceBlock, finish_now

_BLOCK_SAMPLES: Final = SOURCE_RATE_HZ // 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One recording, with a glossary or without.

    Attributes:
        wanted: the terms of its reference.
        right: those of them that came out as the glossary writes them.
        others: terms that came out and are not in the reference.
    """

    name: str
    text: str
    reference: str
    wanted: tuple[str, ...]
    right: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """All recordings, with a glossary or without.

    Attributes:
        n_wanted: terms of the references.
        n_right: those that came out.
        n_others: terms that came out and were not said.
        bleu, chrf: of the recordings that have terms; None where there are none.
        bleu_elsewhere, chrf_elsewhere: of the others.
    """

    n_wanted: int
    n_right: int
    n_others: int
    bleu: float | None
    chrf: float | None
    bleu_elsewhere: float | None
    chrf_elsewhere: float | None


def outcomes(
    interpreter: Interpreter,
    recordings: Sequence[Recording],
    glossary: Glossary,
    *,
    target: str | None,
    on_recording: Callable[[str], None],
) -> tuple[list[Outcome], list[Outcome]]:
    """Play recordings without the glossary, and with it.

    Args:
        interpreter: makes the sessions.
        recordings: with references in the language that is written.
        glossary: the terms.
        target: language to translate into; None for transcripts.
        on_recording: told the name of each that was played.

    Raises:
        EngineError: a route or a pack is missing.
    """
    without: list[Outcome] = []
    with_it: list[Outcome] = []
    for recording in recordings:
        written = target or recording.language
        config = SessionConfig(source=recording.language, target=written, speaks=False)
        for found, terms in ((without, NO_GLOSSARY), (with_it, glossary)):
            text = _played(interpreter, replace(config, glossary=terms), recording)
            found.append(_outcome(recording, text, glossary, written))
        on_recording(recording.name)
    return without, with_it


def worth(found: Sequence[Outcome]) -> Worth:
    """The figures of outcomes; needs sacrebleu."""
    with_terms = [one for one in found if one.wanted]
    elsewhere = [one for one in found if not one.wanted]
    (bleu, chrf), (bleu_elsewhere, chrf_elsewhere) = map(_scores, (with_terms, elsewhere))
    return Worth(
        n_wanted=sum(len(one.wanted) for one in found),
        n_right=sum(len(one.right) for one in found),
        n_others=sum(len(one.others) for one in found),
        bleu=bleu,
        chrf=chrf,
        bleu_elsewhere=bleu_elsewhere,
        chrf_elsewhere=chrf_elsewhere,
    )


def table(without: Worth, with_it: Worth) -> str:
    """Both beside each other."""
    rows = [
        ("terms right", *(f"{one.n_right} of {one.n_wanted}" for one in (without, with_it))),
        ("terms that nobody said", *(str(one.n_others) for one in (without, with_it))),
        *(
            (title, *(_number(value) for value in values))
            for title, values in (
                ("BLEU where terms are", (without.bleu, with_it.bleu)),
                ("chrF where terms are", (without.chrf, with_it.chrf)),
                ("BLEU elsewhere", (without.bleu_elsewhere, with_it.bleu_elsewhere)),
                ("chrF elsewhere", (without.chrf_elsewhere, with_it.chrf_elsewhere)),
            )
        ),
    ]
    head = f"{'':<24}{'without':>12}{'with':>12}\n"
    return head + "".join(f"{title:<24}{one:>12}{other:>12}\n" for title, one, other in rows)


def _played(interpreter: Interpreter, config: SessionConfig, recording: Recording) -> str:
    session = interpreter.session(config)
    samples = passage_samples([recording.path])
    events: list[Event] = []
    for start in range(0, len(samples), _BLOCK_SAMPLES):
        events += session.push(SourceBlock(samples[start : start + _BLOCK_SAMPLES]))
    events += finish_now(session)
    session.close()
    return "".join(event.text for event in events if isinstance(event, TextCommitted)).strip()


def _outcome(recording: Recording, text: str, glossary: Glossary, written: str) -> Outcome:
    terms = [
        Term(forms={written: Form(written=form.written)}, is_case_sensitive=term.is_case_sensitive)
        for term, form in glossary.written_in(written)
    ]
    finder = TermFinder(terms, language=written)
    reference = recording.references[written]
    said = list(_terms_of(finder, reference))
    came = list(_terms_of(finder, text))
    right = tuple(term for term in dict.fromkeys(said) if term in came)
    return Outcome(
        name=recording.name,
        text=text,
        reference=reference,
        wanted=tuple(dict.fromkeys(said)),
        right=right,
        others=tuple(term for term in dict.fromkeys(came) if term not in said),
    )


def _terms_of(finder: TermFinder, text: str) -> Iterator[str]:
    for hit in finder.find(text):
        yield hit.form.written


def _scores(found: Sequence[Outcome]) -> tuple[float | None, float | None]:
    if not found:
        return None, None
    texts, references = [one.text for one in found], [[one.reference for one in found]]
    return (
        float(BLEU().corpus_score(texts, references).score),
        float(CHRF().corpus_score(texts, references).score),
    )


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"
