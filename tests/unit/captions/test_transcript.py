from hypothesis import given
from hypothesis import strategies as st

from engine.captions.transcript import LONG_ROW_CHARACTERS, Transcript, in_turns
from engine.events import (
    EngineFailed,
    Event,
    LanguageDetected,
    LanguagesChanged,
    SpeakerChanged,
    TextCommitted,
    TextWithdrawn,
    TranscriptCommitted,
)
from engine.messages import Code, Message
from tests.helpers.events import (
    committed,
    gap,
    speaker,
    speech_ended,
    tentative,
    transcript,
    typed,
)

_TEXTS = st.text(alphabet=" abcé.,?", max_size=12)
_EVENTS = st.one_of(
    st.builds(committed, _TEXTS),
    st.builds(tentative, _TEXTS),
    st.builds(transcript, _TEXTS),
    st.builds(speech_ended),
)
_STREAMED = st.lists(st.tuples(_EVENTS, st.sampled_from(["me", "them"])), max_size=60)


def _feed(*events: Event, stream: str = "") -> Transcript:
    made = Transcript()
    for event in events:
        made.handle(event, stream=stream)
    return made


def test_a_row_holds_what_was_said_and_its_translation() -> None:
    rows = _feed(transcript(" Bonjour."), committed(" Hello."), speech_ended()).rows
    assert [(row.source, row.target, row.is_final) for row in rows] == [
        ("Bonjour.", "Hello.", True)
    ]


def test_each_utterance_is_a_row() -> None:
    rows = _feed(
        committed(" One.", 0), speech_ended(), committed(" Two.", 16_000), speech_ended()
    ).rows
    assert [(row.target, row.start) for row in rows] == [("One.", 0), ("Two.", 16_000)]


def test_a_guess_is_replaced_whole_and_goes_with_the_commit() -> None:
    made = _feed(committed(" We"), tentative(" like"), tentative(" love it"))
    assert made.rows[0].tentative == " love it"
    made.handle(committed(" love"), stream="")
    assert (made.rows[0].target, made.rows[0].tentative) == ("We love", "")


def test_both_speakers_have_rows_of_their_own_that_grow_side_by_side() -> None:
    made = Transcript()
    for text, stream in ((" How", "me"), (" Como", "them"), (" are you", "me"), (" vai", "them")):
        made.handle(committed(text), stream=stream)
    assert [(row.stream, row.target) for row in made.rows] == [
        ("me", "How are you"),
        ("them", "Como vai"),
    ]


def test_a_failure_takes_the_guess_away_and_is_no_caption() -> None:
    made = _feed(committed(" Then"), tentative(" the"))
    made.handle(
        EngineFailed(message=Message(Code.VERBATIM, text="It broke; start again."), heard=0),
        stream="",
    )
    assert [(row.target, row.tentative) for row in made.rows] == [("Then", "")]


def test_a_guess_that_was_no_speech_leaves_a_blank_row() -> None:
    made = _feed(tentative(" Thank you."), tentative(""), speech_ended(), committed(" Hello."))
    assert [row.is_blank for row in made.rows] == [True, False]


def test_nothing_but_space_begins_no_row() -> None:
    assert not _feed(tentative(" "), committed(" "), tentative("")).rows


def test_who_never_pauses_gets_a_new_row_after_a_sentence() -> None:
    sentence = " And so it goes on without any pause."
    rows = _feed(*[committed(sentence)] * 40).rows
    assert len(rows) > 3
    assert all(row.target.endswith("pause.") for row in rows)
    assert all(len(row.target) < LONG_ROW_CHARACTERS + len(sentence) for row in rows)


def test_who_never_ends_a_sentence_gets_a_new_row_after_a_word() -> None:
    rows = _feed(*[committed(" word")] * 300).rows
    assert len(rows) > 1
    assert " ".join(row.target for row in rows) == " ".join(["word"] * 300)


@given(_STREAMED)
def test_what_was_committed_never_changes_and_nothing_is_lost(
    streamed: list[tuple[Event, str]],
) -> None:
    made = Transcript()
    before: list[tuple[str, str, bool]] = []
    for event, stream in streamed:
        made.handle(event, stream=stream)
        now = [(row.source, row.target, row.is_final) for row in made.rows]
        for (source, target, was_final), (longer, further, _) in zip(before, now, strict=False):
            assert longer.startswith(source)
            assert further.startswith(target)
            assert not was_final or (longer, further) == (source, target)
        assert len(now) >= len(before)
        before = now
    for stream in ("me", "them"):
        rows = [row for row in made.rows if row.stream == stream]
        assert sum(not row.is_final for row in rows) <= 1
        for kind, parts in (
            (TextCommitted, [row.target for row in rows]),
            (TranscriptCommitted, [row.source for row in rows]),
        ):
            said = [e.text for e, s in streamed if s == stream and isinstance(e, kind)]
            assert "".join("".join(parts).split()) == "".join("".join(said).split())


def test_a_gap_is_a_row_of_its_own_between_what_was_said_before_and_after() -> None:
    skipped = gap(1_000, 97_000)
    before, between, after = _feed(committed(" Before"), skipped, committed(" after")).rows
    assert (before.target, before.is_final) == ("Before", True)
    assert (between.gap, between.is_final, between.is_blank) == (skipped, True, False)
    assert after.target == "after"


def test_a_change_of_languages_is_a_row_between_and_one_for_both_ways_of_a_call() -> None:
    made = _feed(committed(" One"), LanguagesChanged(source="de", target="en", heard=32_000))
    made.handle(committed(" Two", 32_000), stream="")
    assert [(row.target, row.languages, row.is_final) for row in made.rows] == [
        ("One", None, True),
        ("", ("de", "en"), True),
        ("Two", None, False),
    ]
    assert made.rows[1].start == 32_000
    assert not made.rows[1].is_blank
    call = Transcript()
    for stream, languages in (("0", ("de", "fr")), ("1", ("fr", "de"))):
        source, target = languages
        call.handle(LanguagesChanged(source=source, target=target, heard=9), stream=stream)
    assert [row.languages for row in call.rows] == [("de", "fr")]


def test_what_is_typed_is_a_row_of_its_own_beside_what_is_being_said() -> None:
    rows = _feed(
        transcript(" Bonjour"),
        committed(" Hello"),
        typed("Un instant.", "One moment.", 20_000),
        transcript(" Marie."),
        committed(" Marie."),
        speech_ended(),
    ).rows
    assert [(row.source, row.target, row.is_typed, row.is_final) for row in rows] == [
        ("Bonjour Marie.", "Hello Marie.", False, True),
        ("Un instant.", "One moment.", True, True),
    ]


def _both_ways(language: str, target: str) -> LanguageDetected:
    return LanguageDetected(language=language, probability=0.9, heard=0, target=target)


def test_rows_of_one_stream_that_goes_both_ways_say_which_way() -> None:
    rows = _feed(
        _both_ways("fr", "en"),
        committed(" Hello."),
        speech_ended(),
        _both_ways("en", "fr"),
        committed(" Bonjour.", 20_000, language="fr"),
    ).rows
    assert [(row.target, row.way) for row in rows] == [
        ("Hello.", ("fr", "en")),
        ("Bonjour.", ("en", "fr")),
    ]


def test_a_turn_that_is_withdrawn_is_blank_and_what_follows_takes_its_place() -> None:
    rows = _feed(
        _both_ways("fr", "en"),
        committed(" Before."),
        speech_ended(),
        typed("Un instant.", "One moment.", 20_000),
        committed(" Wrong.", 20_000, 30_000),
        tentative(" guess", 20_000, 30_000),
        TextWithdrawn(source_start=20_000, source_end=40_000, heard=40_000),
        _both_ways("en", "fr"),
        committed(" Juste.", 20_000, 30_000, language="fr"),
        speech_ended(),
    ).rows
    assert [(row.target, row.is_blank) for row in rows] == [
        ("Before.", False),
        ("One moment.", False),
        ("", True),
        ("Juste.", False),
    ]


def _said(made: Transcript) -> list[tuple[int, str]]:
    return [(row.speaker, row.target) for row in made.rows]


def test_rows_are_of_who_is_told_to_speak_since_a_while_ago() -> None:
    made = _feed(
        committed(" One.", 0),
        speaker(1, 0),
        speech_ended(),
        committed(" Two.", 50_000),
        speech_ended(),
    )
    assert not made.has_speakers
    made.handle(speaker(2, 52_000), stream="")
    made.handle(committed(" Three.", 90_000), stream="")
    assert _said(made) == [(1, "One."), (2, "Two."), (2, "Three.")]
    assert made.has_speakers


def test_a_row_is_divided_where_another_speaker_began() -> None:
    made = _feed(
        speaker(1, 0),
        transcript(" Ça va ?", 0),
        transcript(" Oui, très bien.", 34_000),
        committed(" How", 0),
        committed(" are you?", 8_000),
        committed(" Yes,", 33_000),
        committed(" very well", 40_000),
        tentative(" thanks"),
    )
    assert made.handle(speaker(2, 32_000), stream="") == 0
    made.handle(committed(" thanks.", 50_000), stream="")
    assert _said(made) == [(1, "How are you?"), (2, "Yes, very well thanks.")]
    assert [row.source for row in made.rows] == ["Ça va ?", "Oui, très bien."]
    assert not any(row.is_final for row in made.rows)
    assert (made.rows[1].start, made.rows[1].begins) == (32_000, 34_000)


def test_a_change_may_be_told_before_its_words_are_written() -> None:
    made = _feed(
        speaker(1, 0),
        committed(" How", 0),
        speaker(2, 32_000),
        speaker(1, 64_000),
        tentative(" are you?"),
        committed(" are you?", 8_000),
        committed(" Yes.", 33_000),
        committed(" Very", 40_000),
        committed(" Good.", 66_000),
    )
    assert _said(made) == [(1, "How are you?"), (2, "Yes. Very"), (1, "Good.")]
    made.handle(speech_ended(80_000), stream="")
    assert all(row.is_final for row in made.rows)
    made.handle(committed(" Well", 90_000), stream="")
    assert _said(made)[-1] == (1, "Well")


def test_a_change_of_which_no_word_came_counts_from_the_next_utterance() -> None:
    made = _feed(
        speaker(1, 0),
        committed(" How", 0),
        speaker(2, 32_000),
        speech_ended(),
        committed(" Yes", 40_000),
    )
    assert _said(made) == [(1, "How"), (2, "Yes")]


def test_a_translation_that_is_behind_goes_to_whom_it_is_of() -> None:
    made = _feed(
        speaker(1, 0),
        transcript(" Ça", 0),
        transcript(" va ?", 8_000),
        transcript(" Oui,", 34_000),
        transcript(" bien.", 40_000),
        committed(" How", 0),
        speaker(2, 32_000),
        committed(" are you?", 8_000),
        committed(" Yes,", 34_000),
        transcript(" Très.", 50_000),
        committed(" well.", 40_000),
        committed(" Very.", 50_000),
    )
    assert [(row.speaker, row.source, row.target) for row in made.rows] == [
        (1, "Ça va ?", "How are you?"),
        (2, "Oui, bien. Très.", "Yes, well. Very."),
    ]


def test_what_is_typed_between_two_speakers_stays_where_it_is() -> None:
    made = _feed(
        speaker(1, 0),
        committed(" How are", 0),
        typed("a", "b", at=20_000),
        transcript(" Ça", 0),
        speaker(2, 32_000),
        transcript(" Oui", 34_000),
        committed(" you?", 8_000),
        committed(" Yes", 34_000),
    )
    assert [(row.source, row.target) for row in made.rows] == [
        ("Ça", "How are you?"),
        ("a", "b"),
        ("Oui", "Yes"),
    ]


def test_a_row_that_is_full_does_not_forget_who_follows() -> None:
    long = "word " * (LONG_ROW_CHARACTERS // 5) + "end."
    made = _feed(
        speaker(1, 0),
        committed(f" {long}", 0),
        speaker(2, 90_000),
        committed(" More", 60_000),
        committed(" Yes.", 91_000),
    )
    assert _said(made) == [(1, long), (1, "More"), (2, "Yes.")]


def test_the_end_of_a_sentence_is_where_a_speaker_changed() -> None:
    # The words are timed half a second too late.
    made = _feed(
        committed(" How", 0),
        committed(" are you", 8_000),
        committed(" today?", 39_000),
        committed(" Fine,", 44_000),
        committed(" thanks.", 52_000),
        speaker(2, 32_000),
    )
    assert [row.target for row in made.rows] == ["How are you today?", "Fine, thanks."]


def test_a_word_that_is_timed_early_is_not_left_to_who_spoke_before() -> None:
    made = _feed(committed(" Yes", 0), committed(" I do", 33_000), speaker(2, 32_000))
    assert _said(made) == [(2, "Yes I do")]


def test_what_is_typed_and_what_others_say_is_nobodys_turn() -> None:
    made = _feed(committed(" One", 0), committed(" two.", 8_000), committed(" Three", 40_000))
    made.handle(typed("a", "b", at=41_000), stream="")
    made.handle(committed(" They", 42_000), stream="theirs")
    made.handle(speaker(2, 38_000), stream="")
    assert _said(made) == [(0, "One two."), (2, "Three"), (0, "b"), (0, "They")]
    made.handle(committed(" four", 50_000), stream="")
    made.handle(committed(" say", 50_000), stream="theirs")
    assert _said(made)[1:] == [(2, "Three four"), (0, "b"), (0, "They say")]


def test_changes_of_speaker_can_be_put_before_their_words() -> None:
    late: list[Event] = [
        speaker(1, 0),
        committed(" One", 0),
        committed(" two.", 8_000),
        committed(" Three", 33_000),
        speaker(2, 32_000, heard=90_000),
        committed(" four.", 40_000),
    ]
    told = [
        event.speaker if isinstance(event, SpeakerChanged) else event.text
        for event in in_turns(late, speaker=0, kind=TextCommitted)
        if isinstance(event, SpeakerChanged | TextCommitted)
    ]
    assert told == [1, " One", " two.", 2, " Three", " four."]
    assert list(in_turns(late[1:3], speaker=1, kind=TextCommitted)) == late[1:3]


@given(
    st.lists(st.tuples(st.text(alphabet=" ab.?", min_size=1, max_size=6), st.booleans())),
    st.lists(st.integers(0, 40), max_size=4),
)
def test_no_word_is_lost_between_speakers(words: list[tuple[str, bool]], places: list[int]) -> None:
    events: list[Event] = [
        (committed if is_target else transcript)(f" {text}", 4_000 * number)
        for number, (text, is_target) in enumerate(words)
    ]
    plain = _feed(*events)
    for number, place in enumerate(places):
        events.insert(place, speaker(number % 3 + 1, 4_000 * place))
    turned = _feed(*events)
    for side in ("source", "target"):
        texts = ["".join(getattr(row, side) for row in made.rows) for made in (plain, turned)]
        assert texts[0].split() == texts[1].split() or (
            "".join(texts[0].split()) == "".join(texts[1].split())
        )
    said = [event for event in events if not isinstance(event, SpeakerChanged)]
    told = in_turns(events, speaker=0, kind=TextCommitted)
    assert [event for event in told if not isinstance(event, SpeakerChanged)] == said
