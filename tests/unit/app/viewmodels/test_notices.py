"""What a session's notices say, beside what the main window's tests show of them."""

import pytest
from PySide6.QtWidgets import QApplication, QFrame
from pytestqt.qtbot import QtBot

from app.settings import Theme
from app.theme.theme import ApplicationTheme
from app.viewmodels.notices import Notice, NoticeKind, Notices, notice_of
from app.viewmodels.session import SessionStatus
from app.widgets.notices import NoticeArea
from engine.captions.transcript import Transcript
from engine.effort import Effort
from engine.events import DropReason, EffortChanged, GapReason, SourceGap, SpeechDropped

_LOST = SourceGap(reason=GapReason.LOST, source_start=0, source_end=8_000, heard=8_000)


def _dropped(reason: DropReason) -> SpeechDropped:
    return SpeechDropped(
        text=" Hello.", language="en", reason=reason, source_start=0, source_end=8_000, heard=8_000
    )


def _notice(event: SourceGap | SpeechDropped, *, direction: int = 0) -> Notice:
    notice = notice_of(direction, event)
    assert notice is not None
    return notice


def test_lost_sound_is_told() -> None:
    notice = _notice(_LOST)
    assert "sound were lost" in notice.text
    assert notice.kind is NoticeKind.WARNING


@pytest.mark.parametrize(
    ("reason", "words"), [(DropReason.BEHIND, "behind"), (DropReason.UNSPEAKABLE, "can't speak")]
)
def test_what_is_not_spoken_is_told_and_is_in_the_captions_alone(
    reason: DropReason, words: str
) -> None:
    notice = _notice(_dropped(reason))
    assert words in notice.text
    assert "Hello" not in notice.text
    transcript = Transcript()
    assert transcript.handle(_dropped(reason), stream="0") is None


def test_each_direction_and_each_reason_has_a_notice_of_its_own() -> None:
    events: list[SourceGap | SpeechDropped] = [_LOST, *map(_dropped, DropReason)]
    assert len({_notice(event, direction=n).key for event in events for n in (0, 1)}) == 6


def test_the_computer_that_is_behind_has_one_notice_that_goes_once_it_has_caught_up() -> None:
    def told(effort: Effort) -> Notice:
        event = EffortChanged(effort=effort, backlog_ms=2_000, heard=1)
        notice = notice_of(0, event)
        assert notice is not None
        return notice

    behind = [told(effort) for effort in Effort if effort is not Effort.FULL]
    assert len({notice.text for notice in behind}) == len(behind)
    notices = Notices()
    for notice in behind:
        notices.post(notice)
    assert [notice.text for notice in notices.notices] == [behind[-1].text]
    notices.post(told(Effort.FULL))
    assert notices.notices == []


def test_a_notice_that_is_told_again_stays_as_it_is(qtbot: QtBot, qapp: QApplication) -> None:
    theme = ApplicationTheme(qapp)
    theme.apply(Theme.LIGHT)
    notices = Notices()
    area = NoticeArea(notices, SessionStatus(), theme)
    qtbot.addWidget(area)
    notices.post(_notice(_LOST))
    rows = area.findChildren(QFrame)
    notices.post(_notice(_dropped(DropReason.BEHIND)))
    notices.post(_notice(_LOST))
    assert rows[0] in area.findChildren(QFrame)
    assert area.texts == [_notice(_LOST).text, _notice(_dropped(DropReason.BEHIND)).text]
    qapp.setStyleSheet("")
