from collections.abc import Sequence

import numpy as np
import pytest

from engine.arrays import SOURCE_RATE_HZ, Float32
from engine.bench.rivals import AgreementBuffer, AgreementDecoder, Heard, RivalSession, spread
from engine.events import TextCommitted, TextTentative
from engine.policy import LatencyPreset
from engine.session import SourceBlock
from engine.timed_text import TimedText

SECOND = SOURCE_RATE_HZ


def timed(text: str, *, start_s: float = 0.0) -> list[TimedText]:
    """A word a half second."""
    half = SECOND // 2
    first = int(start_s * SECOND)
    return [
        TimedText(f" {word}", first + i * half, first + (i + 1) * half)
        for i, word in enumerate(text.split())
    ]


class ScriptedWhisper:
    """Gives prepared transcripts, each a list of pieces."""

    def __init__(self, *transcripts: Sequence[list[TimedText]]) -> None:
        self._transcripts = list(transcripts)
        self.lengths: list[int] = []
        self.prompts: list[str] = []

    def hear(self, samples: Float32, *, prompt: str = "", with_words: bool) -> list[Heard]:
        assert with_words
        self.lengths.append(len(samples))
        self.prompts.append(prompt)
        pieces = self._transcripts.pop(0)
        return [Heard(tuple(words), words[-1].end, 0.1) for words in pieces]


def silence(seconds: float) -> Float32:
    return np.zeros(int(seconds * SECOND), np.float32)


def texts(words: Sequence[TimedText]) -> str:
    return "".join(word.text for word in words)


def test_two_decodings_in_a_row_must_agree() -> None:
    buffer = AgreementBuffer()
    assert buffer.agree(timed("the cat sits")) == ()
    assert texts(buffer.agree(timed("the cat sat on"))) == " the cat"
    assert texts(buffer.waiting) == " sat on"
    assert texts(buffer.agree(timed("the cat sat in the"))) == " sat"


def test_words_that_are_committed_are_not_taken_twice() -> None:
    buffer = AgreementBuffer()
    buffer.agree(timed("the cat"))
    buffer.agree(timed("the cat"))
    # The decoder now hears the same words half a second late: they overlap with the committed.
    assert buffer.agree(timed("the cat sat", start_s=1.0)) == ()
    assert texts(buffer.waiting) == " sat"


def test_a_chunk_is_decoded_when_it_has_come_in_and_no_more_waits() -> None:
    whisper = ScriptedWhisper([timed("the cat")], [timed("the cat sat")])
    decoder = AgreementDecoder(whisper, preset=LatencyPreset.BALANCED)
    assert decoder.push(silence(0.6), backlog_samples=0) == []
    assert decoder.push(silence(0.6), backlog_samples=1) == []
    (first,) = decoder.push(silence(0.6), backlog_samples=0)
    assert texts(first.committed) == ""
    assert first.tentative.text == " the cat"
    (second,) = decoder.push(silence(1.0), backlog_samples=0)
    assert texts(second.committed) == " the cat"
    assert second.tentative.text == " sat"
    (rest,) = decoder.flush()
    assert texts(rest.committed) == " sat"
    assert rest.closes
    assert whisper.lengths == [int(1.8 * SECOND), int(2.8 * SECOND)]


def test_long_audio_is_cut_where_a_committed_piece_ends() -> None:
    said = timed("one two three four")  # ends at 2 s
    more = timed("five six", start_s=14.0)  # ends at 15 s
    late = timed("seven", start_s=1.0)  # what is heard after the cut, counted from there
    whisper = ScriptedWhisper([said, more], [said, more], [late])
    decoder = AgreementDecoder(whisper, preset=LatencyPreset.BALANCED)
    decoder.push(silence(14.5), backlog_samples=0)
    (step,) = decoder.push(silence(1.0), backlog_samples=0)
    assert texts(step.committed) == " one two three four five six"
    (step,) = decoder.push(silence(1.0), backlog_samples=0)
    assert whisper.lengths == [int(14.5 * SECOND), int(15.5 * SECOND), int(14.5 * SECOND)]
    assert whisper.prompts == ["", "", "one two three four"]
    # "seven" is at 3 s on the stream's clock, before what is committed: it is not new.
    assert step.tentative.text == ""


def test_a_rival_session_tells_what_changes() -> None:
    whisper = ScriptedWhisper([timed("the cat")], [timed("the cat")])
    decoder = AgreementDecoder(whisper, preset=LatencyPreset.BALANCED)
    session = RivalSession(decoder, (), target="en")
    (shown,) = session.push(SourceBlock(silence(1.0)))
    assert isinstance(shown, TextTentative)
    assert shown.text == " the cat"
    *words, gone = session.push(SourceBlock(silence(1.0)))
    assert [word.text for word in words if isinstance(word, TextCommitted)] == [" the", " cat"]
    assert isinstance(words[0], TextCommitted)
    assert words[0].heard == 2 * SECOND
    assert isinstance(gone, TextTentative)
    assert gone.text == ""


def test_words_without_positions_are_spread_evenly() -> None:
    words = spread(["a", "b", "c", "d"], 100, 200)
    assert [(word.start, word.end) for word in words] == [
        (100, 125),
        (125, 150),
        (150, 175),
        (175, 200),
    ]
    assert spread([], 0, 10) == ()


@pytest.mark.parametrize(
    ("preset", "seconds"),
    [(LatencyPreset.SOONER, 0.5), (LatencyPreset.BALANCED, 1.0), (LatencyPreset.SURER, 2.0)],
)
def test_the_preset_sets_the_smallest_chunk(preset: LatencyPreset, seconds: float) -> None:
    decoder = AgreementDecoder(ScriptedWhisper([timed("a")]), preset=preset)
    assert decoder.push(silence(seconds - 0.1), backlog_samples=0) == []
    assert len(decoder.push(silence(0.1), backlog_samples=0)) == 1
