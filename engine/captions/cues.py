"""Committed text cut into captions that can be read: two short lines, long enough on screen.

Limits: at most 2 lines of 42 characters, 5/6 s to 7 s, two frames of 24 a second between cues
(Netflix, "Timed Text Style Guide: General Requirements"); about 17 characters a second for adult
readers; not more than 1.5 s behind the speech (BBC subtitle guidelines). Where speech is so fast
that not all of these can hold, the reading speed gives way first, up to 20 characters a second;
captions of speech that is faster still come later, and are on time again after the next pause.
"""

import re
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Final

from engine.arrays import SOURCE_RATE_HZ, SampleIndex
from engine.captions.line_breaks import break_cost
from engine.sentences import ends_sentence

LINE_CHARACTERS: Final = 42
LINES: Final = 2
SHORTEST_SAMPLES: Final = -(-SOURCE_RATE_HZ * 5 // 6)
LONGEST_SAMPLES: Final = 7 * SOURCE_RATE_HZ
GAP_SAMPLES: Final = -(-SOURCE_RATE_HZ * 2 // 24)
READING_CHARACTERS_PER_S: Final = 17
FASTEST_CHARACTERS_PER_S: Final = 20
LATEST_SAMPLES: Final = 3 * SOURCE_RATE_HZ // 2
"""How far a caption may run into the speech of the next one so that it can be read in comfort."""

_PAUSE_SAMPLES: Final = 3 * SOURCE_RATE_HZ // 2
_LONE_PAUSE_SAMPLES: Final = 3 * SOURCE_RATE_HZ
"""One short word of a sentence that goes on waits longer, and is shown with what follows."""

_SENTENCE_CHARACTERS: Final = 24
"""A shorter sentence shares its caption with the next: "Yes." alone flickers by."""

_SHORT_CUE_CHARACTERS: Final = 15
_PIECES: Final = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One caption: one or two lines, shown from `start` until `end` on the source clock."""

    start: SampleIndex
    end: SampleIndex
    lines: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class _Word:
    """A word with the span of source speech that it speaks of; `spaced` follows a space."""

    text: str
    start: SampleIndex
    end: SampleIndex
    language: str
    spaced: bool


@dataclass(slots=True)
class CueBuilder:
    """Cuts one append-only text into cues; every method returns the cues that became final.

    The text of all cues is the text that was pushed, but for white space. Cues are in order and
    never overlap.
    """

    _words: list[_Word] = field(default_factory=list)
    _open: _Word | None = None
    _spaced: bool = True
    _latest_start: SampleIndex = 0
    _closed: list[_Word] | None = None
    _last_end: SampleIndex | None = None

    def push(
        self, text: str, *, language: str, source_start: SampleIndex, source_end: SampleIndex
    ) -> list[Cue]:
        """Append committed text that speaks of the source from `source_start` to `source_end`.

        White space at its edges separates words; without any, it continues the last word.
        """
        cues: list[Cue] = []
        span = max(0, source_end - source_start)
        # The span is that of the words; the space before the first was not spoken.
        lead = len(text) - len(text.lstrip())
        spoken = max(1, len(text.strip()))
        for piece in _PIECES.finditer(text):
            if piece.group().isspace():
                cues += self._finish_word()
                self._spaced = True
                continue
            start = source_start + span * (piece.start() - lead) // spoken
            end = source_start + span * (piece.end() - lead) // spoken
            self._grow_word(piece.group(), language=language, start=start, end=end)
        return cues

    def end_utterance(self) -> list[Cue]:
        """The speaker paused: later text shares no caption with what came before.

        One short word of a sentence that goes on soon is the exception.
        """
        cues = self._finish_word()
        self._spaced = True
        if self._words and not self._is_lone():
            cues += self._close(len(self._words))
        return cues

    def flush(self) -> list[Cue]:
        """Return all that is left and begin anew, later on the same clock."""
        cues = self.end_utterance()
        if self._words:
            cues += self._close(len(self._words))
        if self._closed is not None:
            cues.append(self._timed(self._closed, next_start=None))
            self._closed = None
        return cues

    def unfinished(self) -> list[Cue]:
        """Return the cues that `flush` would give now, without changing anything."""
        return deepcopy(self).flush()

    def _grow_word(self, text: str, *, language: str, start: SampleIndex, end: SampleIndex) -> None:
        if self._open is None:
            start = max(start, self._latest_start)
            self._latest_start = start
            self._open = _Word(
                text="", start=start, end=start, language=language, spaced=self._spaced
            )
            self._spaced = False
        self._open.text += text
        self._open.end = max(self._open.end, end)

    def _finish_word(self) -> list[Cue]:
        word, self._open = self._open, None
        if word is None:
            return []
        cues: list[Cue] = []
        for part in _cut_long(word):
            cues += self._add(part)
        return cues

    def _add(self, word: _Word) -> list[Cue]:
        cues: list[Cue] = []
        word.end = min(word.end, word.start + LONGEST_SAMPLES)
        most = _LONE_PAUSE_SAMPLES if self._is_lone() else _PAUSE_SAMPLES
        if self._words and word.start - self._words[-1].end > most:
            cues += self._close(len(self._words))
        if self._is_lone():
            # Both are shown together, for no longer than one caption may last.
            lone = self._words[0]
            lone.start = max(lone.start, word.end - LONGEST_SAMPLES)
            lone.end = max(lone.end, lone.start)
        self._words.append(word)
        while not self._words_fit():
            cues += self._close(self._best_break())
        text = _join(self._words)
        if ends_sentence(word.text, language=word.language) and len(text) >= _SENTENCE_CHARACTERS:
            cues += self._close(len(self._words))
        elif self._closed is not None:
            cues += self._release(self._words[0].start)
        return cues

    def _is_lone(self) -> bool:
        """Whether all that waits is one short word of a sentence that goes on."""
        return len(self._words) == 1 and _is_short(self._words[0])

    def _words_fit(self) -> bool:
        if len(self._words) == 1:
            return True
        if self._words[-1].end - self._words[0].start > LONGEST_SAMPLES:
            return False
        return lay_out(self._words) is not None

    def _best_break(self) -> int:
        """How many of the words the next cue takes, where all of them are too many."""
        best_count, best_cost = 1, float("inf")
        for count in range(1, len(self._words)):
            taken = self._words[:count]
            too_long = taken[-1].end - taken[0].start > LONGEST_SAMPLES and count > 1
            if too_long or lay_out(taken) is None:
                break
            characters = len(_join(taken))
            cost = 10.0 * _cost_between(self._words[count - 1], self._words[count])
            cost += (LINES * LINE_CHARACTERS - characters) / 2
            if characters < _SHORT_CUE_CHARACTERS:
                cost += 50.0
            if count == 1:
                cost += 50.0
            rest = self._words[count:]
            if len(rest) == 1 and len(rest[0].text) < _SHORT_CUE_CHARACTERS:
                # The next cue may well have nothing else.
                cost += 25.0
            if cost <= best_cost:
                best_count, best_cost = count, cost
        return best_count

    def _close(self, count: int) -> list[Cue]:
        """Make the first `count` words a cue; it is final once the next one's start is known."""
        taken, self._words = self._words[:count], self._words[count:]
        cues = self._release(taken[0].start)
        self._closed = taken
        if self._words:
            cues += self._release(self._words[0].start)
        return cues

    def _release(self, next_start: SampleIndex) -> list[Cue]:
        closed, self._closed = self._closed, None
        return [] if closed is None else [self._timed(closed, next_start=next_start)]

    def _timed(self, words: list[_Word], *, next_start: SampleIndex | None) -> Cue:
        lines = lay_out(words) or (_join(words),)
        start = words[0].start
        if self._last_end is not None:
            start = max(start, self._last_end + GAP_SAMPLES)
        characters = sum(len(line) for line in lines)
        spoken_end = max(word.end for word in words)
        read_end = start + -(-characters * SOURCE_RATE_HZ // READING_CHARACTERS_PER_S)
        if next_start is not None:
            spoken_end = min(spoken_end, next_start - GAP_SAMPLES)
            read_end = min(read_end, next_start - GAP_SAMPLES + LATEST_SAMPLES)
        end = min(max(spoken_end, read_end), start + LONGEST_SAMPLES)
        least = -(-characters * SOURCE_RATE_HZ // FASTEST_CHARACTERS_PER_S)
        end = max(end, start + least, start + SHORTEST_SAMPLES)
        self._last_end = end
        return Cue(start=start, end=end, lines=lines)


def lay_out(words: list[_Word]) -> tuple[str, ...] | None:
    """Put words on one line or two; None where they do not fit.

    Of the ways to make two lines it takes the one that breaks best, then the most even; between
    equals the longer line goes below, nearer to what it was nearest to before.
    """
    whole = _join(words)
    if len(whole) <= LINE_CHARACTERS:
        return (whole,)
    best: tuple[float, tuple[str, ...]] | None = None
    for count in range(1, len(words)):
        upper, lower = _join(words[:count]), _join(words[count:])
        if max(len(upper), len(lower)) > LINE_CHARACTERS:
            continue
        cost = _cost_between(words[count - 1], words[count]) + abs(len(upper) - len(lower)) / 6
        cost += 0.5 if len(upper) > len(lower) else 0.0
        if best is None or cost < best[0]:
            best = (cost, (upper, lower))
    return None if best is None else best[1]


def _is_short(word: _Word) -> bool:
    """Whether a word is too short to stand alone, and its sentence goes on."""
    return len(word.text) < _SHORT_CUE_CHARACTERS and not ends_sentence(
        word.text, language=word.language
    )


def _cost_between(left: _Word, right: _Word) -> int:
    return break_cost(left.text, right.text, right.language)


def _join(words: list[_Word]) -> str:
    return "".join((" " if word.spaced else "") + word.text for word in words).strip()


def _cut_long(word: _Word) -> list[_Word]:
    """Cut a word that fits no line (an address, a script without spaces) at the line's length."""
    count = -(-len(word.text) // LINE_CHARACTERS)
    span = word.end - word.start
    return [
        _Word(
            text=word.text[n * LINE_CHARACTERS : (n + 1) * LINE_CHARACTERS],
            start=word.start + span * n // count,
            end=word.start + span * (n + 1) // count,
            language=word.language,
            spaced=word.spaced and n == 0,
        )
        for n in range(count)
    ]
