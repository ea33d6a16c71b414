"""LocalAgreement-2 as whisper_streaming does it.

Macháček, Dabre and Bojar, "Turning Whisper into Real-Time Transcription System", IJCNLP-AACL 2023
(system demonstrations), arXiv 2307.14743, section 3; defaults of its published program. All audio
since the last cut is decoded with word timestamps whenever a chunk has come in. The longest
beginning on which two decodings in a row agree is committed. When the audio grows past 15 s it is
cut where a piece of the transcript ends that is committed; the last 200 letters of the text before
the cut go to the decoder as its prompt. Where the machine is slower than the speech, all that has
arrived meanwhile is decoded in one go.
"""

from typing import Final

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.benchmarks.rivals.pause import Hearing
from engine.benchmarks.rivals.weights import Heard
from engine.policy.presets import Promptness
from engine.translate.progress import Progress, TimedText

_CHUNK_SAMPLES: Final = {
    Promptness.SOONER: SOURCE_RATE_HZ // 2,
    Promptness.BALANCED: SOURCE_RATE_HZ,
    Promptness.SURER: 2 * SOURCE_RATE_HZ,
}
"""The published program's one knob, its smallest chunk; 1 s is its default."""

_CUT_SAMPLES: Final = 15 * SOURCE_RATE_HZ
_PROMPT_LETTERS: Final = 200
_NO_SPEECH: Final = 0.9
_SLACK_SAMPLES: Final = SOURCE_RATE_HZ // 10
_NEAR_SAMPLES: Final = SOURCE_RATE_HZ
_LONGEST_OVERLAP: Final = 5


class AgreementBuffer:
    """Decodings of the same audio, and what two in a row agree on."""

    def __init__(self) -> None:
        self.committed: list[TimedText] = []
        """All that is committed, its audio cut off or not."""
        self.waiting: list[TimedText] = []
        """What the last decoding says behind it."""

    def agree(self, words: list[TimedText]) -> tuple[TimedText, ...]:
        """Take the next decoding; return what is committed by it."""
        end = self.committed[-1].end if self.committed else 0
        fresh = [word for word in words if word.start > end - _SLACK_SAMPLES]
        fresh = fresh[self._overlap(fresh, end) :]
        agreed = 0
        for before, now in zip(self.waiting, fresh, strict=False):
            if before.text != now.text:
                break
            agreed += 1
        self.committed += fresh[:agreed]
        self.waiting = fresh[agreed:]
        return tuple(fresh[:agreed])

    def _overlap(self, fresh: list[TimedText], end: int) -> int:
        """Leading words that repeat the last committed ones, near the place where those ended."""
        if not fresh or not self.committed or abs(fresh[0].start - end) >= _NEAR_SAMPLES:
            return 0
        for n in range(1, min(_LONGEST_OVERLAP, len(fresh), len(self.committed)) + 1):
            tail = [word.text for word in self.committed[-n:]]
            if tail == [word.text for word in fresh[:n]]:
                return n
        return 0


class AgreementDecoder:
    """See the module.

    Args:
        whisper: decodes.
        promptness: sets the smallest chunk.
    """

    def __init__(self, whisper: Hearing, *, promptness: Promptness) -> None:
        self._whisper = whisper
        self._chunk_samples = _CHUNK_SAMPLES[promptness]
        self.reset()

    def reset(self) -> None:
        """Forget the stream."""
        self._audio: Float32 = np.zeros(0, np.float32)
        self._start = 0
        self._unheard = 0
        self._buffer = AgreementBuffer()

    def push(self, samples: Float32, *, backlog_samples: int) -> list[Progress]:
        """See RivalDecoder."""
        self._audio = np.concatenate([self._audio, samples])
        self._unheard += len(samples)
        if self._unheard < self._chunk_samples or backlog_samples:
            return []
        self._unheard = 0
        return [self._look()]

    def flush(self) -> list[Progress]:
        """See RivalDecoder: the last decoding's words are committed unconfirmed."""
        steps = [self._look()] if self._unheard else []
        self._unheard = 0
        rest, self._buffer.waiting = tuple(self._buffer.waiting), []
        end = self._start + len(self._audio)
        return [*steps, Progress(committed=rest, tentative=TimedText("", end, end), closes=True)]

    def _look(self) -> Progress:
        pieces = self._whisper.hear(self._audio, prompt=self._prompt(), with_words=True)
        limit = self._start + len(self._audio)
        words = [
            TimedText(
                word.text, min(self._start + word.start, limit), min(self._start + word.end, limit)
            )
            for piece in pieces
            if piece.no_speech <= _NO_SPEECH
            for word in piece.words
        ]
        committed = self._buffer.agree(words)
        self._cut(pieces)
        waiting = self._buffer.waiting
        end = self._buffer.committed[-1].end if self._buffer.committed else self._start
        tentative = TimedText(
            "".join(word.text for word in waiting), end, waiting[-1].end if waiting else end
        )
        return Progress(committed=committed, tentative=tentative, closes=False)

    def _prompt(self) -> str:
        gone = "".join(word.text for word in self._buffer.committed if word.end <= self._start)
        if len(gone) <= _PROMPT_LETTERS:
            return gone.strip()
        tail = gone[-_PROMPT_LETTERS:]
        return tail.partition(" ")[2].strip()

    def _cut(self, pieces: list[Heard]) -> None:
        """Cut the audio behind the last whole piece that is committed."""
        if len(self._audio) <= _CUT_SAMPLES or not self._buffer.committed:
            return
        committed_end = self._buffer.committed[-1].end
        ends = [self._start + piece.end for piece in pieces]
        whole = [end for end in ends[:-1] if end <= committed_end]
        if whole:
            self._audio = self._audio[whole[-1] - self._start :]
            self._start = whole[-1]
