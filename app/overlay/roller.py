"""Which lines of live captions are on the screen, and when.

Words join the line that is on the screen as they are committed; a line that is full moves up when
the next one begins, and leaves when it has been there long enough. Nothing that is on the screen
is ever changed or moved to another line.

Live style: word by word, two scrolling lines (BBC subtitle guidelines); a caption stays 5/6 s at
least (Netflix, "Timed Text Style Guide: General Requirements"), and as long as reading it takes
while no more than one line waits. It stays through pauses.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from engine.arrays import SOURCE_RATE_HZ
from engine.captions.cues import LINE_CHARACTERS, LINES, READING_CHARACTERS_PER_S, SHORTEST_SAMPLES
from engine.captions.line_breaks import break_cost

SHORTEST_S: Final = SHORTEST_SAMPLES / SOURCE_RATE_HZ

_BREAK_WEIGHT: Final = 3.0
"""So many characters may a line be shorter to end in a place that costs one step less."""

_MARK: Final = ","
"""Room is left for a mark that may follow the last word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RollingRules:
    """How captions roll.

    Attributes:
        lines: on the screen at once.
        characters: of a line at most.
        hold_s: how long the last lines stay after the speech; None for until the next ones.
        fits: whether a line is short enough in other ways, as to its width in pixels.
    """

    lines: int = LINES
    characters: int = LINE_CHARACTERS
    hold_s: float | None = 7.0
    fits: Callable[[str], bool] = field(default=lambda _: True)

    def accepts(self, line: str) -> bool:
        """Whether text may stand on one line."""
        return len(line) <= self.characters and self.fits(line)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """A line on the screen.

    Attributes:
        number: of the line since the start; the same line keeps it.
        committed: stays as it is; more may follow.
        tentative: may be replaced.
    """

    number: int
    committed: str
    tentative: str = ""


@dataclass(slots=True, kw_only=True)
class _Line:
    """A line.

    Attributes:
        words: each with the space before it, but for the first.
        settled_s: when its last word came on the screen.
        is_closed: nothing joins it any more.
    """

    number: int
    language: str
    words: list[str] = field(default_factory=list)
    settled_s: float = 0.0
    is_closed: bool = False

    @property
    def text(self) -> str:
        return "".join(self.words)


class CaptionRoller:
    """Captions of one text of one speaker.

    Args:
        rules: how they roll.
        clock: seconds, monotonic.
    """

    def __init__(self, rules: RollingRules, *, clock: Callable[[], float]) -> None:
        self._rules = rules
        self._clock = clock
        self._shown: list[_Line] = []
        self._waiting: list[_Line] = []
        self._tentative = ""
        self._next_number = 0
        self._quiet_since_s: float | None = None

    def commit(self, text: str, *, language: str) -> None:
        """Add committed text; without a leading space it continues the last word."""
        self._tentative = ""
        if not text.strip():
            return
        now_s = self._advance()
        self._quiet_since_s = None
        words = text.split()
        if not text[0].isspace() and not self._is_at_start():
            self._glue(words.pop(0), now_s)
        self._place(words, language, now_s)
        self._advance()

    def set_tentative(self, text: str, *, language: str) -> None:
        """Replace the tentative text."""
        self._advance()
        self._tentative = text if text.strip() else ""
        if self._tentative:
            self._quiet_since_s = None
            self._open_line(language)
        self._advance()

    def end_utterance(self) -> None:
        """The speaker paused: what comes next begins a new line."""
        now_s = self._advance()
        self._tentative = ""
        line = self._last_line()
        if line is not None and line.words:
            line.is_closed = True
        self._quiet_since_s = now_s

    def clear(self) -> None:
        """Remove everything."""
        self._shown.clear()
        self._waiting.clear()
        self._tentative = ""

    def change(self, rules: RollingRules) -> None:
        """Lay out again; lines that no longer fit leave at the top."""
        now_s = self._advance()
        shown, waiting = self._shown, self._waiting
        self._rules = rules
        self._shown, self._waiting = [], []
        self._place_again(shown, now_s)
        self._shown, self._waiting = self._waiting[-rules.lines :], []
        self._place_again(waiting, now_s)

    def _place_again(self, lines: Sequence[_Line], now_s: float) -> None:
        for line in lines:
            self._place([word.strip() for word in line.words], line.language, now_s)
            last = self._last_line()
            if last is not None:
                last.is_closed = line.is_closed

    def lines(self) -> tuple[ShownLine, ...]:
        """What is on the screen now, the upper line first."""
        self._advance()
        shown = [ShownLine(number=line.number, committed=line.text) for line in self._shown]
        last = self._last_line()
        if self._tentative and not self._waiting and last is not None and not last.is_closed:
            shown[-1:] = self._with_tentative(last)
        return tuple(shown)

    def next_change_s(self) -> float | None:
        """In how many seconds the lines change by themselves; None where they do not."""
        now_s = self._advance()
        if self._waiting:
            return max(0.0, self._leaves_s(self._shown[0]) - now_s)
        if (ends_s := self._clears_s()) is not None and self._shown:
            return max(0.0, ends_s - now_s)
        return None

    def _advance(self) -> float:
        """Show and remove the lines that are due; returns the time."""
        now_s = self._clock()
        while self._waiting:
            if len(self._shown) >= self._rules.lines:
                if now_s < self._leaves_s(self._shown[0]):
                    break
                del self._shown[0]
            line = self._waiting.pop(0)
            line.settled_s = now_s
            self._shown.append(line)
        ends_s = self._clears_s()
        if not self._waiting and ends_s is not None and now_s >= ends_s:
            self._shown.clear()
        return now_s

    def _leaves_s(self, line: _Line) -> float:
        """When a line may leave for one that waits."""
        if not line.words:
            return line.settled_s
        if len(self._waiting) > 1:
            return line.settled_s + SHORTEST_S
        return line.settled_s + max(SHORTEST_S, len(line.text) / READING_CHARACTERS_PER_S)

    def _clears_s(self) -> float | None:
        """When the screen is cleared after speech that is over."""
        if self._quiet_since_s is None or self._rules.hold_s is None:
            return None
        settled_s = max((line.settled_s for line in self._shown), default=self._quiet_since_s)
        return max(self._quiet_since_s, settled_s) + self._rules.hold_s

    def _last_line(self) -> _Line | None:
        lines = self._waiting or self._shown
        return lines[-1] if lines else None

    def _is_at_start(self) -> bool:
        last = self._last_line()
        return last is None or last.is_closed or not last.words

    def _open_line(self, language: str) -> _Line:
        """The line that words join: the last one, or a new one where that is closed."""
        last = self._last_line()
        if last is None or last.is_closed:
            last = _Line(number=self._next_number, language=language)
            self._next_number += 1
            self._waiting.append(last)
        last.language = language
        return last

    def _glue(self, piece: str, now_s: float) -> None:
        """Continue the last word, or where its line is full begin the next line with the rest."""
        last = self._last_line()
        if last is None:
            raise AssertionError("there is a word to go on with")
        if self._rules.accepts(last.text + piece):
            last.words[-1] += piece
            last.settled_s = now_s
        else:
            last.is_closed = True
            self._place([piece], last.language, now_s)

    def _place(self, words: Sequence[str], language: str, now_s: float) -> None:
        """Put words on lines; they join the open line as far as they fit and breaks are good."""
        rest = list(words)
        while rest:
            line = self._open_line(language)
            count = self._fitting(line, rest)
            if count < len(rest):
                count = self._best_break(line, rest, count)
                line.is_closed = True
            if count == 0 and not line.words:
                # It fits no line: an address, a script without spaces.
                rest[0:1] = self._cut(rest[0])
                count = 1
            for word in rest[:count]:
                line.words.append(f" {word}" if line.words else word)
            if count:
                line.settled_s = now_s
            del rest[:count]

    def _fitting(self, line: _Line, words: Sequence[str]) -> int:
        """How many of the words fit on a line."""
        text = line.text
        for count, word in enumerate(words):
            text = f"{text} {word}" if text else word
            if not self._rules.accepts(text + (_MARK if text[-1].isalnum() else "")):
                return count
        return len(words)

    def _best_break(self, line: _Line, words: Sequence[str], fitting: int) -> int:
        """After how many of the words that fit the line ends best."""
        taken = [*line.words, *words]
        have = len(line.words)
        best, best_cost = fitting, float("inf")
        length = len(line.text)
        for count in range(fitting + 1):
            if count:
                length += len(words[count - 1]) + (length > 0)
            if have + count == 0:
                continue
            left, right = taken[have + count - 1].strip(), taken[have + count]
            cost = _BREAK_WEIGHT * break_cost(left, right, line.language)
            cost += self._rules.characters - length
            if cost <= best_cost:
                best, best_cost = count, cost
        return best

    def _cut(self, word: str) -> list[str]:
        length = max(
            (n for n in range(1, len(word)) if self._rules.accepts(word[:n] + _MARK)), default=1
        )
        return [word[:length], word[length:]] if length < len(word) else [word]

    def _with_tentative(self, last: _Line) -> list[ShownLine]:
        """The last line and as many below it as are free, with the guess on them."""
        line = ShownLine(number=last.number, committed=last.text)
        lines: list[ShownLine] = []
        free = self._rules.lines - len(self._shown)
        is_glued = bool(last.words) and not self._tentative[0].isspace()
        for word in self._tentative.split():
            text = line.committed + line.tentative
            gap = " " if text and not is_glued else ""
            is_glued = False
            if self._rules.accepts(text + gap + word):
                tentative = line.tentative + gap + word
                line = ShownLine(number=line.number, committed=line.committed, tentative=tentative)
            elif len(lines) < free and self._rules.accepts(word):
                lines.append(line)
                line = ShownLine(number=line.number + 1, committed="", tentative=word)
            else:
                break
        return [*lines, line]
