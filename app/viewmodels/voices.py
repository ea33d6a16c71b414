"""Previews of voices."""

from PySide6.QtCore import QObject, Signal

from app.settings import DirectionSettings


class VoicePreview(QObject):
    """Whether a preview plays; widgets request one, the controller plays it.

    Signals:
        requested: id of a voice, and the DirectionSettings that it is to speak as.
        changed: a preview has begun or is over.
    """

    requested = Signal(str, object)
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_playing = False

    @property
    def is_playing(self) -> bool:
        """Whether a preview is loaded or played."""
        return self._is_playing

    def play(self, voice: str, direction: DirectionSettings) -> None:
        """Request a preview."""
        self.requested.emit(voice, direction)

    def set_playing(self, *, is_playing: bool) -> None:
        """Change whether a preview plays."""
        self._is_playing = is_playing
        self.changed.emit()
