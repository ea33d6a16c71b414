from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.overlay.roller import SHORTEST_S, CaptionRoller, RollingRules, ShownLine

_EPSILON_S = 1e-6


@dataclass
class _Clock:
    now_s: float = 100.0

    def __call__(self) -> float:
        return self.now_s


@dataclass
class _Screen:
    """A roller that is looked at, as a window does."""

    rules: RollingRules = field(default_factory=RollingRules)
    clock: _Clock = field(default_factory=_Clock)

    def __post_init__(self) -> None:
        self.roller = CaptionRoller(self.rules, clock=self.clock)

    def say(self, text: str) -> "_Screen":
        self.roller.commit(text, language="en")
        return self

    def wait(self, seconds: float) -> "_Screen":
        self.clock.now_s += seconds
        return self

    @property
    def committed(self) -> list[str]:
        return [line.committed for line in self.roller.lines()]

    @property
    def whole(self) -> list[str]:
        return [line.committed + line.tentative for line in self.roller.lines()]


def test_words_join_the_line_as_they_are_committed() -> None:
    screen = _Screen().say(" We will prepare").say(" crepes").say(".")
    assert screen.committed == ["We will prepare crepes."]


def test_the_third_line_rolls_the_first_one_away_once_it_could_be_read() -> None:
    screen = _Screen(RollingRules(characters=12))
    screen.say(" one two six").wait(0.3).say(" three four").wait(0.1).say(" five")
    assert screen.committed == ["one two six", "three four"]
    screen.wait(SHORTEST_S)
    assert screen.committed == ["three four", "five"]


def test_a_short_wait_line_does_not_hurry_a_reader() -> None:
    text = " forty characters take longer than that"
    screen = _Screen().say(text).say(" and so does this second line of it all").say(" third")
    screen.wait(SHORTEST_S + 0.1)
    assert screen.committed[0] == text.strip()
    screen.wait(len(text) / 17)
    assert screen.committed[-1] == "third"


def test_many_waiting_lines_hurry() -> None:
    screen = _Screen(RollingRules(characters=12)).say(" word" * 30)
    assert screen.roller.next_change_s() == pytest.approx(SHORTEST_S)
    first = screen.roller.lines()
    assert screen.wait(SHORTEST_S + _EPSILON_S).roller.lines()[0].number == first[-1].number + 1


def test_lines_end_where_it_reads_best() -> None:
    screen = _Screen().say(
        " The export of old ivory is banned, and the rules were tightened again."
    )
    assert screen.committed[0] == "The export of old ivory is banned,"


def test_an_utterance_begins_a_line_of_its_own() -> None:
    screen = _Screen().say(" Yes.")
    screen.roller.end_utterance()
    screen.say(" Go on.")
    assert screen.committed == ["Yes.", "Go on."]


def test_the_last_caption_stays_through_a_pause_and_leaves_after_the_hold() -> None:
    screen = _Screen().say(" Hello.")
    screen.roller.end_utterance()
    assert screen.wait(6.9).committed == ["Hello."]
    assert screen.roller.next_change_s() is not None
    assert screen.wait(0.2).committed == []
    assert screen.roller.next_change_s() is None


def test_the_last_caption_stays_where_that_is_wanted() -> None:
    screen = _Screen(RollingRules(hold_s=None)).say(" Hello.")
    screen.roller.end_utterance()
    assert screen.wait(1_000).committed == ["Hello."]


def test_speech_that_goes_on_is_not_cleared() -> None:
    assert _Screen().say(" Hello").wait(60).committed == ["Hello"]


def test_a_guess_stands_behind_the_text_and_is_replaced() -> None:
    screen = _Screen().say(" We will")
    screen.roller.set_tentative(" bake", language="en")
    assert screen.roller.lines() == (ShownLine(number=0, committed="We will", tentative=" bake"),)
    screen.roller.set_tentative(" prepare them", language="en")
    assert screen.whole == ["We will prepare them"]
    screen.say(" prepare")
    assert screen.whole == ["We will prepare"]


def test_a_guess_uses_free_lines_and_never_rolls() -> None:
    screen = _Screen(RollingRules(characters=12)).say(" one two")
    screen.roller.set_tentative(" three four five six seven eight nine", language="en")
    assert screen.whole == ["one two", "three four"]
    assert screen.wait(10).whole == ["one two", "three four"]


def test_a_guess_after_a_pause_shows_on_the_next_line() -> None:
    screen = _Screen().say(" Yes.")
    screen.roller.end_utterance()
    screen.roller.set_tentative(" And then", language="en")
    assert screen.whole == ["Yes.", "And then"]


def test_a_guess_that_was_nothing_leaves_an_empty_line_that_is_used() -> None:
    screen = _Screen()
    screen.roller.set_tentative(" Thank you.", language="en")
    screen.roller.set_tentative("", language="en")
    assert screen.whole == [""]
    assert screen.say(" Hello.").whole == ["Hello."]


def test_a_word_longer_than_a_line_is_cut() -> None:
    screen = _Screen(RollingRules(characters=10, lines=4)).say(" " + "x" * 25)
    assert "".join(screen.committed) == "x" * 25


def test_width_in_pixels_counts_too() -> None:
    def fits(line: str) -> bool:
        return 10 * line.count("W") + 4 * len(line) < 80

    shown = _Screen(RollingRules(lines=4, fits=fits)).say(" WWW WWW iii iii iii").committed
    assert len(shown) > 2
    assert all(map(fits, shown))


def test_other_rules_lay_the_screen_out_anew() -> None:
    screen = _Screen().say(" one two three four five six seven")
    screen.roller.change(RollingRules(lines=2, characters=20))
    assert " ".join(screen.committed) == "one two three four five six seven"
    assert all(len(line) <= 20 for line in screen.committed)


def test_what_waits_is_shown_under_new_rules_as_well() -> None:
    words = [f"word{n}" for n in range(12)]
    screen = _Screen(RollingRules(characters=14)).say(" " + " ".join(words))
    screen.roller.change(RollingRules(characters=20))
    log = _Log(screen)
    log.settle()
    assert " ".join(text for _, text in sorted(log.texts.items())).split() == words


_WORDS = st.text(alphabet="abcdefgh", min_size=1, max_size=9)
_SAID = st.builds(
    lambda words, mark: "".join(f" {word}" for word in words) + mark,
    st.lists(_WORDS, min_size=1, max_size=12),
    st.sampled_from(["", "", ",", "."]),
)
_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("say"), _SAID),
        st.tuples(st.just("glue"), st.sampled_from([".", ",", "?"])),
        st.tuples(st.just("guess"), _SAID),
        st.tuples(st.just("end"), st.just("")),
        st.tuples(st.just("wait"), st.sampled_from(["0.05", "0.4", "1", "3"])),
    ),
    max_size=40,
)


@given(_STEPS, st.integers(1, 3), st.sampled_from([20, 42]))
def test_rolling_keeps_its_promises(
    steps: list[tuple[str, str]], lines: int, characters: int
) -> None:
    screen = _Screen(RollingRules(lines=lines, characters=characters, hold_s=5.0))
    log = _Log(screen)
    said = ""
    for what, text in steps:
        match what:
            case "say":
                screen.say(text)
                said += text
            case "glue":
                screen.say(text)
                said += text
            case "guess":
                screen.roller.set_tentative(text, language="en")
            case "end":
                screen.roller.end_utterance()
            case _:
                log.wait(float(text))
        log.look()
    screen.roller.end_utterance()
    log.settle()
    shown = " ".join(text for _, text in sorted(log.texts.items()) if text)
    assert "".join(shown.split()) == "".join(said.split())
    assert screen.committed == []


@dataclass
class _Log:
    """Looks at a screen and checks what must hold from one look to the next."""

    screen: _Screen
    texts: dict[int, str] = field(default_factory=dict)
    grown_s: dict[int, float] = field(default_factory=dict)
    before: tuple[ShownLine, ...] = ()

    def look(self) -> None:
        now_s = self.screen.clock.now_s
        lines = self.screen.roller.lines()
        rules = self.screen.rules
        assert len(lines) <= rules.lines
        numbers = [line.number for line in lines]
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True
        for line in lines:
            assert len(line.committed + line.tentative) <= rules.characters
            known = self.texts.get(line.number, "")
            assert line.committed.startswith(known), "what is on the screen never changes"
            if line.committed != known:
                self.grown_s[line.number] = now_s
            if line.committed or line.number in self.texts:
                self.texts[line.number] = line.committed
        for line in self.before:
            if line.committed and line.number not in numbers:
                assert now_s - self.grown_s[line.number] >= SHORTEST_S - _EPSILON_S
        self.before = lines

    def wait(self, seconds: float) -> None:
        """Let time pass and look whenever the roller says that something changes, and before."""
        left_s = seconds
        for _ in range(500):
            change_s = self.screen.roller.next_change_s()
            if change_s is None or change_s > left_s:
                break
            before = self.screen.roller.lines()
            if change_s > 2 * _EPSILON_S:
                self.screen.wait(change_s - _EPSILON_S)
                assert self.screen.roller.lines() == before, "nothing changes before it is said to"
                self.look()
            step_s = min(change_s, _EPSILON_S)
            self.screen.wait(step_s + _EPSILON_S)
            left_s -= change_s
            self.look()
        self.screen.wait(max(left_s, 0.0))
        self.look()

    def settle(self) -> None:
        self.look()
        while (change_s := self.screen.roller.next_change_s()) is not None:
            self.screen.wait(change_s + _EPSILON_S)
            self.look()
