"""The console, with real widgets and an engine that does what the test says."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.backend import session_config
from app.live_call import NeededPack
from app.settings import WORK_CALL, EngineChoice, Mode, SourceKind, TargetKind
from app.theme.colours import LIGHT
from app.theme.theme import style_sheet
from app.viewmodels.session import SessionState
from app.widgets.cards import Card
from app.windows.main_window import MainWindow
from engine.devices.listing import DeviceKind
from engine.effort import Effort
from engine.errors import DeviceError, EngineError
from engine.events import EngineFailed, LanguageDetected
from engine.live.events import (
    ComputeFellBack,
    DeviceLost,
    DeviceReturned,
    EchoCleared,
    EchoHeard,
    EchoKind,
    LiveState,
    StarterQuality,
)
from engine.live.lateness import Lateness
from engine.messages import Code, Message
from engine.packs.progress import LoadProgress
from engine.policy import LatencyPreset
from tests.helpers.fake_live import FakeSession, gauges
from tests.helpers.shown import notice_text
from tests.unit.app.conftest import GUIDES, World

FAST = Lateness(is_speaker_fast=True)
BEHIND = Lateness(is_computer_behind=True)


@pytest.fixture
def window(qtbot: QtBot, world: World) -> MainWindow:
    made = world.make_window()
    qtbot.addWidget(made)
    made.show()
    world.controller.devices.refresh()
    world.controller.library.refresh()
    qtbot.waitUntil(lambda: len(world.controller.library.contents.voices) > 0)
    qtbot.waitUntil(lambda: len(world.controller.devices.microphones) == 2)
    return made


def run(qtbot: QtBot, window: MainWindow, world: World) -> FakeSession:
    """Press Start and wait until it is on air."""
    window.transport.start_button.click()
    qtbot.waitUntil(lambda: world.machine.session is not None)
    world.engine.session.enter(LiveState.RUNNING)
    qtbot.waitUntil(lambda: window.transport.sign.is_lit)
    return world.engine.session


def press(window: MainWindow, kind: QEvent.Type, key: Qt.Key, *, repeats: bool = False) -> None:
    event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "", repeats)
    QApplication.sendEvent(window, event)


def test_start_and_stop_show_the_state_in_words_and_light(
    qtbot: QtBot, window: MainWindow, world: World
) -> None:
    transport = window.transport
    assert (transport.sign.text, transport.sign.is_lit) == ("Off air", False)
    session = run(qtbot, window, world)
    assert (transport.sign.text, transport.start_button.text()) == ("On air", "Stop")
    assert "On air" in window.windowTitle()
    transport.start_button.click()
    assert (transport.sign.text, transport.start_button.text()) == ("Finishing", "Stop now")
    session.enter(LiveState.ENDED)
    qtbot.waitUntil(lambda: transport.sign.text == "Off air")
    assert transport.start_button.text() == "Start"


def test_the_keyboard_starts_too(qtbot: QtBot, window: MainWindow, world: World) -> None:
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: world.machine.state is SessionState.LOADING)


def test_loading_is_shown_by_the_models_name(
    qtbot: QtBot, window: MainWindow, world: World
) -> None:
    window.transport.start_button.click()
    qtbot.waitUntil(lambda: world.machine.session is not None)
    world.engine.session.say(LoadProgress(pack="whisper-base", done=1, total=4))
    qtbot.waitUntil(lambda: "Whisper base" in window.transport.progress_text.text())
    assert (window.transport.progress.value(), window.transport.progress.maximum()) == (1, 4)
    assert window.transport.start_button.text() == "Cancel"


def test_a_held_key_mutes_until_it_is_let_go(
    qtbot: QtBot, window: MainWindow, world: World
) -> None:
    session = run(qtbot, window, world)
    press(window, QEvent.Type.KeyPress, Qt.Key.Key_F8)
    assert session.muted == [True]
    assert window.transport.sign.text == "Muted"
    press(window, QEvent.Type.KeyPress, Qt.Key.Key_F8, repeats=True)
    press(window, QEvent.Type.KeyRelease, Qt.Key.Key_F8, repeats=True)
    assert session.muted == [True]
    press(window, QEvent.Type.KeyRelease, Qt.Key.Key_F8)
    assert session.muted == [True, False]
    assert window.transport.sign.text == "On air"


def test_the_mute_button_mutes_while_it_is_down(
    qtbot: QtBot, window: MainWindow, world: World
) -> None:
    session = run(qtbot, window, world)
    QTest.mousePress(window.transport.mute_button, Qt.MouseButton.LeftButton)
    assert session.muted == [True]
    QTest.mouseRelease(window.transport.mute_button, Qt.MouseButton.LeftButton)
    assert session.muted == [True, False]


def test_nobody_stays_muted_where_another_program_takes_the_key(
    qtbot: QtBot, qapp: QApplication, window: MainWindow, world: World
) -> None:
    session = run(qtbot, window, world)
    press(window, QEvent.Type.KeyPress, Qt.Key.Key_F8)
    QApplication.sendEvent(qapp, QEvent(QEvent.Type.ApplicationDeactivate))
    assert session.muted == [True, False]


def test_hold_to_translate_lets_the_voice_pass_until_it_is_held(
    qtbot: QtBot, window: MainWindow, world: World
) -> None:
    world.change(hold_to_translate=True)
    session = run_passing(qtbot, window, world)
    assert session.translating[-1:] == [False]
    press(window, QEvent.Type.KeyPress, Qt.Key.Key_F9)
    assert session.translating[-1:] == [True]
    assert window.transport.sign.text == "On air"
    press(window, QEvent.Type.KeyRelease, Qt.Key.Key_F9)
    assert session.translating[-1:] == [False]
    assert window.transport.sign.text == "Your own voice"


def run_passing(qtbot: QtBot, window: MainWindow, world: World) -> FakeSession:
    window.transport.start_button.click()
    qtbot.waitUntil(lambda: world.machine.session is not None)
    world.engine.session.enter(LiveState.RUNNING)
    qtbot.waitUntil(lambda: window.transport.sign.text == "Your own voice")
    return world.engine.session


def test_levels_and_lag_are_shown_while_it_runs(
    qtbot: QtBot, window: MainWindow, world: World
) -> None:
    session = run(qtbot, window, world)
    session.readings = [gauges(source_dbfs=-12.0, target_dbfs=-24.0, lag_s=3.21)]
    source, target = window.transport.meters[0]
    qtbot.waitUntil(lambda: source.level_dbfs == -12.0 and target.level_dbfs == -24.0)
    assert window.transport.lag.text() == "3.2 s"
    assert not window.transport.slow_down.isVisible()
    # As far behind as interpreters are: nothing to complain of.
    session.readings = [gauges(lag_s=3.2)]
    qtbot.waitUntil(lambda: source.level_dbfs != -12.0)
    assert not window.transport.slow_down.isVisible()
    session.readings = [gauges(lag_s=6.5, lateness=FAST)]
    qtbot.waitUntil(window.transport.slow_down.isVisible)
    assert window.transport.slow_down.text() == "The speaker is too fast"


def test_a_call_names_the_side_that_is_too_fast(
    qtbot: QtBot, window: MainWindow, world: World
) -> None:
    world.preferences.change(replace(world.preferences.settings, profile=WORK_CALL))
    session = run(qtbot, window, world)
    session.readings = [gauges(lag_s=2.0), gauges(lag_s=6.5, lateness=FAST)]
    qtbot.waitUntil(window.transport.slow_down.isVisible)
    assert window.transport.slow_down.text() == "They are too fast"
    assert window.transport.lag.text() == "→ 2.0 s  ← 6.5 s"
    assert "To you: 6.5 s" in window.transport.lag.toolTip()


def test_a_computer_that_is_behind_is_told_from_a_fast_speaker_and_can_catch_up(
    qtbot: QtBot, window: MainWindow, world: World
) -> None:
    session = run(qtbot, window, world)
    bar = window.transport
    session.readings = [gauges(lag_s=6.5, effort=Effort.FEWEST_STEPS, lateness=BEHIND)]
    qtbot.waitUntil(bar.slow_down.isVisible)
    assert bar.slow_down.text() == "This computer is behind"
    bar.catch_up_button.click()
    assert session.caught_up == 1
    session.readings = [gauges(lag_s=6.5, effort=Effort.CAPTIONS_ONLY, lateness=BEHIND)]
    qtbot.waitUntil(lambda: bar.slow_down.text() == "Can't keep up: captions only")
    session.readings = [gauges(lag_s=6.5, lateness=FAST)]
    qtbot.waitUntil(lambda: bar.slow_down.text() == "The speaker is too fast")
    assert bar.catch_up_button.isVisible()
    session.readings = [gauges(lag_s=2.0)]
    qtbot.waitUntil(lambda: not bar.slow_down.isVisible())
    assert not bar.catch_up_button.isVisible()


def test_an_engine_elsewhere_that_is_behind_is_not_this_computer(
    qtbot: QtBot, window: MainWindow, world: World
) -> None:
    session = run(qtbot, window, world)
    engines, bar = world.controller.engines, window.transport
    profile = replace(world.profile, engine=EngineChoice(name="gradium"))
    engines.begin(profile, replaces=True)
    session.readings = [gauges(lag_s=6.5, lateness=BEHIND)]
    qtbot.waitUntil(lambda: bar.slow_down.text() == "Gradium is behind")
    assert bar.slow_down.toolTip().startswith("The network or the engine is too slow.")
    engines.hand_over(0, running_s=9.0)
    qtbot.waitUntil(lambda: bar.slow_down.text() == "This computer is behind")
    assert "smaller model" in bar.slow_down.toolTip()


def test_captions_have_the_place_of_notices_until_one_comes_and_after_the_session(
    qtbot: QtBot, window: MainWindow, world: World
) -> None:
    notices, captions = world.controller.notices, window.captions

    def top() -> int:
        QApplication.processEvents()
        return captions.geometry().top()

    session = run(qtbot, window, world)
    highest = top()
    notices.warn("a", "Speak up.")
    lower = top()
    assert lower > highest
    notices.dismiss("a")
    assert top() == lower
    notices.warn("b", "Speak up.")
    assert top() == lower
    notices.dismiss("b")
    session.enter(LiveState.ENDED)
    qtbot.waitUntil(lambda: not world.machine.is_active)
    assert top() == highest


def test_the_meters_stay_where_they_are_while_a_session_is_late(
    qtbot: QtBot, window: MainWindow, world: World
) -> None:
    bar = window.transport
    window.resize(1180, 760)
    session = run(qtbot, window, world)
    QApplication.processEvents()
    before, height = bar.meters[0][0].geometry(), bar.height()
    session.readings = [gauges(lag_s=12.5, effort=Effort.CAPTIONS_ONLY, lateness=BEHIND)]
    qtbot.waitUntil(bar.slow_down.isVisible)
    QApplication.processEvents()
    assert (bar.meters[0][0].geometry(), bar.height()) == (before, height)


def test_notices_have_one_place_and_move_no_captions(window: MainWindow, world: World) -> None:
    notices = world.controller.notices
    notices.warn("b", "Slow down.")
    QApplication.processEvents()
    before = window.captions.geometry()
    notices.fail("a", "It failed. " * 60)
    notices.warn("b", "Speak up.")
    QApplication.processEvents()
    assert window.captions.geometry() == before
    assert notice_text(window.notices).startswith("It failed.")
    (more,) = [
        b
        for b in window.notices.findChildren(QToolButton)
        if b.text() == "1 more" and b.isVisible()
    ]
    more.click()
    assert notice_text(window.notices) == "Speak up."
    notices.dismiss("b")
    assert notice_text(window.notices).startswith("It failed.")


def test_what_was_said_of_a_profile_goes_with_its_change(window: MainWindow, world: World) -> None:
    world.controller.notices.warn("file", "Choose a recording first.")
    world.change(voice_speed=1.25)
    assert window.notices.texts == []


def test_what_is_set_once_is_folded_away(window: MainWindow) -> None:
    panel = window.panels[0]
    assert not panel.speed.isVisible()
    buttons = [b for b in panel.findChildren(QToolButton) if b.text() == "Speed and timing"]
    buttons[0].click()
    assert panel.speed.isVisible()


def test_a_wrapped_check_box_reacts_on_its_text(window: MainWindow) -> None:
    panel = window.panels[0]
    text = next(b for b in panel.findChildren(QLabel) if "Quieten" in b.text())
    before = panel.ducks.isChecked()
    QTest.mouseClick(text, Qt.MouseButton.LeftButton)
    assert panel.ducks.isChecked() is not before


def test_speakers_are_told_apart_one_way_where_the_user_wants_it(
    window: MainWindow,
) -> None:
    panel = window.panels[0]
    assert panel.tells_speakers.isVisible()
    assert not panel.tells_speakers.isChecked()
    panel.tells_speakers.click()
    assert panel.direction.tells_speakers
    assert session_config(panel.direction).tells_speakers
    assert not session_config(panel.direction, "gradium").tells_speakers
    call = next(b for b in window.header.mode.buttons if b.text() == "Call")
    call.click()
    assert not window.panels[0].tells_speakers.isVisible()


def test_a_profile_that_became_a_call_says_so(window: MainWindow) -> None:
    call = next(b for b in window.header.mode.buttons if b.text() == "Call")
    call.click()
    assert window.header.profile_box.currentText() == "Lecture (call)"


def test_the_tabs_of_a_call_end_where_the_cards_below_do(window: MainWindow) -> None:
    window.header.mode.buttons[1].click()
    window.resize(1180, 800)
    QApplication.processEvents()
    (card, *_) = window.panels[0].findChildren(Card)

    def right(widget: QWidget) -> int:
        return widget.mapTo(window, widget.rect().topRight()).x()

    assert right(window.tabs) == right(card)


def test_the_header_names_its_pictures_where_there_is_room(window: MainWindow) -> None:
    button = window.header.tools["history"]
    window.resize(1366, 700)
    assert button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    window.resize(900, 700)
    assert button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly


def test_what_runs_follows_a_volume_and_a_source_and_another_kind_of_target_is_a_new_session(
    qtbot: QtBot, window: MainWindow, world: World
) -> None:
    session = run(qtbot, window, world)
    window.transport.volumes[0][0].setValue(30)
    assert session.sound[0].original_volume == pytest.approx(0.3)
    assert len(world.engine.sessions) == 1
    world.change(source_device="usb microphone")
    qtbot.waitUntil(lambda: session.followed == [(0, world.profile.one_way)])
    assert len(world.engine.sessions) == 1
    world.change(source_kind=SourceKind.SYSTEM_AUDIO)
    qtbot.waitUntil(lambda: len(session.followed) == 2)
    assert len(world.engine.sessions) == 1
    world.change(target_kind=TargetKind.VIRTUAL_MICROPHONE)
    qtbot.waitUntil(lambda: len(world.engine.sessions) == 2)
    assert world.engine.profiles[-1].one_way.target_kind is TargetKind.VIRTUAL_MICROPHONE


def test_a_voice_is_changed_without_a_break(qtbot: QtBot, window: MainWindow, world: World) -> None:
    session = run(qtbot, window, world)
    window.panels[0].speed.setValue(130)
    assert session.sound[0].voice_speed == pytest.approx(1.3)
    box = window.panels[0].voice_box
    box.setCurrentIndex(3)
    box.activated.emit(3)
    chosen = world.profile.one_way.voices["en"]
    qtbot.waitUntil(lambda: session.voices == [(0, {"en": chosen})])
    assert session.ends == []
    assert len(world.engine.sessions) == 1


def test_what_is_chosen_before_there_is_a_session_is_told_once_it_is_on_air(
    qtbot: QtBot, window: MainWindow, world: World
) -> None:
    gate = world.engine.looking = threading.Event()
    window.transport.start_button.click()
    window.panels[0].speed.setValue(130)
    world.change(voices={"en": "en-gb-george"})
    gate.set()
    qtbot.waitUntil(lambda: world.machine.session is not None)
    world.engine.session.enter(LiveState.RUNNING)
    qtbot.waitUntil(lambda: world.engine.session.voices == [(0, {"en": "en-gb-george"})])
    assert world.engine.session.sound[0].voice_speed == pytest.approx(1.3)
    assert len(world.engine.sessions) == 1


def test_devices_are_offered_and_a_lost_one_stays_chosen(
    qtbot: QtBot, window: MainWindow, world: World
) -> None:
    panel = window.panels[0]
    texts = [panel.source_box.itemText(n) for n in range(panel.source_box.count())]
    assert texts == ["System default (Built-In)", "Built-In", "Usb Microphone"]
    world.change(source_device="usb microphone")
    world.plugged_in[:] = [d for d in world.plugged_in if d.name != "usb microphone"]
    world.controller.devices.refresh()
    qtbot.waitUntil(lambda: "not plugged in" in panel.source_box.currentText())
    assert world.profile.one_way.source_device == "usb microphone"


def test_what_to_choose_in_a_call_is_said_and_what_cannot_be_had(
    qtbot: QtBot, window: MainWindow, world: World
) -> None:
    panel = window.panels[0]
    world.controller.devices.refresh()
    qtbot.waitUntil(lambda: bool(world.controller.devices.guides.microphone))
    assert not panel.target_hint.isVisible()
    world.change(target_kind=TargetKind.VIRTUAL_MICROPHONE)
    assert "“Dragoman microphone”" in panel.target_hint.text()
    world.change(source_kind=SourceKind.VIRTUAL_LOUDSPEAKER)
    assert "“Dragoman speaker”" in panel.source_hint.text()
    world.change(source_kind=SourceKind.SYSTEM_AUDIO)
    assert panel.source_hint.text() == "The moon is down."
    world.change(source_kind=SourceKind.MICROPHONE)
    assert not panel.source_hint.isVisible()


def test_a_long_name_of_a_recording_leaves_the_panel_as_wide_as_it_is(
    window: MainWindow, world: World
) -> None:
    panel = window.panels[0]
    world.change(source_kind=SourceKind.FILE, source_file="/talks/" + "R&D " * 60 + ".wav")
    window.resize(window.minimumSize())
    viewport = panel.parentWidget()
    assert viewport is not None
    assert panel.minimumSizeHint().width() <= viewport.width()
    shown = panel.file_button.text()
    assert "…" in shown
    assert shown.startswith("R&&D")
    assert panel.file_button.accessibleName() == panel.file_button._text


def test_choices_reach_the_settings(window: MainWindow, world: World) -> None:
    panel = window.panels[0]
    panel.source_kind.buttons[1].click()
    assert world.profile.one_way.source_kind is SourceKind.SYSTEM_AUDIO
    panel.target_kind.buttons[1].click()
    assert world.profile.one_way.target_kind is TargetKind.VIRTUAL_MICROPHONE
    assert panel.target_hint.isVisibleTo(panel)
    panel.target_kind.buttons[2].click()
    assert not world.profile.one_way.speaks
    panel.speed.setValue(120)
    panel.pitch.setValue(-2)
    assert world.profile.one_way.voice_speed == pytest.approx(1.2)
    assert world.profile.one_way.voice_pitch_semitones == pytest.approx(-2)
    panel.preset.setValue(2)
    assert world.profile.one_way.preset is LatencyPreset.SURER


def test_languages_swap_and_never_become_the_same(window: MainWindow, world: World) -> None:
    languages = window.languages
    assert not languages.swap_button.isEnabled()
    languages.source_box.chosen.emit("fr")
    languages.swap_button.click()
    assert (world.profile.one_way.source_language, world.profile.one_way.target_language) == (
        "en",
        "fr",
    )
    languages.target_box.chosen.emit("en")
    assert (world.profile.one_way.source_language, world.profile.one_way.target_language) == (
        "fr",
        "en",
    )


def test_a_voice_can_be_heard_first(qtbot: QtBot, window: MainWindow, world: World) -> None:
    panel = window.panels[0]
    voice = panel.voice_box.value
    panel.preview_button.click()
    qtbot.waitUntil(lambda: world.engine.previews == [(voice, world.profile.one_way)])
    qtbot.waitUntil(panel.preview_button.isEnabled)


def test_each_of_two_voices_at_a_table_is_named_and_heard(
    qtbot: QtBot, window: MainWindow, world: World
) -> None:
    panel = window.panels[0]
    assert not any(head.isVisible() for head in panel.voice_heads)
    window.header.mode.buttons[2].click()
    world.change(source_language="fr", target_language="en")
    there, back = panel.voice_heads
    assert [there.name.text(), back.name.text()] == ["English", "French"]
    assert not panel.preview_button.isVisible()
    for head, box, language in (
        (there, panel.voice_box, "en"),
        (back, panel.back_box, "fr"),
    ):
        assert head.isVisible()
        world.engine.previews.clear()
        qtbot.waitUntil(head.button.isEnabled)
        head.button.click()
        qtbot.waitUntil(lambda: len(world.engine.previews) == 1)
        (heard,) = world.engine.previews
        assert heard[0] == box.value
        assert heard[1].target_language == language


def test_a_list_of_choices_has_one_frame(qtbot: QtBot, window: MainWindow, world: World) -> None:
    del world
    box = window.languages.engine_box
    box.window().setStyleSheet(style_sheet(LIGHT))
    box.showPopup()
    qtbot.waitUntil(box.view().isVisible)
    assert box.view().geometry() == box.view().window().rect()
    box.hidePopup()


def test_a_failed_preview_says_why(qtbot: QtBot, window: MainWindow, world: World) -> None:
    world.engine.fails_with = DeviceError(Code.NO_LOUDSPEAKER)
    window.panels[0].preview_button.click()
    qtbot.waitUntil(lambda: window.notices.texts == ["There is no loudspeaker. Plug one in."])
    # Its button does the same once more, and starts no session.
    (notice,) = world.controller.notices.notices
    assert notice.button is not None
    world.engine.fails_with = None
    notice.button.act()
    qtbot.waitUntil(lambda: window.notices.texts == [])
    assert len(world.engine.previews) == 2
    assert world.engine.sessions == []


def test_a_call_has_two_directions_and_their_meters(
    qtbot: QtBot, window: MainWindow, world: World
) -> None:
    window.header.mode.buttons[1].click()
    assert world.profile.is_two_way
    assert window.tabs.isVisible()
    assert all(meter.isVisible() for pair in window.transport.meters for meter in pair)
    session = run(qtbot, window, world)
    assert session.directions == 2
    window.tabs.setCurrentIndex(1)
    window.transport.volumes[1][0].setValue(60)
    assert session.sound[1].original_volume == pytest.approx(0.6)
    assert world.profile.outgoing.original_volume == 0.0


def test_a_missing_recording_is_said_and_nothing_starts(window: MainWindow, world: World) -> None:
    world.change(source_kind=SourceKind.FILE)
    window.transport.start_button.click()
    assert "recording" in window.notices.texts[0]
    assert world.machine.state is SessionState.IDLE


def test_missing_models_are_offered(
    qtbot: QtBot, window: MainWindow, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(world.controller.installer, "install", asked.append)
    world.engine.missing_packs = [
        NeededPack(id="silero-vad", title="Silero VAD", download_bytes=2_000_000)
    ]
    window.transport.start_button.click()
    qtbot.waitUntil(lambda: bool(window.notices.texts))
    assert "Silero VAD" in window.notices.texts[0]
    button = next(b for b in window.notices.findChildren(QPushButton) if "2 MB" in b.text())
    button.click()
    assert asked == [["silero-vad"]]
    assert window.notices.texts == []


def test_models_that_are_ready_are_used_unless_a_session_runs(
    qtbot: QtBot, window: MainWindow, world: World
) -> None:
    def remedies() -> list[QPushButton]:
        buttons = window.notices.findChildren(QPushButton)
        return [b for b in buttons if b.text() == "Start" and b.isVisible()]

    session = run(qtbot, window, world)
    world.controller.installer.finished.emit()
    assert window.notices.texts == ["The models are ready."]
    assert remedies() == []
    session.enter(LiveState.ENDED)
    qtbot.waitUntil(lambda: not world.machine.is_active)
    world.controller.installer.finished.emit()
    (start,) = remedies()
    start.click()
    assert world.machine.is_active
    assert session.ends == [False]


@pytest.mark.parametrize("end", ["finished", "failed", "cancelled"])
def test_voices_of_new_models_are_known_to_the_engine_before_they_are_offered(
    qtbot: QtBot, window: MainWindow, world: World, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    del window
    reloads: list[int] = []
    monkeypatch.setattr(
        world.controller.library, "refresh", lambda: reloads.append(world.engine.reloads)
    )
    signal = getattr(world.controller.installer, end)
    message = Message(Code.VERBATIM, text="It failed.")
    signal.emit(*([message] if end == "failed" else []))
    qtbot.waitUntil(lambda: reloads == [1])


def test_an_engine_that_fails_is_a_notice_and_the_window_lives_on(
    qtbot: QtBot, window: MainWindow, world: World
) -> None:
    session = run(qtbot, window, world)
    session.say(
        EngineFailed(
            message=Message(Code.VERBATIM, text="The engine failed; start again."), heard=0
        )
    )
    qtbot.waitUntil(lambda: window.notices.texts == ["The engine failed; start again."])
    assert window.transport.sign.text == "Stopped"
    run(qtbot, window, world)
    assert window.notices.texts == []


def test_devices_that_come_and_go_are_one_notice(
    qtbot: QtBot, window: MainWindow, world: World
) -> None:
    session = run(qtbot, window, world)
    session.say(
        DeviceLost(
            kind=DeviceKind.INPUT, description="Usb", message=Message(Code.VERBATIM, text="gone")
        )
    )
    qtbot.waitUntil(lambda: len(window.notices.texts) == 1 and "gone" in window.notices.texts[0])
    session.say(DeviceReturned(kind=DeviceKind.INPUT, description="Usb"))
    qtbot.waitUntil(lambda: window.notices.texts == ["Usb is back."])


def test_an_echo_is_told_while_it_lasts(qtbot: QtBot, window: MainWindow, world: World) -> None:
    session = run(qtbot, window, world)
    session.say(
        EchoHeard(
            kind=EchoKind.LOUDSPEAKER,
            delay_ms=90,
            correlation=0.9,
            message=Message(Code.VERBATIM, text="echo"),
        )
    )
    qtbot.waitUntil(lambda: len(window.notices.texts) == 1)
    session.say(EchoCleared())
    qtbot.waitUntil(lambda: window.notices.texts == [])


def test_a_device_that_is_of_no_use_is_told(qtbot: QtBot, window: MainWindow, world: World) -> None:
    session = run(qtbot, window, world)
    notice = Message(Code.COMPUTE_FELL_BACK, pack="whisper-base", device="cuda", reason="no memory")
    session.say(ComputeFellBack(message=notice))
    qtbot.waitUntil(lambda: len(window.notices.texts) == 1 and "cuda" in window.notices.texts[0])


def test_starter_quality_is_told(qtbot: QtBot, window: MainWindow, world: World) -> None:
    session = run(qtbot, window, world)
    told = Message(Code.STARTER_QUALITY, models=("Tiny",), packs=("big",), size_mb=9)
    session.say(StarterQuality(message=told))
    qtbot.waitUntil(
        lambda: len(window.notices.texts) == 1 and "starter quality" in window.notices.texts[0]
    )


def test_everything_fits_at_the_smallest_size(window: MainWindow, world: World) -> None:
    world.change(hold_to_translate=True)
    window.resize(window.minimumSize())
    QApplication.processEvents()
    assert window.size() == window.minimumSize()
    for widget in (
        window.transport.start_button,
        window.transport.translate_button,
        window.languages.target_box,
    ):
        right = widget.mapTo(window, widget.rect().bottomRight())
        assert window.rect().contains(right), widget


def test_every_control_has_a_name_for_screen_readers(window: MainWindow) -> None:
    nameless = [
        button.objectName() or button.toolTip()
        for button in window.findChildren(QPushButton)
        if not (button.text() or button.accessibleName())
    ]
    assert nameless == []
    assert all(tool.accessibleName() for tool in window.header.tools.values())


def test_a_line_is_typed_spoken_and_kept(qtbot: QtBot, window: MainWindow, world: World) -> None:
    world.change(source_language="fr")
    line = window.type_line
    assert not line.isVisible()
    window.type_button.click()
    assert line.isVisible()
    assert not line.line.isEnabled()
    assert "on air" in line.line.placeholderText()
    session = run(qtbot, window, world)
    assert line.line.isEnabled()
    assert not line.language_box.isVisible()
    session.typing = threading.Event()
    for text in ("Un instant.", "  ", "Merci."):
        QTest.keyClicks(line.line, text)
        QTest.keyClick(line.line, Qt.Key.Key_Return)
    assert line.line.text() == ""
    session.typing.set()
    # As they were typed, although each is said on a thread.
    qtbot.waitUntil(lambda: session.typed == [("Un instant.", None), ("Merci.", None)])
    QTest.keyClick(line.line, Qt.Key.Key_Up)
    assert line.line.text() == "Merci."
    QTest.keyClick(line.line, Qt.Key.Key_Up)
    assert line.line.text() == "Un instant."
    QTest.keyClick(line.line, Qt.Key.Key_Down)
    assert line.line.text() == "Merci."
    QTest.keyClick(line.line, Qt.Key.Key_Escape)
    assert not line.isVisible()
    assert not world.preferences.settings.shows_type_line
    qtbot.waitUntil(lambda: world.is_idle)


def test_a_line_that_is_refused_comes_back_and_says_why(
    qtbot: QtBot, window: MainWindow, world: World
) -> None:
    window.type_button.click()
    session = run(qtbot, window, world)
    line = window.type_line
    # The spoken language is detected, so that of the line is asked for.
    assert line.language_box.isVisible()
    session.typing_fails_with = EngineError(Code.PACKS_MISSING, packs=("firefox-fr-en",))
    line.language_box.set_choices(line.language_box._choices, "fr")
    QTest.keyClicks(line.line, "Un instant.")
    line.say_button.click()
    qtbot.waitUntil(lambda: line.line.text() == "Un instant.")
    (notice,) = (n for n in world.controller.notices.notices if n.key == "typed")
    assert notice.button is not None
    assert notice.button.text == "Install"
    session.typing_fails_with = None
    QTest.keyClick(line.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.typed == [("Un instant.", "fr")])
    qtbot.waitUntil(lambda: not [n for n in world.controller.notices.notices if n.key == "typed"])


def test_with_an_engine_elsewhere_the_line_says_that_it_hears_alone(
    window: MainWindow, world: World
) -> None:
    window.type_button.click()
    world.preferences.change_profile(replace(world.profile, engine=EngineChoice(name="openai")))
    assert not window.type_line.line.isEnabled()
    assert "hears speech only" in window.type_line.line.placeholderText()


def test_one_listens_in_on_another_output(window: MainWindow, world: World) -> None:
    panel = window.panels[0]
    assert not panel.listens_in.isVisible()
    world.change(target_kind=TargetKind.VIRTUAL_MICROPHONE)
    assert panel.listens_in.isVisible()
    assert not panel.listen_in_box.isVisible()
    panel.listens_in.click()
    assert world.profile.one_way.listens_in
    assert panel.listen_in_box.isVisible()
    panel.listen_in_box.chosen.emit("headphones")
    assert world.profile.one_way.listen_in_device == "headphones"
    assert panel.listen_in_box.currentText() == "Headphones"


def test_a_conversation_shows_which_way_it_goes_and_a_key_corrects_a_turn(
    qtbot: QtBot, window: MainWindow, world: World
) -> None:
    assert not window.transport.correct_button.isVisible()
    window.header.mode.buttons[2].click()
    assert world.profile.mode is Mode.TABLE
    (direction,) = world.profile.directions()
    assert direction.both_ways
    bar, correct = window.languages, window.transport.correct_button
    assert None not in [choice.value for choice in bar.source_box._choices]
    assert bar.way_sign.isVisible()
    assert not bar.swap_button.isVisible()
    assert bar.way_sign.text() == "\N{LEFT RIGHT ARROW}"
    panel = window.panels[0]
    assert panel.back_box.isVisible()
    assert panel.voice_box.accessibleName() == "Voice, Portuguese"
    assert panel.back_box.accessibleName() == "Voice, English"
    panel.back_box.chosen.emit("kokoro:am_michael")
    panel.voice_box.chosen.emit("kokoro:pf_dora")
    assert dict(world.profile.table.voices) == {
        "en": "kokoro:am_michael",
        "pt": "kokoro:pf_dora",
    }
    session = run(qtbot, window, world)
    assert not correct.isEnabled()
    session.say(LanguageDetected(language="en", probability=0.9, heard=0, target="pt"))
    qtbot.waitUntil(lambda: bar.way_sign.text() == "\N{RIGHTWARDS ARROW}")
    session.say(LanguageDetected(language="pt", probability=0.9, heard=0, target="en"))
    qtbot.waitUntil(lambda: bar.way_sign.text() == "\N{LEFTWARDS ARROW}")
    assert bar.way_sign.accessibleName() == "Portuguese \N{RIGHTWARDS ARROW} English"
    assert correct.isEnabled()
    assert "F7" in correct.text()
    window.type_button.click()
    box = window.type_line.language_box
    assert [choice.value for choice in box._choices] == ["en", "pt"]
    correct.click()
    assert session.corrected == 1
    QTest.keyClick(window, Qt.Key.Key_F7)
    assert session.corrected == 2


def test_both_languages_of_a_conversation_stay_named(window: MainWindow, world: World) -> None:
    window.header.mode.buttons[2].click()
    world.change(source_language=None)
    assert world.profile.table.source_language == "en"
    window.languages.target_box.chosen.emit("en")
    assert (world.profile.table.source_language, world.profile.table.target_language) == (
        "pt",
        "en",
    )
    window.header.mode.buttons[0].click()
    assert not world.profile.directions()[0].both_ways


def test_one_program_is_chosen_by_its_name(qtbot: QtBot, window: MainWindow, world: World) -> None:
    panel, devices = window.panels[0], world.controller.devices
    world.change(source_kind=SourceKind.SYSTEM_AUDIO)
    texts = [panel.source_box.itemText(n) for n in range(panel.source_box.count())]
    assert texts == ["Everything that plays", "One program, through a virtual speaker"]
    devices._guide = lambda _: replace(GUIDES, programs=("Firefox", "VLC media player"))
    devices.refresh()
    qtbot.waitUntil(lambda: panel.source_box.count() == 4)
    panel.source_box.chosen.emit((SourceKind.VIRTUAL_LOUDSPEAKER, "Firefox"))
    assert world.profile.one_way.source_kind is SourceKind.VIRTUAL_LOUDSPEAKER
    assert world.profile.one_way.source_program == "Firefox"
    assert panel.source_box.currentText() == "Firefox"
    assert "given back" in panel.source_hint.text()
    # Windows lets it play on where it plays.
    devices._guide = lambda _: replace(GUIDES, programs=("Firefox",), programs_stay=True)
    devices.refresh()
    qtbot.waitUntil(lambda: panel.source_hint.text() == "It goes on playing where it plays")
    # It stays chosen while it plays nothing.
    devices._guide = lambda _: GUIDES
    devices.refresh()
    qtbot.waitUntil(lambda: panel.source_box.currentText() == "Firefox (plays nothing)")
    panel.source_box.chosen.emit((SourceKind.VIRTUAL_LOUDSPEAKER, ""))
    assert panel.source_box.currentText() == "One program, through a virtual speaker"
    panel.source_box.chosen.emit((SourceKind.SYSTEM_AUDIO, ""))
    assert panel.source_box.currentText() == "Everything that plays"
    assert not world.profile.one_way.source_program


def test_cards_are_as_wide_with_a_scroll_bar_as_without(qtbot: QtBot, world: World) -> None:
    window = world.make_window()
    qtbot.addWidget(window)
    window.show()
    (card,) = (card for card in window.panels[0].findChildren(Card) if card.fold_button is not None)
    (bar,) = (
        area.verticalScrollBar() for area in window.findChildren(QScrollArea) if area.isVisible()
    )
    assert card.fold_button is not None
    card.fold_button.click()
    widths = {}
    for height in (1_200, window.minimumHeight()):
        window.resize(window.width(), height)
        QTest.qWait(50)
        widths[bar.isVisible()] = card.width()
    assert widths[True] == widths[False]
