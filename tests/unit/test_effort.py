"""Effort is lowered while sound waits, raised when there is time, and not to and fro."""

import pytest

from engine.effort import Effort, EffortConfig, EffortController, Work

STEP_MS = 100


def play(
    control: EffortController,
    seconds: float,
    *,
    backlog_ms: float,
    load: float,
    slowness: float = 1.0,
    is_speech: bool = True,
) -> list[Effort]:
    """The efforts that a stretch of sound changes to; all takes `slowness` times its computing."""
    changes = []
    for _ in range(round(seconds * 1000 / STEP_MS)):
        listening_s = load * STEP_MS / 1000
        work = Work(listening_s, processor_s=listening_s / slowness)
        if control.observe(STEP_MS, work, backlog_ms=backlog_ms, is_speech=is_speech):
            changes.append(control.effort)
    return changes


def lowered(**config: bool) -> EffortController:
    control = EffortController(speaks=config.get("speaks", True))
    play(control, 6, backlog_ms=3_000, load=1.5)
    return control


def test_it_is_lowered_a_level_at_a_time_while_sound_waits() -> None:
    control = EffortController(speaks=True)
    assert play(control, 6, backlog_ms=3_000, load=1.5) == list(Effort)[1:]
    assert [effort.rank for effort in Effort] == [0, 1, 2, 3, 4]


def test_it_is_lowered_no_further_than_what_waits_asks_for() -> None:
    control = EffortController(speaks=True)
    assert play(control, 30, backlog_ms=900, load=1.0) == []
    assert play(control, 30, backlog_ms=1_600, load=1.0) == [
        Effort.FEWER_STEPS,
        Effort.FEWEST_STEPS,
    ]


def test_without_a_voice_there_is_none_to_give_up() -> None:
    assert lowered(speaks=False).effort is Effort.SHORT_BUFFER


def test_it_is_raised_as_soon_as_there_is_time() -> None:
    changes = play(lowered(), 10, backlog_ms=0, load=0.2)
    assert changes == [Effort.SHORT_BUFFER, Effort.FEWEST_STEPS, Effort.FEWER_STEPS, Effort.FULL]


def test_it_stays_where_the_level_above_would_cost_too_much() -> None:
    control = lowered()
    assert play(control, 19, backlog_ms=200, load=0.42) == []
    # It is tried all the same after a while: costs are estimates.
    assert play(control, 5, backlog_ms=200, load=0.42)[0] is Effort.SHORT_BUFFER


def test_what_cannot_fit_is_not_even_tried() -> None:
    assert play(lowered(), 180, backlog_ms=200, load=0.5) == []


@pytest.mark.parametrize("voice", [0.2, 0.4])
def test_a_voice_is_back_as_soon_as_the_computer_is_and_not_before(voice: float) -> None:
    control = EffortController(speaks=True)
    control.learn_voice(voice)
    play(control, 6, backlog_ms=3_000, load=1.5, slowness=4)
    # Listening has time enough. The voice would take four times as long as alone, and has none.
    assert play(control, 180, backlog_ms=100, load=0.8, slowness=4) == []
    assert play(control, 4, backlog_ms=0, load=0.2)[0] is Effort.SHORT_BUFFER


def test_what_a_voice_costs_is_not_learnt_from_one_clause() -> None:
    control = EffortController(speaks=True)
    for cost in (0.2, 0.2, 3.0, 0.2, 0.2, 0.2):
        control.learn_voice(cost)
    play(control, 6, backlog_ms=3_000, load=1.5)
    assert play(control, 4, backlog_ms=0, load=0.3)[0] is Effort.SHORT_BUFFER


def test_it_waits_while_sound_waits() -> None:
    control = lowered()
    assert play(control, 60, backlog_ms=700, load=0.1) == []


def test_silence_proves_nothing() -> None:
    control = lowered()
    assert play(control, 8, backlog_ms=0, load=0.0, is_speech=False) == []


def test_under_a_load_that_lasts_it_does_not_go_to_and_fro() -> None:
    control = lowered()
    changes = []
    for _ in range(180):
        # Without the voice it fits; with it, it falls behind.
        speaks = control.effort is not Effort.CAPTIONS_ONLY
        changes += play(
            control, 1, backlog_ms=2_600 if speaks else 100, load=1.2 if speaks else 0.3
        )
    # 0.3 times what the voice costs looks as if it fitted, once; then it is tried ever more rarely.
    assert len(changes) <= 12
    assert changes.count(Effort.CAPTIONS_ONLY) >= 3


def test_after_that_it_comes_down_at_once_when_the_load_ends() -> None:
    control = lowered()
    for _ in range(60):
        speaks = control.effort is not Effort.CAPTIONS_ONLY
        play(control, 1, backlog_ms=2_600 if speaks else 100, load=1.2 if speaks else 0.3)
    play(control, 8, backlog_ms=0, load=0.08)
    assert control.effort is Effort.FULL


@pytest.mark.parametrize(("load", "is_another"), [(0.16, True), (0.25, False)])
def test_what_failed_on_a_computer_that_was_taken_away_is_forgotten_when_that_ends(
    load: float, is_another: bool
) -> None:
    control = lowered()
    for _ in range(120):
        speaks = control.effort is not Effort.CAPTIONS_ONLY
        play(control, 1, backlog_ms=2_600 if speaks else 100, load=2.4 if speaks else 0.3)
    while control.effort is not Effort.CAPTIONS_ONLY:
        play(control, 1, backlog_ms=2_600, load=2.4)
    # Three times what is expected would be too much even now, had nothing changed.
    changes = play(control, 3, backlog_ms=0, load=load)
    assert bool(changes) is is_another


def test_what_waits_is_skipped_on_the_last_step_alone_unless_it_is_very_much() -> None:
    control = EffortController(speaks=True)
    assert not control.wants_skip(5_000)
    assert control.wants_skip(9_000)
    play(control, 7, backlog_ms=3_000, load=1.5)
    assert not control.wants_skip(3_500)
    assert control.wants_skip(4_500)


@pytest.mark.parametrize("broken", [{"calm_ms": 0}, {"calm_ms": 1_500}, {"skip_ms": 2_000}])
def test_limits_that_contradict_each_other_are_refused(broken: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="must"):
        EffortConfig(**broken)


def test_a_voice_that_is_late_while_models_warm_up_is_not_given_up() -> None:
    control = EffortController(speaks=True)
    efforts = []
    for n in range(300):
        late_ms = 9_000.0
        if control.observe(
            STEP_MS, Work(0.05, 0.05), backlog_ms=0, voice_late_ms=late_ms, is_speech=True
        ):
            efforts.append((n * STEP_MS, control.effort))
    given_up_ms = [at_ms for at_ms, effort in efforts if effort is Effort.CAPTIONS_ONLY]
    assert given_up_ms
    assert given_up_ms[0] >= EffortConfig().warm_ms - STEP_MS
    # Sound that waits is another matter.
    assert (
        play(EffortController(speaks=True), 6, backlog_ms=3_000, load=1.5)[-1]
        is Effort.CAPTIONS_ONLY
    )


def test_a_level_that_was_left_in_vain_is_remembered_whatever_was_left_after_it() -> None:
    control = lowered()
    tried_s = []
    for second in range(120):
        # All levels fit for a moment; then the voice is too much.
        fits = control.effort is Effort.CAPTIONS_ONLY
        before = control.effort
        play(control, 1, backlog_ms=0, load=0.35)
        if before is Effort.CAPTIONS_ONLY and control.effort is not before:
            tried_s.append(second)
            play(control, 6, backlog_ms=0, load=0.1)
            assert control.effort is Effort.FULL
            play(control, 6, backlog_ms=3_000, load=1.5)
        assert fits or control.effort is Effort.CAPTIONS_ONLY
    # Once as soon as it looks as if it fitted, then ever more rarely.
    assert 2 <= len(tried_s) <= 6
