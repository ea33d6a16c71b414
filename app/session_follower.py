"""Starts what the profile says and has a running session follow its changes."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.live_session import LiveSession
from app.session_controller import SessionController, SessionState
from app.settings import DirectionSettings, Profile
from app.threads import Background
from app.viewmodels.preferences import Preferences

_RESTART_MS: Final = 700
"""Whoever looks for a language in a list passes others."""


class SessionFollower(QObject):
    """Keeps a session what the profile in use asks for; lives in the window's thread.

    Volumes, ducking and voices change in the session that runs, all else needs another one.

    Signals:
        failed: a message for the user.
    """

    failed = Signal(str)

    def __init__(
        self,
        preferences: Preferences,
        controller: SessionController,
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._controller = controller
        self._background = background
        # A window that is made anew takes over what runs.
        self._running = preferences.profile if controller.is_active else None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_RESTART_MS)
        self._timer.timeout.connect(self._on_timer)
        preferences.changed.connect(self._on_preferences_changed)
        controller.state_changed.connect(self._on_state_changed)

    def start(self) -> None:
        """Run the profile in use."""
        self._running = self._preferences.profile
        self._controller.start(self._running)

    @Slot()
    def _on_preferences_changed(self) -> None:
        profile = self._preferences.profile
        session = self._controller.session
        if self._running is None or not self._controller.is_active:
            return
        if session is not None and profile.is_two_way is self._running.is_two_way:
            for number, direction in enumerate(profile.directions()):
                session.set_sound(number, direction)
        if _needs_restart(self._running, profile):
            self._timer.start()
            return
        # Also where a change was taken back in time.
        self._timer.stop()
        if session is None:
            return  # told once it is on air
        before = self._running.directions()
        for number, direction in enumerate(profile.directions()):
            if direction.speaks and direction.voices != before[number].voices:
                self._change_voice(session, number, direction)
        self._running = profile

    @Slot(object)
    def _on_state_changed(self, state: SessionState) -> None:
        if state is SessionState.RUNNING:
            self._on_preferences_changed()

    def _change_voice(
        self, session: LiveSession, number: int, direction: DirectionSettings
    ) -> None:
        self._background.run(
            lambda: session.set_voice(number, direction),
            done=lambda _: None,
            failed=self.failed.emit,
            asker=self,
        )

    @Slot()
    def _on_timer(self) -> None:
        profile = self._preferences.profile
        if self._running is not None and self._controller.is_active:
            self._running = profile
            self._controller.restart(profile)


def _needs_restart(running: Profile, wanted: Profile) -> bool:
    """Whether a running session cannot do what is wanted."""

    def fixed(direction: DirectionSettings) -> DirectionSettings:
        return replace(
            direction,
            original_volume=0.0,
            translation_volume=0.0,
            ducks=True,
            voices={},
            voice_speed=1.0,
            voice_pitch_semitones=0.0,
        )

    return [fixed(d) for d in running.directions()] != [fixed(d) for d in wanted.directions()]
