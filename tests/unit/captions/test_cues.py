from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.captions.cues import (
    FASTEST_CHARACTERS_PER_S,
    GAP_SAMPLES,
    LINE_CHARACTERS,
    LINES,
    LONGEST_SAMPLES,
    READING_CHARACTERS_PER_S,
    SHORTEST_SAMPLES,
    Cue,
    CueBuilder,
)

SENTENCE = (
    "Ladies and gentlemen, the president of the assembly has asked me to tell you that the "
    "sitting which was planned for this afternoon will be held in the Victor Hugo room."
)


def words_at(text: str, *, word_samples: int = 5_600) -> list[tuple[str, int, int]]:
    return [
        (f" {word}", n * word_samples, n * word_samples + word_samples * 9 // 10)
        for n, word in enumerate(text.split())
    ]


def build(
    pieces: Iterable[tuple[str, int, int]], *, pauses: frozenset[int] = frozenset()
) -> list[Cue]:
    builder = CueBuilder()
    cues: list[Cue] = []
    for number, (text, start, end) in enumerate(pieces):
        cues += builder.push(text, language="en", source_start=start, source_end=end)
        if number in pauses:
            cues += builder.end_utterance()
    return [*cues, *builder.flush()]


def shown(cues: list[Cue]) -> str:
    return "".join("".join(cue.lines) for cue in cues).replace(" ", "")


def joined(pieces: Iterable[tuple[str, int, int]]) -> str:
    return "".join("".join(text for text, _, _ in pieces).split())


def characters_per_s(cue: Cue) -> float:
    return sum(len(line) for line in cue.lines) / ((cue.end - cue.start) / 16_000)


TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from(list(" abcdefghij.,!?'»«-0123é東京<>&\n\t")),
        st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Cf")),
    ),
    max_size=120,
)


@st.composite
def streams(draw: st.DrawFn) -> tuple[list[tuple[str, int, int]], frozenset[int]]:
    pieces: list[tuple[str, int, int]] = []
    clock = 0
    for _ in range(draw(st.integers(0, 25))):
        start = max(0, clock + draw(st.integers(-20_000, 60_000)))
        end = start + draw(st.integers(0, 200_000))
        pieces.append((draw(TEXTS), start, end))
        clock = end
    return pieces, frozenset(draw(st.sets(st.integers(0, 25), max_size=6)))


@settings(max_examples=150, deadline=None)
@given(stream=streams())
def test_no_text_is_lost_and_no_limit_is_broken(
    stream: tuple[list[tuple[str, int, int]], frozenset[int]],
) -> None:
    pieces, pauses = stream
    cues = build(pieces, pauses=pauses)
    assert "".join(shown(cues).split()) == joined(pieces)
    for cue in cues:
        assert 1 <= len(cue.lines) <= LINES
        assert all(0 < len(line) <= LINE_CHARACTERS for line in cue.lines)
        assert SHORTEST_SAMPLES <= cue.end - cue.start <= LONGEST_SAMPLES
        assert characters_per_s(cue) <= FASTEST_CHARACTERS_PER_S
    for left, right in pairwise(cues):
        assert right.start >= left.end + GAP_SAMPLES


@settings(max_examples=60, deadline=None)
@given(stream=streams(), data=st.data())
def test_the_size_of_the_pieces_does_not_matter_to_the_text(
    stream: tuple[list[tuple[str, int, int]], frozenset[int]], data: st.DataObject
) -> None:
    pieces, _ = stream
    split: list[tuple[str, int, int]] = []
    for text, start, end in pieces:
        at = data.draw(st.integers(0, len(text)))
        middle = start + (end - start) * at // max(1, len(text))
        split += [(text[:at], start, middle), (text[at:], middle, end)]
    # Cues may be cut elsewhere: the times of a word's characters are rounded differently.
    assert shown(build(split)) == shown(build(pieces))


@settings(max_examples=60, deadline=None)
@given(stream=streams())
def test_final_cues_never_change(
    stream: tuple[list[tuple[str, int, int]], frozenset[int]],
) -> None:
    pieces, _ = stream
    builder = CueBuilder()
    final: list[Cue] = []
    for text, start, end in pieces:
        final += builder.push(text, language="en", source_start=start, source_end=end)
        before = builder.unfinished()
        assert builder.unfinished() == before
    assert [*final, *builder.unfinished()] == build(pieces)


def test_words_at_a_natural_pace_can_be_read() -> None:
    cues = build(words_at(SENTENCE))
    for cue in cues:
        characters = sum(len(line) for line in cue.lines)
        assert characters / ((cue.end - cue.start) / 16_000) <= READING_CHARACTERS_PER_S + 3
    assert all(cue.start < 16_000 * 60 for cue in cues)


def test_fast_speech_can_be_read_and_a_pause_brings_its_captions_back_on_time() -> None:
    hasty = words_at(SENTENCE, word_samples=3_600)
    pause_until = hasty[-1][2] + 64_000
    later = [(text, start + pause_until, end + pause_until) for text, start, end in hasty]
    cues = build(hasty + later)
    assert max(characters_per_s(cue) for cue in cues) <= FASTEST_CHARACTERS_PER_S
    assert pause_until in {cue.start for cue in cues}


def test_captions_of_speech_with_pauses_are_read_in_comfort() -> None:
    pieces: list[tuple[str, int, int]] = []
    clock = 0
    for _ in range(4):
        sentence = words_at("This was said in haste and then came a rest.", word_samples=3_200)
        pieces += [(text, start + clock, end + clock) for text, start, end in sentence]
        clock = pieces[-1][2] + 16_000
    for cue in build(pieces):
        assert characters_per_s(cue) <= READING_CHARACTERS_PER_S


def test_a_short_word_is_shown_with_the_sentence_that_it_begins() -> None:
    pieces = [(" The", 0, 1_600), (" president", 35_200, 44_800), (" spoke.", 44_800, 52_800)]
    (cue,) = build(pieces, pauses=frozenset({0}))
    assert cue.lines == ("The president spoke.",)


def test_a_short_word_far_from_its_sentence_comes_later_rather_than_alone() -> None:
    pieces = [(" The", 0, 3_200), (" president", 40_000, 150_000), (" spoke.", 150_000, 152_000)]
    assert all(len(" ".join(cue.lines).split()) > 1 for cue in build(pieces)[:1])


def test_captions_stay_with_the_speech() -> None:
    pieces = words_at(SENTENCE)
    starts = {text.strip(): start for text, start, _ in pieces}
    for cue in build(pieces):
        first_word = cue.lines[0].split()[0]
        assert 0 <= cue.start - starts[first_word] <= 16_000


def test_lines_break_where_a_reader_would() -> None:
    lines = [line for cue in build(words_at(SENTENCE)) for line in cue.lines]
    assert lines[:2] == ["Ladies and gentlemen,", "the president of the assembly"] or (
        lines[0].endswith(("president", ","))
    )
    for line in lines:
        assert line.split()[-1] not in {"the", "of", "and", "that", "has", "will", "be", "Victor"}


def test_a_sentence_ends_its_cue() -> None:
    cues = build(words_at("This is a sentence of its own. And here is another one."))
    assert cues[0].lines == ("This is a sentence of its own.",)


def test_short_sentences_share_a_cue() -> None:
    cues = build(words_at("Yes. No. I do not know that."))
    assert [cue.lines for cue in cues] == [("Yes. No. I do not know that.",)]


def test_a_pause_ends_the_cue() -> None:
    cues = build([(" Hello", 0, 8_000), (" there", 64_000, 72_000)])
    assert [(cue.lines, cue.start) for cue in cues] == [(("Hello",), 0), (("there",), 64_000)]


def test_a_short_word_stays_long_enough_to_be_seen() -> None:
    (cue,) = build([(" Yes.", 16_000, 17_600)])
    assert (cue.start, cue.end) == (16_000, 16_000 + SHORTEST_SAMPLES)


def test_pieces_of_a_word_are_joined() -> None:
    (cue,) = build([(" inter", 0, 4_000), ("pre", 4_000, 6_000), ("ter", 6_000, 8_000)])
    assert cue.lines == ("interpreter",)


def test_a_word_longer_than_a_line_is_cut() -> None:
    cues = build([(" " + "x" * 100, 0, 32_000)])
    assert [line for cue in cues for line in cue.lines] == ["x" * 42, "x" * 42, "x" * 16]


@pytest.mark.parametrize("blank", ["", " ", "\n\t "])
def test_blank_text_gives_no_cue(blank: str) -> None:
    assert build([(blank, 0, 16_000)]) == []


def test_a_flushed_builder_is_ready_for_more() -> None:
    builder = CueBuilder()
    builder.push(" one", language="en", source_start=0, source_end=4_000)
    (first,) = builder.flush()
    assert builder.flush() == []
    builder.push(" two", language="en", source_start=4_000, source_end=8_000)
    (second,) = builder.flush()
    assert second.start >= first.end + GAP_SAMPLES
