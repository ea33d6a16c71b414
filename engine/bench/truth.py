"""Counts what a contestant invented, said again, left untranslated or left out.

Each fault is looked for in the committed text of a passage, beside its transcript and reference:
what the speaker or the person who translated repeats, breaks off or says in one word is no fault.
Words are compared without case and marks.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from engine.asr.guards import is_untranslated
from engine.bench.recordings import Passage
from engine.bench.report import Result
from engine.bench.simulation import Observation
from engine.languages import LANGUAGES
from engine.sentences import ends_sentence

_WORD: Final = re.compile(r"\w+(?:['\u2019\-.,]\w+)*")
_JOINT: Final = re.compile(r"(?i)\b(it|you|her|this|that)[,;:.?!]\s+\1\b")
_SETS_OFF: Final = re.compile(r"[.,;:?!\u2026\u2013\u2014]+(?=\s|$)")
_LONGEST_RUN_WORDS: Final = 12
_TELLING_RUN_WORDS: Final = 4
"""Fewer words come twice in a text for good reasons, unless they follow each other at once."""

_FEWEST_WORDS: Final = 3
_FOREIGN_SHARE: Final = 0.7
_KNOWN_SHARE: Final = 0.4
_NEAR_S: Final = 0.5
_OWN_SOUND_S: Final = 0.5
"""With less speech behind all that was told before it, a last sentence is of nobody."""

_TOLD_SHARE: Final = 0.75
"""A text that has so many of the reference's words has said all; people are longer or shorter."""


class Fault(StrEnum):
    """What may not happen."""

    REPEATED = "repeated"
    UNTRANSLATED = "untranslated"
    UNHEARD = "unheard"
    TURNED = "turned"
    ENDING = "ending"
    UNFINISHED = "unfinished"
    EMPTY = "empty"
    LONE = "lone"

    @property
    def meaning(self) -> str:
        """In half a sentence."""
        return _MEANINGS[self]


_MEANINGS: Final = {
    Fault.REPEATED: "phrases said again at once, or four words and more said again later, though "
    "neither the speaker nor the reference says anything twice",
    Fault.UNTRANSLATED: "sentences in the language that was spoken",
    Fault.UNHEARD: "text that is aligned to sound in which nobody speaks",
    Fault.TURNED: "negations where neither the speaker nor the reference has any, or none where "
    "both have one",
    Fault.ENDING: "last sentences of which the reference has nothing, behind a text that is whole "
    "and leaves no speech untold",
    Fault.UNFINISHED: "texts that break off without a mark, before the last word that was said",
    Fault.EMPTY: "passages with speech and no text",
    Fault.LONE: "sentences of one word, or of none, that the reference does not set off by marks",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A fault and where it was found.

    Attributes:
        text: that is wrong; empty where there is none.
    """

    passage: str
    fault: Fault
    text: str


def faults(seen: Observation, passage: Passage, *, target: str) -> list[Found]:
    """What is wrong with the committed text of a passage.

    Args:
        seen: what the contestant did.
        passage: that was played.
        target: language of the text.
    """
    reference = " ".join(segment.reference for segment in passage.segments)
    transcript = " ".join(segment.transcript for segment in passage.segments)
    found: list[tuple[Fault, str]] = []
    text = seen.text
    if not text.strip():
        return [Found(passage=passage.name, fault=Fault.EMPTY, text="")] if passage.speech else []
    parts = split_sentences(text, language=target)
    found += [(Fault.REPEATED, phrase) for phrase in repeats(text, reference, transcript)]
    if passage.language != target:
        found += [
            (Fault.UNTRANSLATED, part)
            for part in parts
            if _is_foreign(part, reference, transcript, source=passage.language, target=target)
        ]
    found += [(Fault.UNHEARD, phrase) for phrase in _unheard(seen, passage)]
    if _is_turned(text, reference, transcript, source=passage.language, target=target):
        found.append((Fault.TURNED, text))
    if not _has_own_sound(parts, seen, passage):
        found += [(Fault.ENDING, part) for part in _endings(parts, reference, transcript, target)]
    if _is_finished(reference, target) and not _is_finished(text, target):
        last = _words(text)[-1:]
        # Where it ends as the speaker does, nothing is missing but the mark.
        if not last or last not in (_words(reference)[-1:], _words(transcript)[-1:]):
            found.append((Fault.UNFINISHED, parts[-1]))
    set_off = {tuple(_words(part)) for part in _SETS_OFF.split(reference)} - {()}
    found += [
        (Fault.LONE, part)
        for part in parts
        if len(words := _words(part)) < 2 and tuple(words) not in set_off
    ]
    return [Found(passage=passage.name, fault=fault, text=part) for fault, part in found]


def split_sentences(text: str, *, language: str) -> list[str]:
    """The sentences of a text; the last one may have no end."""
    parts: list[str] = []
    words = text.split()
    begun = 0
    for number, _ in enumerate(words):
        after = words[number + 1] if number + 1 < len(words) else ""
        so_far = " ".join(words[begun : number + 1])
        if not after or ends_sentence(so_far, language=language, after=after):
            parts.append(so_far)
            begun = number + 1
    return parts


def repeats(text: str, reference: str = "", transcript: str = "") -> list[str]:
    """Phrases that a text says again.

    Args:
        text: to look through.
        reference: a person's text; a phrase that it says as often is no fault.
        transcript: what was said; where that repeats itself, so may the text.
    """
    # "I felt it, it was unfair": one clause ends with what the next begins with.
    words = _words(_JOINT.sub(r"\1", text))
    allowed = len(list(_runs(_words(transcript)))) + len(list(_runs(_words(reference))))
    found = [" ".join(words[start:end]) for start, end in _runs(words)]
    known = " ".join(_words(reference))
    kept = [phrase for phrase in found if known.count(phrase) < 2]
    return kept[allowed:]


def _runs(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where words begin and end that were said before; at once, or several of them later."""
    position = 0
    while position < len(words):
        length = _said_at_once(words, position) or _said_before(words, position)
        if length:
            yield position, position + length
        position += length or 1


def _said_at_once(words: Sequence[str], position: int) -> int:
    for length in range(min(position, _LONGEST_RUN_WORDS), 0, -1):
        if words[position - length : position] == words[position : position + length]:
            return length
    return 0


def _said_before(words: Sequence[str], position: int) -> int:
    best = 0
    for earlier in range(position - _TELLING_RUN_WORDS + 1):
        length = 0
        while (
            position + length < len(words)
            and earlier + length < position
            and words[earlier + length] == words[position + length]
        ):
            length += 1
        best = max(best, length)
    return best if best >= _TELLING_RUN_WORDS else 0


def _is_foreign(
    sentence: str, reference: str, transcript: str, *, source: str, target: str
) -> bool:
    """Whether a sentence was left in the language that was spoken."""
    words = _words(sentence)
    if len(words) < _FEWEST_WORDS:
        return False
    if is_untranslated(sentence, source=source, target=target):
        return True
    spoken, wanted = set(_words(transcript)), set(_words(reference))
    foreign = sum(word in spoken and word not in wanted for word in words)
    known = sum(word in wanted for word in words)
    return foreign >= _FOREIGN_SHARE * len(words) and known <= _KNOWN_SHARE * len(words)


def _is_finished(text: str, language: str) -> bool:
    # As if a sentence followed: the point behind a number may then be the end.
    return ends_sentence(text, language=language, after="A")


def _unheard(seen: Observation, passage: Passage) -> Iterator[str]:
    """Runs of words that no speech is near."""
    run: list[str] = []
    for word in seen.words:
        has_sound = any(
            word.source_start_s - _NEAR_S < end and start < word.source_end_s + _NEAR_S
            for start, end in passage.speech
        )
        if not has_sound:
            run.append(word.text)
        elif run:
            yield " ".join(run)
            run = []
    if run:
        yield " ".join(run)


def _is_turned(text: str, reference: str, transcript: str, *, source: str, target: str) -> bool:
    """Whether a text denies what nobody denies, or the other way about."""
    if not transcript or source not in LANGUAGES or target not in LANGUAGES:
        return False
    spoken, written = LANGUAGES[source].polarity, LANGUAGES[target].polarity
    if not spoken.negation or not written.negation:
        return False
    is_denied = written.negates(reference)
    # Languages do not deny the same things in so many words.
    return is_denied == spoken.negates(transcript) and written.negates(text) != is_denied


def _has_own_sound(parts: Sequence[str], seen: Observation, passage: Passage) -> bool:
    """Whether somebody speaks behind what the sentences before the last one are aligned to.

    Then the last one may be wrong, and is measured by its scores, but it is of something.
    """
    n_last = len(parts[-1].split())
    told_s = max((word.source_end_s for word in seen.words[:-n_last]), default=0.0)
    left_s = sum(max(0.0, end_s - max(start_s, told_s)) for start_s, end_s in passage.speech)
    return left_s >= _OWN_SOUND_S


def _endings(parts: Sequence[str], reference: str, transcript: str, target: str) -> Iterator[str]:
    """The last sentence, where all was told before it and nothing of it is in the reference."""
    wanted = _words(reference)
    told = sum(len(_words(part)) for part in parts[:-1])
    if not wanted or told < _TOLD_SHARE * len(wanted):
        return
    small = LANGUAGES[target].small_words.all if target in LANGUAGES else frozenset()
    words = _words(parts[-1])
    telling = [word for word in words if word not in small]
    known = {*wanted, *_words(transcript)}
    if words and not any(word in known for word in telling):
        yield parts[-1]


def _words(text: str) -> list[str]:
    return [match.casefold() for match in _WORD.findall(text)]


def all_faults(result: Result, passages: Sequence[Passage], *, target: str) -> list[Found]:
    """What is wrong with all that a contestant wrote."""
    pairs = zip(result.performance.observations, passages, strict=True)
    return [found for seen, passage in pairs for found in faults(seen, passage, target=target)]


def counts(found: Sequence[Found]) -> dict[Fault, int]:
    """How often each fault was found."""
    return {fault: sum(item.fault is fault for item in found) for fault in Fault}


_SCORES: Final = {"BLEU": "bleu", "chrF": "chrf", "LAAL s": "laal_s", "LAAL CA s": "laal_aware_s"}


def table(rows: Mapping[str, tuple[Result, Sequence[Found]]]) -> str:
    """A line for each contestant: how often each fault was found, and the scores."""
    width = max(len(name) for name in rows)
    heads = [*Fault, *_SCORES]
    lines = [" ".join([" " * width, *(f"{head:>{max(7, len(head))}}" for head in heads)])]
    for name, (result, found) in rows.items():
        cells = [f"{n:>{max(7, len(fault))}}" for fault, n in counts(found).items()]
        for head, key in _SCORES.items():
            value = result.figures[key]
            cells.append(f"{'-' if value is None else f'{value:.2f}':>{max(7, len(head))}}")
        lines.append(" ".join([f"{name:<{width}}", *cells]))
    return "\n".join(lines) + "\n"


def listing(found: Sequence[Found]) -> str:
    """Each fault in a line."""
    return "".join(f"  {item.passage}  {item.fault}  {item.text}\n" for item in found)


def as_json(
    rows: Mapping[str, tuple[Result, Sequence[Found]]], passages: Sequence[Passage]
) -> dict[str, object]:
    """All of it: in sum, and by passage with the text that was written."""
    return {
        "meanings": {fault.value: fault.meaning for fault in Fault},
        "contestants": {
            name: {
                "faults": counts(found),
                "scores": {key: result.figures[key] for key in _SCORES.values()},
                "passages": {
                    passage.name: {
                        "text": seen.text,
                        "faults": {
                            fault.value: [
                                item.text
                                for item in found
                                if item.passage == passage.name and item.fault is fault
                            ]
                            for fault in Fault
                        },
                    }
                    for seen, passage in zip(result.performance.observations, passages, strict=True)
                },
            }
            for name, (result, found) in rows.items()
        },
    }
