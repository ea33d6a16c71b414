"""What a rival must be able to do, and the session that it then is."""

from collections.abc import Sequence
from typing import Protocol

from engine.arrays import Float32
from engine.events import Event, TextCommitted, TextTentative
from engine.translate.progress import Progress
from engine.translate.text_translator import TextTranslator


class RivalDecoder(Protocol):
    """Turns samples into text that grows."""

    def push(self, samples: Float32, *, backlog_samples: int) -> list[Progress]:
        """Hear [n] samples at SOURCE_RATE_HZ; `backlog_samples` more have arrived already."""
        ...

    def flush(self) -> list[Progress]:
        """End the stream: commit what is left."""
        ...

    def reset(self) -> None:
        """Forget the stream."""
        ...


class RivalSession:
    """A stream, as the engine's own sessions are.

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
        self.reset()

    def reset(self) -> None:
        """Forget the stream."""
        self._decoder.reset()
        for text in self._texts:
            text.reset()
        self._heard = 0
        self._tentative = ""

    def push(self, samples: Float32, *, backlog_samples: int = 0) -> list[Event]:
        """Hear [n] samples at SOURCE_RATE_HZ."""
        self._heard += len(samples)
        return self._events(self._decoder.push(samples, backlog_samples=backlog_samples))

    def flush(self) -> list[Event]:
        """End the stream."""
        return self._events(self._decoder.flush())

    def _events(self, steps: list[Progress]) -> list[Event]:
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
