from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.arrays import source_samples
from engine.policy import (
    AlignAtt,
    Confirmed,
    Doubts,
    Hypothesis,
    LatencyPreset,
    LocalAgreement,
    Policy,
    PolicyName,
    WaitForPause,
    speech_policy,
)


def guess(
    tokens: list[int], attended: list[int] | None = None, *, committed: int = 0, n_source: int = 100
) -> Hypothesis:
    return Hypothesis(
        tokens=tuple(tokens),
        n_committed=committed,
        attended=np.array(attended if attended is not None else [0] * len(tokens), np.int64),
        n_source=n_source,
    )


def test_align_att_stops_at_the_first_token_that_attends_to_new_source() -> None:
    policy = AlignAtt(margin=10)
    assert policy.stable(guess([1, 2, 3, 4], [5, 89, 90, 20])) == 2


def test_align_att_commits_all_when_nothing_attends_to_new_source() -> None:
    assert AlignAtt(margin=10).stable(guess([1, 2, 3], [5, 20, 89])) == 3


def test_align_att_never_takes_back_committed_tokens() -> None:
    assert AlignAtt(margin=10).stable(guess([1, 2, 3], [99, 99, 99], committed=2)) == 2


def test_local_agreement_commits_nothing_on_the_first_hypothesis() -> None:
    assert LocalAgreement().stable(guess([1, 2, 3])) == 0


def test_local_agreement_commits_what_two_hypotheses_share() -> None:
    policy = LocalAgreement()
    policy.stable(guess([1, 2, 3]))
    assert policy.stable(guess([1, 2, 4, 5])) == 2


def test_local_agreement_of_three_needs_three() -> None:
    policy = LocalAgreement(agreeing=3)
    assert policy.stable(guess([1, 2, 3])) == 0
    assert policy.stable(guess([1, 2, 3])) == 0
    assert policy.stable(guess([1, 2, 9])) == 2


def test_local_agreement_forgets_on_reset() -> None:
    policy = LocalAgreement()
    policy.stable(guess([1, 2]))
    policy.reset()
    assert policy.stable(guess([1, 2])) == 0


def test_waiting_commits_nothing_new() -> None:
    assert WaitForPause().stable(guess([1, 2, 3], committed=1)) == 1


@pytest.mark.parametrize("agreeing", [0, 1])
def test_local_agreement_refuses_fewer_than_two(agreeing: int) -> None:
    with pytest.raises(ValueError, match="at least 2"):
        LocalAgreement(agreeing=agreeing)


def test_align_att_refuses_a_negative_margin() -> None:
    with pytest.raises(ValueError, match="negative"):
        AlignAtt(margin=-1)


@given(
    st.lists(st.integers(0, 3), max_size=12),
    st.data(),
    st.sampled_from(["align", "agreement", "pause", "confirmed"]),
)
def test_stable_lies_between_committed_and_all(
    tokens: list[int], data: st.DataObject, name: str
) -> None:
    policies: dict[str, Policy] = {
        "align": AlignAtt(margin=3),
        "agreement": LocalAgreement(),
        "pause": WaitForPause(),
        "confirmed": Confirmed(margin=3, patience=9),
    }
    policy = policies[name]
    committed = data.draw(st.integers(0, len(tokens)))
    attended = data.draw(st.lists(st.integers(0, 19), min_size=len(tokens), max_size=len(tokens)))
    for _ in range(3):
        stable = policy.stable(guess(tokens, attended, committed=committed, n_source=20))
        assert committed <= stable <= len(tokens)


def test_confirmed_waits_for_the_next_hypothesis() -> None:
    policy = Confirmed(margin=10, patience=60)
    assert policy.stable(guess([1, 2, 3], [50, 60, 95])) == 0
    assert policy.stable(guess([1, 2, 4], [50, 60, 95])) == 2


def test_confirmed_does_not_wait_for_ever() -> None:
    policy = Confirmed(margin=10, patience=60)
    assert policy.stable(guess([1, 2, 3], [10, 39, 50])) == 2


@pytest.mark.parametrize(
    ("log_probability", "n_hypotheses"), [(0, 1), (-0.4, 1), (-0.6, 2), (-1.1, 3), (-9, 4)]
)
def test_tokens_that_are_less_likely_need_more_hypotheses(
    log_probability: float, n_hypotheses: int
) -> None:
    policy = Confirmed(margin=10, patience=60, doubts=Doubts(nats=0.5, most=4))
    for number in range(1, 6):
        found = guess([1, 2, 3], [0, 50, 50], committed=1, n_source=100)
        scores = np.array([0, log_probability, 0], np.float32)
        stable = policy.stable(replace(found, log_probabilities=scores))
        assert stable == (3 if number >= n_hypotheses else 1), number


@pytest.mark.parametrize("preset", [LatencyPreset.SOONER, LatencyPreset.BALANCED])
@pytest.mark.parametrize(
    ("log_probability", "needed"), [(-0.1, 1), (-0.7, 2), (-1.2, 3), (-2.2, 3)]
)
def test_the_quicker_presets_ask_as_often_as_the_model_doubts(
    preset: LatencyPreset, log_probability: float, needed: int
) -> None:
    policy = speech_policy(PolicyName.CONFIRMED, preset)
    heard = source_samples(500)
    doubted = replace(
        guess([7], [0], n_source=heard),
        log_probabilities=np.array([log_probability], np.float32),
    )
    committed = [policy.stable(doubted) for _ in range(4)]
    assert committed == [0] * (needed - 1) + [1] * (5 - needed)


def test_a_sure_token_that_attends_to_new_source_waits() -> None:
    policy = Confirmed(margin=10, patience=60, doubts=Doubts(nats=0.5, most=4))
    found = guess([1, 2], [50, 90], n_source=100)
    assert policy.stable(replace(found, log_probabilities=np.zeros(2, np.float32))) == 1


def test_tokens_that_are_hardly_believed_are_waited_for_longer() -> None:
    doubts = Doubts(nats=0.5, most=4, below=-1.5, patience=30)
    policy = Confirmed(margin=10, patience=60, doubts=doubts)
    for log_probability, age, stable in ((-2, 61, 0), (-2, 90, 0), (-2, 91, 1), (-1, 61, 1)):
        policy.reset()
        found = guess([1], [100 - age])
        scores = np.array([log_probability], np.float32)
        assert policy.stable(replace(found, log_probabilities=scores)) == stable


@pytest.mark.parametrize(("nats", "most", "patience"), [(0, 5, 0), (0.4, 0, 0), (0.4, 5, -1)])
def test_doubts_that_cannot_be_are_refused(nats: float, most: int, patience: int) -> None:
    with pytest.raises(ValueError, match="doubts"):
        Doubts(nats=nats, most=most, patience=patience)


def test_an_agreement_that_was_broken_begins_anew() -> None:
    policy = Confirmed(margin=10, patience=60, agreeing=3)
    for tokens, stable in (([1, 2], 0), ([1, 2], 0), ([1, 3], 1), ([1, 2], 1), ([1, 2], 1)):
        assert policy.stable(guess(tokens, [50, 50])) == stable
    assert policy.stable(guess([1, 2], [50, 50])) == 2


def test_confirmed_refuses_less_patience_than_margin() -> None:
    with pytest.raises(ValueError, match="patience"):
        Confirmed(margin=10, patience=5)


@pytest.mark.parametrize("policy", [LocalAgreement(), Confirmed(margin=2, patience=50)])
def test_what_is_left_of_a_hypothesis_after_a_cut_still_counts(policy: Policy) -> None:
    policy.stable(guess([7, 8, 1, 2, 3], [0, 1, 60, 70, 80]))
    policy.cut(2)
    # The source that the first two came from is gone too.
    assert policy.stable(guess([1, 2, 9], [50, 60, 70], n_source=90)) == 2
