"""The settings in use, which windows read, change and watch."""

import logging
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.settings import Appearance, DirectionSettings, Mode, Profile, Settings
from app.settings_file import SettingsFile
from engine.errors import OutputError

_log = logging.getLogger(__name__)
_SAVE_AFTER_MS: Final = 500
"""Dragging a slider changes a setting a hundred times."""


class Preferences(QObject):
    """Holds the settings; lives in the window's thread.

    Signals:
        changed: the new Settings, after every change.
        saving_failed: a Message for the user.
    """

    changed = Signal(object)
    saving_failed = Signal(object)

    def __init__(
        self, file: SettingsFile, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._file = file
        self._settings = settings
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save_now)

    @property
    def settings(self) -> Settings:
        """The settings now."""
        return self._settings

    @property
    def profile(self) -> Profile:
        """The profile in use."""
        return self._settings.current

    @property
    def appearance(self) -> Appearance:
        """Appearance of the windows."""
        return self._settings.appearance

    def change(self, settings: Settings) -> None:
        """Replace the settings, emit `changed`, and save them soon."""
        if settings == self._settings:
            return
        self._settings = settings
        self._timer.start()
        self.changed.emit(settings)

    def change_profile(self, profile: Profile) -> None:
        """Replace the profile in use."""
        self.change(self._settings.with_current(profile))

    def change_direction(self, index: int, direction: DirectionSettings) -> None:
        """Replace one direction of the profile in use; its counterpart's languages follow.

        Args:
            index: as in Profile.directions.
            direction: the new one.
        """
        self.change_profile(with_direction(self.profile, index, direction))

    @property
    def other_target(self) -> str:
        """The language to which one key switches the target; empty where there is none."""
        direction = self.profile.directions()[0]
        other = direction.other_target
        return "" if other in (direction.source_language, direction.target_language) else other

    @Slot()
    def switch_target(self) -> None:
        """Translate into the language before this one; the next time, back."""
        direction = self.profile.directions()[0]
        if other := self.other_target:
            switched = replace(
                direction, target_language=other, other_target=direction.target_language
            )
            self.change_direction(0, switched)

    @Slot()
    def save_now(self) -> None:
        """Write what has changed."""
        self._timer.stop()
        try:
            self._file.save(self._settings)
        except OutputError as error:
            _log.warning("settings were not saved: %s", error)
            self.saving_failed.emit(error.message)


def with_direction(profile: Profile, index: int, direction: DirectionSettings) -> Profile:
    """A profile with one direction replaced.

    In two-way mode both directions need languages that are named: what the one side speaks is
    what the other is translated into.
    """
    if profile.mode is Mode.TABLE:
        spoken = direction.source_language or profile.table.source_language
        return replace(profile, table=replace(direction, source_language=spoken, both_ways=True))
    if not profile.is_two_way:
        return replace(profile, one_way=_remembering(profile.one_way, direction))
    mine, theirs = profile.outgoing, profile.incoming
    direction = _remembering((mine, theirs)[index], direction)
    spoken = direction.source_language or (mine, theirs)[index].source_language
    direction = replace(direction, source_language=spoken)
    other = replace(
        theirs if index == 0 else mine,
        source_language=direction.target_language,
        target_language=spoken or theirs.target_language,
        preset=direction.preset,
    )
    pair = (direction, other) if index == 0 else (other, direction)
    return replace(profile, outgoing=pair[0], incoming=pair[1])


def _remembering(before: DirectionSettings, after: DirectionSettings) -> DirectionSettings:
    """The changed direction, which remembers the target that it had.

    Where languages are swapped, the old target is what is spoken now: that is no other target.
    """
    is_new = after.target_language != before.target_language
    is_swap = after.source_language == before.target_language
    if is_new and not is_swap and after.other_target == before.other_target:
        return replace(after, other_target=before.target_language)
    return after
