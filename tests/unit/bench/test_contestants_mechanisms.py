import numpy as np
import pytest

from engine.asr.guards import GuardConfig, is_scrap, is_silence, trusted_length
from engine.bench.contestants import Listening, Mechanism, switched_off

PLAIN = Listening()


@pytest.mark.parametrize("mechanism", list(Mechanism))
def test_each_can_be_switched_off_and_says_what_that_means(mechanism: Mechanism) -> None:
    assert switched_off(PLAIN, mechanism) != PLAIN
    assert mechanism.meaning


def test_without_guards_everything_passes() -> None:
    def trusted(guards: GuardConfig) -> int:
        return trusted_length((5,) * 40, np.zeros(40, np.int64), n_committed=0, config=guards)

    without = switched_off(PLAIN, Mechanism.GUARDS).decoder.guards
    assert trusted(PLAIN.decoder.guards) < 40
    assert trusted(without) == 40
    doubt = np.full(4, -9.0, np.float32)
    assert is_silence(0.99, doubt, PLAIN.decoder.guards)
    assert not is_silence(0.99, doubt, without)
    assert not is_scrap(np.array([10, 5]), 1, n_heard=50, config=without)


def test_one_guard_less_leaves_the_others() -> None:
    without = switched_off(PLAIN, Mechanism.STALL_GUARD).decoder.guards
    stalled = np.full(12, 7, np.int64)
    assert (
        trusted_length(tuple(range(12)), stalled, n_committed=0, config=PLAIN.decoder.guards) < 12
    )
    assert trusted_length(tuple(range(12)), stalled, n_committed=0, config=without) == 12
    assert without.repeats == PLAIN.decoder.guards.repeats
