"""What a request to speak a text asks of the engine, done a piece at a time on an engine thread."""

import re
from collections import deque
from typing import Final

from engine.events import TextCommitted
from engine.service.messages import (
    Audio,
    EndOfAnswer,
    EndOfStream,
    Flush,
    Flushed,
    ServerMessage,
    Text,
    WrittenText,
)
from engine.service.work import Mouthpiece, Order
from engine.speech.speaker import Speaker

_FLUSH_TAG: Final = re.compile(r"<flush\s*/?>")


class TextWork:
    """Text in, speech out, a clause at a time.

    Args:
        speaker: of this request alone.
        mouth: puts its speech into messages.
    """

    def __init__(self, speaker: Speaker, mouth: Mouthpiece) -> None:
        self._speaker = speaker
        self._mouth = mouth
        self._clause_start_s = 0.0
        self._answers: deque[Flushed | EndOfAnswer] = deque()

    @property
    def has_more(self) -> bool:
        """Whether a clause waits, or an answer for clauses that were spoken."""
        return bool(self._speaker.is_mid_clause or self._speaker.pending() or self._answers)

    def take(self, order: Order, *, backlog_samples: int) -> list[ServerMessage]:
        """Note what is to be said."""
        del backlog_samples
        match order:
            case Text():
                for number, text in enumerate(_FLUSH_TAG.split(order.text)):
                    if number > 0:
                        self._speaker.flush()
                    self._push(text)
            case Flush():
                self._speaker.flush()
                self._answers.append(Flushed(flush_id=order.flush_id))
            case EndOfStream():
                self._speaker.flush()
                self._answers.append(EndOfAnswer())
            case Audio():
                raise AssertionError("the connection takes no audio on this route")
        return []

    def proceed(self) -> list[ServerMessage]:
        """Say what is next; where there is nothing, answer for what was said before."""
        piece = self._speaker.speak_next(tempo=1.0)
        if piece is not None:
            if piece.begins_clause:
                self._clause_start_s = self._mouth.stop_s
            audio = self._mouth.say(piece.samples, ends_clause=piece.ends_clause)
            if not piece.ends_clause:
                return audio
            text = WrittenText(
                text=piece.clause.text,
                start_s=round(self._clause_start_s, 4),
                stop_s=round(self._mouth.stop_s, 4),
            )
            return [text, *audio]
        answers: list[ServerMessage] = []
        while self._answers:
            answer = self._answers.popleft()
            if isinstance(answer, EndOfAnswer):
                answers += self._mouth.end()
            answers.append(answer)
        return answers

    def salvage(self) -> list[ServerMessage]:
        """Nothing: text is told with its speech."""
        return []

    def _push(self, text: str) -> None:
        if text.strip():
            # Texts come as whole words, whose spaces the official client's examples leave out.
            committed = TextCommitted(
                text=f" {text.strip()}",
                language=self._speaker.voice.language,
                source_start=0,
                source_end=0,
                heard=0,
            )
            self._speaker.push(committed)
