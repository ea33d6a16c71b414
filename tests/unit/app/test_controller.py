"""The controller without any window: requests come in, view-models change."""

import threading
import time
from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.live_call import NeededPack
from app.messages import user_text
from app.settings import EngineChoice, SourceKind, TargetKind
from app.translations import Translations
from app.viewmodels.checkup import Checkup
from app.viewmodels.notices import Notice
from app.viewmodels.session import SessionState
from engine.devices.listing import DeviceKind
from engine.doctor import Check, Status, Subject
from engine.errors import DeviceError, EngineError, ModelError, PackDamagedError, PackMissingError
from engine.events import Event, LanguagesChanged, TextCommitted
from engine.live.events import DeviceLost, LiveState
from engine.messages import Code, Message
from tests.helpers.events import gap
from tests.helpers.fake_live import FakeSession, gauges
from tests.unit.app.conftest import World


def run(qtbot: QtBot, world: World) -> FakeSession:
    world.controller.session.start_stop_requested.emit()
    qtbot.waitUntil(lambda: world.machine.session is not None)
    world.engine.session.enter(LiveState.RUNNING)
    qtbot.waitUntil(lambda: world.controller.session.state is SessionState.RUNNING)
    return world.engine.session


def texts(world: World) -> list[str]:
    return [notice.text for notice in world.controller.notices.notices]


def test_a_request_starts_and_a_second_one_stops(qtbot: QtBot, world: World) -> None:
    status = world.controller.session
    states: list[SessionState] = []
    status.state_changed.connect(states.append)
    session = run(qtbot, world)
    status.start_stop_requested.emit()
    session.enter(LiveState.ENDED)
    qtbot.waitUntil(lambda: status.state is SessionState.IDLE)
    assert states == [
        SessionState.LOADING,
        SessionState.RUNNING,
        SessionState.DRAINING,
        SessionState.IDLE,
    ]
    assert session.ends[0]


@pytest.mark.parametrize("is_recorded", [False, True])
def test_what_was_skipped_is_said_to_be_in_the_recording_where_there_is_one(
    qtbot: QtBot, world: World, *, is_recorded: bool
) -> None:
    settings = world.preferences.settings
    history = replace(settings.history, records_audio=is_recorded)
    world.preferences.change(replace(settings, history=history))
    session = run(qtbot, world)
    session.say(gap(16_000, 96_000))
    qtbot.waitUntil(lambda: bool(texts(world)))
    (text,) = texts(world)
    assert text.startswith("5 s were skipped")
    assert ("The recording has them." in text) is is_recorded


def test_a_request_to_catch_up_reaches_the_session(qtbot: QtBot, world: World) -> None:
    world.controller.session.catch_up_requested.emit()
    session = run(qtbot, world)
    world.controller.session.catch_up_requested.emit()
    assert session.caught_up == 1


def test_readings_follow_the_session_and_end_with_it(qtbot: QtBot, world: World) -> None:
    status = world.controller.session
    session = run(qtbot, world)
    session.readings = [gauges(lag_s=1.5), gauges(lag_s=2.5)]
    qtbot.waitUntil(lambda: status.lag_s == 2.5)
    session.enter(LiveState.ENDED)
    qtbot.waitUntil(lambda: status.state is SessionState.IDLE)
    assert status.lag_s is None
    assert status.gauges == ()


def test_mute_lasts_until_it_is_released_or_the_session_ends(qtbot: QtBot, world: World) -> None:
    status = world.controller.session
    session = run(qtbot, world)
    status.mute_requested.emit(True)
    assert status.is_muted
    status.mute_requested.emit(False)
    assert session.muted == [True, False]
    status.mute_requested.emit(True)
    session.enter(LiveState.ENDED)
    qtbot.waitUntil(lambda: not status.is_muted)


def test_hold_to_translate_bypasses_until_it_is_held(qtbot: QtBot, world: World) -> None:
    status = world.controller.session
    world.change(hold_to_translate=True)
    assert status.is_bypassed
    session = run(qtbot, world)
    assert session.translating == [False]
    status.translate_requested.emit(True)
    assert session.translating == [False, True]
    assert not status.is_bypassed


def test_missing_packs_are_offered_and_ask_for_attention(qtbot: QtBot, world: World) -> None:
    world.engine.missing_packs = [NeededPack(id="a", title="Alpha", download_bytes=3_000_000)]
    with qtbot.waitSignal(world.controller.attention_wanted):
        world.controller.session.start_stop_requested.emit()
    (notice,) = world.controller.notices.notices
    assert "Alpha" in notice.text
    assert notice.button is not None
    assert "3 MB" in notice.button.text


def test_a_file_that_was_not_chosen_starts_nothing(world: World) -> None:
    world.change(source_kind=SourceKind.FILE)
    world.controller.session.start_stop_requested.emit()
    assert world.controller.session.state is SessionState.IDLE
    assert len(texts(world)) == 1


def test_a_failure_offers_the_check_up(qtbot: QtBot, world: World) -> None:
    world.engine.fails_with = DeviceError(Code.VERBATIM, text="It broke.")
    with qtbot.waitSignal(world.controller.session.failed):
        world.controller.session.start_stop_requested.emit()
    (notice,) = world.controller.notices.notices
    assert notice.button is not None
    with qtbot.waitSignal(world.controller.checkup_requested):
        notice.button.act()


@pytest.mark.parametrize(
    ("error", "button"),
    [
        (PackMissingError(Code.PACKS_MISSING, packs=("a", "b")), "Install"),
        (PackDamagedError(Code.PACK_DAMAGED, pack="a", detail="a hole"), "Repair"),
        (ModelError(Code.MODEL_FILE_INVALID, file="a.onnx", detail="a hole"), "Models"),
        (DeviceError(Code.DEVICE_BUSY, device="Mic", reason="-1"), "Try again"),
    ],
)
def test_a_failure_offers_what_can_be_done_about_it(
    qtbot: QtBot, world: World, error: EngineError, button: str
) -> None:
    world.engine.fails_with = error
    with qtbot.waitSignal(world.controller.session.failed):
        world.controller.session.start_stop_requested.emit()
    (notice,) = world.controller.notices.notices
    assert notice.text == user_text(error.message)
    assert notice.button is not None
    assert notice.button.text == button


def test_damaged_models_are_installed_by_the_button(
    qtbot: QtBot, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Sequence[str]] = []
    monkeypatch.setattr(world.controller.installer, "install", asked.append)
    world.engine.fails_with = PackMissingError(Code.PACKS_MISSING, packs=("a", "b"))
    with qtbot.waitSignal(world.controller.session.failed):
        world.controller.session.start_stop_requested.emit()
    (notice,) = world.controller.notices.notices
    assert notice.button is not None
    notice.button.act()
    assert asked == [("a", "b")]


def test_captions_of_a_new_session_replace_those_of_the_last(qtbot: QtBot, world: World) -> None:
    captions = world.controller.captions
    session = run(qtbot, world)
    said = TextCommitted(text="Hello.", language="en", source_start=0, source_end=160, heard=160)
    session.say(said)
    qtbot.waitUntil(lambda: captions.rowCount() == 1)
    session.enter(LiveState.ENDED)
    qtbot.waitUntil(lambda: not world.controller.session.is_active)
    assert captions.rowCount() == 1
    run(qtbot, world)
    assert captions.rowCount() == 0


def test_a_session_that_replaces_another_says_so(qtbot: QtBot, world: World) -> None:
    begun: list[tuple[object, bool]] = []
    world.controller.session.begun.connect(lambda names, replaces: begun.append((names, replaces)))
    run(qtbot, world)
    world.change(target_kind=TargetKind.VIRTUAL_MICROPHONE)
    qtbot.waitUntil(lambda: len(begun) == 2)
    assert begun == [({"0": ""}, False), ({"0": ""}, True)]


def test_virtual_devices_are_kept_while_the_window_is_open(qtbot: QtBot, world: World) -> None:
    controller, kept = world.controller, world.engine.kept
    controller.devices.changed.emit()
    qtbot.waitUntil(lambda: kept == [(world.profile, False)])
    # A volume makes no device.
    world.change(original_volume=0.5)
    world.change(target_kind=TargetKind.VIRTUAL_MICROPHONE)
    qtbot.waitUntil(lambda: len(kept) == 2)
    assert kept[-1] == (world.profile, False)
    session = run(qtbot, world)
    qtbot.waitUntil(lambda: kept[-1] == (world.profile, True))
    session.enter(LiveState.ENDED)
    qtbot.waitUntil(lambda: kept[-1] == (world.profile, False))
    world.engine.keeping_fails_with = DeviceError(Code.VIRTUAL_DEVICE_BUSY)
    controller.devices.changed.emit()
    qtbot.waitUntil(lambda: len(texts(world)) == 1)
    world.engine.keeping_fails_with = None
    controller.devices.changed.emit()
    qtbot.waitUntil(lambda: texts(world) == [])
    assert controller.close(timeout_s=5.0)
    assert kept[-1][0] is None


def test_another_language_on_air_is_followed_by_the_session_that_runs(
    qtbot: QtBot, world: World
) -> None:
    controller = world.controller
    world.change(source_language="de", target_language="en")
    session = run(qtbot, world)
    said = TextCommitted(text="Hello.", language="en", source_start=0, source_end=160, heard=160)
    session.say(said)
    world.change(source_language="fr")
    qtbot.waitUntil(lambda: session.followed == [(0, world.profile.directions()[0])])
    session.say(LanguagesChanged(source="fr", target="en", heard=16_000))
    session.say(replace(said, text="Good day.", source_start=16_000))
    qtbot.waitUntil(lambda: controller.captions.rowCount() == 3)
    rows = controller.captions.shown_rows
    assert [(row.target, row.languages) for row in rows] == [
        ("Hello.", None),
        ("", ("fr", "en")),
        ("Good day.", None),
    ]
    # One session on one clock, also in the history.
    assert world.engine.sessions == [session]
    assert session.ends == []
    session.enter(LiveState.ENDED)
    qtbot.waitUntil(lambda: not world.machine.is_active)
    events: list[tuple[str, Event]] = []
    controller.history.ask(lambda store: store.events(1), done=events.extend)
    qtbot.waitUntil(lambda: bool(events))
    assert ("0", LanguagesChanged(source="fr", target="en", heard=16_000)) in events


def test_another_engine_on_air_goes_on_with_the_session_that_runs_and_costs_from_then_on(
    qtbot: QtBot, world: World
) -> None:
    session = run(qtbot, world)
    world.machine._started_s = time.monotonic() - 600
    chosen = EngineChoice(name="openai")
    world.preferences.change_profile(replace(world.profile, engine=chosen))
    qtbot.waitUntil(lambda: session.engine == chosen)
    assert world.engine.sessions == [session]
    assert session.ends == []
    engines = world.controller.engines
    qtbot.waitUntil(lambda: engines.rated is engines.info_of("openai"))
    engines.count(world.machine.running_s + 60)
    assert engines.usd == pytest.approx(0.034, rel=0.1)


def test_another_kind_of_source_goes_on_with_the_session_and_a_recording_begins_anew(
    qtbot: QtBot, world: World
) -> None:
    session = run(qtbot, world)
    world.change(source_kind=SourceKind.SYSTEM_AUDIO)
    qtbot.waitUntil(lambda: len(session.followed) == 1)
    world.change(source_kind=SourceKind.VIRTUAL_LOUDSPEAKER, source_program="calls")
    qtbot.waitUntil(lambda: len(session.followed) == 2)
    assert session.followed[1][1].source_program == "calls"
    assert session.ends == []
    world.change(source_kind=SourceKind.FILE, source_file="said.wav")
    qtbot.waitUntil(lambda: len(world.engine.sessions) == 2)


def test_a_language_whose_models_are_missing_is_offered_and_what_runs_goes_on(
    qtbot: QtBot, world: World
) -> None:
    world.change(source_language="de", target_language="en")
    session = run(qtbot, world)
    world.engine.missing_packs = [NeededPack(id="a", title="Alpha", download_bytes=1)]
    world.change(source_language="fr")
    qtbot.waitUntil(lambda: len(texts(world)) == 1)
    assert session.followed == []
    assert session.ends == []
    # They are followed as soon as they are there.
    world.engine.missing_packs = []
    world.controller.installer.finished.emit()
    qtbot.waitUntil(lambda: len(session.followed) == 1)
    assert world.controller.session.state is SessionState.RUNNING


def test_a_language_that_fails_is_told_and_what_runs_goes_on(qtbot: QtBot, world: World) -> None:
    world.change(source_language="de", target_language="en")
    session = run(qtbot, world)
    session.follow_fails_with = PackDamagedError(Code.PACK_DAMAGED, pack="a", detail="a hole")
    world.change(source_language="fr")
    qtbot.waitUntil(lambda: len(texts(world)) == 1)
    assert world.controller.session.state is SessionState.RUNNING
    assert session.ends == []


def test_a_preview_says_when_it_is_over(qtbot: QtBot, world: World) -> None:
    voices = world.controller.voices
    gate = world.engine.speaking = threading.Event()
    voices.play("en-heart", world.profile.directions()[0])
    assert voices.is_playing
    gate.set()
    qtbot.waitUntil(lambda: not voices.is_playing)
    assert [voice for voice, _ in world.engine.previews] == ["en-heart"]


def test_enrolment_waits_for_its_models(qtbot: QtBot, world: World) -> None:
    world.engine.missing_packs = [NeededPack(id="a", title="Alpha", download_bytes=1)]
    world.controller.request_enrolment()
    qtbot.waitUntil(lambda: len(texts(world)) == 1)
    world.engine.missing_packs = []
    with qtbot.waitSignal(world.controller.enrolment_ready):
        world.controller.request_enrolment()


class TestNotices:
    def test_the_oldest_of_four_notes_goes_and_no_warning_does(self, world: World) -> None:
        notices = world.controller.notices
        removed: list[str] = []
        notices.removed.connect(removed.append)
        for key in "uvwxyz":
            notices.warn(key, key)
        for key in "abcd":
            notices.post(Notice(key=key, text=key))
        assert texts(world) == [*"uvwxyz", "b", "c", "d"]
        assert removed == ["a"]

    def test_a_warning_that_holds_is_said_in_the_new_language(
        self, qtbot: QtBot, qapp: QApplication, world: World
    ) -> None:
        session = run(qtbot, world)
        awaited = Message(Code.DEVICE_AWAITED, device="Mic")
        session.say(DeviceLost(kind=DeviceKind.INPUT, description="Mic", message=awaited))
        qtbot.waitUntil(lambda: len(texts(world)) == 1)
        world.controller.notices.warn("start", "What only was said.")
        in_english = texts(world)[0]
        translations = Translations(qapp)
        try:
            translations.set_language("de")
            world.controller.retranslate_notices()
            (text,) = texts(world)
            assert text == user_text(awaited) != in_english
        finally:
            translations.set_language("en")

    def test_what_failed_outside_a_session_has_a_button_that_does_something_about_it(
        self, world: World
    ) -> None:
        controller = world.controller
        message = Message(Code.PACK_DAMAGED, pack="whisper-base", detail="a hole")
        check, enrolment = controller.begin_sound_check(), controller.begin_enrolment()
        for signal in (
            controller.library.failed,
            controller.library.removal_failed,
            controller.preferences.saving_failed,
            controller.history.failed,
            check.failed,
            check.chime_ended,
            enrolment.failed,
            enrolment.storing_failed,
            enrolment.removal_failed,
        ):
            controller.notices.clear()
            signal.emit(message)
            (notice,) = controller.notices.notices
            assert notice.text == user_text(message)
            assert notice.button is not None
            assert notice.button.text == "Repair"
        controller.notices.clear()
        check.failed.emit(Message(Code.SOUND_SERVER_STOPPED))
        (notice,) = controller.notices.notices
        assert notice.button is not None
        assert notice.button.text == "Try again"
        check.chime_ended.emit(None)
        assert texts(world) == []

    def test_one_without_text_removes_its_key(self, world: World) -> None:
        notices = world.controller.notices
        notices.warn("a", "A")
        notices.warn("a", "")
        assert texts(world) == []


class TestCheckup:
    @pytest.fixture
    def answers(self) -> list[Sequence[Check]]:
        return [
            [
                Check(
                    subject=Subject.DISK,
                    status=Status.OK,
                    found=Message(Code.FOUND_SPACE, free_gb=70.0),
                ),
                Check(
                    subject=Subject.MODELS,
                    status=Status.MISSING,
                    found=Message(Code.VERBATIM, text="missing"),
                ),
            ],
            [
                Check(
                    subject=Subject.DISK,
                    status=Status.OK,
                    found=Message(Code.FOUND_SPACE, free_gb=70.0),
                )
            ],
        ]

    def test_the_gravest_comes_first(
        self, qtbot: QtBot, world: World, answers: list[Sequence[Check]]
    ) -> None:
        checkup = Checkup(world.background, lambda: answers.pop(0), world.controller)
        checkup.run()
        qtbot.waitUntil(lambda: not checkup.is_running)
        assert [check.name for check in checkup.checks] == ["models", "disk"]
        assert checkup.worst is Status.MISSING

    def test_one_that_is_asked_for_meanwhile_follows(
        self, qtbot: QtBot, world: World, answers: list[Sequence[Check]]
    ) -> None:
        checkup = Checkup(world.background, lambda: answers.pop(0), world.controller)
        checkup.run()
        checkup.run()
        qtbot.waitUntil(lambda: not answers and not checkup.is_running)
        assert checkup.worst is Status.OK

    def test_a_failure_is_named(self, qtbot: QtBot, world: World) -> None:
        def fail() -> list[Check]:
            raise DeviceError(Code.VERBATIM, text="It broke.")

        checkup = Checkup(world.background, fail, world.controller)
        checkup.run()
        qtbot.waitUntil(lambda: checkup.problem is not None)
        assert not checkup.is_running


def test_another_output_to_listen_in_on_is_followed_and_a_first_one_begins_anew(
    qtbot: QtBot, world: World
) -> None:
    world.change(target_kind=TargetKind.VIRTUAL_MICROPHONE, listens_in=True)
    session = run(qtbot, world)
    world.change(listen_in_device="headphones")
    qtbot.waitUntil(lambda: session.followed == [(0, world.profile.directions()[0])])
    assert session.ends == []
    world.change(listens_in=False)
    qtbot.waitUntil(lambda: len(world.engine.sessions) == 2)


def test_the_other_target_is_no_reason_to_begin_anew(qtbot: QtBot, world: World) -> None:
    session = run(qtbot, world)
    world.change(other_target="de")
    assert not world.controller._restart_timer.isActive()
    assert session.followed == []
