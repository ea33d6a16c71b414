"""First run, check-up, models and settings, as real windows."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QColorDialog,
    QDialog,
    QFileDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.keys.contract import Bound, Failed, KeyAction, Refusal, Trouble
from app.settings import (
    CONVERSATION,
    LECTURE,
    PRESETS,
    WORK_CALL,
    Mode,
    OverlayPreset,
    OverlaySettings,
    Shown,
    Theme,
)
from app.viewmodels.checkup import Checkup
from app.viewmodels.devices import SoundCheck, chime
from app.windows.doctor import DoctorDialog
from app.windows.first_run import FirstRun
from app.windows.packs import PacksDialog
from app.windows.settings import SettingsDialog
from app.windows.styling import ColourButton, StylePreview
from engine.compute import Device
from engine.devices.streams import InputStream, OutputStream
from engine.doctor import Check, Status, Subject
from engine.errors import DeviceError, PackError
from engine.messages import Code, Message
from engine.packs.progress import InstallStatus, Step
from engine.packs.store import PackState
from tests.helpers.live import FakeInput, FakeOutput
from tests.helpers.shown import overlay_text
from tests.helpers.tiny_interpreter import proof
from tests.unit.app.conftest import World


class Output(FakeOutput):
    """An output that has played all that is written when somebody asks."""

    def waiting_samples(self) -> int:
        self.play(1.0)
        return super().waiting_samples()


def _leave(dialog: QDialog) -> None:
    """Close a dialog, of which nothing is left then."""
    dialog.close()
    shiboken6.delete(dialog)


def _first_run(world: World, sound_check: SoundCheck) -> FirstRun:
    controller = world.controller
    return FirstRun(
        sound_check,
        preferences=controller.preferences,
        devices=controller.devices,
        engines=controller.engines,
        library=controller.library,
        installer=controller.installer,
        theme=world.theme,
    )


def _doctor(world: World, look: Callable[[], Sequence[Check]]) -> DoctorDialog:
    return DoctorDialog(
        checkup=Checkup(world.background, look, world.controller),
        library=world.controller.library,
        installer=world.controller.installer,
        theme=world.theme,
    )


def _packs(
    world: World, pairs: Sequence[tuple[str, str]] = (("fr", "en"), ("en", "fr"))
) -> PacksDialog:
    controller = world.controller
    return PacksDialog(
        library=controller.library,
        installer=controller.installer,
        session=controller.session,
        pairs=pairs,
    )


class TestFirstRun:
    @pytest.fixture
    def names(self) -> list[str | None]:
        return []

    @pytest.fixture
    def output(self) -> Output:
        return Output()

    @pytest.fixture
    def dialog(
        self, qtbot: QtBot, world: World, names: list[str | None], output: Output
    ) -> FirstRun:
        def source(name: str | None) -> InputStream:
            names.append(name)
            if name == "usb microphone":
                raise DeviceError(Code.VERBATIM, text="Usb is busy; close the other program.")
            stream = FakeInput()
            stream.hear(np.full(4_800, 0.3, np.float32))
            return stream

        def open_output(name: str | None) -> OutputStream:
            names.append(name)
            return output

        made = _first_run(
            world, SoundCheck(world.background, open_source=source, open_target=open_output)
        )
        qtbot.addWidget(made)
        made.show()
        world.controller.devices.refresh()
        qtbot.waitUntil(lambda: made.microphone_box.count() == 3)
        return made

    def test_four_steps_lead_to_the_end(
        self, qtbot: QtBot, world: World, dialog: FirstRun, output: Output
    ) -> None:
        dialog.next_button.click()
        dialog.next_button.click()
        qtbot.waitUntil(lambda: "hears you" in dialog.heard.text())
        assert dialog.meter.level_dbfs > -20
        dialog.next_button.click()
        dialog.play_button.click()
        qtbot.waitUntil(lambda: "three notes" in dialog.played.text())
        played = output.heard[output.heard != 0]
        assert np.array_equal(played, chime()[chime() != 0])
        assert output.closed
        assert dialog.next_button.text() == "Finish"
        with qtbot.waitSignal(dialog.over):
            dialog.next_button.click()
        assert world.preferences.settings.is_set_up

    def test_a_microphone_that_fails_says_why(
        self, qtbot: QtBot, world: World, dialog: FirstRun
    ) -> None:
        dialog.next_button.click()
        dialog.next_button.click()
        dialog.microphone_box.chosen.emit("usb microphone")
        qtbot.waitUntil(lambda: "busy" in dialog.heard.text())
        assert world.profile.one_way.source_device == "usb microphone"

    def test_the_models_of_the_chosen_languages_are_got(
        self, world: World, dialog: FirstRun, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[tuple[object, object]] = []

        def provide(pairs: object, *, folder: Path | None = None) -> None:
            asked.append((pairs, folder))

        installer = world.controller.installer
        monkeypatch.setattr(installer, "provide", provide)
        world.change(source_language="fr", target_language="en")
        assert "244 MB" in dialog.get_button.text()
        dialog.get_button.click()
        assert asked == [([("fr", "en")], None)]
        dialog.mode.buttons[1].click()
        dialog.get_button.click()
        (pairs, _) = asked[-1]
        assert isinstance(pairs, list)
        assert pairs[0] == pairs[1][::-1]
        dialog.folder_button.click()
        chooser = dialog.findChild(QFileDialog)
        assert isinstance(chooser, QFileDialog)
        chooser.fileSelected.emit("/stick")
        assert asked[-1][1] == Path("/stick")
        installer.provided.emit(Message(Code.PROVIDED_AFTER_FAILURE, packs=("one",)))
        assert "one" in dialog.provided.text()

    def test_the_models_lead_on_while_they_are_missing(
        self, world: World, dialog: FirstRun
    ) -> None:
        assert dialog.next_button.isDefault()
        dialog.next_button.click()
        assert (dialog.get_button.property("kind"), dialog.get_button.isDefault()) == (
            "primary",
            True,
        )
        assert not dialog.next_button.property("kind")
        world.controller.installer.progressed.emit(_STATUS)
        assert dialog.next_button.isDefault()
        assert dialog.next_button.property("kind") == "primary"

    def test_the_last_step_has_nothing_to_skip(self, dialog: FirstRun) -> None:
        for _ in range(dialog.pages.count() - 1):
            assert dialog.skip_button.isVisible()
            dialog.next_button.click()
        assert not dialog.skip_button.isVisible()

    def test_a_call_takes_the_profile_of_calls(self, world: World, dialog: FirstRun) -> None:
        dialog.mode.buttons[1].click()
        assert world.profile.name == WORK_CALL
        dialog.mode.buttons[0].click()
        assert world.profile.name == LECTURE

    def test_a_conversation_takes_its_profile_and_another_where_that_is_gone(
        self, world: World, dialog: FirstRun
    ) -> None:
        dialog.mode.buttons[2].click()
        assert world.profile.name == CONVERSATION
        assert world.profile.mode is Mode.TABLE
        preferences = world.preferences
        kept = tuple(p for p in preferences.settings.profiles if p.name == LECTURE)
        preferences.change(replace(preferences.settings, profiles=kept, profile=LECTURE))
        for button, mode in zip(dialog.mode.buttons, Mode, strict=True):
            button.click()
            assert (world.profile.name, world.profile.mode) == (LECTURE, mode)

    def test_it_opens_with_the_mode_that_is_set(self, qtbot: QtBot, world: World) -> None:
        preferences = world.preferences
        preferences.change(replace(preferences.settings, profile=CONVERSATION))
        dialog = _first_run(world, SoundCheck(world.background))
        qtbot.addWidget(dialog)
        assert dialog.mode.value is Mode.TABLE

    def test_it_may_be_finished_while_a_sound_plays(
        self, qtbot: QtBot, world: World, output: Output
    ) -> None:
        gate = threading.Event()

        def open_output(_: str | None) -> OutputStream:
            gate.wait()
            return output

        dialog = _first_run(world, SoundCheck(world.background, open_target=open_output))
        dialog.play_button.click()
        _leave(dialog)
        gate.set()
        qtbot.waitUntil(lambda: world.is_idle)
        assert output.closed
        assert output.heard.any()

    def test_it_can_be_skipped(self, qtbot: QtBot, world: World, dialog: FirstRun) -> None:
        with qtbot.waitSignal(dialog.over):
            dialog.skip_button.click()
        assert world.preferences.settings.is_set_up


_STATUS = InstallStatus(
    title="Whisper base",
    step=Step.CHECK,
    share=0.1,
    number=1,
    total=2,
    fetched_bytes=0,
    size_bytes=1_000,
    rate_bytes_s=None,
    left_s=None,
)


def _missing(pack: str) -> Check:
    return Check(
        subject=Subject.MODELS,
        status=Status.MISSING,
        found=Message(Code.FOUND_NOT_INSTALLED, packs=(pack,)),
        pack=pack,
    )


class TestDoctor:
    def test_it_names_what_is_wrong_and_mends_what_it_can(
        self, qtbot: QtBot, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[list[str]] = []
        monkeypatch.setattr(world.controller.installer, "install", asked.append)
        checks = [
            Check(
                subject=Subject.DISK,
                status=Status.OK,
                found=Message(Code.FOUND_SPACE, free_gb=70.0),
            ),
            _missing("silero-vad"),
            Check(
                subject=Subject.MICROPHONES,
                status=Status.LIMITED,
                found=Message(Code.MICROPHONES_NONE),
            ),
        ]
        dialog = _doctor(world, lambda: checks)
        qtbot.addWidget(dialog)
        qtbot.waitUntil(lambda: "missing" in dialog.verdict.text())
        assert dialog.verdict.property("role") == "bad"
        shown = [label.text() for label in dialog.findChildren(QLabel)]
        assert shown.index("Silero VAD") < shown.index("Microphones") < shown.index("Disk")
        assert "Plug one in." in shown
        dialog.buttons["silero-vad"].click()
        assert asked == [["silero-vad"]]
        dialog.copy_button.click()
        assert "silero-vad" in QGuiApplication.clipboard().text()

    def test_a_model_that_failed_its_test_is_tested_again(
        self, qtbot: QtBot, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[list[str]] = []
        monkeypatch.setattr(world.controller.installer, "prove", asked.append)
        found = Message(Code.FOUND_FAILED, packs=("silero-vad",))
        check = Check(subject=Subject.MODELS, status=Status.LIMITED, found=found, pack="silero-vad")
        dialog = _doctor(world, lambda: [check])
        qtbot.addWidget(dialog)

        def tests() -> list[QPushButton]:
            buttons = dialog.findChildren(QPushButton)
            return [button for button in buttons if button.text() == "Test again"]

        qtbot.waitUntil(lambda: len(tests()) == 1)
        tests()[0].click()
        assert asked == [["silero-vad"]]

    def test_it_may_be_closed_while_it_looks(self, qtbot: QtBot, world: World) -> None:
        gate = threading.Event()

        def look() -> list[Check]:
            gate.wait()
            return [
                Check(
                    subject=Subject.DISK,
                    status=Status.OK,
                    found=Message(Code.FOUND_SPACE, free_gb=70.0),
                )
            ]

        _leave(_doctor(world, look))
        gate.set()
        qtbot.waitUntil(lambda: world.is_idle)

    def test_one_button_repairs_all_and_says_what_it_did(
        self, qtbot: QtBot, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        installer = world.controller.installer
        asked: list[list[str]] = []
        monkeypatch.setattr(installer, "install", asked.append)
        monkeypatch.setattr(installer, "prove", asked.append)
        damaged = replace(
            _missing("silero-vad"),
            found=Message(Code.FOUND_DAMAGED, packs=("silero-vad",), detail="vad.onnx is missing"),
        )
        failed = replace(_missing("kokoro"), found=Message(Code.FOUND_FAILED, packs=("kokoro",)))
        fine = Message(Code.VERBATIM, text="a model")
        answers = [
            [_missing("whisper-base"), damaged, failed],
            [
                replace(check, status=Status.OK, found=fine)
                for check in (_missing("whisper-base"), damaged, failed)
            ],
        ]
        dialog = _doctor(world, lambda: answers.pop(0))
        qtbot.addWidget(dialog)
        qtbot.waitUntil(lambda: dialog.repair_button.isVisibleTo(dialog))
        texts = {pack: button.text() for pack, button in dialog.buttons.items()}
        assert texts == {
            "whisper-base": "Install",
            "silero-vad": "Repair",
            "kokoro": "Test again",
        }
        dialog.repair_button.click()
        assert asked == [["whisper-base", "silero-vad"]]
        installer.finished.emit()
        assert asked[1:] == [["kokoro"]]
        installer.finished.emit()
        qtbot.waitUntil(lambda: dialog.outcome.isVisibleTo(dialog))
        assert dialog.outcome.text().splitlines() == [
            "Whisper base was missing and has been installed.",
            "Silero VAD was damaged (vad.onnx is missing) and has been installed again.",
            "Kokoro 82M has been tested again and gives right answers.",
        ]
        assert not dialog.repair_button.isVisibleTo(dialog)

    def test_it_looks_again_after_a_repair_that_failed(self, qtbot: QtBot, world: World) -> None:
        looks: list[None] = []

        def look() -> list[Check]:
            looks.append(None)
            return [_missing("kokoro")]

        dialog = _doctor(world, look)
        qtbot.addWidget(dialog)
        qtbot.waitUntil(lambda: "kokoro" in dialog.buttons)
        world.controller.installer.failed.emit(Message(Code.MODELS_BUSY))
        qtbot.waitUntil(lambda: len(looks) == 2)

    def test_it_looks_again(self, qtbot: QtBot, world: World) -> None:
        answers = [
            [
                Check(
                    subject=Subject.DISK,
                    status=Status.MISSING,
                    found=Message(Code.SPACE_SHORT, free_gb=0.1),
                )
            ],
            [
                Check(
                    subject=Subject.DISK,
                    status=Status.OK,
                    found=Message(Code.FOUND_SPACE, free_gb=70.0),
                )
            ],
        ]
        dialog = _doctor(world, lambda: answers.pop(0))
        qtbot.addWidget(dialog)
        qtbot.waitUntil(lambda: "missing" in dialog.verdict.text())
        dialog.again_button.click()
        qtbot.waitUntil(lambda: dialog.verdict.text() == "Everything is fine.")

    def test_a_dialog_that_is_closed_checks_no_more(self, qtbot: QtBot, world: World) -> None:
        looks: list[None] = []

        def look() -> list[Check]:
            looks.append(None)
            return []

        dialog = _doctor(world, look)
        qtbot.waitUntil(lambda: world.is_idle)
        world.controller.installer.finished.emit()
        qtbot.waitUntil(lambda: world.is_idle)
        assert len(looks) == 2
        _leave(dialog)
        world.controller.installer.finished.emit()
        qtbot.waitUntil(lambda: world.is_idle)
        assert len(looks) == 2


class TestPacks:
    def test_directions_in_use_come_first_and_one_button_makes_them_better(
        self, qtbot: QtBot, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[object] = []
        installer = world.controller.installer
        monkeypatch.setattr(installer, "install", asked.append)
        monkeypatch.setattr(installer, "provide", asked.append)
        dialog = _packs(world)
        qtbot.addWidget(dialog)
        qtbot.waitUntil(lambda: bool(dialog.better))
        # Most of its work is done once; the first two are those of the profile.
        assert set(list(dialog.better)[:2]) == {("fr", "en"), ("en", "fr")}
        button = dialog.better["fr", "en"]
        assert button.text() == "Install: 244 MB"
        assert "Very good" in button.toolTip()
        button.click()
        assert "firefox-fr-en" in str(asked[-1])
        assert dialog.call_button.text().startswith("Install everything for French ⇄ English: ")
        dialog.call_button.click()
        assert asked[-1] == [("fr", "en"), ("en", "fr")]

    def test_one_direction_is_offered_once(self, qtbot: QtBot, world: World) -> None:
        dialog = _packs(world, [("fr", "en")])
        qtbot.addWidget(dialog)
        qtbot.waitUntil(lambda: ("fr", "en") in dialog.better)
        assert dialog.call_button.isHidden()

    def test_packs_and_licences_are_one_level_down(self, qtbot: QtBot, world: World) -> None:
        dialog = _packs(world)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: "kokoro" in dialog.buttons)
        assert not dialog.buttons["kokoro"].isVisible()
        dialog.level.buttons[1].click()
        assert dialog.buttons["kokoro"].isVisible()

    def test_what_a_model_showed_here_is_told_and_it_is_tested_again(
        self, qtbot: QtBot, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        shown = proof(is_right=False, digest="")
        monkeypatch.setattr(world.store, "state", lambda _: PackState.FAILED)
        monkeypatch.setattr(world.store, "proof", lambda _: shown)
        asked: list[object] = []
        monkeypatch.setattr(world.controller.installer, "prove", asked.append)
        dialog = _packs(world)
        qtbot.addWidget(dialog)
        qtbot.waitUntil(lambda: "kokoro" in dialog.tests)
        texts = [label.text() for label in dialog.findChildren(QLabel)]
        assert "Tested here: wrong answers (en>es chrF 50)" in texts
        assert "Failed its test" in texts
        dialog.tests["kokoro"].click()
        assert asked == [["kokoro"]]
        right = replace(shown, answers=(), real_time_factor=0.5)
        assert dialog.proof_text(right) == (
            "Tested here: 0.50 s of computing for a second of sound · 10 MB"
        )

    def test_a_damaged_pack_can_be_repaired_and_an_absent_one_installed(
        self, qtbot: QtBot, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "models" / "kokoro").mkdir(parents=True)
        asked: list[list[str]] = []
        monkeypatch.setattr(world.controller.installer, "install", asked.append)
        dialog = _packs(world)
        qtbot.addWidget(dialog)
        qtbot.waitUntil(lambda: "kokoro" in dialog.buttons)
        assert dialog.buttons["kokoro"].text() == "Repair"
        dialog.buttons["kokoro"].click()
        dialog.buttons["whisper-base"].click()
        assert asked == [["kokoro"], ["whisper-base"]]

    def test_a_pack_is_removed_after_a_question(
        self, qtbot: QtBot, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store = world.store
        removed: list[str] = []
        monkeypatch.setattr(store, "remove", removed.append)
        monkeypatch.setattr(store, "state", lambda _: PackState.INSTALLED)
        dialog = _packs(world)
        qtbot.addWidget(dialog)
        qtbot.waitUntil(lambda: "kokoro" in dialog.buttons)
        dialog.buttons["kokoro"].click()
        question = dialog.findChild(QMessageBox)
        assert isinstance(question, QMessageBox)
        assert removed == []
        next(b for b in question.buttons() if b.text() == "Remove").click()
        qtbot.waitUntil(lambda: removed == ["kokoro"])
        # With it went the voices that it brought.
        qtbot.waitUntil(lambda: world.engine.reloads == 1)

    def test_a_removal_is_seen_also_where_the_dialog_is_gone(
        self, qtbot: QtBot, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store = world.store
        gate = threading.Event()
        state = PackState.INSTALLED

        def remove(_: str) -> None:
            nonlocal state
            gate.wait()
            state = PackState.MISSING
            raise PackError(Code.VERBATIM, text="Half of it is left; remove it yourself.")

        monkeypatch.setattr(store, "remove", remove)
        monkeypatch.setattr(store, "state", lambda _: state)
        dialog = _packs(world)
        qtbot.waitUntil(lambda: "kokoro" in dialog.buttons)
        dialog.buttons["kokoro"].click()
        question = dialog.findChild(QMessageBox)
        assert isinstance(question, QMessageBox)
        next(b for b in question.buttons() if b.text() == "Remove").click()
        _leave(dialog)
        with qtbot.waitSignal(world.controller.library.changed):
            gate.set()
        assert {pack.state for pack in world.controller.library.contents.packs} == {
            PackState.MISSING
        }


class TestSettings:
    @pytest.fixture
    def dialog(self, qtbot: QtBot, world: World) -> SettingsDialog:
        made = SettingsDialog(world.preferences, world.controller.keys, world.controller.updates)
        qtbot.addWidget(made)
        made.show()
        return made

    def test_the_preview_of_captions_is_whole_when_its_page_is_opened(
        self, dialog: SettingsDialog
    ) -> None:
        dialog.tabs.setCurrentIndex(2)
        assert dialog.overlay.preview.isVisible()
        assert overlay_text(dialog.overlay.preview.canvas) == "How captions look"

    def test_choices_count_at_once(self, world: World, dialog: SettingsDialog) -> None:
        dialog.appearance.language_box.chosen.emit("de")
        dialog.appearance.motion.click()
        dialog.sessions.history.click()
        settings = world.preferences.settings
        assert settings.appearance.language == "de"
        assert settings.appearance.reduced_motion
        assert not settings.history.keeps_text
        assert settings.appearance.theme is Theme.SYSTEM

    def test_what_needs_the_icon_in_the_tray_waits_for_it(
        self, world: World, dialog: SettingsDialog
    ) -> None:
        preferences = world.preferences
        for has_icon in (False, True):
            preferences.change(replace(preferences.settings, shows_tray_icon=has_icon))
            assert dialog.appearance.closes_to_tray.isEnabled() is has_icon

    def test_the_keyboard_begins_with_the_content_and_enter_in_a_field_closes_nothing(
        self, dialog: SettingsDialog
    ) -> None:
        first = dialog.focusWidget()
        assert dialog.tabs.isAncestorOf(first)
        last = dialog.previousInFocusChain()
        assert isinstance(last, QPushButton)
        assert last.text() == "Close"
        dialog.tabs.setCurrentIndex(1)
        box = dialog.captions.findChild(QSpinBox)
        assert isinstance(box, QSpinBox)
        QTest.keyClick(box, Qt.Key.Key_Return)
        assert dialog.isVisible()
        QTest.keyClick(last, Qt.Key.Key_Return)
        assert not dialog.isVisible()

    def test_heads_of_columns_stand_over_them_and_stay_in_sight(
        self, qtbot: QtBot, dialog: SettingsDialog
    ) -> None:
        dialog.tabs.setCurrentIndex(dialog.tabs.count() - 1)
        keys = dialog.keys

        def left(widget: QWidget) -> int:
            return widget.mapTo(dialog, QPoint(0, 0)).x()

        field = keys.elsewhere["start_stop"]
        qtbot.waitUntil(lambda: left(keys.is_elsewhere) == left(field))
        assert keys.head.isVisible()
        assert not keys.isAncestorOf(keys.head)

    def test_where_models_run_is_chosen(self, world: World, dialog: SettingsDialog) -> None:
        box = dialog.sessions.device_box
        assert (box.value, world.preferences.settings.device) == (Device.AUTO, Device.AUTO)
        box.chosen.emit(Device.CPU)
        assert (box.value, world.preferences.settings.device) == (Device.CPU, Device.CPU)

    def test_a_key_is_taken_once(self, world: World, dialog: SettingsDialog) -> None:
        dialog.keys.here["hold_to_mute"].setKeySequence(QKeySequence("F4"))
        assert world.preferences.settings.shortcuts.hold_to_mute == "F4"
        dialog.keys.here["overlay"].setKeySequence(QKeySequence("F4"))
        assert "F4" in dialog.keys.problem.text()
        assert world.preferences.settings.shortcuts.overlay == "Ctrl+Shift+O"
        assert dialog.keys.here["overlay"].keySequence() == QKeySequence("Ctrl+Shift+O")

    def test_keys_from_any_program_are_switched_on_and_say_what_became_of_them(
        self, qtbot: QtBot, world: World, dialog: SettingsDialog
    ) -> None:
        page = dialog.keys
        assert not page.elsewhere["overlay"].isEnabled()
        assert world.listeners.made == []
        page.is_elsewhere.click()
        assert page.elsewhere["overlay"].isEnabled()
        settings = world.preferences.settings.global_shortcuts
        assert settings.is_on
        world.controller.keys.listen(settings)
        (listener,) = world.listeners.made
        listener.say(Bound(triggers={}, refused={KeyAction.OVERLAY: Refusal.TAKEN}))
        qtbot.waitUntil(lambda: bool(page.state.text()))
        assert page.state.text() == "Ctrl+Alt+K belongs to another program."
        listener.say(Bound(triggers={KeyAction.OVERLAY: ""}, refused={}))
        qtbot.waitUntil(lambda: "Caption overlay: no key" in page.given.text())
        assert page.state.text() == ""
        listener.say(Failed(Trouble.DENIED, ""))
        qtbot.waitUntil(lambda: "not allowed" in page.state.text())
        world.controller.keys.close()

    def test_keys_that_others_need_are_not_taken_everywhere(
        self, world: World, dialog: SettingsDialog
    ) -> None:
        page = dialog.keys
        page.is_elsewhere.click()
        field = page.elsewhere["overlay"]
        for keys, reason in (
            ("A", "no longer use"),
            ("Ctrl+Return", "taken"),
            ("Ctrl+Num+5", "heard"),
        ):
            field.setKeySequence(QKeySequence(keys))
            assert reason in page.problem.text(), keys
            assert field.keySequence() == QKeySequence("Ctrl+Alt+K")
        # The key that does the same in the window may do it everywhere.
        field.setKeySequence(QKeySequence("Ctrl+Shift+O"))
        assert page.problem.text() == ""
        settings = world.preferences.settings
        assert settings.global_shortcuts.overlay == "Ctrl+Shift+O"


def test_the_overlay_is_styled(qtbot: QtBot, world: World) -> None:
    controller = world.controller
    dialog = SettingsDialog(controller.preferences, controller.keys, controller.updates)
    qtbot.addWidget(dialog)
    page = dialog.overlay
    dialog.show()
    dialog.tabs.setCurrentIndex(2)

    def overlay() -> OverlaySettings:
        return controller.preferences.settings.overlay

    assert page.preset.value is OverlayPreset.STANDARD
    page.preset.chosen.emit(OverlayPreset.YELLOW_ON_BLACK)
    assert overlay().colours == PRESETS[OverlayPreset.YELLOW_ON_BLACK]
    assert page.colours["target_colour"].text() == "#ffff00"
    page.colours["target_colour"].chosen.emit("#00ff00")
    assert overlay().target_colour == "#00ff00"
    assert page.preset.currentText() == "Your own"
    page.opacity.setValue(40)
    assert overlay().background_opacity == 0.4
    family = str(page.font_box._choices[-1].value)
    page.font_box.chosen.emit(family)
    assert overlay().font_family == family
    assert page.preview.canvas._settings.colours == overlay().colours
    assert page.preview.canvas._settings.font_family == family
    assert "How captions look" in overlay_text(page.preview.canvas)
    assert "What is said" not in overlay_text(page.preview.canvas)
    controller.preferences.change(
        replace(controller.preferences.settings, overlay=replace(overlay(), shown=Shown.BOTH))
    )
    assert "What is said" in overlay_text(page.preview.canvas)


def test_a_colour_is_chosen_in_a_dialog(qtbot: QtBot) -> None:
    button = ColourButton("Translation")
    qtbot.addWidget(button)
    button.show_colour("#102030")
    assert button.accessibleName() == "Translation: #102030"
    button.click()
    (dialog,) = button.findChildren(QColorDialog)
    dialog.setCurrentColor(QColor("#405060"))
    with qtbot.waitSignal(button.chosen) as told:
        dialog.accept()
    assert told.args == ["#405060"]


@pytest.mark.parametrize("preset", [p for p in OverlayPreset if p is not OverlayPreset.STANDARD])
def test_high_contrast_is_high(preset: OverlayPreset) -> None:
    settings = OverlaySettings().with_colours(PRESETS[preset])
    for colour in (settings.target_colour, settings.source_colour):
        assert settings.contrast(colour) >= 7.0


def test_an_outline_is_drawn_where_it_is_wanted(qtbot: QtBot) -> None:
    settings = OverlaySettings().with_colours(PRESETS[OverlayPreset.WHITE_ON_BLACK])
    # Over a grey ground a black edge can be told from it.
    settings = replace(settings, background_colour="#404040", keeps_last=True)

    def blacks(*, has_outline: bool) -> int:
        preview = StylePreview(replace(settings, has_outline=has_outline))
        qtbot.addWidget(preview)
        preview.resize(600, 112)
        image = preview.canvas.grab().toImage()
        return sum(
            image.pixelColor(x, y).lightness() < 20
            for x in range(0, image.width(), 2)
            for y in range(0, image.height(), 2)
        )

    assert settings.contrast(settings.target_colour) > 4.5
    assert blacks(has_outline=True) > blacks(has_outline=False) + 50
