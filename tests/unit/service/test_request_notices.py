"""What a service gives up to keep up, as its clients hear of it."""

import pytest

from engine.arrays import SOURCE_RATE_HZ
from engine.effort import Effort
from engine.events import EffortChanged, Event, GapReason
from engine.remote.dragoman import received
from engine.remote.wire import EffortReport, Gap
from engine.service.request import _notices
from engine.service.wire import Notice
from tests.helpers.events import gap


@pytest.mark.parametrize("reason", list(GapReason))
def test_a_gap_arrives_with_its_place_and_its_reason(reason: GapReason) -> None:
    (notice,) = _notices(gap(2 * SOURCE_RATE_HZ, 5 * SOURCE_RATE_HZ, reason=reason))
    assert notice == Notice(kind="gap", detail=reason.value, start_s=2.0, stop_s=5.0)
    assert received(notice) == Gap(reason=reason, start_s=2.0, stop_s=5.0)


@pytest.mark.parametrize("effort", list(Effort))
def test_so_does_what_is_given_up(effort: Effort) -> None:
    event: Event = EffortChanged(effort=effort, backlog_ms=1_500.0, heard=0)
    (notice,) = _notices(event)
    assert received(notice) == EffortReport(effort=effort)


def test_what_another_version_says_is_understood_as_far_as_it_goes() -> None:
    assert received(Notice(kind="behind", detail="")) == EffortReport(effort=Effort.FEWER_STEPS)
    odd = Notice(kind="gap", detail="on strike", start_s=0.0, stop_s=1.0)
    assert received(odd) == Gap(reason=GapReason.SKIPPED, start_s=0.0, stop_s=1.0)
