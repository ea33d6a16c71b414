"""Keeps sessions in the history, as the settings say."""

from app.history.recorder import SessionRecorder
from app.history.store import StreamNote
from app.settings import Profile
from app.texts import speaker_names
from app.viewmodels.history import History
from app.viewmodels.preferences import Preferences
from engine.arrays import Float32
from engine.events import Event


class SessionKeeper:
    """Begins records of sessions; its method is called in the window's thread.

    Args:
        history: where they go.
        preferences: whether anything is kept.
    """

    def __init__(self, history: History, preferences: Preferences) -> None:
        self._history = history
        self._preferences = preferences

    def begin(self, profile: Profile) -> "DirectionRecorder | None":
        """Begin to keep a session; None where the user wants nothing kept."""
        names = speaker_names(profile)
        notes = [
            StreamNote(
                stream=stream,
                speaker=name,
                source=direction.source_language,
                target=direction.target_language,
            )
            for (stream, name), direction in zip(names.items(), profile.directions(), strict=True)
        ]
        recorder = self._history.begin(notes, self._preferences.settings.history)
        return None if recorder is None else DirectionRecorder(recorder)


class DirectionRecorder:
    """A Recorder over the history's, which knows directions by name."""

    def __init__(self, recorder: SessionRecorder) -> None:
        self._recorder = recorder

    def keep(self, direction: int, event: Event) -> None:
        """Keep what a direction said."""
        self._recorder.push(event, stream=str(direction))

    def hear(self, direction: int, samples: Float32) -> None:
        """Keep what a direction heard, where sound is kept."""
        self._recorder.hear(samples, stream=str(direction))

    def finish(self) -> None:
        """The session is over."""
        self._recorder.finish()
