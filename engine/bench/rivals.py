"""faster-whisper as a rival: cut on pauses, and with local agreement.

On pauses, an utterance is decoded whole when it has ended, as most open captioners do. The
utterances are the engine's own, so that only the decoding differs.

Local agreement is LocalAgreement-2 as whisper_streaming does it: Macháček, Dabre and Bojar,
"Turning Whisper into Real-Time Transcription System", IJCNLP-AACL 2023 (system demonstrations),
arXiv 2307.14743, section 3; defaults of its published program. All audio since the last cut is
decoded with word timestamps whenever a chunk has come in. The longest beginning on which two
decodings in a row agree is committed. When the audio grows past 15 s it is cut where a piece of the
transcript ends that is committed; the last 200 letters of the text before the cut go to the decoder
as its prompt. Where the machine is slower than the speech, all that has arrived meanwhile is
decoded in one go.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import numpy as np

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.asr.silero import SileroModel
from engine.asr.vad import SpeechFrame, SpeechSegmenter
from engine.bench.recordings import BenchmarkError
from engine.events import Event, TextCommitted, TextTentative
from engine.messages import Code
from engine.mt.streaming import TextTranslator
from engine.policy import LatencyPreset
from engine.session import SourceBlock
from engine.timed_text import TextUpdate, TimedText

_FILES: Final = ("model.bin", "config.json", "tokenizer.json")


@dataclass(frozen=True, slots=True)
class Heard:
    """One piece of a transcript.

    Attributes:
        words: with positions in the samples that were given, each with its leading space.
        end: where the piece ends in those samples.
        no_speech: the model's probability that nobody speaks.
    """

    words: tuple[TimedText, ...]
    end: int
    no_speech: float


class RivalWhisper:
    """Weights and settings.

    Args:
        folder: in CTranslate2's form.
        language: that is spoken.
        task: "transcribe", or "translate" into English.
        beams: beam width.
        threads: processor threads.
        precision: "float32" or "int8".

    Raises:
        BenchmarkError: faster-whisper is not installed, or the folder is no such model.
    """

    def __init__(
        self,
        folder: Path,
        *,
        language: str,
        task: str,
        beams: int,
        threads: int,
        precision: str,
    ) -> None:
        try:
            from faster_whisper import WhisperModel  # noqa: PLC0415
        except ImportError as error:
            raise BenchmarkError(
                Code.EXTRA_MISSING, packages=("faster-whisper",), extra="rivals"
            ) from error
        missing = [name for name in _FILES if not (folder / name).is_file()]
        if missing:
            raise BenchmarkError(
                Code.RIVAL_WEIGHTS_INCOMPLETE, folder=str(folder), files=tuple(missing)
            )
        self._model = WhisperModel(
            str(folder),
            device="cpu",
            compute_type=precision,
            cpu_threads=threads,
            local_files_only=True,
        )
        self._language = language
        self._task = task
        self._beams = beams

    def hear(self, samples: Float32, *, prompt: str = "", with_words: bool) -> list[Heard]:
        """Transcribe or translate [n] samples at SOURCE_RATE_HZ.

        Args:
            samples: of any length.
            prompt: text that went before.
            with_words: align each word by attention; otherwise words are spread evenly over
                their piece.
        """
        pieces, _ = self._model.transcribe(
            samples,
            language=self._language,
            task=self._task,
            beam_size=self._beams,
            initial_prompt=prompt or None,
            word_timestamps=with_words,
            condition_on_previous_text=True,
        )
        heard: list[Heard] = []
        for piece in pieces:
            end = _samples(piece.end)
            if with_words:
                words = tuple(
                    TimedText(word.word, _samples(word.start), _samples(word.end))
                    for word in piece.words or ()
                )
            else:
                words = spread(piece.text.split(), _samples(piece.start), end)
            heard.append(Heard(words, end, float(piece.no_speech_prob)))
        return heard


def spread(texts: Sequence[str], start: int, end: int) -> tuple[TimedText, ...]:
    """Words of equal length over a stretch of samples."""
    step = (end - start) / max(len(texts), 1)
    return tuple(
        TimedText(f" {text}", start + int(i * step), start + int((i + 1) * step))
        for i, text in enumerate(texts)
    )


def _samples(seconds: float) -> int:
    return max(round(seconds * SOURCE_RATE_HZ), 0)


class RivalDecoder(Protocol):
    """Turns samples into text that grows."""

    def push(self, samples: Float32, *, backlog_samples: int) -> list[TextUpdate]:
        """Hear [n] samples at SOURCE_RATE_HZ; `backlog_samples` more have arrived already."""
        ...

    def flush(self) -> list[TextUpdate]:
        """End the stream: commit what is left."""
        ...


class RivalSession:
    """A Session over somebody else's decoder.

    Args:
        decoder: the rival.
        texts: text models behind it, in order; none where it writes the target language itself.
        target: language of the text.
    """

    def __init__(
        self, decoder: RivalDecoder, texts: Sequence[TextTranslator], *, target: str
    ) -> None:
        self._decoder = decoder
        self._texts = tuple(texts)
        self._target = target
        self._heard = 0
        self._tentative = ""

    def push(self, block: SourceBlock) -> list[Event]:
        """Hear a block."""
        self._heard += len(block.samples)
        steps = self._decoder.push(block.samples, backlog_samples=block.backlog_samples)
        return self._events(steps)

    def finish(self) -> Iterator[list[Event]]:
        """Commit what is left."""
        yield self._events(self._decoder.flush())

    def close(self) -> None:
        """Nothing: the models belong to whoever made the session."""

    def _events(self, steps: list[TextUpdate]) -> list[Event]:
        events: list[Event] = []
        for step in steps:
            last = step
            for text in self._texts:
                last = text.push(last)
            events += [
                TextCommitted(
                    text=word.text,
                    language=self._target,
                    source_start=word.start,
                    source_end=word.end,
                    heard=self._heard,
                )
                for word in last.committed
            ]
            if last.tentative.text != self._tentative:
                self._tentative = last.tentative.text
                events.append(
                    TextTentative(
                        text=last.tentative.text,
                        language=self._target,
                        source_start=last.tentative.start,
                        source_end=last.tentative.end,
                        heard=self._heard,
                    )
                )
        return events


class WordDecoder(Protocol):
    """The part of RivalWhisper that the rivals use."""

    def hear(self, samples: Float32, *, prompt: str = "", with_words: bool) -> list[Heard]:
        """See RivalWhisper."""
        ...


class PauseDecoder:
    """See the module.

    Args:
        whisper: decodes.
        vad: finds the pauses.
    """

    def __init__(self, whisper: WordDecoder, vad: SileroModel) -> None:
        self._whisper = whisper
        self._segmenter = SpeechSegmenter(vad)
        self._frames: list[SpeechFrame] = []

    def push(self, samples: Float32, *, backlog_samples: int) -> list[TextUpdate]:
        """See RivalDecoder."""
        del backlog_samples
        return self._take(self._segmenter.push(samples))

    def flush(self) -> list[TextUpdate]:
        """See RivalDecoder."""
        return self._take(self._segmenter.flush())

    def _take(self, frames: list[SpeechFrame]) -> list[TextUpdate]:
        steps: list[TextUpdate] = []
        for frame in frames:
            if frame.opens:
                self._frames = []
            self._frames.append(frame)
            if frame.closes:
                steps.append(self._decode())
        return steps

    def _decode(self) -> TextUpdate:
        samples = np.concatenate([frame.samples for frame in self._frames])
        start = self._frames[0].start
        limit = start + len(samples)
        words = tuple(
            TimedText(word.text, min(start + word.start, limit), min(start + word.end, limit))
            for piece in self._whisper.hear(samples, with_words=False)
            for word in piece.words
        )
        return TextUpdate(committed=words, tentative=TimedText("", limit, limit), closes=True)


_CHUNK_SAMPLES: Final = {
    LatencyPreset.SOONER: SOURCE_RATE_HZ // 2,
    LatencyPreset.BALANCED: SOURCE_RATE_HZ,
    LatencyPreset.SURER: 2 * SOURCE_RATE_HZ,
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
        preset: sets the smallest chunk.
    """

    def __init__(self, whisper: WordDecoder, *, preset: LatencyPreset) -> None:
        self._whisper = whisper
        self._chunk_samples = _CHUNK_SAMPLES[preset]
        self._audio: Float32 = np.zeros(0, np.float32)
        self._start = 0
        self._unheard = 0
        self._buffer = AgreementBuffer()

    def push(self, samples: Float32, *, backlog_samples: int) -> list[TextUpdate]:
        """See RivalDecoder."""
        self._audio = np.concatenate([self._audio, samples])
        self._unheard += len(samples)
        if self._unheard < self._chunk_samples or backlog_samples:
            return []
        self._unheard = 0
        return [self._step()]

    def flush(self) -> list[TextUpdate]:
        """See RivalDecoder: the last decoding's words are committed unconfirmed."""
        steps = [self._step()] if self._unheard else []
        self._unheard = 0
        rest, self._buffer.waiting = tuple(self._buffer.waiting), []
        end = self._start + len(self._audio)
        return [*steps, TextUpdate(committed=rest, tentative=TimedText("", end, end), closes=True)]

    def _step(self) -> TextUpdate:
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
        return TextUpdate(committed=committed, tentative=tentative, closes=False)

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
