"""The speech model as faster-whisper runs it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.benchmarks.errors import BenchmarkError
from engine.translate.progress import TimedText

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
                "faster-whisper is not installed; run: pip install 'dragoman[rivals]'"
            ) from error
        missing = [name for name in _FILES if not (folder / name).is_file()]
        if missing:
            raise BenchmarkError(
                f"{folder} has no {', '.join(missing)}; "
                "name a folder of a speech model in CTranslate2's form."
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
