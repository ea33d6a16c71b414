"""The one coordinator: owns the services, runs sessions, and answers what users request.

Windows show the view-models below and send requests through them; they know nothing of this
module. Everything that takes more than a click is here: start, stop, follow a change of the
profile on air, offer to install what is missing, play a preview, remove a pack, clone a voice.
"""

import logging
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from app.live_call import Backend, LiveCall, NeededPack
from app.messages import user_text
from app.paths import AppPaths
from app.session import Recorder, SessionMachine
from app.settings import DirectionSettings, Profile, SourceKind
from app.texts import size_text, speaker_names
from app.threads import Background
from app.viewmodels.captions import CaptionModel
from app.viewmodels.checkup import Checkup
from app.viewmodels.devices import DeviceList, SoundCheck
from app.viewmodels.engines import Engines
from app.viewmodels.files import FileJobs, JobState
from app.viewmodels.glossary import Glossaries
from app.viewmodels.history import DirectionRecorder, History
from app.viewmodels.keys import GlobalKeys
from app.viewmodels.listeners import Listeners
from app.viewmodels.notices import Act, Button, Notice, NoticeKind, Notices, notice_of
from app.viewmodels.packs import Library, PackInstaller
from app.viewmodels.preferences import Preferences
from app.viewmodels.session import Loading, SessionState, SessionStatus
from app.viewmodels.typing import TypedLine, Typing
from app.viewmodels.updates import Release, Updates
from app.viewmodels.voices import VoiceEnrolment, VoicePreview
from engine.doctor import Check, examine
from engine.errors import EngineError
from engine.events import (
    EngineNotice,
    Event,
    LanguageDetected,
    LanguagesChanged,
    SourceGap,
    TextCorrected,
)
from engine.live.events import LiveEvent, StarterQuality
from engine.messages import Code, Message, Remedy
from engine.packs.progress import LoadProgress
from engine.packs.store import PackStore
from engine.service.broadcast import Broadcast

_log = logging.getLogger(__name__)

_RESTART_MS: Final = 700
"""Choosing from a list with the keyboard passes other entries."""

_READ_MS: Final = 33


class Controller(QObject):
    """Lives in the window's thread for as long as the program.

    Signals:
        attention_wanted: a notice wants an answer, and no window may be in sight.
        checkup_requested: the check-up is to be opened.
        models_requested: the window of models is to be opened.
        files_requested: the queue of recordings is to be opened.
        enrolment_ready: a VoiceEnrolment; its dialog is to be opened.

    Attributes:
        paths: the user's folders.
        preferences, session, notices, captions, files, glossaries, library, installer, devices,
            engines, voices, typing, checkup, history, keys, listeners, updates: the view-models.

    Args:
        parent: its owner.
        paths: the user's folders.
        store: the installed packs.
        backend: opens sessions.
        preferences: the settings in use.
        background: runs slow work on threads.
        devices: the microphones and outputs.
        keys: the global shortcuts.
        broadcast: what listeners follow; one of its own where it is None.
        updates: asks for newer versions.
    """

    attention_wanted = Signal()
    checkup_requested = Signal()
    models_requested = Signal()
    files_requested = Signal()
    enrolment_ready = Signal(object)

    def __init__(
        self,
        parent: QObject,
        *,
        paths: AppPaths,
        store: PackStore,
        backend: Backend,
        preferences: Preferences,
        background: Background,
        devices: DeviceList,
        keys: GlobalKeys,
        updates: Updates,
        broadcast: Broadcast | None = None,
    ) -> None:
        super().__init__(parent)
        self.paths = paths
        self.updates = updates
        self.preferences = preferences
        self.glossaries = Glossaries(paths.glossaries, preferences, self)
        self.devices = devices
        self.keys = keys
        self.session = SessionStatus(self)
        self.notices = Notices(self)
        self.captions = CaptionModel(self)
        self.engines = Engines(preferences, background, self)
        self.listeners = Listeners(broadcast or Broadcast(), background, self)
        self.library = Library(store, background, self)
        self.installer = PackInstaller(store, background, self)
        self.voices = VoicePreview(self)
        self.typing = Typing(self)
        self._lines: deque[TypedLine] = deque()
        self.files = FileJobs(backend, background, preferences, self)
        self.checkup = Checkup(background, self._examine, self)
        self.history = History(paths.history, self)
        self._store = store
        self._backend = backend
        self._background = background
        self._machine = SessionMachine(backend, self, record=self._begin_record)
        self._profile = preferences.profile
        self._running: Profile | None = None
        self._is_translate_held = False
        self._records_sound = False
        self._recorder: DirectionRecorder | None = None
        self._is_keeping = self._is_keeping_outdated = False
        self._kept: object = None
        self._restart_timer = QTimer(self)
        self._restart_timer.setSingleShot(True)
        self._restart_timer.setInterval(_RESTART_MS)
        self._restart_timer.timeout.connect(self._on_restart_timer)
        self._readings_timer = QTimer(self)
        self._readings_timer.setInterval(_READ_MS)
        self._readings_timer.timeout.connect(self._on_readings_timer)
        self._connect()

    def _connect(self) -> None:
        machine, session = self._machine, self.session
        machine.state_changed.connect(self._on_state_changed)
        machine.begun.connect(self._on_begun)
        machine.loading.connect(self._on_loading)
        machine.packs_missing.connect(self._on_packs_missing)
        machine.event_received.connect(self._on_event_received)
        machine.failed.connect(self._on_failed)
        session.start_stop_requested.connect(self.start_or_stop)
        session.mute_requested.connect(self._on_mute_requested)
        session.translate_requested.connect(self._on_translate_requested)
        session.catch_up_requested.connect(self._on_catch_up_requested)
        session.pause_requested.connect(self._on_pause_requested)
        session.correct_turn_requested.connect(self._on_correct_turn_requested)
        self.voices.requested.connect(self._on_preview_requested)
        self.typing.requested.connect(self._on_typing_requested)
        self.library.failed.connect(self._on_problem)
        self.library.removal_failed.connect(self._on_problem)
        self.library.removal_requested.connect(self._on_removal_requested)
        self.installer.finished.connect(self._on_installed)
        self.installer.failed.connect(self._reload_voices)
        self.installer.cancelled.connect(self._reload_voices)
        self.preferences.changed.connect(self._on_preferences_changed)
        self.preferences.saving_failed.connect(self._on_saving_failed)
        self.glossaries.changed.connect(self._on_glossary_changed)
        self.glossaries.failed.connect(self._on_problem)
        self.updates.found.connect(self._on_update_found)
        self.history.failed.connect(self._on_history_failed)
        self.devices.changed.connect(self._keep_devices)
        self.files.finished.connect(self._on_files_finished)
        self.captions.corrected.connect(self._on_captions_corrected)

    def open(self) -> None:
        """Read what there is; each on a thread of its own."""
        self.library.refresh()
        self.engines.refresh()
        self.devices.watch()
        self.history.prune(self.preferences.settings.history)
        self.updates.set_wanted(is_wanted=self.preferences.settings.asks_for_updates)

    def close(self, *, timeout_s: float) -> bool:
        """Release everything, for the end of the program.

        Args:
            timeout_s: for the session, and once more for the history.

        Returns:
            False where a thread still works.
        """
        self.keys.close()
        self.preferences.save_now()
        self.listeners.close()
        is_clean = self.files.close(timeout_s=timeout_s)
        is_clean = self._machine.close(timeout_s=timeout_s) and is_clean
        with suppress(EngineError):
            self._backend.keep_devices(None, is_running=False)
        # After the session: its last words are recorded too.
        return self.history.close(timeout_s=timeout_s) and is_clean

    @Slot()
    def start_or_stop(self) -> None:
        """Run the profile in use, or stop the session; a second stop is immediate."""
        if self._machine.is_active:
            self._machine.stop()
            return
        profile = self.preferences.profile
        if not self.engines.allows(profile.engine):
            # Asked once an engine, wherever it was chosen: nothing is sent before.
            self.engines.asked.emit(profile.engine.name)
            self.attention_wanted.emit()
            return
        for direction in profile.directions():
            if direction.source_kind is SourceKind.FILE and not direction.source_file:
                self.notices.warn("file", self.tr("Choose a recording first, under “Listen to”."))
                return
        self.notices.clear()
        self._running = profile
        self._machine.start(profile)

    def offer_missing_packs(self) -> None:
        """Offer to install what the profile in use lacks."""
        profile = self.preferences.profile

        def offer(packs: Sequence[NeededPack]) -> None:
            if packs:
                self._offer_packs(packs)

        def failed(message: Message) -> None:
            self._tell_failure("packs", message)

        self._background.run(lambda: self._backend.missing(profile), done=offer, failed=failed)

    @Slot()
    def request_enrolment(self) -> None:
        """Have a voice cloned, once the models for it are installed."""

        def begin(packs: Sequence[NeededPack]) -> None:
            if packs:
                self._offer_packs(packs)
            else:
                self.enrolment_ready.emit(self.begin_enrolment())

        self._background.run(
            self._backend.missing_for_cloning, done=begin, failed=self._on_enrolment_failed
        )

    def begin_enrolment(self) -> VoiceEnrolment:
        """Make what one enrolment dialog works with."""
        enrolment = VoiceEnrolment(
            self._backend.cloner(),
            background=self._background,
            preferences=self.preferences,
            library=self.library,
        )
        enrolment.stored.connect(self._on_voice_stored)
        for failed in (enrolment.failed, enrolment.storing_failed, enrolment.removal_failed):
            failed.connect(self._on_enrolment_failed)
        return enrolment

    def begin_sound_check(self) -> SoundCheck:
        """Make what one dialog tests devices with."""
        check = SoundCheck(self._background)
        check.failed.connect(self._on_sound_check_ended)
        check.chime_ended.connect(self._on_sound_check_ended)
        return check

    def _examine(self) -> Sequence[Check]:
        """Check what the profile in use needs; on any thread."""
        profile = self.preferences.profile
        return examine(
            lambda: self.paths.data,
            find_lacking=lambda: [pack.id for pack in self._backend.missing(profile)],
            needs_sound=any(
                direction.speaks or direction.source_kind is not SourceKind.FILE
                for direction in profile.directions()
            ),
        )

    def _begin_record(self, profile: Profile) -> Recorder | None:
        settings = self.preferences.settings.history
        self._records_sound = settings.keeps_text and settings.records_audio
        self._recorder = self.history.record(profile, settings)
        return self._recorder

    @Slot(str, object)
    def _on_captions_corrected(self, stream: str, event: TextCorrected) -> None:
        if self._recorder is not None:
            self._recorder.correct(stream, event)

    @Slot(object)
    def _on_state_changed(self, state: SessionState) -> None:
        self.session.set_state(state)
        self.files.hold(is_held=self._machine.is_active)
        if self.session.is_running:
            self._readings_timer.start()
        else:
            self._readings_timer.stop()
        if state in (SessionState.RUNNING, SessionState.INTERRUPTED):
            self._apply_bypass()
            self._follow_profile()
        elif state in (SessionState.IDLE, SessionState.FAILED):
            self._end_captions()
            self.notices.end_session()
        self._keep_devices()

    @Slot(object)
    def _on_begun(self, profile: Profile) -> None:
        """Name the directions; captions stay where the session replaces another."""
        self._end_captions()
        replaces = self._machine.is_active
        if not replaces:
            self.captions.clear()
        self.engines.begin(profile, replaces=replaces)
        names = speaker_names(profile)
        self.captions.name_streams(names)
        self.session.begin(names, replaces=replaces)

    def _end_captions(self) -> None:
        for stream in ("0", "1"):
            self.captions.end(stream=stream)
        self.session.ended.emit()

    @Slot(object)
    def _on_loading(self, progress: LoadProgress) -> None:
        title = self.library.title(progress.pack) if progress.pack else ""
        self.session.set_loading(Loading(title=title, done=progress.done, total=progress.total))

    @Slot()
    def _on_readings_timer(self) -> None:
        running_s = self._machine.running_s
        self.session.set_readings(self._machine.gauges, running_s=running_s)
        self.engines.count(running_s)

    @Slot(int, object)
    def _on_event_received(self, direction: int, event: LiveEvent) -> None:
        notice = notice_of(direction, event)
        if notice is not None:
            if isinstance(event, StarterQuality | EngineNotice):
                notice = replace(notice, button=self._button_for(event.message))
            elif isinstance(event, SourceGap):
                message = event.message_where(is_recorded=self._records_sound)
                notice = replace(notice, text=user_text(message), message=message)
            self.notices.post(notice)
        if isinstance(event, EngineNotice) and event.message.code is Code.ENGINE_TOOK_OVER:
            self.engines.hand_over(direction, running_s=self._machine.running_s)
        if isinstance(event, LanguagesChanged):
            self.notices.dismiss(f"quality {direction}")
        if isinstance(event, LanguageDetected) and event.target:
            self.session.set_way((event.language, event.target))
        if isinstance(event, Event):
            self.captions.handle(event, stream=str(direction))
            self.session.receive(str(direction), event)

    @Slot(object)
    def _on_failed(self, message: Message) -> None:
        self._tell_failure("failed", message)
        self.session.failed.emit(user_text(message))

    def _tell_failure(self, key: str, message: Message, again: Act | None = None) -> None:
        """Post a failure with the button that does the best about it.

        Args:
            key: of the notice.
            message: what failed.
            again: does the same once more; None where that is of no use.
        """
        check_up = Button(text=self.tr("Check-up"), act=self.checkup_requested.emit)
        button = self._button_for(message, again) or check_up
        self.notices.post(
            Notice(
                key=key,
                text=user_text(message),
                kind=NoticeKind.ERROR,
                message=message,
                button=button,
            )
        )

    def retranslate_notices(self) -> None:
        """Say what holds in another language of the interface; what only was said goes."""
        for notice in self.notices.notices:
            message, before = notice.message, notice.button
            self.notices.dismiss(notice.key)
            if message is not None:
                button = None if before is None else self._button_for(message)
                if before is not None and button is not None:
                    button = replace(button, act=before.act)
                self.notices.post(replace(notice, text=user_text(message), button=button))

    def _button_for(self, message: Message, again: Act | None = None) -> Button | None:
        """What does the best of a message's remedies that a button can do; None for no such.

        Args:
            message: has the remedies.
            again: does once more what failed; None where that is to start a session.
        """
        again = again or self.start_or_stop
        buttons = (self._button_of(remedy, message, again) for remedy in message.remedies)
        return next((button for button in buttons if button is not None), None)

    def _button_of(self, remedy: Remedy, message: Message, again: Act) -> Button | None:
        button = None
        match remedy:
            case Remedy.INSTALL_MODELS | Remedy.INSTALL_BETTER:
                button = self._install_button(self.tr("Install"), message.texts("packs"))
            case Remedy.PROVE_AGAIN:
                packs = message.texts("packs")
                button = Button(text=self.tr("Test again"), act=lambda: self.installer.prove(packs))
            case Remedy.REPAIR_MODEL:
                button = self._install_button(self.tr("Repair"), message.texts("pack"))
            case Remedy.REINSTALL_ITS_MODEL | Remedy.CHOOSE_ANOTHER_MODEL:
                button = Button(text=self.tr("Models"), act=self.models_requested.emit)
            case Remedy.SET_KEY | Remedy.CHECK_KEY:
                button = Button(text=self.tr("Enter a key"), act=self._ask_of_engine)
            case (
                Remedy.CLOSE_OTHER_PROGRAMS
                | Remedy.PLUG_BACK_IN
                | Remedy.PLUG_IN
                | Remedy.TRY_AGAIN
                | Remedy.TRY_AGAIN_OR_REPORT
                | Remedy.START_SOUND_SERVER
            ):
                button = Button(text=self.tr("Try again"), act=again)
        return button

    def _ask_of_engine(self) -> None:
        self.engines.asked.emit(self.engines.choice.name)

    def _install_button(self, text: str, packs: Sequence[str]) -> Button:
        return Button(text=text, act=lambda: self.installer.install(packs))

    @Slot(bool)
    def _on_mute_requested(self, is_muted: object) -> None:
        session = self._machine.session
        if session is not None:
            session.set_muted(is_muted=bool(is_muted))
        self.session.set_muted(is_muted=bool(is_muted))

    @Slot()
    def _on_catch_up_requested(self) -> None:
        if self._machine.session is not None:
            self._machine.session.catch_up()

    @Slot()
    def _on_correct_turn_requested(self) -> None:
        if self._machine.session is not None:
            self._machine.session.correct_turn()

    @Slot(object)
    def _on_typing_requested(self, line: TypedLine) -> None:
        self._lines.append(line)
        if len(self._lines) == 1:
            self._say_next()

    def _say_next(self) -> None:
        """Have the oldest line spoken that waits; one after the other, as they were typed."""
        session, line = self._machine.session, self._lines[0]

        def work() -> None:
            if session is not None:
                session.type_text(line.text, line.language)

        def done(_: object) -> None:
            self.notices.dismiss("typed")
            go_on()

        def failed(message: Message) -> None:
            self._tell_failure("typed", message, lambda: self.typing.say(line.text, line.language))
            self.typing.refused.emit(line)
            go_on()

        def go_on() -> None:
            self._lines.popleft()
            if self._lines:
                self._say_next()

        self._background.run(work, done=done, failed=failed)

    @Slot(int, bool)
    def _on_pause_requested(self, direction: int, is_paused: object) -> None:
        if self._machine.session is not None:
            self._machine.session.set_paused(direction, is_paused=bool(is_paused))

    @Slot()
    def _on_files_finished(self) -> None:
        states = [job.state for job in self.files.jobs]
        done, failed = states.count(JobState.DONE), states.count(JobState.FAILED)
        if failed:
            text = self.tr("Recordings translated: {done}; failed: {failed}.")
        else:
            text = self.tr("Recordings translated: {done}.")
        if done or failed:
            self.notices.post(
                Notice(
                    key="files",
                    text=text.format(done=done, failed=failed),
                    kind=NoticeKind.WARNING if failed else NoticeKind.NOTE,
                    button=Button(text=self.tr("Show"), act=self.files_requested.emit),
                )
            )

    @Slot(bool)
    def _on_translate_requested(self, is_held: object) -> None:
        self._is_translate_held = bool(is_held)
        self._apply_bypass()

    def _apply_bypass(self) -> None:
        """Translate the first direction, unless it waits for its key to be held."""
        session = self._machine.session
        self._show_bypass()
        if session is not None:
            session.set_translating(is_translating=not self.session.is_bypassed)

    def _show_bypass(self) -> None:
        waits = self.preferences.profile.directions()[0].hold_to_translate
        self.session.set_bypassed(is_bypassed=waits and not self._is_translate_held)

    @Slot()
    def _on_preferences_changed(self) -> None:
        profile = self.preferences.profile
        if profile != self._profile:
            self._profile = profile
            # What was said of the profile as it was before.
            for key in ("file", "packs", "failed"):
                self.notices.dismiss(key)
        self.updates.set_wanted(is_wanted=self.preferences.settings.asks_for_updates)
        self._apply_bypass()
        self._follow_profile()
        if self._kept != _virtual_of(profile):
            self._keep_devices()

    @Slot()
    def _keep_devices(self) -> None:
        """Have virtual devices there, also where a sound server started again without them."""
        self._is_keeping_outdated = True
        if self._is_keeping:
            return
        self._is_keeping, self._is_keeping_outdated = True, False
        profile, is_running = self.preferences.profile, self.session.is_running
        self._kept = _virtual_of(profile)

        def done(_: object) -> None:
            self.notices.dismiss("virtual")
            end()

        def failed(message: Message) -> None:
            # Where there is no server or cable, the panel says what to do.
            if message.code is Code.VIRTUAL_DEVICE_BUSY:
                self._tell_failure("virtual", message, self._keep_devices)
            end()

        def end() -> None:
            self._is_keeping = False
            if self._is_keeping_outdated:
                self._keep_devices()

        self._background.run(
            lambda: self._backend.keep_devices(profile, is_running=is_running),
            done=done,
            failed=failed,
        )

    def _follow_profile(self) -> None:
        """Change what runs: volumes, ducking and voices at once, all else a moment later."""
        profile = self.preferences.profile
        session = self._machine.session
        if self._running is None or not self._machine.is_active:
            return
        if session is not None and profile.is_two_way is self._running.is_two_way:
            for number, direction in enumerate(profile.directions()):
                session.set_sound(number, direction)
        if _needs_restart(self._running, profile):
            self._restart_timer.start()
            return
        # Also where a change was undone in time.
        self._restart_timer.stop()
        if session is None:
            return  # applied once it is on air
        before = self._running.directions()
        for number, direction in enumerate(profile.directions()):
            is_local = self.engines.info is None
            if is_local and direction.speaks and direction.voices != before[number].voices:
                self._change_voice(session, number)
        self._running = profile

    @Slot()
    def _on_glossary_changed(self) -> None:
        """Hear with the new terms: a session is told its glossary when it begins."""
        if self._running is not None and self._machine.is_active:
            self._restart_timer.start()

    def _change_voice(self, session: LiveCall, number: int) -> None:
        self._background.run(
            lambda: session.load_voice(number),
            done=lambda _: self.notices.dismiss("voice"),
            failed=lambda message: self._tell_failure(
                "voice", message, lambda: self._change_voice(session, number)
            ),
        )

    @Slot()
    def _on_restart_timer(self) -> None:
        before, profile = self._running, self.preferences.profile
        if before is None or not self._machine.is_active:
            return
        session = self._machine.session
        if session is not None and self.session.is_running and _is_followed(before, profile):
            self._follow_on_air(session, before, profile)
        else:
            self._running = profile
            self._machine.restart(profile)

    def _follow_on_air(self, session: LiveCall, before: Profile, profile: Profile) -> None:
        """Have what runs go on in other languages or by another engine, or on other devices."""
        self._running = profile
        is_other_engine = before.engine != profile.engine
        changed = [
            number
            for number in range(len(profile.directions()))
            if is_other_engine or _fixed(before)[number] != _fixed(profile)[number]
        ]

        def work() -> Sequence[NeededPack]:
            missing = self._backend.missing(profile)
            for number in () if missing else changed:
                session.follow(number, profile)
            return missing

        def done(missing: Sequence[NeededPack]) -> None:
            if missing:
                # What runs goes on; when they are there, it follows.
                if self._running is profile:
                    self._running = before
                self._offer_packs(missing)
                return
            if is_other_engine:
                self.engines.begin(profile, replaces=True, at_s=self._machine.running_s)
            self._follow_profile()

        def failed(message: Message) -> None:
            if self._running is profile:
                self._running = before
            self._tell_failure("failed", message, self._follow_profile)

        self._background.run(work, done=done, failed=failed)

    @Slot(object)
    def _on_packs_missing(self, packs: Sequence[NeededPack]) -> None:
        self._offer_packs(packs)
        self.attention_wanted.emit()

    def _offer_packs(self, packs: Sequence[NeededPack]) -> None:
        def install() -> None:
            self.notices.dismiss("packs")
            self.installer.install([pack.id for pack in packs])

        titles = ", ".join(pack.title for pack in packs)
        size = size_text(sum(pack.download_bytes for pack in packs))
        self.notices.post(
            Notice(
                key="packs",
                text=self.tr("This needs models that are not installed yet: {models}.").format(
                    models=titles
                ),
                button=Button(text=self.tr("Download {size}").format(size=size), act=install),
            )
        )

    @Slot()
    def _on_installed(self) -> None:
        self._reload_voices()
        self._follow_profile()
        self.files.retry_lacking()
        start = Button(text=self.tr("Start"), act=self.start_or_stop)
        self.notices.post(
            Notice(
                key="packs",
                text=self.tr("The models are ready."),
                # While a session is active, the same would stop it.
                button=None if self._machine.is_active else start,
            )
        )

    @Slot()
    def _reload_voices(self) -> None:
        """Packs bring voices; some are installed also where the installation failed."""
        self._background.run(
            self._backend.reload_voices,
            done=lambda _: self.library.refresh(),
            failed=self.library.failed.emit,
        )

    @Slot(str)
    def _on_removal_requested(self, pack_id: str) -> None:
        def remove() -> None:
            try:
                self._store.remove(pack_id)
            finally:
                self._backend.reload_voices()
                self._background.post(self.library.refresh)

        self._background.run(remove, done=lambda _: None, failed=self.library.removal_failed.emit)

    @Slot(str, object)
    def _on_preview_requested(self, voice: str, direction: DirectionSettings) -> None:
        self.voices.set_playing(is_playing=True)

        def played(_: object) -> None:
            self.voices.set_playing(is_playing=False)
            self.notices.dismiss("preview")

        def failed(message: Message) -> None:
            self.voices.set_playing(is_playing=False)
            again = partial(self._on_preview_requested, voice, direction)
            self._tell_failure("preview", message, again)

        self._background.run(
            lambda: self._backend.preview(voice, direction), done=played, failed=failed
        )

    @Slot(str)
    def _on_voice_stored(self, voice: str) -> None:
        """Speak with a new voice in every language of the profile."""
        for number, direction in enumerate(self.preferences.profile.directions()):
            language = direction.target_language
            voices = {**direction.voices, language: f"{voice}.{language}"}
            self.preferences.change_direction(number, replace(direction, voices=voices))

    @Slot(object)
    def _on_update_found(self, release: Release) -> None:
        text = self.tr("Dragoman {newer} is available. You have {current}.")
        self.notices.post(
            Notice(
                key="update",
                text=text.format(newer=release.version, current=self.updates.version),
                button=Button(
                    text=self.tr("What's new"),
                    act=lambda: _open_page(release.page),
                ),
            )
        )

    @Slot(object)
    def _on_problem(self, message: Message) -> None:
        self._tell_failure("problem", message, self.library.refresh)

    @Slot(object)
    def _on_saving_failed(self, message: Message) -> None:
        self._tell_failure("settings", message, self.preferences.save_now)

    @Slot(object)
    def _on_history_failed(self, message: Message) -> None:
        self._tell_failure("history", message)

    @Slot(object)
    def _on_enrolment_failed(self, message: Message) -> None:
        self._tell_failure("clone", message, self.request_enrolment)

    @Slot(object)
    def _on_sound_check_ended(self, message: Message | None) -> None:
        if message is None:
            self.notices.dismiss("sound check")
        else:
            self._tell_failure("sound check", message, self.devices.refresh)


def _open_page(address: str) -> None:
    QDesktopServices.openUrl(QUrl(address))


def _virtual_of(profile: Profile) -> object:
    """What of a profile decides on virtual devices."""
    return [
        (
            *(d.source_kind, d.source_device, d.target_kind, d.target_device),
            *(d.speaks, d.passes_off_air),
        )
        for d in profile.directions()
    ]


def _fixed(profile: Profile) -> list[DirectionSettings]:
    """The directions of a profile without what a running session changes at once."""
    engine = profile.engine
    info = Engines.info_of(engine.name)

    def fixed(direction: DirectionSettings) -> DirectionSettings:
        fixed = replace(
            direction,
            original_volume=0.0,
            translation_volume=0.0,
            ducks=True,
            hold_to_translate=False,
            passes_off_air=False,
            other_target="",
        )
        # What an engine elsewhere is told, it is told when a session begins.
        voice = None if info is None else direction.voice_of(engine.name)
        fixed = replace(fixed, voices={} if voice is None else {"": voice})
        if info is None or not info.shapes_speech:
            fixed = replace(fixed, voice_speed=1.0, voice_pitch_semitones=0.0)
        return fixed

    return [fixed(direction) for direction in profile.directions()]


def _needs_restart(running: Profile, wanted: Profile) -> bool:
    """Whether a running session cannot do at once what is wanted."""
    return running.engine != wanted.engine or _fixed(running) != _fixed(wanted)


def _is_followed(running: Profile, wanted: Profile) -> bool:
    """Whether what runs can go on as is wanted: to the same kind of target, and of no recording."""
    first = DirectionSettings()
    is_other_engine = running.engine != wanted.engine

    def ends(profile: Profile) -> list[DirectionSettings]:
        return [
            replace(
                direction,
                source_kind=(
                    direction.source_kind
                    if direction.source_kind is SourceKind.FILE
                    else first.source_kind
                ),
                source_program=first.source_program,
                # Not all engines take these; one that does is told when its session begins.
                voice_speed=first.voice_speed if is_other_engine else direction.voice_speed,
                voice_pitch_semitones=(
                    first.voice_pitch_semitones
                    if is_other_engine
                    else direction.voice_pitch_semitones
                ),
                source_device=first.source_device,
                target_device=first.target_device,
                listen_in_device=first.listen_in_device,
                source_language=first.source_language,
                target_language=first.target_language,
                preset=first.preset,
                voices={},
            )
            for direction in _fixed(profile)
        ]

    return ends(running) == ends(wanted)
